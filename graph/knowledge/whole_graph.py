"""All of the knowledge graph, by what releases say."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from pyoxigraph import NamedNode, Quad

from ...ontology.reference import load
from ...ontology.terms import term
from ..store.stores import Store
from .contributions import CONTRIBUTION, contribution_quads, contributions, gift
from .describing import Thing, describe
from .gathering import exact_words
from .releases_known import GROUP, QUOTATION, local_quads, release_quads
from .said import TYPE, Header, World
from .stating import say
from .terms_shown import shipped
from .units import Known, Made, named, shipped_unit, thing_unit

_STATE = term("cc:State")


def knowledge(said: World, threshold: float) -> Made:
    """All of it but the words of its passages."""
    things = _things(said)
    made = Made(list(shipped_unit(threshold)))
    for thing in things.values():
        _add(made, thing_unit(said, thing, things.get, threshold))
    _add(made, local_units(said, things.get, threshold))
    for header in said.headers.values():
        made.quads += releases_of(header)
    return made


def _add(made: Made, more: Made) -> None:
    made.quads += more.quads
    made.counted += more.counted


def _things(said: World) -> dict[NamedNode, Thing]:
    """Every state, all that releases speak of, and what these are part of."""
    found: dict[NamedNode, Thing] = {}
    todo = sorted({*said.about, *said.naming, *always()}, key=lambda iri: iri.value)
    while todo:
        iri = todo.pop()
        if iri not in found and (thing := describe(said, iri)):
            found[iri] = thing
            todo += filter(None, (thing.parent, thing.state))
    return found


@cache
def always() -> frozenset[NamedNode]:
    """What is there whatever releases say: states, and what they are members of, with what is above it."""
    things = load().things
    todo = [iri for iri, thing in things.items() if _STATE in thing.types]
    todo += [each for those in shipped().members.values() for each in those]
    found: set[NamedNode] = set()
    while todo:
        iri = todo.pop()
        if iri not in found and iri in things:
            found.add(iri)
            todo += filter(None, (things[iri].parent, things[iri].state))
    return frozenset(found)


def local_units(
    said: World, known: Known, threshold: float, releases: Collection[NamedNode] | None = None
) -> Made:
    """Quotations and groups of experts, of some releases or of all; and all contributions."""
    made = Made()

    def label(iri: NamedNode) -> str:
        return named(iri, known)

    gifts = []
    for iri in sorted(said.about, key=lambda iri: iri.value):
        classes = said.values(iri, TYPE)
        for cls in (QUOTATION, GROUP):
            if cls in classes and (
                releases is None or any(claim.release in releases for claim in said.about[iri])
            ):
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


def releases_of(header: Header) -> list[Quad]:
    """What stands there of a release."""
    return list(release_quads(header))


def passages(store: Store, quoted: Collection[NamedNode], all_of_them: bool = False) -> Iterator[Quad]:
    """Passages, word for word."""
    for passage, exact, release in exact_words(store, None if all_of_them else quoted):
        if passage in quoted:
            yield say(passage, "rdf:type", term("cc:Passage"))
            yield say(passage, "oa:exact", exact)
            yield say(passage, "schema:isPartOf", release)
