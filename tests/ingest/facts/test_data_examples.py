"""Files of language data carry sentences that they must read rightly: they are run here."""

from datetime import date
from typing import Any

import pytest
from cybercoop.ingest.base.model import Paragraph, Release, Span
from cybercoop.ingest.facts.masks import mask
from cybercoop.ingest.facts.quotations import quotations
from cybercoop.ingest.facts.themes import themes
from cybercoop.ingest.grammar.frames import grammar_of
from cybercoop.ingest.grammar.parses import parse
from cybercoop.ingest.names import lexicon
from cybercoop.ingest.names.document import document
from cybercoop.ingest.names.mentions import Mentions
from cybercoop.ingest.names.naming import Namer
from cybercoop.ingest.people.holders import People
from cybercoop.ingest.text import dates
from cybercoop.ingest.text.language import codes, load
from cybercoop.ontology.reference import load as load_reference

LANGUAGES = [load(code) for code in codes() if "frames" in load(code).tables]


def examples(table: str) -> list[Any]:
    """The [[examples]] of one file of each language."""
    return [
        pytest.param(language, example, id=f"{language.code}/{example['text'][:40]}")
        for language in LANGUAGES
        for example in language.table(table)["examples"]
    ]


def read(language: Any, text: str) -> tuple[Any, Any]:
    """The document and the persons of a release of one sentence."""
    whole = Span(0, len(text))
    release = Release(text, language.code, "release", "", (Paragraph(whole, (whole,)),), date(2014, 3, 1))
    doc = document(release, lexicon.load(language.code, load_reference()))
    namer = Namer(doc)
    Mentions(doc, namer).run()
    people = People(doc, namer)
    people.run()
    return doc, people


@pytest.mark.parametrize(("language", "example"), examples("names"))
def test_names(language, example) -> None:
    doc, _ = read(language, example["text"])
    found = {name for entity in doc.book.entities for name in (*entity.names, *entity.acronyms)}
    assert [name for name in example.get("find", []) if name not in found] == []
    assert [name for name in example.get("never", []) if name in found] == []
    assert example.get("find") or example.get("never")


@pytest.mark.parametrize(("language", "example"), examples("dates"))
def test_dates(language, example) -> None:
    text = example["text"]
    found = dates.of(language).find(text, 0, len(text), example["issued"])
    assert [f"{when.first}/{when.last}" for when in found] == example["find"]


@pytest.mark.parametrize(("language", "example"), examples("offices"))
def test_offices(language, example) -> None:
    _, people = read(language, example["text"])
    held = [
        " | ".join([h.person.name, h.office.role, *(place.name for place in h.office.at)])
        for h in people.holdings
    ]
    assert held == example["find"]


@pytest.mark.parametrize(("language", "example"), examples("speech"))
def test_speech(language, example) -> None:
    doc, _ = read(language, example["text"])
    grammar = grammar_of(language)
    masks = {sentence.index: mask(doc, sentence, parse(grammar, sentence)) for sentence in doc.body}
    assert [quotation.speaker.name for quotation in quotations(doc, masks)] == example["find"]


@pytest.mark.parametrize(("language", "example"), examples("themes"))
def test_themes(language, example) -> None:
    assert set(themes(example["text"], language)) == set(example["find"])
