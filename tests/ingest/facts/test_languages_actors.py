"""Who organizes, pays for and attends an activity, in the constructions of other languages than English."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.facts.extraction import understand
from cybercoop.ingest.header import parsing as release
from cybercoop.ontology.reference import load

REFERENCE = load()
FILE = Path(__file__).parent / "actors_of_languages.toml"
LANGUAGES = tomllib.loads(FILE.read_text(encoding="utf-8"))
ROLES = {
    "participant": "cc:participant",
    "organizer": "schema:organizer",
    "supporter": "schema:sponsor",
    "invited": "cc:invitedParticipant",
    "absent": "cc:absentParticipant",
}
CASES = [
    (code, role, sentence, set(names.split(", ")))
    for code, table in LANGUAGES.items()
    for role in ROLES
    for sentence, names in table[role]
]
NONE = [(code, sentence) for code, table in LANGUAGES.items() for sentence in table["none"]]


def told(code: str, sentence: str) -> set[tuple[str, str]]:
    """The predicate and the actor of each relation that a sentence after the opening tells."""
    text = f"{LANGUAGES[code]['opening'].lstrip()}\n{sentence}\n"
    relations = understand(release.parse(Source("x.txt", text)), REFERENCE).statements.relations
    return {(r.predicate, r.object.name) for r in relations}


@pytest.mark.parametrize(("code", "role", "sentence", "names"), CASES, ids=[case[2][:60] for case in CASES])
def test_actors(code: str, role: str, sentence: str, names: set[str]) -> None:
    assert told(code, sentence) == {(ROLES[role], name) for name in names}


@pytest.mark.parametrize(("code", "sentence"), NONE)
def test_what_is_denied_or_unreal_tells_nobody(code: str, sentence: str) -> None:
    assert told(code, sentence) == set()
