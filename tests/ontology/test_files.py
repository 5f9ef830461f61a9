"""The Turtle files: what they must say, and that two readers understand them alike."""

import pytest
from cybercoop.ontology import reference
from cybercoop.ontology.terms import BASE, PREFIXES
from pyoxigraph import BlankNode, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Literal, Namespace, URIRef

CC, ORG, SCHEMA = (Namespace(PREFIXES[prefix]) for prefix in ("cc", "org", "schema"))
FILES = [
    "cybercoop.ttl", "membership.ttl", "organizations.ttl", "places.ttl", "reification.ttl", "states.ttl",
    "themes.ttl",
]  # fmt: skip

# Every term in cc: of the public vocabulary.
CLASSES = [
    "Activity", "Agreement", "Claim", "Company", "Conference", "Contribution", "Course", "CyberBody",
    "Declaration", "ElectoralObservationMission", "Exercise", "ExpertGroup", "Forum", "GovernmentBody",
    "Instrument", "InternationalOrganization", "Launch", "Law", "Meeting", "Mission", "Passage", "Policy",
    "PressRelease", "Programme", "Project", "Report", "Resolution", "Seminar", "Signing", "State",
    "Strategy", "Symposium", "TechnicalAssistanceMission", "University", "Visit", "Workshop", "Assertion",
    "Participation", "Relation", "Conflict", "Role", "Review", "ContributionForm",
]  # fmt: skip
PROPERTIES = [
    "absentParticipant", "acronym", "asOf", "beneficiary", "confidence", "donor", "establishedBy",
    "establishes", "expectedParticipant", "groupOf", "headcount", "headcountIs", "hostState",
    "invitedParticipant", "isoAlpha3", "mandatedBy", "ofState", "partOf", "participant", "purpose",
    "recipient", "requestedBy", "rule", "status", "supportedBy", "textSha256", "theme", "demonym",
    "epithet", "isoAlpha2", "memberSince", "memberUntil", "population", "absentNames", "actor",
    "amountText", "begins", "belief", "beneficiaryNames", "bestPassage", "came", "claim", "contested",
    "donorNames", "ends", "firstReported", "form", "invitedNames", "involves", "kindName", "lastReported",
    "ofActivity", "officeThen", "organizerNames", "participantNames", "placeName", "publisherCount",
    "quoted", "recipientNames", "references", "releaseCount", "reportedIn", "requesterNames", "review",
    "reviewReason", "role", "roleName", "rollsUpTo", "supporterNames", "themeNames", "threshold", "through",
    "throughNames", "underTheme", "valueIs", "witness", "year",
]  # fmt: skip
INDIVIDUALS = [
    "Accepted", "Rejected", "about", "announced", "atLeast", "cancelled", "completed", "exactly", "grant",
    "inKind", "loan", "underway", "upTo",
]  # fmt: skip
FOUR_LANGUAGES = [
    "OAS", "OAS-GS", "CICTE", "OAS-Cyber", "OAS-SMS", "CITEL", "REMJA", "CICAD", "UN", "OECD", "CoE", "EU",
    "ITU", "INTERPOL", "IDB", "WorldBank",
]  # fmt: skip
SUPERCLASSES = {
    "PressRelease": ["schema:NewsArticle", "prov:Entity"],
    "State": ["schema:Country", "foaf:Agent"],
    "CyberBody": ["org:Organization"],
    "Activity": ["schema:Event", "prov:Activity"],
    "TechnicalAssistanceMission": ["cc:Mission"],
    "Workshop": ["cc:Activity"],
    "ExpertGroup": ["org:OrganizationalCollaboration"],
    "Law": ["cc:Instrument"],
    "Instrument": ["schema:CreativeWork"],
    "Passage": ["oa:TextPositionSelector", "oa:TextQuoteSelector"],
    "Claim": ["rdf:Statement", "prov:Entity"],
}


@pytest.mark.parametrize("file", FILES)
def test_both_readers_agree_and_find_no_blank_node(here, graphs, file):
    quads = list(parse(path=here / file, format=RdfFormat.TURTLE))
    assert len({quad.triple for quad in quads}) == len(graphs[file]) > 0
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad.triple)
    assert not any(isinstance(term, BNode) for term in graphs[file].all_nodes())


