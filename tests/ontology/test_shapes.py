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
    return f"<activity/mission> schema:startDate {start} ; schema:endDate {end} ." + claimed(
        ("schema:startDate", start), ("schema:endDate", end)
    )


def claimed(*facts, release="X-1"):
    """Facts of the mission as claims of a release."""
    passage = f"<release/{release}#char=6,9>"
    place = "oa:start 6 ; oa:end 9 ; oa:exact 'xyz'"
    head = f"{passage} a cc:Passage ; {place} ; schema:isPartOf <release/{release}> ."
    return head + "".join(
        f"<release/{release}/claim/m{number}> a cc:Claim ; rdf:subject <activity/mission> ;"
        f" cc:rule 'x/y' ; rdf:predicate {predicate} ; rdf:object {value} ;"
        f" prov:wasDerivedFrom {passage} ; cc:confidence 0.9 ."
        for number, (predicate, value) in enumerate(facts)
    )


KNOWN = """
<role/organizer> a cc:Role ; rdfs:label "organizer" . <role/absent> a cc:Role ; rdfs:label "absent" .
<role/participant> a cc:Role ; rdfs:label "participant" .
<activity/mission> cc:begins "2014-03-31"^^xsd:date ; cc:ends "2014-04-04"^^xsd:date ; cc:year 2014 ;
    cc:kindName "Mission" ; cc:releaseCount 1 ;
    cc:bestPassage <release/X-1#char=0,5> ; cc:reportedIn <release/X-1> .
<release/X-1> cc:witness <release/X-1> ; cc:year 2014 .
<participation/1> a cc:Participation, cc:Assertion ; cc:ofActivity <activity/mission> ; cc:actor <state/COL> ;
    cc:role <role/organizer> ; cc:belief 0.9 ; cc:claim <release/X-1/claim/1> ;
    cc:releaseCount 1 ; cc:publisherCount 1 ;
    cc:firstReported "2014-03-28"^^xsd:date ; cc:lastReported "2014-03-28"^^xsd:date ; cc:references "X/1" ;
    cc:bestPassage <release/X-1#char=0,5> ; cc:reportedIn <release/X-1> .
<relation/1> a cc:Relation, cc:Assertion ; rdf:subject <activity/mission> ; rdf:predicate cc:status ;
    rdf:object cc:announced ; cc:belief 0.9 ; cc:claim <release/X-1/claim/1> ; cc:releaseCount 1 ;
    cc:bestPassage <release/X-1#char=0,5> .
<conflict/1> a cc:Conflict ; cc:about <activity/mission> ; rdf:predicate cc:status ;
    cc:contested cc:announced, cc:completed ; cc:claim <release/X-1/claim/1>, <release/X-2/claim/1> .
<organization/OAS> cc:rollsUpTo <organization/OAS> .
"""


BELIEVED = """cc:belief 0.9 ; cc:claim <release/X-1/claim/1> ; cc:releaseCount 1 ;
    cc:bestPassage <release/X-1#char=0,5> ."""


def relation(predicate, value):
    stated = f"rdf:subject <activity/mission> ; rdf:predicate {predicate} ; rdf:object {value}"
    return f"<relation/2> a cc:Relation ; {stated} ; {BELIEVED}"


