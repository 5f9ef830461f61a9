"""The person who stands before an office: "N, Minister of Defense", "N was appointed Director"."""

from __future__ import annotations

from dataclasses import dataclass

from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from .holdings import Holdings
from .office_words import Office
from .register import Persons

Found = tuple[Mention, Entity]

_APPOSING = (",", "(", "-", "–", "—")
_YEAR = 4  # digits
_CAPACITY = 6  # words between "in" and "as" in "in her new role as"


@dataclass(slots=True)
class _Gap:
    """What stands between a person and an office."""

    last: int  # the token that ends the person's side
    words: set[str]  # the small words between
    apposed: bool = False


class Predecessors:
    """Finds the persons of one document who stand before an office."""

    def __init__(self, document: Document, persons: Persons, held: Holdings) -> None:
        """`persons` are those found so far; who is found here joins them. `held` is what they hold."""
        self.doc = document
        self.lex = document.lexicon
        self.persons = persons
        self._held = held
        table = document.lexicon.table("offices")
        self._copulas, self._appointed, self._appointing, self._honors, self._being, self._infinitive = (
            frozenset(table[key])
            for key in ("copulas", "appointed", "appointing", "honors", "being", "infinitive")
        )
        self._joins, self._as, self._owners, self._capacities, self._speaking, self._pronouns = (
            frozenset(table[key]) for key in ("joining", "as", "owners", "capacity", "speaking", "pronouns")
        )
        self._where = frozenset(table["where"])
        self._small = self._copulas | self._appointed | self._being | self.lex.articles

    def person(self, sentence: Sentence, office: Office, previous: Office | None) -> Found | None:
        """ "N, Minister of Defense", "N, who is Minister of Defense and President of"."""
        if (also := self._also(sentence, office, previous)) is not None:
            return also
        gap = self._gap(sentence, office)
        if self._by_pronoun(sentence, office, gap):
            return self._named_before(sentence, gap.last)
        if self._vetoed(gap):
            return None
        self._apposition(sentence, gap)
        mention = sentence.mention_at(gap.last)
        if mention is not None and mention.kind is Kind.ORGANIZATION and not gap.apposed:
            mention = self._past_body(sentence, mention, office, gap)
        if mention is None or not (gap.apposed or self._told(sentence, mention, gap.words)):
            return None
        return self._as_person(sentence, mention)

    def _also(self, sentence: Sentence, office: Office, previous: Office | None) -> Found | None:
        """Whoever holds the office before, where "and" joins the two: "N, Chair and now Treasurer"."""
        tokens, i = sentence.tokens, self._past_articles(sentence, office.first - 1)
        while i >= 0 and (tokens[i].fold in self._copulas or i in sentence.parser.blocked):
            i -= 1  # "formerly Minister of Justice and now Adviser to"
        if previous is None or i < 1 or tokens[i].fold not in self.lex.conjunctions:
            return None
        if tokens[i - 1].text == ",":  # "President, and Founder of"
            if self._own_bearer(sentence, office, i):
                return None
            i -= 1
        holder = self._held.holder(previous)
        mention = sentence.mention_at(previous.first)
        if holder is None or previous.last != i or mention is None or mention.kind is not Kind.PERSON:
            return None
        return mention, holder

    def _own_bearer(self, sentence: Sentence, office: Office, conjunction: int) -> bool:
        """Whether an office after ", and" is another person's: "N, President of X, and the Chair of Y, M"."""
        following = sentence.mention_at(office.last)
        named = following is not None and following.kind in (Kind.UNKNOWN, Kind.PERSON)
        return named or sentence.tokens[conjunction + 1].fold in self.lex.articles

    def _past_articles(self, sentence: Sentence, i: int) -> int:
        while i >= 0 and sentence.tokens[i].fold in self.lex.articles:
            i -= 1
        return i

    def _gap(self, sentence: Sentence, office: Office) -> _Gap:
        """The small words and dates before an office: "N, who since January has been | Secretary"."""
        i, between = self._past_articles(sentence, office.first - 1), set()
        while i >= 0 and (
            sentence.tokens[i].fold in self._small or i in sentence.parser.blocked or self._year(sentence, i)
        ):
            between.add(sentence.tokens[i].fold)
            i -= 1
        gap = _Gap(i, between)
        if (begin := self._capacity(sentence, i, between)) is not None:
            gap.last = begin
        return gap

    def _year(self, sentence: Sentence, i: int) -> bool:
        """Whether a token is the year since which an office is held: "since | 2021 | Ambassador of"."""
        text = sentence.tokens[i].text
        led = i > 0 and sentence.tokens[i - 1].fold in self._copulas
        return led and len(text) == _YEAR and text.isdigit()

    def _vetoed(self, gap: _Gap) -> bool:
        """Whether the words between lead from a person to somebody else's office."""
        words = gap.words
        if words & self.lex.destination and not words & self._infinitive:
            return True  # "passed by N, Ambassador of Japan, to the Commissioner"
        # "N, Vice President, named the new head": another's office
        return not words & self._being and bool(words & self._appointed and words & self.lex.articles)

    def _apposition(self, sentence: Sentence, gap: _Gap) -> None:
        """Steps over the mark of an apposition, and over honours: "N, M.P., Minister", "N Jr., Minister"."""
        tokens, i = sentence.tokens, gap.last
        gap.apposed = i >= 1 and tokens[i].text in _APPOSING
        if not gap.apposed:
            return
        if i > 2 and tokens[i - 1].fold in self._honors and tokens[i - 2].text == ",":
            i -= 2
        if i > 1 and tokens[i - 1].text == "." and tokens[i - 2].fold in self._honors:
            i -= 1
        gap.last = i - 1

    def _past_body(self, sentence: Sentence, body: Mention, office: Office, gap: _Gap) -> Mention | None:
        """Who stands before a body that stands before the office."""
        if (joined := self._joining(sentence, body)) is None:
            return self._of_body(sentence, body)
        if body.entity is not None and (not office.at or office.abroad):
            office.at = [body.entity]
            office.role = office.abroad or office.role
        gap.apposed = True
        return joined

    def _as_person(self, sentence: Sentence, mention: Mention) -> Found | None:
        """The person that a mention names, registered if it may be one."""
        if mention.kind is Kind.PERSON and mention.entity is not None:
            return mention, mention.entity
        mention = self._whole(sentence, mention)
        if mention.kind is not Kind.UNKNOWN or mention.name is None:
            return None
        if not self.persons.possible(sentence, mention.name):
            return None
        mention = self.persons.turned(sentence, mention)
        if mention.last - mention.first < 2:
            return self.persons.by_surname(sentence, mention)
        return mention, self.persons.register(sentence, mention)

    def _by_pronoun(self, sentence: Sentence, office: Office, gap: _Gap) -> bool:
        """Whether a pronoun holds an office of the body before it: "came from NEC, where she is Director"."""
        tokens, i = sentence.tokens, gap.last
        if i < 2 or tokens[i].fold not in self._pronouns or not gap.words & self._being:
            return False
        i -= 1
        if tokens[i].fold not in self._where:
            return False
        i -= 1 + (tokens[i - 1].fold in self.lex.owner)  # "the OAS, of which he is"
        body = sentence.mention_at(i - (tokens[i].text == ","))
        if body is None or body.kind is not Kind.ORGANIZATION or body.entity is None:
            return False
        office.at = office.at or [body.entity]
        gap.last = body.first
        return True

    def _named_before(self, sentence: Sentence, end: int) -> Found | None:
        """The one whom a sentence names before a token, first of all."""
        for mention in sorted(sentence.mentions, key=lambda m: m.first):
            if mention.first >= end:
                return None
            if mention.kind in (Kind.PERSON, Kind.UNKNOWN) and (found := self._as_person(sentence, mention)):
                return found
        return None

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
        """Who joined or serves a body as something: "N, who joined NEC as", "who remains on the Board as"."""
        tokens, i = sentence.tokens, self._past_articles(sentence, body.first - 1)
        if i > 1 and tokens[i].fold in self.lex.topic:
            i -= 1
        if i < 1 or tokens[i].fold not in self._joins:
            return None
        i -= 1
        while i > 0 and (tokens[i].fold in self._copulas or i in sentence.parser.blocked):
            i -= 1
        return sentence.mention_at(i - 1 if tokens[i].text == "," else i)

    def _of_body(self, sentence: Sentence, body: Mention) -> Mention | None:
        """Who is of a body that stands before the office: "chose N of Monash University as Chair"."""
        i = self._past_articles(sentence, body.first - 1)
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
