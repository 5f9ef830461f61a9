"""The day, or the month, on which a release was issued, in the forms in which lines and openings tell it.

Days of an event and days on which a page was changed are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..base.model import Span
from ..text.full_dates import FullDate, full_dates, months_of_years
from ..text.language import load, sound
from .filing import Filed, could_be_place, filed_beside, names, without_kind
from .letterhead import is_periodical, is_short_name
from .publishers import bare
from .wording import either, phrases

_DATELINE = 160  # characters at the start of the body in which place and date may stand
_OPENING = 400  # characters at the start of the body in which "today" and its date may stand
_AFTER_DATELINE = re.compile(r"\s*[)\]]?\s*(?:\([^()\n]{1,30}\)\s*|/[^/\n]{1,30}/\s*)?(?:[–—:-]|\.\s*[–—-])")
_AFTER_DATE = re.compile(r"\s*(?:[|•·:–—]|\s-\s)\s*(?=\S)")
_PLACE_AFTER_DATE = re.compile(r"[,\s]+(?P<place>[^.:;–—\d]{2,60}?)(?:\s?[–—:]|\s-\s|\.\s)")
_STOP_AFTER_DATELINE = re.compile(r"\s*\.\s+\S")
_BETWEEN = re.compile(r"\s[–—/-]\s|[|•·()\[\]]")  # the parts of a line of the date
_HOUR = re.compile(
    r"\b\d{1,2}(?::\d\d){1,2}(?: ?[ap]\.?m\b\.?)?|\b\d{1,2}h(?:\d\d)?\b|\b\d{0,2} ?[ap]\.?m\b\.?"
    r"|\b(?:[A-Z]{1,2}[DS]?T|GMT|UTC|CES?T)\b(?: ?[+-]\d{1,2}(?::?\d\d)?)?",
    re.IGNORECASE,
)
_LABEL_REACH = 40  # characters before a date in which its label stands
_PLACE = 8  # words between the start of a line and the date of a dateline


@dataclass(frozen=True, slots=True)
class _Words:
    author: re.Pattern[str]
    date_words: frozenset[str]
    label: re.Pattern[str]
    modified: re.Pattern[str]
    today: re.Pattern[str]
    day_before: re.Pattern[str]  # "28-" before "30 November 2022"
    between: re.Pattern[str]  # two days of one stretch of time


@cache
def _words() -> _Words:
    weekdays = [day for code in sound("language") for day in load(code).weekdays()]
    leads = [*phrases("date_lead"), *phrases("date_joins"), *phrases("modified")]
    little = either([*phrases("date_joins"), *weekdays])
    joins = rf"\s*(?:[–—/-]|(?<!\w)(?:{either(phrases('range_joins'))})(?!\w))\s*"
    return _Words(
        author=re.compile(rf"\b(?:{either(phrases('byline'))}) +\S+(?: +\S+){{0,3}}\s*$", re.IGNORECASE),
        date_words=frozenset([*weekdays, *(word for lead in leads for word in bare(lead).split())]),
        label=re.compile(rf"\W*(?:{either(phrases('date_lead'))})(?!\w)\s*:?\s*", re.IGNORECASE),
        modified=re.compile(
            rf"(?<!\w)(?:{either(phrases('modified'))})\W{{0,3}}(?:(?:{little})\W{{1,2}}){{0,2}}$",
            re.IGNORECASE,
        ),
        today=re.compile(rf"(?<!\w)(?:{either(phrases('today'))})(?!\w)", re.IGNORECASE),
        day_before=re.compile(
            r"(?:^|(?<=[\s(\[,|]))(?P<day>\d{1,2})"
            rf"(?P<month>[^\W\d_]{{0,3}}(?: [^\W\d_]{{2,12}}){{0,2}},?)?{joins}(?:[^\W\d_]{{2,10}}\.?,? )?$",
            re.IGNORECASE,
        ),
        between=re.compile(joins, re.IGNORECASE),
    )


def date_of_line(text: str, line: Span, language: str) -> tuple[FullDate, Filed] | None:
    """The date of a line that states it and nothing else but who, where, at what hour, of what kind."""
    found = full_dates(text, line.start, line.end, language)
    changes = [one for one in found if _is_change(text, line, one)]
    dates = [one for one in found if one not in changes and not is_of_event(text, line, one, found)]
    if not dates:
        return None
    date = next((one for one in dates if one.value and one.certain), dates[0])
    filed, number = filed_beside(text, line, date.span)
    before, after = _beside(
        text, line, date.span, [number, *(_with_label(text, line, one) for one in changes)]
    )
    if ":" in before and _names(before.rpartition(":")[0]):
        return None  # "WHEN: March 11, 2015" tells of the event
    parts = [part for side in (before, after) for part in _BETWEEN.split(side)]
    if not could_be_place(_names(before) + _names(after), parts if before.strip() else parts[1:]):
        return None  # "Symposium in Bogota, 3 May 2014" is a title
    return date, filed


def is_of_event(text: str, line: Span, one: FullDate, found: Sequence[FullDate]) -> bool:
    """Whether a date is the first or the last of several days: "28 - 30 November 2022"."""
    for other in found:
        first, second = sorted((one.span, other.span), key=lambda span: span.start)
        if other is not one and _words().between.fullmatch(text, first.end, second.start):
            return True
    earlier = _words().day_before.search(text[line.start : one.span.start])
    if earlier is None or one.value is None:
        return False
    return bool(earlier["month"]) or int(earlier["day"]) < one.value.day


def tells_of_event(text: str, line: Span, language: str) -> bool:
    """Whether a line holds several days in a row."""
    found = full_dates(text, line.start, line.end, language)
    return any(is_of_event(text, line, one, found) for one in found)


def is_of_change(text: str, line: Span, language: str) -> bool:
    """Whether a line says when a page was changed: "Page updated January 5, 2024"."""
    found = full_dates(text, line.start, line.end, language)
    if not found or not all(_is_change(text, line, one) for one in found):
        return False
    left = text[line.start : found[0].span.start] + text[found[-1].span.end : line.end]
    return len(_names(_HOUR.sub(" ", left))) <= _PLACE // 2


def _is_change(text: str, line: Span, one: FullDate) -> bool:
    return _with_label(text, line, one) != one.span


def _with_label(text: str, line: Span, one: FullDate) -> Span:
    """The stretch of a date and of the words before it that make it the day of a change."""
    start = max(line.start, one.span.start - _LABEL_REACH)
    label = _words().modified.search(text, start, one.span.start)
    return Span(label.start(), one.span.end) if label else one.span


def _beside(text: str, line: Span, date: Span, taken: Sequence[Span]) -> tuple[str, str]:
    """What stands before and after a date, without a kind, an hour, an author and other stretches."""
    left, right = list(text[line.start : date.start]), list(text[date.end : line.end])
    for span in taken:
        for side, offset in ((left, line.start), (right, date.end)):
            for i in range(max(0, span.start - offset), min(len(side), span.end - offset)):
                side[i] = " "
    after = _words().author.sub(" ", _HOUR.sub(" ", "".join(right)))
    return without_kind("".join(left)), without_kind(after)


def _names(part: str) -> list[str]:
    """The words of a stretch of a date line that do not belong to the date."""
    return [word for word in names(part) if bare(word) not in _words().date_words]


def leading_date(text: str, line: Span, language: str, labeled: bool) -> tuple[FullDate, Span] | None:
    """The date that a line begins with, and the rest of it.

    "3 May 2014 | OAS Opens Workshop"; with `labeled`, "date 2019-12-08 The United States will help".
    """
    label = _words().label.match(text, line.start, line.end) if labeled else None
    start = label.end() if label else line.start
    found = full_dates(text, start, min(line.end, start + _DATELINE), language)
    one = found[0] if found else None
    if one is None or one.span.start != start or (labeled and label is None):
        return None
    if is_of_event(text, line, one, found):
        return None
    parted = _AFTER_DATE.match(text, one.span.end, line.end)
    rest = parted.end() if parted else one.span.end
    if not text[rest : line.end].strip() or not (parted or labeled):
        return None
    return one, Span(rest + len(text[rest : line.end]) - len(text[rest : line.end].lstrip()), line.end)


def dateline(text: str, line: Span, language: str) -> FullDate | None:
    """The date of a line that begins like "Accra, March 15, 2022 – "."""
    end = min(line.end, line.start + _DATELINE)
    found = full_dates(text, line.start, end, language)
    return next(
        (
            one
            for one in found
            if _is_dateline(text[line.start : one.span.start], text, one, end)
            and not is_of_event(text, line, one, found)
        ),
        None,
    )


def _is_dateline(before: str, text: str, one: FullDate, end: int) -> bool:
    place = before.split()
    if len(place) > _PLACE or not all(len(word) <= 3 or not word[0].islower() for word in place):
        return False
    if _AFTER_DATELINE.match(text, one.span.end, end) is not None:
        return True
    if not place:  # "3 May 2013, Lima, Peru – The Minister"
        after = _PLACE_AFTER_DATE.match(text, one.span.end, end)
        return after is not None and is_short_name(after["place"])
    if before[:1] in ("(", "["):  # "(Lima, May 3, 2013) The Minister"
        return text[one.span.end : one.span.end + 1] in (")", "]")
    # "Praia, 20 November 2020. Thirty diplomats"
    named = before.rstrip()[-1:] == "," and not any(word[0].islower() for word in place)
    return named and _STOP_AFTER_DATELINE.match(text, one.span.end, end) is not None


def date_of_today(text: str, line: Span, language: str) -> FullDate | None:
    """ "Today, December 18, 2013, the Council convened"."""
    end = min(line.end, line.start + _OPENING)
    today = _words().today.search(text, line.start, end)
    if today is None:
        return None
    one = next(iter(full_dates(text, today.end(), end, language)), None)
    if one is None or _names(text[today.end() : one.span.start]):
        return None
    return one


def month_of_issue(text: str, line: Span, language: str) -> tuple[Span, str] | None:
    """ "June 2007" alone, or beside the name of a periodical."""
    found = months_of_years(text, line.start, line.end)
    if len(found) != 1 or full_dates(text, line.start, line.end, language):
        return None
    month = found[0][0]
    before, after = text[line.start : month.start], text[month.end : line.end]
    rest = _names(re.sub(r"\d+", " ", f"{before} {after}"))
    return found[0] if not rest or is_periodical(f"{before} {after}") else None
