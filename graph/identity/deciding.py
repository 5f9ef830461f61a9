"""What happens when a person decides that two things are one, or are not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from ..store.failures import DecisionError
from ..store.iris import short
from ..store.stores import Store
from ..things.resolve import resolve
from ..things.statements import replaced, stating
from .decisions import KINDS, Decision, Decisions, decision, iri_of, keep, read


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision did."""

    decision: Decision
    stays: NamedNode  # of two that are the same, the one whose IRI both bear
    releases: tuple[str, ...]  # keys of those that state something of either


def decide(
    store: Store,
    file: Path | None,
    same: bool,
    left: str,
    right: str,
    *,
    when: str,
    who: str = "",
    why: str = "",
) -> Outcome:
    """Keep a decision, which the next assembly obeys.

    Args:
        store: opened for writing.
        file: the record's file, made if it is missing.
        same: whether the two are one thing.
        left: a path under the base, an IRI (also one that was replaced by another), or a name; of two that
            are the same, this one stays, unless the other is of the reference data.
        right: the other.
        when: today's date, ISO 8601.
        who: who decides.
        why: the reason, for those who come later.

    Raises:
        DecisionError: the two cannot be the same, or the record cannot be kept.
        ValueRefusedError: a name stands for nothing, or for more than one thing.
    """
    if file is None:
        raise DecisionError("a graph in memory keeps no decisions: name a file for them")
    records = read(file)  # a file that is wrong is not made longer
    record = decision(same, *_pair(store, replaced(store), left, right), when, who, why)
    keep(file, record)
    decisions = Decisions([*records, record])
    return Outcome(record, decisions.root(record.left), _releases(stating(store, record.pair)))


def _pair(
    store: Store, now: dict[NamedNode, NamedNode], left: str, right: str
) -> tuple[NamedNode, NamedNode]:
    """The two nodes as the graph has them; as they were before they became one, if they are one by now."""
    ours, theirs = _node(store, now, left), _node(store, now, right)
    if ours == theirs:
        before = sorted(short(old.value) for old, new in now.items() if new == ours)
        hint = f"; one of these was replaced by it: {', '.join(before)}" if before else ""
        raise DecisionError(f'"{left}" and "{right}" are one node, {short(ours.value)}{hint}')
    if now.get(ours, ours) == now.get(theirs, theirs):
        return ours, theirs
    return now.get(ours, ours), now.get(theirs, theirs)


def _node(store: Store, now: dict[NamedNode, NamedNode], text: str) -> NamedNode:
    text = text.strip()
    if "://" in text or text.split("/")[0] in KINDS:
        there = iri_of(text)
        if there in now:
            return there
    return resolve(store, text, "node")


def _releases(graphs: list[NamedNode]) -> tuple[str, ...]:
    return tuple(sorted(graph.value.rpartition("/")[2] for graph in graphs))
