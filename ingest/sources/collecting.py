"""Where releases are read: files, folders, globs, standard input and pages of the web.

The one module of this room that touches the outside world. A source that cannot be read becomes a `Refusal`
with one clear line, and never stops the others.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..base.model import Source
from ..base.refusals import Unreadable
from .decoding import decode

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})  # what is read in folders
_PAGES = frozenset({".html", ".htm"})
_LARGEST = 20 * 1024 * 1024  # bytes; a release has some thousand
_TOO_LARGE = "larger than 20 MB, which no release is"
_CONNECT_SECONDS, _READ_SECONDS, _TOTAL_SECONDS = 10, 30, 120
_REDIRECTS = 5
_CONTENT_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
_MARKUP = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that was not read, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


def read(names: Iterable[str], stdin: BinaryIO) -> Iterator[Source | Refusal]:
    """Read every release that the names stand for, in their order, each file once.

    A name is a file, a folder (searched for `SUFFIXES`, deep and sorted), a glob, "-" for standard input, or
    an address that begins with http:// or https://.
    """
    seen: set[Path] = set()
    for name in names:
        try:
            if not name.strip():
                raise Unreadable("an empty name", "give a file, a folder, an address or - for standard input")
            if name == "-":
                yield _source(name, _limited(stdin, name))
            elif re.match(r"[a-z][a-z0-9+.-]*://", name, re.IGNORECASE):
                yield _fetch(name)
            else:
                yield from _files(name, seen)
        except Unreadable as error:
            yield Refusal(error.name, error.reason)


def _files(name: str, seen: set[Path]) -> Iterator[Source | Refusal]:
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
        with path.open("rb") as file:
            return _limited(file, str(path))
    except OSError as error:
        raise Unreadable(str(path), _why(error)) from error


def _why(error: OSError) -> str:
    return (error.strerror or "cannot be read").lower()


def _limited(file: BinaryIO, name: str) -> bytes:
    content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Unreadable(name, _TOO_LARGE)
    return content


def _source(
    name: str, content: bytes, url: str | None = None, content_type: str = "", charset: str | None = None
) -> Source:
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
    return Source(name, page.text, said.url or url, said.titles, said.published, said.language)


def _fetch(url: str) -> Source:
    """Read an address of the web."""
    if not re.match(r"https?://", url, re.IGNORECASE):
        raise Unreadable(url, "only addresses that begin with http:// or https:// are read")
    from urllib3 import Retry, Timeout
    from urllib3.exceptions import HTTPError

    retries = Retry(connect=1, read=0, status=0, other=0, redirect=_REDIRECTS)
    timeout = Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS)
    try:
        with _pool(url) as pool:
            response = pool.request("GET", url, retries=retries, timeout=timeout, preload_content=False)
            try:
                return _answer(response, url)
            finally:
                response.close()
    except HTTPError as error:
        raise Unreadable(url, f"cannot be fetched: {_last_cause(error)}") from error


def _pool(url: str) -> PoolManager:
    """Connections, through the proxy that the environment names, if any."""
    from urllib.parse import urlsplit
    from urllib.request import getproxies, proxy_bypass

    from urllib3 import PoolManager, ProxyManager

    headers = {"User-Agent": "cybercoop", "Accept": "text/html, application/xhtml+xml, text/plain"}
    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme.lower())
    if proxy and not proxy_bypass(parts.hostname or ""):
        return ProxyManager(proxy, headers=headers)
    return PoolManager(headers=headers)


def _answer(response: BaseHTTPResponse, url: str) -> Source:
    if response.status != 200:
        raise Unreadable(url, f"the server answers {response.status} {response.reason or ''}".rstrip())
    header = response.headers.get("Content-Type", "")
    content_type = header.partition(";")[0].strip().lower()
    if content_type not in _CONTENT_TYPES:
        raise Unreadable(url, f"its content type is {content_type}; only HTML and plain text are read")
    charset = re.search(r"charset\s*=\s*[\"']?([\w:.-]+)", header, re.IGNORECASE)
    return _source(url, _body(response, url), url, content_type, charset[1] if charset else None)


def _body(response: BaseHTTPResponse, url: str) -> bytes:
    """The content, counted after decompression, so that a small answer cannot unfold into a large one."""
    content = bytearray()
    deadline = time.monotonic() + _TOTAL_SECONDS
    for chunk in response.stream(65536, decode_content=True):
        content += chunk
        if len(content) > _LARGEST:
            raise Unreadable(url, _TOO_LARGE)
        if time.monotonic() > deadline:
            raise Unreadable(url, f"not received within {_TOTAL_SECONDS} seconds")
    return bytes(content)


def _last_cause(error: BaseException) -> str:
    """What urllib3 wraps in its errors, in one line."""
    reason = getattr(error, "reason", None)
    text = str(reason if isinstance(reason, BaseException) else error)
    return re.sub(r"^\w+\([^)]*\): ", "", " ".join(text.split())) or type(error).__name__
