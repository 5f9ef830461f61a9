"""Which nodes of all releases, each read alone, are one thing: the same answer in any order of releases.

Organizations come first, for persons are told apart by whom they serve and activities by who runs them. What
persons decided goes before everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from pyoxigraph import NamedNode

from ...ontology.reference import load
from .clustering import Clusters, Pair
from .decisions import Decisions
from .fitting_pairs import FITS, Around
from .known_things import Key, Known, keys

_KINDS = ("organization", "instrument", "activity", "person")
_MOST = 200  # nodes with a key in common, beyond which it tells nothing


def identities(known: Known, decisions: Decisions) -> dict[NamedNode, NamedNode]:
    """Each node of the releases that another one stands for, with that one.

    That is a thing of the reference data if there is one among those that are the same; else the one that
    persons chose; else the one of the earliest release.

    Args:
        known: what all releases say, each read alone.
        decisions: what persons decided.
    """
    clusters = _clustered(known, decisions)
    found: dict[NamedNode, NamedNode] = {}
    for group in {clusters.group(iri) for iri in known.nodes()}:
        stays = _representative(known, decisions, group)
        found.update((iri, stays) for iri in group if iri != stays)
    return found


def _clustered(known: Known, decisions: Decisions) -> Clusters:
    around = Around(known)

    def conflict(left: NamedNode, right: NamedNode) -> bool:
        things = load().things
        if (left in things and right in things) or decisions.differ(left, right):
            return True
        if not set(known.releases(left)).isdisjoint(known.releases(right)):
            return decisions.root(left) != decisions.root(right)
        return not _fit(around, left, right)

    clusters = Clusters(conflict)
    around.clusters = clusters
    for group in _decided(known, decisions):
        clusters.join(group)
    for kind in _KINDS:
        clusters.join_all(
            Pair(1.0, left, right) for left, right in _candidates(known, kind) if _fit(around, left, right)
        )
    return clusters


def _fit(around: Around, left: NamedNode, right: NamedNode) -> bool:
    ours, theirs = around.about(left), around.about(right)
    return ours.kind == theirs.kind and ours.kind in FITS and FITS[ours.kind](around, left, right)


def _decided(known: Known, decisions: Decisions) -> Iterator[list[NamedNode]]:
    groups: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    things = load().things
    for iri in sorted({*decisions.merged(), *decisions.merged().values()}, key=lambda each: each.value):
        if iri in things or known.releases(iri):
            groups[decisions.root(iri)].append(iri)
    yield from groups.values()


def _candidates(known: Known, kind: str) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Pairs of nodes that share a key, of which a release describes one at least."""
    blocks: dict[Key, list[NamedNode]] = defaultdict(list)
    named = set(known.nodes())
    for iri in sorted({*named, *load().things}, key=lambda each: each.value):
        if (about := known.about(iri)) is not None and about.kind == kind:
            for key in set(keys(about)):
                blocks[key].append(iri)
    seen = {pair for block in blocks.values() if len(block) <= _MOST for pair in combinations(block, 2)}
    yield from (pair for pair in seen if not named.isdisjoint(pair))


def _representative(known: Known, decisions: Decisions, group: Iterable[NamedNode]) -> NamedNode:
    things = load().things
    chosen = {root for iri, root in decisions.merged().items() if iri != root}
    return min(
        group,
        key=lambda iri: (iri not in things, iri not in chosen, known.first_release(iri), iri.value),
    )
