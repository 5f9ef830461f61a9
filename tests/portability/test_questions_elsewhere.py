"""The printed SPARQL of every question, run by engines that know nothing of us, over the exported N-Quads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cybercoop
import pytest
from cybercoop.graph.asking.questions import bind, sparql_with_values
from cybercoop.queries.catalogue import questions

from .engines import ENGINES, Engine, NotThere, oxigraph

ROOT = Path(__file__).parents[2]
# Known differences, each with what the engine does.
DIFFERENT = {
    ("rdflib", "donor-overlap"): "gives a row of nothing where a grouped answer is empty",
    ("rdflib", "non-american-support"): "takes more than a minute",
    ("rdflib", "support-from-donor"): "takes more than a minute",
    ("rdflib", "who-helps-whom"): "takes more than a minute",
    ("virtuoso", "strategies"): "orders long texts otherwise in MIN",
    ("virtuoso", "who-helps-whom"): "cannot replace within an aggregate of a text from a table",
    ("comunica", "who-works-with-whom"): "finds nothing for alternative paths within GRAPH",
    ("comunica", "who-helps-whom"): "finds nothing for alternative paths within GRAPH",
    ("comunica", "support-from-donor"): "finds nothing for alternative paths within GRAPH",
    ("comunica", "evidence"): "finds nothing for alternative paths within GRAPH",
}

pytestmark = pytest.mark.xdist_group("portability")


Export = tuple[Path, dict[str, str]]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """The example store as N-Quads, and each question's SPARQL with the values of its example."""
    folder = tmp_path_factory.mktemp("portability")
    with cybercoop.open(folder / "store") as graph:
        graph.ingest(ROOT / "examples" / "releases")
        graph.export(folder / "graph.nq")
        asked = {
            name: sparql_with_values(each, bind(graph.store, each, each.example))
            for name, each in questions().items()
        }
    return folder / "graph.nq", asked


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest,
    exported: Export,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, Engine]]:
    try:
        with ENGINES[request.param](exported[0], tmp_path_factory.mktemp(request.param)) as running:
            yield request.param, running
    except NotThere as error:
        pytest.skip(f"{request.param} is not here: {error}")


@pytest.fixture(scope="module")
def expected(exported: Export, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with oxigraph(exported[0], tmp_path_factory.mktemp("oxigraph")) as running:
        yield running


@pytest.mark.parametrize("name", questions())
def test_every_engine_gives_the_same_rows(
    name: str, exported: Export, engine: tuple[str, Engine], expected: Engine
) -> None:
    called, running = engine
    if (called, name) in DIFFERENT:
        pytest.xfail(f"{called} {DIFFERENT[called, name]}")
    sparql = exported[1][name]
    assert running.rows(sparql) == expected.rows(sparql)
