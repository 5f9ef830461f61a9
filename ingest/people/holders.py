"""Persons beside the offices that they hold."""

from __future__ import annotations

from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.naming import Namer
from ..text.tokens import fold
from .appositives import Predecessors
from .cues import Bearers
from .followers import Followers, Found
from .heading import Heading
from .holdings import Holding, Holdings
from .office_words import Office
from .offices import Offices
from .register import Persons
from .settling import Settling, holds_word
from .sharing import Sharing


class People:
    """Finds the persons of one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names are resolved."""
        self.doc = document
        self.lex = document.lexicon
        self.holdings: list[Holding] = []
        self._offices = Offices(document, namer)
        self._seats, self._owners = self._offices.seats, self._offices.owners
        self._settling = Settling(document, namer)
        table = document.lexicon.table("offices")
        self.persons = Persons(document)
        self._bearers = Bearers(document, self.persons)
        self._weak, self._national, self._heads_of_state, self._captions = (
            frozenset(table[key]) for key in ("weak", "national", "heads_of_state", "captions")
        )
        self._ranks = self.persons.titles | frozenset(table["ranks"])
        self._held = Holdings(self._offices.at, document.lexicon.splitter)
        self._before = Predecessors(document, self.persons, self._held)
        self._after = Followers(document, self.persons)
        self._heading = Heading(document)
        self._sharing = Sharing(document, namer, self.persons)

    def run(self) -> None:
        """Offices first, then the persons beside them, then later mentions."""
        offices = {sentence.index: self._offices.of(sentence) for sentence in self.doc.body}
        for sentence in self.doc.body:
            self._pair(sentence, offices[sentence.index])
        for sentence in self.doc.body:
            for person, office, passage in self._sharing.of(sentence):
                self._held.add(person, office, passage)
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
            for person, office, passage in self._heading.of(sentence):
                self._held.add(person, office, passage)
        self.holdings = self._held.once()

    # ------------------------------------------------------------------ persons beside offices

    def _pair(self, sentence: Sentence, offices: list[Office]) -> None:
        """Gives the offices of a sentence to their holders."""
        given: set[Entity] = set()  # whose office stands before their names
        plain: list[tuple[Entity, Office, Mention]] = []
        for n, office in enumerate(offices):
            previous = offices[n - 1] if n else None
            found = self._bearer(sentence, office, previous, given)
            if found is None:
                continue
            mention, entity = found
            first, last = self._place(sentence, office, mention, previous)
            if mention.first >= office.first:
                given.add(entity)
            first -= first > 0 and sentence.tokens[first - 1].fold in self.lex.articles
            self.persons.put(sentence, Mention(Kind.PERSON, first, last, entity))
            if self._is_rank(sentence, office):
                continue
            if self._too_plain(sentence, office, mention):
                plain.append((entity, office, mention))
            else:
                self._held.add(entity, office, sentence.offsets(first, last))
        self._together(sentence, offices)
        self._beside_another(sentence, plain)
        for office in offices:  # last, when the states of the offices beside it are taken
            if not office.at and self._held.holder(office) is not None:
                self._settling.settle(sentence, office)

    def _place(
        self, sentence: Sentence, office: Office, mention: Mention, previous: Office | None
    ) -> tuple[int, int]:
        """Finds where a held office is held, and how far the words for all of it reach."""
        first, last = min(mention.first, office.first), max(mention.last, office.last)
        if not office.at and (chooser := self._owners.chooser(sentence, first)) is not None:
            office.at = [chooser]
        if not office.at and previous is not None and self._shares(sentence, office, previous):
            office.at, office.owned = list(previous.at), True
        if mention.first >= office.first:
            ranked = self._is_rank(sentence, office)
            body = None if office.at or ranked else self._seats.after_person(sentence, mention, last)
            if body is not None and (body[0].cls != "cc:State" or self._is_national(office)):
                office.at, last = [body[0]], max(last, body[1])
            elif not office.at and (body_for := self._owners.for_whom(sentence, office.first)):
                office.at = [body_for]
        elif not office.at and (body_after := self._seats.after_comma(sentence, office.last)):
            office.at, last = [body_after[0]], body_after[2]
            if body_after[1] > office.last:
                words = sentence.offsets(office.first, body_after[1]).of(self.doc.text)
                office.role = " ".join(words.split())
        if not office.at and (signed := self._owners.signs_for(sentence, last)) is not None:
            office.at = [signed]
        return first, last

    def _shares(self, sentence: Sentence, office: Office, previous: Office) -> bool:
        """Whether what owns the office before owns this one too: "INTERPOL's President N and | Chief M"."""
        i = office.first - 1
        if not previous.owned or i < 0 or sentence.tokens[i].fold not in self.lex.conjunctions:
            return False
        before = sentence.mention_at(i - 1)
        return before is not None and before.entity is self._held.holder(previous)

    def _together(self, sentence: Sentence, offices: list[Office]) -> None:
        """Gives offices in a row to the one person after them: "the Chair and Treasurer of X, N"."""
        for n in range(len(offices) - 2, -1, -1):
            office, following = offices[n], offices[n + 1]
            holder = self._held.holder(following)
            if holder is None or not following.joined or self._held.holder(office) is not None:
                continue
            mention = sentence.mention_at(following.first)
            if mention is None or mention.entity is not holder:
                continue
            self.persons.put(sentence, Mention(Kind.PERSON, office.first, mention.last, holder))
            self._held.add(holder, office, sentence.offsets(office.first, mention.last))

    def _beside_another(self, sentence: Sentence, plain: list[tuple[Entity, Office, Mention]]) -> None:
        """Keeps "Minister N" where N holds another office in the sentence: "Minister N, head of SENATEC"."""
        for entity, office, mention in plain:
            word = sentence.tokens[office.first]
            ranked = word.fold in self.persons.titles or word.fold in self._weak
            if word.capital and not ranked and self._held.any(entity, sentence.span):
                self._held.add(entity, office, sentence.offsets(office.first, mention.last))

    def _bearer(
        self, sentence: Sentence, office: Office, previous: Office | None, given: set[Entity]
    ) -> Found | None:
        """Who holds an office: the person before it, unless that one has an office and another follows."""
        before = self._before.person(sentence, office, previous)
        if before is None:
            return self._after.person(sentence, office)
        comma = office.last < len(sentence.tokens) and sentence.tokens[office.last].text == ","
        if before[1] in given and comma:
            # "The Chair of X, N, the High Commissioner of Y, M, and"
            return self._after.person(sentence, office) or before
        return before

    def _is_rank(self, sentence: Sentence, office: Office) -> bool:
        """Whether it is only a rank before a name: "Ambassador N", "Detective Superintendent N"."""
        if office.at or office.last >= len(sentence.tokens):
            return False
        following = sentence.tokens[office.last]
        role = fold(office.role)
        ranked = role in self._ranks | self._weak or all(word in self._ranks for word in role.split())
        return ranked and (following.capital or following.text == ".")

    def _too_plain(self, sentence: Sentence, office: Office, mention: Mention) -> bool:
        """Whether a lone word before a name says too little: "Minister Pinzón", "chief Pinzón"."""
        if not office.alone or office.at or office.first >= mention.first:
            return False
        word = sentence.tokens[office.first].fold
        if office.first == 0 and sentence.tokens[office.last].text == ":":
            return word in self._captions  # "Editor: N", but no "Contact: N"
        if word in self.persons.titles or word in self._weak:
            return True
        if fold(office.role.split()[-1]) in self._captions and office.role[0].islower():
            return True  # "For information contact N"
        if not office.role.isalpha() or sentence.tokens[office.last].text == ",":
            return False
        if fold(office.role) in self._heads_of_state and (
            self.lex.sentence_case or sentence.tokens[office.first].capital
        ):
            office.at = self._settling.the_one(sentence, Kind.STATE, ("cc:State",))
        return not office.at  # which minister he is stands elsewhere

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
        return holds_word(fold(office.role), self._national | self._heads_of_state)

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
