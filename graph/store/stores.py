"""Where the graph lives: a small contract, and Oxigraph in a directory or in memory behind it.

The contract asks for nothing that a SPARQL 1.1 endpoint could not do as well: quads go in by graphs, come out
by graph, and are asked in SPARQL.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol, Self

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.terms import BASE, KNOWLEDGE_GRAPH, PREFIXES, RUNS_GRAPH, term
from .changing import added_to, amendment, by_graph, change, graph_name
from .diagnosis import check_directory, damaged, opening_failed, using_failed
from .failures import QueryError, StoreError
from .guarding import bind, judged, names_its_graphs
from .manifest import FILE, Expected, Manifest, State, read, state
from .sparql import Term, explain

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean

DERIVED = frozenset({KNOWLEDGE_GRAPH})  # what can be made anew from other graphs is not put on record
_HASH = term("schema:sha256")
_TRIES, _PAUSE = 5, 0.1  # seconds
_FLUSH_AFTER = 100_000  # statements: what a command replays at most when it opens a graph


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

    def amend(self, gone: Iterable[Quad], fresh: Iterable[Quad]) -> None:
        """Remove some quads and add others, in one transaction.

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

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        default: Collection[NamedNode] | None = None,
    ) -> Answer:
        """Ask in SPARQL 1.1.

        Without GRAPH or FROM a query reads all graphs together; a triple that stands in two graphs is then
        found twice, so count with DISTINCT. The prefixes of `ontology.terms.PREFIXES` need no declaration,
        and relative IRIs are under the base: ``<state/COL>``.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE, without SERVICE.
            bindings: values for some of the query's variables, by name without question mark.
            default: the graphs that make up the default graph, if not all.

        Raises:
            QueryError: the query is wrong, would write, or would call another server.
        """
        ...

    def expected(self) -> Expected | None:
        """What each named graph should hold by what was written; None if the store keeps no record of that.

        Raises:
            StoreError: the record is damaged.
        """
        ...

    def close(self) -> None:
        """Let go of the store. What it was asked for is no longer there afterwards.

        Raises:
            StoreError: what was written could not be brought to safety.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class OxigraphStore:
    """The contract over Oxigraph, in this process."""

    def __init__(
        self,
        inner: ox.Store,
        read_only: bool = False,
        directory: Path | None = None,
        manifest: Manifest | None = None,
        seen: int | None = None,
    ) -> None:
        """Take over an opened store; `open_store` says what the others are.

        Args:
            inner: Oxigraph's own.
            read_only: whether it is only read.
            directory: where it is; None for memory.
            manifest: the record of what a directory should hold, for its writer.
            seen: how long that record was before the directory was opened for reading.
        """
        self._inner: ox.Store | None = inner
        self._read_only = read_only
        self._directory, self._manifest, self._seen = directory, manifest, seen
        self._unflushed = self._written = 0
        self._failed = ""  # why it could not be written

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
        self._refuse_writing()
        changed = change(lambda graph: set(self.quads(graph)), graphs, quads)
        with self._writing():
            self._note(changed.contents)
            if changed.drops:
                self.inner.update(changed.sparql)
            elif changed.fresh:
                self.inner.extend(changed.fresh)
            self._written_some(len(changed.fresh) + len(changed.drops))

    def amend(self, gone: Iterable[Quad], fresh: Iterable[Quad]) -> None:
        """See `Store.amend`."""
        self._refuse_writing()
        lost, added = set(gone), set(fresh)
        graphs = {graph_name(quad) for quad in lost | added} - DERIVED
        contents = {graph: (set(self.quads(graph)) - lost) | added_to(graph, added) for graph in graphs}
        with self._writing():
            self._note(contents)
            if lost:
                self.inner.update(amendment(lost, added))
            elif added:
                self.inner.extend(added)
            self._written_some(len(lost) + len(added))

    def _note(self, contents: Mapping[NamedNode, set[Quad]]) -> None:
        """Put on record what graphs are about to hold, but for what can be made anew from others."""
        if self._manifest:
            held = {graph: state(quads) for graph, quads in contents.items() if graph not in DERIVED}
            self._manifest.note(held)

    def _written_some(self, statements: int) -> None:
        if self._manifest:
            self._manifest.done()
        self._unflushed += statements
        if self._unflushed > _FLUSH_AFTER:
            self._flush()

    def _refuse_writing(self) -> None:
        if self._read_only:
            raise StoreError("the graph was opened for reading only: open it for writing")
        if self._failed:  # Oxigraph takes nothing more, and what it held is to be found by opening it again
            raise StoreError(self._failed)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """See `Store.quads`."""
        found = self.inner.quads_for_pattern(None, None, None, graph)
        return self._read(found)

    def _read(self, found: Iterator[Quad]) -> Iterator[Quad]:
        try:
            yield from found
        except (OSError, RuntimeError) as error:
            raise StoreError(using_failed(self._directory, error)) from error

    def graphs(self) -> list[NamedNode]:
        """See `Store.graphs`."""
        names = (name for name in self.inner.named_graphs() if isinstance(name, NamedNode))
        return sorted(names, key=lambda name: name.value)

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        default: Collection[NamedNode] | None = None,
    ) -> Answer:
        """See `Store.query`."""
        run = bind(judged(sparql), bindings or {})
        named = names_its_graphs(run)
        try:
            return self.inner.query(
                run,
                base_iri=BASE,
                prefixes=PREFIXES,
                use_default_graph_as_union=not (named or default),
                default_graph=list(default) if default and not named else None,
            )
        except SyntaxError as error:
            raise QueryError(explain(run, str(error), PREFIXES)) from error
        except (ValueError, RuntimeError, OSError) as error:
            if damage := damaged(error):
                raise StoreError(damage) from error
            raise QueryError(f"the query cannot be run: {error}") from error

    def expected(self) -> Expected | None:
        """See `Store.expected`."""
        if self._directory is None:
            return None
        record = read(self._directory / FILE, self._seen)
        if record.damaged is not None:
            raise StoreError(
                f"{self._directory / FILE}, line {record.damaged}: the record of what the graph should hold "
                "is damaged: delete the directory and ingest again"
            )
        return record.expected

    def close(self) -> None:
        """See `Store.close`. Oxigraph unlocks the directory once no unfinished answer needs it any more."""
        try:
            if self._inner is not None and not (self._read_only or self._failed):
                with self._writing():
                    self._flush()
                    if self._manifest:
                        self._manifest.settle()
        finally:
            self._inner = self._manifest = None

    def _flush(self) -> None:
        """Bring what was written into files with checksums: no later command has to replay it then.

        Until that, it stands in Oxigraph's log only, of which a damaged end is left out without a word.
        """
        if self._unflushed and self._directory:
            self.inner.flush()
            self._written, self._unflushed = self._written + self._unflushed, 0
            if self._written > _FLUSH_AFTER:
                self.inner.optimize()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:
            self._failed = using_failed(self._directory, error)
            raise StoreError(self._failed) from error

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
    check_directory(path, read_only)
    try:
        return _read_only(path) if read_only else _writable(path)
    except (OSError, RuntimeError) as error:
        raise StoreError(opening_failed(path, error)) from error


def _writable(path: Path) -> OxigraphStore:
    path.mkdir(parents=True, exist_ok=True)
    inner = ox.Store(path)

    def actual(graph: NamedNode) -> State:
        return state(inner.quads_for_pattern(None, None, None, graph))

    manifest = Manifest(path, actual)
    if not manifest.exists:
        names = (name for name in inner.named_graphs() if isinstance(name, NamedNode))
        manifest.write({name: actual(name) for name in names if name not in DERIVED})
    return OxigraphStore(inner, False, path, manifest)


def _read_only(path: Path) -> OxigraphStore:
    """Open for reading; while another program makes the directory, its files do not fit for a moment."""
    for _ in range(_TRIES):
        with suppress(OSError, RuntimeError):
            return _opened(path)
        time.sleep(_PAUSE)
    return _opened(path)


def _opened(path: Path) -> OxigraphStore:
    record = path / FILE
    seen = record.stat().st_size if record.exists() else 0
    return OxigraphStore(ox.Store.read_only(str(path)), True, path, None, seen)


def load_reference(store: Store) -> list[NamedNode]:
    """Bring the ontology, the themes and the reference data of this version into the store.

    Only graphs whose content changed since they were last loaded are replaced; a hash of each is kept in the
    graph of runs.

    Returns:
        The graphs that were replaced.
    """
    from ...ontology.reference import shipped_quads

    shipped = by_graph(shipped_quads())
    hashes = {graph: Literal(state(quads).sha256) for graph, quads in shipped.items()}
    runs = list(store.quads(RUNS_GRAPH))
    loaded = {quad.subject: quad.object for quad in runs if quad.predicate == _HASH}
    changed = [graph for graph in shipped if loaded.get(graph) != hashes[graph]]
    if changed:
        kept = [quad for quad in runs if quad.predicate != _HASH]
        noted = [Quad(graph, _HASH, value, RUNS_GRAPH) for graph, value in hashes.items()]
        fresh = [quad for graph in changed for quad in shipped[graph]]
        store.replace([*changed, RUNS_GRAPH], [*kept, *noted, *fresh])
    return changed
