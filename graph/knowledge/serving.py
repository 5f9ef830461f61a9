"""What questions are served with: properties that follow from the rest of the knowledge graph.

They keep questions short and alike on all engines: chains that need no property path, lists of names that
need no GROUP_CONCAT, and one shape for all assertions. They are made of the other statements of the graph
alone, so that they are the same whatever the order of releases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.reference import shipped_quads
from ...ontology.terms import KNOWLEDGE_GRAPH, ONTOLOGY_GRAPH, term
from ..store.stores import Store
from .contributions import joined
from .said import Term
from .stating import say, text
from .terms_shown import above, shown

_TYPE, _LABEL, _NAME = term("rdf:type"), term("rdfs:label"), term("skos:prefLabel")
_PARENT, _TOP, _REPORTED = term("org:subOrganizationOf"), term("cc:rollsUpTo"), term("cc:reportedIn")
_AGREEMENT, _INSTRUMENT, _PERSON = term("cc:Agreement"), term("cc:Instrument"), term("foaf:Person")
_GROUP, _ORGANIZATION, _RELEASE = term("cc:ExpertGroup"), term("org:Organization"), term("cc:PressRelease")
_PARTICIPATION, _MEMBERSHIP = term("cc:Participation"), term("org:Membership")
_ABOUT = (term("cc:Signing"), term("cc:Launch"))
_WITHOUT = frozenset(map(term, ("cc:invitedParticipant", "cc:expectedParticipant", "cc:absentParticipant")))
_ROLES = {
    "organizer": "schema:organizer",
    "supporter": "schema:sponsor",
    "participant": "cc:participant",
    "invited": "cc:invitedParticipant",
    "expected": "cc:expectedParticipant",
    "absent": "cc:absentParticipant",
    "requester": "cc:requestedBy",
    "beneficiary": "cc:beneficiary",
    "host": "cc:hostState",
}
_DIGESTS = {  # of each property the one that lists the names of its values
    "schema:sponsor": "cc:supporterNames",
    "cc:supportedBy": "cc:supporterNames",
    "cc:establishes": "cc:establishesNames",
    "cc:adoptedBy": "cc:adopterNames",
    "cc:establishedBy": "cc:establishedByNames",
    "cc:purpose": "cc:purposeNames",
    "cc:acronym": "cc:acronymNames",
    "cc:ofState": "cc:stateName",
    "cc:contested": "cc:contestedValues",
    "org:organization": "cc:organizationNames",
    "cc:party": "cc:partyNames",
    "cc:followedBy": "cc:followedByNames",
}
_SERVED = frozenset(
    map(
        term,
        (
            *_DIGESTS.values(),
            *("cc:within", "cc:engages", "cc:relationName", "cc:party", "cc:followedBy", "cc:people"),
            *("cc:became", "foaf:name", "schema:name"),
            *("schema:about", "schema:foundingDate", "dcterms:dateAccepted", "dcterms:type", "skos:inScheme"),
        ),
    )
)
_TRIPLE = frozenset(map(term, ("rdf:subject", "rdf:predicate", "rdf:object")))

_Properties = dict[NamedNode, dict[NamedNode, set[Term]]]


@dataclass(slots=True)
class _Graph:
    """The knowledge graph by subject and by object."""

    about: _Properties = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    of: _Properties = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))

    def add(self, quad: Quad) -> Quad:
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            self.about[subject][quad.predicate].add(value)
            if isinstance(value, NamedNode):
                self.of[value][quad.predicate].add(subject)
        return quad

    def get(self, subject: Term, curie: str) -> list[Term]:
        found = self.about.get(subject, {}) if isinstance(subject, NamedNode) else {}
        return sorted(found.get(term(curie), ()), key=str)

    def nodes(self, subject: Term, curie: str) -> list[NamedNode]:
        return [each for each in self.get(subject, curie) if isinstance(each, NamedNode)]

    def members(self, cls: NamedNode) -> list[NamedNode]:
        return sorted(
            (each for each in self.of.get(cls, {}).get(_TYPE, ()) if isinstance(each, NamedNode)), key=str
        )

    def is_a(self, node: object, cls: NamedNode) -> bool:
        return isinstance(node, NamedNode) and cls in self.about[node][_TYPE]

    def label(self, value: Term) -> str:
        if isinstance(value, Literal):
            return value.value
        names = [each.value for each in self.get(value, "rdfs:label") if isinstance(each, Literal)]
        return names[0] if names else value.value.rpartition("/")[2]


def serve(store: Store) -> None:
    """Bring what questions are served with up to date with the rest of the knowledge graph.

    Raises:
        StoreError: the store cannot be written.
    """
    graph, before = _parted(store)
    now = {graph.add(quad) for stage in _STAGES for quad in list(stage(graph))}
    store.amend(before - now, now - before)


def unserve(store: Store) -> None:
    """Take out what questions are served with: the rest is what assembly made.

    Raises:
        StoreError: the store cannot be written.
    """
    store.amend(_parted(store)[1], ())


def _parted(store: Store) -> tuple[_Graph, set[Quad]]:
    """The knowledge graph as assembly made it, and what it is served with besides."""
    graph, served = _Graph(), set()
    quads = list(store.quads(KNOWLEDGE_GRAPH))
    for quad in quads:
        if quad.predicate not in _SERVED | _TRIPLE:
            graph.add(quad)
    for quad in quads:
        if _is_served(graph, quad):
            served.add(quad)
        else:
            graph.add(quad)
    return graph, served


def _is_served(graph: _Graph, quad: Quad) -> bool:
    if quad.predicate in _SERVED:
        return True
    if quad.predicate in _TRIPLE:
        return graph.is_a(quad.subject, _PARTICIPATION) or graph.is_a(quad.subject, _MEMBERSHIP)
    return False


def _chains(graph: _Graph) -> Iterator[Quad]:
    """Of each agent itself, all that it is part of, and for whom it stands."""
    for agent in [each for each in graph.about if graph.about[each][_TOP]]:
        found: set[NamedNode] = set()
        todo = [agent]
        while todo:
            each = todo.pop()
            if each not in found:
                found.add(each)
                todo += graph.nodes(each, "org:subOrganizationOf")
        for each in (*found, *graph.nodes(agent, "cc:rollsUpTo")):
            yield say(agent, "cc:within", each)


def _parts(graph: _Graph) -> Iterator[Quad]:
    """Participations as triples, and whom an activity engages."""
    for part in graph.members(_PARTICIPATION):
        [activity], [actor], [role] = (
            graph.nodes(part, curie) for curie in ("cc:ofActivity", "cc:actor", "cc:role")
        )
        predicate = term(_ROLES[role.value.rpartition("/")[2]])
        yield from _triple(part, activity, predicate, actor, graph.label(role))
        if predicate not in _WITHOUT:
            yield from (say(activity, "cc:engages", each) for each in graph.nodes(actor, "cc:within"))


def _triple(
    fact: NamedNode, subject: NamedNode, predicate: NamedNode, value: Term | None, name: str
) -> Iterator[Quad]:
    yield say(fact, "rdf:subject", subject)
    yield say(fact, "rdf:predicate", predicate)
    if value is not None:
        yield say(fact, "rdf:object", value)
    yield say(fact, "cc:relationName", text(name))


def _people(graph: _Graph) -> Iterator[Quad]:
    """How many people an activity had: its own headcount, else that of its largest group of experts."""
    groups = graph.members(_GROUP)
    gathered: dict[NamedNode, list[Term]] = defaultdict(list)
    for group in groups:
        for activity in graph.nodes(group, "cc:groupOf"):
            gathered[activity] += graph.get(group, "cc:headcount")
    for activity in graph.members(term("cc:Activity")):
        counts = graph.get(activity, "cc:headcount") or gathered[activity]
        if counts:
            yield say(activity, "cc:people", max(counts, key=lambda each: (int(each.value), each.value)))


def _outcomes(graph: _Graph) -> Iterator[Quad]:
    """What became of an activity: its status; of one that was due and never told of again, unreported."""
    days = [day.value for each in graph.members(_RELEASE) for day in graph.get(each, "dcterms:issued")]
    today = max(days, default="")  # as far as the graph knows
    for activity in graph.members(term("cc:Activity")):
        [status] = graph.nodes(activity, "cc:status")
        over = any(day.value < today for day in graph.get(activity, "cc:ends"))
        due = status == term("cc:announced") and over
        yield say(activity, "cc:became", term("cc:unreported") if due else status)


def _names(graph: _Graph) -> Iterator[Quad]:
    """Names by the properties that releases use, beside the labels."""
    named = {_PERSON: "foaf:name", term("cc:Activity"): "schema:name", _INSTRUMENT: "schema:name"}
    for cls, curie in named.items():
        for each in graph.members(cls):
            yield from (say(each, curie, name) for name in graph.get(each, "skos:prefLabel"))


def _offices(graph: _Graph) -> Iterator[Quad]:
    for office in graph.members(_MEMBERSHIP):
        where = next(iter(graph.nodes(office, "org:organization")), None)
        for person in graph.nodes(office, "org:member")[:1]:
            names = [graph.label(each) for each in graph.get(office, "cc:roleName")]
            yield from _triple(office, person, term("org:memberOf"), where, "".join(names[:1]))


def _relations(graph: _Graph) -> Iterator[Quad]:
    """What relations and conflicts are called."""
    names = _predicate_names()
    for cls in (term("cc:Relation"), term("cc:Conflict")):
        for fact in graph.members(cls):
            for predicate in graph.nodes(fact, "rdf:predicate"):
                name = "is" if predicate == _TYPE else names.get(predicate) or _local(predicate)
                yield say(fact, "cc:relationName", text(name))


def _predicate_names() -> Mapping[NamedNode, str]:
    labels: dict[NamedNode, list[Literal]] = defaultdict(list)
    for subject, predicate, value, graph in shipped_quads():
        if graph == ONTOLOGY_GRAPH and predicate == _LABEL:
            labels[subject].append(value)
    return {subject: shown(those) for subject, those in labels.items()}


def _local(predicate: NamedNode) -> str:
    return predicate.value.replace("#", "/").rpartition("/")[2]


def _themes_and_releases(graph: _Graph) -> Iterator[Quad]:
    for subject, predicate, value, _ in shipped_quads():
        if predicate == term("skos:inScheme"):
            yield say(subject, "skos:inScheme", value)
    names = _predicate_names()
    for release in graph.members(_RELEASE):
        kinds = [each for each in graph.nodes(release, "rdf:type") if each in names]
        narrow = max(kinds, key=lambda cls: (len(above(cls)), cls.value), default=_RELEASE)
        yield say(release, "dcterms:type", text(names.get(narrow, "Press release")))


def _concerns(graph: _Graph) -> Iterator[Quad]:
    """What instrument or body a signing or a launch is about: it bears its name, or has it as mandate."""
    things = graph.members(_INSTRUMENT)
    things += [each for each in graph.members(_ORGANIZATION) if not graph.is_a(each, _GROUP)]
    names = {
        each: [name.value for name in graph.about[each][_NAME] | graph.about[each][_LABEL]] for each in things
    }
    for activity in (each for cls in _ABOUT for each in graph.members(cls)):
        called = [name.value for name in graph.about[activity][_NAME] | graph.about[activity][_LABEL]]
        mandates, reported = graph.nodes(activity, "cc:mandatedBy"), graph.about[activity][_REPORTED]
        for thing in things:
            named = any(each.endswith(name) for each in called for name in names[thing])
            if thing in mandates or (named and reported & graph.about[thing][_REPORTED]):
                yield say(activity, "schema:about", thing)


def _begun(graph: _Graph) -> Iterator[Quad]:
    """Since when there is a body or an instrument, and who signed an agreement: by what is about it."""
    about = term("schema:about")
    for thing in [each for each in graph.of if graph.of[each][about]]:
        activities = graph.of[thing][about]
        days = sorted(
            day.value
            for each in activities
            if graph.get(each, "schema:startDate")
            for day in graph.get(each, "cc:begins")
        )
        if days:
            curie = "dcterms:dateAccepted" if graph.is_a(thing, _INSTRUMENT) else "schema:foundingDate"
            yield say(thing, curie, Literal(days[0], datatype=term("xsd:date")))
        if graph.is_a(thing, _AGREEMENT):
            yield from _signed(graph, thing, activities)


def _signed(graph: _Graph, agreement: NamedNode, signings: Iterable[Term]) -> Iterator[Quad]:
    those = set(signings)
    parties = {
        each
        for signing in those
        for curie in ("schema:organizer", "schema:sponsor", "cc:participant")
        for each in graph.nodes(signing, curie)
    }
    for each in {each for each in parties if not graph.is_a(each, _PERSON)} or parties:
        yield say(agreement, "cc:party", each)
    for curie in ("cc:mandatedBy", "cc:partOf"):
        yield from (
            say(agreement, "cc:followedBy", each) for each in graph.of[agreement][term(curie)] - those
        )


def _digests(graph: _Graph) -> Iterator[Quad]:
    for subject, properties in graph.about.items():
        for curie, digest in _DIGESTS.items():
            if values := properties.get(term(curie)):
                yield say(subject, digest, text(joined(graph.label(each) for each in values)))


_STAGES = (
    _chains,
    _parts,
    _people,
    _outcomes,
    _names,
    _offices,
    _relations,
    _themes_and_releases,
    _concerns,
    _begun,
    _digests,
)
