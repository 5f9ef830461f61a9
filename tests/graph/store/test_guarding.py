"""No query reaches another server, however it is written; values go where they belong."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from cybercoop.graph.store.failures import QueryError
from cybercoop.graph.store.guarding import bind, judged, names_its_graphs, skeleton
from cybercoop.graph.store.stores import OxigraphStore, open_store
from cybercoop.graph.store.values import rows
from cybercoop.ontology.terms import node, term
from pyoxigraph import Literal, Quad

GRAPH = node("release/E-1-14")


@pytest.fixture(scope="module")
def store() -> Iterator[OxigraphStore]:
    with open_store(None) as opened:
        opened.replace([], [Quad(node("a"), term("rdfs:label"), Literal("SERVICE"), GRAPH)])
        yield opened


class Server:
    """What must not be reached."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"<http://127.0.0.1:{self._socket.getsockname()[1]}/x>"
        self.reached = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            other, _ = self._socket.accept()
            self.reached += 1
            other.close()


@pytest.fixture(scope="module")
def server() -> Server:
    return Server()


def run(store: OxigraphStore, sparql: str) -> str:
    """What comes of a query."""
    try:
        return str(rows(store.query(sparql)))
    except QueryError as error:
        return str(error)


CALL = "SERVICE SILENT URL {?a ?b ?c}"


def test_a_server_can_be_reached_at_all(server: Server) -> None:
    list(ox.Store().query("SELECT * { " + CALL.replace("URL", server.address) + " }"))
    assert server.reached == 1


@pytest.mark.parametrize(
    "sparql",
    [
        # What deceives one that looks for comments and strings: names with escapes.
        "SELECT * { ?s ?p ?o FILTER(?p != dcterms:a\\#b) CALL\n}\n}",
        "SELECT * { ?s ?p ?o FILTER(?p != cc:a\\'b) CALL FILTER('x' = 'x') }",
        "SELECT * { ?s ?p ?o FILTER(?p != cc:a%20\\'b) CALL BIND('' AS ?x) }",
        # What deceives one that reads escapes before anything else, and one that ends comments at \n only.
        "SELECT * { ?s ?p ?o BIND('\\u005C' AS ?x) CALL # '\n }",
        "SELECT * { # \r CALL \n }",
        "SELECT * { # \r\n CALL }",
        "SELECT * { ?s ?p ?o FILTER(?a<1) CALL FILTER(1>?b) }",
        "SELECT * { ?s ?p '''x''' . CALL }",
        'SELECT * { ?s ?p """a"b""" . CALL }',
        "SELECT * { ?s ?p ?o . ?s cc:x. CALL }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { CALL } }",
        "SELECT * { ?s ?p ?o FILTER NOT EXISTS { CALL } }",
        "SELECT * { { SELECT * { CALL } } }",
        "SELECT * { ?s ?p ?o LATERAL { CALL } }",
        "SELECT * { GRAPH ?g { CALL } }",
        "SELECT * { VALUES ?u { URL } SERVICE SILENT ?u {?a ?b ?c} }",
        "PREFIX : <http://a/> SELECT * { ?s ?p :a.CALL }",
        "PREFIX : <http://a/> SELECT * { ?s ?p :.CALL }",
        "SELECT * { ?s ?p ?o.CALL }",
        "SELECT * { ?s ?p 'x'@en.CALL }",
        "SELECT * { ?s ?p 'x'@CALL }",
        "SELECT * { ?s ?p _:b.CALL }",
        "SELECT * { ?s ?p 1.CALL }",
        "SELECT * { ?s ?p ?o FILTER(?o)CALL }",
        "SELECT * { ?s ?p ()CALL }",
        "SELECT * { ?s ?p []CALL }",
        "ASK { CALL }",
        "CONSTRUCT { ?a ?b ?c } { CALL }",
        "DESCRIBE ?a { CALL }",
    ],
)
def test_no_call_gets_through(store: OxigraphStore, server: Server, sparql: str) -> None:
    before = server.reached
    for call in (CALL, CALL.replace("SERVICE", "sErViCe"), CALL.replace("SERVICE", "\\u0053ERVICE")):
        run(store, sparql.replace("CALL", call).replace("URL", server.address))
    assert server.reached == before


PIECES = (  # parts of queries, among them those that open what never ends
    r"""SELECT * { } ?s ?p ?o . ; , ( ) [] ' " \\' \" # < > <http://x/> \\ \' \\\\ \u0027 \u005C ?a<1"""
    r""" cc:a\#b cc:a\'b cc:a. cc:%2 : _:b 'x' "x" @en 1 true FILTER(?s!=?p) BIND(1AS?z) OPTIONAL{ UNION"""
    r""" GRAPH?g{ ''' VALUES?v{ }} ^^ | / ^ ?"""
)


