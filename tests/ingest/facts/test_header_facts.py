"""Facts of the header: the date that only the page says, the month of a newsletter, how sure the title is."""

from __future__ import annotations

from datetime import date

from cybercoop.ingest import extract
from cybercoop.ingest.base.confidence import confidence
from cybercoop.ingest.base.model import Fact, Release, Source
from cybercoop.ingest.facts.header_facts import header_facts
from cybercoop.ingest.header.parsing import parse
from cybercoop.ontology.reference import load
from cybercoop.ontology.terms import node, term

BODY = "The Organization of American States (OAS) held a workshop in Nassau from 14 to 16 May with Canada."


def read(text: str, **known: object) -> Release:
    return parse(Source("test", f"{text}\n\n{BODY}", **known))  # type: ignore[arg-type]


def one(release: Release, predicate: str) -> Fact:
    (fact,) = (fact for fact in header_facts(release) if fact.predicate == term(predicate))
    return fact


def test_the_date_that_only_the_page_says_stands_at_the_title() -> None:
    release = read("Nassau Hosts a Workshop", published=date(2013, 5, 4))
    fact = one(release, "dcterms:issued")
    assert fact.object.value == "2013-05-04"
    assert fact.passage.of(release.text) == "Nassau Hosts a Workshop"


def test_a_month_is_a_month_and_tells_the_year_of_the_event() -> None:
    release = read("Reef Newsletter, May 2007\n\nNassau Hosts a Workshop")
    fact = one(release, "dcterms:issued")
    assert (fact.object.value, fact.object.datatype) == ("2007-05", term("xsd:gYearMonth"))  # type: ignore[union-attr]
    stated = {(f.predicate, f.object.value) for f in extract(release, load()).facts}
    assert (term("schema:startDate"), "2007-05-14") in stated


def test_the_confidence_of_the_title_follows_its_lead_over_other_lines() -> None:
    alone = read("Nassau Hosts a Workshop")
    beside = read("Canada Helps Nassau\n\nShare\n\nNassau Hosts a Workshop")
    none = parse(Source("test", BODY))
    sure, less, least = (one(release, "dcterms:title").confidence for release in (alone, beside, none))
    assert confidence("header/title") >= sure > less > least == round(confidence("header/title") / 2, 2)
    assert one(alone, "rdf:type").confidence == confidence("header/kind")


def test_facts_are_of_the_release() -> None:
    release = read("Nassau Hosts a Workshop")
    assert {fact.subject for fact in header_facts(release)} == {node(f"release/{release.key}")}
