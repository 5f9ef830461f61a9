"""`cybercoop stats`, `check` and `assemble`: what the graph holds, and whether it is sound."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import CybercoopError
from .options import DecisionsFile, Quiet, Store, given, graph

_Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose", "-v", help="Also by year, and by class, property and rule.", show_default=False
    ),
]


def stats(context: typer.Context, verbose: _Verbose = False, store: Store = None) -> None:
    """Show the graph in numbers: releases, and who and what they name.

    \b
    Examples:
      cybercoop stats
      cybercoop stats --verbose
    """
    from .figures import show_stats

    with graph(context) as opened:
        show_stats(opened.stats(), verbose)


def assemble(
    context: typer.Context,
    threshold: Annotated[
        float | None,
        typer.Option(
            min=0, max=1, metavar="BELIEF", help="How far a statement is believed at least, from 0 to 1."
        ),
    ] = None,
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Make the knowledge graph anew from all releases and decisions; `ingest` keeps it up to date by itself.

    \b
    Examples:
      cybercoop assemble
      cybercoop assemble --threshold 0.8
    """
    from .terminal import busy

    silent = bool(given(context, "quiet"))
    with graph(context, read_only=False) as opened, busy("Assembling", silent):
        made = opened.assemble(threshold)
    if not silent:
        typer.echo(
            f"{made.things:,} things, {made.participations:,} participations, "
            f"{made.relations:,} other relations, "
            f"{made.memberships:,} offices, {made.contributions:,} contributions"
        )
        typer.echo(
            f"{made.conflicts:,} conflicts; "
            f"{made.waiting:,} statements wait: believed less than {made.threshold:g}"
        )


def check(context: typer.Context, store: Store = None, quiet: Quiet = False) -> None:
    """Check the graph: its shapes (SHACL), a passage behind every fact, every passage equal to its text.

    \b
    Examples:
      cybercoop check
      cybercoop check --quiet && cybercoop export graph.ttl
    """
    from ..graph.asking.questions import sample
    from .terminal import busy

    silent = bool(given(context, "quiet"))
    with graph(context) as opened:
        with busy("Checking", silent):
            found = opened.check()
        releases = sample(opened.store).releases
    for finding in found:
        typer.echo(finding)
    if found:
        raise CybercoopError(f"the graph has faults: {len(found)}")
    if not releases:
        raise CybercoopError("the graph holds no release: run `cybercoop ingest` first")
    if not silent:
        typer.echo(
            f"conforms: {releases} of {releases} releases; every shape holds, and every fact has its passage"
        )
