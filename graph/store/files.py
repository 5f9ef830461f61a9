"""Files that are there whole or not at all, and never where a graph is kept."""

from __future__ import annotations

import os
import platform
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from .failures import ExportError
from .manifest import FILE

# What is not finished yet, by the machine and the process that write it.
_UNFINISHED = f".cybercoop-{platform.node()}-"


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, which takes its place at the path only when the block ends well.

    What is not a regular file, such as ``/dev/stdout``, is written as it is.

    Raises:
        ExportError: the folder is missing, the path is a folder or in a graph's directory, or it cannot be
            written.
    """
    if path.is_dir():
        raise ExportError(f"{path} is a folder: give a file name, such as {path / 'NAME'}")
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}: make it first, or write elsewhere")
    refuse_inside_a_graph(path)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
        else:
            yield from _replaced(path.resolve())
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error


def refuse_inside_a_graph(path: Path) -> None:
    """Refuse a path at which a graph is kept, or below.

    Raises:
        ExportError: it is such a path.
    """
    resolved = path.resolve()
    for folder in (resolved, *resolved.parents):
        if (folder / "CURRENT").is_file() and ((folder / FILE).exists() or any(folder.glob("MANIFEST-*"))):
            raise ExportError(f"{path} is in the directory of the graph at {folder}: write elsewhere")


def _replaced(path: Path) -> Iterator[IO[bytes]]:
    _clear_up(path.parent)
    handle, unfinished = _begun(path.parent)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 - a descriptor, not a path
            yield stream
            stream.flush()
            if unfinished is None:
                unfinished = path.parent / f"{_UNFINISHED}{os.getpid()}-{handle}"
                # The descriptor of a folder is not used, but with one Python obeys `follow_symlinks`.
                os.link(f"/proc/self/fd/{handle}", unfinished, src_dir_fd=handle, follow_symlinks=True)
        unfinished.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        unfinished.replace(path)
    finally:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)


def _begun(folder: Path) -> tuple[int, Path | None]:
    """A new file, and its name; Linux has files without a name, of which a killed program leaves nothing."""
    if hasattr(os, "O_TMPFILE") and Path("/proc/self/fd").is_dir():
        with suppress(OSError):  # not every file system knows them
            return os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600), None
    handle, name = tempfile.mkstemp(dir=folder, prefix=f"{_UNFINISHED}{os.getpid()}-")
    return handle, Path(name)


def _clear_up(folder: Path) -> None:
    """Remove what killed programs of this machine left unfinished in a folder."""
    if os.name != "posix":
        return
    for left in folder.glob(f"{_UNFINISHED}*"):
        process = re.match(r"\d+", left.name.removeprefix(_UNFINISHED))
        if process and not _is_running(int(process[0])):
            left.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
