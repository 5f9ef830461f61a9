"""Every shipped question, asked of a small world whose answers are kept as CSV.

They were written by the program when the questions moved to the knowledge graph, and read over once: a
change shows as a difference, that an answer is right is for tests/story to say.
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from types import MappingProxyType

import pytest
from cybercoop.graph.asking.questions import Answer, ask, sparql_with_values
from cybercoop.graph.store.answers import shown
from cybercoop.graph.store.stores import Store
from cybercoop.queries.catalogue import question, questions

EXPECTED = Path(__file__).parent / "expected"
NEEDED = MappingProxyType(
    {
        "evidence": {"node": "colCERT"},
        "changes-since": {"since": "2015-01-01"},
        "one-activity": {"activity": "Cyber Mission"},
        "donor-overlap": {"announced": "yes"},
    }
)
NAMES = sorted(questions())


def table(answer: Answer) -> list[list[str]]:
    return [list(answer.columns), *([shown(cell) for cell in row] for row in answer.rows)]


def column(answer: Answer, name: str) -> list[str]:
    at = answer.columns.index(name)
    return [shown(row[at]) for row in answer.rows]


@pytest.mark.parametrize("name", NAMES)
def test_answer_is_the_one_that_is_kept(world: Store, name: str) -> None:
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
    again = plain.query(sparql_with_values(asked.question, asked.bindings))
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
    (case["question"], case["values"], case["column"], case["left"])
    for case in tomllib.loads((EXPECTED.parent / "narrowed.toml").read_text(encoding="utf-8"))["case"]
]


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

    prepareQuery(sparql_with_values(question(name), {}))


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
