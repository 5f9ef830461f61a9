"""Which nodes are worth comparing: those that share something which few others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import combinations

from pyoxigraph import NamedNode

from ...ontology.reference import load
from .clustering import Clusters
from .known_things import Known
from .likeness import person_words
from .spans_of_days import Days
from .surroundings import Around, Standing

_MOST = 60  # nodes that share a thing, beyond which it tells nothing
_YEAR, _MONTH = len("2014"), len("2014-03")

Key = tuple[object, ...]  # what two things share if they may be one
Found = tuple[NamedNode, NamedNode]


def candidates(kind: str, nodes: Iterable[Standing]) -> set[Found]:
    """Pairs of nodes of a kind to be compared, each in the order of its IRIs.

    Args:
        kind: what they are.
        nodes: those that releases describe; things of the reference data that share something with them are
            found here.
    """
    blocks: dict[Key, set[NamedNode]] = defaultdict(set)
    for each in nodes:
        for key in _KEYS[kind](each):
            blocks[key].add(each.iri)
    shipped, seen = _shipped(kind), set[Found]()
    for key, block in blocks.items():
        block |= shipped.get(key, frozenset())
        if 1 < len(block) <= _MOST:
            seen.update(combinations(sorted(block, key=lambda iri: iri.value), 2))
    return seen


@cache
def _shipped(kind: str) -> dict[Key, frozenset[NamedNode]]:
    """The things of the reference data by what they may share with others."""
    known = Known()
    around, found = Around(known, Clusters(lambda left, right: False)), defaultdict(set)
    for iri in load().things:
        if (about := known.about(iri)) is not None and about.kind == kind:
            for key in _KEYS[kind](around.standing(iri)):
                found[key].add(iri)
    return {key: frozenset(nodes) for key, nodes in found.items()}


def _person(node: Standing) -> Iterator[Key]:
    for name in node.about.full_names:
        given, *others = person_words(name) or [""]
        yield ("alone", given) if not others else ("first", given, others[-1])
        for other in others:
            yield (given[:1], other)
            yield (given, other[:3])
            yield ("alone", other)  # a large block, but for surnames that few have


def _named(node: Standing) -> Iterator[Key]:
    """By the whole name, by acronym, and by the words of the name among the things of one state."""
    for name in node.any_titles:
        yield ("name", name.words, name.numbers)
        for state in node.states or node.mentioned_states:
            yield from ((state, word) for word in name.telling)
    yield from (("acronym", each) for each in node.acronyms)
    yield from (("acronym", *name.words) for name in node.full_titles if len(name.words) == 1)


def _instrument(node: Standing) -> Iterator[Key]:
    yield from _named(node)
    for name in node.titles:
        if name.numbers:
            yield ("number", name.numbers, name.years)


def _activity(node: Standing) -> Iterator[Key]:
    for when in _whens(node):
        yield from ((when, "host", state) for state in node.about.states or node.hosts)
        if len(when) > _YEAR:
            yield from ((when, "kind", cls) for cls in node.about.classes)
        yield from ((when, "word", word) for name in node.titles for word in name.telling)
    yield from (("name", name.words, name.numbers, name.years) for name in node.titles if name.telling)
    yield from (("edition", number, state) for number in node.numbers for state in node.about.states)


def _whens(node: Standing) -> Iterator[str]:
    """The months that it touches, and its year; the year of its release if no days are said."""
    found = node.days or (Days(*node.issued) if node.issued[0] else None)
    if found:
        yield found.start[:_YEAR]
        yield from {each[:_MONTH] for each in (found.start, found.end) if len(each) >= _MONTH}


def _experts(node: Standing) -> Iterator[Key]:
    yield from (("group", activity) for activity in node.around.whole(node.about.group_of))


def _role(node: Standing) -> Iterator[Key]:
    yield from (("name", name.words) for name in node.titles)


_KEYS: dict[str, Callable[[Standing], Iterator[Key]]] = {
    "person": _person,
    "organization": _named,
    "place": _named,
    "instrument": _instrument,
    "activity": _activity,
    "experts": _experts,
    "role": _role,
}
