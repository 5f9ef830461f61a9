"""Kinds of nodes and relations between them, in words: how triples become a network of actors."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ...ontology.terms import term


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of thing a node is: the first class of `KINDS` that it belongs to."""

    key: str
    singular: str
    plural: str
    outline: str  # how it is drawn: an SVG path within 13 units around (0, 0)
    root: NamedNode  # the class whose members, and whose subclasses' members, are of this kind


_OUTLINES = {
    "state": "M12,0A12,12 0 1 1 -12,0A12,12 0 1 1 12,0Z",
    "body": "M0,-12L10.5,-8V1C10.5,7 5,10.5 0,12.5C-5,10.5 -10.5,7 -10.5,1V-8Z",
    "group": "M-11.5,0L-5.75,-10.5H5.75L11.5,0L5.75,10.5H-5.75Z",
    "organization": "M-10.5,-8.5Q-10.5,-10.5 -8.5,-10.5H8.5Q10.5,-10.5 10.5,-8.5"
    "V8.5Q10.5,10.5 8.5,10.5H-8.5Q-10.5,10.5 -10.5,8.5Z",
    "person": "M0,-12A5.5,5.5 0 0 1 3,-1.9Q10.5,0.5 10.5,11.5H-10.5Q-10.5,0.5 -3,-1.9A5.5,5.5 0 0 1 0,-12Z",
    "activity": "M0,-13L13,0L0,13L-13,0Z",
    "instrument": "M-9,-12H3.5L9,-6.5V12H-9Z",
    "place": "M0,12.5Q-9.5,2.5 -9.5,-3A9.5,9.5 0 0 1 9.5,-3Q9.5,2.5 0,12.5Z",
}
# In this order: a cyber body is an organization too, and a state an agent.
KINDS = (
    Kind("state", "State", "States", _OUTLINES["state"], term("cc:State")),
    Kind("body", "Cyber body", "Cyber bodies", _OUTLINES["body"], term("cc:CyberBody")),
    Kind("group", "Expert group", "Expert groups", _OUTLINES["group"], term("cc:ExpertGroup")),
    Kind(
        "organization", "Organization", "Organizations", _OUTLINES["organization"], term("org:Organization")
    ),
    Kind("person", "Person", "People", _OUTLINES["person"], term("foaf:Person")),
    Kind("activity", "Activity", "Activities", _OUTLINES["activity"], term("cc:Activity")),
    Kind("instrument", "Instrument", "Instruments", _OUTLINES["instrument"], term("cc:Instrument")),
    Kind("place", "Place", "Places", _OUTLINES["place"], term("schema:Place")),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """How two nodes belong together.

    An edge reads as a sentence from its source: "Estonia *is invited to* the mission". `passive` is the same
    from the other end: the mission *invites* Estonia.
    """

    key: str
    verb: str
    passive: str
    family: str  # relations of a family share a color: lead, support, take-part, serve, office, rule, belong
    inverse: bool = False  # the triple's subject is the edge's target
    known: bool = False  # of the reference data: no release needs to state it


_PREDICATES: dict[str, Relation] = {
    "schema:organizer": Relation("organizer", "organizes", "organized by", "lead", inverse=True),
    "schema:sponsor": Relation("sponsor", "supports", "supported by", "support", inverse=True),
    "cc:supportedBy": Relation("sponsor", "supports", "supported by", "support", inverse=True),
    "cc:participant": Relation("participant", "takes part in", "with", "take-part", inverse=True),
    "cc:invitedParticipant": Relation("invited", "is invited to", "invites", "take-part", inverse=True),
    "cc:expectedParticipant": Relation("expected", "is expected at", "expects", "take-part", inverse=True),
    "cc:absentParticipant": Relation("absent", "did not come to", "missed by", "take-part", inverse=True),
    "org:hasMember": Relation("expert", "is among", "includes", "take-part", inverse=True),
    "cc:groupOf": Relation("experts", "comes together for", "brings together", "take-part"),
    "cc:beneficiary": Relation("beneficiary", "benefits from", "strengthens", "serve", inverse=True),
    "cc:requestedBy": Relation("requester", "asked for", "asked for by", "serve", inverse=True),
    "cc:hostState": Relation("host", "takes place in", "hosts", "serve"),
    "schema:location": Relation("place", "takes place at", "is the place of", "serve"),
    "cc:establishes": Relation("establishes", "establishes", "established by", "rule"),
    "cc:establishedBy": Relation("establishes", "establishes", "established by", "rule", inverse=True),
    "cc:mandatedBy": Relation("mandate", "is the mandate of", "is mandated by", "rule", inverse=True),
    "cc:partOf": Relation("part", "is part of", "comprises", "belong"),
    "org:subOrganizationOf": Relation("part", "is part of", "comprises", "belong", known=True),
    "cc:ofState": Relation("of-state", "belongs to", "has", "belong", known=True),
    "schema:containedInPlace": Relation("in", "lies in", "contains", "belong"),
    "org:memberOf": Relation("member", "is a member of", "has the member", "belong", known=True),
}
PREDICATES = {term(curie): relation for curie, relation in _PREDICATES.items()}

# Relations that are a node of their own in RDF: a membership with its role, a contribution with its sum.
OFFICE = Relation("office", "holds an office in", "has in office", "office")
CONTRIBUTION = Relation("contribution", "contributes to", "receives from", "support")
ALL_RELATIONS = tuple({each.key: each for each in (*PREDICATES.values(), OFFICE, CONTRIBUTION)}.values())

# "Invited" says more than "participant", which the graph asserts beside it.
NARROWER = {
    term("cc:participant"): (term("cc:invitedParticipant"), term("cc:expectedParticipant")),
}


def words(iri: NamedNode) -> str:
    """An IRI's last part as words, for terms without a label: ``cc:TechnicalAssistanceMission``."""
    local = iri.value.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in local)
    return spaced.replace("-", " ").strip()


def relation_of(predicate: NamedNode) -> Relation:
    """The relation that a predicate stands for; one not known here keeps the words of its name."""
    if predicate in PREDICATES:
        return PREDICATES[predicate]
    name = words(predicate)
    return Relation(name.replace(" ", "-"), name, f"{name} (of)", "belong")
