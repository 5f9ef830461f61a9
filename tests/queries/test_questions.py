"""Every shipped question, asked of a small world whose answers were checked by hand."""

from __future__ import annotations

import csv
from pathlib import Path
from types import MappingProxyType

import pytest
from cybercoop.graph.asking.questions import Answer, ask, sparql_with_values
from cybercoop.graph.store.answers import shown
from cybercoop.graph.store.stores import Store
from cybercoop.ontology.terms import PREFIXES
from cybercoop.queries.catalogue import question, questions

EXPECTED = Path(__file__).parent / "expected"
NEEDED = MappingProxyType({"evidence": {"node": "colCERT"}, "changes-since": {"since": "2015-01-01"}})
NAMES = sorted(questions())


def table(answer: Answer) -> list[list[str]]:
    return [list(answer.columns), *([shown(cell) for cell in row] for row in answer.rows)]


def column(answer: Answer, name: str) -> list[str]:
    at = answer.columns.index(name)
    return [shown(row[at]) for row in answer.rows]


@pytest.mark.parametrize("name", NAMES)
def test_answer_is_the_one_checked_by_hand(world: Store, name: str) -> None:
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    assert len(expected) > 1, "an answer without rows shows nothing"
    assert table(ask(world, name, NEEDED.get(name, {}))) == expected


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_those_of_the_header(world: Store, name: str) -> None:
    answer = ask(world, name, NEEDED.get(name, {}))
    assert answer.columns == tuple(each.name for each in question(name).columns)


@pytest.mark.parametrize("name", NAMES)
def test_copied_query_gives_the_same_answer_without_help(world: Store, name: str) -> None:
    import pyoxigraph as ox

    asked = ask(world, name, NEEDED.get(name, {}))
    plain = ox.Store()
    plain.extend(world.quads())
    again = plain.query(sparql_with_values(asked.question, asked.bindings), use_default_graph_as_union=True)
    assert isinstance(again, ox.QuerySolutions)
    assert [tuple(row) for row in again] == list(asked.rows)


@pytest.mark.parametrize("name", NAMES)
def test_empty_graph_has_no_answer_and_no_error(empty: Store, name: str) -> None:
    import pyoxigraph as ox

    answer = empty.query(question(name).sparql)
    assert isinstance(answer, ox.QuerySolutions)
    assert list(answer) == []


