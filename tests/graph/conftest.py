from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cybercoop.graph.store.stores import Store, load_reference, open_store
from pyoxigraph import Quad, parse

SAMPLE = Path(__file__).parents[1] / "data" / "sample.trig"


def sample_quads() -> list[Quad]:
    return list(parse(path=SAMPLE))


@pytest.fixture
def quads() -> list[Quad]:
    return sample_quads()


@pytest.fixture(params=["memory", "directory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind: what one does, all do."""
    with open_store(None if request.param == "memory" else tmp_path / "graph") as opened:
        yield opened


@pytest.fixture
def sample() -> Iterator[Store]:
    """The sample release among the reference data."""
    with open_store(None) as opened:
        opened.replace([], sample_quads())
        load_reference(opened)
        yield opened


@pytest.fixture
def changed(sample: Store) -> Callable[[list[Quad], list[Quad]], Store]:
    """The sample without some quads and with others."""

    def change(without: list[Quad], plus: list[Quad]) -> Store:
        kept = [quad for quad in sample.quads() if quad not in without]
        sample.replace(sample.graphs(), [*kept, *plus])
        return sample

    return change
