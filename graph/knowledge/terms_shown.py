"""What the ontology and the themes call their terms, as plain strings for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from ...ontology import label_languages
from ...ontology.reference import load, shipped_quads
from ...ontology.terms import ONTOLOGY_GRAPH, THEMES_GRAPH, term

_LABEL, _TYPE, _BROADER = term("rdfs:label"), term("rdf:type"), term("skos:broader")
_MEMBER_OF, _ALPHA3 = term("org:memberOf"), term("cc:isoAlpha3")
_NAMES = tuple(map(term, ("rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:notation")))


@dataclass(frozen=True, slots=True)
class Shipped:
    """What this version's files say that the knowledge graph says again."""

    labels: Mapping[NamedNode, str]  # of terms and themes
    names: Mapping[NamedNode, frozenset[Literal]]  # of themes: all of them
    broader: Mapping[NamedNode, frozenset[NamedNode]]  # of themes: the next one above
    themes: tuple[NamedNode, ...]
    statuses: tuple[NamedNode, ...]
    members: Mapping[NamedNode, frozenset[NamedNode]]  # of states: the organizations that they belong to
    codes: Mapping[NamedNode, str]  # of states: ISO 3166-1 alpha-3


@cache
def shipped() -> Shipped:
    """It, read once."""
    labels: dict[NamedNode, list[Literal]] = defaultdict(list)
    names: dict[NamedNode, set[Literal]] = defaultdict(set)
    related: dict[NamedNode, dict[NamedNode, set[NamedNode]]] = defaultdict(lambda: defaultdict(set))
    codes: dict[NamedNode, str] = {}
    for subject, predicate, value, graph in shipped_quads():
        terms = graph in (ONTOLOGY_GRAPH, THEMES_GRAPH)
        if predicate == _LABEL and terms:
            labels[subject].append(value)
        if predicate in _NAMES and graph == THEMES_GRAPH:
            names[subject].add(value)
        if predicate == _ALPHA3:
            codes[subject] = value.value
        if predicate in (_BROADER, _MEMBER_OF) or (predicate == _TYPE and terms):
            related[predicate][subject].add(value)
    types = related[_TYPE]
    return Shipped(
        labels={iri: shown(those) for iri, those in labels.items()},
        names={iri: frozenset(those) for iri, those in names.items()},
        broader={iri: frozenset(those) for iri, those in related[_BROADER].items()},
        themes=_of(types, term("skos:Concept")),
        statuses=_of(types, term("cc:Status")),
        members={iri: frozenset(those) for iri, those in related[_MEMBER_OF].items()},
        codes=codes,
    )


def _of(types: Mapping[NamedNode, set[NamedNode]], cls: NamedNode) -> tuple[NamedNode, ...]:
    return tuple(sorted((iri for iri, those in types.items() if cls in those), key=lambda iri: iri.value))


def shown(names: list[Literal]) -> str:
    """Of names in several languages, the one to show."""
    return min(names, key=lambda name: (label_languages.rank(name.language), name.value)).value


def with_broader(theme: NamedNode) -> frozenset[NamedNode]:
    """A theme and all those above it."""
    found: set[NamedNode] = set()
    todo = [theme]
    while todo:
        each = todo.pop()
        if each not in found:
            found.add(each)
            todo += shipped().broader.get(each, ())
    return frozenset(found)


def kind_name(cls: NamedNode) -> str:
    """What people call a class."""
    return shipped().labels.get(cls) or cls.value.replace("#", "/").rpartition("/")[2]


def above(cls: NamedNode) -> frozenset[NamedNode]:
    """A class and all classes above it, those of other vocabularies too."""
    return load().superclasses(cls)
