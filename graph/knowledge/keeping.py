"""The knowledge graph kept up to date: only what changed releases bear on is made anew.

Claims tie things of one release. So a thing is concerned if a changed release states something of it; if a
release does that states something of a thing whose name or owner is another now; or if it stands for a node
for which another stood.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from ...ontology.reference import load
from ...ontology.terms import term
from ..store.stores import Store
from .contributions import CONTRIBUTION
from .describing import Thing, describe
from .gathering import Gone, claims, claims_of_release, gone, headers
from .memberships import MEMBER, ROLE
from .said import Claim, Header, Same, World, mapped, world
from .standing_graph import StandingGraph
from .units import shipped_unit, thing_unit
from .whole_graph import always, local_units, passages, releases_of

_BEST = term("cc:bestPassage")


@dataclass(frozen=True, slots=True)
class Change:
    """What the knowledge graph is to lose and to gain."""

    gone: set[Quad]
    fresh: set[Quad]


class Keeping:
    """One bringing up to date."""

    def __init__(self, store: Store, same: Same, threshold: float) -> None:
        self._store, self._same, self._threshold = store, same, threshold
        self._standing = StandingGraph(store)
        self._missing: Gone = gone(store)
        self._headers: dict[NamedNode, Header] = headers(store, same)
        self._nodes: dict[NamedNode, set[NamedNode]] = {}  # of release graphs, by the thing that they are
        for old, new in same.items():
            self._nodes.setdefault(new, {new}).add(old)
        self._claims: set[Claim] = set()  # as read so far
        self._said: set[NamedNode] = set()  # the nodes of which all that is said of them was read
        self._named: set[NamedNode] = set()  # and those of which all that names them was
        self._things: dict[NamedNode, Thing | None] = {}  # the concerned, as they are now

    def change(self, releases: Collection[NamedNode]) -> Change:
        """What is to change because of some releases, of other identities, and of what follows from both."""
        before = self._standing.releases()
        now = {iri: set(releases_of(header)) for iri, header in self._headers.items()}
        changed = {*releases, *(iri for iri in before.keys() | now.keys() if before.get(iri) != now.get(iri))}
        moved = self._moved()
        changed |= self._standing.reporting(moved)
        concerned = moved | self._standing.reported_in(changed) | self._stated(changed)
        said = self._world(concerned)
        self._describe(said, concerned)
        other = {iri for iri in concerned if self._shown_otherwise(iri)}
        around = self._standing.reporting(other)
        further = (self._standing.reported_in(around) | self._standing.below(other)) - concerned
        concerned |= further
        locals_of = changed | around
        locals_of |= self._standing.together(locals_of) & self._headers.keys()
        said = self._world(concerned, locals_of)
        self._describe(said, further)
        self._leave_what_nothing_needs(said)
        return self._difference(said, locals_of)

    def _moved(self) -> set[NamedNode]:
        """Things that stand for other nodes than before."""
        before = self._standing.same
        nodes = {
            node for node in before.keys() | self._same.keys() if before.get(node) != self._same.get(node)
        }
        stands = {each for node in nodes for each in (before.get(node), self._same.get(node)) if each}
        return nodes | stands

    def _stated(self, releases: Collection[NamedNode]) -> set[NamedNode]:
        """The nodes that releases state something of now."""
        return {
            each
            for release in releases
            for claim in mapped(claims_of_release(self._store, self._missing, release), self._same)
            for each in (claim.subject, claim.object)
            if isinstance(each, NamedNode)
        }

    def _world(self, things: Collection[NamedNode], releases: Collection[NamedNode] = ()) -> World:
        """All that is said of some things, in some releases, and of every contribution."""
        self._load({node for thing in things for node in self._nodes.get(thing, {thing})})
        for release in releases:
            self._claims.update(claims_of_release(self._store, self._missing, release))
        gifts = claims(self._store, self._missing, objects=[CONTRIBUTION])
        offices = {claim.subject for claim in self._claims if claim.predicate == MEMBER}
        self._read_of(offices | {claim.subject for claim in gifts})
        self._read_of(
            {c.object for c in self._claims if c.predicate == ROLE and isinstance(c.object, NamedNode)}
        )
        return world(mapped(self._claims, self._same), self._headers, self._same)

    def _load(self, nodes: set[NamedNode]) -> None:
        """Read what is said of nodes, and what names them, unless that was done."""
        self._read_of(nodes)
        unread = nodes - self._named
        self._claims.update(claims(self._store, self._missing, objects=unread))
        self._named |= unread

    def _read_of(self, subjects: set[NamedNode]) -> None:
        unread = subjects - self._said
        self._claims.update(claims(self._store, self._missing, subjects=unread))
        self._said |= unread

    def _describe(self, said: World, things: Collection[NamedNode]) -> None:
        """Describe things, and what they are part of if that does not stand there yet."""
        todo = sorted(things, key=lambda iri: iri.value)
        self._standing.remember(todo)
        while todo:
            iri = todo.pop()
            if iri in self._things:
                continue
            thing = self._things[iri] = describe(said, iri)
            if thing:
                above = [each for each in (thing.parent, thing.state) if each]
                todo += [each for each in above if self._known(each) is None]

    def _known(self, iri: NamedNode) -> Thing | None:
        return self._things[iri] if iri in self._things else self._standing.thing(iri)

    def _shown_otherwise(self, iri: NamedNode) -> bool:
        """Whether a thing stands there, and is another to those that are shown by it."""
        before, now = self._standing.thing(iri), self._things.get(iri)
        if before is None:
            return False
        return now is None or (before.label, before.cls, before.parent, before.state) != (
            now.label,
            now.cls,
            now.parent,
            now.state,
        )

    def _leave_what_nothing_needs(self, said: World) -> None:
        """Take out things of the reference data that nothing states and nothing is part of any more."""
        todo = [
            each
            for iri in list(self._things)
            for thing in (self._things[iri], self._standing.thing(iri))
            if thing
            for each in (iri, thing.parent, thing.state)
            if each
        ]
        while todo:
            iri = todo.pop()
            if iri in always() or iri not in load().things or self._known(iri) is None:
                continue
            if iri not in self._things:
                if self._standing.quads_of([iri]) and self._reported(iri):
                    continue
            elif said.about.get(iri) or said.naming.get(iri):
                continue
            if not self._needed(iri):
                was = self._known(iri)
                self._things[iri] = None
                todo += [each for each in (was.parent, was.state) if each] if was else []

    def _reported(self, iri: NamedNode) -> bool:
        return bool(self._standing.reporting([iri]))

    def _needed(self, iri: NamedNode) -> bool:
        """Whether something that is there is part of it."""
        for thing in self._things.values():
            if thing and iri in (thing.parent, thing.state):
                return True
        return any(each not in self._things for each in self._standing.children([iri]))

    def _difference(self, said: World, releases: set[NamedNode]) -> Change:
        now = set(shipped_unit(self._threshold))
        shipped = {quad.subject for quad in now if isinstance(quad.subject, NamedNode)}
        before = self._standing.owned(self._things.keys() | shipped, releases)
        for thing in self._things.values():
            if thing:
                now.update(thing_unit(said, thing, self._known, self._threshold).quads)
        now.update(local_units(said, self._known, self._threshold, releases).quads)
        for iri in releases & self._headers.keys():
            now.update(releases_of(self._headers[iri]))
        lost, fresh = before - now, now - before
        return self._with_passages(lost, fresh)

    def _with_passages(self, lost: set[Quad], fresh: set[Quad]) -> Change:
        """The passages that are quoted now, and no longer."""
        quoted = {
            quad.object for quad in fresh if quad.predicate == _BEST and isinstance(quad.object, NamedNode)
        }
        left = {
            quad.object for quad in lost if quad.predicate == _BEST and isinstance(quad.object, NamedNode)
        }
        still = {quad.object for quad in self._standing.quoting(left) - lost} | quoted
        fresh |= set(passages(self._store, quoted))
        lost |= self._standing.quads_of({each for each in left if each not in still})
        return Change(lost - fresh, fresh)
