"""No command destroys what it reads, or a graph."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import cybercoop
import pytest

MISSION = "2014-03-28-oas-colombia-mission.txt"


@pytest.fixture(scope="module")
def ready(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ready") / "store"
    with cybercoop.open(path) as graph:
        graph.ingest(releases / MISSION)
    return path


@pytest.fixture
def ingested(ready: Path, store: Path) -> Path:
    shutil.copytree(ready, store)
    return store


def sizes(folder: Path) -> dict[str, int]:
    return {each.name: each.stat().st_size for each in folder.iterdir()}


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "STORE/CURRENT", "--format", "turtle"],
        ["export", "STORE/g.ttl"],
        ["export", "STORE", "--format", "csv"],
        ["view", "-o", "STORE/LOCK"],
        ["report", "--state", "Colombia", "-o", "STORE/page.html"],
        ["network", "--graphml", "STORE/IDENTITY"],
        ["network", "--gexf", "STORE/n.gexf"],
        ["network", "--csv", "STORE/n.csv"],
        ["network", "--csv", "STORE/tables"],
        ["extract", "SOURCE", "-o", "STORE/facts.nq"],
        ["extract", "--explain", "SOURCE", "-o", "STORE/CURRENT"],
    ],
)
def test_no_output_goes_into_the_store(run, ingested: Path, releases: Path, arguments: list[str]) -> None:
    before = sizes(ingested)
    filled = [each.replace("STORE", str(ingested)) for each in arguments]
    ran = run(*(str(releases / MISSION) if each == "SOURCE" else each for each in filled))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "in the directory of the graph" in ran.err
    assert sizes(ingested) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "SOURCE", "-o", "SOURCE", "--format", "json"],
        ["extract", "OTHER", "FOLDER", "-o", "SOURCE", "--format", "json"],
        ["extract", "SOURCE", "-o", "LINK", "--format", "turtle"],
        ["extract", "--explain", "SOURCE", "-o", "SOURCE"],
        ["export", "QUERY", "--construct", "QUERY", "--format", "turtle"],
        ["network", "--csv", "DECISIONS"],
        ["view", "-o", "DECISIONS"],
        ["report", "--state", "Colombia", "-o", "DECISIONS"],
        ["export", "DECISIONS", "--format", "turtle"],
    ],
)
def test_no_output_goes_over_what_is_read(
    run, ingested: Path, releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    folder = tmp_path / "releases"
    folder.mkdir()
    names = {
        "SOURCE": folder / "b.txt",
        "OTHER": folder / "a.txt",
        "FOLDER": folder,
        "LINK": tmp_path / "link.ttl",
        "QUERY": tmp_path / "q.rq",
        "DECISIONS": tmp_path / "decided.csv",
    }
    for name in ("SOURCE", "OTHER"):
        shutil.copy(releases / MISSION, names[name])
    names["LINK"].symlink_to(names["SOURCE"])
    names["QUERY"].write_text("CONSTRUCT { ?s a cc:Mission } { ?s a cc:Mission }")
    names["DECISIONS"].write_text("decision,left,right,when,who,why\n")
    monkeypatch.setenv("CYBERCOOP_DECISIONS", str(names["DECISIONS"]))
    before = {name: path.read_bytes() for name, path in names.items() if path.is_file()}
    ran = run(*(str(names.get(each, each)) for each in arguments))
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "is read by this command: write elsewhere" in ran.err
    assert {name: path.read_bytes() for name, path in names.items() if path.is_file()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
@pytest.mark.parametrize("limit", [20_000, 5_000_000, 22_000_000])
def test_a_full_disk_is_one_line_for_ingest(releases: Path, tmp_path: Path, limit: int) -> None:
    import resource

    store = tmp_path / "graph"
    ran = subprocess.run(
        [sys.executable, "-m", "cybercoop", "ingest", "--store", str(store), str(releases)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr == (
        f"cybercoop: the graph at {store} cannot be written: file too large; what it held is kept\n"
    )
    with cybercoop.open(store) as graph:
        assert not [each for each in graph.check() if "written" in each.problem]
        held = {each["release"] for each in graph.query("SELECT ?release { ?release a cc:PressRelease }")}
        assert (len(held) > 2) == (limit > 20_000_000)
        assert len(graph.ingest(releases).replaced) == len(held)


def test_a_graph_without_releases_does_not_conform(run, store: Path) -> None:
    cybercoop.open(store).close()
    ran = run("check")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "cybercoop: the graph holds no release: run `cybercoop ingest` first\n"


def test_what_the_graph_lost_is_said_by_check_and_by_ingest(run, ingested: Path, releases: Path) -> None:
    import pyoxigraph as ox

    outside = ox.Store(str(ingested))
    for name in ("", "/evidence", "/text"):
        outside.remove_graph(ox.NamedNode(f"https://w3id.org/cybercoop/release/E-119-14{name}"))
    outside.flush()
    del outside
    ran = run("check")
    lost = "release/E-119-14: release/E-119-14: it was written into the graph and is lost: ingest it again"
    assert ran.out.splitlines() == [lost]
    assert ran.err == "cybercoop: the graph has faults: 1\n"
    other = next(each for each in sorted(releases.iterdir()) if each.name != MISSION)
    ran = run("ingest", "-q", other)
    assert ran.err == "cybercoop: the graph lost what it held: ingest again release/E-119-14\n"
    assert ran.code == 1
    assert run("ingest", "-q", releases / MISSION).code == 0
    assert run("check").code == 0


def test_damage_that_shows_while_reading_is_one_line(run, ingested: Path) -> None:
    for each in ingested.glob("*.sst"):
        content = bytearray(each.read_bytes())
        for at in range(1000, len(content) - 4000, 3000):
            content[at] ^= 4
        each.write_bytes(content)
    for command in (["query", "SELECT * { ?s ?p ?o }", "-f", "csv"], ["export", "-"], ["stats"], ["check"]):
        ran = run(*command) if command != ["export", "-"] else run("export", ingested.parent / "g.nq")
        assert ran.code == 1
        assert ran.err.count("\n") == 1
        assert "is damaged: delete" in ran.err
