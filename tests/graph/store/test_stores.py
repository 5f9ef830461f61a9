from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cybercoop.errors import CybercoopError
from cybercoop.graph.store.datasets import dataset, from_dataset
from cybercoop.graph.store.directories import default_directory
from cybercoop.graph.store.failures import QueryError, StoreError
from cybercoop.graph.store.stores import (
    Store,
    load_reference,
    open_store,
)
from cybercoop.ontology.terms import ONTOLOGY_GRAPH, REFERENCE_GRAPH, RUNS_GRAPH, node, term
from pyoxigraph import Literal, Quad, QuerySolutions, QueryTriples

RELEASE = node("release/E-900-14")
EVIDENCE = node("release/E-900-14/evidence")
OTHER = node("release/E-901-14")


def solutions(store: Store, sparql: str, **bindings: object) -> list[list[str]]:
    answer = store.query(sparql, bindings)  # type: ignore[arg-type]
    assert isinstance(answer, QuerySolutions)
    return [["" if value is None else value.value for value in row] for row in answer]  # type: ignore[union-attr]


def quad(value: str, graph: object = OTHER) -> Quad:
    return Quad(OTHER, term("dcterms:title"), Literal(value), graph)  # type: ignore[arg-type]


# What every store does alike.


def test_what_goes_in_comes_out(store: Store, quads: list[Quad]) -> None:
    store.replace([], quads)
    assert set(store.quads()) == set(quads)
    assert set(store.quads(RELEASE)) == {each for each in quads if each.graph_name == RELEASE}
    assert store.graphs() == [REFERENCE_GRAPH, RELEASE, EVIDENCE, node("release/E-900-14/text")]


def test_replacing_again_changes_nothing(store: Store, quads: list[Quad]) -> None:
    graphs = {each.graph_name for each in quads}
    store.replace(graphs, quads)  # type: ignore[arg-type]
    store.replace(graphs, quads)  # type: ignore[arg-type]
    assert sorted(map(str, store.quads())) == sorted(map(str, quads))


def test_replacing_a_graph_leaves_the_others(store: Store, quads: list[Quad]) -> None:
    store.replace([], [*quads, quad("old")])
    store.replace([OTHER], [quad("new")])
    assert list(store.quads(OTHER)) == [quad("new")]
    assert len(list(store.quads())) == len(quads) + 1


def test_replacing_by_nothing_removes_the_graph(store: Store) -> None:
    store.replace([], [quad("old")])
    store.replace([OTHER, RELEASE], [])
    assert store.graphs() == []


def test_a_failure_midway_leaves_everything_as_it_was(store: Store) -> None:
    store.replace([], [quad("old")])

    def failing() -> Iterator[Quad]:
        yield quad("new")
        raise OSError("the network is gone")

    with pytest.raises(OSError, match="network"):
        store.replace([OTHER], failing())
    assert list(store.quads()) == [quad("old")]


def test_a_quad_without_a_graph_is_refused_and_nothing_changes(store: Store) -> None:
    store.replace([], [quad("old")])
    with pytest.raises(StoreError, match="no named graph"):
        store.replace([OTHER], [quad("new"), Quad(OTHER, term("dcterms:title"), Literal("lost"))])
    assert list(store.quads()) == [quad("old")]


@pytest.mark.parametrize(
    "value", ["} ; DROP ALL #", "\\u0022 \\", '"""\n\r\t\b\x00\x7f', "\U0001f600 \u202eabc\ufeff", ""]
)
def test_any_text_is_kept_as_it_is(store: Store, value: str) -> None:
    written = [quad(value), Quad(OTHER, term("rdfs:label"), Literal(value, language="ar"), OTHER)]
    store.replace([], written)
    assert set(store.quads()) == set(written)


def test_a_query_reads_all_graphs_together(store: Store, quads: list[Quad]) -> None:
    store.replace([], quads)
    names = solutions(
        store,
        "SELECT ?name { ?a cc:invitedParticipant ?state . ?state rdfs:label ?name"
        ' FILTER(LANG(?name) = "en") } ORDER BY ?name',
    )
    assert names == [["Canada"], ["Estonia"], ["United Kingdom"]]


def test_a_query_can_name_its_graphs(store: Store, quads: list[Quad]) -> None:
    store.replace([], quads)
    claims = "SELECT (COUNT(?claim) AS ?n) {} {{ ?claim a cc:Claim }}"
    everywhere = solutions(store, claims.format(""))
    assert int(everywhere[0][0]) > 50
    assert solutions(store, claims.format("FROM <release/E-900-14/evidence>")) == everywhere
    assert solutions(store, claims.format("FROM <release/E-900-14>")) == [["0"]]
    assert solutions(store, "SELECT DISTINCT ?g { GRAPH ?g { ?claim a cc:Claim } }") == [[EVIDENCE.value]]


