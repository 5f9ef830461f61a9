"""Who is central, who belongs together, who bridges; and whether that holds if one source is left out.

The largest node of such networks is often whoever reported most. So every ranking is made again without each
release, and without each publisher, in turn (a jackknife): an actor's place comes with its best and worst,
and with the source that it rests on. All is deterministic: equal graphs give equal answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
from pyoxigraph import QuerySolutions

from ...errors import CybercoopError
from ..asking.questions import Sample, sample
from ..store.stores import Store
from ..things.statements import Words
from .measures import MEASURES, betweenness, places
from .projections import Pair, Projection, projection

_SEED = 0  # of Louvain's order of nodes
_SHARE = 10  # stable: moved by no more than a tenth of all places


class UnknownMeasureError(CybercoopError):
    """There is no measure of this name."""


@dataclass(frozen=True, slots=True)
class Source:
    """What may be left out: a release, or all that one publisher issued."""

    name: str  # the release's reference, else its title and date, or "all by" and the publisher's name
    releases: frozenset[str]  # by IRI


@dataclass(frozen=True, slots=True)
class Rank:
    """An actor's place by one measure, and how it moves when one source is left out."""

    actor: str
    place: int
    value: float
    best: int
    worst: int | None  # None: without one source the actor has no ties left
    stable: bool  # no source moves it by more than a tenth of all places (at least one place)
    rests_on: str  # the source without which it falls the most, or "" if it never falls


@dataclass(frozen=True, slots=True)
class Community:
    """Actors that are tied more closely to each other than to the rest (Louvain, ties by weight)."""

    number: int  # from 1, the largest first
    members: tuple[str, ...]  # the most central first
    releases: int  # distinct releases of the ties within


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor with ties into other communities than its own."""

    actor: str
    community: int
    bridges_to: tuple[int, ...]  # the other communities
    betweenness: float
    cut_point: bool  # without it, what it joins falls apart
    rests_on: tuple[str, ...]  # sources of which each alone carries all those ties; none: it holds

    @property
    def holds(self) -> bool:
        """Whether it bridges communities whichever single source is left out."""
        return not self.rests_on


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie that alone joins two parts of the network, each of two actors or more."""

    one: str
    other: str
    cuts_off: int  # actors in the smaller part
    releases: tuple[str, ...]  # their references


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the network of one projection looks like. Actors are IRIs; `graph` has their labels and values."""

    projection: Projection
    by: str  # a key of `MEASURES`
    sample: Sample  # all releases that were read
    graph: nx.Graph  # of the projection; a node has all measures, its place and its community besides
    releases: int  # distinct releases that state its ties
    ranking: tuple[Rank, ...]
    communities: tuple[Community, ...]
    modularity: float  # how clear-cut the communities are: 0 not at all, near 1 entirely
    brokers: tuple[Broker, ...]
    bridges: tuple[Bridge, ...]
    left_out: tuple[Source, ...]  # each was left out in turn
    references: Mapping[str, str]  # of releases, by IRI


def analyze(
    store: Store,
    name: str = "actors",
    by: str = "partners",
    on_each: Callable[[str], None] = lambda source: None,
) -> Analysis:
    """Analyze the network of one projection.

    `name` is a key of `PROJECTIONS`, `by` one of `MEASURES`; `on_each` is told of each source left out.

    Raises:
        UnknownProjectionError: there is no such projection.
        UnknownMeasureError: there is no such measure.
    """
    if by not in MEASURES:
        raise UnknownMeasureError(f"there is no measure {by}: choose one of {', '.join(MEASURES)}")
    seen = projection(store, name)
    names, publishers = _names(store)
    ties = seen.ties()
    graph, flat = seen.graph(), _undirected(ties)
    groups = _communities(flat)
    community = {actor: number for number, group in enumerate(groups, start=1) for actor in group}
    sources = _sources(ties, names, publishers)
    without = _without_each(sources, seen, _LeavingOut(flat, community, by), on_each)
    _annotate(graph, flat, community)
    values, connected = MEASURES[by](flat), flat.size() > 0
    return Analysis(
        projection=seen,
        by=by,
        sample=sample(store),
        graph=graph,
        releases=len({release for each in ties.values() for release in each}),
        ranking=_ranking(values, seen.labels, without),
        communities=tuple(_described(number, group, ties, values) for number, group in enumerate(groups, 1)),
        modularity=nx.community.modularity(flat, groups, weight="weight") if connected else 0.0,
        brokers=_brokers(flat, community, seen.labels, without),
        bridges=_bridges(flat, ties, names),
        left_out=sources,
        references=names,
    )


def _without_each(
    sources: Sequence[Source], seen: Projection, without: _LeavingOut, on_each: Callable[[str], None]
) -> _LeavingOut:
    """The network made again without each of the sources in turn."""
    for source in sources:
        without.take(source, _undirected(seen.ties(source.releases)))
        on_each(source.name)
    return without


def _undirected(ties: Mapping[Pair, frozenset[str]]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(sorted({actor for pair in ties for actor in pair}))
    for (one, other), releases in ties.items():
        both = releases | ties.get((other, one), frozenset())
        graph.add_edge(one, other, weight=len(both))
    return graph


def _communities(graph: nx.Graph) -> list[list[str]]:
    """The largest first. Nodes are numbered for Louvain: sets of text have another order in every process."""
    if not graph.size():
        return []
    nodes = list(graph)
    numbered = nx.convert_node_labels_to_integers(graph)
    found = nx.community.louvain_communities(numbered, weight="weight", seed=_SEED)
    groups = [sorted(nodes[number] for number in group) for group in found]
    return sorted(groups, key=lambda group: (-len(group), group))


class _LeavingOut:
    """Gathers how the network changes without each source."""

    def __init__(self, graph: nx.Graph, community: Mapping[str, int], by: str) -> None:
        self.community, self.measure = community, MEASURES[by]
        self.bridging = {actor for actor in graph if _beyond(graph, community, actor)}
        self.places: dict[str, list[tuple[int | None, str]]] = defaultdict(list)
        self.ended: dict[str, list[str]] = defaultdict(list)

    def take(self, source: Source, graph: nx.Graph) -> None:
        """Note everyone's place, and who bridges no more."""
        found = places(self.measure(graph))
        for actor in self.community:
            self.places[actor].append((found.get(actor), source.name))
        for actor in self.bridging:
            if actor not in graph or not _beyond(graph, self.community, actor):
                self.ended[actor].append(source.name)


