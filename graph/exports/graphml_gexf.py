"""Networks as GraphML and GEXF, for Gephi, yEd, R and networkx; equal networks give equal bytes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import networkx as nx
from pyoxigraph import Literal, NamedNode, Triple

from ..network.analysis import Analysis
from ..store.iris import short
from ..things.statements import Evidence

_JOINED = " | "
# What XML 1.0 has no place for, escaped or not (its production Char).
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The namespace as networkx writes it, and as the W3C has it.
_WRONG_XSI, _XSI = "http://w3.org/2001/XMLSchema-instance", "http://www.w3.org/2001/XMLSchema-instance"
_TODAY = re.compile(r' lastmodifieddate="[^"]*"')


def graphml(graph: nx.Graph) -> str:
    """A network as GraphML 1.0; nodes, edges and attributes as `flat` and its like leave them."""
    # Edges are without ids, which GraphML leaves optional: igraph warns of an attribute of that name.
    lines = nx.generate_graphml(graph, named_key_ids=True)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(lines) + "\n"


def gexf(graph: nx.Graph) -> str:
    """A network as GEXF 1.3, without the date of today that networkx would note in it."""
    text = "\n".join(nx.generate_gexf(_numbered(graph), version="1.3"))
    text = _TODAY.sub("", text, count=1).replace(_WRONG_XSI, _XSI, 1)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + text + "\n"


WRITERS: Mapping[str, Callable[[nx.Graph], str]] = {"graphml": graphml, "gexf": gexf}


def flat(network: nx.MultiDiGraph, *, evidence: bool = True) -> nx.MultiDiGraph:
    """The whole network with plain values for attributes, as these formats want them.

    Args:
        network: as `network.network` gives it.
        evidence: whether nodes and edges carry their passages and the releases that those come from.
    """
    plain = nx.MultiDiGraph()
    for iri, node in sorted(network.nodes(data=True)):
        told = {key: node[key] for key in ("label", "kind", "type", "acronym", "releases")}
        told["names"] = _JOINED.join(node["names"])
        told["facts"] = _JOINED.join(f"{name}: {value}" for name, value, _ in node["facts"])
        told.update(_years(node["years"]))
        if evidence:
            told.update(_passages(node["passages"]))
        plain.add_node(iri, **_clean(told))
    for one, other, key, edge in sorted(network.edges(keys=True, data=True), key=lambda each: each[:3]):
        told = {name: edge[name] for name in ("relation", "family", "label", "releases")}
        told["weight"] = max(edge["releases"], 1)  # reference knowledge has no release
        told.update(_years(edge["years"]))
        if evidence:
            told.update(_passages(_shown(edge["evidence"])))
        plain.add_edge(one, other, key, **_clean(told))
    return plain


def of_analysis(analysis: Analysis) -> nx.Graph:
    """A projection with its ties' weights, and of each actor its measures, place and community."""
    plain = nx.DiGraph() if analysis.projection.directed else nx.Graph()
    plain.graph["name"] = str(analysis.sample)
    ranks = {rank.actor: rank for rank in analysis.ranking}
    for actor, node in analysis.graph.nodes(data=True):
        place = {"place": ranks[actor].place, "stable": ranks[actor].stable}
        plain.add_node(actor, **_clean({**node, **place}))
    for one, other, edge in analysis.graph.edges(data=True):
        plain.add_edge(one, other, weight=edge["weight"], releases=edge["weight"])
    return plain


def of_triples(triples: Iterable[Triple]) -> nx.MultiDiGraph:
    """Any triples as a network: a node an IRI, an edge a triple between two; literals are attributes."""
    plain, texts = nx.MultiDiGraph(), defaultdict[str, dict[str, list[str]]](lambda: defaultdict(list))
    for triple in sorted(set(triples), key=str):
        one, name = _id(triple.subject), short(triple.predicate.value)
        plain.add_node(one, label=short(one))
        if isinstance(triple.object, Literal):
            texts[one][name].append(triple.object.value)
        else:
            plain.add_node(_id(triple.object), label=short(_id(triple.object)))
            plain.add_edge(one, _id(triple.object), name, label=name)
    for node, told in texts.items():
        joined = {name: _JOINED.join(values) for name, values in told.items()}
        plain.nodes[node].update(_clean({**joined, "label": joined.get("rdfs:label", short(node))}))
    return plain


def _id(node: Any) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _numbered(graph: nx.Graph) -> nx.Graph:
    """A copy whose edges have an id of their own: a file has one space for them all."""
    copy = graph.copy()
    for number, (*_, edge) in enumerate(copy.edges(data=True)):
        edge["id"] = f"e{number}"
    return copy


def _years(years: tuple[int, ...]) -> dict[str, int]:
    return {"first_year": years[0], "last_year": years[-1]} if years else {}


def _shown(evidence: Iterable[Evidence]) -> list[Any]:
    return list(dict.fromkeys(proof.passage for proof in evidence))


def _passages(passages: Iterable[Any]) -> dict[str, str]:
    found = list(passages)
    keys = dict.fromkeys(passage.release.key for passage in found)
    texts = dict.fromkeys(f"{passage.release.key}: {passage.text}" for passage in found)
    return {"references": ", ".join(keys), "passages": _JOINED.join(texts)}


def _clean(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in values.items()
    }
