"""Who organizes, pays for and attends an activity, by the constructions in which releases say it."""

import tomllib
from pathlib import Path

import pytest
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.facts.extraction import understand
from cybercoop.ingest.header import parsing as release
from cybercoop.ontology.reference import load

REFERENCE = load()
CASES = tomllib.loads((Path(__file__).parent / "constructions.toml").read_text(encoding="utf-8"))["case"]
ROLES = {
    "participant": "cc:participant",
    "organizer": "schema:organizer",
    "supporter": "schema:sponsor",
    "requester": "cc:requestedBy",
    "invited": "cc:invitedParticipant",
    "expected": "cc:expectedParticipant",
    "absent": "cc:absentParticipant",
}
OPENING = """Press Release

Workshop on Incident Response Held in Lima

  March 5, 2014

A workshop on incident response was held in Lima, Peru, from March 3 to 5.
"""
THREE = {"Chile", "Peru", "Colombia"}
TWO = {"Canada", "Spain"}
BODIES = {"INTERPOL", "Microsoft"}


def told(sentence: str) -> set[tuple[str, str]]:
    """The predicate and the actor of each relation that a sentence after the opening tells."""
    text = f"{OPENING}\n{sentence}\n"
    relations = understand(release.parse(Source("x.txt", text)), REFERENCE).statements.relations
    return {(r.predicate, r.object.name) for r in relations}


@pytest.mark.parametrize(
    ("sentence", "predicate", "names"),
    [
        ("Chile, Peru and Colombia each sent three specialists.", "cc:participant", THREE),
        ("Chile, Peru and Colombia had each nominated two people.", "cc:participant", THREE),
        ("Participating countries were Chile, Peru and Colombia.", "cc:participant", THREE),
        ("Around the table were Chile, Peru and Colombia.", "cc:participant", THREE),
        ("Registered so far are officials from Chile, Peru and Colombia.", "cc:participant", THREE),
        ("Among the delegations present were those of Chile, Peru and Colombia.", "cc:participant", THREE),
        ("Participants come from Chile, Peru and Colombia.", "cc:participant", THREE),
        ("The workshop gathered 30 officials from Chile, Peru and Colombia.", "cc:participant", THREE),
        ("It brought together 30 officials from Chile, Peru and Colombia.", "cc:participant", THREE),
        ("Twelve countries (Chile, Peru and Colombia among them) took part.", "cc:participant", THREE),
        ("Officials from Chile and Peru took part, as did Colombia.", "cc:participant", THREE),
        (
            "Officials of Chile and Peru attended, along with others from Colombia.",
            "cc:participant",
            THREE,
        ),
        ("The software company Microsoft and INTERPOL followed as observers.", "cc:participant", BODIES),
        ("Officials from Chile and Peru have been invited, as has Colombia.", "cc:invitedParticipant", THREE),
        ("Invitations have gone out to Chile, Peru and Colombia.", "cc:invitedParticipant", THREE),
        ("Chile, Peru and Colombia have confirmed that they will attend.", "cc:expectedParticipant", THREE),
        ("Canada and Spain contributed to its financing.", "schema:sponsor", TWO),
        ("Canada and Spain have agreed to finance it.", "schema:sponsor", TWO),
        ("Funding was provided by Canada and Spain.", "schema:sponsor", TWO),
        ("Sponsors included Canada and Spain.", "schema:sponsor", TWO),
        ("It was organized by INTERPOL, and Canada has offered to finance it.", "schema:sponsor", {"Canada"}),
        ("The workshop was a joint effort of INTERPOL and Microsoft.", "schema:organizer", BODIES),
        ("Together with INTERPOL, Microsoft organized the workshop.", "schema:organizer", BODIES),
        ("INTERPOL partnered with Microsoft to deliver it.", "schema:organizer", BODIES),
        ("It was held in answer to a request from Canada.", "cc:requestedBy", {"Canada"}),
        ("INTERPOL wishes to thank Canada, which paid for the workshop.", "schema:sponsor", {"Canada"}),
        (
            "The workshop was made possible by a grant from Canada and by the support of Spain.",
            "schema:sponsor",
            TWO,
        ),
        ("Peru requested that INTERPOL hold the workshop.", "cc:requestedBy", {"Peru"}),
        ("Others joined them by video: Chile, Peru and Colombia.", "cc:participant", THREE),
    ],
)
def test_actors_are_told_in_many_ways(sentence, predicate, names) -> None:
    assert {name for told_as, name in told(sentence) if told_as == predicate} == names


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"][:70]) for case in CASES])
def test_a_construction_tells_whom_it_names_and_nobody_else(case) -> None:
    expected = {(ROLES[role], name) for role, names in case.items() if role != "text" for name in names}
    assert {fact for fact in told(case["text"]) if fact[0] in ROLES.values()} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Chile, Peru and Colombia have adopted national strategies.",
        "The missions to the OAS have been invited.",
        "The Ministry of Justice of Chile is funded by the European Union.",
        "The Cyber Security Program is led by INTERPOL with the support of Canada.",
        "The workshop is part of a project financed by the European Union.",
        "John Smith, the Ambassador of Canada, attended the announcement.",
    ],
)
def test_what_is_no_part_in_the_activity(sentence) -> None:
    assert told(sentence) == set()


