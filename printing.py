"""Readings, printed: as RDF for machines, or as JSON in which every fact stands beside its passage."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode

from .graph.export import serialize
from .graph.names import short
from .ingest.model import Fact, Reading, Release
from .ontology import reference
from .ontology.terms import term
from .reading import self_contained

_NAMES = frozenset(map(term, ("rdfs:label", "schema:name", "foaf:name", "dcterms:title")))
_WHOLE = frozenset({term("xsd:integer"), term("xsd:nonNegativeInteger")})

_Json = dict[str, Any]


def printed(readings: Iterable[Reading], form: str) -> Iterator[str]:
    """Readings in a format, piece by piece; equal readings give equal text.

    All but ``jsonld``, which is one document, hold one release at a time in memory.

    Args:
        readings: what releases yield.
        form: ``json`` (an object a release, one after another), or an RDF format of `graph.export.FORMATS`,
            which has the types and names of all that is mentioned besides.
    """
    if form == "jsonld":
        yield from serialize((quad for reading in readings for quad in self_contained(reading)), form)
        return
    for reading in readings:
        if form == "json":
            yield json.dumps(facts_json(reading), ensure_ascii=False, indent=2) + "\n"
        else:
            yield from serialize(self_contained(reading), form)


def facts_json(reading: Reading) -> _Json:
    """The release's header, and its facts with labels and passages, ready for `json.dumps`."""
    labels = {fact.subject: fact.object.value for fact in reading.facts if fact.predicate in _NAMES}
    facts = [_fact(fact, reading.release.text, labels) for fact in reading.facts]
    return {"release": _header(reading.release), "facts": facts}


def _header(release: Release) -> _Json:
    return {
        "key": release.key,
        "reference": release.reference,
        "kind": release.kind,
        "title": release.title,
        "issued": release.issued.isoformat() if release.issued else None,
        "language": release.language,
        "publisher": release.publisher,
        "url": release.url,
        "source": release.source,
    }


def _fact(fact: Fact, text: str, labels: dict[NamedNode, str]) -> _Json:
    span = fact.passage
    return {
        "subject": _node(fact.subject, labels),
        "predicate": short(fact.predicate.value),
        "object": _value(fact.object) if isinstance(fact.object, Literal) else _node(fact.object, labels),
        "passage": {"start": span.start, "end": span.end, "exact": span.of(text)},
        "rule": fact.rule,
        "confidence": fact.confidence,
    }


def _node(iri: NamedNode, labels: dict[NamedNode, str]) -> _Json:
    known = reference.load().things.get(iri)
    return {"iri": iri.value, "label": labels.get(iri) or (known.label if known else short(iri.value))}


def _value(literal: Literal) -> str | int:
    return int(literal.value) if literal.datatype in _WHOLE else literal.value
