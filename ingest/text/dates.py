"""Dates as releases write them: ranges without a year, "today", a weekday, a month; and durations.

A date without a year is the one nearest to the release's own. Patterns are data (``languages/*/dates.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from .choices import either
from .date_patterns import MONTH, WEEKDAY, any_of, compile_pattern, expanded, fill, needs, words_of
from .language import Language, Table, plain
from .reckoning import day_of, days_between, nearest_year, shift, shift_month
from .verb_cues import VerbCues
from .years import Years

_WORD = 9  # characters of a word beside a date, with blanks
_NEAR = 70  # characters before a date in which its verb stands
_FAR = 100  # days from the release's date to a day told by weekday and number only, at most
_BESIDE = (60, 80)  # characters of a date before and after the name of its month, at most
_CLAUSE, _LETTERS = re.compile(r"[;.]"), re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONG_AGO = 75  # days: what lies further back is not what a sentence in the future tense means


@dataclass(frozen=True, slots=True)
class When:
    """A date or a range in the text. `first` and `last` are ISO 8601: a day, or a month without one."""

    start: int
    end: int
    first: str
    last: str
    relative: bool = False  # "today", "Tuesday": weaker than a date with a number

    @property
    def day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last and len(self.first) == 10

    @property
    def range(self) -> bool:
        """Whether it says both a first and a last day."""
        return self.first != self.last


class Calendar:
    """Finds the dates of one language."""

    def __init__(self, language: Language) -> None:
        """Compiles the language's patterns."""
        data = language.table("dates")
        self._compile_dates(language, data)
        self.verbs = VerbCues(data)
        self._future, self._past = self.verbs.future, self.verbs.past
        self._until, self._since = (frozenset(data["edges"][key]) for key in ("until", "since"))
        self.parts = frozenset(data["edges"]["parts"])
        words = [frozenset(data["edges"][key]) for key in ("from", "to", "between", "and")]
        self._from, self._to, self._between, self._and = words
        self._week, self._next, self._last = (frozenset(data["weekday"][k]) for k in ("week", "next", "last"))

    def _compile_dates(self, language: Language, data: Table) -> None:
        """The forms of dates and durations."""
        self._months = dict(language.months())
        self._weekdays = {**language.weekdays(), **data["weekday"]["names"]}
        month, weekday = (any_of(names, data["capitalized"]) for names in (self._months, self._weekdays))
        slots = self._slots(
            month, weekday, "|".join(sorted(data["duration"]["words"], key=len, reverse=True))
        )
        absolute = expanded((*data["patterns"], *data["month"]), data["macros"], slots, language.code)
        self._absolute = [(compile_pattern(p, slots), needs(p)) for p in absolute]
        self._month_name, self._weekday_name, self._digit = map(re.compile, (month, weekday, r"\d"))
        self._alone = [compile_pattern(p, slots) for p in data["weekday"]["alone"]]
        self._relative = [(re.compile(rf"\b{p}\b"), *days) for p, days in data["relative"].items()]
        self._month_shift = [(re.compile(rf"\b{p}\b"), shift) for p, shift in data["months"].items()]
        self._near_word = re.compile(words_of([*data["relative"], *data["months"], weekday]))
        self._durations = [re.compile(fill(p, slots), re.IGNORECASE) for p in data["duration"]["patterns"]]
        self._lasts = re.compile(fill(data["duration"]["lasts"], slots), re.IGNORECASE)
        self._unit, self._years = re.compile(either(data["duration"]["units"])), Years(data["years"])
        self._numbers = dict(data["duration"]["words"])

    @staticmethod
    def _slots(month: str, weekday: str, numbers: str) -> dict[str, str]:
        """What the names in braces of the language's patterns stand for."""
        return {
            "month": f"(?P<month>{month})\\b\\.?",
            "month2": f"(?P<month2>{month})\\b\\.?",
            "weekday": f"(?P<weekday>{weekday})\\b",
            "day": "(?P<day>[0-3]?\\d)(?!\\d)",
            "day2": "(?P<day2>[0-3]?\\d)(?!\\d)",
            "year": "(?P<year>(?:19|20)\\d\\d)",
            "mm": "(?P<mm>[01]\\d)",
            "dd": "(?P<dd>[0-3]\\d)",
            "n": f"(?P<n>\\d{{1,2}}|{numbers})",
        }

    def find(
        self, text: str, start: int, end: int, issued: date | None, anchor: date | None = None
    ) -> list[When]:
        """The dates in a stretch of text, left to right, none overlapping another.

        Args:
            text: the canonical text.
            start: where to begin.
            end: where to stop.
            issued: the release's date, from which "today" counts; None if unknown.
            anchor: a day near which dates without a year lie; the release's date unless given.
        """
        anchor = anchor or issued
        found: list[When] = []
        for pattern, near in self._near_names(text, start, end):
            for match in pattern.finditer(text, *near):
                if _free(found, match):
                    when = self._absolute_date(match, anchor, (start, end))
                    # a day that no calendar has keeps its place: "31 June" is not some day "in June"
                    found.append(when or When(match.start(), match.end(), "", ""))
        if issued is not None and self._near_word.search(text, start, end):
            self._find_near(text, start, end, issued, found)
        dated = sorted((when for when in found if when.first), key=lambda w: w.start)
        return self._ranges(text, self._years.settled(text, dated, issued))

    def _near_names(
        self, text: str, start: int, end: int
    ) -> Iterator[tuple[re.Pattern[str], tuple[int, int]]]:
        """The patterns of dates, each with where to look for it: around the names of months or weekdays."""
        if self._digit.search(text, start, end) or self._month_name.search(text, start, end):
            near = {name: self._stretches(name, text, start, end) for name in (MONTH, WEEKDAY)}
            near[""] = [(start, end)]
            for pattern, needs in self._absolute:
                for stretch in near[needs]:
                    yield pattern, stretch

    def _stretches(self, name: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Stretches of a text around the names of months, or of weekdays."""
        found: list[tuple[int, int]] = []
        for match in (self._month_name if name == MONTH else self._weekday_name).finditer(text, start, end):
            first, last = max(start, match.start() - _BESIDE[0]), min(end, match.end() + _BESIDE[1])
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
        return found

    def _ranges(self, text: str, found: list[When]) -> list[When]:
        """Joins two days that together tell a range: "from Monday until today"."""
        joined: list[When] = []
        for when in found:
            if joined and self._are_range(text, before := joined[-1], when):
                first, last = before.first, when.last
                days = days_between(first, last) % 7 * (before.relative and when.relative)
                if days and self._weekday_name.search(text, before.start, before.end):
                    first = shift(last, -days)  # "from Monday to Wednesday of next week"
                elif days:
                    last = shift(first, days)  # "from today to Thursday"
                joined[-1] = When(before.start, when.end, first, last, relative=True)
            else:
                joined.append(when)
        return joined

    def _are_range(self, text: str, first: When, last: When) -> bool:
        between = text[first.end : last.start].strip() or text[last.start :].partition(" ")[0]
        days = days_between(first.first, last.first) if first.day and last.day else 0
        turned = (
            first.relative and last.relative and days % 7
        )  # "from today to Thursday", seen as the last one
        if not (between in self._to | self._and and (days > 0 or turned)):
            return False
        apart = between in self._and and days % 7 > 1
        return bool((self._between if apart else self._from | self._between) & _words_at(text, first))

    def _find_near(self, text: str, start: int, end: int, issued: date, found: list[When]) -> None:
        """Adds the dates that count from the release's own: "today", "last month", "on Tuesday"."""
        for pattern, first, last in self._relative:
            for match in pattern.finditer(text, start, end):
                if _free(found, match):
                    since, until = ((issued + timedelta(days=n)).isoformat() for n in (first, last))
                    found.append(When(match.start(), match.end(), since, until, relative=True))
        for pattern, months in self._month_shift:
            for match in pattern.finditer(text, start, end):
                if _free(found, match):
                    iso = shift_month(issued, months)
                    found.append(When(match.start(), match.end(), iso, iso, relative=True))
        for pattern in self._alone:
            for match in pattern.finditer(text, start, end):
                if _free(found, match):
                    iso = self._weekday_date(match, issued, self._looks_ahead(match, start, end))
                    found.append(When(match.start(), match.end(), iso, iso, relative=True))

    def tells_length(self, text: str) -> bool:
        """Whether a text may tell how long something lasts: every duration has one of these words."""
        return self._unit.search(text) is not None

    def duration(self, text: str) -> int | None:
        """How many days a phrase such as "three-day" or "over two days" says; None where it says nothing."""
        if not self.tells_length(text):
            return None
        for pattern in self._durations:
            if match := pattern.search(text):
                return self._number(match)
        return None

    def _number(self, match: re.Match[str]) -> int:
        word = match["n"].lower()
        return int(word) if word.isdigit() else self._numbers[word]

    def until(self, text: str, when: When) -> bool:
        """Whether a date is given as the last day: "until Thursday"."""
        return bool(self._until & _words_at(text, when))

    def since(self, text: str, when: When) -> bool:
        """Whether a date is given as the first day: "since Monday"."""
        return bool(self._since & _words_at(text, when))

    def lasting(self, text: str) -> int | None:
        """How many days a verb says that something lasts: "will last four days"."""
        match = self._lasts.search(text) if self.tells_length(text) else None
        return None if match is None else self._number(match)

    def _absolute_date(
        self, match: re.Match[str], issued: date | None, within: tuple[int, int]
    ) -> When | None:
        groups = {k: v for k, v in match.groupdict().items() if v}
        if "mm" not in groups and "month" not in groups:
            return self._day_of_week(match, issued)
        month = int(groups["mm"]) if "mm" in groups else self._months[_plain(groups["month"])]
        month2 = self._months[_plain(groups["month2"])] if "month2" in groups else month
        day = groups.get("dd") or groups.get("day")
        year = int(groups["year"]) if "year" in groups else None
        later = _YEAR.findall(match[0])
        if year is None and later:  # of the last day: "December 29 to January 3, 2009"
            year = int(later[0]) - (month2 < month)
        if year is None:
            if issued is None:
                return None
            year = self._unsaid_year(match, issued, month, int(day) if day else 0, within)
        if day is None:
            last = f"{int(later[-1]) if later else year:04d}-{month2:02d}"
            start = match.start("month") if "year" not in groups else match.start()
            return When(start, match.end(), f"{year:04d}-{month:02d}", last)
        first = day_of(year, month, int(day))
        until = day_of(year + (month2 < month), month2, int(groups["day2"])) if "day2" in groups else first
        if first is None or until is None or until < first:
            return None
        return When(match.start(), match.end(), first.isoformat(), until.isoformat())

    def _unsaid_year(
        self, match: re.Match[str], issued: date, month: int, day: int, within: tuple[int, int]
    ) -> int:
        """The year of a date without one: the nearest, unless a word beside it says "last" or "will be"."""
        lead = match[0].split(" ", 1)[0].lower()
        if not day and lead in self._last | self._next | self._since:
            if lead in self._since:
                return issued.year - (month > issued.month)
            turned = month >= issued.month if lead in self._last else month <= issued.month
            return issued.year + (turned if lead in self._next else -turned)
        year = nearest_year(issued, month, day or 15)
        before = max(within[0], match.start() - 2 * _NEAR)
        if date(year, month, 1) < issued - timedelta(days=_LONG_AGO):
            return year + (self._future.search(match.string, before, match.start()) is not None)
        if (year, month) > (issued.year, issued.month):
            after = _CLAUSE.split(match.string[match.end() : match.end() + _NEAR], maxsplit=1)[0]
            beside = match.string[before : match.end()] + after
            over = self._past.search(match.string[before : match.start()]) is not None
            return year - (over and self._future.search(beside) is None)
        return year

    def _day_of_week(self, match: re.Match[str], issued: date | None) -> When | None:
        """ "Monday 23": the day with both that lies nearest to the release's date."""
        wanted, number = self._weekdays[_plain(match["weekday"])], int(match["day"])
        days = (timedelta(days=n) for n in sorted(range(-_FAR, _FAR), key=abs))
        near = (issued + n for n in days) if issued else ()
        found = next((d for d in near if d.day == number and d.weekday() == wanted), None)
        return When(match.start(), match.end(), found.isoformat(), found.isoformat()) if found else None

    def _looks_ahead(self, match: re.Match[str], start: int, end: int) -> bool:
        """Whether the words around a weekday look ahead; "until Friday" does unless something is over."""
        before = max(start, match.start() - _NEAR)
        past = self._past.search(match.string[before : match.start()])
        if past is not None:
            return self._future.search(match.string, before + past.end(1), match.start()) is not None
        lead, after = match[0].split(" ", 1)[0].lower(), min(match.end() + _NEAR, end)
        if lead in self._until or lead in self._since:
            return lead in self._until
        return self._future.search(match.string, before, after) is not None

    def _weekday_date(self, match: re.Match[str], issued: date, ahead: bool) -> str:
        words = set(match.group().lower().split())
        wanted = self._weekdays[_plain(match["weekday"])]
        if words & self._week:
            weeks = bool(words & self._next) - bool(words & self._last)
            return (issued + timedelta(days=wanted - issued.weekday() + 7 * weeks)).isoformat()
        ahead = bool(words & self._next) or (ahead and not words & self._last)
        step = 1 if ahead else -1
        another = words & (self._next | self._last) or ahead  # "last Friday", said on a Friday
        day = issued + timedelta(days=step if another else 0)
        while day.weekday() != wanted:
            day += timedelta(days=step)
        return day.isoformat()


@cache
def of(language: Language) -> Calendar:
    """The calendar of a language, compiled once."""
    return Calendar(language)


def _free(found: list[When], match: re.Match[str]) -> bool:
    return all(match.end() <= w.start or match.start() >= w.end for w in found)


def _words_at(text: str, when: When) -> set[str]:
    """The word before a date and the one that it begins with."""
    return set(_LETTERS.findall(text[max(0, when.start - _WORD) : when.start + _WORD].lower()))


def _plain(name: str) -> str:
    return plain(name).rstrip(".")