def test_a_signature_belongs_to_the_signing() -> None:
    sentences = (
        "Chile and INTERPOL signed a Memorandum of Understanding on March 4. "
        "Ana Torres, Minister of Justice, signed for the Government."
    )
    assert ("cc:participant", "Ana Torres") in told(sentences)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The workshop was convoked by INTERPOL and Microsoft.", BODIES),
        ("The workshop had been prepared by INTERPOL, together with Microsoft.", BODIES),
        ("The workshop was led by INTERPOL in partnership with Microsoft.", BODIES),
        ("It was put together by INTERPOL and Microsoft.", BODIES),
        ("INTERPOL and Microsoft mounted the workshop.", BODIES),
        ("INTERPOL and Microsoft ran the sessions.", BODIES),
        ("INTERPOL, with Microsoft, held the workshop.", BODIES),
        ("INTERPOL, together with Microsoft, led the workshop.", BODIES),
        ("Behind the event were INTERPOL and Microsoft.", BODIES),
        ("Behind the workshop are INTERPOL and Microsoft.", BODIES),
        ("It was INTERPOL that had put the workshop together.", {"INTERPOL"}),
        ("It was INTERPOL which organized the workshop.", {"INTERPOL"}),
        ("The workshop, run by INTERPOL and Microsoft, was the first of its kind.", BODIES),
        ("The workshop was conceived and delivered by INTERPOL.", {"INTERPOL"}),
        ("The workshop was organized and funded by INTERPOL.", {"INTERPOL"}),
        (
            "Organized by INTERPOL with the financial backing of Canada, the workshop drew a crowd.",
            {"INTERPOL"},
        ),
        ("The workshop took place under the leadership of INTERPOL.", {"INTERPOL"}),
        ("INTERPOL acted as host of the workshop.", {"INTERPOL"}),
        ("INTERPOL played host to the workshop.", {"INTERPOL"}),
        ("The host was INTERPOL.", {"INTERPOL"}),
        ("The workshop (organized by INTERPOL) was full.", {"INTERPOL"}),
        ("The workshop - an initiative of INTERPOL and Microsoft - was full.", BODIES),
        ("The workshop, an initiative of INTERPOL and Microsoft, was full.", BODIES),
        ("The workshop is an initiative of INTERPOL and Microsoft.", BODIES),
        ("Convened by INTERPOL, the workshop was full.", {"INTERPOL"}),
        ("INTERPOL co-organized the workshop with Microsoft.", BODIES),
        ("The workshop was hosted by INTERPOL at its headquarters.", {"INTERPOL"}),
        ("INTERPOL is sending a mission to Chile.", {"INTERPOL"}),
        ("INTERPOL is putting on the workshop.", {"INTERPOL"}),
        ("INTERPOL and Microsoft joined forces to deliver the workshop.", BODIES),
        ("The workshop is the work of INTERPOL and Microsoft.", BODIES),
        ("The workshop is a collaboration between INTERPOL and Microsoft.", BODIES),
        ("The workshop is a joint initiative between INTERPOL and Microsoft.", BODIES),
        ("The workshop was jointly organized by INTERPOL and Microsoft.", BODIES),
        ("The workshop was coordinated by INTERPOL.", {"INTERPOL"}),
        ("INTERPOL coordinated the workshop.", {"INTERPOL"}),
        ("The workshop was organized by INTERPOL and co-hosted by Microsoft.", BODIES),
        ("INTERPOL's Digital Crime Centre organized the workshop.", {"Digital Crime Centre"}),
        ("INTERPOL chose Lima for its workshop.", {"INTERPOL"}),
        ("INTERPOL launched the workshop together with Microsoft.", BODIES),
        ("Microsoft helped INTERPOL organize the workshop.", {"INTERPOL"}),
        ("Co-organized by INTERPOL and Microsoft, it was full.", BODIES),
        ("INTERPOL, which organized the workshop with Microsoft, was pleased.", BODIES),
        ("The sessions were conducted by INTERPOL.", {"INTERPOL"}),
        ("The sessions were taught by INTERPOL and Microsoft.", BODIES),
        ("The exercise, led by Chile, will follow in May.", {"Chile"}),
        ("At the invitation of INTERPOL, Chile took part.", {"INTERPOL"}),
        (
            "The workshop, at which Chile spoke, was organized by INTERPOL, Europol and Microsoft.",
            {"Europol", "INTERPOL", "Microsoft"},
        ),
        ("INTERPOL plans to hold a second workshop in May.", {"INTERPOL"}),
        ("INTERPOL intends to organize a seminar on ransomware next year.", {"INTERPOL"}),
        ("INTERPOL and Microsoft are the organizers of the workshop.", BODIES),
        ("INTERPOL, which hosted the workshop, was pleased.", {"INTERPOL"}),
        ("INTERPOL, host of the workshop, was pleased.", {"INTERPOL"}),
        ("The workshop's organizers are INTERPOL and Microsoft.", BODIES),
        ("The workshop is jointly convened by INTERPOL and Microsoft.", BODIES),
        ("The workshop was held by INTERPOL with Microsoft.", BODIES),
        ("The workshop was facilitated by INTERPOL.", {"INTERPOL"}),
        ("INTERPOL facilitated the workshop.", {"INTERPOL"}),
        ("INTERPOL is the organizer.", {"INTERPOL"}),
        ("Its organizer is INTERPOL.", {"INTERPOL"}),
        ("Among the organizers were INTERPOL and Microsoft.", BODIES),
        ("INTERPOL has sent a mission to Chile at the request of its Government.", {"INTERPOL"}),
        ("In coordination with Microsoft, INTERPOL organized the workshop.", BODIES),
        (
            "INTERPOL, jointly with Microsoft and in coordination with Europol, organized the workshop.",
            {"Europol", "INTERPOL", "Microsoft"},
        ),
        (
            "INTERPOL organized the workshop in partnership with Microsoft and with the support of Canada.",
            BODIES,
        ),
        ("The workshop is being run by INTERPOL.", {"INTERPOL"}),
        ("The workshop will be hosted by Chile in May.", {"Chile"}),
        ("The workshop was opened by Ana Torres and organized by INTERPOL.", {"INTERPOL"}),
        ("INTERPOL and Microsoft co-hosted the workshop.", BODIES),
        ("Hosted by INTERPOL and Microsoft, the workshop ended on Friday.", BODIES),
        ("The workshop was implemented by INTERPOL.", {"INTERPOL"}),
        ("The workshop, which INTERPOL organized jointly with Microsoft, was full.", BODIES),
        ("INTERPOL served as organizer and Microsoft as sponsor.", {"INTERPOL"}),
        ("INTERPOL was joined by Microsoft in organizing the workshop.", BODIES),
        ("INTERPOL teamed up with Microsoft for the workshop.", BODIES),
        ("INTERPOL held its annual conference in May.", {"INTERPOL"}),
    ],
)
def test_organizers(sentence, names) -> None:
    assert {actor for told_as, actor in told(sentence) if told_as == "schema:organizer"} == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The workshop was organized and funded by INTERPOL.", {"INTERPOL"}),
        (
            "Organized by INTERPOL with the financial backing of Canada, the workshop drew a crowd.",
            {"Canada"},
        ),
        ("The workshop was held under the auspices of INTERPOL.", {"INTERPOL"}),
        ("INTERPOL organized the workshop, assisted by Microsoft.", {"Microsoft"}),
        ("INTERPOL, in cooperation with Microsoft, sponsored the workshop.", {"INTERPOL"}),
        ("Money for the workshop came from Canada and from Spain.", TWO),
        ("The money came from Canada and Spain.", TWO),
        ("Canada and Spain bore the costs.", TWO),
        ("Canada and Spain shared the costs of the workshop.", TWO),
        ("Canada and Spain covered the expenses.", TWO),
        ("The costs were met by Canada and Spain.", TWO),
        ("The costs of the workshop were met by Canada and Spain.", TWO),
        ("The workshop was held thanks to a grant from Canada.", {"Canada"}),
        ("The workshop was made possible thanks to funding from Canada and Spain.", TWO),
        ("The workshop was made possible through the generous support of Canada and Spain.", TWO),
        ("The workshop was financed with funds provided by Canada.", {"Canada"}),
        ("Financial support was provided by the Government of Canada.", {"Canada"}),
        ("Financing for the event was provided by the Government of Canada.", {"Canada"}),
        ("The Government of Canada provided financial support for the workshop.", {"Canada"}),
        ("Canada contributed funding.", {"Canada"}),
        ("The workshop's sponsors include Canada and Spain.", TWO),
        ("The event is being financed by Canada.", {"Canada"}),
        ("The workshop, financed by Canada, was full.", {"Canada"}),
        ("With financial assistance from Canada and Spain, INTERPOL held the workshop.", TWO),
        ("The workshop counted on the support of Canada and Spain.", TWO),
        ("The workshop is supported by Canada, and co-financed by Spain.", TWO),
        ("The workshop was held in cooperation with INTERPOL and with funding from Canada.", {"Canada"}),
        ("Canada and Spain, which funded the workshop, were pleased.", TWO),
        ("Funding has been secured from Canada.", {"Canada"}),
        ("Canada paid for the participants' travel.", {"Canada"}),
        ("Travel was paid for by Canada.", {"Canada"}),
        ("The Government of Canada made it possible.", {"Canada"}),
        (
            "The workshop is organized by INTERPOL, supported by Microsoft and sponsored by Canada.",
            {"Canada", "Microsoft"},
        ),
        ("Among the sponsors were Canada and Spain.", TWO),
        ("Canada, among others, financed the workshop.", {"Canada"}),
        ("Canada, a donor of long standing, financed the workshop.", {"Canada"}),
        ("The workshop was financed in equal parts by Canada and Spain.", TWO),
        ("The workshop received funding from Canada and Spain.", TWO),
        ("The workshop received financial support from the Government of Canada.", {"Canada"}),
        ("The workshop was sponsored by Canada, and Spain provided the venue.", {"Canada"}),
        ("The workshop benefited from a donation from Canada.", {"Canada"}),
        ("The workshop was made possible by Canada.", {"Canada"}),
        ("The Government of Canada is financing the workshop.", {"Canada"}),
        (
            "The Government of Canada has financed the workshop through Global Affairs Canada.",
            {"Canada", "Global Affairs Canada"},
        ),
        ("It was Canada that paid for the workshop.", {"Canada"}),
        ("It was financed by Canada.", {"Canada"}),
        ("The funds came from Canada.", {"Canada"}),
        ("Its costs were borne by Canada.", {"Canada"}),
        ("All costs were covered by Canada and Spain.", TWO),
        ("The bill was footed by Canada.", {"Canada"}),
        ("The workshop was held in Lima with the generous backing of Canada and Spain.", TWO),
        ("The workshop was free of charge thanks to Canada.", {"Canada"}),
        ("With Canada's support, INTERPOL held the workshop.", {"Canada"}),
        ("With support from Canada, INTERPOL held the workshop.", {"Canada"}),
        ("Thanks to Canada's support, the workshop was free of charge.", {"Canada"}),
        ("Canada supported the workshop financially.", {"Canada"}),
        ("Canada gave its support to the workshop.", {"Canada"}),
        ("Canada lent its support to the workshop.", {"Canada"}),
        ("The workshop was requested by the Government of Peru and financed by Canada.", {"Canada"}),
        ("The workshop - organized by INTERPOL and financed by Canada - was full.", {"Canada"}),
    ],
)
def test_sponsors(sentence, names) -> None:
    assert {actor for told_as, actor in told(sentence) if told_as == "schema:sponsor"} == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("The workshop was held at the request of Peru.", {"Peru"}),
        ("The workshop was held at Peru's request.", {"Peru"}),
        ("The workshop, requested by Peru, was full.", {"Peru"}),
        ("The workshop responds to a request from the Government of Peru.", {"Peru"}),
        ("Peru had asked INTERPOL to organize the workshop.", {"Peru"}),
        ("Peru had asked for the workshop.", {"Peru"}),
        ("It was Peru that had requested the workshop.", {"Peru"}),
        ("The workshop had been requested by Peru.", {"Peru"}),
        ("The workshop was organized by INTERPOL in response to Peru's request.", {"Peru"}),
        ("Following a formal request by the Government of Peru, INTERPOL held the workshop.", {"Peru"}),
        ("Peru turned to INTERPOL for the workshop.", {"Peru"}),
        ("INTERPOL organized the workshop because Peru had asked for it.", {"Peru"}),
        ("INTERPOL organized the workshop, which Peru had requested in January.", {"Peru"}),
        ("The request came from Peru.", {"Peru"}),
        ("The workshop was requested by the Government of Peru and financed by Canada.", {"Peru"}),
        ("At the request of the Peruvian government, INTERPOL held the workshop.", {"Peru"}),
        ("The workshop answers a request from Peru.", {"Peru"}),
    ],
)
def test_requesters(sentence, names) -> None:
    assert {actor for told_as, actor in told(sentence) if told_as == "cc:requestedBy"} == names


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("The workshop owes its existence to INTERPOL.", "schema:organizer"),
        ("The workshop was opened by INTERPOL.", "schema:organizer"),
        ("The workshop was chaired by Chile.", "schema:organizer"),
        ("The workshop reviewed a report prepared by INTERPOL.", "schema:organizer"),
        ("Led by INTERPOL, the investigation went on.", "schema:organizer"),
        ("Canada invited Chile to the Budapest Convention.", "schema:organizer"),
        ("INTERPOL urged states to hold exercises.", "schema:organizer"),
        ("Chile thanked INTERPOL for its report.", "schema:organizer"),
        ("Chile thanked INTERPOL for its report.", "schema:sponsor"),
        ("INTERPOL has designed a new database.", "schema:organizer"),
        ("INTERPOL leads the fight against cybercrime.", "schema:organizer"),
        ("The report was prepared by INTERPOL.", "schema:organizer"),
        ("It was drafted by INTERPOL.", "schema:organizer"),
        ("Canada called for stronger cooperation.", "cc:requestedBy"),
        ("Canada requested more information.", "cc:requestedBy"),
        ("INTERPOL called the workshop a success.", "schema:organizer"),
        ("INTERPOL presented its findings at the workshop.", "schema:organizer"),
        ("INTERPOL led the discussion at the workshop.", "schema:organizer"),
        ("Canada bore the brunt of the attacks.", "schema:sponsor"),
        ("Canada is a sponsor of the Council of Europe.", "schema:sponsor"),
        ("Microsoft and INTERPOL joined forces to fight crime.", "schema:organizer"),
        ("Canada is preparing a national strategy.", "schema:organizer"),
        ("INTERPOL was founded by Canada and Spain.", "schema:organizer"),
        ("Canada's law was drafted with the help of Spain.", "schema:organizer"),
        ("Spain sent two experts.", "schema:organizer"),
        ("Spain sent a delegation to the workshop.", "schema:organizer"),
        ("The Government of Canada dispatched two experts to the workshop.", "schema:organizer"),
        ("Chile set up a national team after the workshop.", "schema:organizer"),
        ("Canada manages the network.", "schema:organizer"),
        ("Canada offered to share its experience with Spain at the workshop.", "schema:organizer"),
        ("Chile directed the attention of the workshop to ransomware.", "schema:organizer"),
        ("Chile gave a presentation at the workshop on its experience.", "schema:organizer"),
        ("INTERPOL and Europol, its partner, were present at the workshop.", "schema:organizer"),
        ("Chile and Peru prepared for the workshop.", "schema:organizer"),
        ("Chile sent its regrets to the workshop.", "schema:organizer"),
        ("Peru has called on INTERPOL to act.", "schema:organizer"),
        ("Both countries have adopted national strategies.", "schema:organizer"),
        ("The workshop was INTERPOL's idea.", "schema:organizer"),
        ("Peru invited INTERPOL to hold the workshop.", "cc:requestedBy"),
    ],
)
def test_who_does_something_else(sentence, predicate) -> None:
    assert predicate not in {told_as for told_as, _ in told(sentence)}


