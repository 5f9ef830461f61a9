"""Pages of the web: the one module that touches the outside world.

A server is not trusted: what it sends is counted and timed as a whole, and it cannot send us on to the
computers of the user's own network.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin, urlsplit

from ..base.refusals import Unreadable
from .addresses import public

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

_CONNECT_SECONDS, _READ_SECONDS, _TOTAL_SECONDS = 10, 30, 120
_REDIRECTS = 5
_CONTENT_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
_HEADERS = {"User-Agent": "cybercoop", "Accept": "text/html, application/xhtml+xml, text/plain"}

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent."""

    content: bytes
    content_type: str
    charset: str | None


def fetch(url: str, largest: int) -> Fetched:
    """Read an address of the web.

    Args:
        url: as the user gave it: its host is connected to wherever it is.
        largest: how many bytes are enough, once unpacked: a little more may come.

    Raises:
        Unreadable: it cannot be read, in time or at all; the error shows the address without its secrets.
    """
    from urllib3.exceptions import HTTPError

    if not re.match(r"https?://", url, re.IGNORECASE):
        raise Unreadable(public(url), "only addresses that begin with http:// or https:// are read")
    try:
        return _in_time(lambda: _followed(url, largest))
    except _RefusedError as error:
        raise Unreadable(public(url), str(error)) from error
    except (ValueError, HTTPException) as error:  # that it is no address is what both say of it
        raise Unreadable(public(url), "cannot be fetched: it is, or leads to, no valid address") from error
    except (HTTPError, OSError) as error:
        raise Unreadable(public(url), f"cannot be fetched: {_last_cause(error)}") from error


class _RefusedError(Exception):
    """An answer that is not taken; says why."""


def _in_time(work: Callable[[], _Result]) -> _Result:
    """Do what may take long, in a thread of its own: what waits for a server cannot be asked to stop."""
    done: list[_Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where it was asked for
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(_TOTAL_SECONDS)
    if failed:
        raise failed[0]
    if not done:
        raise _RefusedError(f"not received within {_TOTAL_SECONDS} seconds")
    return done[0]


def _followed(url: str, largest: int) -> Fetched:
    """The content of an address, or of that which it redirects to, and so on."""
    from urllib3 import Retry, Timeout

    host, deadline = urlsplit(url).hostname, time.monotonic() + _TOTAL_SECONDS
    retries = Retry(connect=1, read=0, status=0, other=0, redirect=0)
    timeout = Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS)
    for _ in range(_REDIRECTS + 1):
        with _pool(url, anywhere=urlsplit(url).hostname == host) as pool:
            response = pool.request(
                "GET", url, redirect=False, retries=retries, timeout=timeout, preload_content=False
            )
            try:
                location = response.get_redirect_location()
                if not location:
                    return _answer(response, largest, deadline)
            finally:
                response.close()
        url = urljoin(url, location)
        if urlsplit(url).scheme not in ("http", "https"):
            raise _RefusedError("cannot be fetched: it redirects to what is not on the web")
    raise _RefusedError("cannot be fetched: too many redirects")


def _pool(url: str, anywhere: bool) -> PoolManager:
    """Connections, through the proxy that the environment names, if any."""
    from urllib.request import getproxies, proxy_bypass

    from urllib3 import PoolManager, ProxyManager

    parts = urlsplit(url)
    host = parts.hostname or ""
    proxy = getproxies().get(parts.scheme.lower())
    if proxy and not proxy_bypass(host):
        if not anywhere and _is_private(host):
            raise _RefusedError(_PRIVATE.format(host))
        return ProxyManager(proxy, headers=_HEADERS)
    pool = PoolManager(headers=_HEADERS)
    if not anywhere:
        pool.pool_classes_by_scheme = _public_only()
    return pool


_PRIVATE = "cannot be fetched: it redirects to {}, which is no public address"


def _public_only() -> dict[str, type]:
    """urllib3's connections, but that they end where a private computer answers.

    What counts is who was connected to: a name may stand for another computer when it is looked up again.
    """
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _checked(super()._new_conn(), self.host)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _checked(super()._new_conn(), self.host)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _checked(connected: socket.socket, host: str) -> socket.socket:
    if _is_private(connected.getpeername()[0]):
        connected.close()
        raise _RefusedError(_PRIVATE.format(host))
    return connected


def _is_private(host: str) -> bool:
    """Whether a host is this computer or in a network of its own, as far as its name tells."""
    try:
        address = ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return not address.is_global or address.is_multicast


def _answer(response: BaseHTTPResponse, largest: int, deadline: float) -> Fetched:
    if response.status != 200:
        raise _RefusedError(f"the server answers {response.status} {response.reason or ''}".rstrip())
    header = response.headers.get("Content-Type", "")
    content_type = header.partition(";")[0].strip().lower()
    if content_type not in _CONTENT_TYPES:
        raise _RefusedError(f"its content type is {content_type}; only HTML and plain text are read")
    charset = re.search(r"charset\s*=\s*[\"']?([\w:.-]+)", header, re.IGNORECASE)
    return Fetched(_body(response, largest, deadline), content_type, charset[1] if charset else None)


def _body(response: BaseHTTPResponse, largest: int, deadline: float) -> bytes:
    """The content, counted after decompression, so that a small answer cannot unfold into a large one."""
    content = bytearray()
    for chunk in response.stream(65536, decode_content=True):
        content += chunk
        if len(content) > largest or time.monotonic() > deadline:  # nobody waits for the rest
            break
    return bytes(content)


def _last_cause(error: BaseException) -> str:
    """What urllib3 wraps in its errors, in one line."""
    reason = getattr(error, "reason", None)
    text = str(reason if isinstance(reason, BaseException) else error)
    return re.sub(r"^\w+\([^)]*\): ", "", " ".join(text.split())) or type(error).__name__
