"""What the head and the foot of a release say of it: title, date, reference, kind, publisher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ..base.model import Source, Span
from ..base.refusals import Unreadable
from ..text.full_dates import settled
from ..text.sentences import finished, sentences
from .headline import Headline, headline
from .issue_dates import date_of_today, dateline, leading_date, tells_of_event
from .letterhead import has_title_word, is_mast, is_rubric
from .lines import Line, Role
from .publishers import by_address, by_reference

_TITLE_LENGTH = 120  # characters, where a title has to be cut out of running text
_LEADS = 3  # lines of prose, of which one may begin with place and date: a lead may stand above it
_LABEL = re.compile(r"\w+(?: \w+)?\s?:")
_NEVER_BODY = (Role.FURNITURE, Role.REFERENCE, Role.KIND)
_OFFICE_LENGTH = 6  # words: the office or town in the block of the date
_UNTITLED = 0.5  # certainty of a first sentence that stands for a title


@dataclass(slots=True)
class Header:
    """The values, where the text states them, and the lines that are left for the body."""

    title: str = ""
    certainty: float = _UNTITLED  # of the title
    issued: date | None = None
    month: str | None = None  # of issue, where no day is told
    reference: str | None = None
    kind: str = "release"
    publisher: str | None = None
    spans: dict[str, Span] = field(default_factory=dict)
    body: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A release's lines: above the text, the text, and below it, where its last line of prose comes first."""

    head: list[Line]
    text: list[Line]
    foot: list[Line]


def read_header(text: str, found: Sequence[Line], source: Source, language: str) -> Header:
    """Tell the header from the body.

    Raises:
        Unreadable: the date of issue is none that the calendar has.
    """
    parts = _settled(text, _dated(text, _parted(found), language), language)
    title = headline(text, parts.head, [*parts.text, *parts.foot], source.titles, language)
    header = Header()
    _take_kind(parts, title, header)
    _take_reference(text, [*parts.head, *parts.foot], header)
    _take_publisher(parts.head, source, header)
    dated = _take_date(text, parts, title, source, header, language)
    header.body = list(_body(text, parts, title, dated, language))
    if title is not None and header.body:
        header.title, header.certainty = title.span.of(text), title.certainty
        header.spans["title"] = title.span
    else:
        header.body = header.body or [title.line for title in (title,) if title and not title.line.trail]
        _title_from_body(text, header, language)
    return header


def _parted(found: Sequence[Line]) -> _Parts:
    prose = [i for i, line in enumerate(found) if line.role is Role.PROSE]
    first, last = (prose[0], prose[-1]) if prose else (len(found), len(found))
    first = _past_lead(found, first)
    below = list(_without_related(found[first:]))
    last = max((i for i, line in enumerate(below) if line.role is Role.PROSE), default=len(below))
    return _Parts(list(found[:first]), below[:last], below[last:])


def _past_lead(found: Sequence[Line], first: int) -> int:
    """Where the text begins, if a lead or an unknown notice stands above the line of the date."""
    dates = [i for i in range(first + 1, min(len(found), first + 1 + _LEADS)) if found[i].role is Role.DATE]
    if not dates or any(line.role is Role.DATE for line in found[:first]):
        return first
    prose = (i for i in range(dates[0], len(found)) if found[i].role is Role.PROSE)
    return next(prose, first)


def _without_related(below: Sequence[Line]) -> Iterator[Line]:
    """The lines without those between "Related news" and the next prose."""
    related = bulleted = False
    for before, line in zip([None, *below], below, strict=False):
        if before and before.related:
            bulleted = line.bulleted
        related = line.related or (related and line.role is not Role.PROSE and line.bulleted is bulleted)
        if not related or line.role in (Role.REFERENCE, Role.KIND):
            yield line


def _body(
    text: str, parts: _Parts, title: Headline | None, dated: Line | None, language: str
) -> Iterator[Line]:
    """The lines that are left: all but the header's and the page's."""
    told = {dated, *([title.line, *title.echoes] if title else ())}
    several = any(line.role is Role.DATE for line in parts.text)  # items, each with a dateline of its own
    on_page = any(line.role is Role.FURNITURE for line in [*parts.head, *parts.foot])
    for line in parts.head:
        stray = on_page and title is not None and line.span.start < title.line.span.start
        of_body = line not in told and _is_of_body(text, line, parts.head, stray, language)
        if of_body or (line is dated and several):
            yield line
    yield from (
        line
        for line in parts.text
        if line.role not in _NEVER_BODY and not (line.role is Role.HEADING and is_rubric(line.span.of(text)))
    )
    bottom = False  # of the page, below its first buttons
    for line in parts.foot:
        bottom = bottom or line.role is Role.FURNITURE
        words = line.span.of(text)
        kept = not bottom or line.bulleted or _LABEL.match(words) or finished(words, language)
        if line.role not in _NEVER_BODY and line not in told and kept:
            yield line


def _is_of_body(text: str, line: Line, head: Sequence[Line], stray: bool, language: str) -> bool:
    """Whether a line of the head tells of what happened; a stray one stands above the title of a page."""
    if line.role in (Role.PROSE, Role.BYLINE):
        return True
    if line.role is Role.HEADING and tells_of_event(text, line.span, language):
        return True
    if stray and not is_mast(line.span.of(text)):
        return False
    return not _tells_of_release(text, line, head)


