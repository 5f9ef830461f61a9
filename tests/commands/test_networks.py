"""`cybercoop network` and what `cybercoop export` takes away, as a person meets them."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import cybercoop
import networkx as nx
import pyoxigraph as ox
import pytest
from cybercoop.graph.network.measures import MEASURES
from cybercoop.graph.network.projections import PROJECTIONS
from cybercoop.ontology.terms import node, term

SAMPLE = Path(__file__).parents[1] / "data" / "sample.trig"


@pytest.fixture
def read(store: Path) -> Path:
    """A graph of the sample's release."""
    with cybercoop.open(store) as graph:
        graph.store.replace([], ox.parse(path=SAMPLE))
    return store


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_network_says_its_sample_and_counts_distinct_releases(run, read: Path) -> None:
    ran = run("network")
    assert (ran.code, ran.err) == (0, "")
    found = lines(ran.out)
    assert found[0] == "States and organizations that have a part in the same activities."
    assert found[1] == "6 actors, 15 ties, stated by 1 of 1 release read, 2014-03-28."
    assert "1 Canada state 1 5 5 0.000 1.000 0.167 1 1 to gone no E-900/14" in found
    assert "Communities (modularity 0.00):" in found
    assert found.count("none") == 2  # neither brokers nor bridges in one community


def test_network_shows_as_many_as_asked(run, read: Path) -> None:
    found = lines(run("network", "--top", "2").out)
    assert "and 4 more: --top 6" in found


def test_every_projection_and_measure_that_help_names(run, read: Path) -> None:
    shown = run("network", "--help").out
    for name in PROJECTIONS:
        assert name in shown
        assert run("network", "--projection", name).code == 0
    for name in MEASURES:
        assert name in shown
        assert f"by {name};" in run("network", "--by", name).out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--projection", "friends"], "choose one of actors, states, support, themes"),
        (["--by", "fame"], "choose one of partners"),
        (["--gexf", "no/such/folder/a.gexf"], "there is no folder"),
    ],
)
def test_network_explains_what_it_cannot_do(run, read: Path, arguments: list[str], says: str) -> None:
    ran = run("network", *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_network_writes_files(run, read: Path, tmp_path: Path) -> None:
    graphml, gexf, one, folder = (tmp_path / each for each in ("a.graphml", "a.gexf", "a.csv", "all"))
    ran = run("network", "--graphml", graphml, "--gexf", gexf, "--csv", one)
    assert run("network", "--csv", folder).out == ran.out
    for opened in (nx.read_graphml(graphml), nx.read_gexf(gexf)):
        assert (opened.number_of_nodes(), opened.number_of_edges()) == (6, 15)
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{name}.csv" for name in ("actors", "bridges", "brokers", "communities", "ties")
    ]
    assert (folder / "actors.csv").read_bytes() == one.read_bytes()
    rows = list(csv.DictReader(io.StringIO(one.read_text("utf-8-sig"))))
    assert {row["node"] for row in rows} == set(nx.read_gexf(gexf))
    ties = list(csv.DictReader(io.StringIO((folder / "ties.csv").read_text("utf-8-sig"))))
    assert len(ties) == 15
    assert {(tie["releases"], tie["references"]) for tie in ties} == {("1", "E-900/14")}


def test_network_of_a_graph_without_ties(run, store: Path) -> None:
    with cybercoop.open(store) as graph:
        release = node("release/x")
        graph.store.replace([], [ox.Quad(release, term("rdf:type"), term("cc:PressRelease"), release)])
    assert run("network").out.splitlines()[1:] == ["0 actors, 0 ties, stated by 0 of 1 release read."]


def test_network_is_drawn_on_a_terminal(read: Path) -> None:
    pty = pytest.importorskip("pty", reason="terminals of Unix")
    parent, child = pty.openpty()
    environment = {**os.environ, "COLUMNS": "100", "TERM": "xterm"}
    command = [sys.executable, "-m", "cybercoop", "network"]
    with subprocess.Popen(command, stdout=child, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(child)
        shown = b""
        while chunk := _read(parent):
            shown += chunk
    assert process.returncode == 0
    assert b"\x1b[1m" in shown
    assert b"Canada" in shown


def _read(parent: int) -> bytes:
    try:
        return os.read(parent, 4096)
    except OSError:  # how a pseudo-terminal says that the other end is gone
        return b""


def test_export_of_one_release_or_neighborhood(run, read: Path, tmp_path: Path) -> None:
    whole, release, near = (tmp_path / f"{name}.nq" for name in ("whole", "release", "near"))
    assert run("export", whole).code == 0
    assert run("export", release, "--release", "E-900/14").code == 0
    assert run("export", near, "--focus", "Marta Ruiz Prado", "--depth", "1").code == 0
    read_back = [set(ox.parse(path=path)) for path in (whole, release, near)]
    assert read_back[0] > read_back[1] > read_back[2]
    assert any(quad.subject == node("dataset") for quad in read_back[0])
    assert not any(quad.subject == node("dataset") for quad in read_back[1])


def test_export_of_what_a_query_constructs(run, read: Path, tmp_path: Path) -> None:
    query, target = tmp_path / "q.rq", tmp_path / "made.ttl"
    query.write_text("CONSTRUCT { ?a cc:donor ?o } { ?a schema:organizer ?o }", encoding="utf-8")
    assert run("export", target, "--construct", query).out == f"{target}: 1 statements\n"
    (made,) = ox.parse(path=target)
    assert (made.predicate, made.object) == (term("cc:donor"), node("organization/OAS"))


def test_export_with_and_without_evidence(run, read: Path, tmp_path: Path) -> None:
    for option, expected in (("--with-evidence", True), ("--without-evidence", False)):
        run("export", tmp_path / "a.nq", option)
        kinds = {
            quad.object for quad in ox.parse(path=tmp_path / "a.nq") if quad.predicate == term("rdf:type")
        }
        assert (term("cc:Claim") in kinds) is expected


def test_export_says_what_it_counted(run, read: Path, tmp_path: Path) -> None:
    assert run("export", tmp_path / "a.gexf").out.endswith(" edges\n")
    assert run("export", tmp_path / "a.zip").out.endswith(" rows\n")
    assert run("export", tmp_path / "folder", "--format", "csv").out.endswith(" rows\n")
    assert (tmp_path / "folder" / "State.csv").exists()
    assert run("export", tmp_path / "a", "--format", "turtle").out.endswith(" statements\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--release", "E-1/99"], "no release E-1/99 was read"),
        (["--release", "E-900/14", "--focus", "Colombia"], "name only one"),
        (["--focus", "Atlantis"], "Atlantis"),
        (["--construct", "missing.rq"], "missing.rq"),
    ],
)
def test_export_explains_what_it_cannot_do(
    run, read: Path, tmp_path: Path, arguments: list[str], says: str
) -> None:
    ran = run("export", tmp_path / "a.ttl", *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "a.ttl").exists()
