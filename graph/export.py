"""The graph as a file: readable, sorted, and byte for byte the same for an equal graph."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pyoxigraph import NamedNode, Quad

from ..ontology.terms import BASE, RUNS_GRAPH
from .errors import FormatError, StoreError
from .files import whole_file
from .jsonld import jsonld
from .names import natural
from .store import Store
from .turtle import trig, turtle

_Graphs = Iterable[tuple[NamedNode, Iterable[Quad]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph down."""

    name: str  # as `--format` takes it
    suffix: str
    write: Callable[[_Graphs], Iterator[str]]


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


def format_of(name: str) -> Format:
    """The format with a name (``turtle``) or suffix (``.ttl``, ``ttl``).

    Raises:
        FormatError: there is none.
    """
    for each in FORMATS:
        if name.lower().removeprefix(".") in (each.name, each.suffix[1:]):
            return each
    known = ", ".join(f"{each.suffix} ({each.name})" for each in FORMATS)
    raise FormatError(f"cannot write {name or 'a file without a suffix'}: the formats are {known}")


def export(
    store: Store,
    target: Path | IO[bytes],
    format: str | None = None,  # noqa: A002 - the word that users know
    graphs: Collection[NamedNode] | None = None,
    *,
    evidence: bool = True,
    texts: bool = False,
) -> int:
    """Write the graph to a file or a binary stream.

    A file appears whole or not at all. Turtle has one graph: the union of those that are exported.

    Args:
        store: the graph.
        target: a path or a stream open for bytes.
        format: a name or suffix of `FORMATS`; the path's suffix if left out.
        graphs: the graphs to write; left out, all but the graph of runs, which differs from day to day.
        evidence: whether claims and passages come along.
        texts: whether the releases' whole texts come along.

    Returns:
        How many quads were read for it.

    Raises:
        FormatError: there is no such format.
        ExportError: the file cannot be written.
        StoreError: one of the graphs is not in the store.
    """
    chosen = format_of(format or (target.suffix if isinstance(target, Path) else ""))
    names = _named(store, graphs) if graphs is not None else _exported(store, evidence, texts)
    if isinstance(target, Path):
        with whole_file(target) as stream:
            return _write(store, names, chosen, stream)
    return _write(store, names, chosen, target)


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


def _write(store: Store, names: list[NamedNode], chosen: Format, stream: IO[bytes]) -> int:
    count = 0

    def counted(name: NamedNode) -> Iterator[Quad]:
        nonlocal count
        for quad in store.quads(name):
            count += 1
            yield quad

    for piece in chosen.write((name, counted(name)) for name in names):
        stream.write(piece.encode())
    return count


def _named(store: Store, graphs: Collection[NamedNode]) -> list[NamedNode]:
    for missing in set(graphs).difference(store.graphs()):
        raise StoreError(f"there is no graph {missing} here")
    return sorted(set(graphs), key=_order)


def _exported(store: Store, evidence: bool, texts: bool) -> list[NamedNode]:
    left_out = tuple(suffix for suffix, wanted in (("/evidence", evidence), ("/text", texts)) if not wanted)
    names = (name for name in store.graphs() if name != RUNS_GRAPH and not name.value.endswith(left_out))
    return sorted(names, key=_order)


def _order(name: NamedNode) -> tuple[bool, object]:
    return not name.value.startswith(BASE + "release/"), natural(name.value)
