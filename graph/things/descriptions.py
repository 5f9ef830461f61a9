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
    "experts": "cc:ExpertGroup",
    "role": "org:Role",
    "person": "foaf:Person",
    "organization": "org:Organization",
    "activity": "cc:Activity",
    "instrument": "cc:Instrument",
    "place": "schema:Place",
}
_TYPE, _MEMBER, _OFFICE = term("rdf:type"), term("org:member"), term("org:organization")
_ROLE, _PLACE, _GROUP_OF = term("org:role"), term("schema:location"), term("cc:groupOf")
_ACRONYM, _HEADCOUNT = term("cc:acronym"), term("cc:headcount")
_ORGANIZERS = frozenset(map(term, ("schema:organizer", "schema:sponsor")))
_TAKING_PART = frozenset(
    map(
        term,
        (
            "cc:participant",
            "cc:invitedParticipant",
            "cc:expectedParticipant",
            "cc:absentParticipant",
            "cc:requestedBy",
            "org:hasMember",
        ),
    )
)
_NAMES = frozenset(
    map(term, ("rdfs:label", "foaf:name", "schema:name", "skos:altLabel", "cc:acronym", "cc:epithet"))
)
_FULL_NAMES = frozenset(map(term, ("rdfs:label", "foaf:name", "schema:name")))
_PARENT = term("org:subOrganizationOf")
_TIES = frozenset(map(term, ("cc:ofState", "cc:hostState", "schema:containedInPlace")))
_START, _END = term("schema:startDate"), term("schema:endDate")

PREDICATES = (
    frozenset({_TYPE, _MEMBER, _OFFICE, _PARENT, _START, _END, _ROLE, _PLACE, _GROUP_OF, _HEADCOUNT})
    | _NAMES
    | _TIES
    | _ORGANIZERS
    | _TAKING_PART
)


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
    acronyms: frozenset[str] = frozenset()
    places: frozenset[NamedNode] = frozenset()  # where it takes place
    organizers: frozenset[NamedNode] = frozenset()  # who runs or pays it
    taking_part: frozenset[NamedNode] = frozenset()  # who came, was awaited, or asked for it
    headcounts: frozenset[str] = frozenset()
    roles: frozenset[NamedNode] = frozenset()  # what a person is in these offices
    group_of: frozenset[NamedNode] = frozenset()  # the activities that experts came for

    @property
    def kind(self) -> str:
        """The key of its kind, as `_KINDS` has them; nothing for others."""
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
    roles: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for about in said.values():
        for person in _nodes(about, _MEMBER):
            offices[person] |= _nodes(about, _OFFICE)
            roles[person] |= _nodes(about, _ROLE)
    found = {node: _description(about, offices[node], roles[node]) for node, about in said.items()}
    return {node: each for node, each in found.items() if each.kind or node in load().things}


def _description(
    about: Mapping[NamedNode, set[NamedNode | Literal]], offices: set[NamedNode], roles: set[NamedNode]
) -> Description:
    return Description(
        classes=_nodes(about, _TYPE),
        names=_texts(about, *_NAMES),
        full_names=_texts(about, *_FULL_NAMES),
        states=_any(about, _TIES),
        parents=_nodes(about, _PARENT),
        offices=frozenset(offices),
        starts=_texts(about, _START),
        ends=_texts(about, _END),
        acronyms=_texts(about, _ACRONYM),
        places=_nodes(about, _PLACE),
        organizers=_any(about, _ORGANIZERS),
        taking_part=_any(about, _TAKING_PART),
        headcounts=_texts(about, _HEADCOUNT),
        roles=frozenset(roles),
        group_of=_nodes(about, _GROUP_OF),
    )


def of_thing(thing: Thing) -> Description:
    """What the reference data say of a thing."""
    return Description(
        classes=frozenset(thing.types),
        names=frozenset(name for names in thing.names.values() for name in names),
        full_names=frozenset({thing.label}),
        states=frozenset({thing.state} if thing.state else ()),
        parents=frozenset({thing.parent} if thing.parent else ()),
        acronyms=frozenset(thing.acronyms),
    )


def _nodes(about: Mapping[NamedNode, set[NamedNode | Literal]], predicate: NamedNode) -> frozenset[NamedNode]:
    return frozenset(each for each in about.get(predicate, ()) if isinstance(each, NamedNode))


def _any(
    about: Mapping[NamedNode, set[NamedNode | Literal]], predicates: Iterable[NamedNode]
) -> frozenset[NamedNode]:
    return frozenset().union(*(_nodes(about, each) for each in predicates))


def _texts(about: Mapping[NamedNode, set[NamedNode | Literal]], *predicates: NamedNode) -> frozenset[str]:
    values = (each for predicate in predicates for each in about.get(predicate, ()))
    return frozenset(each.value for each in values if isinstance(each, Literal))
