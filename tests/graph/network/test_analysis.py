from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import networkx as nx
import pytest
from cybercoop.graph.network.analysis import Analysis, UnknownMeasureError, analyze
from cybercoop.graph.network.measures import MEASURES, betweenness, places
from cybercoop.graph.network.projections import PROJECTIONS, UnknownProjectionError, projection
from cybercoop.graph.store.stores import Store, load_reference, open_store
from cybercoop.ontology.terms import BASE, PREFIXES
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

# Two circles of states, A (Canada, Chile, Colombia) and B (Estonia, Spain, France); the OAS is in both, and
# one release of the GFCE alone ties Chile to Estonia.
RELEASES = {
    "one": (
        "OAS",
        "<activity/a> a cc:Workshop ; schema:organizer <organization/OAS> ; cc:participant <state/CAN>,"
        " <state/CHL>, <state/COL>, <person/ana> ; cc:absentParticipant <state/ISR> ;"
        " cc:theme <theme/gfce/A> . <activity/a> cc:hostState <state/COL> . <person/ana> a foaf:Person .",
    ),
    "two": (
        "OAS",
        "<activity/b> a cc:Workshop ; schema:organizer <organization/OAS> ; cc:participant <state/EST>,"
        " <state/ESP>, <state/FRA> .",
    ),
    "three": (
        "GFCE",
        "<activity/c> a cc:Meeting ; schema:organizer <state/EST> ; cc:participant <state/CHL> ;"
        " cc:hostState <state/CHL> .",
    ),
    "four": (
        "GFCE",
        "<activity/a> a cc:Workshop ; schema:organizer <organization/OAS> ; cc:participant <state/CAN> ."
        " <release/four/gift> a cc:Contribution ; cc:donor <state/CAN> ; cc:recipient <state/COL> .",
    ),
    "five": (
        "GFCE",
        "<activity/d> a cc:Course ; schema:organizer <organization/CICTE>, <organization/OAS> ;"
        " cc:beneficiary <organization/col-ministry> ; schema:sponsor <organization/col-ministry> ."
        " <organization/col-ministry> a cc:GovernmentBody ; cc:ofState <state/COL> ; rdfs:label 'Ministry' .",
    ),
}


def stored(releases: dict[str, tuple[str, str]]) -> Store:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    graphs = "".join(
        f"<release/{key}> {{ <release/{key}> a cc:PressRelease ; dcterms:identifier '{key.upper()}' ;"
        f" dcterms:publisher <organization/{publisher}> ; dcterms:issued '2014-01-01'^^xsd:date ."
        f" {facts} }}\n"
        for key, (publisher, facts) in releases.items()
    )
    store = open_store(None)
    store.replace([], list(parse(prefixes + graphs, RdfFormat.TRIG, base_iri=BASE)))
    load_reference(store)
    return store


@pytest.fixture(scope="module")
def circles() -> Iterator[Store]:
    with stored(RELEASES) as store:
        yield store


def ties(store: Store, name: str, *without: str) -> dict[tuple[str, str], set[str]]:
    found = projection(store, name).ties({BASE + each for each in without})
    return {
        (one.removeprefix(BASE), other.removeprefix(BASE)): {each.rsplit("/", 1)[-1] for each in releases}
        for (one, other), releases in found.items()
    }


def test_actors_are_tied_by_activities_and_weigh_by_releases(circles: Store) -> None:
    found = ties(circles, "actors")
    assert found["organization/OAS", "state/CAN"] == {"one", "four"}
    assert found["organization/OAS", "state/COL"] == {"one"}
    assert found["state/CAN", "state/COL"] == {"one"}  # only that release has both
    assert found["state/CHL", "state/EST"] == {"three"}
    assert not [pair for pair in found if "state/ISR" in pair or "person/ana" in pair]
    assert ("organization/CICTE", "organization/OAS") not in found  # the one is part of the other
    assert projection(circles, "actors").graph()[BASE + "organization/OAS"][BASE + "state/CAN"]["weight"] == 2


def test_a_tie_that_no_release_states_whole_rests_on_those_that_do_together() -> None:
    activity = "<activity/x> a cc:Workshop ; cc:participant <state/{}> ."
    halves = {"one": ("OAS", activity.format("CAN")), "two": ("OAS", activity.format("CHL"))}
    with stored(halves) as store:
        assert ties(store, "actors") == {("state/CAN", "state/CHL"): {"one", "two"}}
        assert ties(store, "actors", "release/one") == {}


def test_states_are_the_actors_without_organizations(circles: Store) -> None:
    everybody = ties(circles, "actors")
    only = {pair: each for pair, each in everybody.items() if all(end.startswith("state/") for end in pair)}
    assert ties(circles, "states") == only


def test_support_leads_from_donor_to_state(circles: Store) -> None:
    assert ties(circles, "support") == {
        ("organization/OAS", "state/COL"): {"one", "five"},
        ("organization/CICTE", "state/COL"): {"five"},
        ("state/CAN", "state/COL"): {"four"},
        # a meeting does not serve its host, and a ministry's help for its own state is none
    }
    graph = projection(circles, "support").graph()
    assert graph.is_directed()
    assert graph.nodes[BASE + "state/COL"]["releases"] == 3


def test_themes_are_tied_to_whoever_works_on_them(circles: Store) -> None:
    found = ties(circles, "themes")
    assert found["state/CHL", "theme/gfce/A"] == {"one"}
    assert {other for _, other in found} == {"theme/gfce/A"}
    assert projection(circles, "themes").kinds[BASE + "theme/gfce/A"] == "theme"