def test_declared_prefixes_win(store: Store) -> None:
    store.replace([], [quad("x")])
    assert solutions(store, "PREFIX cc: <http://purl.org/dc/terms/> SELECT ?x { ?s cc:title ?x }") == [["x"]]


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?a { ?a cc:hostState ?state }",
        "SELECT ?a WHERE { ?a cc:hostState ?state }",
        "SELECT ?a { ?a a ?type FILTER EXISTS { ?a cc:hostState ?state } }",
        "SELECT ?a (COUNT(*) AS ?n) # {\nWHERE\n{ ?a cc:hostState ?state } GROUP BY ?a",
        "SELECT ?a ?state { ?a cc:hostState $state }",
    ],
)
def test_variables_take_values(sample: Store, sparql: str) -> None:
    assert len(solutions(sample, sparql, state=node("state/COL"))) == 1
    assert solutions(sample, sparql, state=node("state/CAN")) == []


def test_values_can_be_texts_and_several(sample: Store) -> None:
    found = solutions(
        sample,
        "SELECT ?s { ?s rdfs:label ?label ; a ?type }",
        label=Literal("Canada", language="en"),
        type=term("cc:State"),
    )
    assert found == [[node("state/CAN").value]]


def test_a_value_cannot_break_out(sample: Store) -> None:
    hostile = Literal('"} . ?s ?p ?o } #')
    assert solutions(sample, "SELECT ?s { ?s rdfs:label ?label }", label=hostile) == []


def test_a_value_for_no_variable_is_refused(sample: Store) -> None:
    with pytest.raises(QueryError, match=r"no variable \?states"):
        sample.query("SELECT ?a { ?a cc:hostState ?state }", {"states": node("state/COL")})


def test_construct_and_ask(sample: Store) -> None:
    triples = sample.query(
        "CONSTRUCT { ?s cc:hosts ?a } WHERE { ?a cc:hostState ?s }", {"s": node("state/COL")}
    )
    assert isinstance(triples, QueryTriples)
    assert [triple.subject for triple in triples] == [node("state/COL")]
    assert not sample.query("ASK { ?a cc:hostState <state/CAN> }")


