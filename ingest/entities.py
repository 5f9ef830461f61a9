"""The things that one release names, each once, under all the names that it uses for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from ..ontology.reference import Thing
from .model import Span
from .tokens import acronym_like, name_key


@dataclass(eq=False, slots=True)
class Entity:
    """A thing that the release names. Grows while the release is read."""

    cls: str  # prefixed class of the vocabulary: "cc:GovernmentBody", "foaf:Person"
    names: dict[str, Span] = field(default_factory=dict)  # each name with where it first stands
    acronyms: dict[str, Span] = field(default_factory=dict)
    thing: Thing | None = None  # what the reference data know of it
    state: Entity | None = None
    parent: Entity | None = None
    head: str = ""
    mentions: list[Span] = field(default_factory=list)
    rule: str = ""  # what found it
    quoted: bool = False

    @property
    def name(self) -> str:
        """The name to show: the longest that stands in the text and is no acronym."""
        if self.thing is not None:
            return self.thing.label
        full = [n for n in self.names if not acronym_like(n) or " " in n] or list(self.names)
        return max(full, key=len) if full else next(iter(self.acronyms), "")

    @property
    def first(self) -> Span:
        """Where the release first names it."""
        return min(self.mentions)

    @property
    def iri(self) -> NamedNode | None:
        """Its IRI, if the reference data know it."""
        return None if self.thing is None else self.thing.iri

    def call(self, name: str, span: Span) -> None:
        """Adds a name that the text uses."""
        if name:
            self.names.setdefault(name, span)


class Book:
    """All entities of a release, found again by any of their names."""

    def __init__(self) -> None:
        """Starts empty."""
        self.entities: list[Entity] = []
        self._by_key: dict[str, Entity] = {}
        self._by_thing: dict[NamedNode, Entity] = {}

    def find(self, name: str) -> Entity | None:
        """The entity that the release calls so."""
        return self._by_key.get(name_key(name))

    def of_thing(self, thing: Thing, cls: str, rule: str) -> Entity:
        """The entity of a thing that the reference data know."""
        entity = self._by_thing.get(thing.iri)
        if entity is None:
            entity = self.add(Entity(cls, thing=thing, rule=rule))
            self._by_thing[thing.iri] = entity
        return entity

    def add(self, entity: Entity) -> Entity:
        """Puts a new entity in."""
        self.entities.append(entity)
        for name in [*entity.names, *entity.acronyms]:
            self.index(name, entity)
        return entity

    def index(self, name: str, entity: Entity) -> None:
        """Lets an entity be found by a name; the first to bear a name keeps it."""
        if key := name_key(name):
            self._by_key.setdefault(key, entity)

    def last(self, head: str, classes: Iterable[str], before: int) -> Entity | None:
        """The entity mentioned last before an offset whose head noun this is: "the Committee"."""
        wanted = frozenset(classes)
        found = [
            (max(s.start for s in e.mentions if s.start < before), e)
            for e in self.entities
            if e.head == head and e.cls in wanted and any(s.start < before for s in e.mentions)
        ]
        return max(found, key=lambda f: f[0])[1] if found else None
