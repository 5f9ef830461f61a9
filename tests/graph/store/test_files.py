"""Outputs: whole or not at all, never in a graph's directory, and nothing is left of a killed program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cybercoop.graph.exports.tables import write_folder
from cybercoop.graph.store import files
from cybercoop.graph.store.failures import ExportError
from cybercoop.graph.store.files import whole_file
from cybercoop.graph.store.stores import open_store


def write(path: Path, content: bytes = b"new") -> None:
    with whole_file(path) as stream:
        stream.write(content)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    open_store(tmp_path / "graph").close()
    return tmp_path / "graph"


def test_no_output_goes_into_a_graph(graph: Path, tmp_path: Path) -> None:
    before = {each.name: each.stat().st_size for each in graph.iterdir()}
    (graph / "below").mkdir()
    (tmp_path / "link.ttl").symlink_to(graph / "CURRENT")
    (tmp_path / "folder").symlink_to(graph)
    for path in (graph / "CURRENT", graph / "g.ttl", graph / "below" / "g.ttl", tmp_path / "link.ttl"):
        with pytest.raises(ExportError, match="in the directory of the graph"):
            write(path)
    with pytest.raises(ExportError, match="in the directory of the graph"):
        write(tmp_path / "folder" / "g.ttl")
    for folder in (graph, graph / "tables", tmp_path / "folder"):
        with pytest.raises(ExportError, match="in the directory of the graph"):
            write_folder({"a": "b"}, folder)
    (graph / "below").rmdir()
    assert {each.name: each.stat().st_size for each in graph.iterdir()} == before


def test_a_folder_with_a_file_of_that_name_is_no_graph(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").touch()
    write(tmp_path / "g.ttl")
    assert (tmp_path / "g.ttl").read_bytes() == b"new"


@pytest.mark.parametrize("nameless", [True, False])
def test_a_file_is_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nameless: bool
) -> None:
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    path = tmp_path / "g.ttl"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with pytest.raises(TypeError), whole_file(path) as stream:
        stream.writelines([b"half", "no bytes"])  # type: ignore[list-item]
    assert path.read_bytes() == b"old"
    write(path)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    write(tmp_path / "other")
    assert (tmp_path / "other").stat().st_mode & 0o777 == 0o666 & ~files._umask()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["g.ttl", "other"]


KILLED = """
import os, signal, sys
from pathlib import Path
from cybercoop.graph.store.files import whole_file

if sys.argv[2] == "named":
    del os.O_TMPFILE
with whole_file(Path(sys.argv[1])) as stream:
    stream.write(b"half")
    stream.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="files without a name are of Linux")
@pytest.mark.parametrize(("kind", "left"), [("nameless", 0), ("named", 1)])
def test_of_a_killed_program_nothing_stays(tmp_path: Path, kind: str, left: int) -> None:
    path = tmp_path / "g.ttl"
    ran = subprocess.run([sys.executable, "-c", KILLED, str(path), kind], check=False)
    assert ran.returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == left
    mine = tmp_path / f"{files._UNFINISHED}{os.getpid()}-x"
    mine.touch()
    write(path)
    assert sorted(tmp_path.iterdir()) == sorted([path, mine])


def test_a_folder_of_tables_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "a.csv").write_text("old")
    (tmp_path / "tables" / "c.csv").mkdir()  # which cannot be written
    with pytest.raises(ExportError, match=r"c\.csv is a folder"):
        write_folder({"a": "new", "b": "new", "c": "new"}, tmp_path / "tables")
    assert (tmp_path / "tables" / "a.csv").read_text() == "old"
    assert sorted(each.name for each in (tmp_path / "tables").iterdir()) == ["a.csv", "c.csv"]
    with pytest.raises(ExportError):
        write_folder({"a": "new", "no/such": "new"}, tmp_path / "fresh")
    assert not (tmp_path / "fresh").exists()
    write_folder({"a": "new", "b": "new"}, tmp_path / "fresh")
    assert sorted(each.name for each in (tmp_path / "fresh").iterdir()) == ["a.csv", "b.csv"]


FULL = """
import sys
from pathlib import Path
from cybercoop.errors import CybercoopError
from cybercoop.graph.exports.tables import write_folder

try:
    write_folder({"a": "x", "b": "x" * 100_000, "c": "x"}, Path(sys.argv[1]))
except CybercoopError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
def test_tables_on_a_full_disk_are_not_there(tmp_path: Path) -> None:
    import resource

    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "tables")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == f"{tmp_path / 'tables' / 'b.csv'} cannot be written: File too large\n"
    assert ran.stderr == ""
    assert not (tmp_path / "tables").exists()
