"""What the shell offers at a press of Tab: names and formats.

Names are those that come with cybercoop, and those of the graph that the command would read. They are offered
without spaces and quotes ("South-Korea"), which no shell has to escape; they are found so too, as
`graph.things.resolve` compares names by their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from ..errors import CybercoopError

if TYPE_CHECKING:
    from pathlib import Path

Offer = Callable[[str], list[str]]
OfferOfGraph = Callable[[typer.Context, str], list[str]]

_BOTH = ("cc:State", "org:Organization")
_ROOTS = {  # of each kind of parameter, the classes of what it names
    "state": ("cc:State",),
    "organization": ("org:Organization",),
    "person": ("foaf:Person",),
    "activity": ("cc:Activity",),
    "agent": (*_BOTH, "foaf:Person"),
    "node": (*_BOTH, "foaf:Person", "cc:Activity", "cc:Instrument"),
    "theme": ("skos:Concept",),
}
_LABELS = """
SELECT DISTINCT ?label WHERE {{
  VALUES ?root {{ {roots} }} GRAPH <graph/knowledge> {{ ?thing a ?root ; rdfs:label ?label }}
}}
"""


def one_of_these(choices: Iterable[str]) -> Offer:
    """What offers some words that are known beforehand."""
    return lambda incomplete: [each for each in choices if each.startswith(incomplete)]


def named(kind: str) -> OfferOfGraph | None:
    """What offers names of a kind of parameter (`queries.catalogue.TYPES`); None for kinds without names."""
    if kind not in _ROOTS:
        return None

    def offer(context: typer.Context, incomplete: str) -> list[str]:
        from ..graph.things.resolve import words
        from ..ontology.reference import themes

        begun = incomplete.strip("\"'")
        found = {*_shipped(_ROOTS[kind]), *_in_graph(context, _ROOTS[kind])}
        if kind == "theme":
            found.update(themes().values())
        single = {re.sub(r"[\W_]+", "-", name).strip("-") for name in found}
        alike = (each for each in single if words(each[: len(begun)]) == words(begun))
        # Shells want back what was typed, in its own writing: "co" goes on to "colombia".
        return sorted(begun + each[len(begun) :] for each in alike)

    return offer


def export_formats(incomplete: str) -> list[str]:
    """The formats that a graph is written in."""
    from ..graph.exports.exporting import FORMATS, SUMMARIES

    return one_of_these([each.name for each in (*FORMATS, *SUMMARIES)])(incomplete)


def projections(incomplete: str) -> list[str]:
    """The networks that can be analyzed."""
    from ..graph.network.projections import PROJECTIONS

    return one_of_these(PROJECTIONS)(incomplete)


def measures(incomplete: str) -> list[str]:
    """What actors can be ranked by."""
    from ..graph.network.measures import MEASURES

    return one_of_these(MEASURES)(incomplete)


def languages(incomplete: str) -> list[str]:
    """The codes of the languages that are read."""
    from ..ingest.text.language import codes

    return one_of_these(codes())(incomplete)


def _shipped(curies: Iterable[str]) -> Iterator[str]:
    """The names and acronyms of things of some classes that come with cybercoop."""
    from ..ontology.reference import load
    from ..ontology.terms import term

    known, roots = load(), [term(each) for each in curies]
    for thing in known.things.values():
        if any(known.is_a(thing, root) for root in roots):
            yield from (thing.label, *thing.acronyms)


def _in_graph(context: typer.Context, curies: Iterable[str]) -> list[str]:
    """The names of such things in the graph; none where there is no graph, or another program writes it."""
    from ..graph.store.directories import default_directory
    from ..graph.store.stores import open_store
    from ..graph.store.values import rows
    from .options import given

    directory: Path = given(context, "store") or default_directory()
    try:
        with open_store(directory, read_only=True) as store:
            found = rows(store.query(_LABELS.format(roots=" ".join(curies))))
            return [row["label"] for row in found]
    except CybercoopError:
        return []
