"""Networks and tables: what the graph comes to, for those who read no RDF."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import networkx as nx
import pytest
from cybercoop.graph.exports.exporting import export
from cybercoop.graph.exports.graphml_gexf import WRITERS, flat, of_analysis, of_triples
from cybercoop.graph.exports.tables import csv_text
from cybercoop.graph.network.analysis import analyze
from cybercoop.graph.network.building import network
from cybercoop.graph.store.failures import ExportError, FormatError
from cybercoop.graph.store.stores import Store, load_reference, open_store
from cybercoop.ontology.terms import BASE, node, term
from pyoxigraph import Literal, Quad, Triple

MISSION = BASE + "activity/mission-col-2014-03-31-2014-04-04"
READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
HOSTILE = '<script>alert(1)</script> & "quotes" \x00\x0b\ud800 \u202e\U0001f600 ]]>'


def reopened(graph: nx.Graph, name: str) -> nx.Graph:
    return READERS[name](io.BytesIO(WRITERS[name](graph).encode()))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def opened(sample: Store, tmp_path: Path) -> dict[str, list[dict[str, str]]]:
    export(sample, tmp_path / "tables.zip")
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        return {name: rows(archive.read(name).decode("utf-8-sig")) for name in archive.namelist()}


@pytest.mark.parametrize("name", READERS)
def test_networkx_opens_it_again_with_the_same_counts(sample: Store, tmp_path: Path, name: str) -> None:
    path, whole = tmp_path / f"graph.{name}", network(sample)
    assert export(sample, path) == whole.number_of_edges()
    found = READERS[name](path)
    assert set(found) == set(whole)
    ends = sorted((one, other) for one, other, *_ in whole.edges)
    assert sorted((one, other) for one, other, *_ in found.edges) == ends
    assert found.is_directed()


@pytest.mark.parametrize("name", READERS)
def test_nodes_and_edges_keep_what_they_say(sample: Store, name: str) -> None:
    found = reopened(flat(network(sample)), name)
    assert found.nodes[BASE + "organization/OAS"]["label"] == "Organization of American States"
    assert found.nodes[MISSION]["kind"] == "activity"
    assert found.nodes[MISSION]["releases"] == 1
    assert found.nodes[MISSION]["first_year"] == 2014
    told = [edge for *ends, edge in found.edges(data=True) if ends == [BASE + "state/EST", MISSION]]
    assert [edge["label"] for edge in told] == ["is invited to"]
    assert told[0]["passages"] == "E-900/14: Canada, Estonia and the United Kingdom were invited"
    assert told[0]["references"] == "E-900/14"
    assert told[0]["weight"] == 1


@pytest.mark.parametrize("name", READERS)
def test_without_evidence_no_passage_is_told(sample: Store, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"graph.{name}"
    export(sample, path, evidence=False)
    assert "were invited" not in path.read_text("utf-8")
    assert "Estonia" in path.read_text("utf-8")


@pytest.mark.parametrize("name", READERS)
def test_equal_networks_give_equal_bytes_without_a_date_of_today(sample: Store, name: str) -> None:
    import datetime

    text = WRITERS[name](flat(network(sample)))
    assert text == WRITERS[name](flat(network(sample)))
    assert f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}" not in text


@pytest.mark.parametrize("name", READERS)
def test_hostile_text_stays_text(name: str) -> None:
    told = Triple(node("a"), term("schema:name"), Literal(HOSTILE.replace("\ud800", "")))
    graph = of_triples([told, Triple(node("a"), term("schema:about"), node("b"))])
    found = reopened(graph, name)
    kept = found.nodes[BASE + "a"]["schema:name"]
    assert "<script>alert(1)</script>" in kept
    assert "\x00" not in kept
    assert "\U0001f600" in kept
    assert found.number_of_edges() == 1


@pytest.mark.parametrize("name", READERS)
def test_parallel_edges_stay_apart(name: str) -> None:
    ends = node("a"), node("b")
    graph = of_triples(Triple(ends[0], term(each), ends[1]) for each in ("cc:donor", "cc:recipient"))
    found = reopened(graph, name)
    assert sorted(edge["label"] for *_, edge in found.edges(data=True)) == ["cc:donor", "cc:recipient"]


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("projection", ["actors", "support"])
def test_an_analysis_opens_again_with_its_measures(sample: Store, name: str, projection: str) -> None:
    found = analyze(sample, projection)
    again = reopened(of_analysis(found), name)
    assert (set(again), again.number_of_edges()) == (set(found.graph), found.graph.number_of_edges())
    assert again.is_directed() is found.projection.directed
    first = found.ranking[0]
    assert again.nodes[first.actor]["place"] == first.place
    assert again.nodes[first.actor]["partners"] == first.value
    assert again.nodes[first.actor]["community"] >= 1


def test_there_is_a_table_for_each_class(sample: Store, opened: dict[str, list[dict[str, str]]]) -> None:
    (mission,) = opened["TechnicalAssistanceMission.csv"]
    assert mission["iri"] == "activity/mission-col-2014-03-31-2014-04-04"
    assert mission["label"] == "Technical Assistance Mission on Cyber Security"
    assert mission["schema:startDate"] == "2014-03-31"
    assert mission["cc:invitedParticipant"] == "state/CAN | state/EST | state/GBR"
    assert mission["cc:invitedParticipant (name)"] == "Canada | Estonia | United Kingdom"
    assert mission["releases"] == "1"
    classes = {
        row[0].value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        for row in sample.query("SELECT DISTINCT ?c WHERE { GRAPH <release/E-900-14> { ?s a ?c } }")
    }
    assert classes <= {name.removesuffix(".csv") for name in opened}


def test_tables_hold_what_releases_name_and_no_more(opened: dict[str, list[dict[str, str]]]) -> None:
    states = {row["iri"] for row in opened["State.csv"]}
    assert states == {f"state/{code}" for code in ("CAN", "COL", "EST", "GBR", "ISR")}
    (kingdom,) = [row for row in opened["State.csv"] if row["iri"] == "state/GBR"]
    assert kingdom["rdfs:label@es"] == "Reino Unido"


def test_claims_and_passages_are_tables_unless_left_out(sample: Store, tmp_path: Path) -> None:
    (tmp_path / "with").mkdir()
    assert export(sample, tmp_path / "with") > 0
    export(sample, tmp_path / "without", "csv", evidence=False)
    with_, without = ({path.name for path in (tmp_path / each).iterdir()} for each in ("with", "without"))
    assert with_ - without == {"Claim.csv", "Passage.csv"}
    claims = rows((tmp_path / "with" / "Claim.csv").read_text("utf-8-sig"))
    assert len(claims) == len(list(sample.query("SELECT ?c WHERE { ?c a cc:Claim }")))
    assert not [claim for claim in claims if not claim["prov:wasDerivedFrom"].startswith("release/")]


def test_tables_are_the_same_on_every_day(sample: Store) -> None:
    first, again = io.BytesIO(), io.BytesIO()
    export(sample, first, "csv")
    export(sample, again, "csv")
    assert first.getvalue() == again.getvalue()


def test_a_text_in_a_table_is_no_formula() -> None:
    cells = ["=1+1", "@SUM(A1)", "+49", "-2.5", "-cmd|' /C calc'!A0", 'plain, with "comma"\nand line']
    (line,) = rows(csv_text(list("abcdef"), [cells]))
    assert list(line.values()) == ["'=1+1", "'@SUM(A1)", "+49", "-2.5", "'-cmd|' /C calc'!A0", cells[-1]]


def test_one_csv_file_is_refused_with_what_to_do(sample: Store, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"write graph\.zip, or --format csv and a folder"):
        export(sample, tmp_path / "graph.csv")
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="file cannot be made"):
        export(sample, tmp_path / "file", "csv")
    with pytest.raises(FormatError, match="name none"):
        export(sample, tmp_path / "a.gexf", graphs=[node("release/E-900-14")])
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_node_without_a_class_has_a_table_too() -> None:
    release = node("release/E-1")
    with open_store(None) as store:
        store.replace(
            [],
            [
                Quad(release, term("rdf:type"), term("cc:PressRelease"), release),
                Quad(node("x"), term("rdfs:label"), Literal("X"), release),
            ],
        )
        stream = io.BytesIO()
        assert export(store, stream, "csv") == 2
    with zipfile.ZipFile(stream) as archive:
        assert archive.namelist() == ["PressRelease.csv", "untyped.csv", "columns.csv"]


def test_a_table_says_what_the_others_mean(sample: Store, tmp_path: Path) -> None:
    load_reference(sample)
    export(sample, tmp_path / "tables.zip")
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        told = {
            (row["table"], row["column"]): row["meaning"]
            for row in rows(archive.read("columns.csv").decode("utf-8-sig"))
        }
        for name in set(archive.namelist()) - {"columns.csv"}:
            table = name.removesuffix(".csv")
            header = archive.read(name).decode("utf-8-sig").splitlines()[0].split(",")
            assert {(table, column) for column in header} <= told.keys()
    assert "press" in told["PressRelease", ""]
