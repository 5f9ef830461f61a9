"""Answers as people and programs read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from .failures import FormatError
from .iris import short
from .sparql import Term
from .stores import Answer
from .turtle import turtle_of

_RESULTS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
FORMATS = ("table", *_RESULTS, "turtle")

# What would steer a terminal, or reverse the order in which it is read.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def write(answer: Answer, format: str, stream: TextIO) -> None:  # noqa: A002 - the word that users know
    """Write what a query gave.

    Args:
        answer: what `Store.query` returned.
        format: ``table`` for people: drawn on a terminal, aligned text in a pipe, IRIs short, nothing cut.
            ``csv``, ``tsv``, ``json``, ``xml``: the SPARQL 1.1 results formats, for SELECT and ASK.
            ``turtle``: for CONSTRUCT and DESCRIBE.
        stream: where to.

    Raises:
        FormatError: there is no such format, or it does not fit the kind of query.
    """
    if format not in FORMATS:
        raise FormatError(f"there is no format {format}: choose one of {', '.join(FORMATS)}")
    if format == "table":
        _table(answer, stream)
    elif isinstance(answer, ox.QueryTriples):
        if format != "turtle":
            raise FormatError(f"CONSTRUCT and DESCRIBE give triples, not {format}: choose table or turtle")
        stream.writelines(turtle_of(answer))
    elif format == "turtle":
        fitting = ", ".join(each for each in FORMATS if each != "turtle")
        raise FormatError(f"SELECT and ASK give no triples for turtle: choose one of {fitting}")
    else:
        written = (answer.serialize(format=_RESULTS[format]) or b"").decode()
        stream.write(written if written.endswith("\n") else written + "\n")


def shown(value: Term | None) -> str:
    """A value as a table shows it: IRIs short, literals without language and datatype, on one line."""
    if value is None:
        return ""
    if isinstance(value, NamedNode):
        return short(value.value)
    plain = value.value if isinstance(value, Literal) else str(value)
    return printable(plain)


def printable(text: str) -> str:
    """Text on one line, without what would steer a terminal or reverse the order in which it is read."""
    return _UNPRINTABLE.sub(" ", text)


def _table(answer: Answer, stream: TextIO) -> None:
    if isinstance(answer, ox.QueryBoolean):
        stream.write("yes\n" if answer else "no\n")
        return
    write_table(*_cells(answer), stream)


def write_table(columns: list[str], rows: Iterable[list[str]], stream: TextIO) -> None:
    """Write rows of text for people: drawn on a terminal, aligned in a pipe."""
    if stream.isatty():
        _draw(columns, rows, stream)
    else:
        stream.writelines(_aligned([columns, *rows]))


def _cells(answer: ox.QuerySolutions | ox.QueryTriples) -> tuple[list[str], Iterable[list[str]]]:
    if isinstance(answer, ox.QueryTriples):
        triples = sorted(
            [shown(triple.subject), shown(triple.predicate), shown(triple.object)] for triple in answer
        )
        return ["subject", "predicate", "object"], triples
    names = [variable.value for variable in answer.variables]
    return names, ([shown(value) for value in solution] for solution in answer)


def _draw(columns: list[str], rows: Iterable[list[str]], stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    console, filled = Console(file=stream), list(rows)
    fair = max(
        console.width // max(len(columns), 1) - 2, 1
    )  # no column is narrower than its share, or its words
    for at, column in enumerate(columns):
        longest = max((len(word) for row in filled for word in row[at].split()), default=0)
        table.add_column(Text(column), overflow="fold", min_width=min(max(longest, len(column)), fair))
    for row in filled:
        table.add_row(*map(Text, row))
    console.print(table if table.row_count else Text("no answer", style="dim"))


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip() + "\n"
