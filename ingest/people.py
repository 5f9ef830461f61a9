"""Persons beside the offices that they hold."""

from __future__ import annotations

from dataclasses import dataclass

from .bearers import Bearers
from .document import Document, Mention, Sentence
from .entities import Entity
from .model import Span
from .naming import Namer
from .offices import Office, Offices
from .persons import Persons
from .tokens import fold


@dataclass(slots=True)
class Holding:
    """That a person holds an office, and the passage that says so."""

    person: Entity
    office: Office
    passage: Span


class People:
    """Finds the persons of one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names are resolved."""
        self.doc = document
        self.lex = document.lexicon
        self.holdings: list[Holding] = []
        self._offices = Offices(document, namer)
        table = document.lexicon.language.table("offices")
        self.persons = Persons(document)
        self._bearers = Bearers(document, self.persons)
        self._weak = frozenset(table["weak"])
        self._copulas = frozenset(table["copulas"])
        self._national = frozenset(table["national"])
        self._holders: dict[Office, Entity] = {}

    def run(self) -> None:
        """Offices first, then the persons beside them, then later mentions."""
        for sentence in self.doc.body:
            self._pair(sentence, self._offices.of(sentence))
        for sentence in self.doc.body:
            self._bearers.again(sentence)
            self._bearers.late(sentence)
            self._bearers.speakers(sentence)
            self._bearers.listed(sentence)
        for sentence in self.doc.sentences:
            self._bearers.again(sentence)
            sentence.order()

    # ------------------------------------------------------------------ persons beside offices

    def _pair(self, sentence: Sentence, offices: list[Office]) -> None:
        tokens = sentence.tokens
        for n, office in enumerate(offices):
            person = self._person_before(sentence, office, offices[n - 1] if n else None)
            if person is None:
                person = self._person_after(sentence, office)
            if person is None:
                continue
            mention, entity = person
            if not office.at and mention.first < office.first:
                self._after_comma(sentence, office)
            first = min(mention.first, office.first)
            last = max(mention.last, office.last)
            if first > 0 and tokens[first - 1].fold in self.lex.articles:
                first -= 1
            self.persons.put(sentence, Mention("p", first, last, entity))
            if office.alone and not office.at and office.first < mention.first:
                word = tokens[office.first].fold
                if word in self.persons.titles or word in self._weak:
                    continue
                if " " not in office.role and tokens[office.last].text != ",":
                    continue  # "Minister Pinzón": which minister he is stands elsewhere
            self._holders[office] = entity
            self.holdings.append(Holding(entity, office, sentence.offsets(first, last)))
        for office in offices:  # last, when the states of the offices beside it are taken
            if not office.at and office in self._holders and self._national & set(fold(office.role).split()):
                office.at = self._state_here(sentence)

    def _state_here(self, sentence: Sentence) -> list[Entity]:
        """The one state that a sentence names, or the one of its paragraph so far: whose minister one is."""
        found: list[Entity] = []
        i = sentence.index
        while i >= 0 and self.doc.body[i].paragraph == sentence.paragraph and not found:
            for mention in self.doc.body[i].mentions:
                if mention.kind == "s" and mention.entity is not None and mention.entity not in found:
                    found.append(mention.entity)
            i -= 1
        return found if len(found) == 1 else []

    def _after_comma(self, sentence: Sentence, office: Office) -> None:
        """ "N, Permanent Secretary, Ministry of Health,": a comma instead of "of"."""
        tokens, j = sentence.tokens, office.last
        if j + 1 >= len(tokens) or tokens[j].text != ",":
            return
        mention = sentence.mention_at(j + 1)
        if (
            mention is not None and mention.kind == "u"
        ):  # "N, Acting Director, Digital Economy, of the Commission,"
            k = mention.last + 1
            if k + 1 >= len(tokens) or tokens[k - 1].text != ",":
                return
            if tokens[k].fold in self.lex.owner:
                k += 2 if tokens[k + 1].fold in self.lex.articles else 1
            mention = sentence.mention_at(k)
            if mention is None or mention.first != k:
                return
        elif mention is not None and mention.first != j + 1:
            return
        if mention is None or mention.kind != "o" or mention.entity is None:
            return
        if mention.last < len(tokens) and tokens[mention.last].text not in ",;.)":
            return
        office.at = [mention.entity]
        office.last = mention.last

    def _candidate(self, sentence: Sentence, i: int) -> Mention | None:
        """A mention at a token that may be a person."""
        mention = sentence.mention_at(i)
        if mention is None or (mention.first != i and mention.kind != "p"):
            return None
        if mention.kind == "p":
            return mention
        if (
            mention.kind in "uc"
            and mention.name is not None
            and self.persons.possible(sentence, mention.name)
        ):
            return mention
        return None

    def _nickname(self, sentence: Sentence, mention: Mention) -> Mention:
        """Joins a name that a nickname in quotation marks splits: Jorge "Tuto" Quiroga."""
        tokens = sentence.tokens
        j = mention.last
        if (
            j + 3 < len(tokens)
            and tokens[j].text in '"“'
            and tokens[j + 2].text in '"”'
            and tokens[j + 1].capital
        ):
            after = sentence.mention_at(j + 3)
            if after is not None and after.kind == "u":
                return Mention("u", mention.first, after.last, None, mention.name)
        return mention

    def _person_before(
        self, sentence: Sentence, office: Office, previous: Office | None
    ) -> tuple[Mention, Entity] | None:
        """ "N, Minister of Defense", "N, who is Minister of Defense and President of"."""
        tokens = sentence.tokens
        i = office.first - 1
        while i >= 0 and tokens[i].fold in self.lex.articles:
            i -= 1
        if i >= 0 and tokens[i].fold in self.lex.conjunctions and previous is not None and previous.last == i:
            holder = self._holders.get(previous)
            mention = sentence.mention_at(previous.first)
            if holder is not None and mention is not None and mention.kind == "p":
                return mention, holder
        # "N, who since January has been Executive Secretary": dates stand between, too
        while i >= 0 and (tokens[i].fold in self._copulas or i in sentence.parser.blocked):
            i -= 1
        if i < 1 or tokens[i].text not in ",(–—":
            return None
        mention = sentence.mention_at(i - 1)
        if mention is None:
            return None
        if mention.kind == "p" and mention.entity is not None:
            return mention, mention.entity
        mention = self._whole(sentence, mention)
        if mention.kind != "u" or mention.name is None or not self.persons.possible(sentence, mention.name):
            return None
        if mention.last - mention.first < 2:
            return self.persons.by_surname(sentence, mention)
        return mention, self.persons.register(sentence, mention)

    def _whole(self, sentence: Sentence, mention: Mention) -> Mention:
        """The full mention where a nickname split it."""
        tokens = sentence.tokens
        i = mention.first
        if i >= 4 and tokens[i - 1].text in '"”' and tokens[i - 3].text in '"“':
            before = sentence.mention_at(i - 4)
            if before is not None and before.kind == "u":
                return Mention("u", before.first, mention.last, None, before.name)
        return mention

    def _person_after(self, sentence: Sentence, office: Office) -> tuple[Mention, Entity] | None:
        """ "the Minister of Defense of Colombia, N", "OAS Secretary General N"."""
        tokens = sentence.tokens
        j = office.last
        comma = j < len(tokens) and tokens[j].text in ",:"
        if comma:
            j += 1
        while j < len(tokens) and (tokens[j].fold in self.persons.titles or tokens[j].text == "."):
            j += 1
        if j >= len(tokens):
            return None
        mention = self._candidate(sentence, j)
        if mention is None:
            return None
        if mention.kind == "p" and mention.entity is not None:
            return mention, mention.entity
        mention = self._nickname(sentence, mention)
        if mention.last - mention.first < 2:
            if comma:
                return None
            return self.persons.by_surname(sentence, mention) or (
                None
                if office.alone and not tokens[office.first].capital
                else (mention, self.persons.register(sentence, mention))
            )
        return mention, self.persons.register(sentence, mention)
