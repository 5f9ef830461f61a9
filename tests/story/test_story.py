"""The story's thirty releases, read once, answer what their author expects of each question."""

from __future__ import annotations

import importlib.util
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import cybercoop
import pytest
from cybercoop import Graph
from cybercoop.graph.asking.questions import ValueRefusedError, ask
from cybercoop.graph.store.answers import shown

HERE = Path(__file__).parent
LEAST = 0.95  # of the rows that a reader of all texts would miss: what is asked
HELD, HELD_WRONG = 0.86, 12  # how far the questions are: recall, and forbidden rows at most
Judged = tuple[dict[str, Any], dict[str, list[Any]]]  # an ask, and what its answer lacks or has too much


def checker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("story_check", HERE / "check.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with cybercoop.open(tmp_path_factory.mktemp("story") / "graph") as graph:
        graph.ingest(HERE / "texts")
        yield graph


def rows(graph: Graph, one: dict[str, Any]) -> list[dict[str, str]]:
    """The answer by column, as tables show it; none to what cannot be asked."""
    try:
        answer = ask(graph.store, one["question"], one["parameters"])
    except ValueRefusedError:
        return []
    return [dict(zip(answer.columns, map(shown, row), strict=True)) for row in answer.rows]


@pytest.fixture(scope="session")
def judged(story: Graph) -> list[Judged]:
    expected, judge = tomllib.loads((HERE / "answers.toml").read_text(encoding="utf-8")), checker().judge
    return [(each, judge(each, rows(story, each), expected["names"])) for each in expected["ask"]]


def recall(judged: list[Judged]) -> float:
    asked = sum(len(each["rows"]) for each, _ in judged)
    return 1 - sum(len(found["missing"]) for _, found in judged) / asked


def forbidden(judged: list[Judged]) -> int:
    return sum(len(found["forbidden"]) + len(found["repeated"]) for _, found in judged)


def test_the_story_is_answered_no_worse_than_it_was(judged: list[Judged]) -> None:
    assert recall(judged) >= HELD
    assert forbidden(judged) <= HELD_WRONG


@pytest.mark.xfail(strict=True, reason="what issue 10 asks; `HELD` says how far it is")
def test_the_story_is_answered(judged: list[Judged]) -> None:
    lines = [
        f"{kind}: {each['question']} {each['parameters']}: {row}"
        for each, found in judged
        for kind, those in found.items()
        for row in those
    ]
    report = os.linesep.join([*lines, f"recall {recall(judged):.3f}, forbidden {forbidden(judged)}"])
    assert recall(judged) >= LEAST, report
    assert forbidden(judged) == 0, report
