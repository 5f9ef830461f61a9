"""What a graph's directory should hold: of every named graph how many statements, and their hash.

It stands in a file of its own beside Oxigraph's, so that what these lose in silence is missed. A line is
appended before each change, for what is about to be written, and one at the end says that all is settled. So
a program that is killed leaves doubt about its last change only, of which either end is right.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from ...ontology.terms import term

FILE = "contents.jsonl"

_SETTLED = b'"settled"\n'
_FEW = 1000  # lines that are not worth writing the file anew
_STRING, _NODE = term("xsd:string"), term("rdf:Resource")


@dataclass(frozen=True, slots=True)
class State:
    """What a named graph holds."""

    statements: int = 0
    sha256: str = ""


NOTHING = State()
Expected = dict[NamedNode, tuple[State, ...]]  # of a graph whose last change is in doubt, both its ends


def state(quads: Iterable[Quad]) -> State:
    """The state of a named graph with these quads, in whichever order they come and are spelled."""
    lines = sorted(map(_spelled, quads))
    return State(len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()) if lines else NOTHING


@dataclass(slots=True)
class Record:
    """A manifest as it was read."""

    expected: Expected = field(default_factory=dict)
    lines: int = 0
    damaged: int | None = None  # the number of a line that cannot be read
    torn: bool = False  # whether the last line was not finished, so the change that it tells of was not made


def read(file: Path, seen: int | None = None) -> Record:
    """The manifest in a file; an empty one if there is none.

    Args:
        file: where it stands.
        seen: how long the file was before the graph was opened; what was appended since may hold or not.
    """
    record = Record()
    content = file.read_bytes() if file.exists() else b""
    lines = content.splitlines(keepends=True)
    if lines and not lines[-1].endswith(b"\n"):
        record.torn = True
        lines.pop()
    seen = len(content) if seen is None else seen
    at, last = 0, len(lines)
    for number, line in enumerate(lines, 1):
        at += len(line)
        try:
            states = {} if line == _SETTLED else _read(line)
        except (ValueError, TypeError, AttributeError):
            record.damaged = record.damaged or number
            continue
        in_doubt = at >= seen or number == last
        for graph, new in states.items():
            before = record.expected.get(graph, (NOTHING,)) if in_doubt else ()
            record.expected[graph] = (*before, new)
    record.lines = last
    return record


class Manifest:
    """The manifest of one directory, as its one writer keeps it."""

    def __init__(self, directory: Path, actual: Callable[[NamedNode], State]) -> None:
        """Take up the record where it was left.

        Args:
            directory: where Oxigraph keeps the graph.
            actual: what a named graph holds now; asked where a change is in doubt.
        """
        self._file = directory / FILE
        self._actual = actual
        self.exists = self._file.exists()
        record = read(self._file)
        self._states = {graph: states[-1] for graph, states in record.expected.items()}
        self._doubt = {graph: states for graph, states in record.expected.items() if len(states) > 1}
        self._settled = True
        self._resolve()
        if record.damaged is None and (record.torn or record.lines > 2 * len(self._states) + _FEW):
            self.write(self._states)

    def note(self, states: Mapping[NamedNode, State]) -> None:
        """Say what graphs are about to hold; to be followed by the change, and by `done` if it was made."""
        self._resolve()
        news = {graph: new for graph, new in states.items() if new != self._states.get(graph, NOTHING)}
        if news:
            self._append(news)
            self._doubt = {graph: (self._states.get(graph, NOTHING), new) for graph, new in news.items()}
            self._states |= news

    def done(self) -> None:
        """Say that the change was made."""
        self._doubt = {}

    def settle(self) -> None:
        """Say that all that was noted is kept safely."""
        self._resolve()
        if not self._settled:
            with self._file.open("ab") as file:
                file.write(_SETTLED)
                file.flush()
                os.fsync(file.fileno())
            self._settled = True

    def write(self, states: Mapping[NamedNode, State]) -> None:
        """Write the file anew: for a graph that has none yet, or where most lines are outdated."""
        unfinished = self._file.with_suffix(".new")
        with unfinished.open("wb") as file:
            file.writelines(_written({graph: each}) for graph, each in states.items() if each != NOTHING)
            file.write(_SETTLED)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self._file)
        self._states, self.exists = dict(states), True

    def _resolve(self) -> None:
        """Find out which end a change had that was broken off."""
        for graph, states in self._doubt.items():
            actual = self._actual(graph)
            self._states[graph] = actual if actual in states else states[-1]
        if self._doubt:
            self._append({graph: self._states[graph] for graph in self._doubt})
            self._doubt = {}

    def _append(self, states: Mapping[NamedNode, State]) -> None:
        with self._file.open("ab") as file:
            file.write(_written(states))
        self.exists, self._settled = True, False


def _written(states: Mapping[NamedNode, State]) -> bytes:
    return (
        json.dumps({graph.value: [each.statements, each.sha256] for graph, each in states.items()}).encode()
        + b"\n"
    )


def _read(line: bytes) -> dict[NamedNode, State]:
    return {NamedNode(graph): State(int(count), str(sha)) for graph, (count, sha) in json.loads(line).items()}


def _spelled(quad: Quad) -> str:
    """A quad as the store gives it back, with its blank nodes without names."""
    line = str(quad)
    if '"^^<' not in line and "_:" not in line:  # which saves taking most apart
        return line
    subject, predicate, value, graph = quad
    if isinstance(value, Literal) and value.datatype != _STRING and not value.language:
        return str(Quad(subject, predicate, stored(value), graph))
    if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
        unnamed = BlankNode("b")
        subject = unnamed if isinstance(subject, BlankNode) else subject
        value = unnamed if isinstance(value, BlankNode) else value
    return str(Quad(subject, predicate, value, graph))


@lru_cache(maxsize=1 << 14)
def stored(literal: Literal) -> Literal:
    """A literal as Oxigraph gives it back: it keeps values, not spellings, so ``1.0`` comes back as ``1``."""
    scratch = ox.Store()
    scratch.add(Quad(_NODE, _NODE, literal, _NODE))
    kept = next(iter(scratch)).object
    assert isinstance(kept, Literal)
    return kept
