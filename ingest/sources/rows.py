"""Tables of releases, a row each: JSON Lines (.jsonl) and CSV, as portals and scrapers export them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date
from io import StringIO

from ..base.refusals import Unreadable
from .blocks import Block, Document, Kind
from .part import Part

ROLES = ("text", "html", "title", "date", "url")
_LONGEST_CELL = 20 * 1024 * 1024  # characters

Row = Mapping[str, object]


def read_rows(
    part: Part, text: str, columns: Mapping[str, str]
) -> Iterator[Part | tuple[str, Document] | Unreadable]:
    """The releases of a table: pages where a column holds HTML, else documents, each named by its row.

    Args:
        part: the table.
        text: its content.
        columns: by role (`ROLES`), the column that has it, where that is not called as the role.

    Raises:
        Unreadable: no column holds text or HTML.
    """
    is_csv = part.name.lower().endswith((".csv", ".tsv"))
    rows = _of_csv(part, text) if is_csv else _of_json(part, text)
    named = {role: columns.get(role, role) for role in ROLES}
    checked = False
    for number, row in rows:
        name = f"{part.name}, row {number}"
        if isinstance(row, Unreadable):
            yield row
            continue
        if not checked and not {named["text"], named["html"]} & row.keys():
            there = ", ".join(map(str, row)) or "none"
            raise Unreadable(
                part.name,
                f"no column holds the text (columns: {there}); say which: --columns text=NAME,date=NAME",
            )
        checked = True
        yield _release(name, {role: _cell(row, column) for role, column in named.items()}, part)


def _release(name: str, cells: Mapping[str, str], part: Part) -> Part | tuple[str, Document] | Unreadable:
    url = cells["url"] if cells["url"].startswith(("http://", "https://")) else None
    if cells["html"].strip():
        return Part(name, cells["html"].encode(), url, "text/html", "utf-8", part.depth + 1)
    if not cells["text"].strip():
        return Unreadable(name, "a row without text")
    blocks = [Block(Kind.PARAGRAPH, each) for each in cells["text"].split("\n\n")]
    if cells["title"] and cells["title"] not in cells["text"]:
        blocks.insert(0, Block(Kind.HEADING, cells["title"]))
    titles = (cells["title"],) if cells["title"] else ()
    return name, Document(tuple(blocks), titles, _day(cells["date"]), None, url)


def _cell(row: Row, column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _of_csv(part: Part, text: str) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text.partition("\n")[0], delimiters=",;\t")
    except csv.Error:  # one column
        dialect = csv.excel
    try:
        for number, row in enumerate(csv.DictReader(StringIO(text, newline=""), dialect=dialect), 1):
            yield number, {key: value for key, value in row.items() if key is not None}
    except csv.Error as error:
        raise Unreadable(part.name, f"no CSV: {error}") from error


def _of_json(part: Part, text: str) -> Iterator[tuple[int, Row | Unreadable]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        yield (
            number,
            (row if isinstance(row, dict) else Unreadable(f"{part.name}, row {number}", "no JSON object")),
        )