def participation(role):
    stated = f"cc:ofActivity <activity/mission> ; cc:actor <organization/OAS> ; cc:role <role/{role}>"
    return f"<participation/{role}> a cc:Participation ; {stated} ; {BELIEVED}"


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
    claimed(("cc:absentParticipant", "<state/COL>"), ("cc:participant", "<state/COL>")): "who is absent",
    claimed(("cc:status", "cc:announced"), ("cc:status", "cc:completed")): "one release states one status",
    "<activity/mission> cc:status cc:exactly .": "cc:announced, cc:underway, cc:completed or cc:cancelled",
    "<activity/mission> cc:headcount 0 .": "at least 1",
    "<activity/mission> cc:theme <state/COL> .": "a concept of a theme scheme",
    "<activity/mission> cc:mandatedBy <state/COL> .": "mandated by an instrument",
    "<activity/other> a cc:Workshop .": "it needs a label",
    "<state/XYZ> a cc:State ; rdfs:label 'X' ; cc:isoAlpha3 'Xyz' .": "ISO 3166-1 alpha-3",
    "<state/COL> cc:isoAlpha3 'CLM' .": "one code of ISO 3166-1 alpha-3",
    "<organization/CICTE> a cc:InternationalOrganization .": "it needs a label",
    "<organization/OAS> cc:ofState <organization/OAS> .": "must name a state",
    "<person/nobody> a foaf:Person ; foaf:name 'Nobody' .": "it needs a label",
    "<release/X-1> dcterms:issued '2014-03' .": "a day such as",
    "<release/X-2> a cc:PressRelease ; rdfs:label 'X' .": "a release needs a title",
    "<release/X-1/membership/2> a org:Membership ; org:role <role/minister> .": "the one person or state",
    "<release/X-1/membership/1> cc:asOf '2014'^^xsd:gYear .": "as of one day",
    "<release/X-1/quotation/2> a schema:Quotation ; schema:text 'x' .": "needs its speaker",
    "<instrument/policy> cc:establishes <state/COL> .": "establishes organizations",
    "<release/X-1/contribution/1> schema:currency 'dollars' .": "ISO 4217",
    "<release/X-1/contribution/1> schema:value -5.0 .": "a decimal above 0",
    "<release/X-1/experts/1> cc:headcountIs cc:announced .": "cc:exactly, cc:atLeast or cc:about",
    "<release/X-1#char=0,5> oa:end 6 .": "has one end",
    "<release/X-1#char=1,2> a cc:Passage ; schema:isPartOf <release/X-1> .": "a passage needs the words",
    "<release/X-1/claim/1> cc:confidence 1.5 .": "from 0 to 1",
    "<release/X-1/claim/2> a cc:Claim .": "needs the passage",
    "<release/X-1/claim/3> a cc:Claim ; prov:wasDerivedFrom <release/X-1#char=3,4> .": "the place of its",
    "<release/X-1/claim/1> cc:review cc:announced .": "cc:Accepted or cc:Rejected",
    "<release/X-1/contribution/1> cc:valueIs cc:announced .": "cc:valueIs must be",
    "<release/X-1/contribution/1> cc:form cc:announced .": "cc:grant, cc:loan or cc:inKind",
}
UNSOUND_KNOWLEDGE = {
    relation("cc:status", "cc:completed"): "one status, one start and one end",
    relation("schema:startDate", "'2014'^^xsd:gYear")
    + relation("schema:startDate", "'2014-03'^^xsd:gYearMonth").replace(
        "/2>", "/3>"
    ): "one status, one start",
    participation("absent") + participation("participant"): "who is absent",
    "<activity/mission> cc:begins '2014-03-30'^^xsd:date .": "begins on one day",
    "<activity/other> a cc:Workshop ; cc:begins '2014-05-02'^^xsd:date ; cc:ends '2014-05-01'^^xsd:date .": (
        "it begins after it ends"
    ),
    "<participation/1> cc:ofActivity <activity/x> . <activity/x> a cc:Workshop .": "exactly one activity",
    "<participation/1> cc:actor <organization/OAS> .": "exactly one actor",
    "<participation/1> cc:role <role/absent> .": "exactly one role",
    "<participation/1> cc:belief 1.5 .": "one belief from 0 to 1",
    "<participation/2> a cc:Participation .": "at least one claim",
    "<participation/1> cc:releaseCount 0 .": "releases (cc:releaseCount), at least 1",
    "<participation/1> cc:lastReported '2014' .": "last reported on one day",
    "<participation/1> cc:firstReported '2014-03-29'^^xsd:date .": "first reported on one day",
    "<relation/1> rdf:object cc:completed .": "exactly one object",
    "<conflict/2> a cc:Conflict ; cc:claim <release/X-1/claim/1> .": "at least two claims",
    "<organization/OAS> cc:rollsUpTo <state/COL> .": "rolls up to one actor",
    "<activity/mission> cc:kindName 'Workshop' .": "one kind",
    "<release/X-1> cc:year '2014' .": "of one year",
    "<release/X-1> cc:witness <state/COL> .": "one release counts",
    "<release/X-1/quotation/1> cc:quoted 'yes' .": "true or false",
    "<role/absent> cc:came 'no' .": "true or false",
}


@pytest.mark.parametrize(("more", "words"), UNSOUND.items())
def test_what_is_wrong_is_said_in_words(of_text, more, words):
    assert any(words in message for message in of_text(more))


def test_what_the_knowledge_graph_holds_is_sound(of_text):
    assert of_text(KNOWN) == set()


@pytest.mark.parametrize(("more", "words"), UNSOUND_KNOWLEDGE.items())
def test_what_is_wrong_with_the_knowledge_graph(of_text, more, words):
    assert any(words in message for message in of_text(KNOWN, more))


def test_sound_releases_that_contradict_each_other_are_sound_together(of_text):
    """One announces what another has completed, and knows better who came and when."""
    second = """<release/X-2> a cc:PressRelease ; rdfs:label "Later"@en ; dcterms:title "Later"@en ;
        dcterms:language "en" ."""
    first_facts = [
        ("cc:status", "cc:announced"),
        ("schema:startDate", "'2014-05-01'^^xsd:date"),
        ("cc:participant", "<state/COL>"),
    ]
    later_facts = [
        ("cc:status", "cc:completed"),
        ("schema:endDate", "'2014-04-04'^^xsd:date"),
        ("cc:absentParticipant", "<state/COL>"),
    ]
    plain = "".join(f"<activity/mission> {said} {value} ." for said, value in (*first_facts, *later_facts))
    assert of_text(second, plain, claimed(*first_facts), claimed(*later_facts, release="X-2")) == set()


def test_every_message_is_in_english_and_spanish(shapes):
    for shape in set(shapes.subjects(SH.message)) - set(shapes.objects(None, SH.sparql)):
        assert {message.language for message in shapes.objects(shape, SH.message)} == {"en", "es"}


def test_shapes_speak_of_terms_of_the_ontology(shapes, graphs):
    known = set(graphs["cybercoop.ttl"].subjects())
    for predicate in (SH.path, SH.targetClass, SH.targetSubjectsOf, SH["class"]):
        terms = {term for term in shapes.objects(None, predicate) if str(term).startswith(PREFIXES["cc"])}
        assert terms <= known, predicate
