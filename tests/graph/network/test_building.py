from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from cybercoop.graph.network.building import UnknownNodeError, network, spoken_date
from cybercoop.graph.store.stores import Store, open_store
from cybercoop.ontology.terms import BASE, REFERENCE_GRAPH, node, term
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

SAMPLE = Path(__file__).parents[2] / "data" / "sample.trig"
_MONTH = term("xsd:gYearMonth")
MISSION = "activity/mission-col-2014-03-31-2014-04-04"


def edges(graph: nx.MultiDiGraph) -> set[tuple[str, str, str]]:
    short = [(source.removeprefix(BASE), target.removeprefix(BASE)) for source, target in graph.edges()]
    labels = [label for *_, label in graph.edges(data="label")]
    return {(source, label, target) for (source, target), label in zip(short, labels, strict=True)}


def edge(graph: nx.MultiDiGraph, source: str, label: str, target: str) -> dict[str, Any]:
    found = [
        each for each in graph.get_edge_data(BASE + source, BASE + target).values() if each["label"] == label
    ]
    assert len(found) == 1
    return found[0]


def texts(edge: dict[str, Any]) -> list[str]:
    return [proof.passage.text for proof in edge["evidence"]]


def test_a_release_without_a_printed_reference_has_none_to_show(
    sample: Store, changed: Callable[[list[Quad], list[Quad]], Store]
) -> None:
    (numbered,) = network(sample).graph["sample"]
    assert numbered.reference == "E-900/14"
    printed = [quad for quad in sample.quads() if quad.predicate == term("dcterms:identifier")]
    dates = [quad for quad in sample.quads() if quad.predicate == term("dcterms:issued")]
    for left_out in (printed, printed + dates):
        (release,) = network(changed(left_out, [])).graph["sample"]
        assert (release.reference, release.title) == ("", "OAS to Send Cyber Mission to Colombia")


def a_later_release() -> list[Quad]:
    """The same facts once more, said by another release a year later."""
    text = serialize(parse(path=SAMPLE), format=RdfFormat.N_QUADS).decode()
    text = text.replace("E-900", "E-901").replace('"2014-03-28"', '"2015-06-01"')
    return [quad for quad in parse(text, RdfFormat.N_QUADS) if "/release/" in quad.graph_name.value]


def test_nodes_are_the_things_that_releases_name(sample: Store) -> None:
    graph = network(sample)
    kinds = {iri.removeprefix(BASE): kind for iri, kind in graph.nodes(data="kind")}
    assert kinds == {
        MISSION: "activity",
        "instrument/col-national-cyber-security-policy": "instrument",
        "organization/OAS": "organization",
        "organization/OECD": "organization",
        "organization/col-colcert": "body",
        "organization/col-joint-cyber-command": "body",
        "person/ana-lucia-torres": "person",
        "person/marta-ruiz-prado": "person",
        "place/col-bogota": "place",
        "release/E-900-14/experts/1": "group",
        **{f"state/{code}": "state" for code in ("CAN", "COL", "EST", "GBR", "ISR")},
    }


def test_edges_read_as_sentences(sample: Store) -> None:
    policy = "instrument/col-national-cyber-security-policy"
    assert edges(network(sample)) >= {
        ("organization/OAS", "organizes", MISSION),
        ("person/ana-lucia-torres", "asked for", MISSION),
        ("state/EST", "is invited to", MISSION),
        ("organization/OECD", "is expected at", MISSION),
        ("state/ISR", "did not come to", MISSION),
        ("state/COL", "benefits from", MISSION),
        (MISSION, "takes place in", "state/COL"),
        ("state/EST", "is among", "release/E-900-14/experts/1"),
        (policy, "establishes", "organization/col-colcert"),
        ("organization/OAS", "supports", policy),
        ("organization/col-colcert", "belongs to", "state/COL"),
    }


def test_an_invited_state_is_no_plain_participant_too(sample: Store) -> None:
    assert not [each for each in edges(network(sample)) if each[1] == "takes part in"]


