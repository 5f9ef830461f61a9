"""A reading as quads in three graphs: facts, evidence (claims and passages), and the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.terms import BASE, node, term
from ..base.model import Fact, Reading, Span

_TYPE = term("rdf:type")
SOFTWARE = node(f"software/cybercoop-{version('cybercoop')}")  # what generated the claims (PROV-O)
_URL = ":/?#[]@!$&'()*+,;=%~"  # the marks that an address may hold (RFC 3986)
# Paths under the base that belong to everybody.
_SHARED = ("ontology", "theme/", "state/", "graph/")
_CLAIM, _RULE, _CONFIDENCE = term("cc:Claim"), term("cc:rule"), term("cc:confidence")
_SUBJECT, _PREDICATE, _OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
_DERIVED, _GENERATED = term("prov:wasDerivedFrom"), term("prov:wasGeneratedBy")
_INTEGER, _DECIMAL = term("xsd:integer"), term("xsd:decimal")


def release_graphs(key: str) -> tuple[NamedNode, NamedNode, NamedNode]:
    """The three graphs of a release: facts, evidence, text."""
    path = f"release/{key}"
    return node(path), node(f"{path}/evidence"), node(f"{path}/text")


def quads(reading: Reading, base: str = BASE) -> list[Quad]:
    """All quads of one release.

    Args:
        reading: what a release yields.
        base: what the IRIs of nodes begin with, instead of the project's own; terms of the ontology, the
            themes and the known states, places and organizations keep theirs.
    """
    found = list(_quads(reading))
    return found if base == BASE else [_rebased(quad, base, reading.mentioned) for quad in found]


def _rebased(quad: Quad, base: str, known: frozenset[NamedNode]) -> Quad:
    def moved(part: NamedNode) -> NamedNode:
        own = part.value.startswith(BASE) and part not in known
        if not own or part.value.removeprefix(BASE).startswith(_SHARED):
            return part
        return NamedNode(base + part.value.removeprefix(BASE))

    subject, predicate, value, graph = quad  # of this module's making: no blank nodes, no quoted triples
    moved_value = moved(value) if isinstance(value, NamedNode) else value
    return Quad(moved(subject), moved(predicate), moved_value, moved(graph))


def _quads(reading: Reading) -> Iterator[Quad]:
    release = reading.release
    facts, evidence, text = release_graphs(release.key)
    for subject, predicate, value in dict.fromkeys((f.subject, f.predicate, f.object) for f in reading.facts):
        yield Quad(subject, predicate, value, facts)
    if release.url:
        yield Quad(facts, term("dcterms:source"), NamedNode(quote(release.url, safe=_URL)), facts)
    for fact in reading.facts:
        yield from _claim(fact, facts, evidence)
    for span in dict.fromkeys(f.passage for f in reading.facts):
        yield from _passage(release.text, span, facts, evidence)
    digest = hashlib.sha256(release.text.encode()).hexdigest()
    yield Quad(facts, term("schema:articleBody"), Literal(release.text, language=release.language), text)
    yield Quad(facts, term("cc:textSha256"), Literal(digest), text)


def passage_iri(release: NamedNode, span: Span) -> NamedNode:
    """The IRI of a passage: a character range of the release (RFC 5147)."""
    return NamedNode(f"{release.value}#char={span.start},{span.end}")


def claim_iri(release: NamedNode, fact: Fact) -> NamedNode:
    """The IRI of a claim, from a hash of its content."""
    content = "\n".join(
        (
            str(fact.subject),
            str(fact.predicate),
            str(fact.object),
            f"{fact.passage.start},{fact.passage.end}",
            fact.rule,
        )
    )
    return NamedNode(f"{release.value}/claim/{hashlib.sha256(content.encode()).hexdigest()[:20]}")


def _claim(fact: Fact, release: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    claim = claim_iri(release, fact)
    yield Quad(claim, _TYPE, _CLAIM, graph)
    yield Quad(claim, _SUBJECT, fact.subject, graph)
    yield Quad(claim, _PREDICATE, fact.predicate, graph)
    yield Quad(claim, _OBJECT, fact.object, graph)
    yield Quad(claim, _DERIVED, passage_iri(release, fact.passage), graph)
    yield Quad(claim, _RULE, Literal(fact.rule), graph)
    yield Quad(claim, _CONFIDENCE, Literal(f"{fact.confidence:g}", datatype=_DECIMAL), graph)
    yield Quad(claim, _GENERATED, SOFTWARE, graph)


def _passage(text: str, span: Span, release: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    passage = passage_iri(release, span)
    yield Quad(passage, _TYPE, term("cc:Passage"), graph)
    yield Quad(passage, term("oa:start"), Literal(str(span.start), datatype=_INTEGER), graph)
    yield Quad(passage, term("oa:end"), Literal(str(span.end), datatype=_INTEGER), graph)
    yield Quad(passage, term("oa:exact"), Literal(span.of(text)), graph)
    yield Quad(passage, term("schema:isPartOf"), release, graph)
