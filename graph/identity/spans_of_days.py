"""When something took place, as far as it was said, and how two such times agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_DAY, _MONTH = len("2014-03-31"), len("2014-03")
_NEAR = 10  # days between two reports of one thing of which one is wrong


@dataclass(frozen=True, slots=True)
class Days:
    """A first and a last day; each as exact as it was said: a day, a month or a year."""

    start: str
    end: str

    @property
    def years(self) -> range:
        """The years that it touches."""
        return range(int(self.start[:4]), int(self.end[:4]) + 1)

    @property
    def whole(self) -> bool:
        """Whether both days are known."""
        return self.exact == _DAY

    @property
    def exact(self) -> int:
        """How many letters of an ISO date are known."""
        return min(len(self.start), len(self.end))


def days(starts: Iterable[str], ends: Iterable[str], years: Iterable[str] = ()) -> Days | None:
    """The days of a thing; a year of its name stands in where none are said."""
    said = sorted(starts) or sorted(ends) or sorted(years)
    last = sorted(ends) or said
    return Days(said[0], max(said[0], last[-1])) if said else None


def agreement(left: Days, right: Days) -> str:
    """How the days of two things agree: one of the outcomes of `features.toml`."""
    if set(left.years).isdisjoint(right.years):
        return "other year"
    exact = min(left.exact, right.exact)
    if exact < _MONTH:
        return "year"
    if exact < _DAY:
        return "month" if _overlap(left, right, _MONTH) else "moved"
    if left == right:
        return "same"
    if left.start == right.start or left.end == right.end:
        return "edge"
    if _overlap(left, right, _DAY):
        return "overlap"
    return "near" if _between(left, right) <= _NEAR else "moved"


def _overlap(left: Days, right: Days, exact: int) -> bool:
    return left.start[:exact] <= right.end[:exact] and right.start[:exact] <= left.end[:exact]


def _between(left: Days, right: Days) -> int:
    """Days from the first start to the other one."""
    return abs((date.fromisoformat(left.start) - date.fromisoformat(right.start)).days)


def apart(left: str, right: str) -> int | None:
    """Days between two dates; None if one of them is no day."""
    if len(left) != _DAY or len(right) != _DAY:
        return None
    return abs((date.fromisoformat(left) - date.fromisoformat(right)).days)
