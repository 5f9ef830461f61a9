"""The ontology is in OWL 2 DL, by the rules of the W3C's "Structural Specification" that it could break.

A reasoner has the last word where there is one: HermiT, which owlready2 brings and which needs Java.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Namespace, URIRef
from rdflib.term import Node

CC = Namespace("https://w3id.org/cybercoop/ontology#")
RESERVED = tuple(map(str, (RDF, RDFS, OWL, XSD)))
# Section 4: the datatype map of OWL 2.
DATATYPES = {
    RDFS.Literal, RDF.PlainLiteral, RDF.langString, RDF.XMLLiteral, OWL.real, OWL.rational,
    XSD.decimal, XSD.integer, XSD.nonNegativeInteger, XSD.nonPositiveInteger, XSD.positiveInteger,
    XSD.negativeInteger, XSD.long, XSD.int, XSD.short, XSD.byte, XSD.unsignedLong, XSD.unsignedInt,
    XSD.unsignedShort, XSD.unsignedByte, XSD.double, XSD.float, XSD.string, XSD.normalizedString, XSD.token,
    XSD.language, XSD.Name, XSD.NCName, XSD.NMTOKEN, XSD.boolean, XSD.hexBinary, XSD.base64Binary,
    XSD.anyURI, XSD.dateTime, XSD.dateTimeStamp,
}  # fmt: skip
# Section 5.5: the annotation properties that are declared for all.
ANNOTATIONS = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo}
SYNTAX = {RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf}
SYNTAX |= {OWL.propertyDisjointWith, OWL.versionIRI}
PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
DECLARED = {OWL.Class, OWL.Ontology, *PROPERTIES}
SMALL = """
@prefix cc: <https://w3id.org/cybercoop/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/cybercoop/ontology> a owl:Ontology .
cc:Thing a owl:Class . cc:knows a owl:ObjectProperty .
cc:size a owl:DatatypeProperty ; rdfs:range xsd:integer .
"""


def violations(graph: Graph) -> Iterator[str]:
    """What keeps an ontology out of OWL 2 DL."""
    kinds = {term: set(graph.objects(term, RDF.type)) for term in set(graph.subjects())}
    for term, found in kinds.items():
        if found & DECLARED and str(term).startswith(RESERVED):
            yield f"{term} is reserved"
        if len(found & PROPERTIES) > 1:
            yield f"{term} is a property of two kinds"
    for subject, predicate, value in graph:
        if predicate not in SYNTAX | ANNOTATIONS and not kinds.get(predicate, set()) & PROPERTIES:
            yield f"{predicate} is used and not declared"
        datatype = (
            getattr(value, "datatype", None) if OWL.DatatypeProperty in kinds.get(predicate, ()) else None
        )
        if datatype and datatype not in DATATYPES:
            yield f"{subject}: a value of {datatype}"
        yield from _misplaced(subject, predicate, value, kinds)


def _misplaced(subject: Node, predicate: Node, value: Node, kinds: dict[Node, set[Node]]) -> Iterator[str]:
    """Where something else stands than what OWL wants there."""
    is_class = OWL.Class in kinds.get(value, ())
    of_data = OWL.DatatypeProperty in kinds.get(subject, ())
    if predicate == RDF.type and value not in DECLARED and not is_class:
        yield f"{value} is a type and not declared"
    if predicate in (RDFS.domain, RDFS.subClassOf) and not is_class:
        yield f"{value} is no class"
    if predicate == RDFS.range and not (value in DATATYPES if of_data else is_class):
        yield f"{value} is no range of {subject}"
    among_properties = predicate in (RDFS.subPropertyOf, OWL.inverseOf, OWL.propertyDisjointWith)
    if among_properties and not kinds[subject] & kinds.get(value, set()) & PROPERTIES:
        yield f"{value} is no property of the kind of {subject}"


def test_the_ontology_is_in_owl_2_dl(graphs: dict[str, Graph]) -> None:
    assert sorted(set(violations(graphs["cybercoop.ttl"]))) == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("cc:day a owl:DatatypeProperty ; rdfs:range xsd:date .", "XMLSchema#date is no range of"),
        ("cc:one cc:size '2014-03-31'^^xsd:date .", "a value of http://www.w3.org/2001/XMLSchema#date"),
        ("cc:Claim a owl:Class ; rdfs:subClassOf rdf:Statement .", "Statement is no class"),
        ("rdf:Statement a owl:Class .", "Statement is reserved"),
        ("cc:one cc:unknown 1 .", "unknown is used and not declared"),
        ("cc:one a cc:Unknown .", "Unknown is a type and not declared"),
        ("cc:knows a owl:DatatypeProperty .", "knows is a property of two kinds"),
        ("cc:size rdfs:subPropertyOf cc:knows .", "knows is no property of the kind of"),
        ("cc:knows rdfs:range xsd:string .", "string is no range of"),
        ("cc:knows rdfs:domain cc:Unknown .", "Unknown is no class"),
    ],
)
def test_what_keeps_an_ontology_out(more: str, problem: str) -> None:
    assert set(violations(Graph().parse(data=SMALL))) == set()
    assert any(problem in each for each in violations(Graph().parse(data=SMALL + more)))


def test_the_files_use_only_terms_that_the_ontology_declares(graphs: dict[str, Graph]) -> None:
    declared = {term for term, kind in graphs["cybercoop.ttl"].subject_objects(RDF.type) if kind in DECLARED}
    for name, graph in graphs.items():
        if name not in ("shapes.ttl", "reification.ttl"):
            used = {*graph.predicates(), *graph.objects(None, RDF.type)}
            assert used - declared - SYNTAX - ANNOTATIONS - DECLARED == set(), name


def test_what_owl_takes_for_any_literal_the_shapes_hold_to_days(graphs: dict[str, Graph]) -> None:
    """A day may stand where the range is any literal, and the shapes demand it."""
    ontology, shapes = graphs["cybercoop.ttl"], graphs["shapes.ttl"]
    shacl = Namespace("http://www.w3.org/ns/shacl#")
    shaped = set(shapes.objects(None, shacl.path))
    assert set(ontology.subjects(RDFS.range, RDFS.Literal)) <= shaped


def reasoned(graph: Graph, folder: Path) -> list[object]:
    """The classes that HermiT finds to have no members.

    Raises:
        owlready2.OwlReadyInconsistentOntologyError: the ontology contradicts itself.
    """
    owlready2 = pytest.importorskip("owlready2")
    if shutil.which("java") is None:
        pytest.skip("HermiT needs a Java runtime")
    file = folder / "ontology.nt"
    graph.serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World()
    loaded = world.get_ontology(file.as_uri()).load()
    with loaded:
        owlready2.sync_reasoner_hermit(world, debug=0)
    return list(world.inconsistent_classes())


def test_a_reasoner_takes_the_ontology(graphs: dict[str, Graph], tmp_path: Path) -> None:
    assert reasoned(graphs["cybercoop.ttl"], tmp_path) == []


def test_a_reasoner_sees_a_contradiction(graphs: dict[str, Graph], tmp_path: Path) -> None:
    owlready2 = pytest.importorskip("owlready2")
    ontology = Graph() + graphs["cybercoop.ttl"]
    mission, state = URIRef("urn:mission"), URIRef("urn:state")
    ontology.add((mission, RDF.type, OWL.NamedIndividual))
    ontology.add((state, RDF.type, OWL.NamedIndividual))
    ontology.add((mission, CC.participant, state))
    ontology.add((mission, CC.absentParticipant, state))
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reasoned(ontology, tmp_path)


def test_a_reasoner_takes_the_reference_data_too(graphs: dict[str, Graph], tmp_path: Path) -> None:
    data = Graph()
    for name in ("cybercoop.ttl", "states.ttl", "organizations.ttl", "themes.ttl"):
        data += graphs[name]
    assert reasoned(data, tmp_path) == []
