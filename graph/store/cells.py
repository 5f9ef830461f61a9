"""Cells of CSV as spreadsheets take them: none is run as a formula, and none steers a terminal."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Control characters but for tabs and line ends, and what is no character at all.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """One table, as RFC 4180 has it, of cells that are `harmless`."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return stream.getvalue()


def harmless(text: str) -> str:
    """A cell that no spreadsheet runs (OWASP, CSV Injection): marked as text by an apostrophe.

    Numbers are left alone.
    """
    plain = _NO_TEXT.sub("", text)
    if not plain.startswith(_FORMULA) or plain.lstrip("+-").replace(".", "", 1).isdigit():
        return plain
    return f"'{plain}"
