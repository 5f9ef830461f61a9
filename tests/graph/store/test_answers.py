from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

import pytest
from cybercoop.graph.store.answers import FORMATS, write
from cybercoop.graph.store.failures import FormatError
from cybercoop.graph.store.stores import Store
from cybercoop.ontology.terms import node, term
from pyoxigraph import Literal, Quad, RdfFormat, parse

HOSTS = """SELECT ?activity ?host ?start ?nothing WHERE {
  ?activity cc:hostState ?host ; schema:startDate ?start OPTIONAL { ?activity cc:mandatedBy ?nothing }
}"""
ACTIVITY = "activity/mission-col-2014-03-31-2014-04-04"
CONSTRUCT = "CONSTRUCT { ?activity cc:hostState ?host } WHERE { ?activity cc:hostState ?host }"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(store: Store, sparql: str, format_: str, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    write(store.query(sparql), format_, stream)
    return stream.getvalue()


def test_a_table_in_a_pipe_is_aligned_and_short(sample: Store) -> None:
    header, row = written(sample, HOSTS, "table").splitlines()
    assert row.split("  ") == [ACTIVITY, "state/COL", "2014-03-31"]
    assert header.index("host") == row.index("state/COL")
    assert header.index("start") == row.rindex("2014-03-31")


def test_nothing_is_cut_in_a_pipe(sample: Store) -> None:
    table = written(sample, "SELECT ?text { ?release schema:articleBody ?text }", "table")
    assert "Reference: E-900/14" in table
    assert len(table.splitlines()) == 2


def test_a_narrow_terminal_folds_and_cuts_nothing(sample: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    table = written(sample, "SELECT ?activity { ?activity cc:hostState ?host }", "table", Terminal())
    lines = [re.sub(r"\x1b\[\d*m", "", line).rstrip() for line in table.splitlines()]
    assert lines[0] == "activity"
    assert max(map(len, lines)) <= 40
    assert "".join(lines[1:]) == ACTIVITY


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_a_text_cannot_steer_the_terminal(sample: Store, stream: type[io.StringIO]) -> None:
    label = Literal("[red]\x1b]0;owned\x07 \u202egnp.exe\nsecond\u2028line")
    sample.replace([], [Quad(node("release/X"), term("dcterms:abstract"), label, node("release/X"))])
    table = written(sample, "SELECT ?text { ?release dcterms:abstract ?text }", "table", stream())
    assert "]0;owned" in table
    assert "[red]" in table
    assert not any(character in table for character in "\x07\u202e\u2028")
    assert "\x1b]" not in table
    assert "second line" in table


def test_an_empty_answer(sample: Store) -> None:
    nothing = "SELECT ?x { ?x cc:hostState <state/CAN> }"
    assert written(sample, nothing, "table") == "x\n"
    assert "no answer" in written(sample, nothing, "table", Terminal())
    assert written(sample, nothing, "csv").splitlines() == ["x"]


def test_wide_characters_are_aligned(sample: Store) -> None:
    table = written(sample, 'SELECT * { VALUES (?a ?b) { ("韓国" 1) ("Korea" 2) } }', "table")
    assert table.splitlines() == ["a      b", "韓国   1", "Korea  2"]


def test_csv_and_tsv(sample: Store) -> None:
    (row,) = csv.DictReader(io.StringIO(written(sample, HOSTS, "csv")))
    assert row["host"] == node("state/COL").value
    assert row["nothing"] == ""
    tsv = written(sample, HOSTS, "tsv").splitlines()
    assert tsv[0] == "?activity\t?host\t?start\t?nothing"
    assert tsv[1].split("\t")[1] == "<https://w3id.org/cybercoop/state/COL>"


def test_json_and_xml(sample: Store) -> None:
    answer = json.loads(written(sample, HOSTS, "json"))
    assert answer["results"]["bindings"][0]["host"] == {"type": "uri", "value": node("state/COL").value}
    root = ET.fromstring(written(sample, HOSTS, "xml"))
    assert node("state/COL").value in [each.text for each in root.iter() if each.tag.endswith("uri")]


def test_turtle(sample: Store) -> None:
    turtle = written(sample, CONSTRUCT, "turtle")
    assert f"<{ACTIVITY}> cc:hostState <state/COL> ." in turtle
    (triple,) = parse(turtle, format=RdfFormat.TURTLE)
    assert triple.object == node("state/COL")


def test_triples_as_a_table(sample: Store) -> None:
    lines = written(sample, CONSTRUCT, "table").splitlines()
    assert [line.split() for line in lines] == [
        ["subject", "predicate", "object"],
        [ACTIVITY, "cc:hostState", "state/COL"],
    ]


def test_yes_and_no(sample: Store) -> None:
    assert written(sample, "ASK { ?a cc:hostState <state/COL> }", "table") == "yes\n"
    assert written(sample, "ASK { ?a cc:hostState <state/CAN> }", "table") == "no\n"
    assert json.loads(written(sample, "ASK {}", "json"))["boolean"] is True


@pytest.mark.parametrize("format_", [each for each in FORMATS if each not in ("table", "turtle")])
def test_triples_are_no_rows(sample: Store, format_: str) -> None:
    with pytest.raises(FormatError, match=f"not {format_}: choose table or turtle"):
        written(sample, CONSTRUCT, format_)


def test_rows_are_no_triples(sample: Store) -> None:
    for sparql in (HOSTS, "ASK {}"):
        with pytest.raises(FormatError, match="choose one of table, csv, tsv, json, xml"):
            written(sample, sparql, "turtle")


def test_an_unknown_format(sample: Store) -> None:
    with pytest.raises(FormatError, match="no format excel: choose one of table, csv"):
        written(sample, HOSTS, "excel")
