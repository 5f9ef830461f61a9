"""Turtle and TriG for readers: an equal graph gives equal bytes, and what belongs together stands together.

Releases come first, then the other nodes by class and IRI, evidence last; of a node the types first, then its
label, then the rest by name. Grammar: W3C RDF 1.1 Turtle and TriG.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ...ontology.terms import BASE, PREFIXES, term
from .iris import curie, natural, relative
from .sparql import Term

_TYPE = term("rdf:type")
_LABEL = term("rdfs:label")
_WIDTH = 100  # of a line that lists several values
_FIRST = ("cc:PressRelease",)
_LAST = ("cc:Claim", "cc:Passage")
_XSD = PREFIXES["xsd"]
_STRING = term("xsd:string")
# Literals that Turtle reads without quotation marks.
_BARE = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_SHORT_ESCAPES = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}

_Properties = dict[NamedNode, list[Term]]


def turtle(quads: Iterable[Quad]) -> Iterator[str]:
    """The quads as one Turtle document, their graphs merged."""
    return turtle_of(quad.triple for quad in quads)


def turtle_of(triples: Iterable[Triple]) -> Iterator[str]:
    """Triples as one Turtle document."""
    yield _header()
    yield from _nodes(set(triples), indent="")


def trig(graphs: Iterable[tuple[NamedNode, Iterable[Quad]]]) -> Iterator[str]:
    """Named graphs as one TriG document, in the order in which they are given."""
    yield _header()
    for graph, quads in graphs:
        yield f"\n{written(graph)} {{\n"
        yield from _nodes({quad.triple for quad in quads}, indent="  ")
        yield "}\n"


def by_subject(triples: Iterable[Triple]) -> Iterator[tuple[Term, list[tuple[NamedNode, list[Term]]]]]:
    """The nodes with their properties and values, all in the order of a document."""
    described: dict[Term, _Properties] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        described[triple.subject][triple.predicate].append(triple.object)
    for subject in sorted(described, key=lambda each: _node_order(each, described[each])):
        properties = described[subject]
        yield (
            subject,
            [
                (predicate, sorted(properties[predicate], key=_value_order))
                for predicate in sorted(properties, key=_predicate_order)
            ],
        )


@lru_cache(maxsize=1 << 16)
def written(value: Term) -> str:
    """One term in Turtle."""
    if isinstance(value, NamedNode):
        return curie(value.value) or f"<{_reference(value.value)}>"
    if isinstance(value, Literal):
        return _literal(value)
    return str(value)


def _header() -> str:
    lines = [f"@base <{BASE}> .", *(f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items())]
    return "\n".join(lines) + "\n"


def _nodes(triples: Iterable[Triple], indent: str) -> Iterator[str]:
    for at, (subject, properties) in enumerate(by_subject(triples)):
        lines = (_property(predicate, values, indent) for predicate, values in properties)
        gap = "\n" if at or not indent else ""
        yield f"{gap}{indent}{written(subject)} " + f" ;\n{indent}  ".join(lines) + " .\n"


def _property(predicate: NamedNode, values: list[Term], indent: str) -> str:
    name = "a" if predicate == _TYPE else written(predicate)
    on_one_line = f"{name} {', '.join(map(written, values))}"
    if len(values) == 1 or len(on_one_line) <= _WIDTH:
        return on_one_line
    return f"{name}\n{indent}    " + f",\n{indent}    ".join(map(written, values))


def _reference(iri: str) -> str:
    return relative(iri) or iri


def _literal(literal: Literal) -> str:
    if literal.language:
        return f"{_quoted(literal.value)}@{literal.language}"
    if literal.datatype == _STRING:
        return _quoted(literal.value)
    bare = _BARE.get(literal.datatype.value)
    if bare and bare.fullmatch(literal.value):
        return literal.value
    return f"{_quoted(literal.value)}^^{written(literal.datatype)}"


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04X}"


def _node_order(node: Term, properties: _Properties) -> tuple[int, str, object]:
    kinds = sorted(written(kind) for kind in properties.get(_TYPE, ()))
    if any(kind in _FIRST for kind in kinds):
        rank = 0
    elif any(kind in _LAST for kind in kinds):
        rank = 3
    else:
        rank = 1 if kinds else 2
    return rank, kinds[0] if kinds else "", natural(_key(node))


def _predicate_order(predicate: NamedNode) -> tuple[bool, bool, str]:
    return predicate != _TYPE, predicate != _LABEL, written(predicate)


def _value_order(value: Term) -> tuple[bool, str, object, str]:
    language = value.language if isinstance(value, Literal) else None
    return isinstance(value, Literal), language or "", natural(_key(value)), str(value)


def _key(value: Term) -> str:
    return str(value) if isinstance(value, Triple) else value.value
