"""From scored pairs to groups of one thing each, the same whatever order the pairs come in.

The likeliest pair is joined first. A group never holds two that conflict, and nothing is joined where
something else, which cannot be the same as well, fits as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

_AS_WELL = 0.75  # a pair whose sum is lower by no more fits as well


@dataclass(frozen=True, slots=True)
class Pair:
    """Two nodes that are likely to be one thing."""

    score: float
    left: NamedNode
    right: NamedNode

    @property
    def order(self) -> tuple[float, str, str]:
        """What pairs are put in order by: the likeliest first."""
        return (-self.score, self.left.value, self.right.value)


Conflict = Callable[[NamedNode, NamedNode], bool]


@dataclass(slots=True)
class Clusters:
    """Groups of nodes that are one thing each."""

    conflict: Conflict
    members: dict[NamedNode, frozenset[NamedNode]] = field(default_factory=dict)  # of those that have others

    def group(self, iri: NamedNode) -> frozenset[NamedNode]:
        """All that are the same as a node, with it."""
        return self.members.get(iri, frozenset({iri}))

    def join(self, nodes: Iterable[NamedNode]) -> None:
        """Make one group of those of some nodes, whatever speaks against it."""
        whole = frozenset().union(*(self.group(each) for each in nodes))
        self.members.update(dict.fromkeys(whole, whole))

    def join_all(self, pairs: Iterable[Pair], least: float) -> None:
        """Join pairs from a score on, the likeliest first, unless a conflict or a rival is in the way."""
        ordered = sorted(set(pairs), key=lambda pair: pair.order)
        near: dict[NamedNode, list[Pair]] = defaultdict(list)
        for pair in ordered:
            near[pair.left].append(pair)
            near[pair.right].append(pair)
        for pair in ordered:
            if pair.score < least:
                break
            left, right = self.group(pair.left), self.group(pair.right)
            if left is right or pair.right in left:
                continue
            if not self.at_odds(left, right) and not self._rivalled(pair, left, right, near):
                self.join((pair.left, pair.right))

    def at_odds(self, left: frozenset[NamedNode], right: frozenset[NamedNode]) -> bool:
        """Whether any two of two groups conflict."""
        return any(self.conflict(ours, theirs) for ours in left for theirs in right)

    def _rivalled(
        self,
        pair: Pair,
        left: frozenset[NamedNode],
        right: frozenset[NamedNode],
        near: dict[NamedNode, list[Pair]],
    ) -> bool:
        """Whether one of two groups fits a third as well, which conflicts with the other."""
        return any(
            self.at_odds(self.group(rival), others) and not self.at_odds(self.group(rival), ours)
            for ours, others in ((left, right), (right, left))
            for rival in _neighbours(ours, others, near, pair.score - _AS_WELL)
        )


def _neighbours(
    group: frozenset[NamedNode],
    others: frozenset[NamedNode],
    near: dict[NamedNode, list[Pair]],
    least: float,
) -> Iterator[NamedNode]:
    """What pairs of at least a score bring together with a group, out of this one and another."""
    for member in group:
        for pair in near[member]:
            if pair.score < least:
                break
            other = pair.right if pair.left == member else pair.left
            if other not in group and other not in others:
                yield other
