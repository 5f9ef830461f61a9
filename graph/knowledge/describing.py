"""What a thing is and what it is called, by all that releases and the reference data say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.reference import Thing as Known
from ...ontology.reference import load
from ...ontology.terms import term
from ..things.descriptions import kind_of_class
from ..things.resolve import words
from .said import TYPE, Claim, World
from .settling_values import same, settle
from .stating import say, text
from .terms_shown import kind_name, shown

_FULL = tuple(map(term, ("rdfs:label", "schema:name", "foaf:name")))
_OTHER, _ACRONYM = term("skos:altLabel"), term("cc:acronym")
NAMES = frozenset({*_FULL, _OTHER, _ACRONYM})
_PARENT, _STATE, _WITHIN = term("org:subOrganizationOf"), term("cc:ofState"), term("schema:containedInPlace")
_A_STATE = term("cc:State")
# Offices and groups of experts are told with the persons and releases that they belong to.
_KINDS = frozenset({"state", "organization", "person", "activity", "instrument", "place"})


@dataclass(frozen=True, slots=True)
class Thing:
    """A state, organization, person, activity, instrument or place."""

    iri: NamedNode
    kind: str
    cls: NamedNode  # its narrowest class
    label: str  # what to show
    preferred: tuple[Literal, ...]  # one name a language; of a person one of no language
    others: tuple[Literal, ...]
    acronyms: tuple[Literal, ...]
    parent: NamedNode | None = None  # the organization that it is part of
    state: NamedNode | None = None  # whose it is, or where the place lies


def describe(world: World, iri: NamedNode) -> Thing | None:
    """What a node is; None if it is no thing of these kinds, or releases say nothing of it."""
    known = load().things.get(iri)
    cls = _class(world, iri, known)
    kind = kind_of(cls) if cls else ""
    if cls is None or not kind:
        return None
    said = _names(world, iri, kind)
    preferred = _preferred(said, kind, known)
    others = {name for predicate in said for name in said[predicate] if predicate != _ACRONYM}
    if known:
        others |= set(_literals(known, besides_acronyms=True))
    acronyms = {*said.get(_ACRONYM, ()), *(_acronyms(known) if known else ())}
    label = known.label if known else shown(list(preferred)) if preferred else iri.value.rpartition("/")[2]
    place = kind == "place"
    return Thing(
        iri,
        kind,
        cls,
        label,
        preferred,
        _sorted(others - set(preferred)),
        _sorted(acronyms),
        (known.parent if known else None) or _one(world, iri, _PARENT),
        (known.state if known else None) or _one(world, iri, _WITHIN if place else _STATE),
    )


def kind_of(cls: NamedNode) -> str:
    """The kind that a class's members are of; nothing for what is no thing."""
    kind = "state" if cls == _A_STATE else kind_of_class(cls)
    return kind if kind in _KINDS else ""


def _class(world: World, iri: NamedNode, known: Known | None) -> NamedNode | None:
    """The narrowest class; of several that exclude each other the better believed."""
    superclasses = load().superclasses
    if known:
        return min(known.types, key=lambda cls: (-len(superclasses(cls)), cls.value))
    said = {cls: claims for cls, claims in world.values(iri, TYPE).items() if isinstance(cls, NamedNode)}
    kinds = {cls: claims for cls, claims in said.items() if kind_of(cls)}
    if not kinds:
        return None
    # Claims of a narrower class speak for each class above it.
    best = settle(
        world,
        {
            cls: [claim for each in kinds if cls in superclasses(each) for claim in kinds[each]]
            for cls in lowest(kinds)
        },
        same,
    )
    return best.value if best and isinstance(best.value, NamedNode) else None


def lowest(classes: Iterable[NamedNode]) -> list[NamedNode]:
    """Those classes that are above none of the others, sorted."""
    those = sorted(classes, key=lambda cls: cls.value)
    superclasses = load().superclasses
    return [cls for cls in those if not any(cls in superclasses(each) for each in those if each != cls)]


def _names(world: World, iri: NamedNode, kind: str) -> dict[NamedNode, dict[Literal, list[Claim]]]:
    """Its names by property; those of a person without language, for a person's name has none."""
    found: dict[NamedNode, dict[Literal, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in world.about.get(iri, ()):
        name = claim.object
        if claim.predicate in NAMES and isinstance(name, Literal):
            found[claim.predicate][Literal(name.value) if kind == "person" else name].append(claim)
    return found


def _preferred(
    said: Mapping[NamedNode, Mapping[Literal, list[Claim]]], kind: str, known: Known | None
) -> tuple[Literal, ...]:
    """One name a language: the reference data's, else the fullest that most releases give."""
    if known:
        return _reference_labels(known.iri)
    full: dict[str, dict[Literal, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    named = {predicate: said[predicate] for predicate in _FULL if predicate in said}
    if kind == "activity" or not named:  # what is only described may be named in passing
        named = {predicate: names for predicate, names in said.items() if predicate != _ACRONYM}
    for names in named.values():
        for name, claims in names.items():
            # What has a name in a language needs none of no language.
            full["" if kind == "person" else name.language or ""][name] += claims
    return tuple(_fullest(full[language]) for language in sorted(full))


def _fullest(names: Mapping[Literal, list[Claim]]) -> Literal:
    said = {name: frozenset(words(name.value)) for name in names}
    full = [name for name in names if not any(said[name] < said[other] for other in names)]

    def rank(name: Literal) -> tuple[bool, int, bool, int, str]:
        proper = name.value[:1].isupper()  # "Coral Shield 2017", not "the second edition"
        dated = any(each.isdigit() for each in name.value)
        return (proper, len({claim.release for claim in names[name]}), dated, len(name.value), name.value)

    return max(full, key=rank)


def _one(world: World, iri: NamedNode, predicate: NamedNode) -> NamedNode | None:
    settled = settle(
        world, {each: claims for each, claims in world.values(iri, predicate).items() if each != iri}
    )
    return settled.value if settled and isinstance(settled.value, NamedNode) else None


@cache
def _reference_labels(iri: NamedNode) -> tuple[Literal, ...]:
    labels = [quad.object for quad in load().quads([iri]) if quad.predicate == term("rdfs:label")]
    return _sorted(each for each in labels if isinstance(each, Literal))


def _literals(known: Known, besides_acronyms: bool) -> Iterator[Literal]:
    for language, names in known.names.items():
        for name in names:
            if not (besides_acronyms and name in known.acronyms):
                yield Literal(name, language=language) if language else Literal(name)


def _acronyms(known: Known) -> Iterator[Literal]:
    yield from map(Literal, known.acronyms)


def _sorted(names: Iterable[Literal]) -> tuple[Literal, ...]:
    return tuple(sorted(names, key=str))


def description_quads(thing: Thing) -> Iterator[Quad]:
    """A thing's classes and names."""
    iri = thing.iri
    yield from (say(iri, "rdf:type", cls) for cls in sorted(load().superclasses(thing.cls), key=str))
    yield say(iri, "cc:kindName", text(kind_name(thing.cls)))
    yield say(iri, "rdfs:label", text(thing.label))
    yield from (say(iri, "skos:prefLabel", name) for name in thing.preferred)
    yield from (say(iri, "skos:altLabel", name) for name in thing.others)
    yield from (say(iri, "cc:acronym", name) for name in thing.acronyms)


def all_said(world: World, iri: NamedNode) -> list[Claim]:
    """Every claim about a thing, or that names it."""
    return [*world.about.get(iri, ()), *world.naming.get(iri, ())]
