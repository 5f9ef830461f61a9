"""What each line of a release is: furniture, kind, date, reference, publisher, prose or else a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache

from ..base.model import Span
from ..text.full_dates import FullDate
from ..text.sentences import finished, sentences, trimmed
from .filing import NOTHING, Filed, kind_of, reference_of
from .furniture import is_byline, is_furniture, is_menu, is_notice, opens_related, trail_end
from .issue_dates import date_of_line, is_of_change, month_of_issue
from .publishers import by_name
from .wording import either, phrases

_HEAD, _FOOT = 80, 40  # lines, from the top and from the end, that may tell of the release itself
_SHORT = 140  # characters: no line of a header but the title is longer
_LONG = 40  # words: no title is longer
_SHORT_SENTENCE = 4  # words of a sentence, where there is none longer
_SENTENCE = 8  # words from which a full stop makes a sentence of a line; shorter headings may bear one

_MARKS = re.compile(r"[\s•·▪◦*|>»–—-]*(?:#{1,6} )?[\s*_]*")
_BULLET = re.compile(r"\s*(?:[•·▪◦*–—-]|\(?\w{1,2}[.)])\s+")


class Role(Enum):
    """What a line is for."""

    FURNITURE = auto()  # of the page: no part of the release
    KIND = auto()
    DATE = auto()
    REFERENCE = auto()
    PUBLISHER = auto()
    BYLINE = auto()
    PROSE = auto()
    HEADING = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank. `span` leaves out bullets and other marks before the words."""

    span: Span
    role: Role
    block: int  # lines with no blank one between them share it
    bulleted: bool = False
    filed: Filed = NOTHING
    date: FullDate | None = None
    month: tuple[Span, str] | None = None  # of issue, where no day is told: "2007-06"
    body: str | None = None  # the publisher's IRI path
    trail: Span | None = None  # the last part of a trail such as "Home > News > Title"
    related: bool = False  # links to other releases stand below it


def lines(text: str, language: str) -> list[Line]:
    """The lines of a canonical text, in order, each with its role."""
    whole_lines = list(stretches(text))
    last = len(whole_lines) - _FOOT
    found = [
        _line(text, whole, block, language, at_edge=i < _HEAD or i >= last)
        for i, (whole, block) in enumerate(whole_lines)
    ]
    return (
        found if any(line.role is Role.PROSE for line in found) else _with_short_prose(text, found, language)
    )


def title_words(text: str, line: Line) -> Span:
    """The span of a heading without a label such as "Title:"."""
    label = _title_label().match(text, line.span.start, line.span.end)
    return Span(label.end(), line.span.end) if label else line.span


def stretches(text: str) -> Iterator[tuple[Span, int]]:
    """The lines that are not blank, each with the number of its block."""
    start = block = 0
    for raw in text.split("\n"):
        if raw.strip():
            yield Span(start, start + len(raw)), block
        else:
            block += 1
        start += len(raw) + 1


def _line(text: str, whole: Span, block: int, language: str, at_edge: bool) -> Line:
    marks = _MARKS.match(text, whole.start, whole.end)
    span = trimmed(text, Span(marks.end() if marks else whole.start, whole.end))
    if span.start == span.end:
        return Line(trimmed(text, whole), Role.FURNITURE, block)  # a rule of dashes or stars
    line = Line(span, Role.HEADING, block, bool(_BULLET.match(text, whole.start, whole.end)))
    short = span.end - span.start <= _SHORT
    if short and at_edge:
        line = _told(text, line, language) or _of_page(text, line) or line
    elif (short and is_menu(span.of(text))) or (at_edge and is_notice(span.of(text))):
        line = replace(line, role=Role.FURNITURE)
    if line.role is Role.HEADING and not line.filed.title and _is_prose(span.of(text), language):
        return replace(line, role=Role.PROSE)
    return line


def _is_prose(words: str, language: str) -> bool:
    """Whether a line is running text, and no title or heading: very long, or of sentences that end."""
    count = len(words[:2000].split())
    if count > _LONG:
        return True
    if count < _SENTENCE:
        return False
    if words.endswith(":") or (finished(words, language) and words.rstrip("\"'”’»)")[-1:] in ".…"):
        return True
    return count > 12 and len(sentences(words, Span(0, len(words)), language)) > 1


def _with_short_prose(text: str, found: list[Line], language: str) -> list[Line]:
    """The lines of a text without long sentences: its last lines that end with a stop are its prose."""
    short = [
        line.role is Role.HEADING
        and len(line.span.of(text).split()) >= _SHORT_SENTENCE
        and finished(line.span.of(text), language)
        for line in found
    ]
    last = max((i for i, ends in enumerate(short) if ends), default=-1)
    first = last
    while first > 0 and short[first - 1]:
        first -= 1
    prose = range(max(first, 0), last + 1)
    return [replace(line, role=Role.PROSE) if i in prose else line for i, line in enumerate(found)]


def _told(text: str, line: Line, language: str) -> Line | None:
    """A line that tells of the release: kind, date, number, publisher."""
    if opens_related(line.span.of(text)):
        return replace(line, role=Role.FURNITURE, related=True)
    if code := reference_of(text, line.span):
        return replace(line, role=Role.REFERENCE, filed=Filed(code=code))
    if filed := kind_of(text, line.span, language):
        if filed.title:
            return replace(line, span=filed.title, filed=filed)
        return replace(line, role=Role.KIND, filed=filed)
    if is_of_change(text, line.span, language):
        return replace(line, role=Role.FURNITURE)
    if dated := date_of_line(text, line.span, language):
        return replace(line, role=Role.DATE, date=dated[0], filed=dated[1])
    if body := by_name(line.span.of(text)):
        return replace(line, role=Role.PUBLISHER, body=body)
    month = month_of_issue(text, line.span, language)
    return replace(line, role=Role.DATE, month=month) if month else None


def _of_page(text: str, line: Line) -> Line | None:
    """A line of the page's furniture, with the title that may end a trail."""
    words = line.span.of(text)
    end = trail_end(words)
    if end is not None:
        return replace(line, role=Role.FURNITURE, trail=Span(line.span.start + end, line.span.end))
    if is_byline(words):
        return replace(line, role=Role.BYLINE)
    return replace(line, role=Role.FURNITURE) if is_furniture(words) else None


@cache
def _title_label() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(phrases('title_lead'))})\s*:\s+", re.IGNORECASE)
