"""One release in two languages: two texts, and one witness.

A publisher that writes in several languages files the versions of a release under one number, with a
letter for the language ("E-119/14", "C-119/14"), or gives them out on one day. The earliest stands for all of
them, so that what counts witnesses counts them once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from pyoxigraph import NamedNode

from ...ontology.reference import load
from .components import components

_DAYS = 7  # a translation may come some days later
_ALIKE = 0.6  # of all that two releases of one day name, what both must name
_LEAST = 5  # and how many things at least


@dataclass(frozen=True, slots=True)
class Filed:
    """What tells of which release another may be a version."""

    number: str  # its reference: "E-119/14"; nothing if it has none
    language: str
    publisher: str
    issued: str  # ISO 8601; nothing if it bears no date
    named: frozenset[NamedNode]  # every thing that it mentions

    @property
    def digits(self) -> str:
        """Its reference without the letters, which tell the language: "-119/14"."""
        return re.sub(r"[A-Za-z]", "", self.number)

    @property
    def day(self) -> date | None:
        """Its date, if that is a day."""
        return date.fromisoformat(self.issued) if len(self.issued) == len("2014-03-28") else None


def witnesses(filed: Mapping[NamedNode, Filed]) -> dict[NamedNode, NamedNode]:
    """Each release that is a version of another, with the one that stands for all versions.

    Two are versions of one if neither may be that of a third in the other's language.
    """
    found: dict[NamedNode, dict[NamedNode, bool]] = defaultdict(dict)  # whether by number
    for those in _alike(filed):
        for left, right in combinations(those, 2):
            if (by_number := _one_release(filed[left], filed[right])) is not None:
                found[left][right] = found[right][left] = by_number
    pairs = (
        (left, right)
        for left in found
        for right in found[left]
        if left in _only(filed, found, right, left) and right in _only(filed, found, left, right)
    )
    same: dict[NamedNode, NamedNode] = {}
    for versions in components(pairs):
        first, *others = sorted(versions, key=lambda iri: (filed[iri].issued, iri.value))
        same |= dict.fromkeys(others, first)
    return same


def _only(
    filed: Mapping[NamedNode, Filed],
    found: Mapping[NamedNode, Mapping[NamedNode, bool]],
    release: NamedNode,
    other: NamedNode,
) -> set[NamedNode]:
    """The one version of a release in the language of another; nothing if there are several."""
    alike = {each: by for each, by in found[release].items() if filed[each].language == filed[other].language}
    by_number = {each for each, by in alike.items() if by}
    those = by_number or set(alike)
    return those if len(those) == 1 else set()


def _alike(filed: Mapping[NamedNode, Filed]) -> list[list[NamedNode]]:
    """Releases of one publisher that share a number or a day, sorted."""
    groups: dict[object, list[NamedNode]] = defaultdict(list)
    for iri in sorted(filed, key=lambda iri: iri.value):
        each = filed[iri]
        if each.publisher and each.issued:
            groups[each.publisher, each.issued].append(iri)
        if each.publisher and any(map(str.isdigit, each.digits)):
            groups[each.publisher, each.digits].append(iri)
    return [those for those in groups.values() if len(those) > 1]


def _one_release(left: Filed, right: Filed) -> bool | None:
    """Whether two releases of one publisher that tell the same in two languages do so by number.

    None if they are two.
    """
    if left.language == right.language or not left.day or not right.day:
        return None
    if left.digits and left.digits == right.digits:
        return True if abs(left.day - right.day).days <= _DAYS else None
    if left.day != right.day or (left.digits and right.digits):
        return None
    shared, either = left.named & right.named, left.named | right.named
    alike = len(shared) >= _LEAST and len(shared) >= _ALIKE * len(either)
    return False if alike and not shared <= load().things.keys() else None
