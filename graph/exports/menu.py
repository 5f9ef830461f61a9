"""The questions that ship, as nodes that SPARQL editors offer as a menu of example queries.

By the convention of the SIB's sparql-editor and sparql-examples: a `sh:SPARQLExecutable` with `rdfs:comment`,
which the menu shows, and `sh:select`, which it runs; prefixes as `sh:declare` (SHACL, W3C 2017, 5.2.1).
Where theirs have blank nodes, these have IRIs.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.label_languages import main_language
from ...ontology.terms import KNOWLEDGE_GRAPH, PREFIXES, node, term
from ...queries.catalogue import Question, questions
from ..asking.questions import ValueRefusedError, bind, sparql_with_values
from ..store.sparql import Term
from ..store.stores import Store

MENU_GRAPH = node("graph/questions")

_PREFIXES = node("graph/questions/prefixes")


def menu(store: Store, one_graph: bool = False) -> Iterator[Quad]:
    """All questions, each with the values of its example, for the graph `MENU_GRAPH`.

    Args:
        store: the graph in which the names that examples give are looked up. Where it does not know them, the
            question stands there with its defaults.
        one_graph: whether they are asked of one graph without names, as of what Turtle holds.
    """
    for subject, predicate, value in _statements(store):
        if one_graph and predicate == "sh:select":
            value = Literal(value.value.replace(f"GRAPH {KNOWLEDGE_GRAPH} {{", "{"))
        yield Quad(subject, term(predicate), value, MENU_GRAPH)


def _statements(store: Store) -> Iterator[tuple[NamedNode, str, NamedNode | Literal]]:
    for prefix, namespace in PREFIXES.items():
        declared = node(f"graph/questions/prefix/{prefix}")
        yield _PREFIXES, "sh:declare", declared
        yield declared, "rdf:type", term("sh:PrefixDeclaration")
        yield declared, "sh:prefix", Literal(prefix)
        yield declared, "sh:namespace", Literal(namespace, datatype=term("xsd:anyURI"))
    for question in questions().values():
        this = node(f"question/{question.name}")
        yield this, "rdf:type", term("sh:SPARQLExecutable")
        yield this, "rdf:type", term("sh:SPARQLSelectExecutable")
        yield this, "rdfs:label", Literal(question.name)
        yield this, "rdfs:comment", Literal(question.text, language=main_language())
        yield this, "schema:keywords", Literal(question.group, language=main_language())
        yield this, "sh:prefixes", _PREFIXES
        yield this, "sh:select", Literal(sparql_with_values(question, _values(store, question)))


def _values(store: Store, question: Question) -> dict[str, Term]:
    try:
        return bind(store, question, question.example)
    except ValueRefusedError:
        return {}
