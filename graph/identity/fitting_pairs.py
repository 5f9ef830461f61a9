"""When two nodes of one kind are one thing, by what is said of them and of what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import NamedNode

from ...ontology.reference import load
from ...ontology.terms import term
from ..things.descriptions import Description
from .clustering import Clusters
from .cognates import meaning
from .known_things import Known
from .likeness import same_person

_ACTIVITY, _STATE = term("cc:Activity"), term("cc:State")
_LONG = 3  # words of a name that is not everybody's


class Around:
    """What is said of nodes, where those that were found to be one so far count as one."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.clusters = Clusters(lambda left, right: False)

    def about(self, iri: NamedNode) -> Description:
        """What all releases and the reference data say of a node; nothing if they do not know it."""
        return self._known.about(iri) or Description()

    def circle(self, iris: Iterable[NamedNode]) -> frozenset[NamedNode]:
        """These states and organizations, and those that they belong to, and so on."""
        found: set[NamedNode] = set()
        todo = list(iris)
        while todo:
            iri = todo.pop()
            if iri not in found:
                found.add(iri)
                about = self.about(iri)
                todo += [*self.clusters.group(iri), *about.parents, *about.states]
        return frozenset(found)

    def states(self, about: Description) -> frozenset[NamedNode]:
        """The states that a thing belongs to, by itself or by what it is part of."""
        things = load().things
        return frozenset(
            iri
            for iri in self.circle([*about.offices, *about.parents, *about.states])
            if iri in things and _STATE in things[iri].types
        )


def _persons_fit(around: Around, left: NamedNode, right: NamedNode) -> bool:
    ours, theirs = around.about(left), around.about(right)
    if not all(same_person(a, b) for a in ours.full_names for b in theirs.full_names):
        return False
    return _agree(around.circle(ours.offices), around.circle(theirs.offices))


def _organizations_fit(around: Around, left: NamedNode, right: NamedNode) -> bool:
    """The full name of one is a name of the other, and their state is the same, or what they are part of.

    That two have the same acronym says little.
    """
    ours, theirs = around.about(left), around.about(right)
    said = (ours.full_names, theirs.names), (ours.names, theirs.full_names)
    if not any(_titles(a) & _titles(b) for a, b in said):
        return False
    states = around.states(ours), around.states(theirs)
    parents = around.circle(ours.parents), around.circle(theirs.parents)
    shared = states[0] & states[1] or parents[0] & parents[1]
    return bool(shared) and _agree(*states) and _agree(*parents)


def _activities_fit(around: Around, left: NamedNode, right: NamedNode) -> bool:
    """Their days and host are the same, or their name if one tells no host; and their kind."""
    ours, theirs = around.about(left), around.about(right)
    days = _days(ours)
    if days is None or days != _days(theirs) or not _one_kind(ours, theirs):
        return False
    if ours.states and theirs.states:
        return not ours.states.isdisjoint(theirs.states)
    return _share_title(ours.full_names, theirs.full_names)


def _instruments_fit(around: Around, left: NamedNode, right: NamedNode) -> bool:
    """Both are of one state, and their names mean the same: a strategy of no state is anybody's."""
    ours, theirs = around.about(left), around.about(right)
    named = _share_title(ours.full_names, theirs.names) or _share_title(ours.names, theirs.full_names)
    return named and not around.states(ours).isdisjoint(around.states(theirs)) and _one_kind(ours, theirs)


FITS: dict[str, Callable[[Around, NamedNode, NamedNode], bool]] = {
    "person": _persons_fit,
    "organization": _organizations_fit,
    "activity": _activities_fit,
    "instrument": _instruments_fit,
}


def _titles(names: Iterable[str]) -> set[tuple[str, ...]]:
    return {meaning(name) for name in names}


def _share_title(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether a name of both means the same, and is no mere "Cyber Exercise"."""
    return any(len(title) >= _LONG for title in _titles(left) & _titles(right))


def _agree(left: frozenset[NamedNode], right: frozenset[NamedNode]) -> bool:
    """Whether they share something, or one says nothing."""
    return not left or not right or not left.isdisjoint(right)


def _days(about: Description) -> tuple[str, str] | None:
    """The first and the last day, if exactly that is known."""
    if len(about.starts) != 1 or len(about.ends) > 1:
        return None
    start = next(iter(about.starts))
    end = next(iter(about.ends), start)
    return (start, end) if len(start) == len(end) == len("2014-03-31") else None


def _one_kind(left: Description, right: Description) -> bool:
    ours, theirs = _narrowest(left), _narrowest(right)
    superclasses = load().superclasses
    return any(a in superclasses(b) or b in superclasses(a) for a in ours for b in theirs)


def _narrowest(about: Description) -> set[NamedNode]:
    """Its classes that are above none of its others; none if all that is known is that it is an activity."""
    superclasses = load().superclasses
    above = {cls for each in about.classes for cls in superclasses(each) if cls != each}
    return set(about.classes) - above - {_ACTIVITY}
