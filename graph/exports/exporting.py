"""The graph as a file: readable, sorted, and byte for byte the same for an equal graph.

As RDF it says all; as a network (GraphML, GEXF) or as tables (CSV) it says less, to those who read no RDF.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pyoxigraph import NamedNode, Quad

from ...ontology.terms import BASE, ONTOLOGY_GRAPH, RUNS_GRAPH
from ..store.failures import FormatError, StoreError
from ..store.files import whole_file
from ..store.iris import natural
from ..store.stores import Store
from ..store.turtle import trig, turtle
from .jsonld import jsonld
from .layered import ALL, TRIPLES, Read, layer_of, within

_Graphs = Iterable[tuple[NamedNode, Iterable[Quad]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph down."""

    name: str  # as `--format` takes it
    suffix: str
    write: Callable[[_Graphs], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Summary:
    """A way to write down what the graph comes to: a network, or tables."""

    name: str
    suffix: str
    counted: str  # what `export` counts


def _turtle(graphs: _Graphs) -> Iterator[str]:
    return turtle(quad for _, quads in graphs for quad in quads)


def _nquads(graphs: _Graphs) -> Iterator[str]:
    for _, quads in graphs:
        yield from sorted(f"{quad} .\n" for quad in quads)


FORMATS = (
    Format("turtle", ".ttl", _turtle),
    Format("trig", ".trig", trig),
    Format("nquads", ".nq", _nquads),
    Format("jsonld", ".jsonld", jsonld),
)
SUMMARIES = (
    Summary("graphml", ".graphml", "edges"),
    Summary("gexf", ".gexf", "edges"),
    Summary("csv", ".zip", "rows"),
)


def format_of(name: str) -> Format:
    """The RDF format with a name (``turtle``) or suffix (``.ttl``, ``ttl``).

    Raises:
        FormatError: there is none.
    """
    found = _called(name, FORMATS)
    assert isinstance(found, Format)
    return found


def written_as(target: Path | IO[bytes], format: str | None = None) -> Format | Summary:  # noqa: A002
    """What `export` writes there: the format that is named, else that of the suffix; into a folder, CSV.

    Raises:
        FormatError: there is no such format.
    """
    if not isinstance(target, Path):
        return _called(format or "", (*FORMATS, *SUMMARIES))
    name = format or target.suffix or ("csv" if target.is_dir() else "")
    if not format and name.lower() == ".csv":
        raise FormatError(
            f"{target}: CSV has a table a class; write {target.stem}.zip, or --format csv and a folder"
        )
    return _called(name, (*FORMATS, *SUMMARIES))


def export(
    store: Store,
    target: Path | IO[bytes],
    format: str | None = None,  # noqa: A002 - the word that users know
    graphs: Collection[NamedNode] | None = None,
    *,
    evidence: bool = True,
    texts: bool = False,
    description: bool = True,
    layer: str | None = None,
) -> int:
    """Write the graph to a file that appears whole or not at all, a folder or a binary stream.

    Args:
        store: the graph, or a part of it; see `scope`. Turtle has one graph, the union of all.
        target: a path or a stream open for bytes. CSV goes to a zip file, or to a folder.
        format: a name or suffix of `FORMATS` or `SUMMARIES`; the path's suffix if left out.
        graphs: the graphs to write as RDF; left out, all but that of runs, which differs from day to day.
        evidence: whether claims and passages come along.
        texts: whether the releases' whole texts come along; networks have none.
        description: whether RDF says what it is and brings the questions along (`menu`).
        layer: of RDF, one of `layered.LAYERS`; left out, what is known for Turtle and JSON-LD, else all.

    Returns:
        How many quads were read for it, the description not counted; edges of a network; rows of tables.

    Raises:
        FormatError: there is no such format.
        ExportError: the file cannot be written.
        StoreError: one of the graphs is not in the store.
    """
    chosen = written_as(target, format)
    names = _named(store, graphs) if graphs is not None else exported(store, evidence, texts)
    if isinstance(chosen, Format):
        return _rdf(store, names, ALL if graphs else layer, chosen, target, description and graphs is None)
    if graphs is not None or layer is not None:
        raise FormatError(f"{chosen.name} is of a whole graph, not of some graphs of it: name none")
    if chosen.name == "csv":
        return _tables(store, names, target)
    return _network(store, chosen.name, evidence, target)


def serialize(quads: Iterable[Quad], format: str) -> Iterator[str]:  # noqa: A002
    """Quads that are in no store, in a format of `FORMATS`, piece by piece.

    Raises:
        FormatError: there is no such format.
        StoreError: a quad is in no named graph.
    """
    chosen = format_of(format)
    by_graph: dict[NamedNode, set[Quad]] = {}
    for quad in quads:
        if not isinstance(quad.graph_name, NamedNode):
            raise StoreError(f"this statement is in no named graph: {quad}")
        by_graph.setdefault(quad.graph_name, set()).add(quad)
    return chosen.write((name, by_graph[name]) for name in sorted(by_graph, key=_order))


def _open(target: Path | IO[bytes]) -> AbstractContextManager[IO[bytes]]:
    return whole_file(target) if isinstance(target, Path) else nullcontext(target)


def _rdf(
    store: Store,
    graphs: list[NamedNode],
    layer: str | None,
    chosen: Format,
    target: Path | IO[bytes],
    told: bool,
) -> int:
    names, read = within(store, layer_of(store, layer, chosen.name), graphs)
    about = _about(store, names, read, chosen.name in TRIPLES) if told else {}
    with _open(target) as stream:
        return _write(read, names, about, chosen, stream)


def _write(
    read: Read,
    names: list[NamedNode],
    about: Mapping[NamedNode, list[Quad]],
    chosen: Format,
    stream: IO[bytes],
) -> int:
    count = 0

    def counted(name: NamedNode) -> Iterator[Quad]:
        nonlocal count
        for quad in read(name):
            count += 1
            yield quad

    ordered = sorted([*names, *about], key=_order)
    graphs = ((name, about[name] if name in about else counted(name)) for name in ordered)
    for piece in chosen.write(graphs):
        stream.write(piece.encode())
    return count


def _about(store: Store, names: list[NamedNode], read: Read, one_graph: bool) -> dict[NamedNode, list[Quad]]:
    """The graphs by which an export says what it is; an imported one that bears their names gives way."""
    from .description import DESCRIPTION_GRAPH, description
    from .menu import MENU_GRAPH, menu

    names[:] = [name for name in names if name not in (DESCRIPTION_GRAPH, MENU_GRAPH)]
    described = (quad for name in names for quad in read(name))
    return {DESCRIPTION_GRAPH: list(description(described)), MENU_GRAPH: list(menu(store, one_graph))}


def _network(store: Store, name: str, evidence: bool, target: Path | IO[bytes]) -> int:
    from ..network.building import network
    from .graphml_gexf import WRITERS, flat, of_triples
    from .scope import CONSTRUCTED_GRAPH

    if CONSTRUCTED_GRAPH in store.graphs():
        graph = of_triples(quad.triple for quad in store.quads(CONSTRUCTED_GRAPH))
    else:
        graph = flat(network(store), evidence=evidence)
    with _open(target) as stream:
        stream.write(WRITERS[name](graph).encode())
    return int(graph.number_of_edges())


def _tables(store: Store, names: list[NamedNode], target: Path | IO[bytes]) -> int:
    from .scope import CONSTRUCTED_GRAPH, known_of, stated_in
    from .tables import meanings, tables, write_folder, write_zip

    quads = [quad for name in stated_in(store, names) for quad in store.quads(name)]
    named = tables(quads if CONSTRUCTED_GRAPH in names else [*quads, *known_of(store, quads)])
    texts = {name: table.text for name, table in named.items()}
    texts["columns"] = meanings(named, store.quads(ONTOLOGY_GRAPH))
    if isinstance(target, Path) and target.suffix.lower() != ".zip":
        write_folder(texts, target)
    else:
        with _open(target) as stream:
            write_zip(texts, stream)
    return sum(table.rows for table in named.values())


def _called(name: str, formats: Sequence[Format | Summary]) -> Format | Summary:
    for each in formats:
        if name.lower().removeprefix(".") in (each.name, each.suffix[1:]):
            return each
    known = ", ".join(f"{each.suffix} ({each.name})" for each in formats)
    raise FormatError(f"cannot write {name or 'a file without a suffix'}: the formats are {known}")


def _named(store: Store, graphs: Collection[NamedNode]) -> list[NamedNode]:
    for missing in set(graphs).difference(store.graphs()):
        raise StoreError(f"there is no graph {missing} here")
    return sorted(set(graphs), key=_order)


def exported(store: Store, evidence: bool = True, texts: bool = False) -> list[NamedNode]:
    """The graphs that an export holds, in its order; see `export`."""
    left_out = tuple(suffix for suffix, wanted in (("/evidence", evidence), ("/text", texts)) if not wanted)
    names = (name for name in store.graphs() if name != RUNS_GRAPH and not name.value.endswith(left_out))
    return sorted(names, key=_order)


def _order(name: NamedNode) -> tuple[bool, object]:
    return not name.value.startswith(BASE + "release/"), natural(name.value)
