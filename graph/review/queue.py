"""What most deserves a look: where claims conflict, what is believed least, what may be one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..identity.decisions import Decisions
from ..identity.duplicates import duplicates
from ..knowledge.gathering import select
from ..store.iris import short
from ..store.stores import Store
from ..things.relations import words

_SURE = 0.9  # what is believed so far needs no look
_PAIRS = 200  # doubtful pairs at most
_LEAST_BELIEVED = """
SELECT ?assertion ?subject ?role ?object ?belief ?exact ?release (SAMPLE(?c) AS ?claim) WHERE {{
  GRAPH <graph/knowledge> {{
    ?assertion cc:belief ?belief ; cc:bestPassage ?passage ; cc:claim ?c .
    ?passage oa:exact ?exact ; schema:isPartOf/rdfs:label ?release .
    {{ ?assertion cc:ofActivity ?subject ; cc:actor ?object ; cc:role/rdfs:label ?role }}
    UNION {{ ?assertion a cc:Relation ; rdf:subject ?subject ; rdf:predicate ?role ; rdf:object ?object }}
    FILTER(?belief < {sure} || EXISTS {{ ?conflict cc:claim ?c }})
  }}
  FILTER NOT EXISTS {{ GRAPH ?g {{ ?c cc:review ?review }} }}
}} GROUP BY ?assertion ?subject ?role ?object ?belief ?exact ?release ORDER BY ?belief ?assertion
"""
_CONTESTED = """
SELECT DISTINCT ?claim ?other WHERE {
  GRAPH <graph/knowledge> { ?conflict a cc:Conflict ; cc:claim ?claim, ?other FILTER(?claim != ?other) }
}
"""
_CLAIMS = (
    "SELECT ?claim WHERE {{ GRAPH <graph/knowledge> {{ {assertion} cc:claim ?claim }} }} ORDER BY ?claim"
)
_NAMES = "SELECT ?thing ?label WHERE { GRAPH <graph/knowledge> { ?thing rdfs:label ?label } }"


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide on."""

    kind: str  # "claim" or "pair"
    about: str  # in words: what is said, or which two may be one
    passage: str
    release: str  # as people cite it
    why: str  # it is in the queue
    score: float  # the least first
    claims: tuple[NamedNode, ...] = ()
    pair: tuple[NamedNode, NamedNode] | None = None
    things: tuple[NamedNode, ...] = ()  # that it is about

    @property
    def number(self) -> str:
        """What its first claim may be called."""
        return self.claims[0].value.rpartition("/")[2][:8] if self.claims else ""


def queue(store: Store, decisions: Decisions | None = None, about: NamedNode | None = None) -> list[Item]:
    """What to look at, the most doubtful first.

    Args:
        store: the graph, assembled.
        decisions: what persons decided; on that nobody is asked again.
        about: only what is about this thing.
    """
    items = [*_claims(store), *_pairs(store, decisions or Decisions())]
    asked = [each for each in items if about is None or about in each.things]
    return sorted(asked, key=lambda each: (each.score, each.about))


def _claims(store: Store) -> Iterator[Item]:
    names = {row["thing"]: row["label"].value for row in select(store, _NAMES)}
    contested = {row["claim"] for row in select(store, _CONTESTED)}

    def called(value: object) -> str:
        return names.get(value) or (
            short(value.value) if isinstance(value, NamedNode) else str(getattr(value, "value", value))
        )

    for row in select(store, _LEAST_BELIEVED.format(sure=_SURE)):
        claims = tuple(each["claim"] for each in select(store, _CLAIMS.format(assertion=row["assertion"])))
        conflict = bool(contested & set(claims))
        belief = float(row["belief"].value)
        relation = row["role"].value if not isinstance(row["role"], NamedNode) else words(row["role"])
        yield Item(
            "claim",
            f"{called(row['subject'])} | {relation} | {called(row['object'])}",
            row["exact"].value,
            row["release"].value,
            "releases contradict each other" if conflict else f"believed {belief:.2f}",
            belief - conflict,
            claims,
            None,
            tuple(each for each in (row["subject"], row["object"]) if isinstance(each, NamedNode)),
        )


def _pairs(store: Store, decisions: Decisions) -> Iterator[Item]:
    for doubt in duplicates(store, decisions, _PAIRS):
        left, right = doubt.left, doubt.right
        yield Item(
            "pair",
            f"{left.names[0] if left.names else short(left.iri.value)} = "
            f"{right.names[0] if right.names else short(right.iri.value)}",
            left.passage,
            ", ".join(left.releases[:3]),
            f"may be one {doubt.kind}",
            1 - doubt.score,
            (),
            (left.iri, right.iri),
            (left.iri, right.iri),
        )
