"""Words that count bodies or states named before: "the two institutions", "both countries"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..text.language import Language
from .document import Mention
from .entities import Kind
from .masks import SLOT, Mask, Piece, Slot, people

_MEMORY = 6  # sentences: further back than that, another list is meant


def counted(language: Language, masked: Mask, earlier: Iterable[Mask]) -> Mask:
    """A mask in which "the two institutions" is a slot for the two that the text named last.

    Args:
        language: the language of the text.
        masked: the mask of a sentence.
        earlier: the masks before it, the nearest first.
    """
    words = language.table("relations")["groups"]
    before = list(earlier)[:_MEMORY]
    pieces: list[Piece] = []
    at = 0
    for match in _pattern(language).finditer(masked.text):
        kind = Kind.STATE if match["states"] else Kind.ORGANIZATION
        number = words["numbers"][(match["number"] or match["both"]).lower()]
        here = Mask([*masked.between(0, match.start())], masked.slots)
        meant = next((m for one in (here, *before) for m in _lists(one, kind) if len(m) == number), None)
        if meant is None:
            continue
        span = masked.within(match.start(), match.end())
        pieces += [*masked.between(at, match.start()), Piece(f"⟨g{len(masked.slots)}⟩", span.start, span.end)]
        masked.slots.append(Slot("g", span, meant))
        at = match.end()
    if not at:
        return masked
    return people(language, Mask([*pieces, *masked.between(at, len(masked.text))], masked.slots))


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    return re.compile(language.table("relations")["groups"]["pattern"])


def _lists(masked: Mask, kind: Kind) -> Iterator[list[Mention]]:
    """The lists of one kind in a sentence, the last first, then all that it names of the kind."""
    slots = [masked.slots[int(match[2])] for match in SLOT.finditer(masked.text)]
    for slot in reversed(slots):
        if slot.kind == "g" and all(m.kind is kind for m in slot.mentions):
            yield slot.mentions
    alone = {m.entity: m for slot in slots for m in slot.mentions if m.kind is kind and m.entity is not None}
    yield list(alone.values())
