"""The namespaces and terms of the graph: the one place that spells an IRI.

Terms are pyoxigraph nodes, because every quad of this project is made and stored by Oxigraph.
"""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

BASE = "https://w3id.org/cybercoop/"

PREFIXES: dict[str, str] = {
    "cc": BASE + "ontology#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@cache
def term(curie: str) -> NamedNode:
    """The node that a prefixed name stands for: ``term("cc:Mission")``.

    Raises:
        KeyError: the prefix is not one of `PREFIXES`.
    """
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def node(path: str) -> NamedNode:
    """A node under the base, by its path: ``node("state/COL")``."""
    return NamedNode(BASE + path)


ONTOLOGY_GRAPH = NamedNode(BASE + "ontology")
REFERENCE_GRAPH = NamedNode(BASE + "graph/reference")
THEMES_GRAPH = NamedNode(BASE + "graph/themes")
RUNS_GRAPH = NamedNode(BASE + "graph/runs")
KNOWLEDGE_GRAPH = NamedNode(BASE + "graph/knowledge")
