"""The knowledge graph in parts that depend on few claims each: of a thing all that is asserted of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.terms import KNOWLEDGE_GRAPH, term
from .activity_days import days, unreported_status
from .asserting import END, HEADCOUNT, HEADCOUNT_IS, HOST_STATE, PLACE, START, Asserted, assert_all
from .believing import Support, support
from .contributions import joined
from .describing import Thing, all_said, description_quads
from .memberships import membership_quads, memberships
from .participations import role_quads
from .rolling_up import top
from .said import TYPE, World
from .stating import assertion_quads, conflict_quads, counts, day, say, text
from .terms_shown import shipped, with_broader

_AGENTS = ("state", "organization", "person")
_THEME = term("cc:theme")
_WAITED_FOR = ("invited", "expected")

Known = Callable[[NamedNode], Thing | None]


@dataclass(slots=True)
class Made:
    """Quads, and what they come to."""

    quads: list[Quad] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)


def thing_unit(world: World, thing: Thing, known: Known, threshold: float) -> Made:
    """All that is asserted of one thing, with its description, and its offices if it is a person."""
    made = Made(list(description_quads(thing)), Counter(things=1))
    asserted = assert_all(world, thing, threshold)
    about = support(all_said(world, thing.iri), world.headers)
    made.quads += counts(world, thing.iri, about)
    made.quads += _ties(thing, known)
    for assertion in (*asserted.relations, *(part.assertion for part in asserted.parts)):
        made.quads += assertion_quads(world, assertion)
        kind = "relations" if assertion.cls == "cc:Relation" else "participations"
        made.counted[kind] += 1
    made.quads += _plain(asserted)
    for conflict in asserted.conflicts:
        made.quads += conflict_quads(conflict)
    made.counted.update(conflicts=len(asserted.conflicts), waiting=asserted.waiting)
    if thing.kind == "activity":
        made.quads += _activity(world, thing, asserted, about, known)
    if thing.kind == "person":
        _offices(world, thing, threshold, made)
    made.quads += (
        say(old, "dcterms:isReplacedBy", thing.iri) for old in sorted(world.named(thing.iri), key=str)
    )
    return made


def _offices(world: World, thing: Thing, threshold: float, made: Made) -> None:
    for assertion, name in memberships(world, thing.iri):
        if assertion.support.belief < threshold:
            made.counted["waiting"] += 1
        else:
            made.counted["memberships"] += 1
            made.quads += membership_quads(world, assertion, name)


def _ties(thing: Thing, known: Known) -> Iterator[Quad]:
    """Whose it is, where it is, what it is part of, and for whom it stands."""
    iri = thing.iri
    if thing.state:
        yield say(iri, "schema:containedInPlace" if thing.kind == "place" else "cc:ofState", thing.state)
    if thing.parent:
        yield say(iri, "org:subOrganizationOf", thing.parent)
    if thing.kind in _AGENTS:
        yield say(iri, "cc:rollsUpTo", top(thing, known))
    if iri in shipped().codes:
        yield say(iri, "cc:isoAlpha3", text(shipped().codes[iri]))
    for each in sorted(shipped().members.get(iri, ()), key=str):
        yield say(iri, "org:memberOf", each)


def _plain(asserted: Asserted) -> Iterator[Quad]:
    """Relations and parts as plain triples; what has one value is told with the thing's own ties."""
    told = {TYPE, term("cc:ofState"), term("org:subOrganizationOf"), term("schema:containedInPlace")}
    for each in asserted.relations:
        (_, subject), (_, predicate), (_, value) = each.parts
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and predicate not in told:
            yield Quad(subject, predicate, value, KNOWLEDGE_GRAPH)
    for part in asserted.parts:
        yield Quad(part.activity, part.role.predicate, part.actor, KNOWLEDGE_GRAPH)


