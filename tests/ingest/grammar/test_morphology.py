"""Forms of verbs and nouns by rules and tables, and the check of the data."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from cybercoop.ingest.base.refusals import LanguageDataError
from cybercoop.ingest.grammar.syntax import Form
from cybercoop.ingest.grammar.wordlists import Grammar, checked, grammar
from cybercoop.ingest.text.language import Language, load


@pytest.fixture(scope="module")
def english() -> Grammar:
    return grammar(
        load("en"), frozenset(("curate", "host", "plan", "organize", "supply")), frozenset(("host",))
    )


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("curates", "curate", Form.FINITE),
        ("curated", "curate", Form.PAST),
        ("curating", "curate", Form.GERUND),
        ("curate", "curate", Form.BASE),
        ("planned", "plan", Form.PAST),
        ("planning", "plan", Form.GERUND),
        ("supplies", "supply", Form.FINITE),
        ("supplied", "supply", Form.PAST),
        ("organised", "organize", Form.PAST),
        ("organises", "organize", Form.FINITE),
        ("held", "hold", Form.PAST),
        ("took", "take", Form.FINITE),
        ("taken", "take", Form.PARTICIPLE),
        ("found", "find", Form.PAST),
        ("left", "leave", Form.PAST),
        ("cancelled", "cancel", Form.PAST),
        ("canceled", "cancel", Form.PAST),
        ("co-hosted", "host", Form.PAST),
        ("cohosting", "host", Form.GERUND),
    ],
)
def test_forms_of_verbs(english: Grammar, word: str, lemma: str, form: Form) -> None:
    reading = english.verb(word)
    assert reading is not None
    assert (reading.lemma, form in reading.forms, reading.known) == (lemma, True, True)


@pytest.mark.parametrize(("word", "form"), [("bolstered", Form.PAST), ("bolstering", Form.GERUND)])
def test_unknown_verbs_are_told_by_their_endings(english: Grammar, word: str, form: Form) -> None:
    reading = english.verb(word)
    assert reading is not None
    assert (reading.forms, reading.known) == ({form}, False)


@pytest.mark.parametrize("word", ["workshop", "united", "spring", "assembly", "officers’"])
def test_words_that_are_no_verbs(english: Grammar, word: str) -> None:
    assert english.verb(word) is None


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("workshops", "workshop"),
        ("bodies", "body"),
        ("people", "person"),
        ("women", "woman"),
        ("branches", "branch"),
        ("programmes", "program"),
        ("programme", "program"),
        ("agencies", "agency"),
        ("focus", "focus"),
        ("business", "business"),
        ("series", "series"),
    ],
)
def test_nouns(english: Grammar, plural: str, singular: str) -> None:
    assert english.noun(plural) == singular


def test_a_word_may_be_both(english: Grammar) -> None:
    reading = english.verb("hosts")
    assert reading is not None
    assert reading.noun
    assert not getattr(english.verb("organizes"), "noun", True)


@pytest.mark.parametrize(("section", "key"), [("tags", "determinr"), ("clauses", "revrting")])
def test_unknown_keys_are_refused(section: str, key: str) -> None:
    table = dict(load("en").table("grammar"))
    table[section] = {**table[section], key: "a"}
    language = Language("xx", MappingProxyType({"grammar": MappingProxyType(table)}))
    with pytest.raises(LanguageDataError, match=key):
        checked(language)


def test_missing_keys_are_refused() -> None:
    table = dict(load("en").table("grammar"))
    table["tags"] = {k: v for k, v in table["tags"].items() if k != "adverb"}
    language = Language("xx", MappingProxyType({"grammar": MappingProxyType(table)}))
    with pytest.raises(LanguageDataError, match="adverb"):
        checked(language)
