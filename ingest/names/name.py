"""A name as it stands in a sentence, nested as the text nests it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import NamedNode

from ...ontology.reference import Thing
from .lexicon import CITY, STATE


@dataclass(slots=True)
class Name:
    """A name as it stands in a sentence; positions are token indexes, end exclusive."""

    first: int
    last: int  # with acronym and owner
    core: int  # end of the name itself, without acronym and owner
    cls: str | None = None  # class of the vocabulary, None while unknown
    things: list[Thing] = field(default_factory=list)  # what the reference data know by this name
    acronym: int | None = None  # token that gives its acronym
    owner: Name | None = None
    nested: list[Name] = field(default_factory=list)  # names inside the name that are no owners
    modifier: Name | None = None  # an owner before the head: "OAS Cyber Security Program"
    possessor: int | None = None  # the first token of whose it is: "Azerbaijan's CERT"
    nation: Thing | None = None  # the state of an adjective in it: "Policía Nacional Colombiana"
    article: str = ""
    plural: bool = False
    quoted: bool = False
    head: str = ""

    @property
    def is_state(self) -> bool:
        """Whether it names a state."""
        return bool(self.things) and any(STATE in t.types for t in self.things)

    @property
    def is_place(self) -> bool:
        """Whether it names a city and nothing else that is known."""
        return bool(self.things) and all(CITY in t.types for t in self.things)

    def absorb(self, inner: Name) -> None:
        """Makes another name part of this one; its acronym and owner are then this one's."""
        self.core = inner.core
        self.last = inner.last
        self.acronym = inner.acronym
        self.owner = inner.owner
        self.nested += inner.nested + ([inner] if inner.is_state or inner.things else [])

    @classmethod
    def known(cls, first: int, last: int, things: Sequence[Thing]) -> Name:
        """A name that the reference data know."""
        return cls(first, last, last, class_of(things), list(things))


def class_of(things: Sequence[Thing]) -> str | None:
    """The most telling class of what is known, as a prefixed name."""
    return next((_class(thing.types) for thing in things if thing.types), None)


@cache
def _class(types: tuple[NamedNode, ...]) -> str:
    """The prefixed name of a thing's first class, or that of states."""
    if STATE in types:
        return "cc:State"
    iri = types[0].value
    prefix = "cc:" if "cybercoop" in iri else "schema:" if "schema.org" in iri else "org:"
    return prefix + iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
