"""`cybercoop stats` and `cybercoop check`: what the graph holds, and whether it is sound."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import CybercoopError
from .options import Quiet, Store, given, graph

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


def check(context: typer.Context, store: Store = None, quiet: Quiet = False) -> None:
    """Check the graph: its shapes (SHACL), a passage behind every fact, every passage equal to its text.

    \b
    Examples:
      cybercoop check
      cybercoop check --quiet && cybercoop export graph.ttl
    """
    from .terminal import busy

    silent = bool(given(context, "quiet"))
    with graph(context) as opened:
        with busy("Checking", silent):
            found = opened.check()
        releases = opened.stats().releases
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
