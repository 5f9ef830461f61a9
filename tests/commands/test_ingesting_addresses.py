"""`cybercoop ingest` of addresses: the graph is free while a server is waited for, and keeps no secrets."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cybercoop
import pytest

MISSION = "2014-03-28-oas-colombia-mission.txt"


@pytest.fixture
def site(releases: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[Callable[[], None]]]]:
    """A site with one release at every address, and what it does before it answers."""
    monkeypatch.setenv("no_proxy", "*")
    meanwhile: list[Callable[[], None]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            for each in meanwhile:
                each()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write((releases / MISSION).read_bytes())

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}", meanwhile
    server.shutdown()
    server.server_close()


def test_a_server_that_is_waited_for_keeps_nobody_from_the_graph(
    run, store: Path, site: tuple[str, list[Callable[[], None]]], releases: Path
) -> None:
    host, meanwhile = site
    written = []

    def write() -> None:
        with cybercoop.open(store) as graph:
            written.append(graph.store.graphs())

    meanwhile.append(write)
    ran = run("ingest", f"http://{host}/release", "-", stdin=(releases / MISSION).read_bytes())
    assert (ran.code, ran.err) == (0, "")
    assert "2 releases read, 1 of them replaced" in ran.out
    assert written == [[]]


def test_no_secret_gets_into_the_graph(
    run, store: Path, tmp_path: Path, site: tuple[str, list[Callable[[], None]]]
) -> None:
    host, _ = site
    ran = run("ingest", f"http://ana:hunter2@{host}/a?id=7&token=hunter2", f"http://ana:hunter2@{host}:x/b")
    assert ran.code == 1
    assert "hunter2" not in ran.out + ran.err
    run("export", tmp_path / "g.trig", "--texts")
    assert f"http://{host}/a?id=7" in (tmp_path / "g.trig").read_text()
    with cybercoop.open(store, read_only=True) as graph:
        assert not [quad for quad in graph.store.quads() if "hunter2" in str(quad)]
        (noted,) = graph.query(
            "SELECT ?n { ?run a prov:Activity ; dcterms:source ?n FILTER(STRENDS(?n, '7')) }"
        )
    assert noted["n"] == f"http://{host}/a?id=7"
