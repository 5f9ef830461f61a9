"""Deciding on claims and releases as a person does: what is decided holds, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import cybercoop
import pytest
from cybercoop.ontology.terms import RUNS_GRAPH

TEXT = """E-901/14
March 28, 2014

OAS to Hold Workshop in Colombia

The Organization of American States (OAS) organizes a workshop on cyber security in Bogota on April 2, 2014.
Colombia and Peru take part in the workshop. The National Cyber Center will host it.
"""


@pytest.fixture
def text(run, store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "release.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run("ingest", path).code == 0
    return path


def held(store: Path) -> set[str]:
    """All that the graph holds, but for when it was made."""
    with cybercoop.open(store, read_only=True) as graph:
        return {str(quad) for quad in graph.store.quads() if quad.graph_name != RUNS_GRAPH}


def test_a_missed_fact_with_a_new_thing_is_taken_back_whole(run, text: Path, store: Path) -> None:
    before = held(store)
    words = "The National Cyber Center will host it."
    new = ("National Cyber Center", "--release", "E-901/14", "--passage", words, "--kind", "Cyber body")
    ran = run("add", "workshop on cyber security", "organizer", *new)
    assert ran.code == 0, ran.err
    assert any("curator/" in each for each in held(store))
    run("ingest", text)
    assert any("curator/" in each for each in held(store))
    assert run("undo").code == 0
    assert held(store) == before


def test_words_that_the_release_does_not_have_are_refused(run, text: Path, store: Path) -> None:
    words = "The National Cyber Center hosted it."
    ran = run(
        "add",
        "workshop on cyber security",
        "participant",
        "Chile",
        "--release",
        "E-901/14",
        "--passage",
        words,
    )
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert "The National Cyber Center will host it" in ran.err
    assert not store.with_name("decisions.csv").exists()


def test_a_forgotten_release_stays_out_until_that_is_taken_back(run, text: Path) -> None:
    assert run("forget", "E-901/14").code == 0
    run("ingest", text)
    assert "E-901-14" not in run("query", "SELECT ?g { GRAPH ?g { ?s a cc:PressRelease } }").out
    assert run("undo").code == 0
    run("ingest", text)
    assert "E-901-14" in run("query", "SELECT ?g { GRAPH ?g { ?s a cc:PressRelease } }").out


def test_a_rejected_fact_is_gone_and_stays_away_until_that_is_taken_back(
    run, text: Path, store: Path
) -> None:
    before = held(store)
    ran = run("reject", "workshop on cyber security", "participant", "Peru", "--as", "not-said")
    assert ran.code == 0, ran.err
    run("ingest", text)
    rows = run("query", "SELECT ?who { GRAPH <graph/knowledge> { ?a cc:participant ?who } }", "-f", "csv").out
    assert "state/COL" in rows
    assert "state/PER" not in rows
    assert run("check").code == 0
    assert run("undo").code == 0
    assert held(store) == before