def test_every_projection_says_what_it_means(circles: Store) -> None:
    for name, function in PROJECTIONS.items():
        assert projection(circles, name).name == name
        assert projection(circles, name).meaning.endswith(".")
        assert function.__doc__


@pytest.fixture(scope="module")
def analysis(circles: Store) -> Analysis:
    return analyze(circles, "actors", "betweenness")


def rank(analysis: Analysis, path: str) -> tuple[int, int, int | None, bool, str]:
    (found,) = [each for each in analysis.ranking if each.actor == BASE + path]
    return found.place, found.best, found.worst, found.stable, found.rests_on


def test_the_ranking_is_made_again_without_each_source(analysis: Analysis) -> None:
    assert [source.name for source in analysis.left_out] == [
        "FIVE",
        "FOUR",
        "ONE",
        "THREE",
        "TWO",
        "all by Global Forum on Cyber Expertise",
        "all by Organization of American States",
    ]
    assert rank(analysis, "organization/OAS") == (1, 1, 1, True, "")
    assert rank(analysis, "state/FRA")[2:] == (None, False, "TWO")  # one release alone names it
    assert analysis.releases == 5
    assert str(analysis.sample) == "5 releases read, 2014-01-01"


def test_what_only_one_publisher_says_is_not_left_out_whole() -> None:
    releases = {key: ("OAS", facts) for key, (_, facts) in RELEASES.items()}
    with stored(releases) as store:
        assert len(analyze(store).left_out) == len(releases)


def test_communities_and_brokers(analysis: Analysis) -> None:
    groups = [{member.removeprefix(BASE) for member in each.members} for each in analysis.communities]
    assert {"state/EST", "state/ESP", "state/FRA"} in groups
    assert sum(map(len, groups)) == len(analysis.ranking)
    assert analysis.modularity > 0
    brokers = {each.actor.removeprefix(BASE): each for each in analysis.brokers}
    assert brokers["organization/OAS"].holds
    assert brokers["state/CHL"].rests_on == ("THREE", "all by Global Forum on Cyber Expertise")
    assert not brokers["state/CHL"].holds
    assert "state/FRA" in brokers  # tied to the OAS, which is in the other circle
    assert analysis.brokers[0] is brokers["organization/OAS"]


def test_bridges_join_what_would_fall_apart() -> None:
    circle = "<activity/{}> a cc:Workshop ; cc:participant {} ."
    releases = {
        "one": ("OAS", circle.format("a", "<state/CAN>, <state/CHL>, <state/COL>")),
        "two": ("OAS", circle.format("b", "<state/EST>, <state/ESP>, <state/FRA>")),
        "three": ("GFCE", circle.format("c", "<state/CAN>, <state/EST>")),
        "four": ("GFCE", circle.format("d", "<state/FRA>, <state/ISR>")),
    }
    with stored(releases) as store:
        (bridge,) = analyze(store).bridges  # the tie of Israel alone cuts off one state, which is no part
    assert (bridge.one, bridge.other) == (BASE + "state/CAN", BASE + "state/EST")
    assert (bridge.cuts_off, bridge.releases) == (3, ("THREE",))


def test_an_empty_network() -> None:
    with stored({"one": ("OAS", "")}) as store:
        found = analyze(store)
    assert (found.ranking, found.communities, found.brokers, found.bridges) == ((), (), (), ())
    assert (found.modularity, found.releases, found.sample.releases) == (0.0, 0, 1)


@pytest.mark.parametrize(
    ("name", "measure"),
    [*(("actors", measure) for measure in MEASURES), *((name, "partners") for name in PROJECTIONS)],
)
def test_every_projection_and_measure_gives_a_ranking(circles: Store, name: str, measure: str) -> None:
    found = analyze(circles, name, measure)
    assert [each.place for each in found.ranking] == sorted(each.place for each in found.ranking)
    assert {each.value for each in found.ranking} != {0}
    assert all(each.best <= each.place for each in found.ranking)


def test_unknown_names(circles: Store) -> None:
    with pytest.raises(UnknownProjectionError, match="choose one of actors, states, support, themes"):
        analyze(circles, "friends")
    with pytest.raises(UnknownMeasureError, match="choose one of partners, strength, betweenness"):
        analyze(circles, by="fame")


def test_the_same_in_every_process() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_analysis as t; "
        "a = t.analyze(t.stored(t.RELEASES), 'actors', 'pagerank'); "
        "print(a.ranking, a.communities, a.brokers, a.modularity)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, os.fspath(os.path.dirname(__file__))],  # noqa: PTH120
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


graphs = st.tuples(st.integers(0, 9), st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8))))


@given(graphs)
@settings(max_examples=100, deadline=None)
def test_betweenness_is_that_of_networkx(made: tuple[int, set[tuple[int, int]]]) -> None:
    number, pairs = made
    graph = nx.Graph()
    graph.add_nodes_from(range(number))
    graph.add_edges_from((one, other) for one, other in pairs if one < other < number)
    assert betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph), abs=1e-12)


def test_betweenness_of_more_nodes_than_are_followed_at_once() -> None:
    graph = nx.gnm_random_graph(300, 700, seed=1)
    assert betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph), abs=1e-12)


def test_equal_values_share_a_place() -> None:
    assert places({"a": 0.3, "b": 0.1 + 0.2, "c": 1, "d": 0}) == {"c": 1, "a": 2, "b": 2, "d": 4}
