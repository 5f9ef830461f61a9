"""What deserves a look: the doubtful, what waits, what contradicts, pairs; what was decided is not asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import cybercoop
import pytest
from cybercoop.graph.review.queue import Item, Why, is_open
from pyoxigraph import NamedNode, Quad

CC = "https://w3id.org/cybercoop/ontology#"
ONE = """E-901/14
March 28, 2014

OAS to Hold Workshop in Colombia

The Organization of American States (OAS) organizes a workshop on cyber security in Bogota on April 2, 2014.
"""
OTHER = ONE.replace("901", "902").replace("April 2", "April 9")


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, releases: Path) -> Path:
    """The example releases, read once."""
    path = tmp_path_factory.mktemp("review") / "store"
    with cybercoop.open(path) as opened:
        opened.ingest(releases)
    return path


@pytest.fixture
def read(examples: Path, tmp_path: Path) -> Iterator[cybercoop.Graph]:
    """A graph of the example releases that a test may change."""
    with cybercoop.open(shutil.copytree(examples, tmp_path / "store")) as opened:
        yield opened


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[cybercoop.Graph]:
    with cybercoop.open(":memory:", decisions=tmp_path / "decisions.csv") as opened:
        yield opened


def ingested(graph: cybercoop.Graph, tmp_path: Path, *texts: str) -> None:
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    assert len(graph.ingest(*sorted(tmp_path.glob("*.txt"))).read) == len(texts)


def of(items: list[Item], why: Why) -> list[Item]:
    return [each for each in items if each.why == why]


def test_an_item_has_its_passage_in_its_context_word_for_word(read: cybercoop.Graph) -> None:
    items = read.review(10_000)
    doubtful = of(items, Why.DOUBTFUL)
    assert doubtful
    for item in doubtful:
        (quoted,) = item.quoted
        rows = read.query(
            "SELECT ?text ?exact { GRAPH ?e { ?claim prov:wasDerivedFrom ?p . ?p oa:exact ?exact ; "
            "schema:isPartOf ?release } GRAPH ?t { ?release schema:articleBody ?text } }",
            claim=item.claim,
        )
        assert quoted.passage in {row["exact"] for row in rows}
        whole = quoted.before.removeprefix("…") + quoted.passage + quoted.after.removesuffix("…")
        assert whole in rows[0]["text"]
        assert 0 < item.belief < 0.9


def test_what_is_worth_most_comes_first_and_no_claim_twice(read: cybercoop.Graph) -> None:
    items = read.review(10_000)
    assert [each.worth for each in items] == sorted((each.worth for each in items), reverse=True)
    claims = [each.claim for each in items if each.claim]
    assert len(claims) == len(set(claims))
    assert read.review(3) == items[:3]


def test_what_is_believed_too_little_waits(read: cybercoop.Graph) -> None:
    weakest = min(of(read.review(10_000), Why.DOUBTFUL), key=lambda each: each.belief)
    read.assemble(weakest.belief + 0.01)
    waiting = {each.claim: each for each in of(read.review(10_000), Why.WAITING)}
    assert waiting[weakest.claim].belief == pytest.approx(weakest.belief)
    read.assemble(weakest.belief)
    assert weakest.claim not in {each.claim for each in of(read.review(10_000), Why.WAITING)}


def test_two_starts_of_one_activity_come_first(graph: cybercoop.Graph, tmp_path: Path) -> None:
    ingested(graph, tmp_path, ONE, OTHER)
    assert not of(graph.review(100), Why.CONFLICT)
    left, right = (
        row["activity"]
        for row in graph.query("SELECT DISTINCT ?activity { ?activity schema:startDate ?day } ORDER BY ?day")
    )
    graph.same(left, right)
    items = graph.review(100)
    conflicts = of(items, Why.CONFLICT)
    assert {"2014-04-02", "2014-04-09"} <= {each.says.rpartition(" ")[2] for each in conflicts}
    assert items[: len(conflicts)] == conflicts


def test_what_somebody_decided_on_is_not_asked_again(read: cybercoop.Graph) -> None:
    first = of(read.review(10_000), Why.DOUBTFUL)[0]
    assert is_open(read.store, first)
    evidence = NamedNode(f"{first.claim.rpartition('/claim/')[0]}/evidence")
    accepted = Quad(NamedNode(first.claim), NamedNode(f"{CC}review"), NamedNode(f"{CC}Accepted"), evidence)
    read.store.replace([], [accepted])
    assert first.claim not in {each.claim for each in read.review(10_000)}
    assert not is_open(read.store, first)


def test_pairs_are_asked_until_they_are_one_or_two(read: cybercoop.Graph) -> None:
    one, other = of(read.review(10_000), Why.PAIR)[:2]
    read.same(one.left, one.right)
    read.different(other.left, other.right)
    asked = {frozenset((each.left, each.right)) for each in of(read.review(10_000), Why.PAIR)}
    assert frozenset((one.left, one.right)) not in asked
    assert frozenset((other.left, other.right)) not in asked


def test_a_graph_that_was_not_assembled_has_no_doubtful_claims() -> None:
    with cybercoop.open(":memory:") as empty:
        assert empty.review() == []
