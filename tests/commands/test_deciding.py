"""One thing, one node, as a person meets it: two releases, the commands that decide, and their file."""

from __future__ import annotations

import json
from pathlib import Path

import cybercoop
import pytest

BEFORE = """E-901/14
March 28, 2014

OAS to Advise Colombia on Cyber Security

The Minister of Defense of Colombia, Diego Robles, will open a workshop on cyber security in Bogota
on April 2, 2014, organized by the Organization of American States (OAS).
"""
AFTER = """E-902/14
April 3, 2014

OAS Concludes Workshop in Colombia

The Minister of Defense of Colombia, Diego Robles Vega, thanked the Organization of American States
(OAS) for the workshop on cyber security held in Bogota on April 2, 2014.
"""
SHORT, LONG = "person/diego-robles", "person/diego-robles-vega"


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    found = tmp_path / "before.txt", tmp_path / "after.txt"
    for path, text in zip(found, (BEFORE, AFTER), strict=True):
        path.write_text(text, encoding="utf-8")
    return found


def persons(store: Path) -> set[str]:
    with cybercoop.open(store, read_only=True) as graph:
        rows = graph.query("SELECT DISTINCT ?person { ?person foaf:name ?name }")
    return {row["person"].removeprefix("https://w3id.org/cybercoop/") for row in rows}


def test_a_decision_is_obeyed_by_every_later_ingest(run, store: Path, texts: tuple[Path, Path]) -> None:
    run("ingest", *texts)
    assert persons(store) == {SHORT}

    ran = run("different", SHORT, LONG, "--why", "two ministers")
    assert ran.out.splitlines()[1] == "named in E-901-14, E-902-14"
    run("ingest", *texts)
    assert persons(store) == {SHORT, LONG}
    assert run("duplicates").out == "no doubtful pair\n"

    ran = run("same", LONG, SHORT, "--who", "Eva")
    assert ran.out.splitlines()[1] == "named in E-901-14, E-902-14"
    assert persons(store) == {LONG}
    run("ingest", *texts)
    assert persons(store) == {LONG}
    assert run("check").code == 0

    lines = store.with_name("decisions.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("decision,left,right,when,who,why,")
    assert lines[1].startswith(f"different,{SHORT},{LONG},")
    assert "two ministers" in lines[1]
    assert f"same,{LONG},{SHORT}," in lines[2]
    assert ",Eva," in lines[2]


def test_a_new_graph_obeys_decisions_that_came_by_version_control(
    run, store: Path, texts: tuple[Path, Path], tmp_path: Path
) -> None:
    file = tmp_path / "shared.csv"
    file.write_text(f"different,{SHORT},{LONG},2026-01-31,Eva,\n", encoding="utf-8")
    run("ingest", *texts, "--decisions", file)
    assert persons(store) == {SHORT, LONG}
    # A line that was added by hand takes effect on what is stored, too.
    file.write_text(f"same,{SHORT},{LONG},2026-02-01,Eva,\n", encoding="utf-8")
    run("ingest", texts[0], "--decisions", file)
    assert persons(store) == {SHORT}


def test_doubtful_pairs_in_other_formats(run, store: Path, texts: tuple[Path, Path]) -> None:
    texts[1].write_text(AFTER.replace("Minister of Defense of Colombia", "Minister of Defense of Peru"))
    run("ingest", *texts)
    shown = run("duplicates").out
    assert f"cybercoop same {SHORT} {LONG}" in shown
    assert "The Minister of Defense of Peru, Diego Robles Vega" in shown
    (found,) = json.loads(run("duplicates", "--format", "json").out)["results"]["bindings"]
    assert found["command"]["value"] == f"cybercoop same {SHORT} {LONG}"
    assert run("duplicates", "--format", "turtle").code == 1


def test_a_bad_line_stops_an_ingest_before_it_begins(run, store: Path, texts: tuple[Path, Path]) -> None:
    file = store.with_name("decisions.csv")
    file.write_text("same,person/a\n", encoding="utf-8")
    ran = run("ingest", *texts)
    assert ran.code == 1
    assert ran.err == (
        f"cybercoop: {file}, line 1: 2 columns where there should be 10: "
        "decision,left,right,when,who,why,release,predicate,passage,as\n"
    )
