"""A node as it stands among all others: what is said of it, by whom, and where it belongs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from ...ontology.reference import load
from ...ontology.terms import term
from ..things.descriptions import Description
from .clustering import Clusters
from .cognates import meaning
from .known_things import Known, Setting
from .spans_of_days import Days, days
from .titles import Title, title

_STATE = term("cc:State")
_ROOTS = frozenset(map(term, ("cc:Activity", "cc:Instrument", "org:Organization")))


class Around:
    """What is said of nodes, where those that were found to be one so far count as one."""

    def __init__(self, known: Known, clusters: Clusters) -> None:
        self._known, self._clusters = known, clusters
        self._standing: dict[NamedNode, Standing] = {}

    def standing(self, iri: NamedNode) -> Standing:
        """A node as it stands; to be asked for once the kinds that it depends on are settled."""
        if iri not in self._standing:
            self._standing[iri] = Standing(
                iri,
                self._known.about(iri) or Description(),
                tuple(self._known.settings(iri)),
                frozenset(self._known.releases(iri)),
                self,
            )
        return self._standing[iri]

    def whole(self, iris: Iterable[NamedNode]) -> frozenset[NamedNode]:
        """These nodes, and all that are one thing with any of them."""
        return frozenset().union(*(self._clusters.group(iri) for iri in iris))

    def circle(self, iris: Iterable[NamedNode]) -> frozenset[NamedNode]:
        """These states and organizations, and those that they belong to, and so on."""
        found: set[NamedNode] = set()
        todo = list(iris)
        while todo:
            iri = todo.pop()
            if iri not in found:
                found.add(iri)
                about = self._known.about(iri) or Description()
                todo += [*self._clusters.group(iri), *about.parents, *about.states]
        return frozenset(found)

    def owners(self, about: Description) -> tuple[frozenset[str], ...]:
        """The words of the names of those whose a thing is, or who run it; the longest first."""
        whose = {*about.states, *about.parents, *about.organizers}
        named = frozenset[frozenset[str]]().union(*(self._words(iri) for iri in whose))
        return tuple(sorted(named, key=lambda name: (-len(name), sorted(name))))

    def _words(self, iri: NamedNode) -> frozenset[frozenset[str]]:
        if iri in load().things:
            return _names_of(iri)
        about = self._known.about(iri)
        return frozenset(frozenset(meaning(name)) for name in about.names) if about else frozenset()


_NAMES: dict[NamedNode, frozenset[frozenset[str]]] = {}


def _names_of(iri: NamedNode) -> frozenset[frozenset[str]]:
    """The words of all names and demonyms of a thing of the reference data."""
    if iri not in _NAMES:
        thing = load().things[iri]
        named = [name for names in (*thing.names.values(), *thing.demonyms.values()) for name in names]
        _NAMES[iri] = frozenset(frozenset(meaning(name)) for name in named) - {frozenset()}
    return _NAMES[iri]


@dataclass(frozen=True, eq=False)
class Standing:
    """A node as it stands among all others."""

    iri: NamedNode
    about: Description
    settings: tuple[Setting, ...]  # of the releases that describe it
    releases: frozenset[NamedNode]
    around: Around

    @cached_property
    def titles(self) -> frozenset[Title]:
        """All its names but acronyms."""
        return self._titles(self.about.names - self.about.acronyms)

    @cached_property
    def full_titles(self) -> frozenset[Title]:
        """Its full names."""
        return self._titles(self.about.full_names)

    @cached_property
    def any_titles(self) -> frozenset[Title]:
        """All its names, and acronyms."""
        return self._titles(self.about.names)

    def _titles(self, names: frozenset[str]) -> frozenset[Title]:
        """Names in their parts: with the owner ("Republic of Honduras", then "Honduras"), and without."""
        kind = self.kind
        owners = self.around.owners(self.about)
        return frozenset(title(name, kind, each) for name in names for each in (owners, owners[::-1], ()))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in its names."""
        return frozenset(number for each in self.titles for number in each.numbers)

    @cached_property
    def years(self) -> frozenset[str]:
        """The years in its names."""
        return frozenset(year for each in self.titles for year in each.years)

    @cached_property
    def kind(self) -> str:
        """What it is: the key of its kind."""
        return self.about.kind

    @cached_property
    def classes(self) -> frozenset[NamedNode]:
        """Its classes that are above none of its others; none if all that is known is its kind."""
        superclasses = load().superclasses
        above = {cls for each in self.about.classes for cls in superclasses(each) if cls != each}
        return self.about.classes - above - _ROOTS

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Its acronyms, without case and accents."""
        return frozenset(" ".join(meaning(name)) for name in self.about.acronyms)

    @cached_property
    def days(self) -> Days | None:
        """When it takes place: as said, or by a year in its name."""
        return days(self.about.starts, self.about.ends, self.years if len(self.years) == 1 else ())

    @cached_property
    def issued(self) -> tuple[str, str]:
        """The days of its first and of its last release."""
        dates = sorted(each.issued for each in self.settings if each.issued)
        return (dates[0], dates[-1]) if dates else ("", "")

    @cached_property
    def mentions(self) -> frozenset[NamedNode]:
        """All that its releases mention."""
        return frozenset().union(*(each.mentions for each in self.settings))

    @cached_property
    def mentioned_states(self) -> frozenset[NamedNode]:
        """The states that its releases mention."""
        return frozenset(filter(_is_state, self.mentions))

    @cached_property
    def hosts(self) -> frozenset[NamedNode]:
        """The states where things take place that its releases tell of."""
        return frozenset().union(*(each.hosts for each in self.settings))

    @cached_property
    def circle(self) -> frozenset[NamedNode]:
        """The states and organizations around it."""
        about = self.about
        return self.around.circle([*about.offices, *about.parents, *about.states])

    @cached_property
    def states(self) -> frozenset[NamedNode]:
        """The states that it belongs to, by itself or by what it is part of."""
        return frozenset(filter(_is_state, self.circle))

    @cached_property
    def owners(self) -> frozenset[NamedNode]:
        """The organizations that it is part of, and those that these are part of."""
        return self.around.circle(self.about.parents) if self.about.parents else frozenset()

    @cached_property
    def offices(self) -> frozenset[NamedNode]:
        """The states and organizations that a person serves directly."""
        return self.around.whole(self.about.offices)

    @cached_property
    def organizers(self) -> frozenset[NamedNode]:
        """Who runs it or pays it, and those that they belong to."""
        return self.around.circle(self.about.organizers)

    @cached_property
    def taking_part(self) -> frozenset[NamedNode]:
        """Who takes part."""
        return self.around.whole(self.about.taking_part)


def _is_state(iri: NamedNode) -> bool:
    thing = load().things.get(iri)
    return thing is not None and _STATE in thing.types
