"""Who heads a body is its head: "Ana Rojas, who heads the Ports Agency"."""

from __future__ import annotations

from collections.abc import Iterator

from ..base.model import Span
from ..names.document import Document, Sentence
from ..names.entities import Entity, Kind
from ..names.lookups import phrases_of
from .office_words import Office


class Heading:
    """Finds the heads of bodies in one document whose persons are found."""

    def __init__(self, document: Document) -> None:
        """Prepares for one document."""
        table = document.lexicon.table("offices")
        self.lex = document.lexicon
        self._offices: dict[str, str] = table["heading"]  # verb -> office
        self._verbs = phrases_of(frozenset(self._offices))
        self._relative = frozenset(table["relative"])

    def of(self, sentence: Sentence) -> Iterator[tuple[Entity, Office, Span]]:
        """Each person, the office that a verb gives, and the words that say so."""
        for person in sentence.mentions:
            if person.kind is not Kind.PERSON or person.entity is None:
                continue
            office = self._headed(sentence, person.first, person.last)
            if office is not None:
                yield person.entity, office, sentence.offsets(office.first, office.last)

    def _headed(self, sentence: Sentence, first: int, j: int) -> Office | None:
        """The office that ", who heads the ..." at a token gives to whom the words from `first` name."""
        tokens = sentence.tokens
        j += j < len(tokens) and tokens[j].text == ","
        if j + 2 >= len(tokens) or tokens[j].fold not in self._relative:
            return None
        size = self._verbs.from_token(tokens, j + 1)
        if not size:
            return None
        verb = " ".join(t.fold for t in tokens[j + 1 : j + 1 + size])
        k = j + 1 + size
        k += k < len(tokens) and tokens[k].fold in self.lex.articles
        body = sentence.mention_at(k)
        if body is None or body.kind is not Kind.ORGANIZATION or body.entity is None or body.first != k:
            return None
        return Office(first, body.last, self._offices[verb], [body.entity])
