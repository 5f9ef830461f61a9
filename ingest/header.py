"""What the head and the foot of a release say of it: title, date, reference, kind, publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from .full_dates import FullDate, full_dates
from .errors import Unreadable
from .lines import Line, bare, body_by_reference, body_of, title_words
from .model import Source, Span
from .sentences import sentences

_TITLE_LENGTH = 120  # characters, where a title has to be cut out of running text
_DATELINE = 160  # characters at the start of the body in which place and date may stand
_AFTER_DATE = re.compile(r"\s*[)\]]?\s*(?:\([^()\n]{1,30}\)\s*)?(?:[–—:-]|\.\s*[–—-])")


@dataclass(slots=True)
class Header:
    """The values, where the text states them, and which lines hold them."""

    title: str = ""
    issued: date | None = None
    reference: str | None = None
    kind: str = "release"
    publisher: str | None = None
    spans: dict[str, Span] = field(default_factory=dict)
    body: list[Line] = field(default_factory=list)  # the lines that are left


def read_header(text: str, found: list[Line], source: Source, language: str) -> Header:
    """Tell the header from the body.

    Raises:
        Unreadable: the date of issue is none that the calendar has.
    """
    header = Header()
    first = next((i for i, line in enumerate(found) if line.role == "prose"), len(found))
    head = found[:first]
    title = _title_line(text, head, source)
    _take_kind(text, found, header)
    _take_reference(text, found, header)
    _take_date(text, found, first, source, language, header)
    _take_publisher(text, head, source, header)
    header.body = [
        line for i, line in enumerate(found) if line is not title and not _is_header(line, head, i < first)
    ]
    if title is None or not header.body:
        _title_from_body(text, header, title, language)
    else:
        span = title_words(text, title)
        header.title, header.spans["title"] = span.of(text), span
    return header


def _title_line(text: str, head: list[Line], source: Source) -> Line | None:
    """The first heading of at least three words, or that which the page's metadata call its title."""
    headings = [line for line in head if line.role == "heading" and not line.bulleted] or [
        line for line in head if line.role == "heading"
    ]
    if source.title:
        wanted = bare(source.title)
        for line in headings:
            if bare(line.span.of(text)) == wanted:
                return line
    long_enough = (line for line in headings if len(line.span.of(text).split()) >= 3)
    dated = (line for line in head if line.role == "date" and len(line.span.of(text).split()) > 6)
    return next(long_enough, None) or next(iter(headings), None) or next(dated, None)


def _title_from_body(text: str, header: Header, only: Line | None, language: str) -> None:
    """Without a title line, the first sentence stands for it, and stays in the body."""
    if only is not None and not header.body:
        header.body = [only]
    if not header.body:
        return
    span = sentences(text, header.body[0].span, language)[0]
    if span.end - span.start > _TITLE_LENGTH:
        cut = span.of(text)[: _TITLE_LENGTH + 1].rsplit(maxsplit=1)[0][:_TITLE_LENGTH]
        span = Span(span.start, span.start + len(cut.rstrip(" ,;:–—-")))
    header.title, header.spans["title"] = span.of(text), span


def _is_header(line: Line, head: list[Line], in_head: bool) -> bool:
    """Whether a line tells of the release, and not of what happened."""
    if line.role not in ("heading", "prose"):
        return True
    if line.role == "prose" or not in_head:
        return False
    # The office that publishes, the town: they share a block with the date or the kind.
    return any(other.block == line.block and other.role in ("date", "kind") for other in head)


def _take_kind(text: str, found: list[Line], header: Header) -> None:
    for line in found:
        if line.kind and line.kind_span:
            header.kind, header.spans["kind"] = line.kind, line.kind_span
            return


def _take_reference(text: str, found: list[Line], header: Header) -> None:
    code = next((line.code for line in found if line.code), None)
    if code:
        header.reference, header.spans["reference"] = code.of(text), code


def _take_date(
    text: str, found: list[Line], first: int, source: Source, language: str, header: Header
) -> None:
    """From the head, else from the dateline that opens the body, else from the foot, else from the page's metadata."""
    head = [line.date for line in found[:first] if line.date]
    foot = [line.date for line in found[first:] if line.date]
    for dates in (head, _dateline(text, found[first : first + 1], language), foot):
        sure = [one for one in dates if one.certain]
        if not sure:
            continue
        if sure[0].value is None:
            reason = (
                f"the date '{sure[0].span.of(text)}' does not exist; correct it and read the release again"
            )
            raise Unreadable(source.name, reason)
        header.issued, header.spans["issued"] = sure[0].value, sure[0].span
        return
    header.issued = source.published


def _dateline(text: str, opening: list[Line], language: str) -> list[FullDate]:
    """ "Accra, March 15, 2022 – " at the start of the body."""
    for line in opening:
        start, end = line.span.start, min(line.span.end, line.span.start + _DATELINE)
        for one in full_dates(text, start, end, language):
            place = text[start : one.span.start].split()
            if (
                len(place) <= 8
                and all(not word[0].islower() or len(word) <= 3 for word in place)
                and _AFTER_DATE.match(text, one.span.end, end)
            ):
                return [one]
    return []


def _take_publisher(text: str, head: list[Line], source: Source, header: Header) -> None:
    """From the form of the reference, else from a line with the name, else from the address."""
    if header.reference and (body := body_by_reference(header.reference)):
        header.publisher, header.spans["publisher"] = body, header.spans["reference"]
        return
    named = next((line for line in head if line.body), None)
    if named:
        header.publisher, header.spans["publisher"] = named.body, named.span
    elif source.url:
        header.publisher = body_of(urlsplit(source.url).hostname or "")