def test_every_file_ships(here):
    shipped = {quad.triple for quad in reference.shipped_quads()}
    for file in FILES:
        assert all(quad.triple in shipped for quad in parse(path=here / file, format=RdfFormat.TURTLE))
    assert {path.name for path in here.glob("*.ttl")} == {*FILES, "shapes.ttl"}


@pytest.mark.parametrize("name", CLASSES + PROPERTIES + INDIVIDUALS)
def test_terms_of_the_vocabulary_are_defined_in_english_and_spanish(graphs, name):
    ontology = graphs["cybercoop.ttl"]
    assert (CC[name], RDF.type, None) in ontology
    for predicate in (RDFS.label, SKOS.definition):
        assert {"en", "es"} <= {text.language for text in ontology.objects(CC[name], predicate)}


def test_terms_have_one_text_per_language(graphs):
    ontology = graphs["cybercoop.ttl"]
    for term in set(ontology.subjects()):
        for predicate in (RDFS.label, SKOS.definition):
            languages = [text.language for text in ontology.objects(term, predicate)]
            assert len(languages) == len(set(languages)), (term, predicate)


@pytest.mark.parametrize(("name", "expected"), SUPERCLASSES.items())
def test_superclasses(data, name, expected):
    from cybercoop.ontology.terms import term

    assert {term(each) for each in expected} <= data.superclasses(term(f"cc:{name}"))


def test_domains_and_ranges_are_classes_that_the_ontology_knows(graphs):
    ontology = graphs["cybercoop.ttl"]
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf):
        for term in ontology.objects(None, predicate):
            datatype = term == RDFS.Literal or str(term).startswith(PREFIXES["xsd"])
            assert (term, RDF.type, None) in ontology or datatype, term


def test_who_is_invited_or_expected_is_involved_and_no_participant(graphs):
    ontology = graphs["cybercoop.ttl"]
    narrower = set(ontology.subjects(RDFS.subPropertyOf, CC.involves))
    assert narrower == {CC.participant, CC.invitedParticipant, CC.expectedParticipant}
    assert set(ontology.subjects(RDFS.subPropertyOf, CC.participant)) == set()


def test_the_data_use_only_terms_of_the_ontology(graphs):
    known = set(graphs["cybercoop.ttl"].subjects())
    for file in FILES:
        terms = {*graphs[file].predicates(), *graphs[file].objects(None, RDF.type)}
        assert {term for term in terms if str(term).startswith(str(CC))} <= known, file


def test_nodes_that_the_reference_data_point_to_exist(graphs):
    everything = [triple for file in FILES for triple in graphs[file]]
    subjects = {subject for subject, _, _ in everything}
    ours = {
        o
        for _, p, o in everything
        if isinstance(o, URIRef) and str(o).startswith(BASE) and p != OWL.versionIRI
    }
    assert ours <= subjects


def test_acronyms_are_names_too(graphs):
    organizations = graphs["organizations.ttl"]
    for thing, acronym in organizations.subject_objects(CC.acronym):
        names = {*organizations.objects(thing, SKOS.altLabel), *organizations.objects(thing, RDFS.label)}
        assert str(acronym) in map(str, names), thing


def test_organizations_end_in_a_top(graphs):
    """No organization is part of itself, by however many steps."""
    organizations = graphs["organizations.ttl"]
    for thing in set(organizations.subjects()):
        above = list(organizations.transitive_objects(thing, ORG.subOrganizationOf))
        assert len(above) == len(set(above))
        assert (above[-1], ORG.subOrganizationOf, None) not in organizations


def test_no_two_organizations_share_a_name(graphs):
    organizations = graphs["organizations.ttl"]
    acronyms = set(organizations.subject_objects(CC.acronym))
    bearers: dict[Literal, set] = {}
    for predicate in (RDFS.label, SKOS.altLabel):
        for thing, name in organizations.subject_objects(predicate):
            if (thing, name) not in acronyms:  # IADB is a bank and a board: an acronym may be ambiguous
                bearers.setdefault(name, set()).add(thing)
    assert {name: things for name, things in bearers.items() if len(things) > 1} == {}


