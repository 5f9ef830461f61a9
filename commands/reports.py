"""`cybercoop report`: the profile of states, organizations and persons, as a page to read, print and mail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .offers import named
from .options import Quiet, Store, given, graph, refuse_over

_State = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="A state; may be repeated.", autocompletion=named("state")),
]
_Organization = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="An organization or a cyber body; may be repeated.",
        autocompletion=named("organization"),
    ),
]
_Person = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="A person; may be repeated.", autocompletion=named("person")),
]


def report(
    context: typer.Context,
    state: _State = None,
    organization: _Organization = None,
    person: _Person = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page to write.")] = Path(
        "report.html"
    ),
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Write what releases say of a state, an organization or a person; several stand side by side.

    Activities on a timeline, partners, bodies, instruments, offices, quotations, contributions: each line
    with its passages, their release, date and address.

    \b
    Examples:
      cybercoop report --state Colombia -o colombia.html
      cybercoop report --state Colombia --state Estonia -o both.html
      cybercoop report --organization OAS --person "Juan Manuel Santos"
    """
    from .terminal import busy

    if not (state or organization or person):
        raise typer.BadParameter("name a state, an organization or a person", param_hint="--state")
    silent = bool(given(context, "quiet"))
    with graph(context) as opened, busy("Writing", silent):
        refuse_over(output, opened.decisions)
        opened.report(output, states=state or (), organizations=organization or (), persons=person or ())
    if not silent:
        typer.echo(f"{output}: open it in a browser, or print it")