def _ranking(
    values: Mapping[str, float], labels: Mapping[str, str], without: _LeavingOut
) -> tuple[Rank, ...]:
    tolerance = max(1, len(values) // _SHARE)
    ranks = []
    for actor, place in places(values).items():
        moved = without.places[actor]
        kept = [other for other, _ in moved if other is not None]
        gone = [name for other, name in moved if other is None]
        best, lowest = min([place, *kept]), max([place, *kept])
        falls = gone or [name for other, name in moved if other == lowest and lowest > place]
        steady = place - best <= tolerance and lowest - place <= tolerance
        ranks.append(
            Rank(
                actor,
                place,
                values[actor],
                best,
                None if gone else lowest,
                steady and not gone,
                falls[0] if falls else "",
            )
        )
    return tuple(sorted(ranks, key=lambda rank: (rank.place, labels[rank.actor], rank.actor)))


def _described(
    number: int, group: Sequence[str], ties: Mapping[Pair, frozenset[str]], values: Mapping[str, float]
) -> Community:
    inside = set(group)
    releases = {release for pair, each in ties.items() if inside.issuperset(pair) for release in each}
    members = sorted(group, key=lambda actor: (-round(values[actor], 9), actor))
    return Community(number, tuple(members), len(releases))


def _beyond(graph: nx.Graph, community: Mapping[str, int], actor: str) -> set[int]:
    """The communities other than its own into which an actor has ties."""
    return {community[other] for other in graph[actor]} - {community[actor]}


def _brokers(
    graph: nx.Graph, community: Mapping[str, int], labels: Mapping[str, str], without: _LeavingOut
) -> tuple[Broker, ...]:
    between, cut_points = betweenness(graph), set(nx.articulation_points(graph))
    found = [
        Broker(
            actor,
            community[actor],
            tuple(sorted(_beyond(graph, community, actor))),
            between[actor],
            actor in cut_points,
            tuple(without.ended[actor]),
        )
        for actor in without.bridging
    ]
    return tuple(
        sorted(found, key=lambda each: (-round(each.betweenness, 9), labels[each.actor], each.actor))
    )


def _bridges(
    graph: nx.Graph, ties: Mapping[Pair, frozenset[str]], names: Mapping[str, str]
) -> tuple[Bridge, ...]:
    found = []
    for one, other in sorted(tuple(sorted(pair)) for pair in nx.bridges(graph)):
        cut = nx.restricted_view(graph, [], [(one, other)])
        smaller = min(len(nx.node_connected_component(cut, end)) for end in (one, other))
        if smaller > 1:
            stating = ties.get((one, other), frozenset()) | ties.get((other, one), frozenset())
            found.append(Bridge(one, other, smaller, tuple(sorted(names[each] for each in stating))))
    return tuple(sorted(found, key=lambda each: (-each.cuts_off, each.one, each.other)))


def _annotate(graph: nx.Graph, flat: nx.Graph, community: Mapping[str, int]) -> None:
    for name, measure in MEASURES.items():
        nx.set_node_attributes(graph, measure(flat), name)
    nx.set_node_attributes(graph, community, "community")


_SOURCES = """
SELECT DISTINCT ?release ?reference ?publisher ?issued ?title WHERE {
  ?release a/rdfs:subClassOf* cc:PressRelease .
  OPTIONAL { ?release dcterms:identifier ?reference }
  OPTIONAL { ?release dcterms:publisher ?publisher }
  OPTIONAL { ?release dcterms:issued ?issued }
  OPTIONAL { ?release dcterms:title ?title }
} ORDER BY ?release ?reference ?publisher ?issued ?title
"""


def _names(store: Store) -> tuple[dict[str, str], dict[str, set[str]]]:
    """What each release is called, and the releases of each publisher, by its name."""
    answer = store.query(_SOURCES)
    assert isinstance(answer, QuerySolutions)
    words = Words(store)
    names: dict[str, str] = {}
    publishers: dict[str, set[str]] = defaultdict(set)
    for row in answer:
        release, reference, publisher = row["release"].value, row["reference"], row["publisher"]
        told = [row[name].value for name in ("title", "issued") if row[name]]
        names.setdefault(release, reference.value if reference else ", ".join(told) or release)
        if publisher:
            publishers[words.label(publisher)].add(release)
    return names, publishers


def _sources(
    ties: Mapping[Pair, frozenset[str]], names: Mapping[str, str], publishers: Mapping[str, set[str]]
) -> tuple[Source, ...]:
    """Every release that states a tie, and every publisher of several, unless it issued them all."""
    stating = {release for each in ties.values() for release in each}
    single = [Source(names[release], frozenset({release})) for release in sorted(stating)]
    several = [
        Source(f"all by {name}", frozenset(releases))
        for name, releases in sorted(publishers.items())
        if len(releases & stating) > 1 and not stating <= releases
    ]
    return (*single, *several)
