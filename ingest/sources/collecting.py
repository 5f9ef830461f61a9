"""Where releases are read: files, folders, globs, standard input and pages of the web.

A source that cannot be read becomes a `Refusal` with one clear line, and never stops the others.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO

from ..base.model import Source
from ..base.refusals import Unreadable
from . import limits
from .addresses import is_address, public
from .folders import in_folder, is_read, not_read, unread
from .formats import HOLDERS, sources
from .part import Part

_USUAL = 64 * 1024  # bytes read at first: to make room for the largest takes longer than to read most


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that was not read, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


Found = Source | Refusal
Fetched = Part | Refusal


def read(
    names: Iterable[str],
    stdin: BinaryIO,
    fetched: Mapping[str, Fetched] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Found]:
    """Read every release that the names stand for, in their order, each file once.

    A name is a file, a folder (searched deep and sorted for the suffixes
    that `formats` reads; `folders.unread` counts the others), a glob, "-" for standard input, or
    an address that begins with http:// or https://. A file may hold many releases: see `formats`.

    Args:
        names: what to read.
        stdin: what "-" stands for.
        fetched: what `fetch_first` made of some of the names.
        columns: of tables of releases, by role the name of the column; see `rows`.
    """
    seen: set[Path] = set()
    known = fetched or {}
    for name in names:
        if name in known or name == "-" or is_address(name):
            there = known.get(name) or _waited_for(name, stdin)
            if isinstance(there, Refusal):
                yield there
            else:
                yield from _found(there, columns or {})
        else:
            try:
                yield from _files(name, seen, columns or {})
            except Unreadable as error:
                yield Refusal(error.name, error.reason)


def fetch_first(names: Iterable[str], stdin: BinaryIO) -> Iterator[tuple[str, Fetched]]:
    """Those of the names that have to be waited for, standard input and addresses, each with its content."""
    for name in dict.fromkeys(names):
        if name == "-" or is_address(name):
            yield name, _waited_for(name, stdin)


def _waited_for(name: str, stdin: BinaryIO) -> Fetched:
    try:
        if name == "-":
            return Part(name, _limited(stdin, limits.LARGEST_ALL))
        from .fetching import fetch

        found, shown = fetch(name, limits.LARGEST), public(name)
        return Part(shown, found.content, shown, found.content_type, found.charset)
    except Unreadable as error:
        return Refusal(error.name, error.reason)


def _files(name: str, seen: set[Path], columns: Mapping[str, str]) -> Iterator[Found]:
    if not name.strip():
        raise Unreadable("an empty name", "give a file, a folder, an address or - for standard input")
    for path in _expand(name):
        resolved = path.resolve()
        if resolved in seen:
            continue
        seen.add(resolved)
        try:
            part = Part(str(path), _content(path))
        except Unreadable as error:
            yield Refusal(error.name, error.reason)
        else:
            yield from _found(part, columns)


def _expand(name: str) -> Iterator[Path]:
    """The files that a path or a glob stands for."""
    path = Path(name)
    if not _exists(path, name):
        matches = sorted(glob(name, recursive=True)) if has_magic(name) else []  # noqa: PTH207 - any root
        if not matches:
            raise Unreadable(name, "no file matches" if has_magic(name) else "no such file or folder")
        for match in matches:
            yield from _folder(Path(match)) if Path(match).is_dir() else [Path(match)]
    elif path.is_dir():
        releases = list(_folder(path))
        if not releases:
            raise Unreadable(name, f"a folder without releases: {not_read(unread([name]))}")
        yield from releases
    else:
        yield path


def _exists(path: Path, name: str) -> bool:
    try:
        return path.exists()
    except PermissionError as error:
        raise Unreadable(name, "permission denied") from error
    except (OSError, ValueError) as error:  # a name too long, or with a NUL
        raise Unreadable(name, "no such file or folder") from error


def _folder(folder: Path) -> Iterator[Path]:
    """The releases in a folder and those below."""

    def refuse(error: OSError) -> None:
        raise Unreadable(str(error.filename or folder), _why(error))

    return (path for path in in_folder(folder, refuse) if is_read(path))


def _content(path: Path) -> bytes:
    try:
        if stat.S_ISFIFO(path.stat().st_mode):
            return _piped(path)
        with path.open("rb") as file:
            return _limited(file, limits.LARGEST_ALL if path.suffix.lower() in HOLDERS else limits.LARGEST)
    except OSError as error:
        raise Unreadable(str(path), _why(error)) from error


def _piped(path: Path) -> bytes:
    """What is written into a named pipe; one into which nobody writes would be waited for without end."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with open(handle, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        try:
            first = os.read(handle, 1)
            if not first:
                raise Unreadable(str(path), "a pipe into which nobody writes")
        except BlockingIOError:  # somebody is about to write
            first = b""
        os.set_blocking(handle, True)
        return first + _limited(file, limits.LARGEST)


def _why(error: OSError) -> str:
    return (error.strerror or "cannot be read").lower()


def _limited(file: BinaryIO, largest: int) -> bytes:
    """The content, or as much as it takes to see that it is too large."""
    content = file.read(_USUAL)
    return content if len(content) < _USUAL else content + file.read(largest + 1 - _USUAL)


def _found(part: Part, columns: Mapping[str, str]) -> Iterator[Found]:
    for each in sources(part, columns):
        yield Refusal(each.name, each.reason) if isinstance(each, Unreadable) else each
