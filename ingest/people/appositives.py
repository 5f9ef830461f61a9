"""The person who stands before an office: "N, Minister of Defense", "N was appointed Director"."""

from __future__ import annotations

from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from .holdings import Holdings
from .offices import Office
from .register import Persons

_APPOSING = (",", "(", "-", "–", "—")
_CAPACITY = 6  # words between "in" and "as" in "in her new role as"


class Predecessors:
    """Finds the persons of one document who stand before an office."""

    def __init__(self, document: Document, persons: Persons, held: Holdings) -> None:
        """`persons` are those found so far; who is found here joins them. `held` is what they hold."""
        self.doc = document
        self.lex = document.lexicon
        self.persons = persons
        self._held = held
        table = document.lexicon.language.table("offices")
        self._copulas = frozenset(table["copulas"])
        self._appointed = frozenset(table["appointed"])
        self._appointing = frozenset(table["appointing"])
        self._honors = frozenset(table["honors"])
        self._being = frozenset(table["being"])
        self._infinitive = frozenset(table["infinitive"])
        self._joins = frozenset(table["joining"])
        self._as = frozenset(table["as"])
        self._owners = frozenset(table["owners"])
        self._capacities = frozenset(table["capacity"])
        self._speaking = frozenset(table["speaking"])

    def person(
        self, sentence: Sentence, office: Office, previous: Office | None
    ) -> tuple[Mention, Entity] | None:
        """ "N, Minister of Defense", "N, who is Minister of Defense and President of"."""
        tokens = sentence.tokens
        i = office.first - 1
        while i >= 0 and tokens[i].fold in self.lex.articles:
            i -= 1
        joint = i
        while joint >= 0 and (tokens[joint].fold in self._copulas or joint in sentence.parser.blocked):
            joint -= 1  # "formerly Minister of Justice and now Adviser to"
        also = joint >= 0 and tokens[joint].fold in self.lex.conjunctions
        if also and previous is not None and previous.last == joint:
            holder = self._held.holder(previous)
            mention = sentence.mention_at(previous.first)
            if holder is not None and mention is not None and mention.kind is Kind.PERSON:
                return mention, holder
        # "N, who since January has been Executive Secretary": dates stand between, too
        between: set[str] = set()
        small = self._copulas | self._appointed | self._being | self.lex.articles
        while i >= 0 and (tokens[i].fold in small or i in sentence.parser.blocked):
            between.add(tokens[i].fold)
            i -= 1
        if between & self.lex.destination and not between & self._infinitive:
            return None  # "passed by N, Ambassador of Japan, to the Commissioner"
        if (begin := self._capacity(sentence, i, between)) is not None:
            i = begin
        if not between & self._being and between & self._appointed and between & self.lex.articles:
            return None  # "N, Vice President, named the new head": another's office
        apposed = i >= 1 and tokens[i].text in _APPOSING
        if apposed and i > 2 and tokens[i - 1].fold in self._honors and tokens[i - 2].text == ",":
            i -= 2  # "N, M.P., Minister of"
        if apposed and i > 1 and tokens[i - 1].text == "." and tokens[i - 2].fold in self._honors:
            i -= 1  # "N Jr., Minister of"
        mention = sentence.mention_at(i - 1 if apposed else i)
        if mention is not None and mention.kind is Kind.ORGANIZATION and not apposed:
            if (joined := self._joining(sentence, mention)) is not None:
                office.at = office.at or ([mention.entity] if mention.entity is not None else [])
                mention, apposed = joined, True
            else:
                mention = self._of_body(sentence, mention)
        if mention is None or not (apposed or self._told(sentence, mention, between)):
            return None
        if mention.kind is Kind.PERSON and mention.entity is not None:
            return mention, mention.entity
        mention = self._whole(sentence, mention)
        if (
            mention.kind is not Kind.UNKNOWN
            or mention.name is None
            or not self.persons.possible(sentence, mention.name)
        ):
            return None
        if mention.last - mention.first < 2:
            return self.persons.by_surname(sentence, mention)
        return mention, self.persons.register(sentence, mention)

    def _capacity(self, sentence: Sentence, i: int, between: set[str]) -> int | None:
        """The comma before "in her new role as Minister", where a token is the last before "as"."""
        tokens = sentence.tokens
        if not between & self._as:
            return None
        for k in range(i, max(i - _CAPACITY, 0), -1):
            if tokens[k].fold in self._owners and tokens[k - 1].fold in self._capacities:
                k -= 2
                k -= k > 0 and tokens[k].fold in self._speaking
                return k if k > 0 and tokens[k].text in _APPOSING else None
            if not tokens[k].word:
                return None
        return None

    def _joining(self, sentence: Sentence, body: Mention) -> Mention | None:
        """Who joined or serves a body as something: "N, who joined NEC as Director"."""
        tokens, i = sentence.tokens, body.first - 1
        while i > 0 and tokens[i].fold in self.lex.articles:
            i -= 1
        if i < 1 or tokens[i].fold not in self._joins:
            return None
        i -= 1
        while i > 0 and (tokens[i].fold in self._copulas or i in sentence.parser.blocked):
            i -= 1
        return sentence.mention_at(i - 1 if tokens[i].text == "," else i)

    def _of_body(self, sentence: Sentence, body: Mention) -> Mention | None:
        """Who is of a body that stands before the office: "chose N of Monash University as Chair"."""
        i = body.first - 1
        while i > 0 and sentence.tokens[i].fold in self.lex.articles:
            i -= 1
        return sentence.mention_at(i - 1) if i > 0 and sentence.tokens[i].fold in self.lex.owner else None

    def _told(self, sentence: Sentence, mention: Mention, between: set[str]) -> bool:
        """Whether a verb gives an office: "N was appointed Director", "members chose N as Chair"."""
        if between & self._being:
            return True
        before = sentence.tokens[mention.first - 1].fold if mention.first else ""
        return before in self._appointing

    def _whole(self, sentence: Sentence, mention: Mention) -> Mention:
        """The full mention where a nickname split it."""
        tokens = sentence.tokens
        i = mention.first
        if i >= 4 and tokens[i - 1].text in '"”' and tokens[i - 3].text in '"“':
            before = sentence.mention_at(i - 4)
            if before is not None and before.kind is Kind.UNKNOWN:
                return Mention(Kind.UNKNOWN, before.first, mention.last, None, before.name)
        return mention