def _activity(world: World, thing: Thing, asserted: Asserted, about: Support, known: Known) -> Iterator[Quad]:
    """An activity's days, status, themes and names for display."""
    iri = thing.iri
    start, end = asserted.one.get(START), asserted.one.get(END)
    begins, ends = days(start, end, about)
    if begins:
        yield say(iri, "cc:begins", day(begins))
        yield say(iri, "cc:ends", day(ends))
        yield say(iri, "cc:year", Literal(int(begins[:4])))
    if not any(("rdf:predicate", term("cc:status")) in each.parts for each in asserted.relations):
        names = {part.role.name for part in asserted.parts}
        stated = ends if start or end else ""
        yield say(iri, "cc:status", unreported_status(stated, about.last, names))
    if HEADCOUNT in asserted.one:
        said = {claim.release for claim in asserted.one[HEADCOUNT].support.claims}
        bounds = {
            claim.object
            for claim in world.about.get(iri, ())
            if claim.predicate == HEADCOUNT_IS and claim.release in said
        }
        yield from (say(iri, "cc:headcountIs", each) for each in sorted(bounds, key=str)[:1])
    yield from _themes(iri, asserted)
    yield from _digests(iri, asserted, known)


def _themes(iri: NamedNode, asserted: Asserted) -> Iterator[Quad]:
    themes = [
        value
        for each in asserted.relations
        if each.parts[1][1] == _THEME
        for value in (each.parts[2][1],)
        if isinstance(value, NamedNode)
    ]
    above = {each for theme in themes for each in with_broader(theme)}
    yield from (say(iri, "cc:underTheme", each) for each in sorted(above, key=str))
    if themes:
        yield say(
            iri, "cc:themeNames", text(joined(shipped().labels.get(each, each.value) for each in themes))
        )


def _digests(iri: NamedNode, asserted: Asserted, known: Known) -> Iterator[Quad]:
    came = {part.actor for part in asserted.parts if part.role.came}
    names: dict[str, set[str]] = {}
    for part in asserted.parts:
        if part.role.shown and not (part.role.name in _WAITED_FOR and part.actor in came):
            names.setdefault(part.role.shown, set()).add(named(part.actor, known))
    for curie in sorted(names):
        yield say(iri, curie, text(joined(names[curie])))
    place = _place_name(asserted, known)
    if place:
        yield say(iri, "cc:placeName", text(place))


def _place_name(asserted: Asserted, known: Known) -> str:
    place, host = asserted.one.get(PLACE), asserted.one.get(HOST_STATE)
    where = known(place.value) if place and isinstance(place.value, NamedNode) else None
    state = where.state if where and where.state else host.value if host else None
    names = [where.label] if where else []
    if isinstance(state, NamedNode):
        names.append(named(state, known))
    return ", ".join(dict.fromkeys(names))


def named(iri: NamedNode, known: Known) -> str:
    """What to call a node."""
    thing = known(iri)
    return thing.label if thing else iri.value.rpartition("/")[2]


def shipped_unit(threshold: float) -> Iterator[Quad]:
    """What every knowledge graph holds: the threshold, roles, statuses and themes."""
    yield say(KNOWLEDGE_GRAPH, "rdf:type", term("prov:Entity"))
    yield say(KNOWLEDGE_GRAPH, "cc:threshold", Literal(f"{threshold:g}", datatype=term("xsd:decimal")))
    yield from role_quads()
    for status_of in shipped().statuses:
        yield say(status_of, "rdfs:label", text(shipped().labels[status_of]))
        yield say(status_of, "rdf:type", term("cc:Status"))
    for theme in shipped().themes:
        yield say(theme, "rdf:type", term("skos:Concept"))
        yield say(theme, "rdfs:label", text(shipped().labels.get(theme, theme.value)))
        for name in sorted(shipped().names.get(theme, ()), key=str):
            if name.value != shipped().labels.get(theme):
                yield say(theme, "skos:altLabel", name)
        yield from (
            say(theme, "skos:broader", each) for each in sorted(shipped().broader.get(theme, ()), key=str)
        )
        yield from (say(theme, "cc:underTheme", each) for each in sorted(with_broader(theme), key=str))
