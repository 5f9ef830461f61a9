"""What a query reads that names no graph: what is known, each fact once, or all that releases say."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from ...ontology.terms import BASE, KNOWLEDGE_GRAPH, REFERENCE_GRAPH, THEMES_GRAPH
from ..store.guarding import skeleton
from ..store.sparql import Term
from ..store.stores import Answer, Store

_RELEASES = f"{BASE}release/"
# Terms that stand beside the release graphs only: who asks for them wants what each release says.
_EVIDENCE = re.compile(
    r"(?<![\w:-])(?:cc:(?:Claim|Passage|rule|confidence|textSha256)|prov:wasDerivedFrom|schema:articleBody)"
    r"(?![\w-])"
)


def query(store: Store, sparql: str, bindings: dict[str, Term] | None = None) -> Answer:
    """The answer to a query as a person types it.

    Its default graph is the knowledge graph, in which each thing is one node and each fact stands once, with
    the ontology, the runs and what users added; if the query asks for claims or texts, it is the union of
    all graphs. GRAPH and FROM mean what they say.

    Raises:
        QueryError: see `Store.query`.
    """
    knows = next(store.quads(KNOWLEDGE_GRAPH), None) is not None
    if not knows or asks_for_evidence(sparql):
        return store.query(sparql, bindings)
    return store.query(sparql, bindings, default=[each for each in store.graphs() if not _is_repeated(each)])


def _is_repeated(graph: NamedNode) -> bool:
    """Whether the knowledge graph tells what a graph holds."""
    return graph.value.startswith(_RELEASES) or graph in (REFERENCE_GRAPH, THEMES_GRAPH)


def asks_for_evidence(sparql: str) -> bool:
    """Whether a query uses a term of claims, passages or texts."""
    bare = skeleton(sparql)
    return any(bare[found.start()] != " " for found in _EVIDENCE.finditer(sparql))
