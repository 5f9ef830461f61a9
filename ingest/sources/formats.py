"""From the bytes of any file to the releases in it: which format it has, and who reads that.

Formats are told by their content, where that tells them, else by the suffix of the name.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from ..base.model import Source
from ..base.refusals import Unreadable
from . import archives, limits
from .addresses import public
from .blocks import Document, as_source
from .damage import PACKED
from .decoding import decode
from .part import Part

_TEXTS = frozenset({".txt", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht"})
_DOCUMENTS = frozenset({".docx", ".odt", ".rtf", ".pdf", ".eml"})
# Files that hold many releases, and so may be larger.
HOLDERS = frozenset({".mbox", ".jsonl", ".ndjson", ".zip", ".tar", ".tgz", ".gz", ".warc"})
# What is read in folders and archives, by suffix; other names are read as text where a user gives them.
SUFFIXES = _TEXTS | _DOCUMENTS | HOLDERS
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_TOO_LARGE = "larger than 20 MB, which no release is"
_MARKUP = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_WORD, _OPEN_DOCUMENT = "word/document.xml", b"application/vnd.oasis.opendocument.text"
_OTHER_OFFICE = {
    "xl/workbook.xml": "a spreadsheet: save its table as CSV, and read that",
    "ppt/presentation.xml": "slides, no release: save their text, and read that",
}

Found = Source | Unreadable


def sources(part: Part, columns: Mapping[str, str] | None = None) -> Iterator[Found]:
    """The releases in a file, and what in it cannot be read.

    Args:
        part: the file.
        columns: of a table of releases, by role the name of the column; see `rows`.
    """
    try:
        if part.depth > limits.DEEPEST:
            raise Unreadable(part.name, f"more than {limits.DEEPEST} archives deep")
        reader = _reader(part)
        if reader is not None:
            yield from _all(part, reader(part), columns or {})
        elif _suffix(part) in (".jsonl", ".ndjson", ".csv", ".tsv"):
            from .rows import read_rows

            yield from _all(part, read_rows(part, decode(part.data, part.name), columns or {}), columns or {})
        else:
            yield _text(part)
    except Unreadable as error:
        yield error


def _all(part: Part, found: Iterable[object], columns: Mapping[str, str]) -> Iterator[Found]:
    for each in found:
        if isinstance(each, Part):
            yield from sources(each, columns)
        elif isinstance(each, Document):
            yield as_source(each, part.name)
        elif isinstance(each, tuple):
            yield as_source(each[1], each[0])
        elif isinstance(each, Unreadable):
            yield each


def _reader(part: Part) -> Callable[[Part], Iterator[object]] | None:
    """Who reads a format of bytes; None for text."""
    data, suffix = part.data, _suffix(part)
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return _pdf
    if data.startswith(b"{\\rtf"):
        return _rtf
    if data.startswith(b"PK\x03\x04"):
        return _zipped
    if data.startswith(b"\x1f\x8b"):
        return _packed
    if suffix in (".tar",) or data[257:262] == b"ustar":
        return archives.read_tar
    if suffix == ".warc" or data.startswith(b"WARC/"):
        return archives.read_warc
    return _mail(part, suffix)


def _mail(part: Part, suffix: str) -> Callable[[Part], Iterator[object]] | None:
    from . import mail

    if "html" in part.content_type:  # what was found in a message
        return None
    if suffix == ".mbox":
        return mail.read_mailbox
    if suffix in (".mhtml", ".mht") or part.content_type == "multipart/related":
        return lambda part: iter([mail.read_saved_page(part)])
    if suffix == ".eml" or part.content_type == "message/rfc822":
        return mail.read_message
    return None


def _pdf(part: Part) -> Iterator[Document]:
    from .pdf import read_pdf

    yield read_pdf(part.data, part.name)


def _rtf(part: Part) -> Iterator[Document]:
    from .office import read_rtf

    yield read_rtf(part.data, part.name)


def _zipped(part: Part) -> Iterator[object]:
    """A document of a word processor is a ZIP archive too."""
    from . import office

    try:
        with zipfile.ZipFile(BytesIO(part.data)) as archive:
            names = set(archive.namelist())
            is_odt = "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT)
    except PACKED as error:
        raise Unreadable(part.name, "a damaged archive or document: save or pack it anew") from error
    if _WORD in names:
        yield office.read_docx(part.data, part.name)
    elif is_odt:
        yield office.read_odt(part.data, part.name)
    elif other := next((why for name, why in _OTHER_OFFICE.items() if name in names), None):
        raise Unreadable(part.name, other)
    else:
        yield from archives.read_zip(part)


def _packed(part: Part) -> Iterator[object]:
    if part.name.lower().endswith((".warc.gz",)):
        yield from archives.read_warc(part)
    elif part.name.lower().endswith((".tgz", ".tar.gz")):
        yield from archives.read_tar(part)
    else:
        yield archives.read_gzip(part)


def _suffix(part: Part) -> str:
    return Path(part.name).suffix.lower()


def _text(part: Part) -> Source:
    """A text or a page.

    Raises:
        Unreadable: it is neither, or too large.
    """
    if len(part.data) > limits.LARGEST:
        raise Unreadable(part.name, _TOO_LARGE)
    if not part.data.strip():
        raise Unreadable(part.name, "empty; a release has a title and at least one sentence")
    text = decode(part.data, part.name, part.charset)
    kind = part.content_type
    is_page = "html" in kind or (not kind and _suffix(part) in _PAGES) or _MARKUP.match(text)
    if not is_page:
        return Source(part.name, text, part.url)
    from .page import read_page

    page = read_page(text, part.name)
    said = page.metadata
    found = public(said.url) if said.url else part.url
    return Source(part.name, page.text, found, said.titles, said.published, said.language)