def test_organizations_of_the_issue_have_names_in_four_languages(graphs):
    organizations = graphs["organizations.ttl"]
    for key in FOUR_LANGUAGES:
        labels = organizations.objects(URIRef(f"{BASE}organization/{key}"), RDFS.label)
        assert {label.language for label in labels} == {"en", "es", "pt", "fr"}, key


def test_theme_schemes(graphs):
    themes = graphs["themes.ttl"]
    gfce, cmm = (URIRef(f"{BASE}theme/{scheme}") for scheme in ("gfce", "cmm"))
    assert len(set(themes.objects(gfce, SKOS.hasTopConcept))) == 5
    assert len(set(themes.objects(cmm, SKOS.hasTopConcept))) == 5
    factors = [each for each in themes.subjects(SKOS.inScheme, cmm) if (each, SKOS.broader, None) in themes]
    assert len(factors) == 23
    for narrow, broad in themes.subject_objects(SKOS.broader):
        assert (broad, SKOS.narrower, narrow) in themes
    for one, other in themes.subject_objects(SKOS.closeMatch):
        assert (other, SKOS.closeMatch, one) in themes
    for concept in themes.subjects(RDF.type, SKOS.Concept):
        assert len(list(themes.objects(concept, SKOS.prefLabel))) == 1
        assert len(list(themes.objects(concept, SKOS.notation))) == 1


def test_members_of_the_oas(graphs):
    membership = graphs["membership.ttl"]
    oas = URIRef(f"{BASE}organization/OAS")
    members = set(membership.subjects(ORG.memberOf, oas))
    assert len(members) == 35
    dated = {
        membership.value(each, ORG.member): each for each in membership.subjects(RDF.type, ORG.Membership)
    }
    assert set(dated) == members
    assert all((each, CC.memberSince, None) in membership for each in dated.values())
    honduras = membership.value(None, CC.concerns, dated[URIRef(f"{BASE}state/HND")])
    assert [str(membership.value(honduras, SCHEMA[when])) for when in ("startDate", "endDate")] == [
        "2009-07-04",
        "2011-06-01",
    ]
    assert str(membership.value(dated[URIRef(f"{BASE}state/NIC")], CC.memberUntil)) == "2023-11-19"


# They share their adjective with another state, or have none that releases use.
WITHOUT_DEMONYM = {"COG", "VAT"}


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_every_state_has_demonyms(graphs, language):
    states = graphs["states.ttl"]
    lacking = {
        str(state)[-3:]
        for state in states.subjects(RDF.type, CC.State)
        if not any(text.language == language for text in states.objects(state, CC.demonym))
    }
    assert lacking <= WITHOUT_DEMONYM


@pytest.mark.parametrize(
    ("language", "acronyms"),
    [
        ("es", "OEA CICTE BID ONU UE OTAN CEDEAO CPLP OIF UA UIT PNUD UNODC CARICOM OCDE OACI SSM"),
        ("pt", "OEA CICTE BID ONU UE OTAN CEDEAO CPLP OIF UA UIT PNUD UNODC CARICOM OCDE OACI SSM"),
        ("fr", "OEA CICTE BID ONU UE OTAN CEDEAO CPLP OIF UA UIT PNUD ONUDC CARICOM OCDE OACI CNUCED"),
    ],
)
def test_acronyms_of_a_language(graphs, language, acronyms):
    known = {
        str(name)
        for name in graphs["organizations.ttl"].objects(None, CC.acronym)
        if name.language in (None, language)
    }
    assert set(acronyms.split()) <= known


def test_international_organizations_have_names_in_four_languages_or_an_acronym(graphs):
    organizations = graphs["organizations.ttl"]
    for thing in organizations.subjects(RDF.type, CC.InternationalOrganization):
        languages = {label.language for label in organizations.objects(thing, RDFS.label)}
        assert {"en", "es", "pt", "fr"} <= languages or (thing, CC.acronym, None) in organizations, thing
