"""The knowledge graph made and kept: all of it, or what some releases bear on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from ...ontology.reference import load
from ...ontology.terms import KNOWLEDGE_GRAPH, term
from ..identity.decisions import Decisions
from ..identity.matching import replacements
from ..store.stores import Store
from .believing import THRESHOLD
from .contributions import CONTRIBUTION, contribution_quads, contributions, gift
from .describing import Thing, describe
from .gathering import claims, gone, headers, select
from .releases_known import GROUP, QUOTATION, local_quads, release_quads
from .said import TYPE, World, mapped, world
from .stating import say
from .terms_shown import shipped
from .units import Made, named, shipped_unit, thing_unit

_PASSAGES = """
SELECT ?passage ?exact ?release WHERE {
  GRAPH ?g { ?passage oa:exact ?exact ; schema:isPartOf ?release }
  FILTER(?g != <graph/knowledge>)
}
"""
_BEST = term("cc:bestPassage")
_STATE = term("cc:State")


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


def assemble(store: Store, decisions: Decisions | None = None, threshold: float | None = None) -> Assembled:
    """Make the knowledge graph anew from all releases.

    Args:
        store: opened for writing.
        decisions: what persons decided.
        threshold: how far a statement is believed at least, from 0 to 1; as it was, or the default.

    Raises:
        StoreError: the store cannot be written.
    """
    least = _threshold(store) if threshold is None else threshold
    made = knowledge(_whole(store, decisions or Decisions()), least)
    made.quads += _passages(store, made.quads)
    store.replace([KNOWLEDGE_GRAPH], made.quads)
    return Assembled(least, **{name: made.counted[name] for name in _COUNTED})


def touch(store: Store, releases: Collection[NamedNode], decisions: Decisions | None = None) -> Assembled:
    """Bring the knowledge graph up to date after some releases changed, came or went."""
    del releases
    return assemble(store, decisions)


_COUNTED = (
    "things",
    "participations",
    "relations",
    "memberships",
    "contributions",
    "conflicts",
    "waiting",
)


def knowledge(said: World, threshold: float) -> Made:
    """All of the knowledge graph but its passages, by what releases say."""
    things = _things(said)
    made = Made(list(shipped_unit(threshold)))
    for thing in things.values():
        _add(made, thing_unit(said, thing, things.get, threshold))
    _add(made, _local_units(said, things, threshold))
    for header in said.headers.values():
        made.quads += release_quads(header, lambda iri: named(iri, things.get))
    return made


def _add(made: Made, more: Made) -> None:
    made.quads += more.quads
    made.counted += more.counted


def _things(said: World) -> dict[NamedNode, Thing]:
    """Every state, all that releases speak of, and what these are part of."""
    found: dict[NamedNode, Thing] = {}
    todo = sorted({*said.about, *said.naming, *_always()}, key=lambda iri: iri.value)
    while todo:
        iri = todo.pop()
        if iri not in found and (thing := describe(said, iri)):
            found[iri] = thing
            todo += filter(None, (thing.parent, thing.state))
    return found


def _always() -> Iterator[NamedNode]:
    for iri, thing in load().things.items():
        if _STATE in thing.types:
            yield iri
    yield from (each for those in shipped().members.values() for each in those)


def _local_units(said: World, things: Mapping[NamedNode, Thing], threshold: float) -> Made:
    """Quotations, groups of experts, and contributions."""
    made = Made()

    def label(iri: NamedNode) -> str:
        return named(iri, things.get)

    gifts = []
    for iri in sorted(said.about, key=lambda iri: iri.value):
        classes = said.values(iri, TYPE)
        for cls in (QUOTATION, GROUP):
            if cls in classes:
                made.quads += local_quads(said, iri, cls, label, threshold)
        if CONTRIBUTION in classes:
            gifts.append(gift(said, iri))
    for assertion in contributions(said, gifts):
        if assertion.support.belief < threshold:
            made.counted["waiting"] += 1
        else:
            made.counted["contributions"] += 1
            made.quads += contribution_quads(said, assertion, label)
    return made


def _whole(store: Store, decisions: Decisions) -> World:
    same = _same(store, decisions)
    return world(mapped(claims(store, gone(store)), same), headers(store, same), same)


def _same(store: Store, decisions: Decisions) -> dict[NamedNode, NamedNode]:
    """The nodes of release graphs that another thing stands for."""
    del decisions
    found = {old: new for each in replacements(store).values() for old, new in each.items()}
    return {old: _end(found, old) for old in found if _end(found, old) != old}


def _end(found: Mapping[NamedNode, NamedNode], old: NamedNode) -> NamedNode:
    seen = {old}
    while old in found and found[old] not in seen:
        old = found[old]
        seen.add(old)
    return old


def _threshold(store: Store) -> float:
    rows = select(
        store, "SELECT ?least WHERE { GRAPH <graph/knowledge> { <graph/knowledge> cc:threshold ?least } }"
    )
    return next((float(row["least"].value) for row in rows), THRESHOLD)


def _passages(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """The passages that are quoted, word for word."""
    quoted = {quad.object for quad in quads if quad.predicate == _BEST}
    for row in select(store, _PASSAGES):
        if row["passage"] in quoted:
            yield say(row["passage"], "rdf:type", term("cc:Passage"))
            yield say(row["passage"], "oa:exact", row["exact"])
            yield say(row["passage"], "schema:isPartOf", row["release"])
