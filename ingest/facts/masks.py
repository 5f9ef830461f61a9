"""Sentences with slots for their names, in which quotations look for their speakers: "⟨p1⟩ said ⟨q2⟩".

Lists of persons become one slot: "A, B and C said" is "⟨g1⟩ said".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ..base.model import Span
from ..grammar.syntax import Parse, Tag, Word
from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind

SLOT = re.compile(r"⟨([a-z])(\d+)⟩")
_PLAIN = str.maketrans("\n⟨⟩", " <>")  # no mark of the text's own may be taken for a slot's


@dataclass(slots=True)
class Slot:
    """What a slot stands for."""

    kind: str
    span: Span
    mentions: list[Mention] = field(default_factory=list)

    @property
    def entities(self) -> list[Entity]:
        """The entities of a slot, each once."""
        found: list[Entity] = []
        for mention in self.mentions:
            for entity in (mention.entity, *mention.more):
                if entity is not None and entity not in found:
                    found.append(entity)
        return found


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a mask, a slot or plain text, and the stretch of the canonical text that it stands for."""

    text: str
    start: int
    end: int


class Mask:
    """A masked sentence."""

    def __init__(self, pieces: Sequence[Piece], slots: list[Slot]) -> None:
        """Joins pieces, which follow one another in the text."""
        self.pieces = list(pieces) or [Piece("", 0, 0)]
        self.slots = slots
        self.text = "".join(piece.text for piece in pieces)
        self._starts = [0, *accumulate(len(piece.text) for piece in self.pieces[:-1])]

    def slot(self, written: str) -> Slot:
        """The slot that "⟨g1⟩" stands for."""
        return self.slots[int(written[2:-1])]

    def within(self, start: int, end: int) -> Span:
        """The canonical text's span from the first to the last character of a stretch of the mask."""
        i = bisect_right(self._starts, start) - 1
        j = max(bisect_left(self._starts, end) - 1, 0)
        first, last = self.pieces[i], self.pieces[j]
        begin = min(first.start + start - self._starts[i], first.end)
        return Span(
            begin, last.end if last.text[:1] == "⟨" else min(last.start + end - self._starts[j], last.end)
        )


def mask(document: Document, sentence: Sentence, parse: Parse) -> Mask:
    """Masks a sentence: names, dates, sums and speech become slots, and so do lists of persons."""
    slots: list[Slot] = []
    pieces: list[Piece] = []
    at = sentence.span.start
    lists = dict(_lists(parse))
    end = 0
    for word in parse.words:
        found = lists.get(word.first) or _one(word)
        if found is None or word.first < end:
            continue
        kind, mentions, end = found
        span = sentence.offsets(word.first, end)
        pieces += [
            _plain(document.text, at, span.start),
            Piece(f"⟨{kind}{len(slots)}⟩", span.start, span.end),
        ]
        slots.append(Slot(kind, span, mentions))
        at = span.end
    pieces.append(_plain(document.text, at, sentence.span.end))
    return Mask([piece for piece in pieces if piece.text], slots)


def _lists(parse: Parse) -> Iterator[tuple[int, tuple[str, list[Mention], int]]]:
    """The lists of persons, by their first token."""
    for phrase in parse.phrases:
        heads = [each.head for each in phrase.every()] if phrase.items else []
        mentions = [head.mention for head in heads if head.kind is Kind.PERSON]
        named = [mention for mention in mentions if mention is not None]
        if len(heads) > 1 and len(named) == len(heads):
            yield heads[0].first, ("g", named, heads[-1].last)


def _one(word: Word) -> tuple[str, list[Mention], int] | None:
    """The slot of one word."""
    if word.mention is not None:
        return word.mention.kind.value, [word.mention], word.last
    if word.when is not None:
        return "d", [], word.last
    if word.money is not None:
        return "m", [], word.last
    return ("q", [], word.last) if word.tag is Tag.QUOTATION else None


def _plain(text: str, start: int, end: int) -> Piece:
    return Piece(text[start : max(start, end)].translate(_PLAIN), start, max(start, end))
