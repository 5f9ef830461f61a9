"""What Oxigraph's complaints mean, and what a person can do. They are texts only: none has a number."""

from __future__ import annotations

import re
from pathlib import Path

from .failures import StoreError

_UNWRITABLE = ("No space left on device", "File too large", "Disk quota exceeded")
_DENIED = ("Permission denied", "Read-only file system")
# What RocksDB, Oxigraph's storage, says of files that are not as it left them.
_DAMAGED = (
    "Corruption",
    "checksum",
    "No such file or directory",
    "Unable to read",
)
# What it says of a directory that a program was killed in before it was made to its end.
_UNFINISHED = ("Column family not found", "Inserts are only possible on read-write instances")
_BEGUN = re.compile(r"LOCK|LOG(?:\.old\.\d+)?|IDENTITY|MANIFEST-\d+|OPTIONS-\d+|\d+\.dbtmp")
_AGAIN = "delete its directory and ingest again"
_LOCKED = ("lock hold by", "While lock file")


def opening_failed(path: Path, error: Exception) -> str:
    """Why a directory cannot be opened, and what to do."""
    reason = str(error)
    if any(each in reason for each in _LOCKED):
        return f"the graph at {path} is being written by another program: try again when it has ended"
    if any(each in reason for each in _UNFINISHED):
        return f"the graph at {path} was not made to its end: run `cybercoop ingest` again"
    return _explained(path, reason) or f"the graph at {path} cannot be opened: {_one_line(reason)}"


def using_failed(path: Path | None, error: Exception) -> str:
    """Why an opened graph cannot be read or written, and what to do."""
    reason = str(error)
    if path is None:
        return f"the graph in memory cannot be used: {_one_line(reason)}"
    return _explained(path, reason) or f"the graph at {path} cannot be used: {_one_line(reason)}"


def _explained(path: Path, reason: str) -> str | None:
    for complaint in _UNWRITABLE:
        if complaint in reason:
            return f"the graph at {path} cannot be written: {complaint.lower()}; what it held is kept"
    if any(each in reason for each in _DENIED):
        return f"the graph at {path} cannot be written: permission denied; choose another by --store"
    if any(each in reason for each in _DAMAGED):
        return f"the graph at {path} is damaged: {_AGAIN} ({_one_line(reason)})"
    return None


def damaged(error: Exception) -> str | None:
    """What to say if an answer breaks off because the graph's files are damaged; None if that is not why."""
    reason = _one_line(str(error))
    return f"the graph is damaged: {_AGAIN} ({reason})" if reason.startswith("Corruption") else None


def _one_line(reason: str) -> str:
    return " ".join(reason.split())


def check_directory(path: Path, read_only: bool) -> None:
    """Refuse a path at which there is no graph, and none can be made.

    Raises:
        StoreError: it is a file, holds other files, or there is nothing to read.
    """
    # CURRENT is the file by which RocksDB, Oxigraph's storage, knows its own directory.
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file: a graph is kept in a directory")
    if (path / "CURRENT").exists():
        return
    if read_only:
        raise StoreError(f"no graph at {path}: run `cybercoop ingest` first")
    if path.exists() and not all(_BEGUN.fullmatch(each.name) for each in path.iterdir()):
        raise StoreError(f"{path} holds other files and no graph: choose a directory that is new or empty")
