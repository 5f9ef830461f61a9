"""Servers that are not to be trusted: slow ones, those that send on elsewhere, addresses that are none."""

from __future__ import annotations

import io
import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.sources import fetching
from cybercoop.ingest.sources.addresses import public
from cybercoop.ingest.sources.collecting import Refusal, fetch_first, read
from cybercoop.ingest.sources.decoding import decode
from cybercoop.ingest.sources.part import Part

TEXT = b"Nassau Hosts a Workshop\n\nThe OAS held a workshop in Nassau.\n"
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
Talk = Callable[[socket.socket, str], None]


class Server:
    """A server that says what it is told to say, by path."""

    def __init__(self) -> None:
        self.says: dict[str, Talk] = {}
        self.asked: list[str] = []
        self._socket = socket.create_server(("", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            other, _ = self._socket.accept()
            threading.Thread(target=self._answer, args=(other,), daemon=True).start()

    def _answer(self, other: socket.socket) -> None:
        with other:
            try:
                asked = other.recv(65536).decode().split(" ")
                if len(asked) > 1:
                    self.asked.append(asked[1])
                    self.says.get(asked[1].partition("?")[0], _no_such_page)(other, asked[1])
            except OSError:
                pass

    def at(self, path: str, talk: Talk | bytes, host: str = "127.0.0.1") -> str:
        self.says[path] = (lambda other, _: other.sendall(talk)) if isinstance(talk, bytes) else talk
        return f"http://{host}:{self.port}{path}"


def _no_such_page(other: socket.socket, _: str) -> None:
    other.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setenv("no_proxy", "*")
    return Server()


def all_of(*names: str) -> list[Source | Refusal]:
    return list(read(names, io.BytesIO()))


def refusal(name: str) -> str:
    (found,) = all_of(name)
    assert isinstance(found, Refusal), found
    assert "\n" not in str(found)
    return str(found)


def answer(headers: bytes = b"", body: bytes = TEXT) -> bytes:
    return PLAIN + headers + b"Content-Length: %d\r\n\r\n" % len(body) + body


def redirect(to: str) -> bytes:
    return b"HTTP/1.1 302 Found\r\nLocation: " + to.encode() + b"\r\nContent-Length: 0\r\n\r\n"


# Time.


def dripping(first: bytes, rest: bytes) -> Talk:
    def talk(other: socket.socket, _: str) -> None:
        other.sendall(first)
        for at in range(len(rest)):
            time.sleep(0.05)
            other.sendall(rest[at : at + 1])

    return talk


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        (PLAIN + b"Content-Length: 1000\r\n\r\n", b"x" * 1000),
        (PLAIN + b"\r\n", b"x" * 1000),
        (PLAIN + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 200),
        (PLAIN, b"X-Slow: " + b"x" * 1000),
        (b"", b"HTTP/1.1 200 " + b"x" * 1000),
    ],
)
def test_a_slow_answer_is_given_up_in_time(
    server: Server, monkeypatch: pytest.MonkeyPatch, first: bytes, rest: bytes
) -> None:
    monkeypatch.setattr(fetching, "_TOTAL_SECONDS", 1)
    said: list[str] = []
    asking = threading.Thread(
        target=lambda: said.append(refusal(server.at("/slow", dripping(first, rest)))), daemon=True
    )
    asking.start()
    asking.join(20)  # it would take 50 seconds
    assert said
    assert said[0].endswith("/slow: not received within 1 seconds")


# Who is asked.


def test_a_redirect_leads_to_no_private_computer(server: Server) -> None:
    there = server.at("/secret", answer())
    for host in ("localhost", "[::ffff:127.0.0.1]", "127.0.0.2", "0.0.0.0", "2130706433"):
        elsewhere = f"http://{host}:{server.port}/secret"
        assert "no public address" in refusal(server.at("/go", redirect(elsewhere)))
    assert "/secret" not in server.asked
    assert isinstance(all_of(server.at("/go", redirect(there)))[0], Source)  # the host that was named
    assert isinstance(all_of(server.at("/relative", redirect("/secret")))[0], Source)
    assert isinstance(all_of(server.at("/secret", answer(), host="localhost"))[0], Source)


def test_through_a_proxy_a_redirect_leads_to_no_private_computer(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.port}")
    for host in ("10.0.0.1", "localhost", "169.254.169.254"):
        server.says["http://example.org/go"] = lambda other, _, to=host: other.sendall(  # type: ignore[misc]
            redirect(f"http://{to}/secret")
        )
        assert "no public address" in refusal("http://example.org/go")
    assert not [asked for asked in server.asked if "secret" in asked]


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("192.168.0.1", True),
        ("169.254.169.254", True),
        ("100.64.0.1", True),
        ("0.0.0.0", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("::ffff:10.0.0.1", True),
        ("224.0.0.1", True),
        ("printer.local", True),
        ("93.184.216.34", False),
        ("2606:2800:220:1:248:1893:25c8:1946", False),
        ("www.oas.org", False),
    ],
)
def test_what_is_private(host: str, private: bool) -> None:
    assert fetching._is_private(host) is private


# Addresses that are none.


@pytest.mark.parametrize(
    "address",
    [
        "http://[bad/",
        "http://[::1",
        "http://a:b:c/",
        "http://host:99999999/",
        "http://" + "a" * 70 + ".org/",
        "http://exa mple.org/",
        "http://\x00/",
        "http://",
        "http:///path",
        "http://user:secret@[bad/",
    ],
)
def test_an_address_that_is_none_is_one_line_and_stops_nothing(
    server: Server, tmp_path: Path, address: str
) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    found = all_of(address, server.at("/bad", redirect(address)), str(tmp_path / "a.txt"))
    assert [type(each) for each in found] == [Refusal, Refusal, Source]
    for each in found[:2]:
        assert "\n" not in str(each)
        assert "secret" not in str(each)