def test_the_two_institutions_are_those_that_the_text_named_last() -> None:
    sentences = (
        "INTERPOL and Microsoft met on Friday. The two institutions will hold a seminar on ransomware."
    )
    assert {("schema:organizer", name) for name in BODIES} <= told(sentences)


def test_what_opens_a_sentence_is_no_item_of_the_list_after_it() -> None:
    facts = told("With the support of Canada, INTERPOL and Microsoft held the workshop.")
    assert facts == {("schema:sponsor", "Canada")} | {("schema:organizer", name) for name in BODIES}


def test_two_names_after_a_preposition_and_before_a_verb_are_no_list() -> None:
    facts = told("INTERPOL organized the workshop with Microsoft, and Canada paid for it.")
    assert facts == {("schema:sponsor", "Canada")} | {("schema:organizer", name) for name in BODIES}


def test_a_table_speaks_of_the_activity_that_it_names() -> None:
    facts = told("Event: Second Seminar on Ransomware\n\nHost: INTERPOL\n\nFunded by: Canada")
    assert {("schema:organizer", "INTERPOL"), ("schema:sponsor", "Canada")} <= facts


def test_a_demonym_before_a_government_stands_for_the_state() -> None:
    facts = told("At the request of the Peruvian government, INTERPOL held the workshop.")
    assert ("cc:requestedBy", "Peru") in facts


