"""Verbs that are conjugated when a word of theirs is met are the same as all conjugated at once."""

from __future__ import annotations

import pytest
from cybercoop.ingest.grammar.conjugation import Conjugation
from cybercoop.ingest.grammar.recognizing import Recognized
from cybercoop.ingest.text.language import codes, load

INFLECTED = [code for code in codes() if "conjugation" in load(code).table("grammar")]


def verbs(code: str) -> list[str]:
    """The verbs of the frames, each by its first word."""
    told = [frame.get("words", "") for frame in load(code).table("frames")["verb"].values()]
    names = ", ".join(words if isinstance(words, str) else ", ".join(words) for words in told)
    known = load(code).table("grammar")["verbs"]["known"].split()
    return sorted({name.split()[0] for name in names.split(",") if name.strip()} | set(known))


@pytest.mark.parametrize("code", INFLECTED)
def test_every_form_is_recognized(code: str) -> None:
    conjugation = Conjugation(load(code).table("grammar")["conjugation"])
    lemmas = [lemma for lemma in verbs(code) if "-" not in lemma]
    every, one = conjugation.readings(lemmas), Recognized(conjugation, lemmas)
    assert len(lemmas) > 50
    assert {word: one.get(word) for word in every} == every


@pytest.mark.parametrize("code", INFLECTED)
def test_a_word_that_only_begins_as_a_verb_is_none(code: str) -> None:
    conjugation = Conjugation(load(code).table("grammar")["conjugation"])
    one = Recognized(conjugation, verbs(code))
    assert not any(lemma + "xx" in one for lemma in verbs(code) if len(lemma) > 4)
