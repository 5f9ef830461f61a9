"""Assertions of the knowledge graph, conflicts between claims, and both as quads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.terms import KNOWLEDGE_GRAPH, node, term
from .believing import Support, best
from .said import Claim, Term, World

_DATE, _DECIMAL = term("xsd:date"), term("xsd:decimal")
_HASH = 20  # hexadecimal digits of a hash that an IRI bears

Parts = tuple[tuple[str, Term], ...]  # properties, as prefixed names, and their values


@dataclass(frozen=True, slots=True)
class Assertion:
    """Something that the knowledge graph holds to be so."""

    iri: NamedNode
    cls: str
    parts: Parts
    support: Support


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values of which only one can be right."""

    about: NamedNode
    predicate: NamedNode
    values: tuple[Term, ...]
    claims: tuple[Claim, ...]
    actor: NamedNode | None = None  # whose role in the activity is contested


def say(subject: NamedNode, curie: str, value: Term) -> Quad:
    """A statement of the knowledge graph."""
    return Quad(subject, term(curie), value, KNOWLEDGE_GRAPH)


def text(value: str) -> Literal:
    """A plain string."""
    return Literal(value)


def day(iso: str) -> Literal:
    """A day as xsd:date."""
    return Literal(iso, datatype=_DATE)


def hashed(path: str, *content: Term | str) -> NamedNode:
    """A node named by a hash of what it is about, so that it is the same whenever it is made."""
    digest = hashlib.sha256("\n".join(map(str, content)).encode()).hexdigest()
    return node(f"{path}/{digest[:_HASH]}")


def relation(subject: NamedNode, predicate: NamedNode, value: Term, support: Support) -> Assertion:
    """A statement between things, or of a thing with a value."""
    return Assertion(
        hashed("relation", subject, predicate, value),
        "cc:Relation",
        (
            ("rdf:subject", subject),
            ("rdf:predicate", predicate),
            ("rdf:object", value),
        ),
        support,
    )


def assertion_quads(world: World, assertion: Assertion) -> Iterator[Quad]:
    """An assertion with what speaks for it."""
    iri = assertion.iri
    yield say(iri, "rdf:type", term(assertion.cls))
    yield say(iri, "rdf:type", term("cc:Assertion"))
    for curie, value in assertion.parts:
        yield say(iri, curie, value)
    yield say(iri, "cc:belief", Literal(f"{assertion.support.belief:g}", datatype=_DECIMAL))
    yield from (say(iri, "cc:claim", claim.iri) for claim in assertion.support.claims)
    yield from counts(world, iri, assertion.support)


def counts(world: World, iri: NamedNode, support: Support) -> Iterator[Quad]:
    """When, how often and by how many something is reported, where, and in which words best."""
    if support.first:
        yield say(iri, "cc:firstReported", day(support.first))
        yield say(iri, "cc:lastReported", day(support.last))
    yield say(iri, "cc:releaseCount", Literal(support.witnesses))
    yield say(iri, "cc:publisherCount", Literal(support.publishers))
    if support.claims:
        yield say(iri, "cc:references", text(support.references))
        yield say(iri, "cc:bestPassage", best(support.claims, world.headers).passage)
    yield from (say(iri, "cc:reportedIn", release.iri) for release in support.releases)


def conflict_quads(conflict: Conflict) -> Iterator[Quad]:
    """A conflict with both sides' values and claims."""
    actor = [conflict.actor] if conflict.actor else []
    iri = hashed("conflict", conflict.about, conflict.predicate, *actor)
    yield say(iri, "rdf:type", term("cc:Conflict"))
    yield say(iri, "cc:about", conflict.about)
    yield say(iri, "rdf:predicate", conflict.predicate)
    yield from (say(iri, "cc:actor", each) for each in actor)
    yield from (say(iri, "cc:contested", value) for value in conflict.values)
    yield from (say(iri, "cc:claim", claim.iri) for claim in conflict.claims)


def merged(claims: Iterable[Iterable[Claim]]) -> tuple[Claim, ...]:
    """Claims of several values, each once, in one order."""
    return tuple(sorted({each for those in claims for each in those}, key=lambda claim: claim.iri.value))
