from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from cybercoop.graph.asking.questions import ask, bind, sample, sparql_with_values
from cybercoop.graph.knowledge.assembling import assemble
from cybercoop.graph.store.stores import Store, load_reference, open_store
from cybercoop.graph.things.resolve import ValueRefusedError, plain, resolve
from cybercoop.graph.things.typed import value
from cybercoop.ontology.terms import node, term
from cybercoop.queries.catalogue import UnknownQuestionError, question
from pyoxigraph import Literal, Quad, RdfFormat, parse

SAMPLE = Path(__file__).parents[2] / "data" / "sample.trig"
MISSION = "activity/mission-col-2014-03-31-2014-04-04"
KNOWN = """
@base <https://w3id.org/cybercoop/> .
@prefix cc: <https://w3id.org/cybercoop/ontology#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<graph/more> {
  cc:TechnicalAssistanceMission rdfs:subClassOf cc:Mission . cc:Mission rdfs:subClassOf cc:Activity .
  cc:Policy rdfs:subClassOf cc:Instrument .
  cc:CyberBody rdfs:subClassOf org:Organization .
  <organization/col-police-center> a cc:CyberBody ; rdfs:label "Cyber Police Center"@en ; cc:acronym "XCP" .
  <organization/per-police-center> a cc:CyberBody ; rdfs:label "Cyber Police Command"@en ; cc:acronym "XCP" .
  <organization/no-label> a cc:CyberBody ; cc:acronym "N/A" .
}
"""


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """The sample, the shipped names, and two bodies that share an acronym."""
    with open_store(None) as opened:
        opened.replace([], [*parse(path=SAMPLE), *parse(KNOWN, format=RdfFormat.TRIG)])
        load_reference(opened)
        assemble(opened)
        yield opened


@pytest.mark.parametrize(
    ("text", "type_", "path"),
    [
        ("Colombia", "state", "state/COL"),
        ("COLOMBIA", "state", "state/COL"),
        ("colômbia", "state", "state/COL"),
        ("Colombie", "state", "state/COL"),
        (" col ", "state", "state/COL"),
        ("Korea", "state", "state/KOR"),
        ("la República de Corea", "state", "state/KOR"),
        ("the United Kingdom", "state", "state/GBR"),
        ("Reino Unido", "state", "state/GBR"),
        ("state/COL", "state", "state/COL"),
        ("https://w3id.org/cybercoop/state/COL", "agent", "state/COL"),
        ("oas", "organization", "organization/OAS"),
        ("O.A.S.", "organization", "organization/OAS"),
        ("oea", "organization", "organization/OAS"),
        ("the organization of american states", "agent", "organization/OAS"),
        ("Lucia Torres", "agent", "person/ana-lucia-torres"),
        ("Ruiz", "agent", "person/marta-ruiz-prado"),
        ("technical assistance mission on cyber security", "activity", MISSION),
        ("assistance mission", "activity", MISSION),
        ("national policy", "node", "instrument/col-national-cyber-security-policy"),
        ("E-900/14", "node", "release/E-900-14"),
        ("N/A", "organization", "organization/no-label"),
        ("C", "theme", "theme/gfce/C"),
        ("cybercrime", "theme", "theme/gfce/C"),
    ],
)  # fmt: skip
def test_names_as_people_type_them(store: Store, text: str, type_: str, path: str) -> None:
    assert value(store, text, type_) == node(path)


