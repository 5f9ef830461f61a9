"""`cybercoop query`: the graph in SPARQL as people type it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..errors import CybercoopError
from .options import AnswerFormat, Format, Store, graph


def query(
    context: typer.Context,
    sparql: Annotated[
        str | None, typer.Argument(metavar="SPARQL", help="The query.", show_default=False)
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="F.rq", help="Read the query from this file; - for standard input."),
    ] = None,
    form: Format = AnswerFormat.TABLE,
    store: Store = None,
) -> None:
    """Ask the graph in SPARQL 1.1. The vocabulary's prefixes need no declaration.

    Without GRAPH, it reads what is known: each thing once. What asks for claims reads all that releases say.

    \b
    Examples:
      cybercoop query 'SELECT ?name { ?s a cc:CyberBody ; rdfs:label ?name }'
      cybercoop query --file question.rq --format csv > answer.csv
      cybercoop query 'CONSTRUCT { ?a schema:organizer ?o } { ?a schema:organizer ?o }' --format turtle
    """
    from ..graph.asking import layers
    from ..graph.store import answers

    text = query_text(sparql, file)
    with graph(context) as opened:
        answers.write(layers.query(opened.store, text), form, sys.stdout)


def query_text(sparql: str | None, file: Path | None) -> str:
    """The query that was given, as an argument or in a file.

    Raises:
        BadParameter: neither was given, or both.
        CybercoopError: the file cannot be read.
    """
    if (sparql is None) == (file is None):
        raise typer.BadParameter("give the query, or --file with one", param_hint="SPARQL")
    if file is None:
        return sparql or ""
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except OSError as error:
        raise CybercoopError(f"{file}: {(error.strerror or 'cannot be read').lower()}") from error
    except UnicodeDecodeError as error:
        raise CybercoopError(f"{file}: not UTF-8 text") from error
