"""The shapes let pass what is sound, and name what is not in words that help."""

import pyshacl
import pytest
import rdflib
from cybercoop.ontology import reference
from cybercoop.ontology.terms import BASE, PREFIXES
from rdflib.namespace import RDFS, SH

HEAD = f"@base <{BASE}> .\n" + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
SOUND = """
<state/COL> a cc:State ; rdfs:label "Colombia"@en ; cc:isoAlpha3 "COL" .
<organization/OAS> a cc:InternationalOrganization ; rdfs:label "Organization of American States"@en .
<person/ana-torres> a foaf:Person ; rdfs:label "Ana Torres" ; foaf:name "Ana Torres" .
<theme/gfce/C> a skos:Concept .
<release/X-1> a cc:PressRelease ; rdfs:label "Title"@en ; dcterms:title "Title"@en ; dcterms:language "en" .
<activity/mission> a cc:TechnicalAssistanceMission ; rdfs:label "Mission"@en ; schema:name "Mission"@en .
<instrument/policy> a cc:Policy ; rdfs:label "Policy"@en ; schema:name "Policy"@en .
<release/X-1/quotation/1> a schema:Quotation ; schema:spokenByCharacter <person/ana-torres> ;
    schema:text "We go on."@en ; prov:wasQuotedFrom <release/X-1> .
<release/X-1/membership/1> a org:Membership ; org:member <person/ana-torres> .
<release/X-1/experts/1> a cc:ExpertGroup .
<release/X-1/contribution/1> a cc:Contribution .
<release/X-1#char=0,5> a cc:Passage ; oa:start 0 ; oa:end 5 ; oa:exact "Title" ;
    schema:isPartOf <release/X-1> .
<release/X-1/claim/1> a cc:Claim ; rdf:subject <release/X-1> ; rdf:predicate dcterms:title ;
    rdf:object "Title"@en ; prov:wasDerivedFrom <release/X-1#char=0,5> ;
    cc:rule "header/title" ; cc:confidence 0.98 .
"""


def held(start, end):
    return f"<activity/mission> schema:startDate {start} ; schema:endDate {end} ."


@pytest.fixture(scope="module")
def shapes():
    return rdflib.Graph().parse(data=reference.shapes(), format="turtle")


@pytest.fixture(scope="module")
def findings(shapes, graphs):
    """What the shapes say of a graph, as English messages."""
    classes = rdflib.Graph()
    classes += graphs["cybercoop.ttl"].triples((None, RDFS.subClassOf, None))

    def of(data):
        _, report, _ = pyshacl.validate(data + classes, shacl_graph=shapes, inplace=True)
        messages = report.objects(None, SH.resultMessage)
        return {str(message) for message in messages if message.language != "es"}

    return of


@pytest.fixture(scope="module")
def of_text(findings):
    return lambda *more: findings(rdflib.Graph().parse(data=HEAD + SOUND + "\n".join(more), format="turtle"))


def test_the_reference_data_conform(findings, graphs):
    names = ("states.ttl", "organizations.ttl", "membership.ttl", "themes.ttl", "places.ttl")
    data = rdflib.Graph()
    for name in names:
        data += graphs[name]
    assert findings(data) == set()


def test_a_release_that_leaves_much_unsaid_is_sound(of_text):
    assert of_text() == set()


def test_all_dates_that_a_release_may_state_are_sound(of_text):
    assert of_text(held('"2014-03"^^xsd:gYearMonth', '"2014-03"^^xsd:gYearMonth')) == set()
    assert of_text(held('"2014-03-31"^^xsd:date', '"2014-03-31"^^xsd:date')) == set()
    assert of_text(held('"2014-03"^^xsd:gYearMonth', '"2014-03-31"^^xsd:date')) == set()
    assert of_text(held('"2014-03-31"^^xsd:date', '"2014-04"^^xsd:gYearMonth')) == set()


UNSOUND = {
    held('"2014-05-01"^^xsd:date', '"2014-04-04"^^xsd:date'): "after it ends",
    held('"2014-05-01"^^xsd:date', '"2014-04"^^xsd:gYearMonth'): "after it ends",
    held('"2014-02-30"^^xsd:date', '"2014-04-04"^^xsd:date'): "a start must be a day",
    '<activity/mission> schema:startDate "31 March" .': "a start must be a day",
    "<activity/mission> cc:hostState <organization/OAS> .": "must be a state",
    "<activity/mission> schema:organizer <theme/gfce/C> .": "a state, an organization or a person",
    "<activity/mission> cc:absentParticipant <state/COL> ; cc:participant <state/COL> .": "who is absent",
    "<activity/mission> cc:status cc:exactly .": "cc:announced, cc:underway, cc:completed or cc:cancelled",
    "<activity/mission> cc:headcount 0 .": "at least 1",
    "<activity/mission> cc:theme <state/COL> .": "a concept of a theme scheme",
    "<activity/mission> cc:mandatedBy <state/COL> .": "mandated by an instrument",
    "<activity/other> a cc:Workshop .": "it needs a label",
    "<state/XYZ> a cc:State ; rdfs:label 'X' ; cc:isoAlpha3 'Xyz' .": "ISO 3166-1 alpha-3",
    "<state/COL> cc:isoAlpha3 'CLM' .": "one code of ISO 3166-1 alpha-3",
    "<organization/CICTE> a cc:InternationalOrganization .": "it needs a label",
    "<organization/OAS> cc:ofState <organization/OAS> .": "must name a state",
    "<person/nobody> a foaf:Person ; rdfs:label 'Nobody' .": "a person needs a name",
    "<release/X-1> dcterms:issued '2014-03' .": "a day such as",
    "<release/X-2> a cc:PressRelease ; rdfs:label 'X' .": "a release needs a title",
    "<release/X-1/membership/2> a org:Membership ; org:role <role/minister> .": "the one person or state",
    "<release/X-1/membership/1> cc:asOf '2014'^^xsd:gYear .": "as of one day",
    "<release/X-1/quotation/2> a schema:Quotation ; schema:text 'x' .": "needs its speaker",
    "<instrument/policy> cc:establishes <state/COL> .": "establishes organizations",
    "<release/X-1/contribution/1> schema:currency 'dollars' .": "ISO 4217",
    "<release/X-1/contribution/1> schema:value -5.0 .": "a decimal above 0",
    "<release/X-1/experts/1> cc:headcountIs cc:announced .": "cc:exactly, cc:atLeast or cc:about",
    "<release/X-1#char=0,5> oa:end 6 .": "needs one end",
    "<release/X-1/claim/1> cc:confidence 1.5 .": "from 0 to 1",
    "<release/X-1/claim/2> a cc:Claim .": "needs the passage",
}


@pytest.mark.parametrize(("more", "words"), UNSOUND.items())
def test_what_is_wrong_is_said_in_words(of_text, more, words):
    assert any(words in message for message in of_text(more))


def test_every_message_is_in_english_and_spanish(shapes):
    for shape in set(shapes.subjects(SH.message)) - set(shapes.objects(None, SH.sparql)):
        assert {message.language for message in shapes.objects(shape, SH.message)} == {"en", "es"}


def test_shapes_speak_of_terms_of_the_ontology(shapes, graphs):
    known = set(graphs["cybercoop.ttl"].subjects())
    for predicate in (SH.path, SH.targetClass, SH.targetSubjectsOf, SH["class"]):
        terms = {term for term in shapes.objects(None, predicate) if str(term).startswith(PREFIXES["cc"])}
        assert terms <= known, predicate
