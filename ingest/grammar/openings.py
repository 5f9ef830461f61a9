"""Datelines: the place and day before the first words of a release, which are no part of its clauses."""

from __future__ import annotations

from collections.abc import Sequence

from ..names.entities import Kind
from .syntax import Tag, Word

_REACH = 16  # words that a dateline takes at most
_DASHES = frozenset("–—-")
_COLON = ":"
_TELLS = 2  # words after it, at least
_PARTS = frozenset((Tag.NAME, Tag.TIME, Tag.NUMBER, Tag.MARK))
_PLACES = frozenset((Kind.PLACE, Kind.STATE))


def after_dateline(words: Sequence[Word]) -> int:
    """Where the first sentence of a text begins: "Lima, May 3 – | Experts met"; 0 without a dateline."""
    for i, word in enumerate(words[:_REACH]):
        if word.fold in _DASHES or word.fold == _COLON:
            told = len(words) > i + _TELLS and _is_dateline(words[:i], word.fold)
            return i + 1 if told else 0
        if word.tag not in _PARTS:
            return 0
    return 0


def _is_dateline(words: Sequence[Word], mark: str) -> bool:
    """Whether some words are but a place and a day; before a colon both."""
    placed = any(word.kind in _PLACES for word in words)
    timed = any(word.tag is Tag.TIME for word in words)
    opens = bool(words) and (words[0].kind in (Kind.PLACE, Kind.UNKNOWN) or words[0].text == "(" or timed)
    return opens and placed and (timed or mark != _COLON)
