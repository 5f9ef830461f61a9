"""Each frame reads its examples and leaves its counter-examples alone; their order is of no matter."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from cybercoop.ingest.base.model import Paragraph, Release, Source, Span
from cybercoop.ingest.base.refusals import LanguageDataError
from cybercoop.ingest.facts import assertions
from cybercoop.ingest.facts.extraction import Understanding, extract, understand
from cybercoop.ingest.grammar import frames as reading
from cybercoop.ingest.grammar.by_name import ByName
from cybercoop.ingest.grammar.frames import Frames, frames
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.text.language import Language, load
from cybercoop.ingest.text.sentences import sentences
from cybercoop.ontology.reference import load as load_reference

TABLES = ("verb", "noun", "adjunct", "making", "relation", "gift")
ENGLISH = load("en")
RELEASES = sorted((Path(__file__).parents[2] / "releases" / "texts").glob("*.txt"))[::14]
EXAMPLES = tomllib.loads((Path(__file__).parent / "examples_of_frames.toml").read_text(encoding="utf-8"))


def cases() -> Iterator[Any]:
    """Each frame that English has words for, with its examples: without any, a frame is an error."""
    for table, words in ENGLISH.table("frames").items():
        for name in words if table in ("role", *TABLES) else ():
            example = EXAMPLES.get(table, {}).get(name, {})
            rule = f"is-{name}" if table == "role" else name
            yield pytest.param(rule, example.get("reads", ()), example.get("leaves", ()), id=rule)


def understood(text: str, language: str = "en") -> Understanding:
    """What is understood of a few sentences."""
    whole = Span(0, len(text))
    paragraph = Paragraph(whole, tuple(sentences(text, whole, language)))
    return understand(Release(text, language, "x", "", (paragraph,), date(2019, 5, 14)), load_reference())


def fired(text: str, language: str = "en") -> set[str]:
    """The frames that state something of a text."""
    found = understood(text, language)
    rules = {r.rule for r in found.statements.relations} | {c.rule for c in found.statements.contributions}
    rules |= {a.entity.rule for a in found.activities.all()}
    said = {(r.predicate, r.object) for r in found.statements.relations}
    for telling in found.assertions.tellings:  # of two frames that say the same one is stated
        for role in telling.roles:
            predicate = found.statements.predicate(role.role) if role.role else ""
            if any((predicate, mention.entity) in said for mention in role.actors):
                rules.add(f"{language}/frames/{role.frame}")
    return {rule.rpartition("/")[2] for rule in rules if "/frames/" in rule}


def told(text: str) -> set[tuple[str, str]]:
    """Who has which property of an activity, in a few English sentences."""
    relations = understood(text).statements.relations
    return {(r.predicate.rpartition(":")[2], r.object.name) for r in relations}


@pytest.mark.parametrize(("name", "reads", "leaves"), list(cases()))
def test_a_frame_reads_its_examples_and_leaves_others(name: str, reads: list[str], leaves: list[str]) -> None:
    assert reads, f"no sentence that {name} reads"
    assert leaves, f"no sentence that {name} leaves alone"
    assert [text for text in reads if name not in fired(text)] == []
    assert [text for text in leaves if name in fired(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Interpol curated a workshop on evidence in Lima.",
        "Interpol is curating the workshop.",
        "Interpol will curate a workshop in Lima.",
        "Interpol has agreed to curate the workshop.",
        "The workshop was curated by Interpol.",
        "A workshop in Lima, to be curated by Interpol, will begin on May 3.",
        "The workshop, which Interpol curated, began in Lima.",
        "The workshop that Interpol is to curate will begin in May.",
        "The workshop, which was curated by Interpol, began in Lima.",
        "Interpol, which curated the workshop, is in Lyon.",
        "A workshop curated by Interpol began in Lima.",
        "Curated by Interpol, the workshop began in Lima.",
        "Interpol planned and curated the workshop.",
        "The workshop was planned and curated by Interpol.",
        "The workshop began in Lima. Interpol curated it.",
        "The workshop began in Lima. It was curated by Interpol.",
        "Interpol took charge of curating the workshop.",
        "An Interpol-curated workshop began in Lima.",
    ],
)
def test_one_word_in_one_list_adds_a_verb_in_all_its_constructions(text: str) -> None:
    assert told(text) == {("organizer", "INTERPOL")}


def test_a_new_verb_speaks_of_all_who_stand_beside_it() -> None:
    text = "Chile and Interpol, together with the OAS, curated a workshop in Lima for officials from Peru."
    organizers = {("organizer", name) for name in ("Chile", "INTERPOL", "Organization of American States")}
    assert told(text) == organizers | {("participant", "Peru")}


@pytest.mark.parametrize(
    "text",
    [
        "Interpol did not curate the workshop in Lima.",
        "Interpol would have curated the workshop in Lima.",
        "If Interpol curated the workshop in Lima, Peru would come.",
        "Peru would like Interpol to curate the workshop in Lima.",
        "Neither Interpol nor the OAS curated the workshop in Lima.",
    ],
)
def test_what_did_not_happen_is_no_fact(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_the_order_of_frames_changes_no_fact(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = parse(Source(str(path), path.read_text(encoding="utf-8")))
    expected = sorted(map(str, extract(release, load_reference()).facts))
    turned = backwards(frames(ENGLISH))
    monkeypatch.setattr(assertions, "frames", lambda language: turned)
    assert sorted(map(str, extract(release, load_reference()).facts)) == expected


def backwards(known: Frames) -> Frames:
    """The same frames in the opposite order."""

    def turned(by_word: Any) -> ByName[Any]:
        return ByName(
            (word, frame) for word, found in reversed(list(by_word.items())) for frame in found[::-1]
        )

    return replace(
        known,
        verbs=turned(known.verbs),
        nouns={word: found[::-1] for word, found in reversed(known.nouns.items())},
        makings=turned(known.makings),
        relations=turned(known.relations),
        gifts=turned(known.gifts),
        roles=dict(reversed(known.roles.items())),
    )


@pytest.mark.parametrize(
    ("table", "frame", "key"),
    [("verb", "organize", "verbs"), ("noun", "support", "sponsors"), ("making", "sign", "verb")],
)
def test_an_unknown_key_is_told_with_its_file(table: str, frame: str, key: str) -> None:
    own = dict(ENGLISH.table("frames"))
    own[table] = own[table] | {frame: own[table][frame] | {key: ["x"]}}
    tables = MappingProxyType({**ENGLISH.tables, "frames": MappingProxyType(own)})
    with pytest.raises(LanguageDataError, match=rf"languages/en/frames.toml: unknown key '{key}'"):
        reading.frames(Language("en", tables))


def _with_organize(frame: dict[str, dict[str, str]]) -> Language:
    """English with another frame "organize", or without it."""
    own = dict(ENGLISH.table("frames"))
    own["verb"] = {name: words for name, words in own["verb"].items() if name != "organize"} | frame
    return Language("en", MappingProxyType({**ENGLISH.tables, "frames": MappingProxyType(own)}))


def test_a_frame_without_words_is_told() -> None:
    with pytest.raises(LanguageDataError, match=r"'verb\.organize' has no words"):
        reading.frames(_with_organize({"organize": {}}))


def test_a_language_may_lack_a_frame() -> None:
    assert "organize" not in {frame.id for frame in reading.frames(_with_organize({})).verbs["hold"]}
    assert "organize" in {frame.id for frame in reading.frames(ENGLISH).verbs["hold"]}
