from __future__ import annotations

import io
import random
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from cybercoop.graph.exports.exporting import FORMATS, export, serialize
from cybercoop.graph.store.failures import ExportError, FormatError, StoreError
from cybercoop.graph.store.stores import Store, load_reference, open_store
from cybercoop.ontology.terms import RUNS_GRAPH, node, term
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

SUFFIXES = [each.suffix for each in FORMATS]
RDFLIB_NAMES = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads", ".jsonld": "json-ld"}
RELEASE = node("release/E-900-14")


def written(quads: Iterable[Quad], suffix: str) -> str:
    return "".join(serialize(quads, suffix))


def read(text: str, suffix: str) -> set[Quad]:
    return set(parse(text, format=RdfFormat.from_extension(suffix[1:])))


def merged(quads: Iterable[Quad]) -> set[Quad]:
    return {Quad(*quad.triple) for quad in quads}


def expected(quads: Iterable[Quad], suffix: str) -> set[Quad]:
    return merged(quads) if suffix == ".ttl" else set(quads)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_oxigraph_reads_what_was_exported(sample: Store, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    quads = [quad for quad in sample.quads() if quad.graph_name != RUNS_GRAPH]
    assert export(sample, path, texts=True, description=False) == len(quads)
    assert read(path.read_text("utf-8"), suffix) == expected(quads, suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_rdflib_reads_what_was_exported(quads: list[Quad], suffix: str) -> None:
    import rdflib
    from rdflib.compare import isomorphic

    found, meant = rdflib.Dataset(), rdflib.Dataset()
    found.parse(data=written(quads, suffix), format=RDFLIB_NAMES[suffix])
    lines = (f"{quad} .\n" for quad in expected(quads, suffix))
    meant.parse(data="".join(lines), format="nquads")
    names = {graph.identifier for graph in meant.graphs()}
    assert names == {graph.identifier for graph in found.graphs()}
    assert all(isomorphic(meant.graph(name), found.graph(name)) for name in names)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_equal_graph_gives_equal_bytes(quads: list[Quad], suffix: str) -> None:
    first = io.BytesIO()
    with open_store(None) as store:
        store.replace([], quads)
        export(store, first, suffix, description=True)
    for seed in range(3):
        shuffled = random.Random(seed).sample(quads, len(quads))
        with open_store(None) as store:
            for start in range(0, len(shuffled), 300):
                store.replace([], shuffled[start : start + 300])
            again = io.BytesIO()
            export(store, again, suffix)
            assert again.getvalue() == first.getvalue()


def test_turtle_is_readable(quads: list[Quad]) -> None:
    turtle = written(quads, "ttl")
    blocks = turtle.split("\n\n")
    assert "@prefix cc: <https://w3id.org/cybercoop/ontology#> ." in blocks[0]
    assert blocks[1].startswith(
        "<release/E-900-14> a cc:PressRelease ;\n"
        '  rdfs:label "OAS to Send Cyber Mission to Colombia"@en ;\n'
        "  cc:textSha256 "
    )
    kinds = re.findall(r"^<\S+> a (\S+) ;$", turtle, re.MULTILINE)
    assert kinds[1:] == sorted(kinds[1:], key=lambda kind: (kind in ("cc:Claim", "cc:Passage"), kind))
    assert '  rdfs:label "United Kingdom"@en, "Reino Unido"@es ;' in turtle
    assert "  cc:headcount 18 ;" in turtle
    passages = [int(start) for start in re.findall(r"^<release/E-900-14#char=(\d+),", turtle, re.MULTILINE)]
    assert passages == sorted(passages)


def test_trig_begins_with_the_releases(sample: Store) -> None:
    stream = io.BytesIO()
    export(sample, stream, "trig")
    graphs = re.findall(r"^(\S+) \{$", stream.getvalue().decode(), re.MULTILINE)
    assert graphs[:2] == ["<release/E-900-14>", "<release/E-900-14/evidence>"]
    assert "<graph/reference>" in graphs


def graphs_of(store: Store, **options: object) -> set[NamedNode]:
    stream = io.BytesIO()
    export(store, stream, "nq", description=False, **options)  # type: ignore[arg-type]
    return {quad.graph_name for quad in read(stream.getvalue().decode(), ".nq")}  # type: ignore[misc]


def test_what_is_left_out(sample: Store) -> None:
    everything = set(sample.graphs())
    text, evidence = node("release/E-900-14/text"), node("release/E-900-14/evidence")
    assert RUNS_GRAPH in everything
    assert graphs_of(sample) == everything - {RUNS_GRAPH, text}
    assert graphs_of(sample, texts=True) == everything - {RUNS_GRAPH}
    assert graphs_of(sample, evidence=False) == everything - {RUNS_GRAPH, text, evidence}
    assert graphs_of(sample, graphs=[RELEASE, RUNS_GRAPH]) == {RELEASE, RUNS_GRAPH}
    with pytest.raises(StoreError, match=r"no graph .*E-901-14"):
        graphs_of(sample, graphs=[node("release/E-901-14")])


@pytest.mark.parametrize("name", ["graph.docx", "graph", "graph.ttl.bak"])
def test_an_unknown_format_writes_nothing(sample: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(FormatError, match=r"formats are \.ttl \(turtle\), \.trig"):
        export(sample, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_and_a_folder_in_the_way(sample: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there is no folder"):
        export(sample, tmp_path / "missing" / "graph.ttl")
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        export(sample, tmp_path / "graph.ttl")


def test_a_failed_export_leaves_the_old_file(tmp_path: Path, quads: list[Quad]) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    path.chmod(0o640)
    store = open_store(None)
    store.replace([], quads)

    class Failing:
        graphs = store.graphs

        def quads(self, graph: NamedNode) -> Iterable[Quad]:
            yield from store.quads(graph)
            raise OSError(28, "No space left on device")

    with pytest.raises(ExportError, match="No space left on device"):
        export(Failing(), path, description=False)  # type: ignore[arg-type]
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["graph.ttl"]
    export(store, path, description=False)
    assert path.read_text().startswith("@base")
    assert path.stat().st_mode & 0o777 == 0o640


def test_an_empty_graph_is_a_valid_file() -> None:
    for suffix in SUFFIXES:
        assert read(written([], suffix), suffix) == set()


def test_the_reference_data_survive(tmp_path: Path) -> None:
    with open_store(None) as store:
        load_reference(store)
        quads = [quad for quad in store.quads() if quad.graph_name != RUNS_GRAPH]
        export(store, tmp_path / "reference.ttl", description=False)
    assert read((tmp_path / "reference.ttl").read_text("utf-8"), ".ttl") == merged(quads)


# Whatever a release says: newlines, quotes, backslashes, right-to-left marks, what is beyond the basic plane.
NASTY = "\n\r\t\"\\'u0041{}<>.#@\u202e\u200f\ufeff\U0001f600"
texts = st.text(st.characters(exclude_categories=["Cs"])) | st.text(NASTY)
starts = st.sampled_from(
    ["https://w3id.org/cybercoop/", "https://w3id.org/cybercoop/ontology", "https://schema.org/", "urn:x:"]
)
ends = st.text("abcXYZ019_-.~=,:/?é", max_size=12)
fragments = st.sampled_from(["", "#", "#Mission", "#char=120,310", "#a:b"])
iris = st.tuples(starts, ends, fragments).map("".join).map(NamedNode)
decimals = st.sampled_from(["0.95", "1", "-0.5", "250000"])
literals = (
    st.builds(Literal, texts)
    | st.tuples(texts, st.sampled_from(["en", "ar", "pt-br"])).map(
        lambda pair: Literal(pair[0], language=pair[1])
    )
    | st.integers().map(Literal)
    | decimals.map(lambda value: Literal(value, datatype=term("xsd:decimal")))
    | st.dates().map(lambda day: Literal(day.isoformat(), datatype=term("xsd:date")))
    | st.booleans().map(Literal)
)
quad_lists = st.lists(st.builds(Quad, iris, iris, iris | literals, iris), max_size=12)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(quads=quad_lists, chance=st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_any_graph_survives_and_is_always_written_alike(
    suffix: str, quads: list[Quad], chance: random.Random
) -> None:
    text = written(quads, suffix)
    assert read(text, suffix) == expected(quads, suffix)
    chance.shuffle(quads)
    assert written(quads, suffix) == text


@given(values=st.lists(texts))
@settings(max_examples=50, deadline=None)
def test_rdflib_reads_any_text(values: list[str]) -> None:
    import rdflib

    quads = [Quad(RELEASE, term("schema:text"), Literal(value), RELEASE) for value in values]
    for suffix in (".ttl", ".jsonld"):
        graph = rdflib.Dataset(default_union=True)
        graph.parse(data=written(quads, suffix), format=RDFLIB_NAMES[suffix])
        assert {str(each) for each in graph.objects()} == set(values)
