"""The IRIs of what one release names and says (docs/house.md)."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import NamedNode

from ...ontology.terms import node
from ..base.slugs import slug
from ..names.entities import Entity
from ..names.lexicon import Lexicon
from ..people.register import PERSON


class Nodes:
    """Gives each entity of one release its IRI."""

    def __init__(self, key: str, lexicon: Lexicon) -> None:
        """`key` is the last part of the release's own IRI."""
        self.key = key
        self.lexicon = lexicon
        self._taken: dict[NamedNode, Entity] = {}
        self._next: defaultdict[str, int] = defaultdict(lambda: 1)  # by path, the number of its last namesake
        self._fixed: dict[Entity, NamedNode] = {}
        self._count: defaultdict[str, int] = defaultdict(int)

    def fix(self, entity: Entity, path: str) -> None:
        """Gives an entity this node, unless another of the release has it."""
        iri = node(path)
        if self._taken.setdefault(iri, entity) is entity:
            self._fixed[entity] = iri

    def of(self, entity: Entity) -> NamedNode:
        """The IRI of an entity; namesakes get numbers."""
        if entity.thing is not None:
            return entity.thing.iri
        if entity in self._fixed:
            return self._fixed[entity]
        kind = (
            "person" if entity.cls == PERSON
            else "place" if entity.cls in ("schema:City", "schema:Place")
            else "instrument" if self.lexicon.is_instrument(entity.cls)
            else "activity" if self.lexicon.is_activity(entity.cls)
            else "organization"
        )  # fmt: skip
        name = entity.name if kind in ("person", "activity") else self._core_name(entity)
        scope = self._scope(entity, kind)
        path = f"{kind}/{scope}{slug(name)}"
        iri = node(path)
        while self._taken.setdefault(iri, entity) is not entity:
            self._next[path] += 1
            iri = node(f"{path}-{self._next[path]}")
        return iri

    def _core_name(self, entity: Entity) -> str:
        """The name without its owner: "Ministry of Defense (of Uruguay)" is one node whichever is written."""
        full = [n for n in entity.names if n not in entity.acronyms] or [entity.name]
        return min(full, key=len) if entity.state or entity.parent else entity.name

    def _scope(self, entity: Entity, kind: str) -> str:
        """What keeps namesakes apart: the state, else for plain names the release itself."""
        state = entity.state or (entity.parent.state if entity.parent else None)
        if state is not None and state.iri is not None:
            return state.iri.value.rsplit("/", 1)[-1].lower() + "-"
        if entity.parent is not None and kind == "organization":
            return slug(min([*entity.parent.acronyms, entity.parent.name], key=len)) + "-"
        unsure = (entity.cls == "cc:GovernmentBody" and not entity.acronyms) or not any(
            c.isupper() for c in entity.name[1:]
        )
        if kind == "activity" or (unsure and kind in ("organization", "instrument")):
            return self.key.lower() + "-"
        return ""

    def numbered(self, kind: str) -> NamedNode:
        """A node of the release's own: its n-th membership, quotation, ..."""
        self._count[kind] += 1
        return node(f"release/{self.key}/{kind}/{self._count[kind]}")
