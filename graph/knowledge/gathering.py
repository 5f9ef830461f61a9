"""From a store's release graphs to claims and headers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from ...ontology.reference import load
from ...ontology.terms import term
from ..identity.versions import Filed, witnesses
from ..store.stores import Store
from .said import MENTIONS, TYPE, Claim, Header, Same, Term

_EVIDENCE = "/evidence"
_ACCEPTED, _REJECTED = term("cc:Accepted"), term("cc:Rejected")
_UNRATED = 0.5  # the confidence of a claim that bears none
_NUMBER, _TITLE, _LANGUAGE, _ISSUED, _PUBLISHER, _ADDRESS = map(
    term,
    (
        "dcterms:identifier",
        "dcterms:title",
        "dcterms:language",
        "dcterms:issued",
        "dcterms:publisher",
        "dcterms:source",
    ),
)
_HEADER = (TYPE, _NUMBER, _TITLE, _LANGUAGE, _ISSUED, _PUBLISHER, _ADDRESS, MENTIONS)
_HEADERS = f"""
SELECT ?g ?p ?o WHERE {{
  {{ SELECT DISTINCT ?g {{ ?class rdfs:subClassOf* cc:PressRelease . GRAPH ?g {{ ?g a ?class }} }} }}
  VALUES ?p {{ {" ".join(map(str, _HEADER))} }}
  GRAPH ?g {{ ?g ?p ?o }}
}}
"""
_CLAIMS = """
SELECT ?g ?claim ?s ?p ?o ?passage ?confidence ?review WHERE {{
  {values}
  GRAPH ?g {{
    ?claim {tie} ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?passage .
    OPTIONAL {{ ?claim cc:confidence ?confidence }}
    OPTIONAL {{ ?claim cc:review ?review }}
  }}
}}
"""
_REJECTED_TYPES = """
SELECT DISTINCT ?g ?s WHERE {
  GRAPH ?g { ?claim cc:review cc:Rejected ; rdf:predicate rdf:type ; rdf:subject ?s }
}
"""
_TYPES = """
SELECT ?claim WHERE {{
  GRAPH {graph} {{ ?claim rdf:subject {node} ; rdf:predicate rdf:type }}
  FILTER NOT EXISTS {{ GRAPH {graph} {{ ?claim cc:review cc:Rejected }} }}
}} LIMIT 1
"""

_PASSAGES = """
SELECT ?passage ?exact ?release WHERE {{
  {values} GRAPH ?g {{ ?passage oa:exact ?exact ; schema:isPartOf ?release }}
  FILTER(?g != <graph/knowledge>)
}}
"""

Gone = frozenset[tuple[NamedNode, NamedNode]]  # releases, each with a node that is not there for it


def select(store: Store, sparql: str) -> Iterator[QuerySolution]:
    """The rows of a query."""
    answer = store.query(sparql)
    assert isinstance(answer, QuerySolutions)
    return iter(answer)


def values(variable: str, nodes: Collection[NamedNode]) -> str:
    """Nodes that a variable may stand for, in SPARQL."""
    return f"VALUES ?{variable} {{ {' '.join(sorted(map(str, nodes)))} }}"


def gone(store: Store) -> Gone:
    """Nodes of which, in a release, every claim that tells what they are was rejected."""
    found = set()
    for row in select(store, _REJECTED_TYPES):
        if next(select(store, _TYPES.format(graph=row["g"], node=row["s"])), None) is None:
            found.add((_release(row["g"]), row["s"]))
    return frozenset(found)


def claims(
    store: Store,
    missing: Gone,
    subjects: Collection[NamedNode] | None = None,
    objects: Collection[NamedNode] | None = None,
) -> Iterator[Claim]:
    """The claims of release graphs that nobody rejected, by the nodes of these graphs.

    Args:
        store: the graph.
        missing: nodes that are not there; see `gone`.
        subjects: only claims about these nodes.
        objects: only claims that name these nodes.
    """
    wanted, tie = "", "a cc:Claim"
    if subjects is not None:
        wanted, tie = values("s", subjects), "rdf:subject ?s"
    elif objects is not None:
        wanted, tie = values("o", objects), "rdf:object ?o"
    for row in select(store, _CLAIMS.format(values=wanted, tie=tie)):
        claim = _claim(row)
        if claim and not ({(claim.release, claim.subject), (claim.release, claim.object)} & missing):
            yield claim


def claims_of_release(store: Store, missing: Gone, release: NamedNode) -> Iterator[Claim]:
    """The claims of one release."""
    wanted = values("g", [NamedNode(release.value + _EVIDENCE)])
    for row in select(store, _CLAIMS.format(values=wanted, tie="a cc:Claim")):
        claim = _claim(row)
        if claim and not ({(claim.release, claim.subject), (claim.release, claim.object)} & missing):
            yield claim


def exact_words(
    store: Store, passages: Collection[NamedNode] | None = None
) -> Iterator[tuple[NamedNode, Literal, NamedNode]]:
    """Passages, each with its words and its release; of some, or all."""
    wanted = values("passage", passages) if passages is not None else ""
    for row in select(store, _PASSAGES.format(values=wanted)):
        yield row["passage"], row["exact"], row["release"]


def _claim(row: QuerySolution) -> Claim | None:
    review, confidence = row["review"], row["confidence"]
    if review == _REJECTED:
        return None
    sure = 1.0 if review == _ACCEPTED else float(confidence.value) if confidence else _UNRATED
    return Claim(row["claim"], _release(row["g"]), row["s"], row["p"], row["o"], row["passage"], sure)


def _release(evidence: NamedNode) -> NamedNode:
    return NamedNode(evidence.value.removesuffix(_EVIDENCE))


def headers(store: Store, same: Same) -> dict[NamedNode, Header]:
    """What is known of each release as a whole; those in several languages have one witness."""
    said: dict[NamedNode, dict[NamedNode, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for row in select(store, _HEADERS):
        value = row["o"]
        said[row["g"]][row["p"]].add(same.get(value, value) if isinstance(value, NamedNode) else value)
    found = {iri: _header(iri, about) for iri, about in said.items()}
    filed = {iri: _filed(header, said[iri]) for iri, header in found.items()}
    one = witnesses(filed)
    return {iri: replace(header, witness=one.get(iri, iri)) for iri, header in found.items()}


def _header(iri: NamedNode, about: Mapping[NamedNode, set[Term]]) -> Header:
    def first(predicate: NamedNode) -> Term | None:
        return min(about.get(predicate, ()), key=str, default=None)

    def text(predicate: NamedNode) -> str:
        value = first(predicate)
        return value.value if value else ""

    title, publisher, address = first(_TITLE), first(_PUBLISHER), first(_ADDRESS)
    classes = sorted((each for each in about[TYPE] if isinstance(each, NamedNode)), key=str)
    return Header(
        iri,
        tuple(classes),
        text(_NUMBER),
        title if isinstance(title, Literal) else None,
        text(_LANGUAGE),
        text(_ISSUED),
        publisher if isinstance(publisher, NamedNode) else None,
        address if isinstance(address, NamedNode) else None,
        iri,
        text(_NUMBER) or _cited(publisher, text(_TITLE), text(_ISSUED)),
    )


def _cited(publisher: Term | None, title: str, issued: str) -> str:
    """What people call a release without a reference: by its publisher, else its title, and its date."""
    known = load().things.get(publisher) if isinstance(publisher, NamedNode) else None
    return ", ".join(filter(None, (known.label if known else title, issued)))


def _filed(header: Header, about: Mapping[NamedNode, set[Term]]) -> Filed:
    named = frozenset(each for each in about.get(MENTIONS, ()) if isinstance(each, NamedNode))
    publisher = header.publisher.value if header.publisher else ""
    return Filed(header.number, header.language, publisher, header.issued, named)
