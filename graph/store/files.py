"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .failures import ExportError


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, which takes its place at the path only when the block ends well.

    What is not a regular file, such as ``/dev/stdout``, is written as it is.

    Raises:
        ExportError: the folder is missing, the path is a folder, or it cannot be written.
    """
    if path.is_dir():
        raise ExportError(f"{path} is a folder: give a file name, such as {path / 'NAME'}")
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}: make it first, or write elsewhere")
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
        else:
            yield from _replaced(path.resolve())
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error


def _replaced(path: Path) -> Iterator[IO[bytes]]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    unfinished = Path(name)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 - a descriptor, not a path
            yield stream
        unfinished.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
