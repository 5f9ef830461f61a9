"""Which nodes of all releases, each read alone, are one thing: the same answer in any order of releases.

Organizations come first, for persons are told apart by whom they serve and activities by who runs them. What
persons decided goes before everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import NamedNode

from ...ontology.reference import load
from .blocking import candidates
from .clustering import Clusters, Pair
from .decisions import Decisions
from .features import FEATURES, Feature
from .known_things import Known
from .surroundings import Around, Standing
from .weights import Outcome, weights

# Each kind after those that tell its things apart; roles and experts last.
_KINDS = ("place", "organization", "role", "instrument", "activity", "person", "experts")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for two nodes being one, and what against it."""

    score: float
    outcomes: tuple[Outcome, ...]

    @property
    def never(self) -> bool:
        """Whether nobody need be asked."""
        return any(each.never for each in self.outcomes)

    @property
    def against(self) -> bool:
        """Whether the two are one only if a person says so."""
        return self.score < 0 or any(each.against or each.never for each in self.outcomes)


@dataclass(slots=True)
class Assessment:
    """What was found of all nodes: groups of one thing each, and pairs that a person should decide on."""

    clusters: Clusters
    doubtful: list[tuple[Pair, Comparison]] = field(default_factory=list)  # the likeliest first


def identities(known: Known, decisions: Decisions) -> dict[NamedNode, NamedNode]:
    """Each node of the releases that another one stands for, with that one.

    That is a thing of the reference data if there is one among those that are the same; else the one that
    persons chose; else the one of the earliest release.

    Args:
        known: what all releases say, each read alone.
        decisions: what persons decided.
    """
    clusters = assess(known, decisions).clusters
    chosen = {root for iri, root in decisions.merged().items() if iri != root}
    things = load().things
    found: dict[NamedNode, NamedNode] = {}
    for group in {clusters.group(iri) for iri in known.nodes()}:
        stays = min(
            group, key=lambda iri: (iri not in things, iri not in chosen, known.first_release(iri), iri.value)
        )
        found.update((iri, stays) for iri in group if iri != stays)
    return found


def assess(known: Known, decisions: Decisions) -> Assessment:
    """Compare all nodes that may be one thing, and group those that are."""
    return _Assessing(known, decisions).found()


class _Assessing:
    def __init__(self, known: Known, decisions: Decisions) -> None:
        self._known, self._decisions = known, decisions
        self._clusters = Clusters(self._conflict)
        self._around = Around(known, self._clusters)
        self._compared: dict[tuple[NamedNode, NamedNode], Comparison] = {}

    def found(self) -> Assessment:
        found = Assessment(self._clusters)
        for group in _decided(self._known, self._decisions):
            self._clusters.join(group)
        by_kind = self._by_kind()
        for kind in _KINDS:
            nodes = [self._around.standing(iri) for iri in by_kind[kind]]
            table = weights()[kind]
            pairs = []
            for left, right in candidates(kind, nodes):
                sides = self._around.standing(left), self._around.standing(right)
                if self._may_be_one(left, right) and _worth_it(*sides, table.doubtful):
                    pairs.append(Pair(self._comparison(left, right).score, left, right))
            self._clusters.join_all(pairs, table.certain)
            found.doubtful += self._doubtful(pairs)
        return found

    def _doubtful(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, Comparison]]:
        """What a person should decide on: of two groups, the likeliest pair only."""
        seen = set()
        for pair in sorted(pairs, key=lambda pair: pair.order):
            groups = frozenset(map(self._clusters.group, (pair.left, pair.right)))
            if len(groups) > 1 and groups not in seen and not self._decided_apart(*groups):
                seen.add(groups)
                yield pair, self._comparison(pair.left, pair.right)

    def _decided_apart(self, left: frozenset[NamedNode], right: frozenset[NamedNode]) -> bool:
        """Whether nobody need be asked about two groups: a person or the reference data hold them apart."""
        return any(
            self._decisions.differ(ours, theirs) or not self._may_be_one(ours, theirs)
            for ours in left
            for theirs in right
        )

    def _by_kind(self) -> dict[str, list[NamedNode]]:
        found: dict[str, list[NamedNode]] = defaultdict(list)
        for iri in self._known.nodes():
            if (about := self._known.about(iri)) is not None:
                found[about.kind].append(iri)
        return found

    def _may_be_one(self, left: NamedNode, right: NamedNode) -> bool:
        """Whether a release describes one of them at least."""
        things = load().things
        return not (left in things and right in things)

    def _conflict(self, left: NamedNode, right: NamedNode) -> bool:
        if self._decisions.differ(left, right) or not self._may_be_one(left, right):
            return True
        return self._decisions.root(left) != self._decisions.root(right) and (
            self._comparison(left, right).against
        )

    def _comparison(self, left: NamedNode, right: NamedNode) -> Comparison:
        pair = (left, right) if left.value < right.value else (right, left)
        if pair not in self._compared:
            self._compared[pair] = _compared(*map(self._around.standing, pair))
        return self._compared[pair]


def _compared(left: Standing, right: Standing) -> Comparison:
    score, outcomes = 0.0, []
    for feature, table, _ in _features(left.kind):
        outcome = table.get(feature(left, right))
        if outcome is not None:
            outcomes.append(outcome)
            score += outcome.weight
    return Comparison(round(score, 2), tuple(outcomes))


def _worth_it(left: Standing, right: Standing, least: float) -> bool:
    """Whether a pair can reach a sum, told as soon as it is clear that it cannot: most pairs cannot."""
    score = 0.0
    for feature, table, rest in _features(left.kind):
        outcome = table.get(feature(left, right))
        if outcome is not None:
            score += outcome.weight
            if outcome.never:
                return False
        if score + rest < least:
            return False
    return True


@cache
def _features(kind: str) -> tuple[tuple[Feature, Mapping[str, Outcome], float], ...]:
    """The features of a kind, each with its outcomes, and what those after it may add at most."""
    tables = weights()[kind].features
    highest = [max(0.0, *(each.weight for each in table.values())) for table in tables.values()]
    return tuple(
        (FEATURES[name], table, sum(highest[at + 1 :])) for at, (name, table) in enumerate(tables.items())
    )


def _decided(known: Known, decisions: Decisions) -> Iterator[list[NamedNode]]:
    groups: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    things = load().things
    for iri in sorted({*decisions.merged(), *decisions.merged().values()}, key=lambda each: each.value):
        if iri in things or known.releases(iri):
            groups[decisions.root(iri)].append(iri)
    yield from groups.values()