def _title_from_body(text: str, header: Header, language: str) -> None:
    """Without a title line, the first sentence, or as much of it as a title holds, stands for it."""
    if not header.body:
        return
    span = sentences(text, header.body[0].span, language)[0]
    if span.end - span.start > _TITLE_LENGTH:
        cut = span.of(text)[: _TITLE_LENGTH + 1].rsplit(maxsplit=1)[0][:_TITLE_LENGTH]
        span = Span(span.start, span.start + len(cut.rstrip(" ,;:–—-") or cut))
    header.title, header.spans["title"] = span.of(text), span


def _tells_of_release(text: str, line: Line, head: Iterable[Line]) -> bool:
    """Whether a line of the head tells of the release, and not of what happened."""
    if line.role is not Role.HEADING:
        return True
    words = line.span.of(text)
    if len(words.split()) > _OFFICE_LENGTH or _LABEL.match(words):
        return False
    if is_mast(words) or has_title_word(words.split()):
        return False  # the name of a body is a fact, and the heading of an item stands above its dateline
    # The office that publishes, the town: they share a block with the date or the kind.
    return any(other.block == line.block and other.role in (Role.DATE, Role.KIND) for other in head)


def _take_kind(parts: _Parts, title: Headline | None, header: Header) -> None:
    """What the line says that stands nearest to the title."""
    at = title.span.start if title else 0
    lines = (line for line in parts.head if line.filed.kind)
    line = min(lines, key=lambda line: abs(line.span.start - at), default=None)
    if line and line.filed.kind and line.filed.kind_span:
        header.kind, header.spans["kind"] = line.filed.kind, line.filed.kind_span


def _take_reference(text: str, edges: Iterable[Line], header: Header) -> None:
    code = next((line.filed.code for line in edges if line.filed.code), None)
    if code:
        header.reference, header.spans["reference"] = code.of(text), code


def _take_date(
    text: str, parts: _Parts, title: Headline | None, source: Source, header: Header, language: str
) -> Line | None:
    """The first date that is certain, of the head, the opening, the metadata, the foot; else a month.

    Returns the line that holds it.
    """
    head = _nearest(parts.head, title)
    line = next(filter(_is_certain, [*head, *_openings(text, parts, language)]), None)
    if line is None and source.published:
        header.issued = source.published
        return None
    line = line or _foot_date(parts.foot)
    if line is None or line.date is None:
        month = next((line.month for line in [*head, *parts.foot] if line.month), None)
        if month:
            header.month, header.spans["issued"] = month[1], month[0]
        return None
    span = line.date.span
    if line.date.value is None:
        reason = f"the date '{span.of(text)}' does not exist; correct it and read the release again"
        raise Unreadable(source.name, reason)
    header.issued, header.spans["issued"] = line.date.value, span
    return line if line.role is Role.DATE else None


def _is_certain(line: Line) -> bool:
    return line.date is not None and line.date.certain


def _nearest(head: Iterable[Line], title: Headline | None) -> list[Line]:
    """The lines, those below the title first, and the nearest first."""
    at = title.line.span.start if title else 0
    return sorted(head, key=lambda line: (line.span.start < at, abs(line.span.start - at)))


def _foot_date(foot: Sequence[Line]) -> Line | None:
    """The only date below the text; several belong to other releases."""
    dated = [line for line in foot if _is_certain(line)]
    return dated[0] if len({line.date and line.date.value for line in dated}) == 1 else None


def _openings(text: str, parts: _Parts, language: str) -> Iterator[Line]:
    """The lines that open the body, with the dates in their datelines, then those beside "today"."""
    opening = [*parts.text, *parts.foot][:_LEADS]
    for reader in (dateline, date_of_today):
        for line in opening:
            if line.date is not None:
                yield line  # "Date: 3 May 2014 The ministers met"
            elif date := reader(text, line.span, language):
                yield replace(line, date=date)


def _dated(text: str, parts: _Parts, language: str) -> _Parts:
    """Headings and openings without the date that they begin with: "3 May 2014 | OAS Opens Workshop"."""

    def parted(line: Line, labeled: bool) -> Line:
        if line.role not in (Role.HEADING, Role.PROSE):
            return line
        found = leading_date(text, line.span, language, labeled)
        return replace(line, date=found[0], span=found[1]) if found else line

    if any(map(_is_certain, parts.head)):
        return parts
    head = [line if line.date else parted(line, labeled=False) for line in parts.head]
    opening = len(parts.text[:_LEADS])
    below = [parted(line, labeled=True) for line in [*parts.text, *parts.foot][:_LEADS]]
    return _Parts(
        [parted(line, labeled=True) for line in head],
        [*below[:opening], *parts.text[_LEADS:]],
        [*below[opening:], *parts.foot[len(below) - opening :]],
    )


def _settled(text: str, parts: _Parts, language: str) -> _Parts:
    """Dates such as 6/5 that the text settles, where no other is certain."""
    if any(map(_is_certain, [*parts.head, *parts.foot])):
        return parts

    def settle(line: Line) -> Line:
        return replace(line, date=settled(text, line.date, language)) if line.date else line

    return _Parts(list(map(settle, parts.head)), parts.text, list(map(settle, parts.foot)))


def _take_publisher(head: Iterable[Line], source: Source, header: Header) -> None:
    """From the form of the reference, else from a line with the name, else from the address."""
    named = next((line for line in head if line.body), None)
    if header.reference and (body := by_reference(header.reference)):
        header.publisher, header.spans["publisher"] = body, header.spans["reference"]
    elif named:
        header.publisher, header.spans["publisher"] = named.body, named.span
    elif source.url:
        header.publisher = by_address(source.url)
