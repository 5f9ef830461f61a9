from __future__ import annotations

from cybercoop.graph.asking.stats import Count, RuleCount, stats
from cybercoop.graph.store.stores import Store, load_reference, open_store
from cybercoop.ontology.terms import ONTOLOGY_GRAPH, node, term
from pyoxigraph import Literal, NamedNode, Quad

SECOND = node("release/E-901-15")
FACTS = 103  # of the sample's release


def second_release(*facts: tuple[NamedNode, str, NamedNode | Literal]) -> list[Quad]:
    release = [(SECOND, "rdf:type", term("cc:PressRelease")), *facts]
    return [Quad(subject, term(predicate), value, SECOND) for subject, predicate, value in release]


def test_what_is_counted(sample: Store) -> None:
    counted = stats(sample)
    assert (counted.releases, counted.first, counted.last) == (1, "2014-03-28", "2014-03-28")
    assert counted.years == (Count("2014", 1),)
    assert counted.languages == (Count("en", 1),)
    assert counted.publishers == (Count("organization/OAS", 1),)
    nodes = {each.name: each.count for each in counted.nodes}
    assert nodes["cc:CyberBody"] == 2
    assert nodes["cc:TechnicalAssistanceMission"] == 1
    assert "cc:State" not in nodes  # reference data are not what the releases yielded
    facts = {each.name: each.count for each in counted.facts}
    assert facts["cc:invitedParticipant"] == 3
    assert [each.count for each in counted.facts] == sorted(facts.values(), reverse=True)


def test_the_facts_are_all_counted(sample: Store) -> None:
    assert len(list(sample.quads(node("release/E-900-14")))) == FACTS
    assert sum(each.count for each in stats(sample).facts) == FACTS


def test_what_is_named_counts_once_by_kind(sample: Store) -> None:
    named = {each.name: each.count for each in stats(sample).things}
    assert named["activity"] == 1
    assert named["body"] == 2
    assert named["state"] > named["activity"]
    ccoc, mission = node("organization/col-joint-cyber-command"), node("activity/another")
    facts = [
        (ccoc, "rdf:type", term("cc:CyberBody")),
        (mission, "rdf:type", term("cc:Mission")),
        (mission, "cc:hostState", node("state/COL")),
    ]
    sample.replace([SECOND], second_release(*facts))
    more = {each.name: each.count for each in stats(sample).things}
    assert more == named | {"activity": 2}


def test_rules_with_their_mean_confidence(sample: Store) -> None:
    rules = {each.rule: each for each in stats(sample).rules}
    assert rules["en/relations/expected"] == RuleCount("en/relations/expected", 2, 0.9)
    assert round(rules["en/names"].confidence, 4) == 0.9622


def test_a_second_release(sample: Store) -> None:
    date = Literal("2015-02-03", datatype=term("xsd:date"))
    ccoc = node("organization/col-joint-cyber-command")
    facts = [(SECOND, "dcterms:issued", date), (ccoc, "rdf:type", term("cc:CyberBody"))]
    sample.replace([SECOND], second_release(*facts))
    counted = stats(sample)
    assert (counted.releases, counted.first, counted.last) == (2, "2014-03-28", "2015-02-03")
    assert counted.years == (Count("2014", 1), Count("2015", 1))
    assert Count("unknown", 1) in counted.publishers
    assert Count("cc:CyberBody", 2) in counted.nodes  # the same body in both


def test_kinds_of_releases_are_classes(sample: Store) -> None:
    assert stats(sample).kinds == (Count("cc:PressRelease", 1),)
    advisory = term("cc:Bulletin")
    narrower = Quad(advisory, term("rdfs:subClassOf"), term("cc:PressRelease"), ONTOLOGY_GRAPH)
    both = second_release((SECOND, "rdf:type", advisory))
    for facts in (both, both[1:]):
        sample.replace([SECOND], [*facts, narrower])
        counted = stats(sample)
        assert counted.releases == 2
        assert counted.kinds == (Count("cc:Bulletin", 1), Count("cc:PressRelease", 1))
        assert sum(each.count for each in counted.facts) == len(facts) + FACTS


def test_a_release_without_a_date(sample: Store) -> None:
    sample.replace([SECOND], second_release())
    assert stats(sample).years == (Count("2014", 1), Count("unknown", 1))


def test_an_empty_graph() -> None:
    with open_store(None) as store:
        load_reference(store)
        counted = stats(store)
    assert (counted.releases, counted.first, counted.last) == (0, None, None)
    assert counted.nodes == counted.facts == counted.years == ()
    assert counted.rules == ()
