"""One office, one node: who holds it where, whatever words releases have for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from ...ontology import label_languages
from ...ontology.terms import term
from ..identity.cognates import meaning
from .believing import support
from .releases_known import role_names
from .said import Claim, World
from .stating import Assertion, assertion_quads, hashed, say, text

MEMBERSHIP = term("org:Membership")
MEMBER, _ORGANIZATION, ROLE = term("org:member"), term("org:organization"), term("org:role")

_Key = tuple[tuple[NamedNode, ...], tuple[str, ...]]  # where, and what the words of the office mean


def memberships(world: World, person: NamedNode) -> list[tuple[Assertion, str]]:
    """The offices of a person, each with what it is called."""
    claims: dict[_Key, list[Claim]] = defaultdict(list)
    names: dict[_Key, dict[str, set[NamedNode]]] = defaultdict(lambda: defaultdict(set))
    for local in world.pointing(person, MEMBER):
        said = [claim for claim in world.about.get(local, ()) if claim.object != local]
        name = _name(world, said)
        if name:
            at = tuple(sorted(_objects(said, _ORGANIZATION), key=lambda iri: iri.value))
            key = (at, meaning(name))
            claims[key] += said
            names[key][name] |= {claim.release for claim in said}
    return [
        (_assertion(world, person, key, claims[key]), _shown(world, names[key]))
        for key in sorted(claims, key=str)
    ]


def membership_quads(world: World, assertion: Assertion, name: str) -> Iterator[Quad]:
    """An office with what speaks for it."""
    yield from assertion_quads(world, assertion)
    yield say(assertion.iri, "cc:roleName", text(name))


def _assertion(world: World, person: NamedNode, key: _Key, claims: list[Claim]) -> Assertion:
    at, meant = key
    iri = hashed("membership", person, *at, " ".join(meant))
    parts = (("org:member", person), *(("org:organization", each) for each in at))
    # A claim that it is an office, and one of whose, say one thing: the belief is that of who holds it.
    held = support((each for each in claims if each.predicate == MEMBER), world.headers)
    whole = support(claims, world.headers)
    return Assertion(iri, "org:Membership", parts, type(whole)(whole.claims, whole.releases, held.belief))


def _name(world: World, said: list[Claim]) -> str:
    names = [
        name
        for claim in said
        if claim.predicate == ROLE and isinstance(claim.object, NamedNode)
        for name in role_names(world, claim.object, claim.release)
    ]
    return min(names, default="")


def _objects(said: list[Claim], predicate: NamedNode) -> set[NamedNode]:
    return {c.object for c in said if c.predicate == predicate and isinstance(c.object, NamedNode)}


def _shown(world: World, names: dict[str, set[NamedNode]]) -> str:
    """The name in the language that is shown first, that most releases give."""

    def rank(name: str) -> tuple[int, int, str]:
        language = min(label_languages.rank(world.headers[each].language) for each in names[name])
        return (language, -len(names[name]), name)

    return min(names, key=rank)