@pytest.mark.parametrize(
    "talk",
    [
        b"",
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        PLAIN + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
        b"HTTP/1.1 302 Found\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe://\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: gopher://example.org/\r\n\r\n",
        b"HTTP/1.1 999 \xff\r\n\r\n",
    ],
)
def test_an_answer_that_is_none_is_one_line_and_stops_nothing(server: Server, talk: bytes) -> None:
    found = all_of(server.at("/odd", talk), server.at("/good", answer()))
    assert [type(each) for each in found] == [Refusal, Source]
    assert "\n" not in str(found[0])


# What is kept of addresses.


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://ana:secret@example.org/a", "https://example.org/a"),
        ("https://ana@example.org:8080/a@b", "https://example.org:8080/a@b"),
        ("https://example.org/a?id=7&token=x&page=2", "https://example.org/a?id=7&page=2"),
        ("https://example.org/a?access_token=x", "https://example.org/a"),
        ("https://example.org/a?accessToken=x&API-Key=y&apikey=z&key=k", "https://example.org/a"),
        ("https://example.org/a?X-Amz-Signature=x&X-Amz-Credential=c", "https://example.org/a"),
        ("https://example.org/a?AWSAccessKeyId=x&Expires=1", "https://example.org/a?Expires=1"),
        ("https://example.org/a?sv=1&sig=x", "https://example.org/a?sv=1"),
        ("https://example.org/a?Password=x&PHPSESSID=1", "https://example.org/a"),
        ("https://example.org/a;jsessionid=12?x=1", "https://example.org/a?x=1"),
        ("https://example.org/a?%74oken=x", "https://example.org/a"),
        ("https://example.org/a#access_token=x&x=1", "https://example.org/a#x=1"),
        ("https://example.org/a?sCodigo=E-119/14#top", "https://example.org/a?sCodigo=E-119/14#top"),
        (
            "https://example.org/a?keyword=cyber&monkey=1&token",
            "https://example.org/a?keyword=cyber&monkey=1&token",
        ),
        ("http://ana:secret@[bad/?token=x", "http://[bad/"),
        ("releases/token=x.txt", "releases/token=x.txt"),
    ],
)
def test_addresses_are_kept_without_secrets(address: str, kept: str) -> None:
    assert public(address) == kept


def test_a_page_is_fetched_by_its_whole_address_and_kept_without_secrets(server: Server) -> None:
    page = b'<html><head><meta property="og:url" content="https://example.org/a?token=hidden"></head>'
    page += b"<body><p>The OAS held a workshop in Nassau, and 30 experts came to it.</p></body></html>"
    html = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page
    address = server.at("/page", html) + "?token=hidden"
    (found,) = all_of(address.replace("http://", "http://ana:hidden@"))
    assert isinstance(found, Source)
    assert server.asked == ["/page?token=hidden"]
    assert "hidden" not in repr(found)
    assert found.name == f"http://127.0.0.1:{server.port}/page"
    assert "hidden" not in refusal(f"http://ana:hidden@127.0.0.1:{server.port}/missing?token=hidden")


# What is waited for.


def test_what_has_to_be_waited_for_comes_first(server: Server, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    address = server.at("/page", answer())
    names = [str(tmp_path / "a.txt"), address, "-", "http://[bad/"]
    fetched = dict(fetch_first(names, io.BytesIO(TEXT)))
    assert [type(fetched[name]) for name in names[1:]] == [Part, Part, Refusal]
    server.asked.clear()
    found = list(read(names, io.BytesIO(), fetched))
    assert [type(each) for each in found] == [Source, Source, Source, Refusal]
    assert server.asked == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
def test_a_pipe_into_which_nobody_writes_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    said: list[str] = []
    asking = threading.Thread(target=lambda: said.append(refusal(str(pipe))), daemon=True)
    asking.start()
    asking.join(20)
    assert said == [f"{pipe}: a pipe into which nobody writes"]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    keeps_it_open = os.open(pipe, os.O_RDWR)

    def write() -> None:
        time.sleep(0.2)
        os.write(keeps_it_open, TEXT)
        os.close(keeps_it_open)

    threading.Thread(target=write, daemon=True).start()
    return pipe


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
def test_a_pipe_into_which_somebody_writes_is_read(written: Path) -> None:
    (found,) = all_of(str(written))
    assert isinstance(found, Source)
    assert found.text.encode() == TEXT


@pytest.mark.parametrize(
    "charset",
    [
        "hex",
        "rot13",
        "base64",
        "zlib",
        "undefined",
        "unicode_escape",
        "utf-16",
        "utf-7",
        "cp037",
        "idna",
        "x",
    ],
)
def test_a_charset_that_no_page_has_is_ignored(charset: str) -> None:
    text = "Reunión \\u0041 en São Paulo – “Ciber” "
    assert decode(text.encode("cp1252"), "a.txt", charset) == text
    declared = f"<meta charset={charset}>{text}"
    assert decode(declared.encode("cp1252"), "a.txt") == declared


@pytest.mark.parametrize(
    "charset", ["koi8-r", "shift_jis", "windows-1251", "gb2312", "iso-8859-15", "mac-cyrillic"]
)
def test_a_charset_that_pages_have_is_obeyed(charset: str) -> None:
    text = {"shift_jis": "会議", "gb2312": "会议", "iso-8859-15": "ŒUVRE €"}.get(charset, "Встреча")
    assert decode(text.encode(charset), "a.txt", charset) == text