def test_one_edge_for_a_relation_and_its_inverse(sample: Store) -> None:
    graph = network(sample)
    policy = "instrument/col-national-cyber-security-policy"
    assert texts(edge(graph, policy, "establishes", "organization/col-colcert")) == [
        "The OAS supported the National Cyber Security Policy of Colombia, which established the Cyber "
        "Emergency Response Group (colCERT) and the Joint Cyber Command (CCOC)."
    ]
    assert graph.number_of_edges(BASE + "organization/col-colcert", BASE + policy) == 0


def test_an_edge_carries_its_evidence(sample: Store) -> None:
    invited = edge(network(sample), "state/EST", "is invited to", MISSION)
    (proof,) = invited["evidence"]
    assert proof.passage.text == "Canada, Estonia and the United Kingdom were invited"
    assert (proof.passage.start, proof.passage.end) == (252, 303)
    assert (proof.rule, proof.confidence) == ("en/relations/invited", 0.95)
    release = proof.passage.release
    assert (release.key, release.title) == ("E-900/14", "OAS to Send Cyber Mission to Colombia")
    assert (str(release.issued), release.url) == ("2014-03-28", "https://example.org/releases/E-900-14")
    assert (invited["relation"], invited["releases"], invited["years"]) == ("invited", 1, (2014,))


def test_every_edge_has_a_passage(sample: Store) -> None:
    assert [texts(data) for *_, data in network(sample).edges(data=True) if not data["evidence"]] == []


def test_memberships_and_contributions_are_edges(sample: Store) -> None:
    graph = network(sample)
    office = edge(graph, "person/marta-ruiz-prado", "Minister of Defense", "state/COL")
    assert office["relation"] == "office"
    assert "said the Minister of Defense of Colombia, Marta Ruiz Prado" in texts(office)[0]
    for receiver in ("organization/OAS", MISSION):
        given = edge(graph, "state/CAN", "contributes CAD 250,000 to", receiver)
        assert texts(given) == ["Canada gave 250,000 Canadian dollars to the OAS for the mission."]
    assert not [
        iri for iri in graph if "/membership/" in iri or "/contribution/" in iri or "/quotation/" in iri
    ]


def test_a_node_says_what_it_is(sample: Store) -> None:
    nodes = network(sample).nodes
    mission = nodes[BASE + MISSION]
    facts = {
        name: (value, [proof.passage.text for proof in proofs]) for name, value, proofs in mission["facts"]
    }
    assert facts["Date"] == ("31 March 2014 to 4 April 2014", ["from March 31 to April 4"])
    assert facts["Status"][0].lower() == "announced"
    group = nodes[BASE + "release/E-900-14/experts/1"]
    assert ("People", "18") in [(name, value) for name, value, _ in group["facts"]]
    oas = nodes[BASE + "organization/OAS"]
    assert (oas["label"], oas["acronym"]) == ("Organization of American States", "OAS")
    assert "Organización de los Estados Americanos" in oas["names"]
    (said,) = nodes[BASE + "person/marta-ruiz-prado"]["quotations"]
    assert said.text == "Crime on the Internet stops at no border"


def test_passages_of_a_node_are_whole_and_in_order(sample: Store) -> None:
    passages = network(sample).nodes[BASE + "place/col-bogota"]["passages"]
    assert [passage.text for passage in passages] == [
        "The Organization of American States (OAS) will send a Technical Assistance Mission on Cyber "
        "Security to Bogotá from March 31 to April 4."
    ]


def test_two_releases_are_counted_and_their_edges_joined(sample: Store) -> None:
    sample.replace([], a_later_release())
    graph = network(sample)
    assert [release.key for release in graph.graph["sample"]] == ["E-900/14", "E-901/14"]
    invited = edge(graph, "state/EST", "is invited to", MISSION)
    assert (invited["releases"], invited["years"], len(invited["evidence"])) == (2, (2014, 2015), 2)
    colombia = graph.nodes[BASE + "state/COL"]
    assert (colombia["releases"], colombia["years"]) == (2, (2014, 2015))
    announced = [fact for fact in graph.nodes[BASE + MISSION]["facts"] if fact[0] == "Status"]
    assert [len(proofs) for _, _, proofs in announced] == [2]


