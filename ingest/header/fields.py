"""What the head and the foot of a release say of it: title, date, reference, kind, publisher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ..base.model import Source, Span
from ..base.refusals import Unreadable
from ..text.full_dates import FullDate, full_dates, settled
from ..text.sentences import sentences
from .letterhead import is_explained, is_mast, is_place, is_repeated_name, is_rubric, is_sender, is_short_name
from .lines import Line, title_words
from .publishers import bare, by_address, by_reference

_TITLE_LENGTH = 120  # characters, where a title has to be cut out of running text
_LEADS = 3  # lines of prose, of which one may begin with place and date: a lead may stand above it
_DATELINE = 160  # characters at the start of the body in which place and date may stand
_AFTER_DATELINE = re.compile(r"\s*[)\]]?\s*(?:\([^()\n]{1,30}\)\s*)?(?:[–—:-]|\.\s*[–—-])")
_AFTER_DATE = re.compile(r"\s*(?:[|•·:–—]|\s-\s)\s*(?=\S)")
_PLACE_AFTER_DATE = re.compile(r"[,\s]+(?P<place>[^.:;–—\d]{2,60}?)(?:\s?[–—:]|\s-\s|\.\s)")
_STOP_AFTER_DATELINE = re.compile(r"\s*\.\s+\S")
_LABEL = re.compile(r"\w+(?: \w+)?\s?:")
_NEVER_BODY = ("navigation", "reference", "kind")
_TITLE_WORDS = 3  # no title has fewer, where another line has them
_OFFICE_LENGTH = 6  # words: the office or town in the block of the date


@dataclass(slots=True)
class Header:
    """The values, where the text states them, and the lines that are left for the body."""

    title: str = ""
    issued: date | None = None
    reference: str | None = None
    kind: str = "release"
    publisher: str | None = None
    spans: dict[str, Span] = field(default_factory=dict)
    body: list[Line] = field(default_factory=list)


def read_header(text: str, found: Sequence[Line], source: Source, language: str) -> Header:
    """Tell the header from the body.

    Raises:
        Unreadable: the date of issue is none that the calendar has.
    """
    prose = [i for i, line in enumerate(found) if line.role == "prose"]
    first, last = (prose[0], prose[-1]) if prose else (len(found), len(found))
    head, foot = found[:first], found[last:]
    header = Header()
    _take_kind([*head, *foot], header)
    _take_reference(text, [*head, *foot], header)
    _take_publisher(head, source, header)
    if not any(line.date and line.date.certain for line in head):
        head = [_after_date(text, line, language) for line in head]
    if not any(line.date and line.date.certain for line in [*head, *foot]):
        head = [_settled(text, line, language) for line in head]
        foot = [_settled(text, line, language) for line in foot]
    dated = _take_date(
        text, (head, _dateline(text, found[first : first + _LEADS], language), foot), source, header
    )
    title = _title_line(text, head, source)
    told = {title, dated, *(line for line in head if _tells_of_release(text, line, head))}
    rest = [*head, *found[first:last], *foot]
    header.body = [line for line in rest if line not in told and line.role not in _NEVER_BODY]
    if title is not None and header.body:
        span = title_words(text, title)
        header.title, header.spans["title"] = span.of(text), span
    else:
        header.body = header.body or [line for line in (title,) if line]
        _title_from_body(text, header, language)
    return header


def _title_line(text: str, head: Sequence[Line], source: Source) -> Line | None:
    """The heading that the page's metadata call its title, else the first of at least three words.

    Names of bodies, towns and senders above it are a letterhead, where something else is left for a title.
    """
    headings = [line for line in head if line.role == "heading"]
    kind = next((line for line in head if line.role == "kind"), None)
    if kind is not None:  # a letterhead stands right above "Press Release", in one block with it
        headings = [line for line in headings if line.block != kind.block] or headings
    wanted = bare(source.title or "")
    same = (line for line in headings if wanted and bare(title_words(text, line).of(text)) == wanted)
    plain = [line for line in headings if not line.bulleted] or headings
    long_enough = [line for line in plain if len(line.span.of(text).split()) >= _TITLE_WORDS]
    told = (line for line in long_enough if not _is_letterhead(text, line, head))
    last = (line for line in reversed(long_enough) if not is_sender(line.span.of(text)))
    return next(same, None) or next(told, None) or next(last, None) or next(iter(plain), None)


def _is_letterhead(text: str, line: Line, head: Sequence[Line]) -> bool:
    words = line.span.of(text)
    later = text[head[-1].span.end :]
    if is_mast(words) or is_sender(words) or is_rubric(words):
        return True
    if is_repeated_name(words, later) or is_explained(words, later):
        return True
    beside = (other for other in head if abs(other.block - line.block) <= 1)
    return is_place(words) and any(other.role in ("date", "kind") for other in beside)


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
    if line.role != "heading":
        return True
    words = line.span.of(text)
    if len(words.split()) > _OFFICE_LENGTH or _LABEL.match(words) or is_mast(words):
        return False  # the name of a body is a fact
    # The office that publishes, the town: they share a block with the date or the kind.
    return any(other.block == line.block and other.role in ("date", "kind") for other in head)


def _take_kind(edges: Iterable[Line], header: Header) -> None:
    for line in edges:
        if line.kind and line.kind_span:
            header.kind, header.spans["kind"] = line.kind, line.kind_span
            return


def _take_reference(text: str, edges: Iterable[Line], header: Header) -> None:
    code = next((line.code for line in edges if line.code), None)
    if code:
        header.reference, header.spans["reference"] = code.of(text), code


def _take_date(text: str, places: Iterable[Sequence[Line]], source: Source, header: Header) -> Line | None:
    """The first date that is certain, from the head, the dateline and the foot in turn, else the metadata's.

    Returns the line that holds it.
    """
    for line in (line for place in places for line in place):
        if line.date is None or not line.date.certain:
            continue
        span = line.date.span
        if line.date.value is None:
            reason = f"the date '{span.of(text)}' does not exist; correct it and read the release again"
            raise Unreadable(source.name, reason)
        header.issued, header.spans["issued"] = line.date.value, span
        return line if line.role == "date" else None
    header.issued = source.published
    return None


def _settled(text: str, line: Line, language: str) -> Line:
    return replace(line, date=settled(text, line.date, language)) if line.date else line


def _after_date(text: str, line: Line, language: str) -> Line:
    """ "3 May 2014 | OAS Opens Workshop": a heading without the date that it begins with."""
    if line.role != "heading":
        return line
    one = next(iter(full_dates(text, line.span.start, line.span.end, language)), None)
    if one is None or one.span.start != line.span.start:
        return line
    parted = _AFTER_DATE.match(text, one.span.end, line.span.end)
    return replace(line, span=Span(parted.end(), line.span.end), date=one) if parted else line


def _dateline(text: str, opening: Sequence[Line], language: str) -> list[Line]:
    """The line that opens the body, if it begins like "Accra, March 15, 2022 – "."""
    for line in opening:
        start, end = line.span.start, min(line.span.end, line.span.start + _DATELINE)
        for one in full_dates(text, start, end, language):
            if _is_dateline(text[start : one.span.start], text, one, end):
                return [Line(line.span, "prose", line.block, date=one)]
    return []


def _is_dateline(before: str, text: str, one: FullDate, end: int) -> bool:
    place = before.split()
    if len(place) > 8 or not all(len(word) <= 3 or not word[0].islower() for word in place):
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


def _take_publisher(head: Iterable[Line], source: Source, header: Header) -> None:
    """From the form of the reference, else from a line with the name, else from the address."""
    named = next((line for line in head if line.body), None)
    if header.reference and (body := by_reference(header.reference)):
        header.publisher, header.spans["publisher"] = body, header.spans["reference"]
    elif named:
        header.publisher, header.spans["publisher"] = named.body, named.span
    elif source.url:
        header.publisher = by_address(source.url)
