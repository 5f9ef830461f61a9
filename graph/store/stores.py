"""Where the graph lives: a small contract, and Oxigraph in a directory or in memory behind it.

The contract asks for nothing that a SPARQL 1.1 endpoint could not do as well: quads go in by graphs, come out
by graph, and are asked in SPARQL.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.terms import BASE, PREFIXES, RUNS_GRAPH, term
from . import sparql as text
from .failures import QueryError, StoreError
from .sparql import Term

if TYPE_CHECKING:
    import rdflib

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean

_HASH = term("schema:sha256")


class Store(Protocol):
    """A graph that can be asked and changed, a named graph at a time.

    A store is a context manager, and is closed when it is left.
    """

    def replace(self, graphs: Collection[NamedNode], quads: Iterable[Quad]) -> None:
        """Remove the named graphs and add the quads, in one transaction: all of it happens, or nothing.

        A store keeps values, not spellings: ``"1.0"^^xsd:decimal`` may come back as ``"1"``, and
        ``"5"^^xsd:nonNegativeInteger`` as an ``xsd:integer``.

        Raises:
            StoreError: the store cannot be written, or a quad is in no named graph.
        """
        ...

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all; in no order."""
        ...

    def graphs(self) -> list[NamedNode]:
        """The names of all graphs that hold something, sorted."""
        ...

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Answer:
        """Ask in SPARQL 1.1.

        Without GRAPH or FROM a query reads all graphs together; a triple that stands in two graphs is then
        found twice, so count with DISTINCT. The prefixes of `ontology.terms.PREFIXES` need no declaration,
        and relative IRIs are under the base: ``<state/COL>``.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE, without SERVICE.
            bindings: values for some of the query's variables, by name without question mark.

        Raises:
            QueryError: the query is wrong, would write, or would call another server.
        """
        ...

    def close(self) -> None:
        """Let go of the store. What it was asked for is no longer there afterwards."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class OxigraphStore:
    """The contract over Oxigraph, in this process."""

    def __init__(self, inner: ox.Store, read_only: bool = False) -> None:
        self._inner: ox.Store | None = inner
        self._read_only = read_only

    @property
    def inner(self) -> ox.Store:
        """Oxigraph's own store.

        Raises:
            StoreError: this store was closed.
        """
        if self._inner is None:
            raise StoreError("the graph was closed: open it again")
        return self._inner

    def replace(self, graphs: Collection[NamedNode], quads: Iterable[Quad]) -> None:
        """See `Store.replace`."""
        if self._read_only:
            raise StoreError("the graph was opened for reading only: open it for writing")
        # One SPARQL update is one transaction, and its text is complete before Oxigraph hears of it.
        drops = [f"DROP SILENT GRAPH {graph}" for graph in graphs]
        self.inner.update(";\n".join([*drops, f"INSERT DATA {{\n{_inserted(quads)}}}"]))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """See `Store.quads`."""
        return self.inner.quads_for_pattern(None, None, None, graph)

    def graphs(self) -> list[NamedNode]:
        """See `Store.graphs`."""
        names = (name for name in self.inner.named_graphs() if isinstance(name, NamedNode))
        return sorted(names, key=lambda name: name.value)

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Answer:
        """See `Store.query`."""
        text.refuse_service(sparql)
        try:
            return self.inner.query(
                text.bind(sparql, bindings or {}),
                base_iri=BASE,
                prefixes=PREFIXES,
                use_default_graph_as_union=not text.names_its_graphs(sparql),
            )
        except SyntaxError as error:
            raise QueryError(text.explain(sparql, str(error), PREFIXES)) from error
        except (ValueError, RuntimeError) as error:
            raise QueryError(f"the query cannot be run: {error}") from error

    def close(self) -> None:
        """See `Store.close`. Oxigraph unlocks the directory once no unfinished answer needs it any more."""
        self._inner = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(path: Path | None, read_only: bool = False) -> OxigraphStore:
    """Open the graph in a directory, or an empty one in memory.

    Args:
        path: the directory, made if it is missing and the graph is opened for writing; None for memory.
        read_only: any number of programs may read a graph; one at a time may write it.

    Raises:
        StoreError: there is no graph at the path, it is damaged, or another program is writing it.
    """
    if path is None:
        return OxigraphStore(ox.Store(), read_only)
    _check_directory(path, read_only)
    try:
        if read_only:
            return OxigraphStore(ox.Store.read_only(str(path)), read_only)
        path.mkdir(parents=True, exist_ok=True)
        return OxigraphStore(ox.Store(path))
    except (OSError, RuntimeError) as error:
        raise StoreError(_opening_failed(path, error)) from error


def default_directory() -> Path:
    """Where the graph is unless the user says otherwise.

    That is ``CYBERCOOP_STORE``, else a directory ``cybercoop`` where the platform keeps a user's data:
    ``XDG_DATA_HOME`` or ``~/.local/share`` (XDG Base Directory Specification),
    ``~/Library/Application Support`` on macOS, ``%LOCALAPPDATA%`` on Windows.
    """
    chosen = os.environ.get("CYBERCOOP_STORE")
    if chosen:
        return Path(chosen).expanduser()
    home = Path.home()
    if sys.platform == "darwin":
        data = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return data / "cybercoop"


def load_reference(store: Store) -> list[NamedNode]:
    """Bring the ontology, the themes and the reference data of this version into the store.

    Only graphs whose content changed since they were last loaded are replaced; a hash of each is kept in the
    graph of runs.

    Returns:
        The graphs that were replaced.
    """
    from ...ontology.reference import shipped_quads

    def graph_of(quad: Quad) -> str:
        return str(quad.graph_name)

    shipped: dict[NamedNode, list[Quad]] = {}
    for _, quads in groupby(sorted(shipped_quads(), key=graph_of), key=graph_of):
        content = list(quads)
        shipped[_graph_name(content[0])] = content
    hashes = {graph: Literal(_content_hash(quads)) for graph, quads in shipped.items()}
    runs = list(store.quads(RUNS_GRAPH))
    loaded = {quad.subject: quad.object for quad in runs if quad.predicate == _HASH}
    changed = [graph for graph in shipped if loaded.get(graph) != hashes[graph]]
    if changed:
        kept = [quad for quad in runs if quad.predicate != _HASH]
        noted = [Quad(graph, _HASH, value, RUNS_GRAPH) for graph, value in hashes.items()]
        fresh = [quad for graph in changed for quad in shipped[graph]]
        store.replace([*changed, RUNS_GRAPH], [*kept, *noted, *fresh])
    return changed


def dataset(store: Store) -> rdflib.Dataset:
    """The same graph as an rdflib ``Dataset``, not copied: what one changes, the other sees.

    Its default graph is the union of all graphs, and strings given to its ``query`` are run by Oxigraph
    (prepared queries fall back to rdflib's own engine, which is much slower).

    Raises:
        StoreError: the store is not in this process.
    """
    import rdflib
    from oxrdflib import OxigraphStore as Bridge

    if not isinstance(store, OxigraphStore):
        raise StoreError("only a graph in a directory or in memory can be used by rdflib without copying")
    shared = rdflib.Dataset(store=Bridge(store=store.inner), default_union=True)
    for prefix, namespace in PREFIXES.items():
        shared.bind(prefix, namespace)
    return shared


def from_dataset(dataset: rdflib.Dataset) -> Iterator[Quad]:
    """The quads of an rdflib ``Dataset``, for `Store.replace`."""
    return ox.parse(dataset.serialize(format="nquads"), format=ox.RdfFormat.N_QUADS)


def _inserted(quads: Iterable[Quad]) -> str:
    lines = []
    for quad in quads:
        graph = _graph_name(quad)
        lines.append(f"GRAPH {graph} {{ {quad.triple} }}\n")
    return "".join(lines)


def _graph_name(quad: Quad) -> NamedNode:
    if not isinstance(quad.graph_name, NamedNode):
        raise StoreError(f"this statement is in no named graph: {quad}")
    return quad.graph_name


def _content_hash(quads: Iterable[Quad]) -> str:
    return hashlib.sha256("\n".join(sorted(map(str, quads))).encode()).hexdigest()


def _check_directory(path: Path, read_only: bool) -> None:
    # CURRENT is the file by which RocksDB, Oxigraph's storage, knows its own directory.
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file: a graph is kept in a directory")
    if (path / "CURRENT").exists():
        return
    if read_only:
        raise StoreError(f"no graph at {path}: run `cybercoop ingest` first")
    if path.exists() and any(path.iterdir()):
        raise StoreError(f"{path} holds other files and no graph: choose a directory that is new or empty")


def _opening_failed(path: Path, error: Exception) -> str:
    reason = str(error)
    if "lock" in reason.lower():
        return f"the graph at {path} is being written by another program: try again when it has ended"
    if "Permission denied" in reason or "Read-only file system" in reason:
        return f"the graph at {path} cannot be written: permission denied; choose another by --store"
    if "Corruption" in reason and "MANIFEST" in reason:
        return f"the graph at {path} is just being made by another program: try again in a moment ({reason})"
    if "Corruption" in reason:
        return f"the graph at {path} is damaged: delete the directory and ingest again ({reason})"
    return f"the graph at {path} cannot be opened: {reason}"
