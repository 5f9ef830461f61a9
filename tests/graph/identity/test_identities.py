"""Which nodes of several releases are one thing, in any order of the releases."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from cybercoop.graph.identity.decisions import Decision, Decisions
from cybercoop.graph.identity.identities import identities
from cybercoop.graph.identity.known_things import Known
from cybercoop.ontology.terms import node, term
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

DAY = term("xsd:date")
Said = tuple[str, str, NamedNode | Literal]


def release(key: str, issued: str, *said: Said) -> list[Quad]:
    """The facts of a release, as it was read alone."""
    graph = node(f"release/{key}")
    header = [
        Quad(graph, term("rdf:type"), term("cc:PressRelease"), graph),
        Quad(graph, term("dcterms:issued"), Literal(issued, datatype=DAY), graph),
    ]
    return [*header, *(Quad(node(path), term(predicate), value, graph) for path, predicate, value in said)]


def person(name: str, office: str = "") -> list[Said]:
    slug = "-".join(name.lower().split())
    iri = f"person/{slug}"
    said: list[Said] = [
        (iri, "rdf:type", term("foaf:Person")),
        (iri, "rdfs:label", Literal(name)),
        (iri, "foaf:name", Literal(name)),
    ]
    if office:
        held = f"membership/{slug}"
        said += [(held, "org:member", node(iri)), (held, "org:organization", node(office))]
    return said


def body(path: str, name: str, state: str, *acronyms: str) -> list[Said]:
    return [
        (path, "rdf:type", term("cc:GovernmentBody")),
        (path, "rdfs:label", Literal(name)),
        (path, "cc:ofState", node(state)),
        *((path, "cc:acronym", Literal(each)) for each in acronyms),
    ]


def found(releases: Sequence[list[Quad]], *records: Decision) -> dict[str, str]:
    known = Known()
    for quads in releases:
        known.learn(quads)
    return {_path(old): _path(new) for old, new in identities(known, Decisions(records)).items()}


def _path(iri: NamedNode) -> str:
    return iri.value.removeprefix("https://w3id.org/cybercoop/")


STORY = [
    release("A", "2014-01-01", *person("Ana Torres", "state/COL")),
    release("B", "2013-01-01", *person("Ana Torres Vega", "organization/col-port-office")),
    release("C", "2015-01-01", *body("organization/col-port-office", "Port Office", "state/COL", "PO")),
    release("D", "2016-01-01", *person("Ana Torres Ruiz", "state/PER"), *person("Eva Lind")),
    release("E", "2012-01-01", *body("organization/col-oficina", "Oficina de Puertos", "state/COL")),
    release("F", "2017-01-01", *body("organization/col-cert", "colCERT", "state/COL")),
    release("G", "2018-01-01", *person("Eva Lind Roa")),
    release("H", "2018-01-01", *person("Eva Lind Sosa")),
]
ONE = {
    "person/ana-torres": "person/ana-torres-vega",
    "organization/col-port-office": "organization/col-oficina",
    "organization/col-cert": "organization/colCERT",
}


@settings(deadline=None)
@given(st.permutations(STORY))
def test_the_order_of_releases_does_not_matter(releases: list[list[Quad]]) -> None:
    assert found(releases) == ONE


@settings(deadline=None)
@given(st.permutations(STORY), st.sampled_from(STORY))
def test_a_release_read_again_changes_nothing(releases: list[list[Quad]], again: list[Quad]) -> None:
    assert found([*releases, again]) == ONE


def test_what_a_release_no_longer_says_does_not_count() -> None:
    before = release("A", "2014-01-01", *person("Ana Torres"))
    now = release("A", "2014-01-01", *person("Rosa Montes"))
    assert found([before, STORY[1], now]) == {}


def test_the_earliest_release_gives_the_node_and_of_one_day_the_first_key() -> None:
    late = release("A", "2014-01-02", *person("Ana Torres"))
    assert found([late, release("B", "2014-01-01", *person("Ana Torres Vega"))]) == {
        "person/ana-torres": "person/ana-torres-vega"
    }
    assert found([late, release("B", "2014-01-02", *person("Ana Torres Vega"))]) == {
        "person/ana-torres-vega": "person/ana-torres"
    }


TORRES, RUIZ = node("person/ana-torres"), node("person/ana-torres-ruiz")


def test_what_persons_decided_goes_before_everything() -> None:
    assert found(STORY, Decision(True, RUIZ, TORRES))["person/ana-torres"] == "person/ana-torres-ruiz"


@pytest.mark.parametrize("left", ["person/ana-torres-vega", "person/ana-torres"])
def test_what_persons_hold_apart_stays_apart(left: str) -> None:
    other = {"person/ana-torres", "person/ana-torres-vega"} - {left}
    record = Decision(False, node(left), node(other.pop()))
    assert found(STORY, record) == {old: new for old, new in ONE.items() if not old.startswith("person/")}


def test_what_no_release_names_stands_for_nothing() -> None:
    gone = node("person/nobody")
    assert "person/ana-torres-ruiz" not in found(STORY, Decision(True, gone, RUIZ))
