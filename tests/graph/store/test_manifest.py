"""The record of what a directory should hold: what is lost in silence, and what a kill leaves."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from cybercoop.graph.exports.check import check, lost
from cybercoop.graph.store.failures import StoreError
from cybercoop.graph.store.manifest import FILE, NOTHING, Manifest, read, state
from cybercoop.graph.store.stores import open_store
from cybercoop.ontology.terms import node, term
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

FIRST, SECOND = node("release/E-1-14"), node("release/E-2-14")


def quad(value: object, graph: NamedNode = FIRST) -> Quad:
    return Quad(graph, term("dcterms:title"), value if isinstance(value, Literal) else Literal(value), graph)  # type: ignore[arg-type]


def expected(path: Path) -> dict[NamedNode, set[int]]:
    """Of every graph, how many statements it may hold."""
    with open_store(path, read_only=True) as store:
        return {graph: {each.statements for each in states} for graph, states in store.expected().items()}  # type: ignore[union-attr]


def test_the_state_of_a_graph_is_what_the_store_gives_back() -> None:
    spelled = [quad(Literal("1.0", datatype=term("xsd:decimal"))), quad("1.0"), quad("a")]
    store = ox.Store()
    store.extend(spelled)
    assert set(store) != set(spelled)
    assert state(store) == state(reversed(spelled))
    assert state(spelled[:2]) != state(spelled[1:])
    assert state([]) == NOTHING
    unnamed = [Quad(BlankNode(name), term("rdfs:label"), BlankNode(name + "x"), FIRST) for name in "ab"]
    assert state(unnamed[:1]) == state(unnamed[1:])


def test_what_was_written_is_on_record(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph") as store:
        store.replace([], [quad("a"), quad("b"), quad("c", SECOND)])
        store.replace([FIRST], [quad("a")])
        store.replace([], [quad("d", SECOND)])
    assert expected(tmp_path / "graph") == {FIRST: {1}, SECOND: {2}}
    with open_store(tmp_path / "graph") as store:
        store.replace([SECOND], [])
    assert expected(tmp_path / "graph") == {FIRST: {1}, SECOND: {0}}


def test_a_graph_in_memory_keeps_no_record() -> None:
    with open_store(None) as store:
        store.replace([], [quad("a")])
        assert store.expected() is None


def test_what_is_lost_is_found(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    evidence = node("release/E-1-14/evidence")
    with open_store(path) as store:
        store.replace([], [quad("a"), quad("b", evidence), quad("c", SECOND), quad("d", SECOND)])
    outside = ox.Store(str(path))
    outside.remove_graph(FIRST)
    outside.remove_graph(evidence)
    outside.remove(quad("d", SECOND))
    outside.flush()
    del outside
    with open_store(path, read_only=True) as store:
        assert lost(store) == [FIRST]
        found = [str(each) for each in check(store)]
    assert (
        "release/E-1-14: release/E-1-14: it was written into the graph and is lost: ingest it again" in found
    )
    assert "release/E-2-14: release/E-2-14: it holds 1 statements, and not the 2 that were written" in found
    with open_store(path) as store:  # and it is mended by writing it again
        store.replace([FIRST, evidence], [quad("a"), quad("b", evidence)])
        store.replace([SECOND], [quad("c", SECOND), quad("d", SECOND)])
        assert lost(store) == []


def test_what_another_program_wrote_is_found(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph") as store:
        store.replace([], [quad("a")])
        store.inner.add(quad("b", SECOND))
    with open_store(tmp_path / "graph", read_only=True) as store:
        found = [str(each) for each in check(store)]
    assert "release/E-2-14: release/E-2-14: it holds 1 statements, and not the 0 that were written" in found


def test_a_graph_without_a_record_gets_one_when_it_is_written(tmp_path: Path) -> None:
    before = ox.Store(str(tmp_path / "graph"))
    before.extend([quad("a"), quad("b", SECOND)])
    before.flush()
    del before
    with open_store(tmp_path / "graph", read_only=True) as store:
        assert [str(each) for each in check(store) if each.node == FILE] == [
            "contents.jsonl: contents.jsonl: it is missing, so nobody knows whether anything was lost; "
            "the next ingest begins it anew"
        ]
    open_store(tmp_path / "graph").close()
    assert expected(tmp_path / "graph") == {FIRST: {1}, SECOND: {1}}


KILLED = """
import os, signal, sys
from pathlib import Path
from pyoxigraph import Literal, Quad
from cybercoop.graph.store import manifest
from cybercoop.graph.store.stores import open_store
from cybercoop.ontology.terms import node, term

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

moment, graph = sys.argv[2], node("release/E-1-14")
with open_store(Path(sys.argv[1])) as store:
    store.replace([graph], [Quad(graph, term("dcterms:title"), Literal(name), graph) for name in "ab"])
    noting = manifest.Manifest.note
    def note(self, states):
        noting(self, states)
        die()
    if moment == "before":
        manifest.Manifest.note = note
    elif moment == "after":
        manifest.Manifest.done = die
    store.replace([graph], [Quad(graph, term("dcterms:title"), Literal("c"), graph)])
    die()
"""


@pytest.mark.parametrize(("moment", "held"), [("before", 2), ("after", 1), ("between", 1)])
def test_killed_at_any_moment_the_record_holds(tmp_path: Path, moment: str, held: int) -> None:
    path = tmp_path / "graph"
    ran = subprocess.run([sys.executable, "-c", KILLED, str(path), moment], check=False)
    assert ran.returncode == -signal.SIGKILL
    with open_store(path, read_only=True) as store:
        assert len(list(store.quads(FIRST))) == held
        assert not [each for each in check(store) if "written" in each.problem]
    assert held in expected(path)[FIRST]
    open_store(path).close()
    assert expected(path) == {FIRST: {held}}


def test_a_torn_line_tells_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    with open_store(path) as store:
        store.replace([], [quad("a")])
    with (path / FILE).open("ab") as file:
        file.write(b'{"https://w3id.org/cybercoop/release/E-2-14": [3, "ab')
    assert expected(path) == {FIRST: {1}}
    with open_store(path) as store:
        store.replace([], [quad("c", SECOND)])
    assert expected(path) == {FIRST: {1}, SECOND: {1}}


@pytest.mark.parametrize("line", [b"garbage\n", b'{"x": 1}\n', b'["x"]\n', b"\xff\xfe\n"])
def test_a_damaged_record_is_said(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "graph"
    with open_store(path) as store:
        store.replace([], [quad("a")])
    (path / FILE).write_bytes(line + (path / FILE).read_bytes())
    for read_only in (True, False):
        with open_store(path, read_only) as store, pytest.raises(StoreError, match="line 1: the record"):
            check(store)


def test_lines_that_are_outdated_are_cleared_away(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path, lambda graph: NOTHING)
    states = [state([quad(str(number))]) for number in range(2)]
    for number in range(1200):
        manifest.note({FIRST: states[number % 2]})
        manifest.done()
    manifest.settle()
    Manifest(tmp_path, lambda graph: NOTHING)
    assert read(tmp_path / FILE).lines == 2
    assert read(tmp_path / FILE).expected == {FIRST: (states[1],)}


def test_what_is_written_while_a_graph_is_read_may_be_there_or_not(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph") as writing:
        writing.replace([], [quad("a"), quad("c", SECOND)])
        with open_store(tmp_path / "graph", read_only=True) as reading:
            writing.replace([SECOND], [quad("d", SECOND)])
            writing.replace([FIRST], [quad("a"), quad("b")])
            assert not [each for each in check(reading) if "written" in each.problem]
