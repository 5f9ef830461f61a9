"""What folders hold: the files that are read, and those that are not, so that nobody thinks they were."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from glob import glob, has_magic
from pathlib import Path

from .addresses import is_address
from .formats import SUFFIXES

_MOST = 8  # kinds that are named; a folder of a website holds dozens
_TABLES = frozenset({".csv", ".tsv"})  # read where a user names them: most tables hold no releases


def in_folder(folder: Path, on_error: Callable[[OSError], object] | None = None) -> Iterator[Path]:
    """All files in a folder and those below, sorted, without hidden ones.

    Args:
        folder: where.
        on_error: told of each folder that cannot be read.
    """
    for parent, folders, files in os.walk(folder, onerror=on_error):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(parent, one) for one in sorted(files) if not one.startswith("."))


def is_read(path: Path) -> bool:
    """Whether a file in a folder is read."""
    return path.suffix.lower() in SUFFIXES


def unread(names: Iterable[str]) -> Counter[str]:
    """How many files of each suffix the folders among the names hold that are not read, but for hidden ones.

    A file that is among the names itself is read, whatever its suffix.
    """
    matched = [Path(path) for name in names if not is_address(name) for path in _matches(name)]
    folders, named = [], set()
    for path in matched:
        if path.is_dir():
            folders.append(path)
        else:
            named.add(path.resolve())
    left = {path.resolve() for folder in folders for path in in_folder(folder) if not is_read(path)}
    return Counter(path.suffix.lower() for path in left - named)


def not_read(counts: Mapping[str, int]) -> str:
    """One line for people: ``3 .doc, 1 without a suffix; cybercoop reads .docx, ...``."""
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    kinds = [f"{count:,} {suffix or 'without a suffix'}" for suffix, count in ordered[:_MOST]]
    if rest := ordered[_MOST:]:
        kinds.append(f"{sum(count for _, count in rest):,} of {len(rest)} other kinds")
    if not kinds:
        kinds = ["no file at all"]
    tables = ", and a table (.csv, .tsv) that you name" if _TABLES & counts.keys() else ""
    return f"{', '.join(kinds)}; cybercoop reads {', '.join(sorted(SUFFIXES))}{tables}"


def _matches(name: str) -> list[str]:
    try:
        there = Path(name).exists()
    except (OSError, ValueError):  # `read` says why
        return []
    if there:
        return [name]
    return glob(name, recursive=True) if has_magic(name) else []  # noqa: PTH207 - any root
