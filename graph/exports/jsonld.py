"""JSON-LD 1.1 for readers: compact names by a context that comes along, named graphs as such."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.terms import BASE, PREFIXES, term
from ..store.iris import curie, relative
from ..store.sparql import Term
from ..store.turtle import by_subject

_TYPE = term("rdf:type")
_STRING = term("xsd:string")
_CONTEXT = {"@version": 1.1, "@base": BASE, **PREFIXES}


def jsonld(graphs: Iterable[tuple[NamedNode, Iterable[Quad]]]) -> Iterator[str]:
    """Named graphs as one JSON-LD document, in the order in which they are given."""
    yield f'{{\n"@context": {_json(_CONTEXT)},\n"@graph": ['
    for at, (graph, quads) in enumerate(graphs):
        nodes = [_node(*each) for each in by_subject({quad.triple for quad in quads})]
        yield ("," if at else "") + "\n" + _json({"@id": _id(graph), "@graph": nodes})
    yield "\n]\n}\n"


def _node(subject: Term, properties: list[tuple[NamedNode, list[Term]]]) -> dict[str, object]:
    node: dict[str, object] = {"@id": _id(subject)}
    for predicate, values in properties:
        if predicate == _TYPE:
            node["@type"] = _compacted([_name(value) for value in values])
        else:
            node[_name(predicate)] = _compacted([_value(value) for value in values])
    return node


def _compacted(values: Sequence[object]) -> object:
    """A single value stands without a list, as the JSON-LD compaction algorithm has it."""
    return values[0] if len(values) == 1 else values


def _value(value: Term) -> object:
    if not isinstance(value, Literal):
        return {"@id": _id(value)}
    if value.language:
        return {"@language": value.language, "@value": value.value}
    if value.datatype == _STRING:
        return value.value
    return {"@type": _name(value.datatype), "@value": value.value}


def _id(node: Term) -> str:
    return relative(node.value) or _name(node) if isinstance(node, NamedNode) else str(node)


def _name(node: Term) -> str:
    return (curie(node.value) or node.value) if isinstance(node, NamedNode) else str(node)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
