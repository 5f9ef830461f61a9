"""Every rule and file of language data carries sentences that it must read rightly: they are run here."""

from datetime import date
from typing import Any

import pytest
from cybercoop.ingest.base.model import Paragraph, Release, Span
from cybercoop.ingest.facts import rules
from cybercoop.ingest.facts.quotations import quotations
from cybercoop.ingest.facts.themes import themes
from cybercoop.ingest.names import lexicon
from cybercoop.ingest.names.document import document
from cybercoop.ingest.names.masks import Mask, Piece, Slot, mask
from cybercoop.ingest.names.mentions import Mentions
from cybercoop.ingest.names.naming import Namer
from cybercoop.ingest.people.holders import People
from cybercoop.ingest.text import dates
from cybercoop.ingest.text.language import codes, load
from cybercoop.ingest.text.triggers import triggers
from cybercoop.ontology.reference import load as load_reference

ENGLISH = load("en")
LANGUAGES = [load(code) for code in codes() if "relations" in load(code).tables]
RULES = [
    pytest.param(language, *rule, id=f"{language.code}/{rule[0]}")
    for language in LANGUAGES
    for rule in rules.examples(language)
]


def examples(table: str) -> list[Any]:
    """The [[examples]] of one file of each language."""
    return [
        pytest.param(language, example, id=f"{language.code}/{example['text'][:40]}")
        for language in LANGUAGES
        for example in language.table(table)["examples"]
    ]


def masked(text: str) -> Mask:
    """A masked sentence as rules see it, of which only the text counts."""
    return Mask([Piece(text, 0, len(text))], [Slot("u", Span(0, 0))])


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


@pytest.mark.parametrize(("language", "rule", "pattern", "good", "bad"), RULES)
def test_rules_match_their_examples(language, rule, pattern, good, bad) -> None:
    assert good, f"{rule} has no example"
    assert bad, f"{rule} has no sentence that it must not match"
    assert [text for text in good if not pattern.search(text)] == []
    assert [text for text in bad if pattern.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_what_a_rule_needs_never_passes_by_what_it_matches(language) -> None:
    texts = [text for _, _, good, bad in rules.examples(language) for text in (*good, *bad)]
    for table in ("relation", "event", "contribution"):
        for text in texts:
            found = [(rule.id, match.span()) for rule, match in rules.matches(language, table, masked(text))]
            assert found == [
                (rule.id, match.span())
                for rule in rules.rules(language, table)
                for match in rule.pattern.finditer(text)
                if not (rule.opens and rules.is_object(language, text, match.start()))
            ], text


def test_what_follows_a_preposition_is_no_subject() -> None:
    text = "The ⟨o0⟩, with the support of the ⟨o1⟩, launched the ⟨o2⟩."
    founders = {
        m["founder"]
        for rule, m in rules.matches(ENGLISH, "relation", masked(text))
        if "founder" in m.re.groupindex
    }
    assert founders == {"⟨o0⟩"}


def test_the_slots_that_a_rule_needs_are_those_of_its_outermost_level() -> None:
    assert rules.slots("{who}{rel} (?:the ){a}{gap}?") == (frozenset("gospu"), frozenset("a"))
    assert rules.slots("{who}? ran {a}{0,2}") == ()
    assert rules.slots("{who} hosts|{who} holds") == ()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:organi[sz]ed|hosted) by", [{"org", "hos"}]),
        (r"⟨\d⟩ (?:(?:will|has) ){0,3}(?:h(?:old|eld)|ran|pays?)\b", [{"hol", "hel", "ran", "pay"}]),
        (r"(?<!is )\b(?:[Pp]a(?:y|id)|financ)", [{"pay", "pai", "fin"}]),
        (r"(?:\d+|run)", []),
        (r"\b(?:(?:held )?into|during)", [{"hel", "int", "dur"}]),
        (r"(?:held )?in|during", []),
        (r"\bco-?host", [{"coh", "co"}]),
        (r"\bab+cd", []),
        (r"\ba{2}bcd", []),
        (r"\b(?:ab|c*)def", []),
        (r"(?<=x)abc", []),
        (r"\w+ed", []),
    ],
)
def test_words_without_which_a_pattern_cannot_match(pattern: str, expected: list[set[str]]) -> None:
    assert [set(stems) for stems in triggers(pattern)] == expected


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
    masks = {sentence.index: mask(doc, sentence) for sentence in doc.body}
    assert [quotation.speaker.name for quotation in quotations(doc, masks)] == example["find"]


@pytest.mark.parametrize(("language", "example"), examples("themes"))
def test_themes(language, example) -> None:
    assert set(themes(example["text"], language)) == set(example["find"])
