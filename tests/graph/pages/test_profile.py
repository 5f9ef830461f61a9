from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pytest
from cybercoop.graph.network.building import network
from cybercoop.graph.pages.profile import Entry, Profile, profile
from cybercoop.graph.store.stores import Store
from cybercoop.ontology.terms import BASE, node, term
from pyoxigraph import Literal, Quad

MISSION = "Technical Assistance Mission on Cyber Security"
RELEASE = node("release/E-900-14")


@pytest.fixture
def whole(sample: Store) -> nx.MultiDiGraph:
    return network(sample, structure=True)


@pytest.fixture
def colombia(whole: nx.MultiDiGraph) -> Profile:
    return profile(whole, f"{BASE}state/COL")


def labels(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.label for entry in entries]


def told(entries: tuple[Entry, ...], label: str) -> list[tuple[str, list[str], str]]:
    (entry,) = [entry for entry in entries if entry.label == label]
    return entry.told


def test_a_state_acts_through_its_officers(colombia: Profile) -> None:
    (mission,) = colombia.section("activities")
    assert mission.when == "31 March 2014 to 4 April 2014"
    assert ("", ["hosts", "benefits from"], "") in [
        (who, sorted(says, reverse=True), what) for who, says, what in mission.told
    ]
    assert ("Ana Lucía Torres", ["asked for"], "") in mission.told
    assert "The President of Colombia, Ana Lucía Torres, asked for it." in [p.text for p in mission.passages]


def test_partners_are_who_shares_an_activity_or_an_instrument(colombia: Profile) -> None:
    partners = colombia.section("partners")
    assert set(labels(partners)) == {
        "Canada",
        "Estonia",
        "Israel",
        "Organisation for Economic Co-operation and Development",
        "Organization of American States",
        "United Kingdom",
    }
    assert ("", ["is invited to", "is among the experts of"], MISSION) in [
        (who, sorted(says, reverse=True), what) for who, says, what in told(partners, "Estonia")
    ]
    assert {entry.releases for entry in partners} == {1}


def test_partners_are_counted_in_distinct_releases(changed: Callable[..., Store]) -> None:
    other = node("release/E-901-15")
    mission = node("activity/mission-col-2014-03-31-2014-04-04")
    again = [Quad(other, term("rdf:type"), term("cc:PressRelease"), other)]
    again += [Quad(mission, term("schema:organizer"), node("organization/OAS"), other)]
    claim, passage = node("release/E-901-15/claim/1"), node("release/E-901-15#char=0,3")
    evidence = node("release/E-901-15/evidence")
    again += [
        Quad(claim, term("rdf:subject"), mission, evidence),
        Quad(claim, term("rdf:predicate"), term("schema:organizer"), evidence),
        Quad(claim, term("rdf:object"), node("organization/OAS"), evidence),
        Quad(claim, term("prov:wasDerivedFrom"), passage, evidence),
        Quad(passage, term("oa:exact"), Literal("OAS"), evidence),
        Quad(passage, term("oa:start"), Literal(0), evidence),
        Quad(passage, term("schema:isPartOf"), other, evidence),
    ]
    store = changed([], again)
    first = profile(network(store), f"{BASE}state/COL").section("partners")[0]
    assert (first.label, first.releases) == ("Organization of American States", 2)


def test_bodies_say_what_established_them(colombia: Profile) -> None:
    bodies = colombia.section("bodies")
    assert labels(bodies) == sorted(labels(bodies))
    assert len(bodies) == 2
    for body in bodies:
        assert any(says == ["established by"] and "Policy" in what for _, says, what in body.told)
        assert body.passages


def test_people_in_office_and_what_they_say(colombia: Profile) -> None:
    assert told(colombia.section("offices"), "Marta Ruiz Prado") == [("", ["Minister of Defense"], "")]
    ((speaker, passage),) = colombia.quotations
    assert speaker == "Marta Ruiz Prado"
    assert "Crime on the Internet stops at no border" in passage.text


def test_a_person_has_offices_and_no_one_acts_for_it(whole: nx.MultiDiGraph) -> None:
    minister = profile(whole, f"{BASE}person/marta-ruiz-prado")
    assert labels(minister.section("offices")) == ["Colombia"]
    assert [section.title for section in minister.sections] == ["Offices"]
    assert len(minister.quotations) == 1


def test_every_line_has_a_passage(whole: nx.MultiDiGraph) -> None:
    for iri, kind in whole.nodes(data="kind"):
        if kind in ("state", "organization", "person"):
            for section in profile(whole, iri).sections:
                for entry in section.entries:
                    assert entry.passages, (iri, section.key, entry.label)


def test_what_names_it_is_listed_by_release(colombia: Profile) -> None:
    ((release, passages),) = colombia.named_in
    assert release.key == "E-900/14"
    assert len(passages) == len(set(passages)) > 3
