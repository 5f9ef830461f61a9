"""Who organizes, pays for and attends an activity, by the constructions in which releases say it."""

import pytest
from cybercoop.ingest import release
from cybercoop.ingest.extraction import understand
from cybercoop.ingest.model import Source
from cybercoop.ontology.reference import load

REFERENCE = load()
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
        ("Others joined them by video: Chile, Peru and Colombia.", "cc:participant", THREE),
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
    ],
)
def test_actors_are_told_in_many_ways(sentence, predicate, names) -> None:
    assert {name for told_as, name in told(sentence) if told_as == predicate} == names


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
