"""What a folder holds and is not read is counted and named, and nothing else is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from cybercoop.ingest.sources.folders import in_folder, not_read, unread
from cybercoop.ingest.sources.formats import SUFFIXES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "a.txt",
        "b.XLSX",
        "deep/c.xlsx",
        "deep/d.csv",
        "README",
        ".hidden.doc",
        ".git/e.doc",
        "f.HTM",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


def test_files_are_found_deep_and_sorted_without_hidden_ones(folder: Path) -> None:
    names = [path.relative_to(folder).as_posix() for path in in_folder(folder)]
    assert names == ["README", "a.txt", "b.XLSX", "f.HTM", "deep/c.xlsx", "deep/d.csv"]


def test_what_is_not_read_is_counted_by_suffix_once(folder: Path) -> None:
    everything = Counter({".xlsx": 2, ".csv": 1, "": 1})
    assert unread([str(folder)]) == everything
    assert unread([str(folder), str(folder / "deep"), f"{folder}/dee*"]) == everything


def test_what_is_named_itself_is_read(folder: Path) -> None:
    assert unread([str(folder), str(folder / "deep" / "d.csv"), f"{folder}/*.XLSX"]) == {".xlsx": 1, "": 1}
    assert not unread(
        [str(folder / "b.XLSX"), "-", "https://example.org/x.xlsx", "no such", "\0", "x" * 9999]
    )


def test_the_line_names_kinds_the_most_first_and_what_is_read() -> None:
    line = not_read({".doc": 1, ".xlsx": 1204, "": 2})
    assert line.startswith("1,204 .xlsx, 2 without a suffix, 1 .doc; cybercoop reads ")
    assert all(suffix in line for suffix in SUFFIXES)
    assert "that you name" not in line
    assert "that you name" in not_read({".csv": 1})


def test_many_kinds_are_summed_up() -> None:
    line = not_read({f".x{number:02}": 100 - number for number in range(12)})
    assert ".x07, 362 of 4 other kinds; " in line
    assert ".x08" not in line
