"""What persons decided: these two are the same, these are not. Records in a text file that ingest obeys.

The file is CSV (RFC 4180) in UTF-8, with a first line that names the columns. It is only ever added to, and
it is meant to be kept under version control. Where two records disagree, the later one wins.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from ...ontology.reference import load
from ...ontology.terms import BASE, node
from ..store.failures import DecisionError
from ..store.iris import short
from .verdicts import Kind, Verdict, standing, verdict

# Of a claim, `left` is its subject and `right` its object.
COLUMNS = ("decision", "left", "right", "when", "who", "why", "release", "predicate", "passage", "as")
_OLD = COLUMNS[:6]  # of files that hold only what is the same or different
KINDS = ("person", "organization", "activity", "instrument", "place")


@dataclass(frozen=True, slots=True)
class Decision:
    """One record. Of two that are the same, `left` is the node that stays."""

    same: bool | None  # None: an earlier decision on the two does not hold any more
    left: NamedNode
    right: NamedNode
    when: str = ""  # a date, ISO 8601
    who: str = ""
    why: str = ""

    @property
    def pair(self) -> frozenset[NamedNode]:
        """The two that it is about, in no order."""
        return frozenset((self.left, self.right))

    def cells(self) -> list[str]:
        """The record as its line has it, by `COLUMNS`."""
        return [
            "undo" if self.same is None else "same" if self.same else "different",
            short(self.left.value),
            short(self.right.value),
            self.when,
            self.who,
            self.why,
            *[""] * (len(COLUMNS) - len(_OLD)),
        ]


Record = Decision | Verdict


class Decisions:
    """All decisions together: which nodes are one, and which must never be."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.records = list(records)
        self.verdicts = standing(self.records)
        self._above: dict[NamedNode, NamedNode] = {}
        self._apart: list[Decision] = []
        for record in _latest_first(each for each in self.records if isinstance(each, Decision)):
            self._obey(record)

    def _obey(self, record: Decision) -> None:
        """Take a record in, unless a later one is against it."""
        left, right = self.root(record.left), self.root(record.right)
        if not record.same:
            if left != right:
                self._apart.append(record)
        elif left != right and not self.differ(left, right):
            stays, goes = (right, left) if right in load().things else (left, right)
            self._above[goes] = stays

    def root(self, iri: NamedNode) -> NamedNode:
        """The node that stands for this one: itself, if nobody decided otherwise."""
        while iri in self._above:
            iri = self._above[iri]
        return iri

    def differ(self, left: NamedNode, right: NamedNode) -> bool:
        """Whether somebody decided that these are two things."""
        pair = {self.root(left), self.root(right)}
        return any({self.root(each.left), self.root(each.right)} == pair for each in self._apart)

    def merged(self) -> dict[NamedNode, NamedNode]:
        """Each node that another one stands for, with that one."""
        return {iri: self.root(iri) for iri in self._above}


def _latest_first(records: Iterable[Decision]) -> Iterator[Decision]:
    seen: set[frozenset[NamedNode]] = set()
    for record in reversed(list(records)):
        if record.pair not in seen:
            seen.add(record.pair)
            if record.same is not None:
                yield record


def decision(same: bool, left: NamedNode, right: NamedNode, when: str, who: str, why: str) -> Decision:
    """A record, checked.

    Raises:
        DecisionError: the two are one node, of two kinds, of a kind that nobody decides about, or both of the
            reference data.
    """
    kinds = (_kind(left), _kind(right))
    both = f"{short(left.value)} and {short(right.value)}"
    if left == right:
        raise DecisionError(f"{short(left.value)} is compared with itself")
    for iri, kind in zip((left, right), kinds, strict=True):
        if kind not in KINDS:
            raise DecisionError(f"{short(iri.value)} is no {', '.join(KINDS[:-1])} or {KINDS[-1]}")
    if kinds[0] != kinds[1]:
        raise DecisionError(f"{both} are of two kinds: only things of one kind can be the same")
    known = load().things
    if same and left in known and right in known:
        raise DecisionError(f"{both} are both in the reference data, which know them as two")
    return Decision(same, left, right, when, who, why)


def _kind(iri: NamedNode) -> str:
    return iri.value.removeprefix(BASE).rpartition("/")[0] if iri.value.startswith(BASE) else "?"


def default_file(directory: Path | None) -> Path | None:
    """Where the decisions about a graph are unless the user says otherwise.

    That is ``CYBERCOOP_DECISIONS``, else ``decisions.csv`` beside the graph's directory; none for a graph in
    memory.
    """
    chosen = os.environ.get("CYBERCOOP_DECISIONS")
    if chosen:
        return Path(chosen).expanduser()
    return directory.absolute().with_name("decisions.csv") if directory else None


def read(file: Path | None) -> list[Record]:
    """The records of a file, the oldest first; none if there is no file.

    Raises:
        DecisionError: the file cannot be read, or a line is no record; names the line.
    """
    if file is None or not file.exists():
        return []
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DecisionError(f"{file}: not UTF-8 text") from error
    except OSError as error:
        raise DecisionError(f"{file} cannot be read: {error.strerror or error}") from error
    return list(_records(file, text))


def _records(file: Path, text: str) -> Iterator[Record]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in lines:
            if any(cells) and (lines.line_num > 1 or tuple(cells) not in (COLUMNS, _OLD)):
                yield _record(cells)
    except (csv.Error, DecisionError) as error:
        raise DecisionError(f"{file}, line {lines.line_num}: {error}") from error


def _record(cells: list[str]) -> Record:
    if len(cells) not in (len(COLUMNS), len(_OLD)):
        raise DecisionError(f"{len(cells)} columns where there should be {len(COLUMNS)}: {','.join(COLUMNS)}")
    kind, left, right, *rest = (cell.strip() for cell in cells)
    if kind == Kind.UNDO and not any(rest[3:]):
        return Decision(None, iri_of(left), iri_of(right), *rest[:3])
    if kind in list(Kind):
        return verdict([kind, left, right, *rest, *[""] * (len(COLUMNS) - len(cells))])
    if kind not in ("same", "different"):
        raise DecisionError(f'"{kind}" is no decision: write same, different, {", ".join(Kind)}')
    return decision(kind == "same", iri_of(left), iri_of(right), *rest[:3])


def iri_of(text: str) -> NamedNode:
    """The node of a path under the base, or of an IRI.

    Raises:
        DecisionError: the text is neither.
    """
    try:
        return NamedNode(text) if "://" in text else node(text.strip("/"))
    except ValueError as error:
        raise DecisionError(f'"{text}" is neither a path such as person/ana-torres nor an IRI') from error


def keep(file: Path, *records: Record) -> None:
    """Add records to the file, which is made if it is missing.

    Raises:
        DecisionError: the file cannot be written.
    """
    try:
        before = file.read_bytes() if file.exists() else b""
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8", newline="") as stream:
            if before and not before.endswith(b"\n"):
                stream.write("\n")
            lines = csv.writer(stream, lineterminator="\n")
            lines.writerows([*([] if before else [COLUMNS]), *(record.cells() for record in records)])
    except OSError as error:
        raise DecisionError(f"{file} cannot be written: {error.strerror or error}") from error
