from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from cybercoop.graph.exports.check import check
from cybercoop.graph.store.answers import shown
from cybercoop.graph.store.stores import Store
from cybercoop.ontology.terms import node, term
from pyoxigraph import Literal, NamedNode, Quad

RELEASE, EVIDENCE, TEXT = (node("release/E-900-14" + suffix) for suffix in ("", "/evidence", "/text"))
ACTIVITY = node("activity/mission-col-2014-03-31-2014-04-04")

Change = Callable[[list[Quad], list[Quad]], Store]


def problems(store: Store) -> list[str]:
    return [str(finding) for finding in check(store)]


def one(store: Store, graph: NamedNode, predicate: str, value: str | None = None) -> Quad:
    """The first quad with a predicate (and value) in a graph."""
    found = [quad for quad in store.quads(graph) if quad.predicate == term(predicate)]
    wanted = [quad for quad in found if value is None or getattr(quad.object, "value", None) == value]
    return min(wanted, key=str)


def text_of(store: Store) -> str:
    value = one(store, TEXT, "schema:articleBody").object
    assert isinstance(value, Literal)
    return value.value


def test_the_sample_is_sound(sample: Store) -> None:
    assert problems(sample) == []


def test_a_passage_that_the_text_does_not_have(sample: Store, changed: Change) -> None:
    right = one(sample, EVIDENCE, "oa:exact", "March 28, 2014")
    wrong = Quad(right.subject, right.predicate, Literal("March 29, 2014"), EVIDENCE)
    (problem,) = problems(changed([right], [wrong]))
    assert problem.startswith("release/E-900-14: ")
    assert "it quotes 'March 29, 2014', but the text has 'March 28, 2014' there" in problem


def test_a_passage_with_a_shifted_offset(sample: Store, changed: Change) -> None:
    passage = one(sample, EVIDENCE, "oa:exact", "Bogotá").subject
    start = next(
        quad
        for quad in sample.quads(EVIDENCE)
        if (quad.subject, quad.predicate) == (passage, term("oa:start"))
    )
    assert isinstance(start.object, Literal)
    shifted = Quad(passage, start.predicate, Literal(int(start.object.value) + 1), EVIDENCE)
    (problem,) = problems(changed([start], [shifted]))
    assert "it quotes 'Bogotá', but the text has 'ogotá' there" in problem


def test_a_passage_without_its_end(sample: Store, changed: Change) -> None:
    end = one(sample, EVIDENCE, "oa:end")
    assert any("one oa:end" in problem for problem in problems(changed([end], [])))


@pytest.mark.parametrize("other", [[], ["Bogotá", "never said"]])
def test_a_passage_that_quotes_nothing_or_two_things(
    sample: Store, changed: Change, other: list[str]
) -> None:
    quoted = one(sample, EVIDENCE, "oa:exact", "Bogotá")
    quotes = [Quad(quoted.subject, quoted.predicate, Literal(text), EVIDENCE) for text in other]
    found = problems(changed([quoted], quotes))
    assert any("(whole numbers) and one oa:exact" in problem for problem in found)


def test_a_fact_without_a_claim(changed: Change) -> None:
    unclaimed = Quad(ACTIVITY, term("schema:sponsor"), node("state/CAN"), RELEASE)
    (problem,) = problems(changed([], [unclaimed]))
    assert problem == (
        "release/E-900-14: activity/mission-col-2014-03-31-2014-04-04: "
        "schema:sponsor state/CAN has no claim, so no passage states it"
    )


def test_a_claim_without_its_fact(sample: Store, changed: Change) -> None:
    fact = one(sample, RELEASE, "cc:absentParticipant")
    (problem,) = problems(changed([fact], []))
    assert "cc:absentParticipant state/ISR is claimed, but is no fact of the release's graph" in problem


def test_a_claim_without_a_passage(sample: Store, changed: Change) -> None:
    derived = one(sample, EVIDENCE, "prov:wasDerivedFrom")
    found = problems(changed([derived], []))
    assert any("no passage of this release stands behind it" in problem for problem in found)


def test_a_claim_without_an_object(sample: Store, changed: Change) -> None:
    missing = one(sample, EVIDENCE, "rdf:object")
    found = problems(changed([missing], []))
    assert any("one rdf:object" in problem for problem in found)
    assert any("has no claim" in problem for problem in found)


def test_a_text_that_was_changed(sample: Store, changed: Change) -> None:
    body = one(sample, TEXT, "schema:articleBody")
    tampered = Quad(RELEASE, body.predicate, Literal(text_of(sample) + "x", language="en"), TEXT)
    (problem,) = problems(changed([body], [tampered]))
    assert problem == (
        "release/E-900-14: release/E-900-14: its text is not the one whose SHA-256 was noted when it was read"
    )


def test_a_text_that_is_missing(sample: Store) -> None:
    sample.replace([TEXT], [])
    assert any("its text is not stored" in problem for problem in problems(sample))


def test_evidence_without_its_release(sample: Store) -> None:
    sample.replace([RELEASE], [])
    found = problems(sample)
    assert len(found) > 50
    assert all(problem.startswith("release/E-900-14: ") for problem in found)


def test_the_shapes_are_held_against_each_release(sample: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = """
        @prefix cc: <https://w3id.org/cybercoop/ontology#> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix org: <http://www.w3.org/ns/org#> .
        cc:MissionShape a sh:NodeShape ; sh:targetClass cc:TechnicalAssistanceMission ;
          sh:property [ sh:path cc:hostState ; sh:class cc:State ] ,
            [ sh:path cc:invitedParticipant ; sh:maxCount 2 ; sh:message "demasiados"@es , "too many"@en ] ,
            [ sh:path cc:absentParticipant ; sh:class org:Organization ; sh:message "no organization" ] .
    """
    monkeypatch.setattr("cybercoop.graph.exports.conforming.shapes", lambda: shapes)
    assert [(each.release, each.node, each.problem) for each in check(sample)] == [
        ("release/E-900-14", shown(ACTIVITY), "cc:absentParticipant: no organization (found: state/ISR)"),
        ("release/E-900-14", shown(ACTIVITY), "cc:invitedParticipant: too many"),
    ]


def test_another_release_is_named_as_such(sample: Store) -> None:
    """Two releases about the same activity are two; what is wrong with one is not said of the other."""
    text = "Canada will sponsor the mission."
    other = node("release/E-901-14")
    body = Quad(
        other, term("schema:articleBody"), Literal(text, language="en"), node("release/E-901-14/text")
    )
    digest = Literal(hashlib.sha256(text.encode()).hexdigest())
    noted = Quad(other, term("cc:textSha256"), digest, node("release/E-901-14/text"))
    fact = Quad(ACTIVITY, term("schema:sponsor"), node("state/CAN"), other)
    sample.replace([], [body, noted, fact])
    found = problems(sample)
    assert found
    assert all(problem.startswith("release/E-901-14: ") for problem in found)
