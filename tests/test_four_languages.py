"""The mission of the seed in four languages, in words of our own: what they speak of is one in the graph."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from cybercoop.graph.asking.layers import query
from cybercoop.graph.asking.questions import ask
from cybercoop.graph.store.stores import OxigraphStore, open_store
from cybercoop.reading import ingest, readings

ROOT = Path(__file__).parent.parent
TOLD = {
    "en": ROOT / "examples" / "releases" / "2014-03-28-oas-colombia-mission.txt",
    "es": ROOT / "examples" / "releases" / "2014-03-28-oea-colombia-mision.txt",
    "pt": ROOT / "examples" / "releases" / "2014-03-28-oea-colombia-missao.txt",
    "fr": Path(__file__).parent / "data" / "mission-fr.txt",
}


def told(languages: tuple[str, ...]) -> OxigraphStore:
    store = open_store(None)
    names = [str(TOLD[language]) for language in languages]
    summary = ingest(store, names, readings(names))
    assert len(summary.read) == len(languages)
    return store


@pytest.fixture(scope="module")
def four() -> OxigraphStore:
    return told(tuple(TOLD))


def rows(store: OxigraphStore, sparql: str) -> list[tuple[str, ...]]:
    """What is known, as a person asks for it."""
    return sorted({tuple(value.value for value in row) for row in query(store, sparql)})


def test_all_four_are_read_in_their_language(four: OxigraphStore) -> None:
    found = rows(four, "SELECT ?language WHERE { ?release a cc:PressRelease ; dcterms:language ?language }")
    assert found == [("en",), ("es",), ("fr",), ("pt",)]


def test_one_mission_with_a_label_in_each_language(four: OxigraphStore) -> None:
    missions = rows(four, "SELECT ?mission WHERE { ?mission a cc:Mission }")
    assert len(missions) == 1
    labels = rows(
        four, "SELECT (LANG(?label) AS ?language) ?label { ?m a cc:Mission ; skos:prefLabel ?label }"
    )
    assert labels == [
        ("en", "Technical Assistance Mission on Cyber Security"),
        ("es", "Misión de Asistencia Técnica en Seguridad Cibernética"),
        ("fr", "Mission d'assistance technique en cybersécurité"),
        ("pt", "Missão de Assistência Técnica em Segurança Cibernética"),
    ]


@pytest.mark.parametrize("pattern", ["^Diego Molano", "^Juan Manuel Santos", "^José Miguel Insulza"])
def test_one_node_for_each_person(four: OxigraphStore, pattern: str) -> None:
    query = f'?node a foaf:Person ; foaf:name ?name . FILTER(REGEX(?name, "{pattern}"))'
    assert len(rows(four, f"SELECT ?node WHERE {{ {query} }}")) == 1
    naming = "?node cc:reportedIn ?release . ?release dcterms:language ?language"
    assert len(rows(four, f"SELECT ?language WHERE {{ {query} {naming} }}")) == 4


def test_one_colcert_that_all_four_name(four: OxigraphStore) -> None:
    query = '?node a cc:CyberBody ; cc:acronym "colCERT"'
    assert len(rows(four, f"SELECT ?node WHERE {{ {query} }}")) == 1
    naming = "?node cc:reportedIn ?release . ?release dcterms:language ?language"
    assert len(rows(four, f"SELECT ?language WHERE {{ {query} . {naming} }}")) == 4


def test_one_policy_that_established_it(four: OxigraphStore) -> None:
    found = rows(four, 'SELECT ?policy { ?policy a cc:Policy ; cc:establishes/cc:acronym "colCERT" }')
    assert len(found) == 1
    assert len(rows(four, "SELECT ?policy { ?policy a cc:Policy }")) == 1


@pytest.mark.parametrize("order", list(permutations(TOLD))[::7], ids="-".join)
def test_three_are_versions_of_the_first_in_any_order(order: tuple[str, ...]) -> None:
    store = told(order)
    originals = rows(
        store,
        """SELECT ?language ?of {
            ?r dcterms:isVersionOf ?o . ?r dcterms:language ?language . ?o dcterms:language ?of }""",
    )
    assert len(originals) == len(TOLD) - 1
    assert len({of for _, of in originals}) == 1
    assert len(rows(store, "SELECT ?mission WHERE { ?mission a cc:Mission }")) == 1


def test_versions_are_one_witness(four: OxigraphStore) -> None:
    answer = ask(four, "activities", {"kind": "mission"})
    (row,) = answer.records()
    assert row["releases"] == 1
    assert str(row["references"]).count(";") == 3  # but all four can be looked up
    alone = ask(four, "single-source", {"node": "colCERT"}).records()
    assert {row["relation"] for row in alone} >= {"establishes"}


def test_ingested_again_nothing_changes(four: OxigraphStore) -> None:
    before = {quad for quad in four.quads() if "/run" not in str(quad.graph_name)}
    names = [str(TOLD[language]) for language in ("fr", "en")]
    ingest(four, names, readings(names))
    assert {quad for quad in four.quads() if "/run" not in str(quad.graph_name)} == before
