"""Years that words beside a date tell: "del 3 al 5 de abril de ese año", "on May 4 of last year"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from .reckoning import day_of

if TYPE_CHECKING:
    from .dates import When

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Years:
    """Corrects the years of dates without one, in one language."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        """`same` matches what means the year named before, `last` the one before the release's."""
        self._same, self._last = (re.compile(rf",? {patterns[key]}\b") for key in ("same", "last"))

    def settled(self, text: str, found: Sequence[When], issued: date | None) -> list[When]:
        """The dates in the order of the text, those with such words in the year that they mean."""
        kept: list[When] = []
        for when in found:
            year = None if _YEAR.search(text, when.start, when.end) else self._told(text, when, kept, issued)
            kept.append(when if year is None else _moved(when, year))
        return kept

    def _told(self, text: str, when: When, before: Sequence[When], issued: date | None) -> int | None:
        if before and self._same.match(text, when.end):
            return int(before[-1].last[:4])
        return issued.year - 1 if issued is not None and self._last.match(text, when.end) else None


def _moved(when: When, year: int) -> When:
    """A date in another year, if the calendar has it."""
    moved = [f"{year + int(iso[:4]) - int(when.first[:4]):04d}{iso[4:]}" for iso in (when.first, when.last)]
    for iso in moved:
        if len(iso) == 10 and day_of(*map(int, iso.split("-"))) is None:
            return when
    return replace(when, first=moved[0], last=moved[1])
