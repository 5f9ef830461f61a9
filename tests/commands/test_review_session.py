"""`cybercoop review`: a key each, also from a pipe; where answers end, the review ends."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import cybercoop
import pytest
from cybercoop.commands.review_session import Session
from cybercoop.graph.identity.decisions import Record
from cybercoop.graph.identity.verdicts import REASONS
from cybercoop.graph.review.judging import Judged
from cybercoop.graph.review.queue import Item
from cybercoop.ontology.terms import node
from hypothesis import given, settings
from hypothesis import strategies as st

CLAIM = Item(
    "claim", "mission | invited | Estonia", "Estonia ...", "E-1/14", "believed 0.57", 0.57, (node("c"),)
)
PAIR = Item(
    "pair", "Ana = Anna", "", "E-1/14", "may be one person", 0.2, (), (node("person/a"), node("person/b"))
)


class Kept:
    """Keeps what was decided, in words."""

    def __init__(self) -> None:
        self.said: list[tuple[str, ...]] = []

    def settle(self, item: Item, right: bool, reason: str = "other", why: str = "") -> Sequence[Record]:
        self.said.append((item.kind, "yes") if right else (item.kind, "no", reason, why))
        return ()

    def undo(self, why: str = "") -> Judged:
        self.said.pop()
        return Judged((), ())


def held(answers: list[str], *items: Item) -> tuple[Kept, Session]:
    kept, left = Kept(), iter(answers)
    session = Session(items, kept, lambda question: next(left, None), lambda line: None, REASONS)
    session.run()
    return kept, session


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["y", "y"], [("claim", "yes"), ("pair", "yes")]),
        (["Yes", "q"], [("claim", "yes")]),
        (["n", "1", "only invited"], [("claim", "no", "wrong-role", "only invited")]),
        (["n", "neg", ""], [("claim", "no", "negated", "")]),
        (["n", "wrong", "99", "planned", ""], [("claim", "no", "planned", "")]),
        (["s", "n", "two persons"], [("pair", "no", "other", "two persons")]),
        (["y", "u", "s", "q"], []),
        (["u", "y"], [("claim", "yes")]),
        (["what?", "", "y"], [("claim", "yes")]),
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
    assert session.decided == len(kept.said)


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


def test_a_pipe_of_answers_is_kept_obeyed_and_taken_back(run, store: Path, read: None) -> None:
    queue = json.loads(run("review", "--json", "--most", "50").out)
    at = next(at for at, each in enumerate(queue) if each["kind"] == "claim")
    ran = run("review", "--most", "50", "--who", "Eva", stdin=b"s\n" * at + b"n\n4\nno such thing\nq\n")
    assert ran.code == 0, ran.err
    assert "1 decided" in ran.out
    line = store.with_name("decisions.csv").read_text(encoding="utf-8").splitlines()[1]
    assert line.startswith("reject,")
    assert ",Eva,no such thing," in line
    assert queue[at] not in json.loads(run("review", "--json", "--most", "500").out)
    run("undo")
    assert json.loads(run("review", "--json", "--most", "50").out) == queue


@pytest.mark.parametrize("stdin", [b"", b"s\n", b"n\n", b"u\n", b"\xff\n"])
def test_the_end_of_input_is_no_crash(run, store: Path, read: None, stdin: bytes) -> None:
    ran = run("review", "--most", "3", stdin=stdin)
    assert ran.code == 0, ran.err
    assert "\n0 decided" in ran.out
    assert not store.with_name("decisions.csv").exists()