@pytest.mark.parametrize(
    ("text", "type_", "message"),
    [
        ("Colombai", "state", 'no state is called "Colombai": did you mean Colombia'),
        ("state/XXX", "state", 'no state is called "state/XXX"'),
        ("http://[", "state", 'no state is called "http://["'),
        ("qqqqqqqq", "agent", 'no state, organization or person is called "qqqqqqqq": neither releases nor'),
        ("???", "node", 'no thing is called "???"'),
        ("Torres", "state", 'no state is called "Torres"'),
        (
            "XCP",
            "organization",
            '"XCP" may be Cyber Police Center or Cyber Police Command: give more of the name, where or when',
        ),
        ('" } DROP ALL #', "state", 'no state is called "" } DROP ALL #"'),
        ("", "state", "an empty name stands for no state"),
        (" ", "text", "the value is empty"),
    ],
)
def test_unknown_and_ambiguous_names_get_one_line(store: Store, text: str, type_: str, message: str) -> None:
    with pytest.raises(ValueRefusedError) as caught:
        value(store, text, type_)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_words_that_several_things_share_decide_nothing(store: Store) -> None:
    with pytest.raises(ValueRefusedError, match=r"may be .*North Korea.* or .*: give more of the name"):
        resolve(store, "north", "state")


@pytest.mark.parametrize(
    ("text", "type_", "datatype"),
    [
        ("2014-03-28", "date", "xsd:date"),
        ("2014", "year", "xsd:integer"),
        ("3", "integer", "xsd:integer"),
        ("-3", "integer", "xsd:integer"),
        ("0.85", "decimal", "xsd:decimal"),
        ("1", "decimal", "xsd:decimal"),
    ],
)
def test_numbers_and_dates_are_typed(store: Store, text: str, type_: str, datatype: str) -> None:
    assert value(store, text, type_) == Literal(text, datatype=term(datatype))


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("2014-02-30", "date"),
        ("2014-13", "date"),
        ("20140328", "date"),
        ("March 28, 2014", "date"),
        ("14", "year"),
        ("٢٠١٤", "year"),
        ("three", "integer"),
        ("1.5", "integer"),
        ("0,85", "decimal"),
        ("1e9", "decimal"),
        ("NaN", "decimal"),
        ("9" * 30, "integer"),
    ],
)
def test_wrong_numbers_and_dates_get_one_line(store: Store, text: str, type_: str) -> None:
    with pytest.raises(ValueRefusedError, match=f'^"{text}" is no {type_}: write '):
        value(store, text, type_)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Antigua & Barbuda", "ANTIGUA AND BARBUDA"),
        ("the U.S.", "US"),
        ("l'OEA", "OEA"),
        ("Trinidad  y\tTobago", "trinidad-y-tobago"),
    ],
)
def test_plain_names(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_an_article_alone_is_kept() -> None:
    assert plain("La") == "la"


def test_answer_carries_rows_sample_and_bindings(store: Store) -> None:
    answer = ask(store, "contributions", {"donor": "Canadá", "at-least": "1000"})
    assert answer.bindings == {
        "donor": node("state/CAN"),
        "at_least": Literal("1000", datatype=term("xsd:decimal")),
    }
    assert (answer.sample.releases, answer.sample.first, answer.sample.last) == (
        1,
        date(2014, 3, 28),
        date(2014, 3, 28),
    )
    assert str(answer.sample) == "1 release read, 2014-03-28"
    [record] = answer.records()
    assert record["first_reported"] == date(2014, 3, 28)
    assert record["donor"] == "Canada"
    assert record["amount"] == Decimal(250000)
    assert record["releases"] == 1
    assert str(record["contribution_node"]).startswith(node("contribution/").value)


def test_sample_of_an_empty_graph() -> None:
    with open_store(None) as empty:
        assert str(sample(empty)) == "0 releases read"


def test_sample_counts_releases_not_graphs(store: Store) -> None:
    with open_store(None) as other:
        undated = Quad(node("release/X"), term("rdf:type"), term("cc:PressRelease"), node("release/X"))
        other.replace([], [*store.quads(), undated, Quad(*undated.triple, node("release/Y"))])
        assemble(other)
        assert str(sample(other)) == "2 releases read, 2014-03-28"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "evidence needs a value for node: "),
        ({"node": "OAS", "relaton": "x"}, "evidence has no parameter relaton: did you mean relation?"),
        (
            {"node": "OAS", "zzz": "x"},
            "evidence has no parameter zzz: it has node, other, relation, at_least",
        ),
        ({"node": "OAS", "at_least": "much"}, 'at_least: "much" is no decimal: '),
    ],
)
def test_wrong_values_get_one_line(store: Store, values: dict[str, str], message: str) -> None:
    with pytest.raises(ValueRefusedError) as caught:
        ask(store, "evidence", values)
    assert str(caught.value).startswith(message)


