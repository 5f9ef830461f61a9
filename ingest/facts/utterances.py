"""Sentences as one reads them for who speaks: "⟨p0⟩, who came from ⟨c1⟩, said ⟨q2⟩"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from ..base.model import Span
from ..names.document import Document, Sentence
from ..names.entities import Entity
from ..people.register import PERSON

SLOT = re.compile(r"⟨([a-z])(\d+)⟩")
_PLAIN = str.maketrans("\n⟨⟩", " <>")  # no mark of the text's own may be taken for a slot's
_QUOTE, _DATE, _GROUP = "q", "d", "g"


class Slot(NamedTuple):
    """What a slot stands for."""

    kind: str  # of a mention its letter; q for quoted words, d for a date, g for several persons
    span: Span
    entities: tuple[Entity, ...] = ()

    @property
    def persons(self) -> list[Entity]:
        """The persons that it names."""
        return [entity for entity in self.entities if entity.cls == PERSON]


class Line:
    """A sentence in which names, dates and quoted words are slots."""

    def __init__(self, pieces: list[tuple[str, int]], slots: list[Slot]) -> None:
        """Joins pieces of text, each with the place in the canonical text where it begins."""
        self.text = "".join(text for text, _ in pieces)
        self.slots = slots
        self._places = [place for _, place in pieces]
        self._starts = [0, *accumulate(len(text) for text, _ in pieces)][:-1]

    def slot(self, written: str) -> Slot:
        """The slot that "⟨p1⟩" stands for."""
        return self.slots[int(written[2:-1])]

    def place(self, at: int) -> int:
        """Where in the canonical text the piece stands in which a place of the line lies."""
        last = max(i for i, start in enumerate(self._starts) if start <= at)
        return self._places[last]

    def found(self, end: int | None = None) -> Iterator[Slot]:
        """The slots up to a place of the line, or all."""
        for match in SLOT.finditer(self.text, 0, len(self.text) if end is None else end):
            yield self.slot(match[0])


def line(document: Document, sentence: Sentence, persons: re.Pattern[str]) -> Line:
    """The line of a sentence; `persons` matches several persons' slots in a row, which become one."""
    text, at = document.text, sentence.span.start
    pieces: list[tuple[str, int]] = []
    slots: list[Slot] = []
    for slot in _slots(sentence):
        start, end = max(slot.span.start, sentence.span.start), min(slot.span.end, sentence.span.end)
        if start < at:
            continue
        if start > at:
            pieces.append((text[at:start].translate(_PLAIN), at))
        pieces.append((f"⟨{slot.kind}{len(slots)}⟩", start))
        slots.append(slot)
        at = end
    if at < sentence.span.end:
        pieces.append((text[at : sentence.span.end].translate(_PLAIN), at))
    return _grouped(Line(pieces, slots), persons)


def _slots(sentence: Sentence) -> list[Slot]:
    """What becomes a slot, in the order of the text; of what overlaps the quotation first, then the name."""
    found = [Slot(_QUOTE, span) for span in sentence.speech]
    for mention in sentence.mentions:
        entities = (*((mention.entity,) if mention.entity is not None else ()), *mention.more)
        if mention.last > mention.first:
            first = mention.first + _inside_word(sentence, mention.first, mention.last)
            found.append(Slot(mention.kind.value, sentence.offsets(first, mention.last), entities))
    found += [Slot(_DATE, Span(when.start, when.end)) for when in sentence.whens]
    return sorted(found, key=lambda slot: slot.span.start)


def _inside_word(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a token is but the end of a written word, as the article in "del" is, and others follow it."""
    before, token = sentence.tokens[first - 1] if first else None, sentence.tokens[first]
    if before is None or before.end != token.start or not (before.word and token.word) or last - first < 2:
        return False
    return token.fold in sentence.parser.lex.articles


def _grouped(read: Line, persons: re.Pattern[str]) -> Line:
    """The same line with each row of persons as one slot."""
    pieces: list[tuple[str, int]] = []
    slots, at = list(read.slots), 0
    for match in persons.finditer(read.text):
        pieces.append((read.text[at : match.start()], read.place(at)))
        inner = [read.slot(slot[0]) for slot in SLOT.finditer(match[0])]
        span = Span(inner[0].span.start, inner[-1].span.end)
        pieces.append((f"⟨{_GROUP}{len(slots)}⟩", span.start))
        slots.append(Slot(_GROUP, span, tuple(e for slot in inner for e in slot.entities)))
        at = match.end()
    return Line([*pieces, (read.text[at:], read.place(at))], slots) if at else read
