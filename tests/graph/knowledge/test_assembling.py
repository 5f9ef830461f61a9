"""The knowledge graph follows from release graphs alone, however it came about, and leads back to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from cybercoop.graph.knowledge.assembling import assemble, touch
from cybercoop.graph.store.stores import OxigraphStore, load_reference, open_store
from cybercoop.ingest.base.model import Reading
from cybercoop.ingest.facts.mapping import quads, release_graphs
from cybercoop.ontology.terms import KNOWLEDGE_GRAPH, term
from cybercoop.reading import readings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

EXAMPLES = Path(__file__).parents[3] / "examples" / "releases"


@cache
def examples() -> dict[str, list[Quad]]:
    """The quads of each example release, read alone."""
    found = [each for each in readings([str(EXAMPLES)]) if isinstance(each, Reading)]
    return {each.release.key: quads(each) for each in found}


def put(store: OxigraphStore, key: str, content: Iterable[Quad]) -> NamedNode:
    graphs = release_graphs(key)
    store.replace(graphs, content)
    return graphs[0]


def held(store: OxigraphStore) -> list[str]:
    """The knowledge graph, as lines."""
    return sorted(map(str, store.quads(KNOWLEDGE_GRAPH)))


def made_anew(keys: Iterable[str]) -> list[str]:
    with open_store(None) as store:
        load_reference(store)
        for key in sorted(keys):
            put(store, key, examples()[key])
        assemble(store)
        return held(store)


@pytest.fixture(scope="module")
def whole() -> Iterator[OxigraphStore]:
    with open_store(None) as store:
        load_reference(store)
        for key, content in examples().items():
            put(store, key, content)
        assemble(store)
        yield store


def rows(store: OxigraphStore, sparql: str) -> list[tuple[object, ...]]:
    answer = store.query(sparql)
    assert isinstance(answer, QuerySolutions)
    return [tuple(row) for row in answer]


steps = st.lists(
    st.tuples(st.sampled_from(sorted(examples())), st.sampled_from(["read", "read", "read", "removed"])),
    min_size=1,
    max_size=10,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_one_by_one_in_any_order_gives_what_making_it_anew_does(done: list[tuple[str, str]]) -> None:
    there: set[str] = set()
    with open_store(None) as store:
        load_reference(store)
        for key, step in done:
            touched = put(store, key, examples()[key] if step == "read" else [])
            there = there | {key} if step == "read" else there - {key}
            touch(store, [touched])
        assert held(store) == made_anew(there)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(sorted(examples())), min_size=2, max_size=8))
def test_several_at_once_give_the_same(keys: set[str]) -> None:
    with open_store(None) as store:
        load_reference(store)
        touch(store, [])
        touched = [put(store, key, examples()[key]) for key in keys]
        touch(store, touched)
        assert held(store) == made_anew(keys)


def test_making_it_anew_changes_nothing(whole: OxigraphStore) -> None:
    before = held(whole)
    assemble(whole)
    assert held(whole) == before


def test_every_assertion_leads_to_claims_and_every_claim_to_its_passage(whole: OxigraphStore) -> None:
    assertions = "GRAPH <graph/knowledge> { ?a a cc:Assertion }"
    assert rows(whole, f"SELECT ?a WHERE {{ {assertions} }} LIMIT 1")
    bare = f"SELECT ?a WHERE {{ {assertions} FILTER NOT EXISTS {{ ?a cc:claim ?c }} }}"
    assert rows(whole, bare) == []
    lost = """
    SELECT ?c WHERE {
      GRAPH <graph/knowledge> { ?a cc:claim ?c }
      FILTER NOT EXISTS { GRAPH ?e { ?c prov:wasDerivedFrom ?p . ?p oa:exact ?words } }
    }"""
    assert rows(whole, lost) == []
    unquoted = f"""
    SELECT ?a WHERE {{
      {assertions} FILTER NOT EXISTS {{
        GRAPH <graph/knowledge> {{ ?a cc:bestPassage ?p . ?p oa:exact ?x ; schema:isPartOf ?r }}
      }}
    }}"""
    assert rows(whole, unquoted) == []


def test_everything_that_is_named_there_is_described_there(whole: OxigraphStore) -> None:
    named = """
    SELECT DISTINCT ?x WHERE {
      GRAPH <graph/knowledge> {
        { ?a cc:actor ?x } UNION { ?a cc:rollsUpTo ?x } UNION { ?a org:organization ?x }
        UNION { ?a cc:donor ?x } UNION { ?a cc:hostState ?x } UNION { ?a cc:status ?x }
        UNION { ?a cc:role ?x }
        UNION { ?a dcterms:publisher ?x } UNION { ?a cc:theme ?x } UNION { ?a cc:reportedIn ?x }
        FILTER NOT EXISTS { ?x rdfs:label ?label }
      }
    }"""
    assert rows(whole, named) == []
    twice = """
    SELECT ?x WHERE { GRAPH <graph/knowledge> { ?x rdfs:label ?l } } GROUP BY ?x HAVING(COUNT(?l) != 1)"""
    assert rows(whole, twice) == []


def test_each_activity_has_one_status_and_its_days(whole: OxigraphStore) -> None:
    for curie in ("cc:status", "cc:begins", "cc:ends", "cc:year"):
        wrong = f"""
        SELECT ?x WHERE {{
          GRAPH <graph/knowledge> {{ ?x a cc:Activity ; cc:firstReported ?d OPTIONAL {{ ?x {curie} ?v }} }}
        }} GROUP BY ?x HAVING(COUNT(?v) != 1)"""
        assert rows(whole, wrong) == [], curie


def rejected(store: OxigraphStore, assertion: NamedNode) -> set[NamedNode]:
    """Reject all claims behind an assertion; the releases that make them."""
    claims = rows(store, f"SELECT ?g ?c WHERE {{ {assertion} cc:claim ?c . GRAPH ?g {{ ?c a cc:Claim }} }}")
    review = [Quad(c, term("cc:review"), term("cc:Rejected"), g) for g, c in claims]  # type: ignore[arg-type]
    store.amend([], review)
    return {NamedNode(g.value.removesuffix("/evidence")) for g, _ in claims}  # type: ignore[attr-defined]


@pytest.mark.parametrize("cls", ["cc:Participation", "cc:Relation", "org:Membership", "cc:Contribution"])
def test_rejecting_all_claims_of_an_assertion_removes_it(cls: str) -> None:
    with open_store(None) as store:
        load_reference(store)
        for key, content in examples().items():
            put(store, key, content)
        assemble(store)
        find = f"SELECT ?a WHERE {{ GRAPH <graph/knowledge> {{ ?a a cc:Assertion, {cls} }} }} ORDER BY ?a"
        for (assertion,) in rows(store, find)[::40]:
            assert isinstance(assertion, NamedNode)
            touch(store, rejected(store, assertion))
            assert rows(store, f"SELECT ?p WHERE {{ {assertion} ?p ?o }}") == []
        kept = held(store)
        assemble(store)
        assert held(store) == kept


def test_the_threshold_is_kept_and_decides(whole: OxigraphStore) -> None:
    with open_store(None) as store:
        load_reference(store)
        key = "E-119-14"
        release = put(store, key, examples()[key])
        low, high = assemble(store), assemble(store, threshold=0.94)
        assert low.waiting == 0 < high.waiting
        assert high.participations + high.relations + high.waiting > 0
        before = held(store)
        touch(store, [release])
        assert held(store) == before
        least = rows(store, "SELECT ?t WHERE { <graph/knowledge> cc:threshold ?t }")
        assert least == [(Literal("0.94", datatype=term("xsd:decimal")),)]
