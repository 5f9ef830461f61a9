"""The network of who works with whom on what, as a networkx graph in which every edge carries its passages.

States, organizations, cyber bodies, persons, activities, instruments, places and expert groups are nodes.
What RDF needs a node of its own for (a membership, a contribution) is an edge here; a quotation belongs to
its speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode

from ...errors import CybercoopError
from ...ontology.terms import REFERENCE_GRAPH, term
from ..store.stores import Store
from ..things.relations import CONTRIBUTION, NARROWER, OFFICE, PREDICATES, Relation, relation_of
from ..things.statements import (
    NAMES,
    Evidence,
    Passage,
    Reading,
    Release,
    Term,
    Words,
    amount,
    distinct,
    iso_date,
    kinds_of_nodes,
    readings,
)

Fact = tuple[str, str, tuple[Evidence, ...]]  # its name, its value in words, what states it

_THEME, _OF_STATE = term("cc:theme"), term("cc:ofState")
# Told by a node's label, type, date or headcount already.
_TOLD_APART = {
    *NAMES,
    *map(term, ("rdf:type", "schema:startDate", "schema:endDate", "cc:headcount", "cc:headcountIs")),
}


class UnknownNodeError(CybercoopError):
    """No release names the node that was asked for."""


def network(
    store: Store, focus: NamedNode | None = None, depth: int = 2, *, structure: bool = False
) -> nx.MultiDiGraph:
    """The network of all that the store's releases name, or of what is within `depth` steps of one node.

    Node ids are IRIs. A node has `kind` (a key of `relations.KINDS`), `type` (its class in words), `label`,
    `acronym` (or ""), `names` (all others), `facts`, `quotations` and `passages`, `releases` (how many
    distinct releases name it), `years` (in which those were issued), `themes` (labels), and `start` and `end`
    (ISO 8601 days or months, or ""). An edge has `relation` (a key), `family`, `label` and `passive` (it in
    words, from either end), `evidence`, `releases`, `years`, `themes` (of a contribution), and `known`,
    whether it is reference knowledge. The graph has `sample`, the releases read, and `focus`.

    Args:
        store: where releases were ingested, with the reference data.
        focus: the node in the middle; edges count in both directions.
        depth: steps from the focus, at least 1.
        structure: also what the reference data know of parents and members of organizations that releases
            name; of which state they are is there in any case. Such edges are `known`, and have no evidence.

    Raises:
        UnknownNodeError: no release names the focus.
    """
    read = list(readings(store))
    graph = _Network(Words(store), kinds_of_nodes(store), read).build()
    _add_known(graph, store, structure)
    graph.graph["sample"] = [reading.release for reading in read]
    graph.graph["focus"] = focus.value if focus else None
    return _around(graph, focus.value, depth) if focus else graph


def _around(graph: nx.MultiDiGraph, focus: str, depth: int) -> nx.MultiDiGraph:
    if focus not in graph:
        raise UnknownNodeError(
            f"no release in the graph names {focus}: ingest one that does, or choose another"
        )
    near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), focus, cutoff=depth)
    return graph.subgraph(near).copy()


class _Network:
    """Joins what the releases say into one graph."""

    def __init__(
        self, words: Words, kinds: dict[Term, tuple[str, NamedNode]], readings: list[Reading]
    ) -> None:
        self.words, self.kinds, self.readings = words, kinds, readings
        self.graph = nx.MultiDiGraph()

    def build(self) -> nx.MultiDiGraph:
        for reading in self.readings:
            self._add_nodes(reading)
            for subject in reading.about:
                if subject in self.kinds:
                    self._add_dates(reading, subject)
                    self._add_headcount(reading, subject)
                    self._add_statements(reading, subject)
                self._add_office(reading, subject)
                self._add_contribution(reading, subject)
                self._add_quotation(reading, subject)
        self._finish()
        return self.graph

    def _add_nodes(self, reading: Reading) -> None:
        values = (value for said in reading.about.values() for each in said.values() for value in each)
        named = {node for node in (*reading.about, *values) if node in self.kinds}
        for node in sorted(named, key=str):
            if node.value not in self.graph:
                self.graph.add_node(node.value, **self._described(node))
            self.graph.nodes[node.value]["mentions"].append(reading.release)
        for (subject, _, value), proofs in reading.evidence.items():
            for node in {subject, value} & named:
                self.graph.nodes[node.value]["passages"] += [proof.passage for proof in proofs]

    def _described(self, node: Term) -> dict[str, Any]:
        kind, cls = self.kinds[node]
        return {
            "kind": kind,
            "type": self.words.label(cls),
            "label": self.words.label(node),
            "acronym": self.words.acronym(node),
            "names": self.words.others(node),
            "facts": [],
            "themes": [],
            "dates": ([], []),
            "quotations": [],
            "passages": [],
            "mentions": [],
        }

    def _add_statements(self, reading: Reading, subject: NamedNode) -> None:
        said = reading.about[subject]
        for predicate, values in said.items():
            for value in values:
                proofs = reading.evidence.get((subject, predicate, value), [])
                if predicate == _THEME:
                    self.graph.nodes[subject.value]["themes"].append(self.words.label(value))
                if value in self.kinds:
                    if not any(value in said.get(narrower, ()) for narrower in NARROWER.get(predicate, ())):
                        self._add_edge(relation_of(predicate), subject, value, proofs)
                elif predicate not in _TOLD_APART:
                    self._add_fact(subject, self.words.label(predicate), self.words.label(value), proofs)

    def _add_edge(
        self,
        relation: Relation,
        source: NamedNode,
        target: Term,
        proofs: list[Evidence],
        label: str = "",
        passive: str = "",
        themes: Iterable[str] = (),
    ) -> None:
        start, end = (target, source) if relation.inverse else (source, target)
        if start == end:
            return
        ends, key = (start.value, end.value), f"{relation.key}:{label}" if label else relation.key
        if not self.graph.has_edge(*ends, key):
            words = _worded(relation, label, passive)
            self.graph.add_edge(*ends, key, **words, evidence=[], themes=[], known=False)
        edge: dict[str, Any] = self.graph.edges[*ends, key]
        edge["evidence"] += proofs
        edge["themes"] += themes

    def _add_fact(self, node: NamedNode, name: str, value: str, proofs: list[Evidence]) -> None:
        self.graph.nodes[node.value]["facts"].append((name[:1].upper() + name[1:], value, proofs))

    def _add_dates(self, reading: Reading, node: NamedNode) -> None:
        curies = ("schema:startDate", "schema:endDate")
        starts, ends = ([value.value for value in reading.values(node, curie)] for curie in curies)
        if spoken := " to ".join(dict.fromkeys(filter(None, map(spoken_date, [*starts, *ends])))):
            self._add_fact(node, "date", spoken, reading.proof(node, *curies))
            self.graph.nodes[node.value]["dates"][0].extend(filter(spoken_date, starts))
            self.graph.nodes[node.value]["dates"][1].extend(filter(spoken_date, ends))

    def _add_headcount(self, reading: Reading, node: NamedNode) -> None:
        for count in reading.values(node, "cc:headcount"):
            bounds = [f"{self.words.label(how)} " for how in reading.values(node, "cc:headcountIs")]
            bound = "" if bounds in ([], ["exactly "]) else bounds[0]
            self._add_fact(node, "people", bound + count.value, reading.proof(node, "cc:headcount"))

    def _add_office(self, reading: Reading, membership: NamedNode) -> None:
        role = ", ".join(self.words.label(role) for role in reading.values(membership, "org:role"))
        proofs = reading.proof(membership, "org:member", "org:organization", "org:role")
        for person in reading.values(membership, "org:member"):
            for body in reading.values(membership, "org:organization"):
                if isinstance(person, NamedNode) and {person, body} <= self.kinds.keys():
                    self._add_edge(OFFICE, person, body, proofs, role)

    def _add_contribution(self, reading: Reading, contribution: NamedNode) -> None:
        curies = ("cc:donor", "cc:recipient", "cc:purpose", "schema:currency", "schema:value")
        proofs = reading.proof(contribution, *curies)
        money = amount(reading, contribution)
        words = (f"contributes {money} to", f"receives {money} from") if money else ("", "")
        themes = [self.words.label(theme) for theme in reading.values(contribution, "cc:theme")]
        receivers = reading.values(contribution, "cc:recipient") + reading.values(contribution, "cc:purpose")
        for donor in reading.values(contribution, "cc:donor"):
            for receiver in receivers:
                if isinstance(donor, NamedNode) and {donor, receiver} <= self.kinds.keys():
                    self._add_edge(CONTRIBUTION, donor, receiver, proofs, *words, themes)

    def _add_quotation(self, reading: Reading, quotation: NamedNode) -> None:
        said_by = reading.proof(quotation, "schema:spokenByCharacter")
        proofs = reading.proof(quotation, "schema:text") or said_by
        for speaker in reading.values(quotation, "schema:spokenByCharacter"):
            if speaker in self.kinds:
                self.graph.nodes[speaker.value]["quotations"] += [proof.passage for proof in proofs]

    def _finish(self) -> None:
        """Put in order what was gathered, and count."""
        for _, node in self.graph.nodes(data=True):
            sources = node.pop("mentions")
            node["releases"], node["years"] = distinct(sources), _years(sources)
            node["passages"], node["quotations"] = in_order(node["passages"]), in_order(node["quotations"])
            node["facts"], node["themes"] = _joined(node["facts"]), _distinct(node["themes"])
            starts, ends = node.pop("dates")
            node["start"], node["end"] = min(starts, default=""), max(ends, default="")
        for _, _, edge in self.graph.edges(data=True):
            edge["evidence"] = tuple(dict.fromkeys(edge["evidence"]))
            edge["themes"] = _distinct(edge["themes"])
            sources = list(dict.fromkeys(proof.passage.release for proof in edge["evidence"]))
            edge["releases"], edge["years"] = distinct(sources), _years(sources)


def _worded(relation: Relation, label: str = "", passive: str = "") -> dict[str, str]:
    return {
        "relation": relation.key,
        "family": relation.family,
        "label": label or relation.verb,
        "passive": passive or label or relation.passive,
    }


def _add_known(graph: nx.MultiDiGraph, store: Store, structure: bool) -> None:
    """What the reference data know of nodes that are there: their state, and with `structure` the rest."""
    for quad in store.quads(REFERENCE_GRAPH):
        relation = PREDICATES.get(quad.predicate)
        if relation is None or not relation.known or not isinstance(quad.object, NamedNode):
            continue
        if not structure and quad.predicate != _OF_STATE:
            continue
        ends = (str(quad.subject).strip("<>"), quad.object.value)
        if ends[0] in graph and ends[1] in graph and not graph.has_edge(*ends, relation.key):
            nothing = {"evidence": (), "releases": 0, "years": (), "themes": ()}
            graph.add_edge(*ends, relation.key, **_worded(relation), **nothing, known=True)


def _joined(facts: Iterable[tuple[str, str, list[Evidence]]]) -> tuple[Fact, ...]:
    """The same fact of several releases, once, with all its evidence; facts of one name together."""
    joined: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for name, value, proofs in facts:
        joined[name, value] += proofs
    names = list(dict.fromkeys(name for name, _ in joined))
    in_order_of_names = sorted(joined.items(), key=lambda fact: names.index(fact[0][0]))
    return tuple((*fact, tuple(dict.fromkeys(proofs))) for fact, proofs in in_order_of_names)


def in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """By release and place, each once; a name's own place is left out where its sentence is there."""
    kept: list[Passage] = []
    for passage in sorted(set(passages), key=lambda each: (*each.release.by_date, each.start, -each.end)):
        last = kept[-1] if kept else None
        if last is None or last.release != passage.release or last.end < passage.end:
            kept.append(passage)
    return tuple(kept)


def _years(releases: Iterable[Release]) -> tuple[int, ...]:
    return tuple(sorted({release.issued.year for release in releases if release.issued}))


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))


def spoken_date(iso: str) -> str:
    """A day or a month as people write it: 31 March 2014, March 2014; "" for what is neither."""
    if day := iso_date(iso):
        return f"{day.day} {day:%B %Y}"
    month = iso_date(f"{iso}-01")
    return f"{month:%B %Y}" if month else ""
