"""What most deserves a person's look: what contradicts, what is hardly believed, what may be one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolution, QuerySolutions

from ...ontology import label_languages
from ...ontology.terms import term
from ..identity.decisions import Decisions
from ..identity.duplicates import Doubt, Side, duplicates
from ..knowledge.believing import SYSTEMATIC, THRESHOLD
from ..store.iris import short
from ..store.stores import Store
from ..things.relations import relation_of
from ..things.statements import replaced

_TYPE = term("rdf:type")
_SURE = 0.9  # what is believed so far needs nobody's look
_AROUND = 240  # characters shown on either side of a passage


class Why(StrEnum):
    """Why something is in the queue."""

    CONFLICT = "conflict"  # it contradicts what is stated elsewhere
    DOUBTFUL = "doubtful"  # it is asserted, and not believed far
    WAITING = "waiting"  # it is believed too little to be asserted
    PAIR = "pair"  # two things that may be one


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in its context."""

    before: str
    passage: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at."""

    why: Why
    worth: float  # 0 to 1: what is worth most comes first
    says: str  # the statement or the question, in words
    release: str  # its key; nothing for pairs
    quoted: tuple[Quoted, ...]  # the passage in its context; of a pair, one passage for each
    claim: str = ""  # its IRI; nothing for pairs
    rule: str = ""
    confidence: float = 0.0
    belief: float = 0.0
    left: str = ""  # of a pair, the path of the one that would stay
    right: str = ""

    def record(self) -> dict[str, Any]:
        """The item as JSON has it."""
        return asdict(self) | {"why": self.why.value}


def queue(store: Store, decisions: Decisions | None = None, most: int = 20) -> list[Item]:
    """What deserves a look, what is worth most first.

    A claim is worth the more, the nearer the belief in what it states is to the threshold of the knowledge
    graph; one that contradicts another comes before all; a pair is worth its likeness.

    Args:
        store: a graph with its knowledge graph; nothing is in the queue where that was not made.
        decisions: what persons decided; what they decided on is not asked again.
        most: how many at most.
    """
    doubts = sorted(_doubted(store), key=lambda each: (-each.worth, each.claim.value))
    once = list({each.claim: each for each in reversed(doubts)}.values())[::-1]
    found = [*_items(store, once[:most]), *map(_pair, _pairs(store, decisions)[:most])]
    return sorted(found, key=lambda each: (-each.worth, each.why, each.claim, each.left, each.right))[:most]


def is_open(store: Store, item: Item) -> bool:
    """Whether nobody decided on a claim, and it is still there; a pair is always open."""
    if not item.claim:
        return True
    answer = store.query(_OPEN, {"claim": NamedNode(item.claim)})
    assert isinstance(answer, QueryBoolean)
    return bool(answer)


_OPEN = "ASK { GRAPH ?evidence { ?claim rdf:predicate ?p FILTER NOT EXISTS { ?claim cc:review ?review } } }"
_UNREVIEWED = "FILTER NOT EXISTS { GRAPH ?evidence { ?claim cc:review ?review } }"
_CONFLICTS = f"""
SELECT DISTINCT ?claim WHERE {{
  GRAPH <graph/knowledge> {{ ?conflict a cc:Conflict ; cc:claim ?claim }}
  GRAPH ?evidence {{ ?claim rdf:predicate ?predicate }}
  {_UNREVIEWED}
}}
"""
_ASSERTED = f"""
SELECT ?claim (MIN(?each) AS ?belief) WHERE {{
  GRAPH <graph/knowledge> {{ ?assertion cc:belief ?each ; cc:claim ?claim FILTER(?each < {_SURE}) }}
  GRAPH ?evidence {{ ?claim rdf:predicate ?predicate }}
  {_UNREVIEWED}
}} GROUP BY ?claim
"""
_UNASSERTED = f"""
SELECT DISTINCT ?claim ?confidence WHERE {{
  GRAPH ?evidence {{ ?claim cc:confidence ?confidence ; rdf:predicate ?predicate }}
  FILTER(?confidence < ?least)
  FILTER(?predicate NOT IN (schema:mentions, rdfs:label, skos:altLabel, schema:name, foaf:name, cc:acronym))
  FILTER NOT EXISTS {{ GRAPH <graph/knowledge> {{ ?assertion cc:claim ?claim }} }}
  {_UNREVIEWED}
}}
"""
_THRESHOLD = "SELECT ?least WHERE { GRAPH <graph/knowledge> { <graph/knowledge> cc:threshold ?least } }"


@dataclass(frozen=True, slots=True)
class _Doubted:
    claim: NamedNode
    why: Why
    worth: float
    belief: float


def _doubted(store: Store) -> Iterator[_Doubted]:
    """The claims that deserve a look; one may come more than once, for several reasons."""
    told = next((float(row["least"].value) for row in _select(store, _THRESHOLD)), None)
    if told is None:
        return
    for row in _select(store, _CONFLICTS):
        yield _Doubted(row["claim"], Why.CONFLICT, 1.0, 0.0)
    for row in _select(store, _ASSERTED):
        belief = float(row["belief"].value)
        yield _Doubted(row["claim"], Why.DOUBTFUL, _worth(belief, told), belief)
    # What one publisher says once is believed as far as its claim is trusted, less what publishers err.
    for row in _select(store, _UNASSERTED, least=Literal(told + SYSTEMATIC)):
        belief = round(max(0.0, float(row["confidence"].value) - SYSTEMATIC), 4)
        yield _Doubted(row["claim"], Why.WAITING, _worth(belief, told), belief)


def _worth(belief: float, threshold: float = THRESHOLD) -> float:
    return round(1 - abs(belief - threshold), 4)


_CLAIMS = """
SELECT ?claim ?s ?p ?o ?rule ?confidence ?start ?end ?release ?text WHERE {{
  VALUES ?claim {{ {claims} }}
  GRAPH ?evidence {{
    ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?passage .
    ?passage oa:start ?start ; oa:end ?end ; schema:isPartOf ?release .
    OPTIONAL {{ ?claim cc:rule ?rule }} OPTIONAL {{ ?claim cc:confidence ?confidence }}
  }}
  GRAPH ?body {{ ?release schema:articleBody ?text }}
}} ORDER BY ?claim ?start
"""
_LABELS = """
SELECT ?node ?label ?known WHERE {{
  VALUES ?node {{ {nodes} }}
  {{ GRAPH <graph/knowledge> {{ ?node dcterms:isReplacedBy?/rdfs:label ?label }} BIND(true AS ?known) }}
  UNION {{ GRAPH ?other {{ ?node rdfs:label|skos:prefLabel ?label }} BIND(false AS ?known) }}
}}
"""


def _items(store: Store, doubted: list[_Doubted]) -> Iterator[Item]:
    """The claims with what they state and the text around their passages."""
    if not doubted:
        return
    why = {each.claim: each for each in doubted}
    rows = list(_select(store, _CLAIMS.format(claims=" ".join(map(str, why)))))
    labels = _labels(store, {row[name] for row in rows for name in "spo"})
    for row in {row["claim"]: row for row in reversed(rows)}.values():
        each = why[row["claim"]]
        yield Item(
            why=each.why,
            worth=each.worth,
            says=_sentence(row, labels),
            release=row["release"].value.rpartition("/")[2],
            quoted=(_quoted(row["text"].value, int(row["start"].value), int(row["end"].value)),),
            claim=each.claim.value,
            rule=row["rule"].value if row["rule"] else "",
            confidence=float(row["confidence"].value) if row["confidence"] else 0.0,
            belief=each.belief,
        )


def _labels(store: Store, nodes: Iterable[object]) -> dict[object, str]:
    """What the knowledge graph calls some nodes, else what a release calls them."""
    asked = sorted(str(each) for each in nodes if isinstance(each, NamedNode))
    found: dict[object, list[tuple[bool, int, str]]] = defaultdict(list)
    for row in _select(store, _LABELS.format(nodes=" ".join(asked))):
        label = row["label"]
        elsewhere = row["known"].value == "false"
        found[row["node"]].append((elsewhere, label_languages.rank(label.language), label.value))
    return {node: min(labels)[2] for node, labels in found.items()}


def _sentence(row: QuerySolution, labels: dict[object, str]) -> str:
    """A claim in words, such as "Estonia: is invited to Mission on Cyber Security"."""

    def named(part: NamedNode | Literal) -> str:
        return labels.get(part) or (part.value if isinstance(part, Literal) else short(part.value))

    if row["p"] == _TYPE:
        return f"{named(row['s'])}: is of the kind {named(row['o'])}"
    relation = relation_of(row["p"])
    ends = (row["o"], row["s"]) if relation.inverse else (row["s"], row["o"])
    return f"{named(ends[0])}: {relation.verb} {named(ends[1])}"


def _quoted(text: str, start: int, end: int) -> Quoted:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return Quoted(
        before if start <= _AROUND else "…" + before,
        text[start:end],
        after if end + _AROUND >= len(text) else after + "…",
    )


def _pairs(store: Store, decisions: Decisions | None) -> list[Doubt]:
    """Likely duplicates that the knowledge graph holds for two."""
    now = replaced(store)

    def stands_for(side: Side) -> NamedNode:
        return now.get(side.iri, side.iri)

    return [each for each in duplicates(store, decisions) if stands_for(each.left) != stands_for(each.right)]


def _pair(doubt: Doubt) -> Item:
    def named(side: Side) -> str:
        return " | ".join(side.names[:3]) or short(side.iri.value)

    sides = (doubt.left, doubt.right)
    return Item(
        why=Why.PAIR,
        worth=min(doubt.score, 1.0),
        says=f"{named(doubt.left)} ({doubt.kind}) is the same as {named(doubt.right)}",
        release="",
        quoted=tuple(Quoted("", side.passage, "") for side in sides if side.passage),
        left=short(doubt.left.iri.value),
        right=short(doubt.right.iri.value),
    )


def _select(store: Store, sparql: str, **values: NamedNode | Literal) -> Iterator[QuerySolution]:
    answer = store.query(sparql, values)
    assert isinstance(answer, QuerySolutions)
    return iter(answer)
