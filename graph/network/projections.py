"""Networks of actors alone, read off the graph in a few named ways: who works with whom, who supports whom.

Releases tie actors to things (an activity, a theme, a contribution); a projection ties the actors that have
a part in the same thing to each other. A release counts for a tie if it states both parts; where none does,
those that state one of them count together. A tie weighs as many as its distinct releases, never mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import NamedTuple

import networkx as nx
from pyoxigraph import NamedNode, QuerySolution, QuerySolutions

from ...errors import CybercoopError
from ..store.stores import Store
from ..things.statements import Words, kinds_of_nodes, witnesses

Pair = tuple[str, str]
_Side = tuple[str, bool]  # an actor, and whether it receives


class UnknownProjectionError(CybercoopError):
    """There is no projection of this name."""


class Part(NamedTuple):
    """That a release gives an actor a part in a thing."""

    actor: str
    thing: str
    release: str  # of versions in several languages, the one that counts for all
    receives: bool  # in a projection with a direction: whether the tie leads to this actor


@dataclass(frozen=True)
class Projection:
    """One way to read a network of actors off the graph; its nodes are IRIs."""

    name: str
    meaning: str  # in one sentence
    directed: bool
    parts: frozenset[Part]
    apart: frozenset[Pair] = frozenset()  # of one house: such pairs are no ties
    labels: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # a key of `relations.KINDS`, or "theme"

    def ties(self, without: Collection[str] = ()) -> dict[Pair, frozenset[str]]:
        """The releases of each tie, as if some releases had never been read.

        A pair without direction has its ends in the order of their IRIs.
        """
        found: dict[Pair, set[str]] = defaultdict(set)
        for parts in self._by_thing(without).values():
            for one, other in self._pairs(parts):
                pair = (one[0], other[0])
                if pair[0] != pair[1] and pair not in self.apart and pair[::-1] not in self.apart:
                    both = parts[one] & parts[other]
                    found[pair] |= both or parts[one] | parts[other]
        return {pair: frozenset(found[pair]) for pair in sorted(found)}

    def graph(self, without: Collection[str] = ()) -> nx.Graph:
        """The projection for networkx: a ``DiGraph`` if it has a direction, its nodes and ties in order.

        A node has `label`, `kind` and `releases` (how many distinct ones tie it to another); a tie has
        `weight` (how many distinct releases) and `releases` (those, by IRI).
        """
        graph = nx.DiGraph() if self.directed else nx.Graph()
        ties = self.ties(without)
        graph.add_nodes_from(sorted({actor for pair in ties for actor in pair}))
        for (one, other), releases in ties.items():
            graph.add_edge(one, other, weight=len(releases), releases=releases)
        stating: dict[str, set[str]] = defaultdict(set)
        for pair, releases in ties.items():
            for actor in pair:
                stating[actor] |= releases
        for actor, node in graph.nodes(data=True):
            node.update(label=self.labels[actor], kind=self.kinds[actor], releases=len(stating[actor]))
        return graph

    def _by_thing(self, without: Collection[str]) -> dict[str, dict[_Side, set[str]]]:
        things: dict[str, dict[_Side, set[str]]] = defaultdict(lambda: defaultdict(set))
        for part in self.parts:
            if part.release not in without:
                things[part.thing][part.actor, part.receives].add(part.release)
        return things

    def _pairs(self, parts: Iterable[_Side]) -> Iterable[tuple[_Side, _Side]]:
        if not self.directed:
            return combinations(sorted(parts), 2)
        givers, receivers = ([part for part in parts if part[1] is side] for side in (False, True))
        return product(givers, receivers)


def actors(store: Store) -> Projection:
    """States and organizations, tied by the activities in which both have a part.

    A part is to organize, support, take part (invited and expected ones included), benefit or have asked for
    it; whoever is reported not to have come has none. An organization and the one that it is part of are no
    pair. As the question `who-works-with-whom` has it.
    """
    return _projection(
        store, "actors", "States and organizations that have a part in the same activities.", _ACTORS
    )


def states(store: Store) -> Projection:
    """States alone, tied by the activities in which both have a part; see `actors`."""
    found = actors(store)
    parts = frozenset(part for part in found.parts if found.kinds[part.actor] == "state")
    meaning = "States that have a part in the same activities."
    return Projection("states", meaning, False, parts, frozenset(), found.labels, found.kinds)


def support(store: Store) -> Projection:
    """Donors, tied to the states that they support; from the donor to the state.

    Support is to organize or support an activity from which the state benefits or which it hosts (unless it
    is a conference, forum, meeting or symposium, which does not serve its host), to give a contribution, or
    to help with an instrument. What a state and its bodies do in itself is none. As the question
    `support-from-donor` has it.
    """
    return _projection(store, "support", "Donors, and the states that they support.", _SUPPORT, directed=True)


def themes(store: Store) -> Projection:
    """States and organizations, tied to the themes of activities in which they have a part; see `actors`."""
    return _projection(
        store,
        "themes",
        "States and organizations, and the themes of the activities in which they have a part.",
        _THEMES,
        directed=True,
    )


PROJECTIONS = {each.__name__: each for each in (actors, states, support, themes)}


def projection(store: Store, name: str) -> Projection:
    """The projection of this name.

    Raises:
        UnknownProjectionError: there is none.
    """
    if name not in PROJECTIONS:
        raise UnknownProjectionError(f"there is no projection {name}: choose one of {', '.join(PROJECTIONS)}")
    return PROJECTIONS[name](store)


_PART = """
    GRAPH ?release {
      ?activity schema:organizer|schema:sponsor|cc:participant|cc:beneficiary|cc:requestedBy ?actor
    }
    ?release a/rdfs:subClassOf* cc:PressRelease .
    FILTER NOT EXISTS { ?actor a foaf:Person }
    FILTER NOT EXISTS { ?activity cc:absentParticipant ?actor }
