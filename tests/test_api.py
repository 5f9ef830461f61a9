"""The Python API, beyond the page that documents it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path

import cybercoop
import pytest
from cybercoop.graph.store.values import from_term, to_term
from cybercoop.ingest.base.model import Reading
from cybercoop.ingest.sources.collecting import Refusal
from cybercoop.queries.catalogue import questions

MISSION = "2014-03-28-oas-colombia-mission.txt"


@pytest.fixture(scope="module")
def graph(releases: Path):
    with cybercoop.open(":memory:") as opened:
        opened.ingest(releases / MISSION)
        yield opened


def test_open_uses_the_default_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CYBERCOOP_STORE", str(tmp_path / "store"))
    with cybercoop.open() as opened:
        assert opened.stats().releases == 0
    assert (tmp_path / "store").is_dir()


def test_what_was_ingested_is_there_after_reopening(tmp_path: Path, releases: Path) -> None:
    with cybercoop.open(tmp_path / "store") as opened:
        assert opened.ingest(releases / MISSION).read == ["E-119-14"]
    with cybercoop.open(tmp_path / "store", read_only=True) as opened:
        assert opened.stats().releases == 1
        with pytest.raises(cybercoop.CybercoopError, match="reading only"):
            opened.ingest(releases / MISSION)


def test_ingest_reads_a_stream_and_tells_what_is_done(releases: Path) -> None:
    done: list[str] = []
    with cybercoop.open(":memory:") as opened:
        content = BytesIO((releases / MISSION).read_bytes())
        summary = opened.ingest("-", releases / "missing.txt", stdin=content, on_each=done.append)
    assert summary.read == ["E-119-14"]
    assert [each.reason for each in summary.refused] == ["no such file or folder"]
    assert done == ["-", str(releases / "missing.txt")]


def test_ingest_reads_one_release_at_a_time(releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is stored before the next is read."""
    from cybercoop import reading

    happened: list[str] = []
    releases_of = reading.releases

    def parsed(source):
        happened.append("read")
        return releases_of(source)

    monkeypatch.setattr(reading, "releases", parsed)
    files = sorted(releases.glob("2014*"))
    with cybercoop.open(":memory:") as opened:
        opened.ingest(*files, on_each=lambda name: happened.append("stored"))
    assert happened == ["read", "stored"] * len(files)


def test_rows_are_pythons_own_values(graph: cybercoop.Graph) -> None:
    row = graph.query("SELECT ?day ?label ?nothing { ?r dcterms:issued ?day ; rdfs:label ?label }")[0]
    assert row["day"] == date(2014, 3, 28)
    assert row["nothing"] is None
    assert graph.query("ASK { ?r a cc:PressRelease }") == [{"answer": True}]
    made = graph.query("CONSTRUCT { ?r a cc:PressRelease } { ?r a cc:PressRelease }")
    assert [row["subject"] for row in made] == ["https://w3id.org/cybercoop/release/E-119-14"]


def test_a_notebook_shows_answers_with_passages_and_the_graph_with_its_questions(
    graph: cybercoop.Graph,
) -> None:
    answer = graph.ask("activities-in-state", state="Colombia")
    shown = answer._repr_html_()
    assert str(answer[0]["activity"]) in shown
    assert "passage" in shown
    assert "1 release read" in shown
    greeting = graph._repr_html_()
    assert "1 release read, 2014-03-28" in greeting
    for name in questions():
        assert f"graph.ask(&quot;{name}&quot;" in greeting
    with cybercoop.open(":memory:") as empty:
        assert "ingest" in empty._repr_html_()


def test_what_the_greeting_shows_can_be_typed(graph: cybercoop.Graph) -> None:
    for call in re.findall(r"<code>(graph\.ask.*?)</code>", graph._repr_html_()):
        with suppress(cybercoop.CybercoopError):  # a name that the one release does not have
            eval(unescape(call), {"graph": graph})


def test_the_graph_as_data_frames(graph: cybercoop.Graph) -> None:
    pandas = pytest.importorskip("pandas", reason="of the extra `dev`")
    frames = graph.to_pandas()
    assert all(isinstance(frame, pandas.DataFrame) for frame in frames.values())
    assert len(frames["PressRelease"]) == 1
    assert len(frames["Claim"]) > 50
    assert frames["PressRelease"]["iri"].tolist() == ["release/E-119-14"]


def test_values_are_bound_and_never_spliced(graph: cybercoop.Graph) -> None:
    sparql = "SELECT ?r { ?r dcterms:identifier ?reference }"
    assert len(graph.query(sparql, reference="E-119/14")) == 1
    assert graph.query(sparql, reference='" } ; DROP ALL #') == []
    assert len(graph.query("SELECT ?r { ?r dcterms:issued ?day }", day=date(2014, 3, 28))) == 1
    assert graph.ask("activities-in-state", state="Chile", since=None) == []


@pytest.mark.parametrize(
    "value", ["text", True, 3, 2.5, Decimal("10.50"), date(2014, 3, 28), datetime(2014, 3, 28, 9, 30)]
)
def test_values_come_back_as_they_went_in(value: object) -> None:
    back = from_term(to_term(value))
    assert (type(back), back) == (type(value), value)


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(cybercoop.CybercoopError, match="neither text, number, date nor node"):
        to_term(object())
    with pytest.raises(cybercoop.CybercoopError, match="is no IRI"):
        to_term("http://exa mple.org")


def test_the_dataset_is_the_same_store(graph: cybercoop.Graph) -> None:
    from rdflib import RDFS, Literal, URIRef

    node = URIRef("https://example.org/added")
    dataset = graph.dataset()
    dataset.graph(URIRef("https://example.org/mine")).add((node, RDFS.label, Literal("added")))
    assert graph.query("SELECT ?label { <https://example.org/added> rdfs:label ?label }") == [
        {"label": "added"}
    ]
    dataset.graph(URIRef("https://example.org/mine")).remove((node, None, None))
    assert not graph.query("SELECT ?label { <https://example.org/added> rdfs:label ?label }")


def test_network_finds_its_focus_by_name(graph: cybercoop.Graph) -> None:
    near = graph.network(focus="COL", depth=1)
    assert near.graph["focus"] == "https://w3id.org/cybercoop/state/COL"
    assert len(near) < len(graph.network())


def test_extract_takes_a_path_or_the_text(releases: Path) -> None:
    path = releases / MISSION
    by_path, by_text = cybercoop.extract(path), cybercoop.extract(path.read_text(encoding="utf-8"))
    assert by_path.facts == by_text.facts


def test_extract_refuses_what_is_not_one_release(releases: Path) -> None:
    with pytest.raises(cybercoop.CybercoopError, match="more than one release"):
        cybercoop.extract(releases)
    with pytest.raises(cybercoop.CybercoopError, match="no such file"):
        cybercoop.extract("missing.txt")


def test_readings_go_on_after_a_refusal(releases: Path) -> None:
    kinds = [type(each) for each in cybercoop.readings("missing.txt", releases / MISSION)]
    assert kinds == [Refusal, Reading]


def test_a_closed_graph_says_so(releases: Path) -> None:
    opened = cybercoop.open(":memory:")
    opened.close()
    with pytest.raises(cybercoop.CybercoopError, match="closed"):
        opened.query("ASK {}")
