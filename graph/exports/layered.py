"""Layers of a graph: what is known, with the claims that it leads to; what releases say; or both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from ...ontology.terms import KNOWLEDGE_GRAPH, term
from ..store.failures import FormatError
from ..store.stores import Store
from .scope import releases_in

KNOWLEDGE, RELEASES, ALL = LAYERS = ("knowledge", "releases", "all")

_CLAIM, _QUOTED, _DERIVED = term("cc:claim"), term("cc:bestPassage"), term("prov:wasDerivedFrom")
TRIPLES = ("turtle", "jsonld")  # formats that are read as one graph

Read = Callable[[NamedNode], Iterable[Quad]]


def layer_of(store: Store, layer: str | None, form: str) -> str:
    """The layer to write: what is asked for, else what readers of a format want.

    Raises:
        FormatError: there is no such layer, or nothing is known yet.
    """
    known = KNOWLEDGE_GRAPH in store.graphs()
    if layer is None:
        return KNOWLEDGE if form in TRIPLES and known else ALL
    if layer not in LAYERS:
        raise FormatError(f"there is no layer {layer}: choose one of {', '.join(LAYERS)}")
    if layer == KNOWLEDGE and not known:
        raise FormatError("nothing follows from these releases yet: run `cybercoop assemble`")
    return layer


def within(store: Store, layer: str, names: list[NamedNode]) -> tuple[list[NamedNode], Read]:
    """Those of some graphs that belong to a layer, and what of each does."""
    if layer == RELEASES:
        return [name for name in names if name != KNOWLEDGE_GRAPH], store.quads
    if layer == ALL:
        return names, store.quads
    facts = set(releases_in(store))
    kept = [name for name in names if name not in facts]
    claims, passages = _led_to(store)

    def read(name: NamedNode) -> Iterator[Quad]:
        quads = store.quads(name)
        if not name.value.endswith("/evidence"):
            yield from quads
            return
        mine = list(quads)
        proofs = {quad.object for quad in mine if quad.predicate == _DERIVED and quad.subject in claims}
        yield from (quad for quad in mine if quad.subject in claims or quad.subject in proofs | passages)

    return kept, read


def _led_to(store: Store) -> tuple[set[object], set[object]]:
    """The claims and the passages that the knowledge graph names."""
    claims: set[object] = set()
    passages: set[object] = set()
    for quad in store.quads(KNOWLEDGE_GRAPH):
        if quad.predicate == _CLAIM:
            claims.add(quad.object)
        elif quad.predicate == _QUOTED:
            passages.add(quad.object)
    return claims, passages
