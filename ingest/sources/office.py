"""Documents of word processors: Word (.docx), OpenDocument (.odt) and Rich Text (.rtf).

Deleted text of tracked changes, comments, running heads and page numbers are no text of a release.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from ..base.refusals import Unreadable
from . import limits
from .blocks import Block, Document, Kind
from .damage import PACKED, PARSED
from .extras import library

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BROKEN = "a damaged document: open it in its program, save it anew, and read that"
_HTML_KINDS = {f"h{level}": Kind.HEADING for level in range(1, 7)} | {
    "p": Kind.PARAGRAPH,
    "li": Kind.ITEM,
    "td": Kind.CELL,
    "th": Kind.CELL,
}
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ODT_KINDS = {f"{_TEXT}h": Kind.HEADING, f"{_TEXT}p": Kind.PARAGRAPH}
_UNSEEN = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls"}
)


def read_docx(data: bytes, name: str) -> Document:
    """A Word document (Office Open XML, ISO/IEC 29500).

    Raises:
        Unreadable: it is damaged, or the library that reads it is not installed.
    """
    mammoth = library("mammoth", name)
    _checked(data, name)
    try:
        markup = mammoth.convert_to_html(BytesIO(data)).value
    except PARSED as error:
        raise Unreadable(name, _BROKEN) from error
    return Document(tuple(_of_html(markup)))


def read_odt(data: bytes, name: str) -> Document:
    """An OpenDocument text (ISO/IEC 26300).

    Raises:
        Unreadable: it is damaged.
    """
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    archive = _checked(data, name)
    try:
        content = archive.read("content.xml")
        tree = fromstring(content, XMLParser(resolve_entities=False, no_network=True))
    except (XMLSyntaxError, *PACKED) as error:
        raise Unreadable(name, _BROKEN) from error
    return Document(tuple(_of_odt(tree, listed=False, tabled=False)))


def read_rtf(data: bytes, name: str) -> Document:
    """A Rich Text document.

    Raises:
        Unreadable: it is damaged, or the library that reads it is not installed.
    """
    striprtf = library("striprtf.striprtf", name)
    try:
        text = striprtf.rtf_to_text(data.decode("latin-1"), errors="replace")
    except PARSED as error:
        raise Unreadable(name, _BROKEN) from error
    return Document(tuple(_of_lines(text)))


def _checked(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except PACKED as error:
        raise Unreadable(name, _BROKEN) from error
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise Unreadable(name, "locked with a password: save it without, and read that")
    if any(
        part.file_size > limits.LARGEST_PART for part in archive.infolist() if part.filename.endswith(".xml")
    ):
        raise Unreadable(name, "unpacks to more than 50 MB of text, which no release has")
    return archive


def _of_html(markup: str) -> Iterator[Block]:
    """The blocks of the plain HTML that mammoth makes: one for each innermost block element."""
    from lxml.html import fragments_fromstring

    for part in fragments_fromstring(f"<div>{markup}</div>"):
        for element in part.iter(*_HTML_KINDS):
            inner = next(element.iterdescendants(*_HTML_KINDS), None)
            if inner is None:
                yield Block(_kind(element), _html_text(element))
            elif element.text and element.text.strip():  # an item with a list below it
                yield Block(_HTML_KINDS[element.tag], element.text)


def _kind(element: Element) -> Kind:
    """A paragraph within an item or a cell is that."""
    around = [element, *element.iterancestors("li", "td", "th")]
    return _HTML_KINDS[str(around[-1].tag if len(around) > 1 else element.tag)]


def _html_text(element: Element) -> str:
    for line_end in element.iter("br"):
        line_end.tail = "\n" + (line_end.tail or "")
    return "".join(element.itertext())


def _of_odt(element: Element, listed: bool, tabled: bool) -> Iterator[Block]:
    for child in element:
        if child.tag in _UNSEEN:
            continue
        if child.tag in _ODT_KINDS:
            kind = _ODT_KINDS[child.tag]
            yield Block(Kind.CELL if tabled else Kind.ITEM if listed else kind, "".join(_odt_text(child)))
        else:
            in_list = listed or child.tag == f"{_TEXT}list-item"
            yield from _of_odt(child, in_list, tabled or child.tag == f"{_TABLE}table-cell")


def _odt_text(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            yield " "
        elif child.tag not in _UNSEEN:
            yield from _odt_text(child)
        yield child.tail or ""


def _of_lines(text: str) -> Iterator[Block]:
    """The paragraphs of a text in which each is one line, and an item begins with a bullet."""
    for line in text.splitlines():
        words = line.strip().lstrip("|").strip()
        if words.startswith(("•", "·", "\u25cf")):
            yield Block(Kind.ITEM, words[1:].strip())
        elif words:
            yield Block(Kind.PARAGRAPH, words)
