"""What persons decided makes the same graphs, whatever was decided before and taken back since."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cybercoop
from cybercoop.graph.identity.decisions import Record
from cybercoop.graph.identity.verdicts import Content, Kind, Verdict, standing, taken_back
from cybercoop.graph.review.obeying import one_line, reviewed
from cybercoop.ingest.facts.mapping import quads
from cybercoop.ontology.terms import node, term
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

RELEASE = Path(__file__).parents[3] / "examples" / "releases" / "2014-03-28-oas-colombia-mission.txt"
KEY = "E-119-14"
TYPE, ESTABLISHES, ESTABLISHED = map(term, ("rdf:type", "cc:establishes", "cc:establishedBy"))


@cache
def read() -> tuple[frozenset[Quad], tuple[Content, ...]]:
    reading = cybercoop.extract(RELEASE)
    text = reading.release.text
    claims = [
        Content(KEY, each.subject, each.predicate, each.object, one_line(each.passage.of(text)))
        for each in reading.facts
    ]
    return frozenset(quads(reading)), tuple(dict.fromkeys(claims))


def added() -> Content:
    """A fact that the release does not state, in words of it."""
    mission = next(each for each in read()[1] if each.subject.value.endswith("2014-04-04"))
    return Content(KEY, mission.subject, term("cc:participant"), node("state/BRA"), mission.passage)


@st.composite
def histories(draw: st.DrawFn) -> list[Record]:
    """Decisions as they come one after another, some of them taken back."""
    contents = [*read()[1], added()]
    records: list[Record] = []
    for _ in range(draw(st.integers(0, 12))):
        made = [each for each in records if isinstance(each, Verdict) and each.kind is not Kind.UNDO]
        if made and draw(st.booleans()):
            records.append(taken_back(draw(st.sampled_from(made)), "2026-01-02", "Eva"))
            continue
        kind = draw(st.sampled_from([Kind.REJECT, Kind.ACCEPT, Kind.ADD]))
        about = added() if kind is Kind.ADD else draw(st.sampled_from(contents))
        reason = "not-said" if kind is Kind.REJECT else ""
        records.append(Verdict(kind, KEY, about, reason, "2026-01-01", "Eva", "why"))
    return records


@settings(deadline=None, max_examples=40)
@given(histories())
def test_obeying_step_by_step_is_obeying_at_once(records: list[Record]) -> None:
    graphs = set(read()[0])
    for number in range(len(records) + 1):
        graphs = set(reviewed(graphs, standing(records[:number])))
    assert graphs == set(reviewed(read()[0], standing(records)))
    assert set(reviewed(graphs, [])) == read()[0]


def facts(graphs: set[Quad]) -> set[tuple[object, ...]]:
    return {tuple(quad.triple) for quad in graphs if quad.graph_name == node(f"release/{KEY}")}


def test_what_a_rejected_kind_was_of_is_gone_with_all_that_is_said_of_it() -> None:
    person = node("person/juan-carlos-pinzon")
    kinds = [each for each in read()[1] if each.subject == person and each.predicate == TYPE]
    graphs = set(reviewed(read()[0], [Verdict(Kind.REJECT, KEY, each, "wrong-thing") for each in kinds]))
    assert any(person in each for each in facts(set(read()[0])))
    marked = {quad.subject for quad in graphs if quad.object == term("cc:Rejected")}
    assert marked == {quad.subject for quad in read()[0] if quad.object == person and "/claim/" in str(quad)}
    assert not any(person in each for each in facts(graphs))


def test_a_fact_told_from_both_ends_goes_from_both() -> None:
    told = next(each for each in read()[1] if each.predicate == ESTABLISHES)
    graphs = set(reviewed(read()[0], [Verdict(Kind.REJECT, KEY, told, "not-said")]))
    assert told.triple not in facts(graphs)
    assert (told.object, ESTABLISHED, told.subject) in facts(set(read()[0]))
    assert (told.object, ESTABLISHED, told.subject) not in facts(graphs)


def test_words_that_are_no_longer_there_state_nothing() -> None:
    gone = Content(KEY, *added().triple, "words that nobody wrote")
    assert set(reviewed(read()[0], [Verdict(Kind.ADD, KEY, gone)])) == read()[0]
