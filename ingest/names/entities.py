"""The things that one release names, each once, under all the names that it uses for them."""

from __future__ import annotations

import sys
from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from pyoxigraph import NamedNode

from ...ontology.reference import Thing
from ..base.model import Span
from ..text.tokens import acronym_like, name_key
from .lexicon import INSTRUMENTS, Lexicon

_MEMORY = 200  # of so many things of a kind one may be meant by "the Committee"
_NEVER = Span(sys.maxsize, sys.maxsize)


class Kind(Enum):
    """What a mention names; the values are the letters of slots in masks."""

    ACTIVITY = "a"
    PLACE = "c"
    INSTRUMENT = "i"
    ORGANIZATION = "o"
    PERSON = "p"
    STATE = "s"
    UNKNOWN = "u"


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
    mentions: list[Span] = field(default_factory=list)  # grows by `mention` only
    rule: str = ""  # what found it
    owned: bool = False  # the text says that it is "of" its parent, not only named after it
    _starts: list[int] = field(default_factory=list)  # of the mentions, sorted
    _first: Span = _NEVER

    @property
    def name(self) -> str:
        """The name to show: the longest that stands in the text and is no acronym."""
        if self.thing is not None:
            return self.thing.label
        full = [n for n in self.names if " " in n or not acronym_like(n)] or list(self.names)
        return max(full, key=len) if full else next(iter(self.acronyms), "")

    @property
    def first(self) -> Span:
        """Where the release first names it."""
        return self._first

    @property
    def iri(self) -> NamedNode | None:
        """Its IRI, if the reference data know it."""
        return None if self.thing is None else self.thing.iri

    def line(self) -> list[Entity]:
        """The entity, its parent, the parent's parent."""
        found = [self]
        while found[-1].parent is not None and found[-1].parent not in found:
            found.append(found[-1].parent)
        return found

    def mention(self, span: Span) -> None:
        """Notes that the text speaks of it there."""
        self.mentions.append(span)
        insort(self._starts, span.start)
        self._first = min(self._first, span)

    def last_before(self, offset: int) -> int | None:
        """Where the last mention before an offset begins; None if there is none."""
        i = bisect_left(self._starts, offset)
        return self._starts[i - 1] if i else None

    def call(self, name: str, span: Span) -> None:
        """Adds a name that the text uses."""
        if name:
            self.names.setdefault(name, span)


class Book:
    """All entities of a release, found again by any of their names."""

    def __init__(self) -> None:
        """Starts empty."""
        self.entities: list[Entity] = []
        self._by_key: dict[str, list[Entity]] = {}
        self._by_thing: dict[NamedNode, Entity] = {}
        self._by_head: dict[str, list[Entity]] = {}
        self._by_class: dict[str, list[Entity]] = {}

    def find(self, name: str) -> Entity | None:
        """The entity that the release calls so; of several the first."""
        found = self._by_key.get(name_key(name))
        return found[0] if found else None

    def bearers(self, name: str) -> Sequence[Entity]:
        """All that the release calls so: "the National Police" of two states."""
        return self._by_key.get(name_key(name), ())

    def headed(self, head: str) -> Sequence[Entity]:
        """The latest entities with this head noun."""
        return self._by_head.get(head, ())[-_MEMORY:]

    def state(self, thing: Thing) -> Entity:
        """The entity of a state that the text implies: its own if the text names it, else a passing one."""
        return self._by_thing.get(thing.iri) or Entity("cc:State", thing=thing)

    def of_thing(self, thing: Thing, cls: str, rule: str) -> Entity:
        """The entity of a thing that the reference data know."""
        entity = self._by_thing.get(thing.iri)
        if entity is None:
            entity = self.add(Entity(cls, thing=thing, rule=rule))
            self._by_thing[thing.iri] = entity
        return entity

    def add(self, entity: Entity) -> Entity:
        """Puts a new entity in, to be found by the names that `index` is then told."""
        self.entities.append(entity)
        if entity.head:
            self._by_head.setdefault(entity.head, []).append(entity)
        self._by_class.setdefault(entity.cls, []).append(entity)
        return entity

    def index(self, name: str, entity: Entity) -> None:
        """Lets an entity be found by a name."""
        if key := name_key(name):
            bearers = self._by_key.setdefault(key, [])
            if entity not in bearers:
                bearers.append(entity)

    def things(self) -> Iterable[Entity]:
        """The entities that the reference data know."""
        return self._by_thing.values()

    def last(self, head: str, classes: Collection[str], before: int) -> Entity | None:
        """The entity mentioned last before an offset whose head noun this is: "the Committee"."""
        named = [e for e in self._by_head.get(head, [])[-_MEMORY:] if e.cls in classes]
        return latest(named, before)

    def of_classes(self, classes: Collection[str]) -> Iterable[Entity]:
        """The entities of some classes, the latest of each."""
        return (e for cls in classes for e in self._by_class.get(cls, [])[-_MEMORY:])

    def last_of(self, cls: str, before: int) -> Entity | None:
        """The entity of a class mentioned last before an offset."""
        return latest(self._by_class.get(cls, [])[-_MEMORY:], before)


_KINDS = {
    "cc:State": Kind.STATE,
    "schema:City": Kind.PLACE,
    "schema:Place": Kind.PLACE,
    "foaf:Person": Kind.PERSON,
}


def kind_of(lexicon: Lexicon, entity: Entity) -> Kind:
    """The kind of mention that an entity gets."""
    if entity.cls in _KINDS:
        return _KINDS[entity.cls]
    if lexicon.is_activity(entity.cls):
        return Kind.ACTIVITY
    return Kind.INSTRUMENT if entity.cls in INSTRUMENTS else Kind.ORGANIZATION


def latest(entities: Iterable[Entity], before: int) -> Entity | None:
    """Of some entities the one mentioned last before an offset."""
    found: tuple[int, Entity] | None = None
    for entity in entities:
        start = entity.last_before(before)
        if start is not None and (found is None or start > found[0]):
            found = start, entity
    return found[1] if found else None
