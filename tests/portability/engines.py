"""SPARQL engines that people have, each loaded with the same N-Quads and asked the same text.

pyoxigraph and rdflib are always there. Virtuoso 7 is Debian's package ``virtuoso-opensource-7-bin``; Comunica
is npm's ``@comunica/query-sparql-rdfjs`` with ``n3``. Where they are not installed, `NotThere` says what
would install them, and tests that need them are skipped.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

import pyoxigraph as ox
import urllib3
from rdflib import Dataset

Row = tuple[str, ...]
_SECONDS = 60  # in which an answer must be there
_START_SECONDS = 60
_COMUNICA = Path(__file__).with_name("comunica.mjs")


class NotThere(Exception):  # noqa: N818 - it tells the state of a machine
    """The engine is not installed here; says what installs it."""


class Engine(Protocol):
    """Something that answers SELECT queries."""

    def rows(self, sparql: str) -> Counter[Row]:
        """The rows of the answer, their terms in one spelling, in no order."""
        ...


class Oxigraph:
    """pyoxigraph, as the command line uses it, but with nothing of ours around it."""

    def __init__(self, quads: Path) -> None:
        self._store = ox.Store()
        self._store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)

    def rows(self, sparql: str) -> Counter[Row]:
        """See `Engine`."""
        answer = self._store.query(sparql)
        assert isinstance(answer, ox.QuerySolutions)
        return _of_json(json.loads(answer.serialize(format=ox.QueryResultsFormat.JSON) or b"{}"))


class Rdflib:
    """rdflib's own store and engine, in pure Python."""

    def __init__(self, quads: Path) -> None:
        self._dataset = Dataset(default_union=False)
        self._dataset.parse(quads, format="nquads")

    def rows(self, sparql: str) -> Counter[Row]:
        """See `Engine`."""
        serialized = self._dataset.query(sparql).serialize(format="json")
        return _of_json(json.loads(serialized or b"{}"))


@contextmanager
def oxigraph(quads: Path, folder: Path) -> Iterator[Engine]:
    """See `Oxigraph`."""
    yield Oxigraph(quads)


@contextmanager
def rdflib(quads: Path, folder: Path) -> Iterator[Engine]:
    """See `Rdflib`."""
    yield Rdflib(quads)


class _Virtuoso:
    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}/sparql"

    def rows(self, sparql: str) -> Counter[Row]:
        answer = urllib3.request(
            "POST",
            self._address,
            body=urlencode({"query": sparql}),
            headers={
                "Accept": "application/sparql-results+json",
                "Content-Type": "application/x-www-form-urlencoded",
            },
            timeout=_SECONDS,
            retries=False,
        )
        assert answer.status == 200, answer.data.decode(errors="replace")[:500]
        return _of_json(answer.json())


@contextmanager
def virtuoso(quads: Path, folder: Path) -> Iterator[Engine]:
    """A Virtuoso 7 server of our own, on the loopback, with a database in a folder."""
    server, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if not server or not client:
        raise NotThere("apt-get install virtuoso-opensource-7-bin")
    sql, http = _free_port(), _free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(folder=folder, data=quads.parent, sql=sql, http=http))
    process = subprocess.Popen(
        [server, "-f", "-c", str(settings)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(http, process)
        load = f"DB.DBA.TTLP(file_open('{quads}'), '', 'urn:x-default', 512);\n"
        done = subprocess.run(
            [client, f"127.0.0.1:{sql}", "dba", "dba", "VERBOSE=OFF"],
            input=load,
            text=True,
            capture_output=True,
            timeout=_START_SECONDS * 5,
            check=True,
        )
        assert "Error" not in done.stdout + done.stderr, done.stdout + done.stderr
        yield _Virtuoso(http)
    finally:
        process.kill()
        process.wait()


class _Comunica:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def rows(self, sparql: str) -> Counter[Row]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(sparql) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return _of_json(answer)


@contextmanager
def comunica(quads: Path, folder: Path) -> Iterator[Engine]:
    """Comunica in Node.js, over a store of N3.js; its packages are where ``COMUNICA`` says."""
    node = shutil.which("node")
    packages = Path(os.environ.get("COMUNICA", "node_modules"))
    if not node or not (packages / "@comunica").exists():
        raise NotThere("npm install @comunica/query-sparql-rdfjs n3, and COMUNICA=.../node_modules")
    script = folder / _COMUNICA.name  # modules are looked for beside the script
    script.write_text(_COMUNICA.read_text(encoding="utf-8"), encoding="utf-8")
    with suppress(FileExistsError):
        (folder / "node_modules").symlink_to(packages.resolve())
    process = subprocess.Popen(
        [node, str(script), str(quads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield _Comunica(process)
    finally:
        process.kill()
        process.wait()


ENGINES = {"rdflib": rdflib, "virtuoso": virtuoso, "comunica": comunica}  # held against oxigraph


def _of_json(answer: Mapping[str, object]) -> Counter[Row]:
    """The rows of a SPARQL 1.1 Query Results JSON document."""
    head, results = answer["head"], answer["results"]
    assert isinstance(head, dict)
    assert isinstance(results, dict)
    return Counter(
        tuple(_spelled(binding.get(name)) for name in head["vars"]) for binding in results["bindings"]
    )


def _spelled(term: Mapping[str, str] | None) -> str:
    """A term, so that numbers, days and plain strings are spelled alike whoever sends them."""
    if term is None:
        return ""
    value = term["value"]
    datatype = term.get("datatype", "").rpartition("#")[2]
    if datatype in _NUMBERS:
        with suppress(InvalidOperation):
            return f"{Decimal(value).normalize():f}"
    if datatype == "boolean":
        return {"1": "true", "0": "false"}.get(value, value)
    if language := term.get("xml:lang"):
        return f"{value}@{language.lower()}"
    return f"<{value}>" if term["type"] == "uri" else value


_NUMBERS = frozenset({"integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"})


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    raise AssertionError("Virtuoso did not start")


_SETTINGS = """
[Database]
DatabaseFile = {folder}/v.db
TransactionFile = {folder}/v.trx
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}, {data}
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 60
"""


def without_comments(sparql: str) -> str:
    """A query in one line less its comments, for messages."""
    return re.sub(r"\s+", " ", re.sub(r"(?m)^\s*#.*$", "", sparql)).strip()
