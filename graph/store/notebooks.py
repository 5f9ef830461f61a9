"""Answers for who works in a notebook: a list of dicts that shows itself as a table and goes to pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any, SupportsIndex, overload
from zipfile import ZipFile

from ...errors import CybercoopError
from ...ontology.terms import BASE
from .answers import printable
from .iris import short

if TYPE_CHECKING:
    import pandas

SHOWN = 20  # rows that a notebook shows


class MissingPandasError(CybercoopError):
    """pandas, which only `to_pandas` needs, is not installed."""


class Table(list[dict[str, Any]]):
    """The rows of an answer, a dict each; a part of it is such a table too."""

    def __init__(self, rows: Iterable[dict[str, Any]], columns: Sequence[str] = (), note: str = "") -> None:
        """A table.

        Args:
            rows: by column, Python's own values; nodes are IRIs.
            columns: all of them, in order, for an answer without rows has some too.
            note: what the answer rests on, in words.
        """
        super().__init__(rows)
        self.columns = tuple(columns) or (tuple(self[0]) if self else ())
        self.note = note

    @overload
    def __getitem__(self, at: SupportsIndex) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, at: slice) -> Table: ...

    def __getitem__(self, at: SupportsIndex | slice) -> dict[str, Any] | Table:
        if isinstance(at, slice):
            return Table(super().__getitem__(at), self.columns, self.note)
        return super().__getitem__(at)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a DataFrame with all columns.

        Raises:
            MissingPandasError: pandas is not installed.
        """
        return _pandas().DataFrame(list(self), columns=list(self.columns))

    def _repr_html_(self) -> str:
        """The first rows, without columns that say nothing or only name nodes, which programs need."""
        told = [name for name in self.columns if any(_is_for_people(row.get(name)) for row in self)]
        if not told:
            return f"<p>no answer</p>{_note(self.note)}"
        more = f"{len(self) - SHOWN:,} more rows" if len(self) > SHOWN else ""
        head = "".join(f'<th style="text-align:left">{_cell(name)}</th>' for name in told)
        rows = "".join(_row(row, told) for row in super().__getitem__(slice(SHOWN)))
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return table + _note(more) + _note(self.note)


def frames(archive: bytes) -> dict[str, pandas.DataFrame]:
    """The tables of a ZIP archive of CSV files, by name.

    Raises:
        MissingPandasError: pandas is not installed.
    """
    library = _pandas()
    with ZipFile(BytesIO(archive)) as files:
        return {
            name.removesuffix(".csv"): library.read_csv(BytesIO(files.read(name)), encoding="utf-8-sig")
            for name in files.namelist()
            if name.endswith(".csv")
        }


def _pandas() -> Any:
    try:
        return import_module("pandas")
    except ImportError as error:
        raise MissingPandasError("to_pandas needs pandas: pip install pandas") from error


def _is_for_people(value: object) -> bool:
    return value not in (None, "") and not (isinstance(value, str) and value.startswith(BASE))


def _row(row: Mapping[str, Any], columns: Iterable[str]) -> str:
    cells = (f'<td dir="auto" style="text-align:left">{_cell(row.get(name))}</td>' for name in columns)
    return f"<tr>{''.join(cells)}</tr>"


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = short(value) if isinstance(value, str) and value.startswith(BASE) else str(value)
    return escape(printable(text))


def _note(text: str) -> str:
    return f"<p><small>{escape(text)}</small></p>" if text else ""
