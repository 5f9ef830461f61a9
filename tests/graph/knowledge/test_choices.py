"""What stands where releases differ: belief, status, days, roles, names, roll-up, sums."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from cybercoop.graph.knowledge.activity_days import (
    ANNOUNCED,
    CANCELLED,
    COMPLETED,
    UNDERWAY,
    first_day,
    last_day,
    status,
    unreported_status,
)
from cybercoop.graph.knowledge.asserting import END, START, assert_all
from cybercoop.graph.knowledge.believing import SYSTEMATIC, belief
from cybercoop.graph.knowledge.contributions import CONTRIBUTION, contributions, gift
from cybercoop.graph.knowledge.describing import Thing, describe
from cybercoop.graph.knowledge.participations import parts
from cybercoop.graph.knowledge.rolling_up import top
from cybercoop.graph.knowledge.said import Claim, Header, World, world
from cybercoop.ontology.terms import node, term
from pyoxigraph import Literal, NamedNode

EVENT = node("activity/event")
DAY, MONTH = term("xsd:date"), term("xsd:gYearMonth")
Said = tuple[str, str, NamedNode | Literal]  # the release's key, the property, the value


def header(key: str, issued: str, publisher: str = "", witness: str = "") -> Header:
    iri = node(f"release/{key}")
    return Header(
        iri,
        (term("cc:PressRelease"),),
        key,
        None,
        "en",
        issued,
        node(publisher) if publisher else None,
        None,
        node(f"release/{witness}") if witness else iri,
        key,
    )


HEADERS = [
    header("A", "2014-01-01", "organization/OAS"),
    header("B", "2014-02-01", "organization/OAS"),
    header("C", "2014-03-01", "organization/UN"),
    header("D", "2014-02-01", "organization/OAS", witness="B"),  # B in another language
]


def claim(number: int, subject: NamedNode, said: Said, sure: float = 0.9) -> Claim:
    key, curie, value = said
    release = node(f"release/{key}")
    passage = NamedNode(f"{release.value}#char={number},{number + 1}")
    return Claim(node(f"release/{key}/claim/{number}"), release, subject, term(curie), value, passage, sure)


def says(*said: Said, about: NamedNode = EVENT, sure: float = 0.9) -> World:
    claims = [claim(number, about, each, sure) for number, each in enumerate(said)]
    return world(claims, {each.iri: each for each in HEADERS}, {})


def believed(*claims: tuple[str, float]) -> float:
    said = [claim(number, EVENT, (key, "cc:theme", EVENT), sure) for number, (key, sure) in enumerate(claims)]
    return belief(said, {each.iri: each for each in HEADERS})


def date(iso: str) -> Literal:
    return Literal(iso, datatype=DAY if len(iso) == 10 else MONTH)


def test_belief_grows_with_publishers_more_than_with_releases_of_one() -> None:
    assert believed(("A", 0.9)) == pytest.approx(1 - (SYSTEMATIC + 0.1))
    assert believed(("A", 0.9), ("B", 0.9)) == pytest.approx(1 - (SYSTEMATIC + 0.01))
    assert believed(("A", 0.9), ("C", 0.9)) == pytest.approx(1 - (SYSTEMATIC + 0.1) ** 2)


def test_versions_are_one_witness() -> None:
    assert believed(("B", 0.9), ("D", 0.9)) == believed(("B", 0.9))
    assert believed(("B", 0.6), ("D", 0.9)) == believed(("B", 0.9))


def test_belief_has_bounds() -> None:
    assert believed(("A", 0.0)) == 0
    assert believed(("A", 1.0), ("A", 1.0)) == pytest.approx(1 - SYSTEMATIC)
    assert believed() == 0


@pytest.mark.parametrize(
    ("reported", "stands"),
    [
        ({"A": ANNOUNCED}, ANNOUNCED),
        ({"A": ANNOUNCED, "B": COMPLETED}, COMPLETED),
        ({"A": COMPLETED, "B": ANNOUNCED}, COMPLETED),
        ({"A": UNDERWAY, "B": ANNOUNCED}, UNDERWAY),
        ({"A": ANNOUNCED, "B": CANCELLED}, CANCELLED),
        ({"A": CANCELLED, "B": ANNOUNCED}, ANNOUNCED),
        ({"A": UNDERWAY, "B": COMPLETED}, COMPLETED),
        ({"B": CANCELLED, "D": ANNOUNCED}, CANCELLED),
    ],
)
def test_the_latest_status_stands(reported: dict[str, NamedNode], stands: NamedNode) -> None:
    found = status(says(*((key, "cc:status", value) for key, value in reported.items())), EVENT)
    assert found is not None
    assert found[0] == stands


def test_a_status_that_nobody_reports_follows_from_days_or_guests() -> None:
    assert unreported_status("2015-01-01", "2014-01-01", []) == ANNOUNCED
    assert unreported_status("2013-01-01", "2014-01-01", ["invited"]) == COMPLETED
    assert unreported_status("", "2014-01-01", ["invited", "organizer"]) == ANNOUNCED
    assert unreported_status("", "2014-01-01", ["invited", "participant"]) == COMPLETED


def test_days_of_months_and_years() -> None:
    assert [first_day(each) for each in ("2016", "2016-02", "2016-02-03")] == [
        "2016-01-01",
        "2016-02-01",
        "2016-02-03",
    ]
    assert [last_day(each) for each in ("2016", "2016-02", "2016-02-03")] == [
        "2016-12-31",
        "2016-02-29",
        "2016-02-03",
    ]


def event(said: World) -> Thing:
    found = describe(said, EVENT)
    assert found is not None
    return found


TYPED: Said = ("A", "rdf:type", term("cc:Workshop"))


def test_a_month_and_a_day_of_it_agree_and_another_day_is_a_conflict() -> None:
    said = says(
        TYPED, ("A", "schema:startDate", date("2014-05")), ("C", "schema:startDate", date("2014-05-12"))
    )
    made = assert_all(said, event(said), 0.5)
    assert made.one[START].value == date("2014-05-12")
    assert made.conflicts == []
    said = says(
        TYPED, ("A", "schema:startDate", date("2014-05-12")), ("B", "schema:startDate", date("2014-05-19"))
    )
    made = assert_all(said, event(said), 0.5)
    assert made.one[START].value == date("2014-05-19")  # as well believed, and reported later
    (conflict,) = made.conflicts
    assert conflict.values == (date("2014-05-12"), date("2014-05-19"))
    assert len(conflict.claims) == 2


def test_nothing_ends_before_it_starts() -> None:
    said = says(
        TYPED,
        ("A", "schema:startDate", date("2014-05-12")),
        ("C", "schema:startDate", date("2014-05-12")),
        ("B", "schema:endDate", date("2014-05-02")),
    )
    made = assert_all(said, event(said), 0.5)
    assert END not in made.one
    assert [each.predicate for each in made.conflicts] == [END]


def roles(said: Iterable[tuple[str, str]]) -> tuple[set[str], int]:
    guest = node("state/COL")
    found, _, conflicts = parts(says(*((key, curie, guest) for key, curie in said)), EVENT, 0.5, guest)
    return {part.role.name for part in found}, len(conflicts)


@pytest.mark.parametrize(
    ("said", "stand", "conflicts"),
    [
        ([("A", "cc:invitedParticipant"), ("B", "cc:participant")], {"participant"}, 0),
        ([("B", "cc:invitedParticipant"), ("A", "cc:participant")], {"participant"}, 0),
        ([("A", "cc:expectedParticipant"), ("B", "cc:absentParticipant")], {"absent"}, 0),
        ([("A", "cc:participant"), ("B", "cc:absentParticipant")], {"absent"}, 1),
        ([("A", "cc:absentParticipant"), ("B", "cc:participant")], {"participant"}, 1),
        ([("A", "cc:invitedParticipant"), ("A", "schema:organizer")], {"invited", "organizer"}, 0),
        ([("A", "cc:hostState"), ("A", "cc:participant")], {"host", "participant"}, 0),
    ],
)
def test_roles_of_one_actor(said: list[tuple[str, str]], stand: set[str], conflicts: int) -> None:
    assert roles(said) == (stand, conflicts)


def test_the_fullest_name_is_shown_and_the_others_are_kept() -> None:
    person = node("person/molano")
    names = [
        ("A", "rdfs:label", Literal("Molano", language="es")),
        ("B", "rdfs:label", Literal("Diego Molano")),
    ]
    thing = describe(says(("A", "rdf:type", term("foaf:Person")), *names, about=person), person)
    assert thing is not None
    assert (thing.label, thing.others) == ("Diego Molano", (Literal("Molano"),))


def test_what_is_typed_by_no_release_is_no_thing() -> None:
    assert describe(says(("A", "rdfs:label", Literal("x"))), EVENT) is None


def test_for_whom_an_agent_stands() -> None:
    def agent(path: str, cls: str, parent: str = "", state: str = "") -> Thing:
        return Thing(
            node(path),
            "organization",
            term(cls),
            path,
            (),
            (),
            (),
            node(parent) if parent else None,
            node(state) if state else None,
        )

    agents = [
        agent("state/COL", "cc:State"),
        agent("organization/ministry", "cc:GovernmentBody", state="state/COL"),
        agent("organization/cert", "cc:CyberBody", parent="organization/ministry"),
        agent("organization/oas", "cc:InternationalOrganization"),
        agent("organization/cicte", "cc:InternationalOrganization", parent="organization/oas"),
        agent("organization/program", "cc:Programme", parent="organization/cicte"),
        agent("organization/company", "cc:Company", parent="organization/holding", state="state/COL"),
        agent("organization/ring", "cc:Programme", parent="organization/round"),
        agent("organization/round", "cc:Programme", parent="organization/ring"),
    ]
    known = {each.iri: each for each in agents}
    tops = {
        each.iri.value.rpartition("/")[2]: top(each, known.get).value.rpartition("/")[2] for each in agents
    }
    assert tops == {
        "COL": "COL",
        "ministry": "COL",
        "cert": "COL",
        "oas": "oas",
        "cicte": "oas",
        "program": "oas",
        "company": "company",
        "ring": "ring",
        "round": "ring",
    }


def gifts(*told: tuple[str, str, str, int]) -> int:
    """How many contributions these are: release, donor, recipient, value."""
    claims = []
    for number, (key, donor, recipient, value) in enumerate(told):
        iri = node(f"release/{key}/contribution/{number}")
        facts: list[tuple[str, NamedNode | Literal]] = [
            ("rdf:type", CONTRIBUTION),
            ("schema:value", Literal(value)),
            ("schema:currency", Literal("USD")),
            ("cc:donor", node(donor)),
        ]
        facts += [("cc:recipient", node(recipient))] if recipient else []
        claims += [claim(number * 10 + at, iri, (key, *fact)) for at, fact in enumerate(facts)]
    said = world(claims, {each.iri: each for each in HEADERS}, {})
    return len(contributions(said, [gift(said, iri) for iri in said.about]))


def test_one_sum_recalled_is_one_and_another_sum_donor_or_recipient_is_not() -> None:
    told = ("A", "state/CAN", "organization/OAS", 5)
    assert gifts(told, ("B", "state/CAN", "organization/OAS", 5)) == 1
    assert gifts(told, ("B", "state/CAN", "", 5)) == 1
    assert gifts(told, ("B", "state/CAN", "organization/OAS", 6)) == 2
    assert gifts(told, ("B", "state/EST", "organization/OAS", 5)) == 2
    assert gifts(told, ("B", "state/CAN", "organization/UN", 5)) == 2
    assert gifts(told, told) == 1
