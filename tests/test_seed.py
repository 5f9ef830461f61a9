"""The release that the project started from: its graph answers who, when and what, each with its passage."""

from __future__ import annotations

from pathlib import Path

import pytest
from cybercoop.graph.store.stores import OxigraphStore, load_reference, open_store
from cybercoop.ingest import extract
from cybercoop.ingest.facts.mapping import quads, release_graphs
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.sources.collecting import read
from cybercoop.ontology import reference

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "E-119-14.txt"
MISSION = '?mission a cc:Mission ; rdfs:label "Technical Assistance Mission on Cyber Security"@en .'

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed is not in the repository: ../shared/seed")


@pytest.fixture(scope="module")
def seed() -> OxigraphStore:
    store = open_store(None)
    load_reference(store)
    (source,) = read([str(SEED)], None)
    reading = extract(parse(source), reference.load())
    store.replace(release_graphs(reading.release.key), quads(reading))
    return store


def rows(store: OxigraphStore, sparql: str) -> list[tuple[str, ...]]:
    """The distinct rows of a query, as text, sorted."""
    return sorted({tuple(value.value for value in row) for row in store.query(sparql)})


def passages(store: OxigraphStore, subject: str, predicate: str) -> set[str]:
    """The passages that state any fact of a subject and a predicate."""
    found = rows(
        store,
        f"""SELECT ?exact WHERE {{
            {subject}
            ?claim rdf:subject ?mission ; rdf:predicate {predicate} ;
                prov:wasDerivedFrom/oa:exact ?exact }}""",
    )
    return {exact for (exact,) in found}


def test_who_asked_for_the_mission_and_in_which_office(seed: OxigraphStore) -> None:
    found = rows(
        seed,
        f"""SELECT ?name ?role ?state WHERE {{ {MISSION}
            ?mission cc:requestedBy ?person . ?person foaf:name ?name .
            ?held org:member ?person ; org:role/rdfs:label ?role ; org:organization/cc:isoAlpha3 ?state }}""",
    )
    assert found == [("Juan Manuel Santos", "President", "COL")]
    assert any("at the request of the President" in p for p in passages(seed, MISSION, "cc:requestedBy"))


def test_which_states_were_invited(seed: OxigraphStore) -> None:
    invited = "?mission cc:invitedParticipant/cc:isoAlpha3 ?iso"
    found = rows(seed, f"SELECT ?iso WHERE {{ {MISSION} {invited} }}")
    assert [iso for (iso,) in found] == ["CAN", "DOM", "ESP", "EST", "GBR", "ISR", "KOR", "URY", "USA"]
    assert all("have been invited" in p for p in passages(seed, MISSION, "cc:invitedParticipant"))


def test_which_organizations_were_expected(seed: OxigraphStore) -> None:
    found = rows(seed, f"SELECT ?body WHERE {{ {MISSION} ?mission cc:expectedParticipant ?body }}")
    keys = [iri.rsplit("/", 1)[-1] for (iri,) in found]
    assert keys == ["CoE", "GCSCC", "OECD", "UN", "WEF"]
    assert all("is also expected" in p for p in passages(seed, MISSION, "cc:expectedParticipant"))


def test_how_many_experts_and_from_where(seed: OxigraphStore) -> None:
    group = (
        f"{MISSION} ?group a cc:ExpertGroup ; cc:groupOf ?mission ; cc:headcount ?n ; cc:headcountIs ?how ."
    )
    found = rows(seed, f"SELECT ?n ?how WHERE {{ {group} }}")
    assert [(n, how.rsplit("#", 1)[-1]) for n, how in found] == [("12", "atLeast")]
    members = rows(seed, f"SELECT ?from WHERE {{ {group} ?group org:hasMember ?from }}")
    assert members == []  # who is only invited or expected is not among the experts


def test_what_established_the_three_bodies(seed: OxigraphStore) -> None:
    found = rows(
        seed,
        """SELECT ?body ?policy ?exact WHERE {
            ?instrument a cc:Policy ; schema:name ?policy ; cc:establishes ?body .
            ?body cc:establishedBy ?instrument .
            ?claim rdf:subject ?instrument ; rdf:predicate cc:establishes ; rdf:object ?body ;
                prov:wasDerivedFrom/oa:exact ?exact }""",
    )
    acronyms = rows(seed, "SELECT ?acronym WHERE { ?instrument cc:establishes/cc:acronym ?acronym }")
    assert {"colCERT", "CCP", "CCOC"} <= {acronym for (acronym,) in acronyms}
    assert len(found) == 3
    assert {policy for _, policy, _ in found} == {"National Cyber Security and Cyber Defense Policy"}
    assert all("established the creation of" in exact for _, _, exact in found)


def test_who_said_what(seed: OxigraphStore) -> None:
    found = rows(
        seed,
        """SELECT ?name ?text WHERE {
            ?quotation a schema:Quotation ; schema:spokenByCharacter/foaf:name ?name ; schema:text ?text }""",
    )
    assert {name for name, _ in found} == {"Diego Molano Vega", "José Miguel Insulza", "Juan Carlos Pinzón"}
    assert any(
        name.startswith("Juan Carlos") and "Korea, Spain, Israel, and England" in text for name, text in found
    )
    assert any(name.startswith("Diego") and "true digital revolution" in text for name, text in found)


def test_from_when_to_when(seed: OxigraphStore) -> None:
    found = rows(
        seed,
        f"SELECT ?start ?end WHERE {{ {MISSION} ?mission schema:startDate ?start ; schema:endDate ?end }}",
    )
    assert found == [("2014-03-31", "2014-04-04")]
    assert any("from March 31 to April 4" in p for p in passages(seed, MISSION, "schema:startDate"))


def test_one_node_for_all_names_of_a_state(seed: OxigraphStore) -> None:
    found = rows(seed, "SELECT ?s WHERE { ?r a cc:PressRelease ; schema:mentions ?s . ?s a cc:State }")
    assert len(found) == 10  # Korea is South Korea, England the United Kingdom
