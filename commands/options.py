"""Options that several commands share, and what they mean: which graph, how much to say."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from ..errors import CybercoopError
from .offers import one_of_these

if TYPE_CHECKING:
    from .. import Graph


class GraphFormat(StrEnum):
    """What `extract` can print."""

    TEXT = "text"
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


_Choice = TypeVar("_Choice", bound=StrEnum)


def one_of(kind: type[_Choice]) -> Callable[[str], _Choice]:
    """What reads one of these values, and refuses another in words that name them all."""

    def read(text: str) -> _Choice:
        try:
            return kind(text)
        except ValueError:
            raise typer.BadParameter(f"'{text}' is none of {', '.join(kind)}") from None

    return read


def whole_number(text: str | int) -> int:
    """A whole number of 1 or more; refuses what is none."""
    if not re.fullmatch(r"0*[1-9]\d{0,9}", str(text), re.ASCII):
        raise typer.BadParameter(f"'{text}' is no whole number of 1 or more")
    return int(text)


def _untyped(parameters: list[Any]) -> list[Any]:
    """Parameters whose help shows no Python type: a flag takes no value, an argument has its name."""
    for each in parameters:
        if getattr(each, "is_flag", False) or each.param_type_name == "argument":
            each.display_type_rich = lambda ctx: ""
    return parameters


class Command(TyperCommand):
    """A command whose help is for people."""

    def get_params(self, ctx: Any) -> list[Any]:
        """See `_untyped`."""
        return _untyped(super().get_params(ctx))


class Group(TyperGroup):
    """A group of commands whose help is for people."""

    def get_params(self, ctx: Any) -> list[Any]:
        """See `_untyped`."""
        return _untyped(super().get_params(ctx))


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE", help="Files, folders, globs, http(s) addresses, or - for standard input."
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="ROLE=NAME,...",
        help="Of .csv and .jsonl: which column holds text, html, title, date and url.",
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
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        parser=one_of(AnswerFormat),
        autocompletion=one_of_these(AnswerFormat),
        help="table, csv, tsv, json, xml or turtle.",
    ),
]


def columns_of(text: str | None) -> dict[str, str]:
    """By role, the column that a user names for it; refuses what is no role.

    Raises:
        BadParameter: it is not written as it should be.
    """
    from ..ingest.sources.rows import ROLES

    pairs = [each.partition("=") for each in (text or "").split(",") if each.strip()]
    for role, _, name in pairs:
        if role.strip() not in ROLES or not name.strip():
            raise typer.BadParameter(
                f"'{role.strip()}' is none of {', '.join(ROLES)}, or names no column: text=Body,date=Day",
                param_hint="--columns",
            )
    return {role.strip(): name.strip() for role, _, name in pairs}


def given(context: typer.Context, name: str) -> Any:
    """An option of this command, else the same one before the command: `cybercoop --store DIR stats`."""
    here: Any = context
    while here is not None:
        if here.params.get(name):
            return here.params[name]
        here = here.parent
    return None


def refuse_over(output: Path | None, *read: Path | None) -> None:
    """Refuse to write over a file that is read, or into a graph's directory.

    Raises:
        CybercoopError: the output is one of these, or there.
    """
    from ..graph.store.files import refuse_inside_a_graph

    if output:
        refuse_inside_a_graph(output)
    for each in read:
        if output and each and output.exists() and each.exists() and output.samefile(each):
            raise CybercoopError(f"{output} is read by this command: write elsewhere")


def graph(context: typer.Context, *, read_only: bool = True) -> Graph:
    """The graph that the options name, opened."""
    from .. import open as open_graph

    return open_graph(given(context, "store"), read_only=read_only, decisions=given(context, "decisions"))
