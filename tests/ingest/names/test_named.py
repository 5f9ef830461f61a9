"""Sentences, each with all names of a kind that it holds: the files `*.toml` of this folder and of `people`.

A file holds kinds of difficulties, each `about` something, what is compared (`reads`), and cases: a text and
all that is found in it, nothing else. What is found is a name, with the acronym that the text gives it in
parentheses, and after " @ " whose it is: "National Port Agency (NPA) @ Chile"; " @ -" says: nobody's.
An office is "person | role | place"; a quotation "speaker: words" or, where only reported, "speaker".
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.facts.extraction import Understanding, understand
from cybercoop.ingest.facts.quotations import quotations
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.names.entities import Entity, Kind, kind_of
from cybercoop.ontology.reference import load

FOLDERS = (Path(__file__).parent, Path(__file__).parents[1] / "people")
HEADERS = {
    "en": "Press Release\n\nPartners Join Forces against Cybercrime\n\nMay 14, 2019\n\n",
    "es": "Comunicado de prensa\n\nDiez socios se unen contra el delito en la red\n\n14 de mayo de 2019\n\n",
    "pt": "Comunicado de imprensa\n\nDez parceiros unem-se contra o crime na rede\n\n14 de maio de 2019\n\n",
    "fr": "Communiqué de presse\n\nDix partenaires unis contre la fraude en ligne\n\n14 mai 2019\n\n",
}
KINDS = {
    "organizations": Kind.ORGANIZATION,
    "documents": Kind.INSTRUMENT,
    "states": Kind.STATE,
    "persons": Kind.PERSON,
}


def cases() -> Iterator[Any]:
    for folder in FOLDERS:
        for path in sorted(set(folder.glob("*.toml")) - set(folder.glob("examples_*"))):
            for kind in tomllib.loads(path.read_text(encoding="utf-8"))["kind"]:
                assert set(kind) <= {"about", "reads", "language", "cases", "known_fault"}, path
                marks = (
                    [pytest.mark.xfail(strict=True, reason=kind["known_fault"])]
                    if "known_fault" in kind
                    else []
                )
                header = HEADERS[kind.get("language", "en")]
                for text, *found in kind["cases"]:
                    yield pytest.param(
                        kind["reads"], header + text, found, id=f"{path.stem}/{text[:60]}", marks=marks
                    )


def read(text: str) -> Understanding:
    return understand(parse(Source(name="case", text=text)), load())


def readings(entity: Entity) -> set[str]:
    """All ways in which a case may write an entity."""
    names = {entity.name, *entity.names} | ({entity.thing.label} if entity.thing else set())
    names |= {f"{name} ({acronym})" for name in names for acronym in entity.acronyms}
    owners = {owner.name for owner in (entity.parent, entity.state) if owner is not None} or {"-"}
    return names | {f"{name} @ {owner}" for name in names for owner in owners}


def unlike(found: list[set[str]], expected: list[str]) -> tuple[list[str], list[set[str]]]:
    """What is missing, and what is too much."""
    left, missed = list(found), []
    for wanted in expected:
        match = next((names for names in left if wanted in names), None)
        if match is None:
            missed.append(wanted)
        else:
            left.remove(match)
    return missed, left


def found_in(understood: Understanding, reads: str) -> list[set[str]]:
    document = understood.document
    if reads == "offices":
        return [
            {f"{h.person.name} | {h.office.role} | {name}" for p in h.office.at for name in readings(p)}
            or {f"{h.person.name} | {h.office.role} | -"}
            for h in understood.holdings
        ]
    if reads == "speech":
        spoken = quotations(document)
        return [
            {
                ": ".join(
                    [
                        q.speaker.name,
                        *([" / ".join(s.of(document.text) for s in q.spoken)] if q.direct else []),
                    ]
                )
            }
            for q in spoken
        ]
    return [
        readings(entity)
        for entity in document.book.entities
        if entity.mentions and entity not in understood.gone
        if kind_of(document.lexicon, entity) is KINDS[reads]
    ]


@pytest.mark.parametrize(("reads", "text", "expected"), list(cases()))
def test_what_a_sentence_names(reads: str, text: str, expected: list[str]) -> None:
    assert unlike(found_in(read(text), reads), expected) == ([], [])


def examples(name: str) -> list[Any]:
    path = next(path for folder in FOLDERS for path in folder.glob(f"examples_of_{name}.toml"))
    found = tomllib.loads(path.read_text(encoding="utf-8"))["examples"]
    return [pytest.param(example, id=example["text"][:60]) for example in found]


@pytest.mark.parametrize("example", examples("names"))
def test_names_that_a_sentence_holds_or_never_holds(example: dict[str, Any]) -> None:
    entities = read(HEADERS["en"] + example["text"]).document.book.entities
    found = {name for entity in entities for name in (*entity.names, *entity.acronyms)}
    assert [name for name in example.get("find", []) if name not in found] == []
    assert [name for name in example.get("never", []) if name in found] == []
    assert example.get("find") or example.get("never")


@pytest.mark.parametrize("example", examples("offices"))
def test_offices_of_a_sentence(example: dict[str, Any]) -> None:
    holdings = read(HEADERS["en"] + example["text"]).holdings
    held = [" | ".join([h.person.name, h.office.role, *(p.name for p in h.office.at)]) for h in holdings]
    assert held == example["find"]


@pytest.mark.parametrize("example", examples("speech"))
def test_who_speaks_in_a_sentence(example: dict[str, Any]) -> None:
    said = quotations(read(HEADERS["en"] + example["text"]).document)
    assert [quotation.speaker.name for quotation in said] == example["find"]