# Each parameter of each question at least once: the values, a column, and what is left in it.
NARROWED = [
    ("activities", {"kind": "mission"}, "activity", ["Cyber Mission"]),
    ("activities", {"kind": "Technical Assistance Mission"}, "activity", ["Cyber Mission"]),
    ("activities", {"kind": "exercise"}, "activity", []),
    ("activities", {"state": "Uruguay"}, "activity", ["Taller sobre leyes"]),
    ("activities", {"actor": "Acme"}, "activity", ["Cyber Mission", "Lab", "Firma", "Taller sobre leyes"]),
    ("activities", {"theme": "Cybercrime"}, "activity", ["Taller sobre leyes"]),
    ("activities", {"since": "2015-06-11"}, "activity", ["Taller sobre leyes", "Incident Course"]),
    ("activities", {"since": "2014-04-05", "until": "2014-12-31"}, "start", ["2014-11"]),
    ("activities", {"until": "2014-03-31"}, "activity", ["Cyber Mission"]),
    ("activities", {"until": "2014-03-30"}, "activity", []),
    ("activities-in-state", {"state": "URY", "since": "2016"}, "actor", []),
    ("activities-in-state", {"until": "2014"}, "year", ["2014"] * 5),
    ("activities-in-state", {"state": "Paraguay"}, "actor", []),
    ("agreements", {"party": "Acme"}, "agreement", ["Acuerdo de Datos"]),
    ("agreements", {"party": "Canada"}, "agreement", []),
    ("agreements", {"since": "2015-06-11"}, "agreement", []),
    ("announced-never-done", {"state": "Uruguay"}, "activity", []),
    ("announced-never-done", {"actor": "OAS"}, "activity", ["Incident Course"]),
    ("announced-never-done", {"actor": "CICTE"}, "activity", []),
    ("announced-never-done", {"due": "2015-11-02"}, "activity", []),
    ("announced-never-done", {"due": "2015-11-03"}, "activity", ["Incident Course"]),
    ("bodies-created", {"state": "Uruguay"}, "body", []),
    ("bodies-created", {"since": "2014-03-28"}, "releases", ["2"]),
    ("bodies-created", {"since": "2014-03-29"}, "body", []),
    ("changes-since", {"since": "2015-09-01", "state": "Uruguay"}, "name", ["Cyber Strategy"]),
    ("changes-since", {"since": "2014-04-01", "state": "Korea"}, "what", ["absent"]),
    ("companies", {"state": "Uruguay"}, "names", ["Taller sobre leyes"]),
    ("companies", {"theme": "Cybercrime"}, "role", ["supporter"]),
    ("contributions", {"donor": "Canada"}, "donor", ["Global Affairs Canada"]),
    ("contributions", {"donor": "Estonia"}, "donor", []),
    ("contributions", {"recipient": "OAS"}, "amount", ["250000"]),
    ("contributions", {"since": "2014-03-29"}, "amount", []),
    ("contributions", {"at_least": "250000.01"}, "amount", []),
    ("coverage", {"since": "2015"}, "language", ["en", "es"]),
    ("coverage", {"until": "2014"}, "releases", ["2"]),
    ("coverage", {"publisher": "CICTE"}, "releases", []),
    ("donor-overlap", {"months": "19"}, "state", []),
    ("donor-overlap", {"months": "20", "state": "Colombia"}, "closest", ["20"] * 3),
    ("donor-overlap", {"theme": "Cybercrime"}, "state", []),
    ("evidence", {"node": "colCERT", "other": "National Cyber Policy"}, "confidence", ["0.9", "0.7"]),
    ("evidence", {"node": "colCERT", "relation": "ofState"}, "object", ["Colombia"]),
    ("evidence", {"node": "colCERT", "at_least": "0.8", "relation": "establishedby"}, "object", []),
    ("gaps", {"theme": "Cybercrime"}, "state", ["Paraguay"]),
    ("gaps", {"theme": "Incident Management"}, "state", ["Paraguay", "Uruguay"]),
    ("gaps", {"since": "2016"}, "last", ["2015-06-10", "2015-11-02", "", "2015-06-10"]),
    ("gaps", {"organization": "CICTE"}, "state", []),
    ("mandates", {"instrument": "Resolución 12"}, "activity", ["Taller sobre leyes"]),
    ("mandates", {"actor": "CICTE"}, "activity", []),
    ("mission-team", {"mission": "Incident Course"}, "status", [""] * 5),
    ("non-american-support", {"state": "Korea"}, "supporter", []),
    ("non-american-support", {"since": "2015-01-01"}, "body", ["Organization of American States"]),
    ("non-american-support", {"organization": "CICTE"}, "supporter", ["Canada", "Estonia"]),
    ("people-over-time", {"at_least": "3"}, "person", []),
    ("people-over-time", {"person": "Ruiz", "at_least": "1"}, "office", ["Minister of Defense"]),
    ("people-over-time", {"organization": "OAS"}, "office", ["President", "Secretary General"]),
    ("single-source", {"below": "0.95", "node": "CICTE"}, "relation", ["organizer"]),
    ("single-source", {"node": "colCERT"}, "relation", ["ofState"]),
    ("single-source", {"relation": "absentparticipant"}, "object", ["South Korea"]),
    ("strategies", {"state": "Uruguay"}, "kind", ["strategy"]),
    ("strategies", {"helper": "OAS"}, "kind", ["policy"]),
    ("support-from-donor", {"donor": "OAS", "state": "Colombia"}, "times", ["1"] * 3),
    ("support-from-donor", {"theme": "Cybercrime"}, "state", ["Uruguay"] * 3),
    ("support-from-donor", {"since": "2015-07-01"}, "donor", ["Estonia", "Organization of American States"]),
    ("support-from-donor", {"donor": "Canada"}, "state", ["Uruguay"]),
    ("themes-by-year", {"theme": "Cybercrime"}, "theme", ["Cybercrime Law"]),
    ("themes-by-year", {"state": "Colombia", "since": "2015"}, "change", ["1", "0"]),
    ("themes-by-year", {"until": "2014"}, "year", ["2014"]),
    ("who-said-what", {"speaker": "Ruiz"}, "reference", ["E-901/14"]),
    ("who-said-what", {"state": "Colombia"}, "speaker", ["Marta Ruiz"]),
    ("who-said-what", {"words": "LEY llega"}, "speaker", ["Ana Torres"]),
    ("who-said-what", {"since": "2014-03-29"}, "speaker", ["Ana Torres"]),
    ("who-said-what", {"until": "2014-03-28"}, "speaker", ["Marta Ruiz"]),
    ("who-works-with-whom", {"at_least": "2"}, "activities", ["2"] * 6),
    ("who-works-with-whom", {"agent": "Acme"}, "activities", ["2", "2", "2", "1", "1"]),
    ("who-works-with-whom", {"agent": "Korea"}, "partner", []),
    ("who-works-with-whom", {"agent": "Canada", "since": "2015"}, "activities", ["1"] * 3),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "shown_column", "left"), NARROWED)
def test_value_narrows_the_answer(
    world: Store, name: str, values: dict[str, str], shown_column: str, left: list[str]
) -> None:
    answer = ask(world, name, {**NEEDED.get(name, {}), **values})
    assert column(answer, shown_column) == left


def test_every_parameter_is_tried() -> None:
    tried = {(name, parameter) for name, values, _, _ in NARROWED for parameter in values}
    tried |= {(name, parameter) for name, values in NEEDED.items() for parameter in values}
    assert tried == {
        (each.name, parameter.name) for each in questions().values() for parameter in each.parameters
    }


@pytest.mark.parametrize(
    "hostile", ['" } DROP ALL #', "' } INSERT DATA { <a> <b> <c> } #", '\\" UNDEF', "${7*7}\n"]
)
def test_values_stay_values(world: Store, hostile: str) -> None:
    before = sorted(map(str, world.quads()))
    assert ask(world, "who-said-what", {"words": hostile}).rows == ()
    assert sorted(map(str, world.quads())) == before


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_reads_the_query(name: str) -> None:
    from rdflib.plugins.sparql import prepareQuery

    prepareQuery(question(name).sparql, initNs=PREFIXES)


def test_rows_do_not_depend_on_the_order_of_the_store(world: Store) -> None:
    from cybercoop.graph.store.stores import open_store

    with open_store(None) as other:
        other.replace([], sorted(world.quads(), key=str, reverse=True))
        for name in NAMES:
            values = NEEDED.get(name, {})
            assert ask(other, name, values).rows == ask(world, name, values).rows, name


def test_the_inverse_of_what_was_known_is_not_new(world: Store) -> None:
    news = ask(world, "changes-since", {"since": "2014-04-01"})
    assert "National Cyber Policy" not in column(news, "name"), "E-902/14 only says it from the other end"
