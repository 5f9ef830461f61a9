"""What the releases of a store state, with the evidence of each statement, and what things are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from ...ontology import label_languages
from ...ontology.reference import load
from ...ontology.terms import term
from ..store.stores import Store
from .relations import KINDS, words

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]

NAMES = tuple(
    map(term, ("rdfs:label", "skos:prefLabel", "schema:name", "foaf:name", "skos:altLabel", "cc:acronym"))
)
_LABELS = NAMES[:4]
_UNJUDGED = frozenset({term("cc:headcountIs")})


@dataclass(frozen=True, slots=True)
class Release:
    """What a passage's release is called, and where the public finds it."""

    key: str  # its reference ("E-119/14"), else the last part of its IRI
    title: str
    issued: date | None
    url: str | None
    is_numbered: bool = True  # whether the key is a reference that is printed in it
    witness: str = ""  # what its versions in other languages share, which tell no more than one of them

    @property
    def reference(self) -> str:
        """Its reference; "" if none is printed in it: a key made for want of one tells people nothing."""
        return self.key if self.is_numbered else ""

    @property
    def link(self) -> str | None:
        """Its address, if that is one of the web: nothing else may become a link."""
        return self.url if self.url and self.url.startswith(("https://", "http://")) else None

    @property
    def by_date(self) -> tuple[date, str]:
        """What releases are put in order by."""
        return (self.issued or date.min, self.key)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a release, word for word; `start` and `end` count characters of its canonical text."""

    text: str
    release: Release
    start: int

    @property
    def end(self) -> int:
        """The first character after it."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage, the rule that read a fact in it, and how often that rule is right (0 to 1, if known)."""

    passage: Passage
    rule: str | None = None
    confidence: float | None = None


@dataclass(slots=True)
class Reading:
    """What one release states: its triples by subject and predicate, and the evidence of each."""

    release: Release
    about: dict[NamedNode, dict[NamedNode, list[Term]]] = field(default_factory=dict)
    evidence: dict[Triple, list[Evidence]] = field(default_factory=lambda: defaultdict(list))

    def values(self, subject: NamedNode, curie: str) -> list[Term]:
        """What is said of a subject by one predicate, such as ``cc:donor``."""
        return self.about.get(subject, {}).get(term(curie), [])

    def proof(self, subject: NamedNode, *curies: str) -> list[Evidence]:
        """The evidence of what is said of a subject, by some predicates."""
        triples = [(subject, term(curie), value) for curie in curies for value in self.values(subject, curie)]
        return [proof for triple in triples for proof in self.evidence.get(triple, ())]


def readings(store: Store) -> list[Reading]:
    """Each release of the store with its statements, oldest first: what the knowledge graph asserts.

    Nodes are the things of the knowledge graph. What was rejected, and what another release contradicts with
    better reason, is left out; names stay, and what stands in one release alone.
    """
    same, now, asserted = witnesses(store), replaced(store), _asserted(store)
    statements: dict[NamedNode, list[Triple]] = defaultdict(list)
    for row in _select(store, "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?g a cc:PressRelease . ?s ?p ?o } }"):
        triple = (now.get(row["s"], row["s"]), row["p"], now.get(row["o"], row["o"]))
        if _stands(triple, asserted):
            statements[row["g"]].append(triple)
    found = {iri: _reading(iri, triples, same.get(iri, iri)) for iri, triples in statements.items()}
    for row in _select(store, _CLAIMS):
        if reading := found.get(row["release"]):
            passage = Passage(row["exact"].value, reading.release, int(row["start"].value))
            rule, confidence = row["rule"], row["confidence"]
            proof = Evidence(passage, rule and rule.value, confidence and float(confidence.value))
            reading.evidence[now.get(row["s"], row["s"]), row["p"], now.get(row["o"], row["o"])].append(proof)
    return sorted(found.values(), key=lambda reading: reading.release.by_date)


_CLAIMS = """
SELECT ?release ?s ?p ?o ?exact ?start ?rule ?confidence WHERE {
  GRAPH ?evidence {
    ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?passage .
    ?passage oa:exact ?exact ; oa:start ?start ; schema:isPartOf ?release .
    OPTIONAL { ?claim cc:rule ?rule }
    OPTIONAL { ?claim cc:confidence ?confidence }
    FILTER NOT EXISTS { ?claim cc:review cc:Rejected }
  }
} ORDER BY ?release ?claim ?start
"""


def replaced(store: Store) -> dict[NamedNode, NamedNode]:
    """The nodes of release graphs that another thing stands for, each with that thing."""
    rows = _select(
        store, "SELECT ?old ?new WHERE { GRAPH <graph/knowledge> { ?old dcterms:isReplacedBy ?new } }"
    )
    return {row["old"]: row["new"] for row in rows}


def stating(store: Store, nodes: Iterable[NamedNode]) -> list[NamedNode]:
    """The releases that state something of one of these nodes, or of what stands for it; sorted."""
    values = " ".join(sorted(map(str, nodes)))
    rows = _select(store, _STATING.format(nodes=values))
    return sorted({row["release"] for row in rows}, key=lambda iri: iri.value)


def _asserted(store: Store) -> tuple[set[NamedNode], set[Triple]]:
    """The things of the knowledge graph, and all triples about them."""
    rows = list(
        _select(store, "SELECT ?s ?p ?o WHERE { GRAPH <graph/knowledge> { ?s cc:kindName ?k ; ?p ?o } }")
    )
    return {row["s"] for row in rows}, {(row["s"], row["p"], row["o"]) for row in rows}