def test_no_mixture_of_pieces_gets_through(store: OxigraphStore, server: Server) -> None:
    chance, before = random.Random(20140328), server.reached
    call = CALL.replace("URL", server.address)
    for _ in range(4000):
        pieces = chance.choices([*PIECES.split(), "\n", "\r"], k=chance.randint(1, 7))
        pieces.insert(chance.randint(0, len(pieces)), call)
        pieces += chance.choices([*PIECES.split(), "\n", "\r"], k=chance.randint(0, 3))
        run(store, "SELECT*{" + chance.choice(["", " "]).join(pieces) + chance.choice(["}", "\n}", "}}"]))
    assert server.reached == before


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT ?s { ?s rdfs:label "SERVICE" }',
        "SELECT ?s { ?s rdfs:label '''SERVICE''' } # a SERVICE",
        "# no service\nSELECT ?s { ?s rdfs:label ?service FILTER(?service = 'SERVICE') }",
        'SELECT ?s { ?s rdfs:label ?o FILTER(?o != <http://x/service> && CONTAINS(?o, "ERVICE")) }',
        'SELECT ?s { ?s rdfs:label ?o FILTER(?s != cc:service && ?o = "SERVICE") }',
    ],
)
def test_the_word_alone_is_no_call(store: OxigraphStore, sparql: str) -> None:
    assert rows(store.query(sparql)) == [{"s": node("a").value}]


def test_texts_with_the_word_stay_what_they_are(store: OxigraphStore) -> None:
    sparql = 'SELECT ("\\\\Service \\"service\\" it" AS ?x) (STR(<http://x/Service>) AS ?y) {}'
    assert rows(store.query(sparql)) == [{"x": '\\Service "service" it', "y": "http://x/Service"}]


def test_a_query_without_the_word_is_run_as_it_stands() -> None:
    sparql = "SELECT * { ?s ?p '\\u0041' } # comment"
    assert judged(sparql) is sparql


@pytest.mark.parametrize(
    ("sparql", "named"),
    [
        ("SELECT * FROM <a> { ?s ?p ?o }", True),
        ("SELECT * from named cc:a\\#b { ?s ?p ?o }", True),
        ("SELECT * FROM :g { ?s ?p ?o }", True),
        ("SELECT * { ?s ?p cc:a\\#b . ?s ?p 'FROM' } # FROM", False),
        ("SELECT ?from { ?s cc:a\\'FROM ?from }", False),
        ("SELECT * { ?s cc:a\\#b ?o \n FILTER(?s != 'x') # FROM <a>\n}", False),
        ("PREFIX from: <http://a/> SELECT * { ?s from:x ?o }", False),
    ],
)
def test_who_names_graphs(sparql: str, named: bool) -> None:
    assert names_its_graphs(sparql) is named


@pytest.mark.parametrize(
    ("sparql", "bound"),
    [
        ("SELECT ?x { ?x a ?y }", "SELECT ?x {VALUES ?x a ?y }"),
        ("SELECT ?x WHERE { ?x a ?y }", "SELECT ?x WHERE {VALUES ?x a ?y }"),
        (
            "SELECT ?x { { SELECT ?x WHERE { ?x a ?y } } }",
            "SELECT ?x {VALUES { SELECT ?x WHERE { ?x a ?y } } }",
        ),
        (
            "SELECT (EXISTS { ?x a ?y } AS ?z) { ?x a ?y }",
            "SELECT (EXISTS { ?x a ?y } AS ?z) {VALUES ?x a ?y }",
        ),
        ("CONSTRUCT { ?x a ?y } { ?x a ?y }", "CONSTRUCT { ?x a ?y } {VALUES ?x a ?y }"),
        ("CONSTRUCT { ?x a ?y } WHERE { ?x a ?y }", "CONSTRUCT { ?x a ?y } WHERE {VALUES ?x a ?y }"),
        ("SELECT (cc:a\\'b AS ?z) ?x { ?x a ?y } # '", "SELECT (cc:a\\'b AS ?z) ?x {VALUES ?x a ?y } # '"),
        ("SELECT ?x # {\n{ ?x cc:a\\#b '{' }", "SELECT ?x # {\n{VALUES ?x cc:a\\#b '{' }"),
    ],
)
def test_values_go_to_the_beginning_of_the_pattern(sparql: str, bound: str) -> None:
    values = f" VALUES (?x) {{ ({GRAPH}) }} "
    assert bind(sparql, {"x": GRAPH}).replace(values, "VALUES") == bound


def test_a_shortened_construct_has_one_pattern() -> None:
    assert bind("CONSTRUCT WHERE { ?x a ?y } VALUES ?z { 1 }", {"x": GRAPH}).startswith(
        "CONSTRUCT WHERE { VALUES"
    )


@pytest.mark.parametrize(
    ("sparql", "says"),
    [
        ("SELECT ?x { ?x a '?y' }", "no variable ?y"),
        ("SELECT ?x { ?x a ?z } # ?y", "no variable ?y"),
        ("DESCRIBE ?y", "no pattern"),
        ("CONSTRUCT { ?y a 1 }", "no pattern"),
    ],
)
def test_values_need_a_variable_and_a_pattern(sparql: str, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        bind(sparql, {"y": GRAPH})
    assert says in str(caught.value)


def test_a_skeleton_is_as_long_as_its_query() -> None:
    sparql = "SELECT ?x { ?x cc:a\\#b 'y' ; <z> cc:d.e . } # end\n"
    assert len(skeleton(sparql)) == len(sparql)
    assert skeleton(sparql).split() == ["SELECT", "{", "cc:", ";", "cc:", ".", "}"]
