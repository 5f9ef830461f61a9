"""What the knowledge graph holds before it is brought up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from pyoxigraph import NamedNode, Quad, QuerySolution

from ...ontology.reference import load
from ...ontology.terms import KNOWLEDGE_GRAPH, term
from ..store.stores import Store
from ..things.statements import replaced
from .describing import Thing, kind_of, lowest
from .gathering import select, values

_MANY = 500  # nodes that one query asks for
_THINGS = """
SELECT ?n ?type ?label ?parent ?state ?place WHERE {{
  {values}
  GRAPH <graph/knowledge> {{
    ?n cc:kindName ?kind ; rdfs:label ?label ; a ?type .
    OPTIONAL {{ ?n org:subOrganizationOf ?parent }}
    OPTIONAL {{ ?n cc:ofState ?state }}
    OPTIONAL {{ ?n schema:containedInPlace ?place }}
  }}
}}
"""
_REPORTED = """
SELECT DISTINCT ?n WHERE {{
  {values} GRAPH <graph/knowledge> {{ ?n cc:reportedIn ?r ; cc:kindName ?kind }}
}}
"""
_RELEASES = "SELECT DISTINCT ?n WHERE {{ {values} GRAPH <graph/knowledge> {{ ?t cc:reportedIn ?n }} }}"
_BELOW = """
SELECT DISTINCT ?n WHERE {{
  {values}
  GRAPH <graph/knowledge> {{ ?n (org:subOrganizationOf|cc:ofState|schema:containedInPlace)+ ?t }}
}}
"""
_CHILDREN = """
SELECT DISTINCT ?n WHERE {{
  {values} GRAPH <graph/knowledge> {{ ?n org:subOrganizationOf|cc:ofState|schema:containedInPlace ?t }}
}}
"""
_OWNED = [
    "SELECT ?s ?p ?o WHERE {{ {values} GRAPH <graph/knowledge> {{ ?s " + tie + " ?n ; ?p ?o }} }}"
    for tie in ("rdf:subject", "cc:ofActivity", "org:member", "cc:about", "dcterms:isReplacedBy")
]
_LOCAL = """
SELECT ?s ?p ?o WHERE {{
  {values}
  GRAPH <graph/knowledge> {{ ?s cc:reportedIn ?r ; a ?class ; ?p ?o }}
  FILTER(?class IN (schema:Quotation, cc:ExpertGroup))
}}
"""
_TOGETHER = """
SELECT DISTINCT ?n WHERE {{
  {values}
  GRAPH <graph/knowledge> {{ ?s cc:reportedIn ?r ; a ?class ; cc:reportedIn ?n }}
  FILTER(?class IN (schema:Quotation, cc:ExpertGroup))
}}
"""
_GIFTS = "SELECT ?s ?p ?o WHERE { GRAPH <graph/knowledge> { ?s a cc:Contribution ; ?p ?o } }"
_SAME = "SELECT ?s ?p ?o WHERE {{ {values} GRAPH <graph/knowledge> {{ ?s ?p ?o }} }}"
_QUOTING = "SELECT ?p ?n WHERE {{ {values} GRAPH <graph/knowledge> {{ ?n cc:bestPassage ?p }} }}"
_ALL_RELEASES = "SELECT ?s ?p ?o WHERE { GRAPH <graph/knowledge> { ?s cc:witness ?w ; ?p ?o } }"


class StandingGraph:
    """The knowledge graph as it stands."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._things: dict[NamedNode, Thing | None] = {}
        self.same: Mapping[NamedNode, NamedNode] = replaced(store)

    def thing(self, iri: NamedNode) -> Thing | None:
        """A thing, as far as others are shown by it; None if it does not stand there."""
        if iri not in self._things:
            self.remember([iri])
        return self._things[iri]

    def remember(self, iris: Collection[NamedNode]) -> None:
        """Read several things at once."""
        self._things |= dict.fromkeys(iris)
        types: dict[NamedNode, set[NamedNode]] = {}
        rows = {}
        for row in self._ask(_THINGS, "n", iris):
            types.setdefault(row["n"], set()).add(row["type"])
            rows[row["n"]] = row
        for iri, row in rows.items():
            cls = self._class(types[iri])
            above = row["place"] or row["state"]
            self._things[iri] = Thing(
                iri, kind_of(cls), cls, row["label"].value, (), (), (), row["parent"], above
            )

    @staticmethod
    def _class(types: Iterable[NamedNode]) -> NamedNode:
        known = lowest(each for each in types if kind_of(each))
        return max(known, key=lambda cls: (len(load().superclasses(cls)), cls.value))

    def reported_in(self, releases: Collection[NamedNode]) -> set[NamedNode]:
        """The things that some releases state something of."""
        return self._nodes(_REPORTED, "r", releases)

    def reporting(self, things: Collection[NamedNode]) -> set[NamedNode]:
        """The releases that state something of some things."""
        return self._nodes(_RELEASES, "t", things)

    def together(self, releases: Collection[NamedNode]) -> set[NamedNode]:
        """The releases that have a quotation or a group of experts in common with some releases."""
        return self._nodes(_TOGETHER, "r", releases)

    def below(self, things: Collection[NamedNode]) -> set[NamedNode]:
        """What is part of some things, or theirs, at any depth."""
        return self._nodes(_BELOW, "t", things)

    def children(self, things: Collection[NamedNode]) -> set[NamedNode]:
        """What is part of some things, or theirs."""
        return self._nodes(_CHILDREN, "t", things)

    def owned(self, things: Collection[NamedNode], releases: Collection[NamedNode]) -> set[Quad]:
        """All that stands there of some things and of some releases, and every contribution."""
        rows = chain(
            *(self._ask(query, "n", things) for query in _OWNED),
            self._ask(_SAME, "s", {*things, *releases}),
            self._ask(_LOCAL, "r", releases),
            select(self._store, _GIFTS),
        )
        return {Quad(row["s"], row["p"], row["o"], KNOWLEDGE_GRAPH) for row in rows}

    def releases(self) -> dict[NamedNode, set[Quad]]:
        """What stands there of each release."""
        found: dict[NamedNode, set[Quad]] = {}
        for row in select(self._store, _ALL_RELEASES):
            quad = Quad(row["s"], row["p"], row["o"], KNOWLEDGE_GRAPH)
            found.setdefault(row["s"], set()).add(quad)
        return found

    def quoting(self, passages: Collection[NamedNode]) -> set[Quad]:
        """Who quotes some passages."""
        rows = self._ask(_QUOTING, "p", passages)
        return {Quad(row["n"], term("cc:bestPassage"), row["p"], KNOWLEDGE_GRAPH) for row in rows}

    def quads_of(self, subjects: Collection[NamedNode]) -> set[Quad]:
        """What stands there of some nodes."""
        rows = self._ask(_SAME, "s", subjects)
        return {Quad(row["s"], row["p"], row["o"], KNOWLEDGE_GRAPH) for row in rows}

    def _nodes(self, query: str, variable: str, nodes: Collection[NamedNode]) -> set[NamedNode]:
        return {row["n"] for row in self._ask(query, variable, nodes)}

    def _ask(self, query: str, variable: str, nodes: Collection[NamedNode]) -> Iterator[QuerySolution]:
        ordered = sorted(nodes, key=lambda iri: iri.value)
        for at in range(0, len(ordered), _MANY):
            some = ordered[at : at + _MANY]
            yield from select(self._store, query.format(values=values(variable, some)))
