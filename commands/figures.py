"""`cybercoop stats`, printed: first what a person wants to know, then, if asked, what the graph is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import typer
from babel import Locale

from ..graph.asking.stats import Count, Stats
from ..graph.network.building import spoken_date
from ..graph.things.relations import KINDS, words
from ..ontology.label_languages import main_language
from ..ontology.reference import load
from ..ontology.terms import node
from .terminal import counted, folded, table

_UNKNOWN = "unknown"
_WORDS = {"instrument": ("strategy, law or agreement", "strategies, laws and agreements")}
_MOST = 5  # publishers that are named


def show_stats(stats: Stats, verbose: bool) -> None:
    """The graph in a few sentences; with `verbose` as tables too, down to its classes and properties."""
    for line in _sentences(stats):
        typer.echo(folded("", line))
    if verbose:
        _show_tables(stats)


def _sentences(stats: Stats) -> Iterator[str]:
    period = " to ".join(dict.fromkeys(spoken_date(day) for day in (stats.first, stats.last) if day))
    yield counted(stats.releases, "release") + (f", {period}" if period else "")
    if not stats.releases:
        return
    yield f"languages: {_listed(stats.languages, _language)}"
    yield f"published by: {_listed(stats.publishers, _publisher)}"
    yield f"they name: {', '.join(_things(stats))}"


def _things(stats: Stats) -> Iterator[str]:
    """How much of what the releases name, in words; expert groups and places are no news."""
    counts = Counter({each.name: each.count for each in stats.things})
    bodies = counts.pop("body", 0)
    counts["organization"] += bodies
    for kind in KINDS:
        if kind.key in ("group", "place", "body") or not counts[kind.key]:
            continue
        one, many = _WORDS.get(kind.key, (kind.singular.lower(), kind.plural.lower()))
        called = f"{counts[kind.key]:,} {one if counts[kind.key] == 1 else many}"
        within = f" ({bodies:,} of them for cybersecurity)" if kind.key == "organization" and bodies else ""
        yield called + within


def _listed(counts: Sequence[Count], name: Callable[[str], str]) -> str:
    """Counts in a line, with what is not said at the end."""
    known = [f"{name(each.name)} {each.count:,}" for each in counts if each.name != _UNKNOWN]
    silent = sum(each.count for each in counts if each.name == _UNKNOWN)
    shown = [*known[:_MOST], *([f"{len(known) - _MOST} more"] if len(known) > _MOST else [])]
    return "; ".join([", ".join(shown)] * bool(shown) + [f"{silent:,} do not say"] * bool(silent))


def _language(code: str) -> str:
    return str(Locale(main_language()).languages.get(code, code))


def _publisher(name: str) -> str:
    known = load().things.get(node(name))
    return known.label if known else words(node(name))


def _show_tables(stats: Stats) -> None:
    for name, found in {
        "year": stats.years,
        "kind": stats.kinds,
        "node": stats.nodes,
        "fact": stats.facts,
    }.items():
        table([name, "count"], ([each.name, str(each.count)] for each in found))
    rules = ([each.rule, str(each.claims), f"{each.confidence:.2f}"] for each in stats.rules)
    table(["rule", "claims", "confidence"], rules)
