"""The knowledge graph made and kept: all of it, or what some releases bear on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ...ontology.terms import KNOWLEDGE_GRAPH, term
from ..identity.decisions import Decisions
from ..identity.identities import identities
from ..identity.known_things import Known
from ..store.stores import Store
from .believing import THRESHOLD
from .gathering import claims, gone, headers, select
from .keeping import Keeping
from .said import mapped, world
from .serving import serve
from .whole_graph import knowledge, passages

_BEST = term("cc:bestPassage")
_THRESHOLD = "SELECT ?least WHERE { GRAPH <graph/knowledge> { <graph/knowledge> cc:threshold ?least } }"


@dataclass(slots=True)
class Assembled:
    """What an assembly made."""

    threshold: float = THRESHOLD
    things: int = 0
    participations: int = 0
    relations: int = 0
    memberships: int = 0
    contributions: int = 0
    conflicts: int = 0
    waiting: int = 0  # statements that are not believed enough


def assemble(
    store: Store,
    decisions: Decisions | None = None,
    threshold: float | None = None,
    known: Known | None = None,
) -> Assembled:
    """Make the knowledge graph anew from all releases.

    Args:
        store: opened for writing.
        decisions: what persons decided.
        threshold: how far a statement is believed at least, from 0 to 1; as it was, or the default.
        known: what all releases say of things, if the caller knows it.

    Raises:
        StoreError: the store cannot be written.
    """
    least = _threshold(store) if threshold is None else threshold
    least = THRESHOLD if least is None else least
    same = identities(known or Known(store), decisions or Decisions())
    said = world(mapped(claims(store, gone(store)), same), headers(store, same), same)
    made = knowledge(said, least)
    quoted = {quad.object for quad in made.quads if quad.predicate == _BEST}
    made.quads += passages(store, {each for each in quoted if isinstance(each, NamedNode)}, all_of_them=True)
    before, now = set(store.quads(KNOWLEDGE_GRAPH)), set(made.quads)
    store.amend(before - now, now - before)
    serve(store)
    counted = {name: made.counted[name] for name in Assembled.__slots__ if name != "threshold"}
    return Assembled(least, **counted)


def touch(
    store: Store,
    releases: Collection[NamedNode],
    decisions: Decisions | None = None,
    known: Known | None = None,
) -> None:
    """Bring the knowledge graph up to date, as making it anew would.

    Args:
        store: opened for writing.
        releases: which came, changed or went since the last time.
        decisions: what persons decided.
        known: what all releases say of things, if the caller knows it.

    Raises:
        StoreError: the store cannot be written.
    """
    least = _threshold(store)
    if least is None:
        assemble(store, decisions, known=known)
        return
    same = identities(known or Known(store), decisions or Decisions())
    change = Keeping(store, same, least).change(releases)
    store.amend(change.gone, change.fresh)
    serve(store)


def _threshold(store: Store) -> float | None:
    """The threshold of the graph as it stands; None if there is none."""
    return next((float(row["least"].value) for row in select(store, _THRESHOLD)), None)
