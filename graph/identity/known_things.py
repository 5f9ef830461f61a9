"""All that the releases of a store and the reference data say of things, by thing and by release."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Triple

from ...ontology.reference import load
from ...ontology.terms import term
from ..store.stores import Store
from ..things.descriptions import PREDICATES, Description, described, of_thing

_HOST, _MENTIONS = term("cc:hostState"), term("schema:mentions")
_ISSUED, _NUMBER = term("dcterms:issued"), term("dcterms:identifier")
_LANGUAGE, _PUBLISHER = term("dcterms:language"), term("dcterms:publisher")
_HEADER = frozenset({_ISSUED, _NUMBER, _LANGUAGE, _PUBLISHER, _MENTIONS})
_QUERY = f"""
SELECT ?g ?s ?p ?o WHERE {{
  {{ SELECT DISTINCT ?g {{ ?class rdfs:subClassOf* cc:PressRelease . GRAPH ?g {{ ?g a ?class }} }} }}
  VALUES ?p {{ {" ".join(sorted(map(str, PREDICATES | _HEADER)))} }}
  GRAPH ?g {{ ?s ?p ?o }}
}}
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a release says of itself, and all that it mentions."""

    issued: str = ""  # ISO 8601; nothing if it bears no date
    number: str = ""
    language: str = ""
    publisher: str = ""
    mentions: frozenset[NamedNode] = frozenset()
    hosts: frozenset[NamedNode] = frozenset()  # the states where things take place that it tells of


class Known:
    """What is known of persons, organizations, activities, instruments and places."""

    def __init__(self, store: Store | None = None) -> None:
        self._said: dict[NamedNode, dict[NamedNode, Description]] = defaultdict(dict)  # by node and release
        self._distinct: dict[NamedNode, Counter[Description]] = defaultdict(Counter)  # most say the same
        self._whole: dict[NamedNode, Description | None] = {}  # what was asked for since the last change
        self._named: dict[NamedNode, list[NamedNode]] = {}  # the nodes of each release
        self._settings: dict[NamedNode, Setting] = {}  # by release
        for release, triples in _stored(store):
            self._learn(release, triples)

    def has(self, release: NamedNode) -> bool:
        """Whether a release is known."""
        return release in self._named

    def learn(self, quads: Iterable[Quad]) -> None:
        """Take in what a release states, in place of what it stated before."""
        release, facts = facts_of(quads)
        for iri in self._named.pop(release, ()):
            before = self._said[iri].pop(release)
            self._distinct[iri] -= Counter([before])
        self._learn(release, [quad.triple for quad in facts])

    def _learn(self, release: NamedNode, triples: Collection[Triple]) -> None:
        said = described(triples)
        self._settings[release] = _setting(release, triples)
        self._named[release] = list(said)
        self._whole.clear()
        for iri, description in said.items():
            self._said[iri][release] = description
            self._distinct[iri][description] += 1

    def about(self, iri: NamedNode) -> Description | None:
        """What all releases and the reference data say of a node; None if they do not know it."""
        if iri not in self._whole:
            said = [each for each, count in self._distinct.get(iri, {}).items() if count]
            if iri in _shipped():
                said.append(_shipped()[iri])
            self._whole[iri] = reduce(or_, said) if said else None
        return self._whole[iri]

    def releases(self, iri: NamedNode) -> list[NamedNode]:
        """The releases that describe a node, sorted."""
        return sorted(self._said.get(iri, ()), key=lambda release: release.value)

    def settings(self, iri: NamedNode) -> list[Setting]:
        """What the releases that describe a node say of themselves."""
        return [self._settings[release] for release in self.releases(iri)]

    def first_release(self, iri: NamedNode) -> tuple[str, str]:
        """The day and the IRI of the earliest release that describes a node; those without a day are last."""
        return min(
            ((self._settings[release].issued or "9", release.value) for release in self._said.get(iri, ())),
            default=("9", ""),
        )

    def nodes(self) -> list[NamedNode]:
        """All nodes that releases describe, sorted."""
        return sorted((iri for iri, said in self._said.items() if said), key=lambda iri: iri.value)


def _setting(release: NamedNode, triples: Iterable[Triple]) -> Setting:
    said: dict[NamedNode, set[str]] = defaultdict(set)
    mentions, hosts = set[NamedNode](), set[NamedNode]()
    for triple in triples:
        value = triple.object
        if triple.predicate == _HOST and isinstance(value, NamedNode):
            hosts.add(value)
        if triple.subject == release and isinstance(value, NamedNode | Literal):
            said[triple.predicate].add(value.value)
            if triple.predicate == _MENTIONS and isinstance(value, NamedNode):
                mentions.add(value)
    issued, number, language, publisher = (
        min(said[each], default="") for each in (_ISSUED, _NUMBER, _LANGUAGE, _PUBLISHER)
    )
    return Setting(issued, number, language, publisher, frozenset(mentions), frozenset(hosts))


def facts_of(quads: Iterable[Quad]) -> tuple[NamedNode, list[Quad]]:
    """The release that these quads are of, and those of its own graph: its facts.

    Raises:
        ValueError: they are of no release, or of more than one.
    """
    facts = [quad for quad in quads if not _graph(quad).value.endswith(("/evidence", "/text"))]
    names: Collection[NamedNode] = {_graph(quad) for quad in facts}
    if len(names) != 1:
        raise ValueError(f"quads of one release were expected, not of {len(names)}")
    return next(iter(names)), facts


def _graph(quad: Quad) -> NamedNode:
    assert isinstance(quad.graph_name, NamedNode)  # ingest makes no others
    return quad.graph_name


def _stored(store: Store | None) -> Iterator[tuple[NamedNode, list[Triple]]]:
    if store is None:
        return
    answer = store.query(_QUERY)
    assert isinstance(answer, QuerySolutions)
    statements = defaultdict(list)
    for row in answer:
        statements[row["g"]].append(Triple(row["s"], row["p"], row["o"]))
    yield from statements.items()


@cache
def _shipped() -> dict[NamedNode, Description]:
    return {iri: of_thing(thing) for iri, thing in load().things.items()}
