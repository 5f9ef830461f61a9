"""The offices of a document: those of one person stand together."""

from __future__ import annotations

from ..names.document import Document, Sentence
from ..names.entities import Entity, Kind
from ..names.naming import Namer
from ..text.tokens import fold
from .affiliations import Seats
from .office_words import WIDEST, Office, OfficeWords, Words
from .owners import Owners
from .reach import Reach


class Offices:
    """Finds the offices of one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names are resolved."""
        self.lex = document.lexicon
        self.seats = Seats(document, namer)
        self.owners = Owners(document, namer, self.seats)
        self._words = OfficeWords(document)
        self._reach = Reach(document, namer, self.seats)
        self.at = self._reach.at
        table = document.lexicon.table("offices")
        self._national, self._weak = frozenset(table["national"]), frozenset(table["weak"])

    def of(self, sentence: Sentence) -> list[Office]:
        """The offices that a sentence words, in the order of the text."""
        found: list[Office] = []
        i = 0
        for head in self._words.heads(sentence):
            i = max(i, head - WIDEST + 1)
            while i <= head:
                group = self._group(sentence, i)
                found += group
                i = max((office.last for office in group), default=i + 1)
        return found

    def _group(self, sentence: Sentence, i: int) -> list[Office]:
        """The office that begins at a token, and those that share its place: "Chair and Treasurer of"."""
        words = self._words.at(sentence, i)
        if words is None:
            return []
        body = sentence.mention_at(words.first)
        inside = body is not None and body.first < words.first < body.last <= words.head
        if body is not None and body.kind is Kind.ORGANIZATION and inside:
            words = Words(body.last, words.head, words.size)  # "OAS Cybersecurity Program | Manager"
        found = [self._reach.office(sentence, words)]
        while (further := self._joined(sentence, found[-1].last)) is not None:
            found.append(further)
        before = self.owners.before(sentence, found[0].first)
        if before is not None:
            _own(found, *before)
        self._share(found)
        return found

    def _joined(self, sentence: Sentence, j: int) -> Office | None:
        """The office that "and", or a comma, joins to the one that ends before a token."""
        tokens = sentence.tokens
        comma = j < len(tokens) and tokens[j].text == ","
        k = j + comma
        joined = k < len(tokens) and tokens[k].fold in self.lex.conjunctions
        k += joined
        if k == j or k >= len(tokens):
            return None
        first = k
        while k < len(tokens) and tokens[k].fold in self.lex.articles:
            k += 1
        if (comma and k > first) or k >= len(tokens):
            return None  # "the Minister of Justice, the Attorney General"
        words = self._words.at(sentence, k)
        if words is None or (comma and not (tokens[k].capital and self._may_follow(sentence, words))):
            return None
        office = self._reach.office(sentence, words)
        office.joined = k == first
        return office

    def _may_follow(self, sentence: Sentence, words: Words) -> bool:
        """Whether after a comma the office is no title of the next person's: "Director, Engineer N"."""
        tokens = sentence.tokens[words.first : words.end]
        if any(t.fold in self.lex.titles for t in tokens):
            return False
        named = words.end < len(sentence.tokens) and sentence.tokens[words.end].capital
        return not (named and len(tokens) == 1 and tokens[0].fold in self._weak)

    def _share(self, offices: list[Office]) -> None:
        """Gives the place of the last to those that name none: "Chair and Treasurer of the Board"."""
        last = offices[-1]
        states = [place.state for place in last.at if place.state is not None]
        for office in offices[:-1]:
            if office.at:
                continue
            if self._state(last) or not (self._of_state(office) or office.topical):
                office.at = list(last.at)
            else:  # "Minister of Ports and President of the Ports Board of Peru"
                office.at = states[:1]

    def _of_state(self, office: Office) -> bool:
        role = f" {fold(office.role)} "
        return any(f" {word} " in role for word in self._national)

    def _state(self, office: Office) -> bool:
        return any(place.cls == "cc:State" for place in office.at)


def _own(offices: list[Office], owner: Entity, begin: int) -> None:
    """Gives offices what stands before them: "World Bank Country Manager for Moldova" is the bank's."""
    for n, office in enumerate(offices):
        in_state = [place.cls for place in office.at] == ["cc:State"]
        abroad = n == 0 and owner.cls != "cc:State" and (in_state or bool(office.abroad))
        if not office.at or abroad:
            office.at, office.owned = [owner], True
            office.role = office.abroad or office.role
    offices[0].first = begin
