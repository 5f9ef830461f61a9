from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cybercoop.graph.knowledge.assembling import assemble
from cybercoop.graph.store.stores import Store, open_store
from cybercoop.ontology.terms import BASE, PREFIXES, node, term
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

WORLD = Path(__file__).with_name("world.toml")


def triples(turtle: str, release: NamedNode | None = None) -> Iterator[Triple]:
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    text = turtle.replace("<RELEASE", f"<{release.value}") if release else turtle
    for quad in parse(prefixes + text, format=RdfFormat.TURTLE, base_iri=BASE):
        yield quad.triple


def release_quads(release: dict[str, Any]) -> Iterator[Quad]:
    """The graphs of a release as ingest would store them: every fact has a claim with its passage."""
    iri = node("release/" + (release.get("key") or release["reference"].replace("/", "-")))
    evidence = NamedNode(iri.value + "/evidence")
    language, title = release["language"], release["title"]
    header = (
        f'<RELEASE> a cc:PressRelease ; dcterms:language "{language}" ; dcterms:title "{title}"@{language} .'
    )
    header += f'<RELEASE> dcterms:publisher <organization/OAS> ; rdfs:label "{title}"@{language} .'
    if "issued" in release:
        header += f'<RELEASE> dcterms:issued "{release["issued"]}"^^xsd:date .'
    if "reference" in release:
        header += f'<RELEASE> dcterms:identifier "{release["reference"]}" .'
    start, number = 0, 0
    for passage in [{"text": release["title"], "facts": header}, *release["passage"]]:
        end = start + len(passage["text"])
        where = NamedNode(f"{iri.value}#char={start},{end}")
        for name, value in (("oa:exact", passage["text"]), ("oa:start", start), ("oa:end", end)):
            yield Quad(where, term(name), Literal(value), evidence)
        yield Quad(where, term("schema:isPartOf"), iri, evidence)
        for fact in triples(passage["facts"], iri):
            number += 1
            yield Quad(fact.subject, fact.predicate, fact.object, iri)
            yield from claim(NamedNode(f"{iri.value}/claim/{number:02}"), fact, where, passage, evidence)
        start = end + 1


def claim(
    iri: NamedNode, fact: Triple, where: NamedNode, passage: dict[str, Any], graph: NamedNode
) -> Iterator[Quad]:
    yield Quad(iri, term("rdf:type"), term("cc:Claim"), graph)
    yield Quad(iri, term("rdf:subject"), fact.subject, graph)
    yield Quad(iri, term("rdf:predicate"), fact.predicate, graph)
    yield Quad(iri, term("rdf:object"), fact.object, graph)
    yield Quad(iri, term("prov:wasDerivedFrom"), where, graph)
    yield Quad(iri, term("cc:rule"), Literal("test"), graph)
    confidence = Literal(str(passage.get("confidence", 0.9)), datatype=term("xsd:decimal"))
    yield Quad(iri, term("cc:confidence"), confidence, graph)


def world_quads() -> Iterator[Quad]:
    world = tomllib.loads(WORLD.read_text(encoding="utf-8"))
    for each in triples(world["known"]):
        yield Quad(each.subject, each.predicate, each.object, node("graph/known"))
    for release in world["release"]:
        yield from release_quads(release)


@pytest.fixture(scope="session")
def world() -> Iterator[Store]:
    """The small world of invented releases."""
    with open_store(None) as store:
        store.replace([], world_quads())
        assemble(store)
        yield store


@pytest.fixture
def empty() -> Iterator[Store]:
    with open_store(None) as store:
        yield store
