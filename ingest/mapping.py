"""A reading as quads: facts in the release's graph, claims and passages in its evidence graph, the text in a third."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.terms import BASE, node, term
from .model import Fact, Reading, Span

_TYPE = term("rdf:type")
_INTEGER, _DECIMAL = term("xsd:integer"), term("xsd:decimal")


def release_graphs(key: str) -> tuple[NamedNode, NamedNode, NamedNode]:
    """The three graphs of a release: facts, evidence, text."""
    path = f"release/{key}"
    return node(path), node(f"{path}/evidence"), node(f"{path}/text")


def quads(reading: Reading, version: str = "") -> list[Quad]:
    """All quads of one release. `version` names the software version that generated the claims."""
    release = reading.release
    facts, evidence, text = release_graphs(release.key)
    found: dict[Quad, None] = {}
    for fact in reading.facts:
        found.setdefault(Quad(fact.subject, fact.predicate, fact.object, facts))
    if release.url:
        found.setdefault(Quad(facts, term("dcterms:source"), Literal(release.url, datatype=term("xsd:anyURI")), facts))
    agent = node(f"software/{version}") if version else None
    spans: set[Span] = set()
    for fact in reading.facts:
        for quad in _claim(fact, facts, evidence, agent):
            found.setdefault(quad)
        if fact.passage not in spans:
            spans.add(fact.passage)
            for quad in _passage(release.text, fact.passage, facts, evidence):
                found.setdefault(quad)
    digest = hashlib.sha256(release.text.encode()).hexdigest()
    found.setdefault(Quad(facts, term("schema:articleBody"), Literal(release.text, language=release.language), text))
    found.setdefault(Quad(facts, term("cc:textSha256"), Literal(digest), text))
    return list(found)


def passage_iri(release: NamedNode, span: Span) -> NamedNode:
    """The IRI of a passage: a character range of the release (RFC 5147)."""
    return NamedNode(f"{release.value}#char={span.start},{span.end}")


def claim_iri(release: NamedNode, fact: Fact) -> NamedNode:
    """The IRI of a claim, from a hash of its content."""
    content = "\n".join(
        (str(fact.subject), str(fact.predicate), str(fact.object), f"{fact.passage.start},{fact.passage.end}", fact.rule)
    )
    return NamedNode(f"{release.value}/claim/{hashlib.sha256(content.encode()).hexdigest()[:20]}")


def _claim(fact: Fact, release: NamedNode, graph: NamedNode, agent: NamedNode | None) -> Iterator[Quad]:
    claim = claim_iri(release, fact)
    yield Quad(claim, _TYPE, term("cc:Claim"), graph)
    yield Quad(claim, term("rdf:subject"), fact.subject, graph)
    yield Quad(claim, term("rdf:predicate"), fact.predicate, graph)
    yield Quad(claim, term("rdf:object"), fact.object, graph)
    yield Quad(claim, term("prov:wasDerivedFrom"), passage_iri(release, fact.passage), graph)
    yield Quad(claim, term("cc:rule"), Literal(fact.rule), graph)
    yield Quad(claim, term("cc:confidence"), Literal(f"{fact.confidence:g}", datatype=_DECIMAL), graph)
    if agent is not None:
        yield Quad(claim, term("prov:wasGeneratedBy"), agent, graph)


def _passage(text: str, span: Span, release: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    passage = passage_iri(release, span)
    yield Quad(passage, _TYPE, term("cc:Passage"), graph)
    yield Quad(passage, term("oa:start"), Literal(str(span.start), datatype=_INTEGER), graph)
    yield Quad(passage, term("oa:end"), Literal(str(span.end), datatype=_INTEGER), graph)
    yield Quad(passage, term("oa:exact"), Literal(span.of(text)), graph)
    yield Quad(passage, term("schema:isPartOf"), release, graph)


__all__ = ["BASE", "claim_iri", "passage_iri", "quads", "release_graphs"]