@pytest.mark.xfail(strict=True, reason="the grammar of clauses does not read these yet")
@pytest.mark.parametrize(
    ("sentence", "predicate", "names"),
    [
        ("Lectures were given by INTERPOL and Microsoft.", "schema:organizer", BODIES),
        ("Spain opened the session on ransomware.", "schema:organizer", set()),
        ("The workshop brought together the organizers INTERPOL and Microsoft.", "schema:organizer", set()),
    ],
)
def test_what_is_not_read_rightly_yet(sentence, predicate, names) -> None:
    assert {name for told_as, name in told(sentence) if told_as == predicate} == names


@pytest.mark.parametrize(
    "told_first",
    [
        "INTERPOL organized it under the Agreement on Cyber Crime that Chile and Peru signed in May.",
        "INTERPOL organized it under the Agreement on Cyber Crime signed in Quito in May 2013.",
        "It was held by INTERPOL under the Memorandum of Understanding on Ports that Chile signed in 2012.",
    ],
)
@pytest.mark.parametrize(
    "then", ["Ecuador and Bolivia took part.", "Officials of Ecuador and Bolivia attended."]
)
def test_what_is_signed_in_passing_takes_nobody_from_the_activity(told_first: str, then: str) -> None:
    text = f"{OPENING}\n{told_first}\n\n{then} Canada supported the event.\n"
    relations = understand(release.parse(Source("x.txt", text)), REFERENCE).statements.relations
    workshop = {(r.predicate, r.object.name) for r in relations if r.subject.cls == "cc:Workshop"}
    names = {("cc:participant", "Ecuador"), ("cc:participant", "Bolivia"), ("schema:sponsor", "Canada")}
    assert workshop >= {("schema:organizer", "INTERPOL"), *names}
