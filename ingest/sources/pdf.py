"""PDF files: their text in reading order, without the running heads and numbers of the pages.

pdfminer finds the boxes of text and their order; what is mended here is what paper does to a text: lines
that are broken, words that are hyphenated, paragraphs that go on overleaf.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from typing import Any

from ..base.refusals import Unreadable
from . import limits
from .blocks import Block, Document, Kind, one_line
from .damage import PARSED
from .extras import library

_MARGIN = 0.12  # of the height, above and below, where running heads and page numbers stand
_LARGER = 1.15  # times the usual size: a heading
_HEADING = 200  # characters at most
_GAP = 0.9  # of a line's height between two lines parts two paragraphs
_BULLET = re.compile(r"\s*[•·●▪◦‣]\s*")
_HYPHENATED = re.compile(r"(\w+)[-\u00ad\u2010]\n(\w+)")
_SENTENCE_END = re.compile(r"[.!?:;]['\"”’»)]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page; `top` and `bottom` in shares of its height, from above."""

    text: str
    top: float
    bottom: float
    size: float  # of its letters, in points
    page: int
    box: int  # lines of one box belong together


def read_pdf(data: bytes, name: str) -> Document:
    """The text of a PDF (ISO 32000).

    Raises:
        Unreadable: it is damaged, locked, has no text, or the library that reads it is not installed.
    """
    lines = list(_lines(data, name))
    if not lines:
        raise Unreadable(name, "a PDF of pictures, scanned; it needs OCR: ocrmypdf IN.pdf OUT.pdf")
    usual = median(line.size for line in lines)
    running = _running(lines)
    paragraphs = _overleaf(list(_paragraphs(lines, running)))
    words = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(line.text for line in lines)))
    return Document(tuple(_block(each, usual, words) for each in paragraphs))


def _lines(data: bytes, name: str) -> Iterator[_Line]:
    high_level = library("pdfminer.high_level", name)
    layout = library("pdfminer.layout", name)
    errors = library("pdfminer.psexceptions", name)
    document = library("pdfminer.pdfdocument", name)
    box = 0
    try:
        for number, page in enumerate(high_level.extract_pages(BytesIO(data), maxpages=limits.MOST_PAGES)):
            for part in page:
                if isinstance(part, layout.LTTextBox):
                    box += 1
                    yield from (_line(each, page, number, box) for each in part if each.get_text().strip())
    except document.PDFPasswordIncorrect as error:
        raise Unreadable(name, "locked with a password: save it without, and read that") from error
    except (errors.PSException, *PARSED) as error:
        raise Unreadable(name, "a damaged PDF: open it, print it into a new one, and read that") from error


def _line(found: Any, page: Any, number: int, box: int) -> _Line:
    sizes = [each.size for each in found if hasattr(each, "size")]
    top, bottom = (1 - (edge - page.y0) / (page.height or 1) for edge in (found.y1, found.y0))
    return _Line(found.get_text().strip(), top, bottom, median(sizes or [found.height]), number, box)


def _running(lines: list[_Line]) -> set[str]:
    """What stands in the margin of several pages, but for its numbers; a number alone in any margin."""
    pages = Counter(key for _, key in {(line.page, _numberless(line)) for line in lines if _in_margin(line)})
    often = max(2, (1 + max(line.page for line in lines)) // 2)
    return {key for key, count in pages.items() if count >= often} | {"#"}


def _in_margin(line: _Line) -> bool:
    return line.bottom < _MARGIN or line.top > 1 - _MARGIN


def _numberless(line: _Line) -> str:
    return re.sub(r"\W+", " ", re.sub(r"\d+", "#", line.text.replace("#", " "))).strip() or re.sub(
        r"\d+", "#", re.sub(r"\W+", "", line.text)
    )


def _paragraphs(lines: list[_Line], running: set[str]) -> Iterator[list[_Line]]:
    """The lines that belong together: of one box, one size, and without a gap or a bullet between them."""
    paragraph: list[_Line] = []
    for line in lines:
        if _in_margin(line) and _numberless(line) in running:
            continue
        if paragraph and not _goes_on(paragraph[-1], line):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _goes_on(before: _Line, line: _Line) -> bool:
    height = line.bottom - line.top
    return (
        before.box == line.box
        and before.page == line.page
        and abs(before.size - line.size) < 1
        and line.top - before.bottom < _GAP * height
        and not _BULLET.match(line.text)
    )


def _overleaf(paragraphs: list[list[_Line]]) -> list[list[_Line]]:
    """Paragraphs that a page's or a column's end broke are whole again."""
    joined: list[list[_Line]] = []
    for paragraph in paragraphs:
        first, last = paragraph[0], joined[-1][-1] if joined else None
        broken = (
            last is not None
            and last.box != first.box
            and abs(last.size - first.size) < 1
            and not _SENTENCE_END.search(last.text)
            and first.text[:1].islower()
        )
        if broken:
            joined[-1] += paragraph
        else:
            joined.append(paragraph)
    return joined


def _block(lines: list[_Line], usual: float, words: Counter[str]) -> Block:
    text = "\n".join(line.text for line in lines)
    text = one_line(_HYPHENATED.sub(lambda found: _whole(found[1], found[2], words), text))
    if bullet := _BULLET.match(text):
        return Block(Kind.ITEM, text[bullet.end() :])
    large = min(line.size for line in lines) > _LARGER * usual and len(text) < _HEADING
    return Block(Kind.HEADING if large else Kind.PARAGRAPH, text)


def _whole(left: str, right: str, words: Counter[str]) -> str:
    """A word that a line's end broke, with its hyphen where the text has it so elsewhere."""
    hyphenated = f"{left}-{right}"
    keeps = right[:1].isupper() or right[:1].isdigit() or words[hyphenated] > words[left + right]
    return hyphenated if keeps else left + right
