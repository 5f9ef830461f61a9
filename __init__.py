"""cybercoop: who helps whom to build cyber capacity, read from press releases into a graph.

    import cybercoop

    with cybercoop.open("graph") as graph:
        graph.ingest("releases/")
        graph.ask("activities-in-state", state="Colombia")

Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from .errors import CybercoopError

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

    from .graph.asking.stats import Stats
    from .graph.exports.check import Finding
    from .graph.identity.deciding import Outcome
    from .graph.identity.decisions import Decisions
    from .graph.identity.duplicates import Doubt
    from .graph.knowledge.assembling import Assembled
    from .graph.network.analysis import Analysis
    from .graph.review.curator import Curator
    from .graph.store.notebooks import Table
    from .graph.store.stores import Store
    from .ingest.base.model import Reading
    from .ingest.sources.collecting import Fetched, Refusal
    from .reading import Summary

__all__ = ["CybercoopError", "Graph", "extract", "open", "readings"]


def open(  # noqa: A001 - as gzip.open and others
    path: str | Path | None = None, *, read_only: bool = False, decisions: str | Path | None = None
) -> Graph:
    """Open the graph in a directory.

    Args:
        path: the directory, made if it is missing; ":memory:" for a graph that nobody keeps; by default
            ``CYBERCOOP_STORE``, else where the platform keeps a user's data.
        read_only: any number of programs may read a graph, one may write it.
        decisions: the file of what persons decided to be the same or different; by default
            ``CYBERCOOP_DECISIONS``, else ``decisions.csv`` beside the directory.

    Raises:
        CybercoopError: there is no graph at the path, it is damaged, or another program is writing it.
    """
    from .graph.identity.decisions import default_file
    from .graph.store.directories import default_directory
    from .graph.store.stores import open_store

    directory = None if path == ":memory:" else Path(path) if path else default_directory()
    return Graph(open_store(directory, read_only), Path(decisions) if decisions else default_file(directory))


def extract(source: str | Path) -> Reading:
    """Read one release, and store nothing.

    Args:
        source: a file, an http(s) address, or the release's text itself (any string with a line break).

    Returns:
        Its header, its facts with passages, and what of the reference data it mentions.

    Raises:
        CybercoopError: there is no readable release.
    """
    from .reading import read_one, text_reading

    return text_reading(source) if isinstance(source, str) and "\n" in source else read_one(str(source))


def readings(*sources: str | Path) -> Iterator[Reading | Refusal]:
    """Read many releases, one at a time: files, folders, globs, http(s) addresses.

    What cannot be read comes as a refusal with the reason, and stops nothing.
    """
    from .reading import readings as read

    return read(map(str, sources))


class Graph:
    """A graph of releases: what they state, with the passages that state it.

    Made by `open`; a context manager, closed when it is left. Whatever goes wrong is a `CybercoopError`.
    """

    def __init__(self, store: Store, decisions: Path | None = None) -> None:
        self.store = store
        self.decisions = decisions

    def ingest(
        self,
        *sources: str | Path,
        stdin: BinaryIO | None = None,
        on_each: Callable[[str], None] = lambda name: None,
        fetched: Mapping[str, Fetched] | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> Summary:
        """Read releases into the graph; one that it knows already is replaced.

        Args:
            sources: files, folders, globs, http(s) addresses, or "-" for standard input.
            stdin: what "-" stands for, if not this process's standard input.
            on_each: told the name of each source once it is done.
            fetched: what `reading.fetched` made of some of them before the graph was opened.
            columns: of tables of releases (.jsonl, .csv), by role (text, html, title, date, url) the name of
                the column, where it is another.
        """
        from .reading import ingest, readings

        names = [str(source) for source in sources]
        return ingest(self.store, names, readings(names, stdin, fetched, columns), on_each, self._decided())

    def assemble(self, threshold: float | None = None) -> Assembled:
        """Make the knowledge graph anew: what follows from all releases and decisions together.

        Args:
            threshold: how far a statement is believed at least, from 0 to 1; unless given, as it was.
        """
        from .graph.knowledge.assembling import assemble
        from .graph.review.judging import obey

        obey(self.store, self._decided())
        return assemble(self.store, self._decided(), threshold)

    def curate(self, who: str = "") -> Curator:
        """A person who rejects, accepts, corrects, adds, forgets and reviews; see `graph.review.curator`."""
        from .graph.review.curator import Curator

        return Curator(self.store, self.decisions, who)

    def same(self, left: str, right: str, *, why: str = "", who: str = "") -> Outcome:
        """Decide that two things are one: at once, and whenever a release is ingested.

        The first one's IRI stays; either may be a name, a path such as "person/ana-torres", or an IRI.
        """
        return self._decide(True, left, right, who, why)

    def different(self, left: str, right: str, *, why: str = "", who: str = "") -> Outcome:
        """Decide that two things are not one, from now on."""
        return self._decide(False, left, right, who, why)

    def _decide(self, same: bool, left: str, right: str, who: str, why: str) -> Outcome:
        from datetime import date

        from .graph.identity.deciding import decide
        from .graph.knowledge.assembling import touch

        today = date.today().isoformat()
        outcome = decide(self.store, self.decisions, same, left, right, when=today, who=who, why=why)
        touch(self.store, [], self._decided())
        return outcome

    def duplicates(self, most: int | None = None) -> list[Doubt]:
        """Pairs of things that may be one and that nobody decided on, the likeliest first."""
        from .graph.identity.duplicates import duplicates

        return duplicates(self.store, self._decided(), most)

    def _decided(self) -> Decisions:
        from .graph.identity.decisions import Decisions, read

        return Decisions(read(self.decisions))

    def query(self, sparql: str, **values: object) -> Table:
        """Ask in SPARQL 1.1; the vocabulary's prefixes need no declaration.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE. Without GRAPH it reads the knowledge graph, in which
                each thing is one node; what asks for claims or texts reads all graphs together.
            values: values for some of the query's variables: text, numbers, dates, or nodes by their IRI
                (a string that begins with http).

        Returns:
            A dict a row, with Python's own values; nodes are IRIs, None is nothing. ASK gives one row with
            ``answer``, CONSTRUCT and DESCRIBE give ``subject``, ``predicate`` and ``object``. Notebooks show
            it as a table; ``to_pandas()`` gives a DataFrame.
        """
        from .graph.asking.layers import query
        from .graph.store.values import rows, to_term

        return rows(query(self.store, sparql, {name: to_term(value) for name, value in values.items()}))

    def ask(self, question: str, **values: object) -> Table:
        """Answer a question that ships, as `cybercoop ask` does: ``state="Colombia", since=2010``.

        Returns what `query` returns, with the passages.
        """
        from .graph.asking.questions import ask

        given = {name: str(value) for name, value in values.items() if value is not None}
        return ask(self.store, question, given).records()

    def dataset(self) -> rdflib.Dataset:
        """The same graph as an rdflib ``Dataset``, not copied: what one changes, the other sees."""
        from .graph.store.datasets import dataset

        return dataset(self.store)

    def network(self, focus: str | None = None, depth: int = 2) -> networkx.MultiDiGraph:
        """Who works with whom, as a networkx graph in which every edge has its passages.

        Args:
            focus: the name of what stands in the middle; without it, everything.
            depth: steps from the focus.
        """
        from .graph.network.building import network
        from .graph.things.resolve import resolve

        return network(self.store, resolve(self.store, focus, "node") if focus else None, depth)

    def view(self, path: str | Path, focus: str | None = None, depth: int = 2) -> None:
        """Write the network as an HTML page that works offline; see `network`."""
        from .graph.pages.view import view

        view(self.network(focus, depth), Path(path))

    def report(
        self,
        path: str | Path,
        *,
        states: Iterable[str] = (),
        organizations: Iterable[str] = (),
        persons: Iterable[str] = (),
    ) -> None:
        """Write what releases say of states, organizations and persons as an HTML page, side by side."""
        from .graph.pages.report import report
        from .graph.things.resolve import resolve

        named = {"state": states, "organization": organizations, "person": persons}
        nodes = [resolve(self.store, name, kind) for kind, names in named.items() for name in names]
        report(self.store, nodes, Path(path))

    def analyze(
        self,
        projection: str = "actors",
        by: str = "partners",
        *,
        on_each: Callable[[str], None] = lambda source: None,
    ) -> Analysis:
        """Who is central, who belongs together, who bridges, and whether that holds without any one source.

        Args:
            projection: "actors", "states", "support" or "themes"; see `graph.projections`.
            by: the measure to rank by; see `graph.measures`.
            on_each: told the name of each source once the network without it is done.
        """
        from .graph.network.analysis import analyze

        return analyze(self.store, projection, by, on_each)

    def export(
        self,
        path: str | Path,
        *,
        format: str | None = None,  # noqa: A002 - as in `graph.export`
        release: str | None = None,
        focus: str | None = None,
        depth: int = 2,
        construct: str | None = None,
        evidence: bool = True,
        texts: bool = False,
        layer: str | None = None,
    ) -> int:
        """Write the graph, or a part of it, to a file.

        The format goes by the suffix: .ttl, .trig, .nq, .jsonld, .graphml, .gexf, or .zip for CSV tables,
        which also go into a folder. The whole graph as RDF has a description and the shipped questions too.

        Args:
            path: the file, or a folder.
            format: another format than the suffix says.
            release: only this one, by its reference.
            focus: only what is around the thing of this name.
            depth: steps from the focus.
            construct: only what this CONSTRUCT yields.
            evidence: whether claims and passages come along.
            texts: whether the releases' whole texts come along.
            layer: "knowledge", "releases" or "all"; unless given, "all" for TriG and N-Quads only.

        Returns how many statements were read for it; of a network, its edges; of tables, their rows.
        """
        from .graph.exports import scope
        from .graph.exports.exporting import export

        part = scope.part(self.store, release, focus, depth, construct)
        source = self.store if part is None else part
        whole, to = part is None, Path(path)
        return export(
            source, to, format, None, evidence=evidence, texts=texts, description=whole, layer=layer
        )

    def check(self) -> list[Finding]:
        """What is wrong with the graph: its shapes (SHACL), and passages that differ from the text."""
        from .graph.exports.check import check

        return check(self.store)

    def stats(self) -> Stats:
        """The graph in numbers."""
        from .graph.asking.stats import stats

        return stats(self.store)

    def to_pandas(self) -> dict[str, pandas.DataFrame]:
        """The tables that `export` writes into a ZIP archive, by name, each as a DataFrame.

        Raises:
            CybercoopError: pandas is not installed.
        """
        from .graph.exports.exporting import export
        from .graph.store.notebooks import frames

        archive = BytesIO()
        export(self.store, archive, "csv", evidence=True)
        return frames(archive.getvalue())

    def _repr_html_(self) -> str:
        """What a notebook shows: how much was read, and the questions to ask."""
        from .graph.asking.greeting import greeting

        return greeting(self.store)

    def close(self) -> None:
        """Let go of the graph."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
