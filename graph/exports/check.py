"""Is the graph sound? Its shapes hold, and every fact has a passage that stands in the text."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from ...ontology.label_languages import rank
from ...ontology.terms import BASE, KNOWLEDGE_GRAPH, term
from ..store.answers import shown
from ..store.iris import natural
from ..store.manifest import FILE, NOTHING, state
from ..store.sparql import Term
from ..store.stores import Store
from .conforming import unmet

_TYPE = term("rdf:type")
_REVIEW, _REJECTED = term("cc:review"), term("cc:Rejected")
_CLAIM, _PASSAGE = term("cc:Claim"), term("cc:Passage")
_SUBJECT, _PREDICATE, _OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
_DERIVED = term("prov:wasDerivedFrom")
_REVIEW, _REJECTED = term("cc:review"), term("cc:Rejected")  # what a person rejected is no fact
_START, _END, _EXACT = term("oa:start"), term("oa:end"), term("oa:exact")
_BODY, _SHA256 = term("schema:articleBody"), term("cc:textSha256")
_UNSTATED = term("dcterms:source")  # where the release was found: no text states it
_LONGEST = 60  # characters of a passage in a message

_Described = dict[Term, dict[NamedNode, list[Term]]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    release: str  # IRIs short, as in tables: ``release/E-119-14``
    node: str  # which node of it
    problem: str

    def __str__(self) -> str:
        return f"{self.release}: {self.node}: {self.problem}"


@dataclass(frozen=True, slots=True)
class _Release:
    """What the store holds of one release."""

    iri: NamedNode
    facts: frozenset[Triple]
    evidence: frozenset[Triple]
    text: frozenset[Triple]
    described: _Described = field(default_factory=dict)  # the evidence by node

    def finding(self, node: Term, problem: str) -> Finding:
        return Finding(shown(self.iri), shown(node), problem)


def check(store: Store) -> list[Finding]:
    """Check every release of the graph.

    That is: every graph holds what was written into it, by the store's own record; the SHACL shapes of the
    ontology hold of what an export would hold, as exported; each fact but ``dcterms:source`` has a claim, and
    each claim its fact (but one that a person rejected) and its passage; each passage equals the text at its
    offsets; the text has the hash that was noted when it was read.

    Returns:
        What is wrong, by release; nothing if the graph is sound.
    """
    return list(findings(store))


def findings(store: Store) -> Iterator[Finding]:
    """What `check` finds: in each release, and then in what would be exported; see there."""
    yield from _record_findings(store)
    for iri in releases(store):
        release = _release(store, iri)
        yield from _text_findings(release)
        yield from _passage_findings(release)
        yield from _claim_findings(release)
    yield from _shape_findings(store)


def lost(store: Store) -> list[NamedNode]:
    """The graphs that were written and are no longer there, in natural order; of a release only the first.

    Nothing is known of that if the store keeps no record.
    """
    there = set(store.graphs())
    expected = store.expected() or {}
    gone = {graph for graph, states in expected.items() if NOTHING not in states} - there
    return sorted((graph for graph in gone if _of(graph) == graph or _of(graph) in there), key=_natural)


def _record_findings(store: Store) -> Iterator[Finding]:
    """What was written, held against what is there."""
    expected = store.expected()
    if expected is None:
        return
    if not expected and store.graphs():
        problem = "it is missing, so nobody knows whether anything was lost; the next ingest begins it anew"
        yield Finding(FILE, FILE, problem)
        return
    for graph in lost(store):
        problem = "it was written into the graph and is lost: ingest it again"
        yield Finding(shown(graph), shown(graph), problem)
    for graph in store.graphs():
        if graph == KNOWLEDGE_GRAPH:  # which follows from the others, and is made anew by `assemble`
            continue
        held, states = state(store.quads(graph)), expected.get(graph, (NOTHING,))
        if held not in states:
            written = " or ".join(str(each.statements) for each in states)
            problem = f"it holds {held.statements} statements, and not the {written} that were written"
            yield Finding(shown(_of(graph)), shown(graph), problem)


def _of(graph: NamedNode) -> NamedNode:
    """The release that a graph of evidence or text belongs to; of another graph, itself."""
    return NamedNode(graph.value.removesuffix("/evidence").removesuffix("/text"))


def _natural(graph: NamedNode) -> tuple[list[str | int], str]:
    return natural(graph.value)


def releases(store: Store) -> list[NamedNode]:
    """The releases of which the store holds any graph, in natural order."""
    prefix = BASE + "release/"
    return sorted({_of(name) for name in store.graphs() if name.value.startswith(prefix)}, key=_natural)


def _release(store: Store, iri: NamedNode) -> _Release:
    def triples(suffix: str) -> frozenset[Triple]:
        return frozenset(quad.triple for quad in store.quads(NamedNode(iri.value + suffix)))

    evidence = triples("/evidence")
    return _Release(iri, triples(""), evidence, triples("/text"), _described(evidence))


def _text_findings(release: _Release) -> Iterator[Finding]:
    text, noted = _value(release.text, _BODY), _value(release.text, _SHA256)
    if text is None:
        yield release.finding(release.iri, "its text is not stored, so no passage can be checked")
    elif noted != hashlib.sha256(text.encode()).hexdigest():
        yield release.finding(release.iri, "its text is not the one whose SHA-256 was noted when it was read")


def _passage_findings(release: _Release) -> Iterator[Finding]:
    text = _value(release.text, _BODY)
    for passage in _instances(release, _PASSAGE):
        start, end = _number(release, passage, _START), _number(release, passage, _END)
        quoted = _strings(release, passage, _EXACT)
        if start is None or end is None or len(quoted) != 1:
            yield release.finding(
                passage, "it needs one oa:start, one oa:end (whole numbers) and one oa:exact"
            )
        elif text is not None and text[start:end] != quoted[0]:
            yield release.finding(
                passage, f"it quotes {_quoted(quoted[0])}, but the text has {_quoted(text[start:end])} there"
            )


def _claim_findings(release: _Release) -> Iterator[Finding]:
    passages = set(_instances(release, _PASSAGE))
    claimed = set()
    for claim in _instances(release, _CLAIM):
        said = [release.described[claim].get(part, []) for part in (_SUBJECT, _PREDICATE, _OBJECT)]
        if [len(part) for part in said] != [1, 1, 1]:
            yield release.finding(claim, "it needs one rdf:subject, one rdf:predicate and one rdf:object")
            continue
        if _REJECTED not in release.described[claim].get(_REVIEW, []):
            claimed.add((said[0][0], said[1][0], said[2][0]))
        if not passages.intersection(release.described[claim].get(_DERIVED, [])):
            yield release.finding(claim, "no passage of this release stands behind it")
    facts = {(fact.subject, fact.predicate, fact.object) for fact in release.facts}
    for fact in _in_order(claimed - facts):
        yield release.finding(
            fact[0], f"{_statement(fact)} is claimed, but is no fact of the release's graph"
        )
    for fact in _in_order(fact for fact in facts - claimed if fact[1] != _UNSTATED):
        yield release.finding(fact[0], f"{_statement(fact)} has no claim, so no passage states it")


def _shape_findings(store: Store) -> Iterator[Finding]:
    """What the shapes find wrong with what would be exported, as it would be."""
    import rdflib

    found = []
    for release, node, path, value, messages in unmet(store):
        problem = _worded(messages)
        if isinstance(path, rdflib.URIRef):  # a path of several steps has no name
            problem = f"{_shown_node(path)}: {problem}"
        if value not in (None, node):
            problem = f"{problem} (found: {_shown_node(value)})"
        found.append(Finding(shown(_of(release)), _shown_node(node), problem))
    yield from sorted(found, key=lambda finding: natural(str(finding)))


def _worded(messages: Iterable[object]) -> str:
    ranked = sorted(messages, key=lambda each: (rank(getattr(each, "language", None)) > 1, str(each)))
    return str(ranked[0]) if ranked else "it does not have the shape that it should"


def _shown_node(node: object) -> str:
    import rdflib

    return shown(NamedNode(str(node))) if isinstance(node, rdflib.URIRef) else _quoted(str(node))


def _described(triples: Iterable[Triple]) -> _Described:
    described: _Described = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        described[triple.subject][triple.predicate].append(triple.object)
    return described


def _instances(release: _Release, kind: NamedNode) -> list[Term]:
    found = [node for node, properties in release.described.items() if kind in properties.get(_TYPE, ())]
    return sorted(found, key=lambda node: natural(shown(node)))


def _strings(release: _Release, node: Term, predicate: NamedNode) -> list[str]:
    return [value.value for value in release.described[node].get(predicate, []) if isinstance(value, Literal)]


def _number(release: _Release, node: Term, predicate: NamedNode) -> int | None:
    values = _strings(release, node, predicate)
    return int(values[0]) if len(values) == 1 and values[0].isdecimal() else None


def _value(triples: Iterable[Triple], predicate: NamedNode) -> str | None:
    for triple in triples:
        if triple.predicate == predicate and isinstance(triple.object, Literal):
            return triple.object.value
    return None


def _in_order(facts: Iterable[tuple[Term, Term, Term]]) -> list[tuple[Term, Term, Term]]:
    return sorted(facts, key=lambda fact: natural(" ".join(map(shown, fact))))


def _statement(fact: tuple[Term, Term, Term]) -> str:
    value = shown(fact[2]) if isinstance(fact[2], NamedNode) else _quoted(shown(fact[2]))
    return f"{shown(fact[1])} {value}"


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
