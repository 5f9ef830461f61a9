"""From bytes to text: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re

from ..base.refusals import Unreadable

# What files of other kinds begin with, by the registry of the `file` program.
_MAGIC = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP or Office document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old Office document",
    b"{\\rtf": "RTF",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!\x1a\x07": "RAR",
    b"\x89PNG\r\n": "PNG",
    b"GIF8": "GIF",
    b"\xff\xd8\xff": "JPEG",
    b"RIFF": "RIFF",
    b"\x7fELF": "program",
    b"SQLite format 3\x00": "SQLite database",
}
# Longest first: UTF-32's mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 2048  # bytes; the HTML standard asks for it in the first 1024
# By Python's names, the encodings that browsers know: no other is declared in good faith.
_OF_PAGES = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp125\d|cp866|cp874|tis-620|koi8-[ru]|mac-(?:roman|cyrillic)|gbk|gb2312|gb18030"
    r"|big5|big5hkscs|euc_jp|iso2022_jp|shift_jis|cp932|euc_kr|cp949|johab"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65536  # characters looked at for controls
_CONTROL_SHARE = 0.02


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """The text of a file or page.

    A byte order mark decides, else UTF-8 where it fits, else the charset of the HTTP header or the page, else
    Windows-1252, in which releases in our languages were written before, else what charset-normalizer finds.

    Raises:
        Unreadable: the bytes are not text.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(marked, "replace"), name)
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind or b"\x00" in data:
        raise Unreadable(name, _binary(kind))
    declared = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    in_page = declared[1].decode("ascii", "replace") if declared else None
    for encoding in ("utf-8", charset, in_page, "cp1252"):
        text = _try(data, encoding)
        if text is not None:
            return _text(text, name)
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return _text(str(best) if best else data.decode("cp1252", "replace"), name)


def _try(data: bytes, encoding: str | None) -> str | None:
    if not encoding:
        return None
    try:
        codec = codecs.lookup(encoding).name
        if not _OF_PAGES.fullmatch(codec):
            return None
        # As browsers do: who declares Latin-1 means Windows-1252.
        return data.decode("cp1252" if codec in ("iso8859-1", "ascii") else codec)
    except (LookupError, UnicodeError):
        return None


def _text(text: str, name: str) -> str:
    """The text, unless it is none."""
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample) + 1:
        raise Unreadable(name, _binary(None))
    return text


def _binary(kind: str | None) -> str:
    what = f"a binary file ({kind})" if kind else "a binary file"
    return f"{what}, not a text or HTML release; save it as text and read that"
