"""Reckoning with days and months as ISO 8601 writes them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def shift(iso: str, days: int) -> str:
    """A day some days later."""
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()


def days_between(first: str, last: str) -> int:
    """How many days the second lies after the first."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, if the calendar has it."""
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def nearest_year(issued: date, month: int, day: int) -> int:
    """The year in which a date without a year lies nearest to the release's date."""
    options = [y for y in (issued.year - 1, issued.year, issued.year + 1) if day_of(y, month, day)]
    return min(options, key=lambda y: abs(date(y, month, day) - issued), default=issued.year)


def shift_month(issued: date, months: int) -> str:
    """The month some months later."""
    total = issued.year * 12 + issued.month - 1 + months
    return f"{total // 12:04d}-{total % 12 + 1:02d}"
