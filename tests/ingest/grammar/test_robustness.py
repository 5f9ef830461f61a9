"""No sentence makes the grammar fail, and its time grows with the length of a sentence only."""

from __future__ import annotations

import random
import sys
from types import FrameType
from typing import Any

import pytest
from cybercoop.ingest.grammar.frames import grammar_of
from cybercoop.ingest.grammar.parses import parse
from cybercoop.ingest.grammar.wordlists import Grammar
from cybercoop.ingest.text.language import load

from .test_clauses import sentence_of

WORDS = [
    "the",
    "a",
    "OAS",
    "Chile",
    "Lima",
    "workshop",
    "Ana",
    "Ruiz",
    "officials",
    "experts",
    "which",
    "that",
    "who",
    "whose",
    "where",
    "of",
    "in",
    "by",
    "from",
    "with",
    "and",
    "or",
    ",",
    ",",
    ";",
    ":",
    "(",
    ")",
    "-",
    "–",
    "organized",
    "was",
    "were",
    "will",
    "be",
    "is",
    "to",
    "host",
    "hosting",
    "attended",
    "agreed",
    "invited",
    "not",
    "no",
    "if",
    "would",
    "like",
    "should",
    "said",
    '"',
    "'",
    "as",
    "well",
    "as",
    "together",
    "with",
    "on",
    "behalf",
    "of",
    "including",
    "such",
    "5",
    "May",
    "2019",
    "25",
    "US$",
    "3",
    "million",
    "it",
    "they",
    "those",
    "also",
    "present",
    "taking",
    "part",
    "so",
    "did",
    "has",
    "been",
    "train",
    "training",
    "support",
    "supports",
    "possible",
    "up",
    "out",
]
NESTED = (
    "the body which the OAS ",
    "Chile, ",
    "(Lima ",
    "organized by the OAS and ",
    "to agree to ",
    "that ",
    "very ",
    "who said that ",
    "those attending are ",
    "; Chile, the host, and ",
    "of the ",
    "cancelled the workshop and ",
)


@pytest.fixture(scope="module")
def english() -> Grammar:
    return grammar_of(load("en"))


@pytest.mark.parametrize("seed", range(200))
def test_no_row_of_words_makes_it_fail(english: Grammar, seed: int) -> None:
    chosen = random.Random(seed)
    text = " ".join(chosen.choices(WORDS, k=chosen.randrange(1, 60))).strip()
    parsed = parse(english, sentence_of(text))
    for clause in parsed.clauses:
        assert clause.parent is None or clause.parent in parsed.clauses or clause.parent.verb is None
    places = [word.first for word in parsed.words]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "text", ["", " ", ".", "(", ")", "to", "that", "is", "not", "The", ":", '"', "and", "’s"]
)
def test_scraps(english: Grammar, text: str) -> None:
    if text.strip():
        parse(english, sentence_of(text))


def calls(english: Grammar, text: str) -> int:
    """How many calls of functions one parse takes."""
    sentence = sentence_of(text)
    count = 0

    def counting(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        parse(english, sentence)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", NESTED)
def test_time_grows_with_length_only(english: Grammar, unit: str) -> None:
    short, long = calls(english, unit * 40 + "."), calls(english, unit * 160 + ".")
    assert long < 5 * short
