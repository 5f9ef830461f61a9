"""Releases as the knowledge graph has them, with their quotations and groups of experts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.reference import load
from ...ontology.terms import term
from .believing import support
from .said import TYPE, Claim, Header, World
from .settling_values import settle
from .stating import counts, day, say, text
from .terms_shown import shown

QUOTATION, GROUP = term("schema:Quotation"), term("cc:ExpertGroup")
SPEAKER, GROUP_OF = term("schema:spokenByCharacter"), term("cc:groupOf")
_REPORTED = term("cc:ReportedSpeech")
_MEMBER, _ROLE, _LABEL = term("org:member"), term("org:role"), term("rdfs:label")
_ONE = ("cc:headcount", "cc:headcountIs")  # of what releases may have as one and count differently
_TAKEN = {  # what is said of each, as releases say it
    QUOTATION: ("schema:spokenByCharacter", "schema:text", "prov:wasQuotedFrom"),
    GROUP: ("cc:groupOf", "org:hasMember"),
}

Named = Callable[[NamedNode], str]


def release_quads(header: Header) -> Iterator[Quad]:
    """A release: what it is called, who gave it out and when."""
    iri = header.iri
    above = {each for cls in header.classes for each in load().superclasses(cls)}
    yield from (say(iri, "rdf:type", cls) for cls in sorted(above, key=str))
    yield say(iri, "rdfs:label", text(header.reference))
    if header.title:
        yield say(iri, "dcterms:title", header.title)
    if header.number:
        yield say(iri, "dcterms:identifier", text(header.number))
    if header.issued:
        yield say(iri, "dcterms:issued", day(header.issued))
        yield say(iri, "cc:year", Literal(int(header.issued[:4])))
    if header.language:
        yield say(iri, "dcterms:language", text(header.language))
    if header.publisher:
        yield say(iri, "dcterms:publisher", header.publisher)
    if header.address:
        yield say(iri, "dcterms:source", header.address)
    yield say(iri, "cc:witness", header.witness)
    if header.witness != iri:
        yield say(iri, "dcterms:isVersionOf", header.witness)


def local_quads(world: World, iri: NamedNode, cls: NamedNode, label: Named, threshold: float) -> list[Quad]:
    """A quotation or a group of experts of one release; nothing if it is not believed enough."""
    claims = world.about.get(iri, [])
    backing = support(claims, world.headers)
    key = [claim for claim in claims if claim.predicate in (SPEAKER, GROUP_OF)]
    if not key or support(key, world.headers).belief < threshold:
        return []
    found = [say(iri, "rdf:type", cls)]
    labels = [name for name in world.values(iri, _LABEL) if isinstance(name, Literal)]
    found += [say(iri, "rdfs:label", text(shown(labels)))] if labels else []
    for curie in _ONE:
        if settled := settle(world, world.values(iri, term(curie))):
            found.append(say(iri, curie, settled.value))
    for curie in _TAKEN[cls]:
        found += [say(iri, curie, value) for value in sorted(world.values(iri, term(curie)), key=str)]
    if cls == QUOTATION:
        found.append(say(iri, "cc:quoted", Literal(_REPORTED not in world.values(iri, TYPE))))
        office = office_then(world, claims, label)
        found += [say(iri, "cc:officeThen", text(office))] if office else []
    found += [say(iri, "cc:claim", claim.iri) for claim in backing.claims]
    found += [say(old, "dcterms:isReplacedBy", iri) for old in sorted(world.named(iri), key=str)]
    return [*found, *counts(world, iri, backing)]


def office_then(world: World, claims: list[Claim], label: Named) -> str:
    """The office that the release of a quotation gives its speaker."""
    offices = set()
    for speaker in (claim.object for claim in claims if claim.predicate == SPEAKER):
        if isinstance(speaker, NamedNode):
            for membership in world.pointing(speaker, _MEMBER):
                offices |= _office(world, membership, claims[0].release, label)
    return "; ".join(sorted(offices))


def _office(world: World, membership: NamedNode, release: NamedNode, label: Named) -> set[str]:
    if not membership.value.startswith(release.value + "/"):
        return set()
    said = world.about.get(membership, [])
    names = [name for role in _nodes(said, _ROLE) for name in role_names(world, role, release)]
    at = sorted(label(each) for each in _nodes(said, term("org:organization")))
    return {", ".join([names[0], *at])} if names else set()


def role_names(world: World, role: NamedNode, release: NamedNode) -> list[str]:
    """What a release calls an office, sorted."""
    said = world.about.get(role, ())
    return sorted({c.object.value for c in said if c.predicate == _LABEL and c.release == release})


def _nodes(claims: list[Claim], predicate: NamedNode) -> list[NamedNode]:
    found = {c.object for c in claims if c.predicate == predicate and isinstance(c.object, NamedNode)}
    return sorted(found, key=lambda iri: iri.value)
