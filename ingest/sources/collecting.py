"""Where releases are read: files, folders, globs, standard input and pages of the web.

A source that cannot be read becomes a `Refusal` with one clear line, and never stops the others.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO

from ..base.model import Source
from ..base.refusals import Unreadable
from .addresses import is_address, public
from .decoding import decode

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})  # what is read in folders
_PAGES = frozenset({".html", ".htm"})
_LARGEST = 20 * 1024 * 1024  # bytes; a release has some thousand
_USUAL = 64 * 1024  # bytes read at first: to make room for the largest takes longer than to read most
_TOO_LARGE = "larger than 20 MB, which no release is"
_MARKUP = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that was not read, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


Found = Source | Refusal


def read(
    names: Iterable[str], stdin: BinaryIO, fetched: Mapping[str, Found] | None = None
) -> Iterator[Source | Refusal]:
    """Read every release that the names stand for, in their order, each file once.

    A name is a file, a folder (searched for `SUFFIXES`, deep and sorted), a glob, "-" for standard input, or
    an address that begins with http:// or https://.

    Args:
        names: what to read.
        stdin: what "-" stands for.
        fetched: what `fetch_first` made of some of the names.
    """
    seen: set[Path] = set()
    known = fetched or {}
    for name in names:
        if name in known:
            yield known[name]
        elif name == "-" or is_address(name):
            yield _one(name, stdin)
        else:
            try:
                yield from _files(name, seen)
            except Unreadable as error:
                yield Refusal(error.name, error.reason)


def fetch_first(names: Iterable[str], stdin: BinaryIO) -> Iterator[tuple[str, Found]]:
    """Those of the names that have to be waited for, standard input and addresses, each with its release."""
    for name in dict.fromkeys(names):
        if name == "-" or is_address(name):
            yield name, _one(name, stdin)


def _one(name: str, stdin: BinaryIO) -> Found:
    try:
        if name == "-":
            return _source(name, _limited(stdin))
        from .fetching import fetch

        found, shown = fetch(name, _LARGEST), public(name)
        return _source(shown, found.content, shown, found.content_type, found.charset)
    except Unreadable as error:
        return Refusal(error.name, error.reason)


def _files(name: str, seen: set[Path]) -> Iterator[Source | Refusal]:
    if not name.strip():
        raise Unreadable("an empty name", "give a file, a folder, an address or - for standard input")
    for path in _expand(name):
        resolved = path.resolve()
        if resolved in seen:
            continue
        seen.add(resolved)
        try:
            yield _source(str(path), _content(path))
        except Unreadable as error:
            yield Refusal(error.name, error.reason)


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
            kinds = ", ".join(sorted(SUFFIXES))
            raise Unreadable(name, f"a folder without releases; files that end in {kinds} are read")
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
    """The releases in a folder and those below, sorted, without hidden ones."""

    def refuse(error: OSError) -> None:
        raise Unreadable(str(error.filename or folder), _why(error))

    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for one in sorted(files):
            if not one.startswith(".") and Path(one).suffix.lower() in SUFFIXES:
                yield Path(parent, one)


def _content(path: Path) -> bytes:
    try:
        if stat.S_ISFIFO(path.stat().st_mode):
            return _piped(path)
        with path.open("rb") as file:
            return _limited(file)
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
        return first + _limited(file)


def _why(error: OSError) -> str:
    return (error.strerror or "cannot be read").lower()


def _limited(file: BinaryIO) -> bytes:
    """The content, or as much as it takes to see that it is too large."""
    content = file.read(_USUAL)
    return content if len(content) < _USUAL else content + file.read(_LARGEST + 1 - _USUAL)


def _source(
    name: str, content: bytes, url: str | None = None, content_type: str = "", charset: str | None = None
) -> Source:
    if len(content) > _LARGEST:
        raise Unreadable(name, _TOO_LARGE)
    if not content.strip():
        raise Unreadable(name, "empty; a release has a title and at least one sentence")
    text = decode(content, name, charset)
    suffix = Path(name).suffix.lower()
    is_page = "html" in content_type or (not content_type and suffix in _PAGES) or _MARKUP.match(text)
    if not is_page:
        return Source(name, text, url)
    from .page import read_page

    page = read_page(text, name)
    said = page.metadata
    found = public(said.url) if said.url else url
    return Source(name, page.text, found, said.titles, said.published, said.language)
