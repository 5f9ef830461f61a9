"""Do the SHACL shapes hold of what an export would hold: the union of its graphs, as a Turtle file is?

What is found is what pySHACL finds in that file. Only that the union is taken a part at a time: some nodes
with all that is said of them, and of their neighbors as much as shapes ask for, so that a large graph needs
no more memory than a small one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Triple

from ...ontology.reference import shapes, shipped_quads
from ...ontology.terms import BASE, ONTOLOGY_GRAPH, REFERENCE_GRAPH, THEMES_GRAPH, term
from ..store.iris import natural
from ..store.sparql import Term
from ..store.stores import Store
from .exporting import exported

if TYPE_CHECKING:
    import rdflib

_TYPE, _SUBCLASS, _DERIVED = map(term, ("rdf:type", "rdfs:subClassOf", "prov:wasDerivedFrom"))
_SHIPPED = (ONTOLOGY_GRAPH, REFERENCE_GRAPH, THEMES_GRAPH)
_PART = 4000  # nodes that are held against the shapes at once
_SAID = "SELECT ?graph ?one ?said ?value { VALUES ?one { %s } GRAPH ?graph { ?one ?said ?value } }"
# Shapes in SPARQL ask what is said of a node by claims, relations and participations.
_SAYING = "SELECT DISTINCT ?one { VALUES ?node { %s } GRAPH ?graph { ?one rdf:subject|cc:ofActivity ?node } }"
_CLASSES = "SELECT ?graph ?one ?above { GRAPH ?graph { ?one rdfs:subClassOf ?above } }"


class Unmet(NamedTuple):
    """A shape that a node does not have; nodes as pySHACL names them."""

    release: NamedNode  # in which the matter is said; else the graph
    node: rdflib.term.Node
    path: rdflib.term.Node | None
    value: rdflib.term.Node | None
    messages: tuple[rdflib.term.Node, ...]


def unmet(store: Store) -> Iterator[Unmet]:
    """Every shape of the ontology that does not hold of what is exported by default."""
    graphs = frozenset(exported(store))
    if not graphs:
        return
    union = _Union(store, graphs)
    for part in _parts(_nodes(store, graphs)):
        yield from union.unmet(part)


class _Union:
    """The exported graphs as one."""

    def __init__(self, store: Store, graphs: Collection[NamedNode]) -> None:
        import rdflib

        self._store, self._graphs = store, graphs
        self._shapes = rdflib.Graph().parse(data=shapes(), format="turtle")
        rows = self._asked(_CLASSES)
        self._classes = [
            Triple(row["one"], _SUBCLASS, row["above"]) for row in rows if row["graph"] in graphs
        ]

    def unmet(self, nodes: Collection[NamedNode]) -> list[Unmet]:
        """What does not hold of some nodes."""
        import pyshacl
        from rdflib.namespace import RDF, SH

        graphs_of = self._said_of(nodes)
        data = _rdflib_graph([*self._classes, *graphs_of, *self._around(nodes, graphs_of)])
        _, report, _ = pyshacl.validate(data, shacl_graph=self._shapes, inplace=True)
        asked = {node.value for node in nodes}
        found = []
        for result in report.subjects(RDF.type, SH.ValidationResult):
            node, path, value = (
                report.value(result, each) for each in (SH.focusNode, SH.resultPath, SH.value)
            )
            if str(node) in asked:
                where = _where(graphs_of, node, path, value)
                messages = tuple(sorted(report.objects(result, SH.resultMessage)))
                found.append(Unmet(where, node, path, value, messages))
        return found

    def _said_of(self, nodes: Iterable[Term]) -> dict[Triple, list[NamedNode]]:
        """All that is said of some nodes, with the graphs that say it."""
        said: dict[Triple, list[NamedNode]] = {}
        for row in self._rows(_SAID, nodes):
            if row["graph"] in self._graphs:
                said.setdefault(Triple(row["one"], row["said"], row["value"]), []).append(row["graph"])
        return said

    def _around(self, nodes: Collection[NamedNode], said: Iterable[Triple]) -> list[Triple]:
        """What shapes ask of other nodes: their types, the statements about a node and their passages."""
        known = set(nodes)
        statements = {row["one"] for row in self._rows(_SAYING, nodes)} - known
        about = list(self._said_of(statements))
        both = [*said, *about]
        passages = {triple.object for triple in both if triple.predicate == _DERIVED} - known
        about += self._said_of(passages)
        both += about
        others = {triple.object for triple in both if isinstance(triple.object, NamedNode)} - known
        about += [triple for triple in self._said_of(others) if triple.predicate == _TYPE]
        return about

    def _rows(self, query: str, nodes: Iterable[Term]) -> Iterator[dict[str, Any]]:
        named = " ".join(sorted(str(node) for node in nodes if isinstance(node, NamedNode)))
        return self._asked(query % named) if named else iter(())

    def _asked(self, query: str) -> Iterator[dict[str, Any]]:
        answer = self._store.query(query)
        assert isinstance(answer, QuerySolutions)
        names = [variable.value for variable in answer.variables]
        return (dict(zip(names, row, strict=True)) for row in answer)


def _nodes(store: Store, graphs: Iterable[NamedNode]) -> Iterator[NamedNode]:
    """All that anything is said of, but for what is only said by the data that ship: tests hold those."""
    seen: set[Term] = set()
    shipped: set[Quad] | None = None
    for graph in graphs:
        quads: Iterable[Quad] = store.quads(graph)
        if graph in _SHIPPED:
            shipped = set(shipped_quads()) if shipped is None else shipped
            quads = set(quads) ^ {quad for quad in shipped if quad.graph_name == graph}
        for node in {quad.subject for quad in quads} - seen:
            seen.add(node)
            if isinstance(node, NamedNode):
                yield node


def _parts(nodes: Iterable[NamedNode]) -> Iterator[list[NamedNode]]:
    rest = iter(nodes)
    while part := list(islice(rest, _PART)):
        yield part


def _where(said: Mapping[Triple, list[NamedNode]], *matter: rdflib.term.Node | None) -> NamedNode:
    """The graph that says what is wrong, or else that speaks of it; of several, of the first release."""
    node, path, value = (None if each is None else str(each) for each in matter)

    def graphs(*wanted: str | None) -> list[NamedNode]:
        return [
            graph
            for triple, found in said.items()
            if all(asked in (None, _text(part)) for asked, part in zip(wanted, triple, strict=True))
            for graph in found
        ]

    found = graphs(node, path, value) or graphs(node, path, None) or graphs(node, None, None)
    return min(found, key=lambda graph: (not graph.value.startswith(f"{BASE}release/"), natural(graph.value)))


def _text(part: Term) -> str:
    return part.value if isinstance(part, NamedNode | Literal) else str(part)


def _rdflib_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    import rdflib

    @cache
    def node(value: Term) -> rdflib.term.Node:
        if isinstance(value, NamedNode):
            return rdflib.URIRef(value.value)
        if isinstance(value, Literal):
            datatype = None if value.language else rdflib.URIRef(value.datatype.value)
            return rdflib.Literal(value.value, lang=value.language, datatype=datatype)
        return rdflib.BNode(str(value))

    graph = rdflib.Graph()
    for triple in triples:
        graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph
