"""Persons beside the offices that they hold."""

from __future__ import annotations

from dataclasses import replace

from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.naming import Namer
from ..text.tokens import fold
from .appositives import Predecessors
from .cues import Bearers
from .holdings import Holding, Holdings
from .offices import Office, Offices
from .register import Persons


class People:
    """Finds the persons of one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names are resolved."""
        self.doc = document
        self.lex = document.lexicon
        self.holdings: list[Holding] = []
        self._offices = Offices(document, namer)
        self._seats = self._offices.seats
        table = document.lexicon.language.table("offices")
        self.persons = Persons(document)
        self._bearers = Bearers(document, self.persons)
        self._weak = frozenset(table["weak"])
        self._ranks = self.persons.titles | frozenset(table["ranks"])
        self._national = frozenset(table["national"])
        self._heads_of_state = frozenset(table["heads_of_state"])
        self._international = frozenset(table["international"])
        self._captions = frozenset(table["captions"])
        self._held = Holdings(self._offices.at)
        self._before = Predecessors(document, self.persons, self._held)

    def run(self) -> None:
        """Offices first, then the persons beside them, then later mentions."""
        offices = {sentence.index: self._offices.of(sentence) for sentence in self.doc.body}
        for sentence in self.doc.body:
            self._pair(sentence, offices[sentence.index])
        for sentence in self.doc.body:
            self._by_office(sentence, offices[sentence.index])
        for sentence in self.doc.body:
            self._bearers.again(sentence)
            self._bearers.late(sentence)
            self._bearers.speakers(sentence)
            self._bearers.listed(sentence)
            self._bearers.given(sentence)
        for sentence in self.doc.sentences:
            self._bearers.again(sentence)
            sentence.order()
        for sentence in self.doc.body:
            self._caption(sentence, offices[sentence.index])
        self.holdings = self._held.once()

    # ------------------------------------------------------------------ persons beside offices

    def _pair(self, sentence: Sentence, offices: list[Office]) -> None:
        given: set[Entity] = set()  # whose office stands before their names
        for n, office in enumerate(offices):
            found = self._bearer(sentence, office, offices[n - 1] if n else None, given)
            if found is None:
                continue
            mention, entity = found
            rank = self._is_rank(sentence, office)
            first, last = min(mention.first, office.first), max(mention.last, office.last)
            if not office.at and (chooser := self._seats.chooser(sentence, first)) is not None:
                office.at = [chooser]
            if mention.first >= office.first:
                given.add(entity)
                body = None if office.at or rank else self._seats.after_person(sentence, mention, last)
                if body is not None and (body[0].cls != "cc:State" or self._is_national(office)):
                    office.at, last = [body[0]], max(last, body[1])
                elif not office.at and (body_for := self._seats.for_whom(sentence, office.first)):
                    office.at = [body_for]
            elif not office.at and (body_after := self._seats.after_comma(sentence, office.last)):
                office.at, last = [body_after[0]], body_after[2]
                if body_after[1] > office.last:
                    office.role = self._words(sentence, office.first, body_after[1])
            if first > 0 and sentence.tokens[first - 1].fold in self.lex.articles:
                first -= 1
            self.persons.put(sentence, Mention(Kind.PERSON, first, last, entity))
            if not rank and not self._too_plain(sentence, office, mention):
                self._held.add(entity, office, sentence.offsets(first, last))
        for office in offices:  # last, when the states of the offices beside it are taken
            if not office.at and self._held.holder(office) is not None:
                self._settle(sentence, office)

    def _words(self, sentence: Sentence, first: int, last: int) -> str:
        return " ".join(sentence.offsets(first, last).of(self.doc.text).split())

    def _bearer(
        self, sentence: Sentence, office: Office, previous: Office | None, given: set[Entity]
    ) -> tuple[Mention, Entity] | None:
        """Who holds an office: the person before it, unless that one has an office and another follows."""
        before = self._before.person(sentence, office, previous)
        if before is None:
            return self._person_after(sentence, office)
        if (
            before[1] in given
            and office.last < len(sentence.tokens)
            and sentence.tokens[office.last].text == ","
        ):
            # "The Chair of X, N, the High Commissioner of Y, M, and"
            return self._person_after(sentence, office) or before
        return before

    def _is_rank(self, sentence: Sentence, office: Office) -> bool:
        """Whether it is only a rank before a name: "Ambassador N", "Deputy Inspector General N"."""
        following = sentence.tokens[office.last].text if office.last < len(sentence.tokens) else ","
        return not office.at and following not in ",:" and fold(office.role) in self._ranks

    def _too_plain(self, sentence: Sentence, office: Office, mention: Mention) -> bool:
        """Whether a lone word before a name says too little: "Minister Pinzón", "chief Pinzón"."""
        if not office.alone or office.at or office.first >= mention.first:
            return False
        word = sentence.tokens[office.first].fold
        if word in self.persons.titles or word in self._weak:
            return True
        if fold(office.role.split()[-1]) in self._captions and office.role[0].islower():
            return True  # "For information contact N"
        if not office.role.isalpha() or sentence.tokens[office.last].text == ",":
            return False
        if fold(office.role) in self._heads_of_state and sentence.tokens[office.first].capital:
            office.at = self._seats.the_one(sentence, Kind.STATE, ("cc:State",))
        return not office.at  # which minister he is stands elsewhere

    def _settle(self, sentence: Sentence, office: Office) -> None:
        """Finds where an office is held that names no place, by what its paragraph or the release names."""
        role = fold(office.role)
        if role in self._international:
            office.at = self._seats.the_one(sentence, Kind.ORGANIZATION, ("cc:InternationalOrganization",))
        elif _holds_word(role, self._national):
            office.at = (
                self._seats.the_one(sentence, Kind.STATE, ("cc:State",))
                or self._seats.house(office.role)
                or self._seats.home()
            )
        else:
            start = sentence.tokens[office.first].start
            office.at = self._seats.house(office.role) or self._seats.seat(role, start)

    def _by_office(self, sentence: Sentence, offices: list[Office]) -> None:
        """ "said the Minister": the one person whom the text has called so before."""
        for office in offices:
            i = office.first - 1
            definite = i >= 0 and sentence.tokens[i].fold in self.lex.articles - self.lex.indefinite
            plain = office.alone and not office.at and self._held.holder(office) is None
            if not definite or not plain or sentence.mention_at(office.first) is not None:
                continue
            person = self._held.called(office.role, sentence.tokens[office.first].start)
            if person is not None:
                self.persons.put(sentence, Mention(Kind.PERSON, i, office.last, person))

    def _is_national(self, office: Office) -> bool:
        return _holds_word(fold(office.role), self._national | self._heads_of_state)

    def _caption(self, sentence: Sentence, offices: list[Office]) -> None:
        """ "Media contact" on a line of its own, and the name in the next."""
        following = self.doc.body[sentence.index + 1 : sentence.index + 2]
        office = offices[0] if len(offices) == 1 else None
        if office is None or not following or not sentence.heading or self._held.holder(office):
            return
        words = [t for t in sentence.tokens if t.word]
        if len(words) != office.last - office.first or words[-1].fold not in self._captions:
            return
        mention = min(following[0].mentions, key=lambda m: m.first, default=None)
        if mention is None or mention.kind is not Kind.PERSON or mention.entity is None:
            return
        if all(t.fold in self.persons.titles or not t.word for t in following[0].tokens[: mention.first]):
            self._held.add(mention.entity, office, following[0].span)

    def _candidate(self, sentence: Sentence, i: int) -> Mention | None:
        """A mention at a token that may be a person."""
        mention = sentence.mention_at(i)
        if mention is None or (mention.first != i and mention.kind is not Kind.PERSON):
            return None
        if mention.kind is Kind.PERSON:
            return mention
        if (
            mention.kind in (Kind.UNKNOWN, Kind.PLACE)
            and mention.name is not None
            and self.persons.possible(sentence, mention.name)
        ):
            return mention
        return None

    def _before_name(self, sentence: Sentence, j: int) -> bool:
        """Whether a token may stand between an office and a name: "Dr.", "the Hon."."""
        tokens, titles = sentence.tokens, self.persons.titles
        if tokens[j].fold in self.lex.articles:
            return j + 1 < len(tokens) and tokens[j + 1].fold in titles
        return tokens[j].fold in titles or tokens[j].text == "."

    def _rest(self, sentence: Sentence, j: int) -> Mention | None:
        """What of a name is left after an office's topic: "Minister of Science and Technology | N"."""
        mention = sentence.mention_at(j)
        if (
            mention is None
            or mention.kind is not Kind.UNKNOWN
            or mention.name is None
            or mention.last - j < 2
        ):
            return None
        name = replace(mention.name, first=j)
        return (
            Mention(Kind.UNKNOWN, j, mention.last, None, name)
            if self.persons.possible(sentence, name)
            else None
        )

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
            if after is not None and after.kind is Kind.UNKNOWN:
                return Mention(Kind.UNKNOWN, mention.first, after.last, None, mention.name)
        return mention

    def _person_after(self, sentence: Sentence, office: Office) -> tuple[Mention, Entity] | None:
        """ "the Minister of Defense of Colombia, N", "OAS Secretary General N"."""
        tokens = sentence.tokens
        j = office.last
        comma = j < len(tokens) and tokens[j].text in ",:"
        if comma:
            j += 1
        mention = self._candidate(sentence, j)
        while mention is None and j < len(tokens) and self._before_name(sentence, j):
            j += 1
            mention = self._candidate(sentence, j)
        if mention is None and j == office.last:
            mention = self._rest(sentence, j)
        if mention is None:
            return None
        if mention.kind is Kind.PERSON and mention.entity is not None:
            return mention, mention.entity
        mention = self._nickname(sentence, mention)
        if mention.last - mention.first > 1 and (known := self.persons.by_surname(sentence, mention)):
            return known
        if mention.last - mention.first < 2:
            if comma or (office.at and fold(office.role.split()[-1]) != tokens[office.last - 1].fold):
                return None  # "Manager of Google | Cloud"
            return self.persons.by_surname(sentence, mention) or (
                None
                if office.alone and not tokens[office.first].capital
                else (mention, self.persons.register(sentence, mention))
            )
        return mention, self.persons.register(sentence, mention)


def _holds_word(role: str, offices: frozenset[str]) -> bool:
    """Whether a folded role contains one of some offices as whole words."""
    return any(f" {office} " in f" {role} " for office in offices)
