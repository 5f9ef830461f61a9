"""What the graph holds, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions

from ..store.answers import shown
from ..store.stores import Store
from ..things.relations import KINDS
from ..things.statements import kinds_of_nodes, readings

# A release's facts are in the graph that bears its name.
_RELEASE = """{
  SELECT DISTINCT ?release { ?class rdfs:subClassOf* cc:PressRelease . GRAPH ?release { ?release a ?class } }
}"""
_PERIOD = f"""
SELECT (COUNT(DISTINCT ?release) AS ?count) (MIN(?issued) AS ?first) (MAX(?issued) AS ?last) WHERE {{
  {_RELEASE} OPTIONAL {{ GRAPH ?release {{ ?release dcterms:issued ?issued }} }}
}}
"""
_KINDS = f"""
SELECT ?name (COUNT(DISTINCT ?release) AS ?count) WHERE {{
  {_RELEASE} GRAPH ?release {{ ?release a ?name }}
  FILTER NOT EXISTS {{ GRAPH ?release {{ ?release a ?narrower }} ?narrower rdfs:subClassOf+ ?name }}
}} GROUP BY ?name ORDER BY DESC(?count) ?name
"""
_NODES = f"""
SELECT ?name (COUNT(DISTINCT ?node) AS ?count) WHERE {{
  {_RELEASE} GRAPH ?release {{ ?node a ?name }}
}} GROUP BY ?name ORDER BY DESC(?count) ?name
"""
_FACTS = f"""
SELECT ?name (COUNT(*) AS ?count) WHERE {{
  {_RELEASE} GRAPH ?release {{ ?subject ?name ?object }}
}} GROUP BY ?name ORDER BY DESC(?count) ?name
"""
_RULES = """
SELECT ?name (COUNT(*) AS ?count) (AVG(?confidence) AS ?mean) WHERE {
  GRAPH ?evidence { ?claim a cc:Claim ; cc:rule ?name ; cc:confidence ?confidence }
} GROUP BY ?name ORDER BY DESC(?count) ?name
"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something."""

    name: str  # IRIs short: ``cc:Mission``, ``organization/OAS``
    count: int


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many claims a rule produced, and how sure it is of them on average."""

    rule: str
    claims: int
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Stats:
    """The graph in numbers; years in order, all other counts the largest first."""

    releases: int
    first: str | None  # the dates of the earliest and the latest release, ISO 8601
    last: str | None
    years: tuple[Count, ...]
    languages: tuple[Count, ...]
    kinds: tuple[Count, ...]  # by class: ``cc:PressRelease`` or one below it
    publishers: tuple[Count, ...]
    things: tuple[Count, ...]  # by kind, as the pages call them: "state", "body", "person"; all that is named
    nodes: tuple[Count, ...]  # by class; a node that several releases name counts once
    facts: tuple[Count, ...]  # by predicate; a fact that several releases state counts for each
    rules: tuple[RuleCount, ...]


def stats(store: Store) -> Stats:
    """Count what the releases of the graph yielded. Reference data are not counted."""
    period = next(iter(_rows(store, _PERIOD)))
    return Stats(
        releases=int(period[0]),
        first=period[1] or None,
        last=period[2] or None,
        years=_releases(store, "dcterms:issued", name="STR(YEAR(?value))", order=""),
        languages=_releases(store, "dcterms:language"),
        kinds=_counts(store, _KINDS),
        publishers=_releases(store, "dcterms:publisher"),
        things=_things(store),
        nodes=_counts(store, _NODES),
        facts=_counts(store, _FACTS),
        rules=tuple(RuleCount(rule, int(count), float(mean)) for rule, count, mean in _rows(store, _RULES)),
    )


def _releases(
    store: Store, predicate: str, name: str = "?value", order: str = "DESC(?count)"
) -> tuple[Count, ...]:
    return _counts(
        store,
        f"""
        SELECT ?name (COUNT(DISTINCT ?release) AS ?count) WHERE {{
          {_RELEASE} OPTIONAL {{ GRAPH ?release {{ ?release {predicate} ?value }} }}
          BIND(COALESCE({name}, "unknown") AS ?name)
        }} GROUP BY ?name ORDER BY {order} ?name
        """,
    )


def _things(store: Store) -> tuple[Count, ...]:
    """What the releases name, as one sees it in the network page: what is one thing counts once."""
    kinds = kinds_of_nodes(store)
    named: set[NamedNode | Literal] = set()
    for reading in readings(store):
        named |= reading.about.keys() & kinds.keys()
        for said in reading.about.values():
            named.update(value for values in said.values() for value in values if value in kinds)
    counts = Counter(kinds[each][0] for each in named)
    return tuple(Count(kind.key, counts[kind.key]) for kind in KINDS if counts[kind.key])


def _counts(store: Store, query: str) -> tuple[Count, ...]:
    return tuple(Count(name, int(count)) for name, count in _rows(store, query))


def _rows(store: Store, query: str) -> list[list[str]]:
    answer = store.query(query)
    return [[shown(value) for value in row] for row in answer] if isinstance(answer, QuerySolutions) else []
