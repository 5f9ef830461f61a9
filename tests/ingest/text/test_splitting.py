"""Contractions and elisions are two tokens, whose offsets lie inside the written word."""

from __future__ import annotations

import pytest
from cybercoop.ingest.text.language import codes, load
from cybercoop.ingest.text.splitting import splitter

CASES = [
    ("es", "Al foro del BID", ["A", "el", "foro", "de", "el", "BID"]),
    ("es", "Ana Del Valle vino", ["Ana", "Del", "Valle", "vino"]),
    ("pt", "no Porto, pelas mãos da ONU", ["em", "o", "Porto", ",", "por", "as", "mãos", "de", "a", "ONU"]),
    ("fr", "L’OEA, d'Haïti, aux États", ["Le", "OEA", ",", "de", "Haïti", ",", "à", "les", "États"]),
    ("fr", "qu’il l’a dit", ["que", "il", "le", "a", "dit"]),
    ("en", "the OAS's own d'Artagnan", ["the", "OAS", "'s", "own", "d'Artagnan"]),
]


@pytest.mark.parametrize(("code", "text", "words"), CASES, ids=[text for _, text, _ in CASES])
def test_written_words_that_are_two(code: str, text: str, words: list[str]) -> None:
    tokens = splitter(load(code)).tokens(text, 0, len(text))
    assert [token.text for token in tokens] == words
    assert all(0 <= token.start <= token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


@pytest.mark.parametrize("code", codes())
def test_the_parts_of_a_word_cover_it(code: str) -> None:
    split = splitter(load(code))
    for word in split.contractions:
        first, second = split.tokens(word, 0, len(word))
        assert (first.start, first.end, second.end) == (0, second.start, len(word))


def test_phrases_of_the_data_are_split_as_tokens_are() -> None:
    assert splitter(load("es")).folded("presidente del consejo") == "presidente de el consejo"
    assert splitter(load("fr")).folded("chargé d'affaires") == "charge de affaires"
