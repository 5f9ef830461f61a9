"""Reading releases, and bringing what they state into a store: where the rooms `ingest` and `graph` meet."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from .errors import CybercoopError
from .graph.exports.check import lost
from .graph.identity.decisions import Decisions
from .graph.identity.known_things import Known
from .graph.identity.verdicts import Kind
from .graph.knowledge.assembling import touch
from .graph.review.judging import obey
from .graph.review.obeying import reviewed
from .graph.store.iris import short
from .graph.store.stores import Store, load_reference
from .ingest import extract
from .ingest.base.model import Reading, Source
from .ingest.base.pacing import garbage_left
from .ingest.base.refusals import LanguageDataError, Unreadable
from .ingest.facts.mapping import SOFTWARE, quads, release_graphs
from .ingest.header.parsing import releases
from .ingest.sources.addresses import public
from .ingest.sources.collecting import Fetched, Refusal, fetch_first, read
from .ingest.sources.folders import unread
from .ontology import reference
from .ontology.terms import RUNS_GRAPH, node, term

_DATE_TIME = term("xsd:dateTime")


@dataclass(slots=True)
class Summary:
    """What one ingest did."""

    read: list[str] = field(default_factory=list)  # keys of releases, in the order of the sources
    replaced: list[str] = field(default_factory=list)  # those of them that the store knew already
    refused: list[Refusal] = field(default_factory=list)  # sources that hold no readable release, and why
    unread: Counter[str] = field(default_factory=Counter)  # files in folders that are not read, by suffix
    forgotten: list[str] = field(default_factory=list)  # keys of releases that persons decided to leave out
    lost: list[str] = field(default_factory=list)  # what the store held once and lost, in short IRIs
    facts: Counter[str] = field(default_factory=Counter)  # by property, such as cc:participant


def fetched(
    names: Iterable[str],
    stdin: BinaryIO | None = None,
    on_each: Callable[[str], None] = lambda name: None,
) -> dict[str, Fetched]:
    """Read standard input and the addresses among the sources, so that nobody waits with a graph in hand."""
    found = {}
    for name, source in fetch_first(names, stdin or sys.stdin.buffer):
        found[name] = source
        on_each(source.name)
    return found


def readings(
    names: Iterable[str],
    stdin: BinaryIO | None = None,
    fetched: Mapping[str, Fetched] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Reading | Refusal]:
    """What the sources yield, one release at a time; one that cannot be read is a refusal and stops nothing.

    A page that holds a release in two languages yields two.

    Args:
        names: files, folders, globs, http(s) addresses, or "-" for standard input.
        stdin: what "-" stands for; this process's standard input unless given.
        fetched: what was read of some of them before; see there.
        columns: of tables of releases, the name of the column of each role; see `ingest.sources.rows`.
    """
    for source in read(names, stdin or sys.stdin.buffer, fetched, columns):
        if isinstance(source, Refusal):
            yield source
        else:
            yield from _readings(source)


def read_one(name: str) -> Reading:
    """What one source yields.

    Raises:
        Unreadable: it holds no release.
        CybercoopError: it holds more than one.
    """
    found = list(islice(readings([name]), 2))
    if len(found) > 1:
        raise CybercoopError(f"{name} holds more than one release: use readings()")
    if isinstance(found[0], Refusal):
        raise Unreadable(found[0].name, found[0].reason)
    return found[0]


def text_reading(text: str) -> Reading:
    """What a release's text yields.

    Raises:
        Unreadable: the text holds no release.
    """
    found = list(_read(Source(name="text", text=text)))
    if len(found) > 1:
        raise CybercoopError(
            "the text holds a release in more than one language: read it from a file, with readings()"
        )
    return found[0]


def self_contained(reading: Reading) -> Iterator[Quad]:
    """A reading's quads, and the types and names of all that it mentions."""
    yield from quads(reading)
    yield from reference.load().quads(reading.mentioned)


def ingest(
    store: Store,
    names: Sequence[str],
    found: Iterable[Reading | Refusal],
    on_each: Callable[[str], None] = lambda name: None,
    decisions: Decisions | None = None,
) -> Summary:
    """Bring releases into the store, each in a transaction of its own, or replace it.

    The knowledge graph follows at the end, and a note in the graph of runs, also if the run is broken off.

    Args:
        store: opened for writing.
        names: of the sources, to be noted.
        found: what they yield; see `readings`.
        on_each: told the name of each source once it is done.
        decisions: what persons decided to be the same, or not.

    Raises:
        StoreError: the store cannot be written.
    """
    load_reference(store)
    summary, started = Summary(unread=unread(names)), datetime.now(UTC)
    decided = decisions or Decisions()
    changed, known = obey(store, decided), Known(store)
    try:
        for reading in found:
            if isinstance(reading, Refusal):
                summary.refused.append(reading)
            else:
                _replace(store, reading, known, decided, summary)
            on_each(reading.name if isinstance(reading, Refusal) else reading.release.source)
    finally:
        if changed := [*changed, *(node(f"release/{key}") for key in summary.read)]:
            touch(store, changed, decided, known)
        if summary.read:
            store.replace([], _run(names, summary, started))
    summary.lost += (short(graph.value) for graph in lost(store))
    return summary


def _readings(source: Source) -> Iterator[Reading | Refusal]:
    try:
        yield from _read(source)
    except Unreadable as error:
        yield Refusal(error.name, error.reason)
    except LanguageDataError as error:  # releases in other languages can be read all the same
        yield Refusal(source.name, str(error))


def _read(source: Source) -> Iterator[Reading]:
    """What the release in a source states, or those in each of its languages.

    Raises:
        Unreadable: it holds no release.
        LanguageDataError: a file of its language is broken.
    """
    known = reference.load()
    with garbage_left():
        found = [extract(release, known) for release in releases(source)]
    yield from found


def _replace(
    store: Store,
    reading: Reading,
    known: Known,
    decisions: Decisions,
    summary: Summary,
) -> None:
    key = reading.release.key
    if any(each.kind is Kind.FORGET and each.release == key for each in decisions.verdicts):
        summary.forgotten.append(key)
        return
    graphs = release_graphs(key)
    alone = reviewed(quads(reading), [each for each in decisions.verdicts if each.release == key])
    store.replace(graphs, alone)
    if known.has(graphs[0]):
        summary.replaced.append(key)
    known.learn(alone)
    summary.read.append(key)
    stated = {(fact.subject, fact.predicate, fact.object) for fact in reading.facts}
    summary.facts.update(short(predicate.value) for _, predicate, _ in stated)


def _run(names: Iterable[str], summary: Summary, started: datetime) -> Iterator[Quad]:
    """One ingest for the graph of runs (PROV-O): when, by which software, from what, and what came of it."""
    run = node(f"run/{started.isoformat()}")

    def quad(predicate: str, value: NamedNode | Literal) -> Quad:
        return Quad(run, term(predicate), value, RUNS_GRAPH)

    yield quad("rdf:type", term("prov:Activity"))
    yield quad("prov:wasAssociatedWith", SOFTWARE)
    yield quad("prov:startedAtTime", Literal(started.isoformat(), datatype=_DATE_TIME))
    yield quad("prov:endedAtTime", Literal(datetime.now(UTC).isoformat(), datatype=_DATE_TIME))
    yield from (quad("dcterms:source", Literal(public(name))) for name in names)
    yield from (quad("prov:generated", node(f"release/{key}")) for key in summary.read)
    yield from (quad("schema:error", Literal(f"{each.name}: {each.reason}")) for each in summary.refused)
