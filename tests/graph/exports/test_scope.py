from __future__ import annotations

from pathlib import Path

import pytest
from cybercoop.graph.exports.exporting import export
from cybercoop.graph.exports.scope import (
    CONSTRUCTED_GRAPH,
    NotAConstructError,
    UnknownReleaseError,
    around,
    constructed,
    of_release,
)
from cybercoop.graph.network.building import UnknownNodeError, network
from cybercoop.graph.store.failures import QueryError
from cybercoop.graph.store.stores import Store
from cybercoop.ontology.terms import BASE, RUNS_GRAPH, node, term
from pyoxigraph import Literal, Quad, RdfFormat, parse, serialize

RELEASE = node("release/E-900-14")
SAMPLE = Path(__file__).parents[2] / "data" / "sample.trig"


@pytest.fixture
def two(sample: Store) -> Store:
    """The sample, and another release that says the same of another mission and of persons of its own."""
    text = serialize(parse(path=SAMPLE), format=RdfFormat.N_QUADS).decode()
    for old, new in (("E-900", "E-901"), ("mission-col", "mission-b"), ("ana-lucia-torres", "eva-roa")):
        text = text.replace(old, new)
    sample.replace(
        [], [quad for quad in parse(text, RdfFormat.N_QUADS) if "/release/" in str(quad.graph_name)]
    )
    return sample


def without_runs(store: Store) -> set[Quad]:
    return {quad for quad in store.quads() if quad.graph_name != RUNS_GRAPH}


@pytest.mark.parametrize("reference", ["E-900/14", "e-900/14", "E-900-14", f"{BASE}release/E-900-14"])
def test_one_release_has_its_graphs_and_the_names_of_all_it_mentions(two: Store, reference: str) -> None:
    part = of_release(two, reference)
    own = {quad for quad in two.quads() if str(quad.graph_name.value).startswith(RELEASE.value)}
    assert own <= set(part.quads())
    assert not [each for each in part.graphs() if "E-901" in each.value]
    named = {quad.object for quad in own if quad.predicate == term("schema:mentions")}
    labeled = {quad.subject for quad in part.quads() if quad.predicate == term("rdfs:label")}
    assert named
    assert named <= labeled
    assert node("state/FRA") not in labeled  # nobody names it
    assert len(network(part)) < len(network(two))


def test_an_unknown_release(two: Store) -> None:
    with pytest.raises(UnknownReleaseError, match=r"no release E-90/14 was read: did you mean E-90\d/14"):
        of_release(two, "E-90/14")
    with pytest.raises(UnknownReleaseError, match="coverage"):
        of_release(two, "nonsense")


@pytest.mark.parametrize("focus", ["state/COL", "person/eva-roa", "organization/col-colcert"])
@pytest.mark.parametrize("depth", [1, 2])
def test_a_neighborhood_is_that_of_the_network(two: Store, focus: str, depth: int) -> None:
    part, near = around(two, node(focus), depth), network(two, node(focus), depth)
    found = network(part)
    assert set(found) == set(near)
    assert set(found.edges(keys=True)) == set(near.edges(keys=True))
    for *ends, edge in near.edges(keys=True, data=True):
        assert found.edges[*ends]["evidence"] == edge["evidence"]


def test_a_neighborhood_has_no_statement_more_than_the_graph(two: Store) -> None:
    part = around(two, node("person/eva-roa"), 1)
    assert set(part.quads()) < without_runs(two)
    assert RELEASE not in part.graphs()  # the other release does not name her
    claims = {quad.subject for quad in part.quads() if quad.object == term("cc:Claim")}
    stated = list(part.query("SELECT ?c { ?c rdf:subject ?s; rdf:predicate ?p; rdf:object ?o . ?s ?p ?o }"))
    assert claims
    assert {row["c"] for row in stated} == claims


def test_a_membership_keeps_its_role(sample: Store) -> None:
    part = around(sample, node("person/marta-ruiz-prado"), 1)
    found = list(part.query("SELECT ?l { ?m org:member <person/marta-ruiz-prado>; org:role/rdfs:label ?l }"))
    assert [row["l"].value for row in found] == ["Minister of Defense"]


def test_nobody_names_the_focus(two: Store) -> None:
    with pytest.raises(UnknownNodeError):
        around(two, node("state/FRA"), 1)


def test_what_a_construct_yields_and_nothing_else(two: Store, tmp_path: Path) -> None:
    query = "CONSTRUCT { ?a cc:donor ?o } { ?a schema:organizer ?o }"
    part = constructed(two, query)
    assert part.graphs() == [CONSTRUCTED_GRAPH]
    expected = set(two.query(query))
    assert {quad.triple for quad in part.quads()} == expected
    assert len(expected) == 2
    assert export(part, tmp_path / "a.ttl", description=False) == 2
    assert {quad.triple for quad in parse(path=tmp_path / "a.ttl")} == expected
    assert export(part, tmp_path / "a.graphml") == 2
    assert export(part, tmp_path / "a.zip") == 2


def test_rows_are_no_graph(two: Store) -> None:
    with pytest.raises(NotAConstructError, match="CONSTRUCT or DESCRIBE"):
        constructed(two, "SELECT * { ?s ?p ?o } LIMIT 1")
    with pytest.raises(QueryError):
        constructed(two, "CONSTRUCT { ?s ?p")


def test_nothing_constructed_is_an_empty_graph(two: Store, tmp_path: Path) -> None:
    part = constructed(two, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(false) }")
    for suffix in ("ttl", "graphml", "gexf", "zip"):
        assert export(part, tmp_path / f"a.{suffix}", description=False) == 0
    assert Literal("x") not in {quad.object for quad in part.quads()}
