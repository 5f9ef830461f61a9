"""Who had which role in an activity, where several releases report it differently."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.terms import node, term
from .believing import Support, support
from .said import World
from .stating import Assertion, Conflict, hashed, merged, say, text

_FILE = Path(__file__).with_name("roles.toml")
HOST = "host"  # of which an activity has one


@dataclass(frozen=True, slots=True)
class Role:
    """A way to have to do with an activity; see `roles.toml`."""

    name: str
    predicate: NamedNode
    label: str
    shown: str
    came: bool
    ends: frozenset[str]
    against: frozenset[str]

    @property
    def iri(self) -> NamedNode:
        """Its concept."""
        return node(f"role/{self.name}")


@cache
def roles() -> Mapping[str, Role]:
    """All roles by name, in the order of the file."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        name: Role(
            name,
            term(each["property"]),
            each["label"],
            each.get("shown", ""),
            each.get("came", False),
            frozenset(each.get("ends", ())),
            frozenset(each.get("against", ())),
        )
        for name, each in data.items()
    }


@cache
def role_properties() -> frozenset[NamedNode]:
    """The properties that roles are stated by."""
    return frozenset(role.predicate for role in roles().values())


@dataclass(frozen=True, slots=True)
class Part:
    """One actor's role in one activity."""

    activity: NamedNode
    actor: NamedNode
    role: Role
    support: Support

    @property
    def assertion(self) -> Assertion:
        """It, as the graph states it."""
        return Assertion(
            hashed("participation", self.activity, self.actor, self.role.iri),
            "cc:Participation",
            (
                ("cc:ofActivity", self.activity),
                ("cc:actor", self.actor),
                ("cc:role", self.role.iri),
            ),
            self.support,
        )


def parts(
    world: World, activity: NamedNode, threshold: float, host: NamedNode | None
) -> tuple[list[Part], list[Part], list[Conflict]]:
    """Who had which role: what is believed and stands, what is not believed enough, and what contradicts.

    Args:
        world: what releases say.
        activity: of which.
        threshold: how far a part is believed at least.
        host: the one state that hosts it.
    """
    by_actor: dict[NamedNode, dict[str, Part]] = {}
    waiting: list[Part] = []
    for role in roles().values():
        for actor, claims in sorted(world.values(activity, role.predicate).items(), key=str):
            if not isinstance(actor, NamedNode) or (role.name == HOST and actor != host):
                continue
            part = Part(activity, actor, role, support(claims, world.headers))
            if part.support.belief < threshold:
                waiting.append(part)
            else:
                by_actor.setdefault(actor, {})[role.name] = part
    conflicts = [each for found in by_actor.values() for each in _contradictions(found)]
    standing = [part for found in by_actor.values() for part in _standing(found)]
    return standing, waiting, conflicts


def _standing(found: Mapping[str, Part]) -> Iterator[Part]:
    """The parts of one actor that are not over, nor contradicted by what stands."""
    lost = {
        other
        for name, part in found.items()
        for other in part.role.against & found.keys()
        if _stands(found[other]) < _stands(part)
    }
    left = {name: part for name, part in found.items() if name not in lost}
    over = {other for part in left.values() for other in part.role.ends}
    yield from (part for name, part in left.items() if name not in over)


def _stands(part: Part) -> tuple[str, float, str]:
    """Of two roles that contradict each other: the later reported, then the better believed."""
    return (part.support.last, part.support.belief, part.role.name)


def _contradictions(found: Mapping[str, Part]) -> Iterator[Conflict]:
    for name, part in found.items():
        for other in sorted(part.role.against & found.keys()):
            if name < other:
                sides = sorted((part, found[other]), key=lambda each: each.role.name)
                yield Conflict(
                    part.activity,
                    term("cc:role"),
                    tuple(each.role.iri for each in sides),
                    merged(each.support.claims for each in sides),
                    part.actor,
                )


def role_quads() -> Iterator[Quad]:
    """The roles themselves."""
    for role in roles().values():
        yield say(role.iri, "rdf:type", term("cc:Role"))
        yield say(role.iri, "rdf:type", term("skos:Concept"))
        yield say(role.iri, "rdfs:label", text(role.label))
        yield say(role.iri, "cc:came", Literal(role.came))