def _stands(triple: Triple, asserted: tuple[set[NamedNode], set[Triple]]) -> bool:
    """Whether the knowledge graph asserts a triple, or does not judge it: names, and all but things."""
    subject, predicate, _ = triple
    things, triples = asserted
    return subject not in things or predicate in NAMES or predicate in _UNJUDGED or triple in triples


def witnesses(store: Store) -> dict[NamedNode, NamedNode]:
    """Each release that is a version of another, with the one release that counts for all versions."""
    versions: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    there = set()
    for row in _select(store, _VERSIONS):
        versions[row["original"]].append(row["release"])
        if row["there"].value == "true":
            there.add(row["original"])
    return {
        release: original if original in there else those[0]
        for original, those in versions.items()
        for release in those
    }


def distinct(releases: Iterable[Release]) -> int:
    """How many releases these are, where versions of one in several languages count once."""
    return len({release.witness or release.key for release in releases})


_STATING = """
SELECT DISTINCT ?release WHERE {{
  VALUES ?node {{ {nodes} }}
  GRAPH <graph/knowledge> {{
    {{ ?node cc:reportedIn ?release }} UNION {{ ?node dcterms:isReplacedBy/cc:reportedIn ?release }}
  }}
}}
"""
_VERSIONS = """
SELECT ?release ?original (EXISTS { ?original a ?class } AS ?there) WHERE {
  ?release dcterms:isVersionOf ?original
} ORDER BY ?release
"""


def _reading(iri: NamedNode, triples: list[Triple], witness: NamedNode) -> Reading:
    header = {p: o for s, p, o in triples if s == iri}
    reading = Reading(replace(_release(iri, header), witness=witness.value))
    for subject, predicate, value in sorted(triples, key=str):
        reading.about.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return reading


def _release(iri: NamedNode, header: dict[NamedNode, Term]) -> Release:
    def text(curie: str) -> str | None:
        value = header.get(term(curie))
        return value.value if value else None

    printed = text("dcterms:identifier")
    key = printed or iri.value.rsplit("/", 1)[-1]
    issued = iso_date(text("dcterms:issued"))
    return Release(key, text("dcterms:title") or key, issued, text("dcterms:source"), printed is not None)


def kinds_of_nodes(store: Store) -> dict[Term, tuple[str, NamedNode]]:
    """For each node of a known kind: the kind's key, and its most particular class."""
    reference = load()
    kind_of: dict[NamedNode, tuple[int, int]] = {}  # class: rank of its kind, how particular it is
    for row in _select(store, "SELECT DISTINCT ?class WHERE { ?node a ?class }"):
        above = {row["class"], *reference.superclasses(row["class"])}
        for rank, kind in enumerate(KINDS):
            if kind.root in above:
                kind_of[row["class"]] = (rank, -len(above))
                break
    best: dict[Term, NamedNode] = {}
    values = " ".join(sorted(map(str, kind_of)))
    members = f"SELECT DISTINCT ?node ?class WHERE {{ VALUES ?class {{ {values} }} ?node a ?class }}"
    for row in _select(store, members):
        node, cls = row["node"], row["class"]
        if node not in best or (kind_of[cls], cls.value) < (kind_of[best[node]], best[node].value):
            best[node] = cls
    gone = replaced(store)
    return {node: (KINDS[kind_of[cls][0]].key, cls) for node, cls in best.items() if node not in gone}


def _select(store: Store, sparql: str) -> Iterator[QuerySolution]:
    answer = store.query(sparql)
    assert isinstance(answer, QuerySolutions)
    return iter(answer)


class Words:
    """Names and labels of all nodes and terms: of things those of the knowledge graph."""

    def __init__(self, store: Store) -> None:
        shown = "SELECT ?s ?label WHERE { GRAPH <graph/knowledge> { ?s cc:kindName ?k ; rdfs:label ?label } }"
        self._shown = {row["s"]: row["label"].value for row in _select(store, shown)}
        self._names: dict[Term, list[tuple[int, Literal]]] = defaultdict(list)
        values = " ".join(map(str, NAMES))
        query = f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?p {{ {values} }} ?s ?p ?o }}"
        for row in _select(store, query):
            if isinstance(row["o"], Literal):
                self._names[row["s"]].append((NAMES.index(row["p"]), row["o"]))

    def label(self, node: Term) -> str:
        """What to call a node: in the first language that it has a name in (`ontology.label_languages`)."""
        if isinstance(node, Literal):
            return node.value
        if known := load().things.get(node):
            return known.label
        return self._shown.get(node) or self._best(node, _LABELS) or words(node)

    def acronym(self, node: Term) -> str:
        """Its acronym, if it has one, in the first of the same languages."""
        return self._best(node, NAMES[-1:])

    def _best(self, node: Term, predicates: tuple[NamedNode, ...]) -> str:
        named = [(rank, name) for rank, name in self._names.get(node, ()) if NAMES[rank] in predicates]
        return min(named, key=_preference)[1].value if named else ""

    def others(self, node: Term) -> tuple[str, ...]:
        """All its other names, in all languages."""
        names = {name.value for _, name in self._names.get(node, ())} - {self.label(node)}
        return tuple(sorted(names, key=lambda name: (name.casefold(), name)))


def _preference(named: tuple[int, Literal]) -> tuple[int, int, str]:
    predicate, name = named
    return (label_languages.rank(name.language), predicate, name.value)


def amount(reading: Reading, contribution: NamedNode) -> str:
    """What a contribution is worth, as people write it: ``CAD 250,000``."""
    sums = [f"{Decimal(value.value):,}" for value in reading.values(contribution, "schema:value")]
    currencies = [value.value for value in reading.values(contribution, "schema:currency")]
    return " ".join([*currencies, *sums])


def iso_date(text: str | None) -> date | None:
    """An xsd:date, if the text is one."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
