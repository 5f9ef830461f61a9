"""What the releases of a store say: their headers and claims, by the things that these are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from ...ontology.terms import term

Term = NamedNode | Literal
Same = Mapping[NamedNode, NamedNode]  # a node of release graphs, and the thing that stands for it

TYPE = term("rdf:type")
MENTIONS = term("schema:mentions")


@dataclass(frozen=True, slots=True)
class Claim:
    """That a release states a fact, by the things of the knowledge graph; rejected ones are never made."""

    iri: NamedNode
    release: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: Term
    passage: NamedNode
    confidence: float  # 1 where a person accepted it

    @property
    def start(self) -> int:
        """Where its passage begins in the release."""
        return int(self.passage.value.rpartition("=")[2].partition(",")[0])


@dataclass(frozen=True)
class Header:
    """What is known of a release as a whole."""

    iri: NamedNode
    classes: tuple[NamedNode, ...]
    number: str  # its reference: "E-119/14"; nothing if it has none
    title: Literal | None
    language: str
    issued: str  # ISO 8601; nothing if it bears no date
    publisher: NamedNode | None
    address: NamedNode | None
    witness: NamedNode  # itself, or the release that it is a version of
    reference: str  # as people cite it

    @cached_property
    def source(self) -> NamedNode:
        """Whose word it is: its publisher's, else its own."""
        return self.publisher or self.witness

    @cached_property
    def by_date(self) -> tuple[str, str]:
        """What releases are put in order by: the oldest first, those without a date before all."""
        return (self.issued, self.iri.value)


@dataclass(slots=True)
class World:
    """What releases say, of some things or of all."""

    headers: Mapping[NamedNode, Header]
    same: Same
    about: dict[NamedNode, list[Claim]] = field(default_factory=lambda: defaultdict(list))  # by subject
    naming: dict[NamedNode, list[Claim]] = field(default_factory=lambda: defaultdict(list))  # by object
    olds: dict[NamedNode, list[NamedNode]] = field(default_factory=dict)  # `same` turned around

    def values(self, subject: NamedNode, predicate: NamedNode) -> dict[Term, list[Claim]]:
        """What is said of a subject by a predicate, each value with the claims behind it."""
        found: dict[Term, list[Claim]] = defaultdict(list)
        for claim in self.about.get(subject, ()):
            if claim.predicate == predicate:
                found[claim.object].append(claim)
        return found

    def named(self, thing: NamedNode) -> list[NamedNode]:
        """The nodes of release graphs that a thing stands for, besides its own."""
        if not self.olds:
            self.olds[thing] = []
            for old, new in self.same.items():
                self.olds.setdefault(new, []).append(old)
        return self.olds.get(thing, [])

    def pointing(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The subjects that releases tie to a thing by a predicate, sorted."""
        found = {claim.subject for claim in self.naming.get(thing, ()) if claim.predicate == predicate}
        return sorted(found, key=lambda iri: iri.value)


def world(claims: Iterable[Claim], headers: Mapping[NamedNode, Header], same: Same) -> World:
    """Claims by what they are about; of a release, once each."""
    made = World(headers, same)
    for claim in sorted(set(claims), key=lambda claim: claim.iri.value):
        made.about[claim.subject].append(claim)
        if isinstance(claim.object, NamedNode) and claim.object != claim.subject:
            made.naming[claim.object].append(claim)
    return made


def mapped(claims: Iterable[Claim], same: Same) -> Iterator[Claim]:
    """Claims by the things that their nodes are."""
    for each in claims:
        subject = same.get(each.subject, each.subject)
        value = same.get(each.object, each.object) if isinstance(each.object, NamedNode) else each.object
        if subject is each.subject and value is each.object:
            yield each
        else:
            yield Claim(each.iri, each.release, subject, each.predicate, value, each.passage, each.confidence)