def test_unknown_question(store: Store) -> None:
    with pytest.raises(UnknownQuestionError):
        ask(store, "evidenze")


def test_query_for_copying_stands_alone(store: Store) -> None:
    asked = question("who-said-what")
    hostile = 'crime" } DROP ALL #\\'
    text = sparql_with_values(asked, bind(store, asked, {"words": hostile, "since": "2014"}))
    assert text.startswith("# Who said what")
    assert "PREFIX schema: <https://schema.org/>" in text
    assert "PREFIX void:" not in text
    assert r'FILTER(CONTAINS(LCASE(?quotation), LCASE("crime\" } DROP ALL #\\")))' in text
    assert '?date >= "2014-01-01"^^<http://www.w3.org/2001/XMLSchema#date>' in text
    assert "$" not in text
    assert "# if" not in text


@pytest.mark.parametrize(
    ("text", "type_", "day"),
    [
        ("2014", "date", "2014-01-01"),
        ("2014", "until", "2014-12-31"),
        ("2016-02", "date", "2016-02-01"),
        ("2016-02", "until", "2016-02-29"),
        ("2014-03-28", "until", "2014-03-28"),
    ],
)
def test_a_year_or_a_month_stands_for_a_day(store: Store, text: str, type_: str, day: str) -> None:
    assert value(store, text, type_) == Literal(day, datatype=term("xsd:date"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("missions", "Mission"),
        ("Mission", "Mission"),
        ("technical assistance missions", "TechnicalAssistanceMission"),
        ("training", "Course"),
        ("cursos", "Course"),
        ("talleres", "Workshop"),
        ("exercícios", "Exercise"),
    ],
)
def test_kinds_in_singular_plural_and_other_words(store: Store, text: str, name: str) -> None:
    assert value(store, text, "kind") == term(f"cc:{name}")


def test_an_unknown_kind_says_which_there_are(store: Store) -> None:
    message = 'no kind of activity is called "party": the graph has .*Technical assistance mission'
    with pytest.raises(ValueRefusedError, match=message):
        value(store, "party", "kind")


def test_an_unknown_theme_says_which_there_are(store: Store) -> None:
    with pytest.raises(ValueRefusedError, match=r"the themes are .*Cybercrime"):
        value(store, "qqqqqqqq", "theme")


def test_a_mission_is_told_by_its_state_or_year(store: Store) -> None:
    assert value(store, "Colombia", "mission") == node("state/COL")
    assert value(store, "2014", "mission") == Literal("2014", datatype=term("xsd:integer"))
    assert value(store, "assistance mission", "mission") == node(MISSION)
    with pytest.raises(
        ValueRefusedError, match=r"no mission of 2012 is reported: there are missions of 2014"
    ):
        value(store, "2012", "mission")
    with pytest.raises(ValueRefusedError, match=r"no mission to Peru is reported: .* missions to Colombia"):
        value(store, "Peru", "mission")


def test_an_activity_is_told_by_where_and_when(store: Store) -> None:
    assert value(store, "mission Bogota 2014", "activity") == node(MISSION)
    with pytest.raises(ValueRefusedError):
        value(store, "mission 2013", "activity")


def test_a_surname_with_a_slip_is_suggested(store: Store) -> None:
    with pytest.raises(ValueRefusedError, match=r"did you mean .*Ruiz"):
        value(store, "Ruizz", "agent")


def test_a_choice_is_one_of_its_words(store: Store) -> None:
    with pytest.raises(ValueRefusedError, match='only: "x" is none of quotations, reported'):
        ask(store, "who-said-what", {"only": "x"})