"""
_ACTORS = f"SELECT DISTINCT ?actor (?activity AS ?thing) ?release (false AS ?receives) WHERE {{ {_PART} }}"
# What a thing ties is told by its sides: here an actor's part in an activity, and the theme of that activity.
_THEMES = f"""
SELECT DISTINCT ?actor ?thing ?release ?receives WHERE {{
  {{ {_PART} BIND(?activity AS ?thing) BIND(false AS ?receives)
    FILTER EXISTS {{ ?activity cc:theme ?any }} }}
  UNION
  {{ GRAPH ?release {{ ?thing cc:theme ?actor }} ?release a/rdfs:subClassOf* cc:PressRelease .
    BIND(true AS ?receives) }}
}}
"""
_SUPPORT = """
SELECT DISTINCT ?actor ?thing ?release ?receives WHERE {
  {
    GRAPH ?release { ?thing schema:organizer|schema:sponsor|cc:donor|cc:supportedBy ?actor }
    FILTER NOT EXISTS { ?actor a foaf:Person }
    BIND(false AS ?receives)
  } UNION {
    GRAPH ?release { ?thing cc:beneficiary|cc:recipient|cc:hostState|cc:ofState ?served }
    ?served cc:ofState? ?actor . ?actor a cc:State .
    FILTER(EXISTS { ?thing cc:beneficiary ?anyone } || NOT EXISTS {
      ?thing a ?gathering . FILTER(?gathering IN (cc:Conference, cc:Forum, cc:Meeting, cc:Symposium))
    })
    BIND(true AS ?receives)
  }
  ?release a/rdfs:subClassOf* cc:PressRelease .
}
"""
_WITHIN = "SELECT DISTINCT ?part ?whole WHERE {{ ?part {path} ?whole }}"


def _projection(store: Store, name: str, meaning: str, query: str, *, directed: bool = False) -> Projection:
    rows, same = _rows(store, query), witnesses(store)

    def witness(release: NamedNode) -> str:
        return same.get(release, release).value

    parts = frozenset(
        Part(row["actor"].value, row["thing"].value, witness(row["release"]), row["receives"].value == "true")
        for row in rows
    )
    nodes = {row["actor"] for row in rows}
    # Whoever belongs to a state is of its house when it comes to support, but may well work with it.
    path = "(org:subOrganizationOf|cc:ofState)+" if name == "support" else "org:subOrganizationOf+"
    within = _rows(store, _WITHIN.format(path=path))
    words, kinds = Words(store), kinds_of_nodes(store)
    return Projection(
        name,
        meaning,
        directed,
        parts,
        frozenset((row["part"].value, row["whole"].value) for row in within),
        {node.value: words.label(node) for node in nodes if isinstance(node, NamedNode)},
        {node.value: kinds[node][0] if node in kinds else "theme" for node in nodes},
    )


def _rows(store: Store, query: str) -> list[QuerySolution]:
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    return list(answer)
