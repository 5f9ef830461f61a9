"""Options that several commands share, and what they mean: which graph, how much to say."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from . import Graph


class GraphFormat(StrEnum):
    """What `extract` can print."""

    NQUADS = "nquads"
    TRIG = "trig"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    JSON = "json"


class AnswerFormat(StrEnum):
    """What `query` and `ask` can print."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE", help="Files, folders, globs, http(s) addresses, or - for standard input."
    ),
]
Store = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="Where the graph is kept; else CYBERCOOP_STORE says."),
]
DecisionsFile = Annotated[
    Path | None,
    typer.Option(
        "--decisions", metavar="FILE", help="What persons decided; by default decisions.csv beside the graph."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but answers and errors.")]
Format = Annotated[
    AnswerFormat,
    typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, tsv, json, xml or turtle."),
]


def given(context: typer.Context, name: str) -> Any:
    """An option of this command, else the same one before the command: `cybercoop --store DIR stats`."""
    here: Any = context
    while here is not None:
        if here.params.get(name):
            return here.params[name]
        here = here.parent
    return None


def graph(context: typer.Context, *, read_only: bool = True) -> Graph:
    """The graph that the options name, opened."""
    from . import open as open_graph

    return open_graph(given(context, "store"), read_only=read_only, decisions=given(context, "decisions"))
