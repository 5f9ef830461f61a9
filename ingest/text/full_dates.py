"""Full dates, of day, month and year, in the forms that headers of releases print.

Written forms stand in ``languages/*/header.toml`` as patterns over month names from the CLDR; numeric ones
are those of ISO 8601 and the orders that the world uses with full stops, slashes and hyphens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from ..base.model import Span
from .language import Language, load, plain, sound

_NUMERIC = (
    re.compile(
        r"(?<![\d./-])(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/-])"
    ),
    re.compile(
        r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?![\d/-])"
    ),
)
_YEAR = re.compile(r"\d{4}|[-/.]\d\d")  # no date is without
_YEARS = range(1945, 2100)  # other years belong to history, not to the head of a release
_WORD = re.compile(r"\b[A-Z][a-z]{2,11}\b")  # a month, as English writes it
_CLOCK_OF_TWELVE = re.compile(r"\b[ap]\.?m\b|\bE[DS]T\b|\bP[DS]T\b|\bC[DS]T\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FullDate:
    """A date as printed.

    `value` is None where the calendar has no such day; `certain` is False where 6/5 may be in May or in June.
    """

    span: Span
    value: date | None
    certain: bool = True


@lru_cache(maxsize=8)
def full_dates(text: str, start: int, end: int, language: str) -> tuple[FullDate, ...]:
    """All full dates in a stretch of text, in order; several questions about a line ask for them in turn."""
    if _YEAR.search(text, start, end) is None:
        return ()
    found = [
        _written(match, load(code))
        for code in _dated()
        for pattern in _patterns(code)
        for match in pattern.finditer(text, start, end)
    ]
    found += [
        _numeric(match, language) for pattern in _NUMERIC for match in pattern.finditer(text, start, end)
    ]
    chosen: list[FullDate] = []
    for one in sorted(filter(None, found), key=lambda one: (one.span.start, -one.span.end)):
        if not chosen or chosen[-1].span.end <= one.span.start:
            chosen.append(one)
    return tuple(chosen)


def months_of_years(text: str, start: int, end: int) -> list[tuple[Span, str]]:
    """All months of a year in a stretch of text, without those of full dates: "June 2007" is 2007-06."""
    found: dict[int, tuple[Span, str]] = {}
    if _YEAR.search(text, start, end) is None:
        return []
    for code in _dated():
        names = load(code).months()
        for pattern in _patterns(code, "months"):
            for match in pattern.finditer(text, start, end):
                month, year = names.get(plain(match["month"])), int(match["year"])
                if month and year in _YEARS:
                    found[match.start()] = Span(*match.span()), f"{year}-{month:02}"
    return [found[at] for at in sorted(found)]


@cache
def _dated() -> tuple[str, ...]:
    """The languages whose months and forms of dates are known."""
    known = (code for code in sound("header") if code in sound("language"))
    return tuple(code for code in known if {"dates", "months"} <= load(code).table("header").keys())


@cache
def _patterns(code: str, key: str = "dates") -> tuple[re.Pattern[str], ...]:
    language = load(code)
    parts = {
        "{day}": r"(?<!\d)(?P<day>\d{1,2})",
        "{month}": r"(?P<month>(?<![^\W\d_])[^\W\d_]{3,12})",
        "{year}": r"(?P<year>\d{4})(?!\d)",
    }
    patterns = []
    for form in language.strings("header", key):
        for name, pattern in parts.items():
            form = form.replace(name, pattern)
        patterns.append(re.compile(form.replace(" ", " {1,3}"), re.IGNORECASE))
    return tuple(patterns)


def _written(match: re.Match[str], language: Language) -> FullDate | None:
    month = language.months().get(plain(match["month"]))
    if month is None:
        return None
    return _date(Span(*match.span()), int(match["year"]), month, int(match["day"]))


def _numeric(match: re.Match[str], language: str) -> FullDate | None:
    span, named = Span(*match.span()), match.groupdict()
    if "month" in named:
        month, day = int(match["month"]), int(match["day"])
        return _date(span, int(match["year"]), month, day) if month <= 12 else None
    first, second = int(match["a"]), int(match["b"])
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    # Day first is the custom everywhere but in the United States, which use slashes.
    month_first = match["sep"] == "/" and (second > 12 or bool(_CLOCK_OF_TWELVE.match(_tail(match))))
    certain = month_first or match["sep"] != "/" or first > 12 or first == second or day_leads(language)
    day, month = (second, first) if month_first else (first, second)
    return _date(span, year, month, day, certain) if month <= 12 else None


@cache
def day_leads(language: str) -> bool:
    """Whether all who write this language put the day before the month in 6/5."""
    return not load(language).table("dates")["month_may_lead"]


def settled(text: str, one: FullDate, language: str) -> FullDate:
    """A date such as 6/5, certain where the text names but one of the two months that it may be in."""
    if one.certain or one.value is None:
        return one
    months = load(language).months()
    named = {months[plain(word)] for word in _WORD.findall(text) if plain(word) in months}
    day, month = one.value.day, one.value.month
    if (day in named) == (month in named):
        return one
    value = one.value if month in named else one.value.replace(day=month, month=day)
    return FullDate(one.span, value)


def _tail(match: re.Match[str]) -> str:
    """The first letters after a date and the hour that may follow it."""
    return match.string[match.end() : match.end() + 20].lstrip(" ,:0123456789")


def _date(span: Span, year: int, month: int, day: int, certain: bool = True) -> FullDate | None:
    if year not in _YEARS or month < 1 or not 1 <= day <= 31:
        return None
    try:
        return FullDate(span, date(year, month, day), certain)
    except ValueError:  # February 30
        return FullDate(span, None, certain)
