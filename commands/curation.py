"""What persons decide, by `cybercoop same` and `different`; `duplicates` shows what there is to decide."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .options import AnswerFormat, DecisionsFile, Format, Quiet, Store, given, graph, whole_number

_Thing = Annotated[
    str, typer.Argument(metavar="THING", help="A name, a path such as person/ana-torres, or an IRI.")
]
_Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for those who come later.")]
_Who = Annotated[
    str, typer.Option("--who", metavar="NAME", envvar="USER", show_envvar=False, help="Who decides.")
]


def same(
    context: typer.Context,
    left: _Thing,
    right: _Thing,
    why: _Why = "",
    who: _Who = "",
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Decide that two things are one: now, and whenever a release is ingested. The first one's IRI stays.

    \b
    Examples:
      cybercoop same person/ana-torres person/ana-torres-vega
      cybercoop same "Ana Torres" "Ana Torres Vega" --why "both are the Minister"
    """
    from .terminal import show_outcome

    with graph(context, read_only=False) as opened:
        outcome = opened.same(left, right, why=why, who=who)
    if not given(context, "quiet"):
        show_outcome(outcome)


def different(
    context: typer.Context,
    left: _Thing,
    right: _Thing,
    why: _Why = "",
    who: _Who = "",
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Decide that two things are not one, whatever their names.

    \b
    Examples:
      cybercoop different person/ana-torres person/ana-torres-ruiz
      cybercoop different person/ana-torres person/ana-torres-vega --why "another ministry, another face"
    """
    from .terminal import show_outcome

    with graph(context, read_only=False) as opened:
        outcome = opened.different(left, right, why=why, who=who)
    if not given(context, "quiet"):
        show_outcome(outcome)


def duplicates(
    context: typer.Context,
    most: Annotated[
        int | None,
        typer.Option("--most", parser=whole_number, metavar="N", help="How many pairs, if not a screen."),
    ] = None,
    form: Format = AnswerFormat.TABLE,
    decisions: DecisionsFile = None,
    store: Store = None,
) -> None:
    """Show pairs of things that may be one: what speaks for it, what against it, and what to type.

    \b
    Examples:
      cybercoop duplicates
      cybercoop duplicates --most 200 --format csv > doubtful.csv
    """
    from ..graph.identity.duplicates import write

    with graph(context) as opened:
        write(opened.duplicates(), form, opened.store, sys.stdout, most)