def test_invited_in_one_release_and_present_in_another(sample: Store) -> None:
    later = node("release/E-901-14")
    told = Quad(node(MISSION), term("cc:participant"), node("state/EST"), later)
    kind = Quad(later, term("rdf:type"), term("cc:PressRelease"), later)
    sample.replace([], [told, kind])
    assert edges(network(sample)) >= {
        ("state/EST", "is invited to", MISSION),
        ("state/EST", "takes part in", MISSION),
    }


def test_what_only_the_reference_data_know_is_left_out(sample: Store) -> None:
    graph = network(sample)
    assert BASE + "state/FRA" not in graph
    assert not any(known for *_, known in graph.edges(data="known"))


def test_structure_is_marked_as_reference_knowledge(sample: Store) -> None:
    member = Quad(node("state/COL"), term("org:memberOf"), node("organization/OAS"), REFERENCE_GRAPH)
    stranger = Quad(node("state/FRA"), term("org:memberOf"), node("organization/OAS"), REFERENCE_GRAPH)
    sample.replace([], [member, stranger])
    found = edge(network(sample, structure=True), "state/COL", "is a member of", "organization/OAS")
    assert (found["known"], found["evidence"]) == (True, ())
    assert BASE + "state/FRA" not in network(sample, structure=True)


def test_whose_a_known_body_is_needs_no_release(sample: Store) -> None:
    of_state = Quad(node("organization/OAS"), term("cc:ofState"), node("state/COL"), REFERENCE_GRAPH)
    sample.replace([], [of_state])
    found = edge(network(sample), "organization/OAS", "belongs to", "state/COL")
    assert (found["known"], found["evidence"]) == (True, ())


def test_an_unknown_predicate_keeps_its_words(sample: Store) -> None:
    about = NamedNode("https://example.org/hasCloseTieWith")
    sample.replace([], [Quad(node("state/CAN"), about, node("state/EST"), node("release/E-900-14"))])
    assert ("state/CAN", "has close tie with", "state/EST") in edges(network(sample))


def test_focus_keeps_what_is_near(sample: Store) -> None:
    whole = network(sample)
    near = network(sample, node("person/marta-ruiz-prado"), depth=1)
    assert set(near) == {BASE + "person/marta-ruiz-prado", BASE + "state/COL"}
    assert near.graph["focus"] == BASE + "person/marta-ruiz-prado"
    assert len(near) < len(network(sample, node("person/marta-ruiz-prado"), depth=2)) <= len(whole)
    # Edges count in both directions.
    assert BASE + "organization/OAS" in network(sample, node(MISSION), depth=1)


def test_a_focus_that_no_release_names(sample: Store) -> None:
    with pytest.raises(UnknownNodeError, match=r"no release in the graph names .*state/FRA"):
        network(sample, node("state/FRA"))


def test_the_same_store_gives_the_same_network(sample: Store) -> None:
    one, other = network(sample), network(sample)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_an_empty_store_is_an_empty_network() -> None:
    with open_store(None) as store:
        assert len(network(store)) == 0


def test_dates_and_themes_stand_on_their_node(changed: Callable[..., Store]) -> None:
    release = node("release/E-900-14")
    days = {"schema:startDate": "2014-03-31", "schema:endDate": "2014-04-04"}
    dates = [
        Quad(node(MISSION), term(curie), Literal(day, datatype=term("xsd:date")), release)
        for curie, day in days.items()
    ]
    month = Quad(node(MISSION), term("schema:startDate"), Literal("2014-03", datatype=_MONTH), release)
    theme = Quad(node(MISSION), term("cc:theme"), node("theme/gfce/C"), release)
    store = changed(dates, [month, theme])
    mission = network(store).nodes[BASE + MISSION]
    assert (mission["start"], mission["end"]) == ("2014-03", "")
    assert ("Date", "March 2014") in [fact[:2] for fact in mission["facts"]]
    assert mission["themes"] == ("Cybercrime",)


@pytest.mark.parametrize(
    ("iso", "spoken"),
    [("2014-03-31", "31 March 2014"), ("2014-03", "March 2014"), ("2014", ""), ("2014-13", ""), ("", "")],
)
def test_spoken_date(iso: str, spoken: str) -> None:
    assert spoken_date(iso) == spoken
