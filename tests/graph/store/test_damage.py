"""Files that are not as they were left: nothing is lost without a word, and the word is the right one."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from cybercoop.graph.store.diagnosis import opening_failed, using_failed
from cybercoop.graph.store.failures import StoreError
from cybercoop.graph.store.stores import open_store
from cybercoop.graph.store.values import rows
from cybercoop.ontology.terms import node, term
from pyoxigraph import Literal, Quad

GRAPH = node("release/E-1-14")
MANY = [Quad(node(f"person/{n}"), term("rdfs:label"), Literal(f"{n:0100}"), GRAPH) for n in range(2000)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A graph that was written and closed."""
    with open_store(tmp_path / "graph") as store:
        store.replace([], MANY)
    return tmp_path / "graph"


def test_nothing_is_left_in_the_log(path: Path) -> None:
    """What stands in Oxigraph's log is replayed by every reader, and a damaged end is left out in silence."""
    for log in path.glob("*.log"):
        log.write_bytes(b"")
    with open_store(path, read_only=True) as store:
        assert set(store.quads()) == set(MANY)


def test_a_long_ingest_is_flushed_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cybercoop.graph.store.stores._FLUSH_AFTER", 1000)
    store = open_store(tmp_path / "graph")
    store.replace([], MANY)
    for log in (tmp_path / "graph").glob("*.log"):
        log.write_bytes(b"")
    with open_store(tmp_path / "graph", read_only=True) as reading:
        assert len(list(reading.quads())) == len(MANY)
    store.close()


def flipped(content: bytes) -> bytes:
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :]


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    ("names", "spoil"),
    [
        ("*.sst", flipped),
        ("*.sst", lambda content: b""),
        ("*.sst", lambda content: content[:-1]),
        ("*.sst", None),
        ("MANIFEST-*", flipped),
        ("MANIFEST-*", lambda content: b""),
        ("MANIFEST-*", None),
        ("CURRENT", flipped),
        ("CURRENT", lambda content: b""),
    ],
)
def test_what_is_damaged_is_called_so(
    path: Path, names: str, spoil: Callable[[bytes], bytes] | None, read_only: bool
) -> None:
    for each in path.glob(names):
        if spoil:
            each.write_bytes(spoil(each.read_bytes()))
        else:
            each.unlink()
    with (
        pytest.raises(StoreError, match="is damaged: delete") as caught,
        open_store(path, read_only) as store,
    ):
        assert set(store.quads()) != set(MANY)
    assert "\n" not in str(caught.value)


def test_an_answer_that_breaks_off_says_why(path: Path) -> None:
    for each in path.glob("*.sst"):
        content = bytearray(each.read_bytes())
        if len(content) > 10_000:  # the others are all but empty
            content[len(content) // 3] ^= 4
            each.write_bytes(content)
    with open_store(path, read_only=True) as store, pytest.raises(StoreError, match="is damaged: delete"):
        rows(store.query("SELECT ?s ?name { ?s rdfs:label ?name }"))


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("Corruption: block checksum mismatch: stored = 1, computed = 2", "is damaged"),
        ("IO error: lock hold by current process: graph/LOCK: No locks", "by another program"),
        ("IO error: While lock file: graph/LOCK: Resource temporarily unavailable", "by another program"),
        ("IO error: While appending to file: graph/000008.log: File too large", "file too large"),
        (
            "IO error: No space left on device: While appending",
            "no space left on device; what it held is kept",
        ),
        ("IO error: While opening: graph/LOCK: Permission denied", "permission denied"),
        ("something\nnew", "cannot be opened: something new"),
    ],
)
def test_complaints_are_understood(reason: str, says: str) -> None:
    assert says in opening_failed(Path("graph"), OSError(reason))
    if "another" not in says and "opened" not in says:
        assert says in using_failed(Path("graph"), OSError(reason))


def test_killed_while_it_was_made_it_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    path.mkdir()
    for name in ("LOCK", "LOG", "IDENTITY", "MANIFEST-000001", "000001.dbtmp"):
        (path / name).touch()
    with pytest.raises(StoreError, match="no graph at"):
        open_store(path, read_only=True)
    with open_store(path) as store:
        store.replace([], MANY)
    reason = OSError("Invalid argument: Column family not found: id2str")
    assert "was not made to its end: run `cybercoop ingest` again" in opening_failed(path, reason)


def test_while_it_is_being_made_it_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = ox.Store.read_only
    tries = []

    class Making:
        @staticmethod
        def read_only(path: str) -> ox.Store:
            tries.append(path)
            if len(tries) < 3:
                raise OSError("Corruption: no log_file_number entry in MANIFEST")
            return opened(path)

    monkeypatch.setattr("cybercoop.graph.store.stores.ox.Store", Making)
    monkeypatch.setattr("cybercoop.graph.store.stores._PAUSE", 0)
    with open_store(path, read_only=True) as store:
        assert len(list(store.quads())) == len(MANY)
    assert len(tries) == 3


FILLED = """
import sys
from pathlib import Path
from pyoxigraph import Literal, Quad
from cybercoop.errors import CybercoopError
from cybercoop.graph.store.stores import open_store
from cybercoop.ontology.terms import node, term

done = 0
try:
    with open_store(Path(sys.argv[1])) as store:
        try:
            for number in range(1000):
                graph = node(f"release/{number}")
                store.replace([graph], [Quad(graph, term("rdfs:label"), Literal("x" * 10_000), graph)])
                done += 1
        except CybercoopError:
            try:
                store.replace([], [])
            except CybercoopError as again:
                assert "file too large" in str(again)
            raise
except CybercoopError as error:
    print(done, error)
"""


def test_a_full_disk_is_one_line_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    limit = 1_000_000
    ran = subprocess.run(
        [sys.executable, "-c", FILLED, str(path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    done, _, said = ran.stdout.partition(" ")
    assert said == f"the graph at {path} cannot be written: file too large; what it held is kept\n"
    with open_store(path, read_only=True) as store:
        assert len(store.graphs()) == int(done) > 10
        expected = store.expected()
        assert expected is not None
        assert all(any(each.statements for each in states) for states in expected.values())
    with open_store(path) as store:
        store.replace([], MANY)
        assert len(store.graphs()) == int(done) + 1
