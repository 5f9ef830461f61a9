"""Activities of one series, told apart: "the next Forum" is not the Forum that the release reports."""

from __future__ import annotations

from .document import Document, Sentence
from .entities import Entity


class Series:
    """Knows which words tell one activity of a series from another."""

    def __init__(self, document: Document, told: frozenset[str], editions: frozenset[str]) -> None:
        """Starts with no activity.

        Args:
            document: the text, and the book that new activities go into.
            told: words that tell which one is meant: "next", "second".
            editions: words between these and the name: "edition", "of".
        """
        self.doc = document
        self.told = told
        self.between = editions | document.lexicon.articles
        self._known: dict[Entity, str] = {}  # each activity, with the word before its first mention
        self._others: dict[tuple[Entity, str], Entity] = {}

    def one(self, sentence: Sentence, first: int, last: int, entity: Entity) -> Entity:
        """The activity that a mention means: the one that bears the name, or another of its series."""
        begin = self._begin(sentence, first)
        word = "" if begin is None else sentence.tokens[begin].fold
        if begin is None or self._known.setdefault(entity, word) == word:
            self._known.setdefault(entity, word)
            return entity
        if (entity, word) not in self._others:
            other = self.doc.book.add(Entity(entity.cls, head=entity.head, rule="activities/series"))
            self._others[entity, word] = other
        other = self._others[entity, word]
        span = sentence.offsets(begin, last)
        other.call(" ".join(span.of(self.doc.text).split()), span)
        other.mention(span)
        return other

    def _begin(self, sentence: Sentence, first: int) -> int | None:
        """Where the word stands that tells which one is meant, if there is one."""
        i = first - 1
        while i >= 0 and sentence.tokens[i].fold in self.between:
            i -= 1
        return i if i >= 0 and sentence.tokens[i].fold in self.told else None
