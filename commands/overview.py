"""`cybercoop stats` and `cybercoop check`: what the graph holds, and whether it is sound."""

from __future__ import annotations

import typer

from ..errors import CybercoopError
from .options import Quiet, Store, given, graph


def stats(context: typer.Context, store: Store = None) -> None:
    """Show the graph in numbers: releases, nodes and facts by kind, rules.

    \b
    Examples:
      cybercoop stats
    """
    from .terminal import show_stats

    with graph(context) as opened:
        show_stats(opened.stats())


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
