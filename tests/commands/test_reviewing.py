"""`cybercoop review`: a key each, also from a pipe, and never a crash where answers end."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import cybercoop
import pytest
from cybercoop.commands.reviewing import REASONS, Session
from cybercoop.graph.review.queue import Item, Quoted, Why
from hypothesis import given, settings
from hypothesis import strategies as st

CLAIM = Item(
    Why.DOUBTFUL, 0.9, "Estonia: is invited to the mission", "E-1", (Quoted("A ", "b", " c"),), "x/claim/abc"
)
PAIR = Item(Why.PAIR, 0.8, "Ana is the same as Anna", "", (), left="person/ana", right="person/anna")


class Kept:
    """Keeps what was decided, in words."""

    def __init__(self) -> None:
        self.said: list[tuple[str, ...]] = []

    def accept(self, claim: str, *, why: str = "", who: str = "") -> None:
        self.said.append(("accept", claim))

    def reject(self, claim: str, *, reason: str = "other", why: str = "", who: str = "") -> None:
        self.said.append(("reject", claim, reason, why))

    def same(self, left: str, right: str, *, why: str = "", who: str = "") -> None:
        self.said.append(("same", left, right))

    def different(self, left: str, right: str, *, why: str = "", who: str = "") -> None:
        self.said.append(("different", left, right, why))

    def undo(self, *, who: str = "") -> None:
        self.said.pop()


def held(answers: list[str], *items: Item) -> tuple[Kept, Session]:
    kept, left = Kept(), iter(answers)
    session = Session(items, kept, lambda question: next(left, None), lambda item: True)
    session.run()
    return kept, session


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["y", "y"], [("accept", CLAIM.claim), ("same", "person/ana", "person/anna")]),
        (["Yes", "q"], [("accept", CLAIM.claim)]),
        (["n", "1", "only invited"], [("reject", CLAIM.claim, "wrong-role", "only invited")]),
        (["n", "neg", ""], [("reject", CLAIM.claim, "negated", "")]),
        (["n", "wrong", "9", "planned", ""], [("reject", CLAIM.claim, "planned", "")]),
        (["s", "n", "two persons"], [("different", "person/ana", "person/anna", "two persons")]),
        (["y", "u", "s", "q"], []),
        (["u", "y"], [("accept", CLAIM.claim)]),
        (["what?", "", "y"], [("accept", CLAIM.claim)]),
        (["n"], []),
        (["n", "1"], []),
        ([], []),
    ],
)
def test_a_key_is_a_decision(answers: list[str], said: list[tuple[str, ...]]) -> None:
    assert held(answers, CLAIM, PAIR)[0].said == said


@settings(deadline=None)
@given(st.lists(st.sampled_from(["y", "n", "s", "u", "q", "1", "x", "", *REASONS]), max_size=30))
def test_whatever_is_answered_the_count_is_what_was_decided(answers: list[str]) -> None:
    kept, session = held(answers, CLAIM, PAIR, CLAIM)
    assert session.counted["yes"] + session.counted["no"] == len(kept.said)
    assert min(session.counted.values()) >= 0


def test_what_was_decided_meanwhile_is_passed_over() -> None:
    kept, answers = Kept(), iter(["y"])
    Session([CLAIM, PAIR], kept, lambda question: next(answers, None), lambda item: item is PAIR).run()
    assert kept.said == [("same", "person/ana", "person/anna")]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, releases: Path) -> Path:
    """The example releases, read once."""
    path = tmp_path_factory.mktemp("reviewing") / "store"
    with cybercoop.open(path) as opened:
        opened.ingest(releases)
    return path


@pytest.fixture
def read(examples: Path, store: Path) -> None:
    """The store of a test holds the example releases."""
    shutil.copytree(examples, store)


def test_the_queue_as_json_changes_nothing(run, store: Path, read: None) -> None:
    items = json.loads(run("review", "--json", "--limit", "5").out)
    assert len(items) == 5
    assert {"why", "worth", "says", "quoted", "claim", "left", "right"} <= items[0].keys()
    assert json.loads(run("review", "--json", "--limit", "5").out) == items
    assert not store.with_name("decisions.csv").exists()


def test_a_pipe_of_answers(run, store: Path, read: None) -> None:
    queue = json.loads(run("review", "--json", "--limit", "50").out)
    at = next(at for at, each in enumerate(queue) if each["why"] == "pair")
    ran = run("review", "--limit", "50", "--who", "Eva", stdin=b"s\n" * at + b"n\nof two states\nq\n")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == f"0 right, 1 wrong, {at} skipped"
    (line,) = store.with_name("decisions.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert f"{queue[at]['left']},{queue[at]['right']}" in line
    assert "Eva" in line
    assert "of two states" in line


@pytest.mark.parametrize("stdin", [b"", b"s\n", b"n\n", b"\xff\n"])
def test_the_end_of_input_is_no_crash(run, read: None, stdin: bytes) -> None:
    ran = run("review", "--limit", "3", stdin=stdin)
    assert ran.code == 0
    assert ran.out.splitlines()[-1].startswith("0 right, 0 wrong")


def test_an_empty_graph_has_nothing_to_review(run, tmp_path: Path) -> None:
    with cybercoop.open(tmp_path / "empty"):
        pass
    assert run("review", "--store", tmp_path / "empty").out == "nothing to review\n"
