"""What tells who or what a node is: its kind, its names, whom it belongs to, when and where it happens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from ...ontology.reference import Thing, load
from ...ontology.terms import term

_KINDS = {
    "person": "foaf:Person",
    "organization": "org:Organization",
    "activity": "cc:Activity",
    "instrument": "cc:Instrument",
    "place": "schema:Place",
}
_TYPE, _MEMBER, _OFFICE = term("rdf:type"), term("org:member"), term("org:organization")
_NAMES = frozenset(
    map(term, ("rdfs:label", "foaf:name", "schema:name", "skos:altLabel", "cc:acronym", "cc:epithet"))
)
_FULL_NAMES = frozenset(map(term, ("rdfs:label", "foaf:name", "schema:name")))
_PARENT = term("org:subOrganizationOf")
_TIES = frozenset(map(term, ("cc:ofState", "cc:hostState", "schema:containedInPlace")))
_START, _END = term("schema:startDate"), term("schema:endDate")

PREDICATES = frozenset({_TYPE, _MEMBER, _OFFICE, _PARENT, _START, _END}) | _NAMES | _TIES


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of one node."""

    classes: frozenset[NamedNode] = frozenset()
    names: frozenset[str] = frozenset()  # all of them
    full_names: frozenset[str] = frozenset()  # without other names and acronyms
    states: frozenset[NamedNode] = frozenset()  # whose it is, or where it is
    parents: frozenset[NamedNode] = frozenset()  # organizations that it is part of
    offices: frozenset[NamedNode] = frozenset()  # organizations and states that a person serves
    starts: frozenset[str] = frozenset()  # ISO 8601, as stated
    ends: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """``person``, ``organization``, ``activity``, ``instrument``, ``place``, or nothing."""
        kinds = {kind_of_class(each) for each in self.classes}
        return next((kind for kind in _KINDS if kind in kinds), "")

    def __or__(self, other: Description) -> Description:
        return Description(
            *(getattr(self, field) | getattr(other, field) for field in Description.__dataclass_fields__)
        )


@cache
def kind_of_class(cls: NamedNode) -> str:
    """The kind that the members of a class are of; nothing for others."""
    reference = load()
    return next((kind for kind, root in _KINDS.items() if reference.is_a(cls, term(root))), "")


def described(triples: Iterable[Triple]) -> dict[NamedNode, Description]:
    """What a release says of each person, organization, activity, instrument and place that it names."""
    said: dict[NamedNode, dict[NamedNode, set[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(set))
    for triple in triples:
        if triple.predicate in PREDICATES and isinstance(triple.subject, NamedNode):
            assert isinstance(triple.object, NamedNode | Literal)  # the graph has no others
            said[triple.subject][triple.predicate].add(triple.object)
    offices: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for about in said.values():
        for person in _nodes(about, _MEMBER):
            offices[person] |= _nodes(about, _OFFICE)
    found = {node: _description(about, offices[node]) for node, about in said.items()}
    return {node: each for node, each in found.items() if each.kind or node in load().things}


def _description(about: Mapping[NamedNode, set[NamedNode | Literal]], offices: set[NamedNode]) -> Description:
    return Description(
        classes=_nodes(about, _TYPE),
        names=_texts(about, *_NAMES),
        full_names=_texts(about, *_FULL_NAMES),
        states=frozenset().union(*(_nodes(about, each) for each in _TIES)),
        parents=_nodes(about, _PARENT),
        offices=frozenset(offices),
        starts=_texts(about, _START),
        ends=_texts(about, _END),
    )


def of_thing(thing: Thing) -> Description:
    """What the reference data say of a thing."""
    return Description(
        classes=frozenset(thing.types),
        names=frozenset(name for names in thing.names.values() for name in names),
        full_names=frozenset({thing.label}),
        states=frozenset({thing.state} if thing.state else ()),
        parents=frozenset({thing.parent} if thing.parent else ()),
    )


def _nodes(about: Mapping[NamedNode, set[NamedNode | Literal]], predicate: NamedNode) -> frozenset[NamedNode]:
    return frozenset(each for each in about.get(predicate, ()) if isinstance(each, NamedNode))


def _texts(about: Mapping[NamedNode, set[NamedNode | Literal]], *predicates: NamedNode) -> frozenset[str]:
    values = (each for predicate in predicates for each in about.get(predicate, ()))
    return frozenset(each.value for each in values if isinstance(each, Literal))