# What people get wrong.


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT ?x WHERE { ?x foo:bar ?y }", "line 1, column 29: the prefix foo: is not declared"),
        ("SELECT ?x\nWHERE {\n  ?x a cc:Mission\n", "a { is not closed: } is missing"),
        ("SELECT ?x WHERE { ?x a ?y }}", "there is a } too many"),
        ("SELECT ?x { ?x a ?y FILTER(?y = 1 }", "a ( is not closed before }"),
        ('SELECT ?x { ?x rdfs:label "Colombia }', "a quotation mark is not closed"),
        ("SELEC ?x WHERE { ?x a ?y }", "did you mean SELECT?"),
        ("SELECT ?x { ?x a ?y . FLTER(?y > 1) }", "did you mean FILTER?"),
        ("SELECT ?x { ?x a ?y } ORDR BY ?x", "did you mean ORDER?"),
        ("", "a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT ?x WHERE ?x a ?y", 'line 1, column 17: cannot read "?x a ?y"'),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }", "unbound"),
        ("SELECT ?x { ?x a <http://a b> }", "IRI parsing failed"),
        ("SELECT ?x { ?x a ?y FILTER(xsd:nonsense(?y)) }", "the query cannot be run: The custom function"),
        ("DROP ALL", "a query only reads, and DROP writes"),
        ("PREFIX x: <http://x/> INSERT DATA { x:a x:b x:c }", "INSERT writes"),
    ],
)
def test_mistakes_are_explained_in_one_line(sample: Store, sparql: str, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        sample.query(sparql)
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?x { SERVICE <http://127.0.0.1:9/> { ?x a ?y } }",
        "SELECT ?x { service silent <http://127.0.0.1:9/> { ?x a ?y } }",
        "PREFIX s: <http://127.0.0.1:9/> SELECT ?x { SERVICE s:x { ?x a ?y } }",
        # Oxigraph needs no blank before or after the word.
        "PREFIX : <http://127.0.0.1:9/> SELECT ?x { SERVICE:x{ ?x a ?y } }",
        "SELECT ?x { ?x a 1SERVICE <http://127.0.0.1:9/> { ?x a ?y } }",
        "SELECT ?x { ?x a true.SERVICE<http://127.0.0.1:9/>{ ?x a ?y } }",
        "SELECT ?x { FILTER(?a<?b)SERVICE<http://127.0.0.1:9/>{ ?x a ?y } }",
        "SELECT ?x { # '\n SERVICE <http://127.0.0.1:9/> { ?x a '' } }",
    ],
)
def test_no_query_calls_another_server(sample: Store, sparql: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        sample.query(sparql)


def test_the_word_service_is_no_call(sample: Store) -> None:
    found = solutions(
        sample,
        """SELECT ?service { # no SERVICE here
        ?service cc:service <http://example.org/service> . FILTER(?service != "it's a SERVICE")
        }""",
    )
    assert found == []


# Directories.


def test_a_directory_keeps_what_it_was_given(tmp_path: Path, quads: list[Quad]) -> None:
    path = tmp_path / "new" / "graph"
    with open_store(path) as writing:
        writing.replace([], quads)
    with open_store(path) as again:
        assert set(again.quads()) == set(quads)


def test_reading_only(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    with open_store(path) as writing:
        writing.replace([], [quad("x")])
        with open_store(path, read_only=True) as reading:  # beside the writer
            with pytest.raises(StoreError, match="reading only"):
                reading.replace([OTHER], [])
            assert list(reading.quads()) == [quad("x")]


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_is_no_graph(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "release.txt"
    path.write_text("E-900/14")
    with pytest.raises(StoreError, match=r"release.txt is a file"):
        open_store(path, read_only)


def test_reading_what_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "nothing"
    with pytest.raises(StoreError, match=f"no graph at {path}: run `cybercoop ingest` first"):
        open_store(path, read_only=True)
    assert not path.exists()


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(StoreError, match="holds other files and no graph"):
        open_store(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_graph(tmp_path: Path, read_only: bool) -> None:
    with open_store(tmp_path / "graph") as store:
        store.replace([], [quad("x")])
    (tmp_path / "graph" / "CURRENT").write_text("garbage")
    with pytest.raises(StoreError, match=r"graph is damaged"):
        open_store(tmp_path / "graph", read_only)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    code = (
        "import sys; from pathlib import Path; from cybercoop.graph.store.stores import open_store\n"
        "with open_store(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreError, match="being written by another program"):
            open_store(path)
        other.communicate("")
    open_store(path).close()


def test_errors_are_for_people() -> None:
    assert issubclass(StoreError, CybercoopError)
    assert issubclass(QueryError, CybercoopError)


def test_the_default_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CYBERCOOP_STORE", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ana"))
    for platform, expected in {
        "linux": tmp_path / "cybercoop",
        "darwin": Path("/home/ana/Library/Application Support/cybercoop"),
        "win32": Path("/home/ana/AppData/Local/cybercoop"),
    }.items():
        monkeypatch.setattr(sys, "platform", platform)
        assert default_directory() == expected
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", "")
    assert default_directory() == Path("/home/ana/.local/share/cybercoop")
    monkeypatch.setenv("CYBERCOOP_STORE", "/srv/graph")
    assert default_directory() == Path("/srv/graph")


# Reference data.


def test_reference_data_are_loaded_once(store: Store) -> None:
    assert ONTOLOGY_GRAPH in load_reference(store)
    before = set(store.quads())
    assert load_reference(store) == []
    assert set(store.quads()) == before


def test_changed_reference_data_are_replaced_and_nothing_else(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Quad(node("run/1"), term("prov:startedAtTime"), Literal("2014-03-28"), RUNS_GRAPH)
    store.replace([], [run, quad("kept")])
    label = Quad(node("state/COL"), term("rdfs:label"), Literal("Colombia"), REFERENCE_GRAPH)
    kind = Quad(term("cc:State"), term("rdf:type"), term("owl:Class"), ONTOLOGY_GRAPH)
    monkeypatch.setattr("cybercoop.ontology.reference.shipped_quads", lambda: iter([label, kind]))
    assert load_reference(store) == [REFERENCE_GRAPH, ONTOLOGY_GRAPH]
    newer = Quad(node("state/COL"), term("rdfs:label"), Literal("Republic of Colombia"), REFERENCE_GRAPH)
    monkeypatch.setattr("cybercoop.ontology.reference.shipped_quads", lambda: iter([newer, kind]))
    assert load_reference(store) == [REFERENCE_GRAPH]
    assert list(store.quads(REFERENCE_GRAPH)) == [newer]
    assert {run, quad("kept"), kind} <= set(store.quads())


# rdflib.


def test_an_rdflib_dataset_over_the_same_store(store: Store, quads: list[Quad]) -> None:
    import rdflib

    store.replace([], quads)
    shared = dataset(store)
    host = (rdflib.URIRef(term("cc:hostState").value), rdflib.URIRef(node("state/COL").value))
    (activity,) = set(shared.subjects(*host))
    asked = [tuple(row) for row in shared.query("SELECT DISTINCT ?a { ?a cc:hostState ?s }")]  # type: ignore[misc, arg-type]
    assert asked == [(activity,)]
    shared.graph(rdflib.URIRef(OTHER.value)).add((rdflib.URIRef(OTHER.value), *host))
    assert [each.object for each in store.quads(OTHER)] == [node("state/COL")]
    store.replace([OTHER], [])
    assert len(set(shared.subjects(*host))) == 1


def test_an_rdflib_dataset_comes_back(store: Store, quads: list[Quad]) -> None:
    store.replace([], quads)
    with open_store(None) as copy:
        copy.replace([], from_dataset(dataset(store)))
        assert set(copy.quads()) == set(quads)
