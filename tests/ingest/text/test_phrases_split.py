"""Phrases of the data read as texts do: contractions are split, and an accent may tell words apart."""

from __future__ import annotations

import pytest
from cybercoop.ingest.text.language import load
from cybercoop.ingest.text.splitting import splitter


@pytest.mark.parametrize(
    ("code", "phrase", "parted"),
    [
        ("fr", "au sein de", "à le sein de"),
        ("fr", "par l'intermédiaire de", "par le intermédiaire de"),
        ("pt", "no âmbito de", "em o âmbito de"),
        ("pt", "à margem de", "a a margem de"),
        ("es", "al amparo de", "a el amparo de"),
        ("en", "on behalf of", "on behalf of"),
        ("fr", "des", "des"),  # one word stays as it is: it may be an article
    ],
)
def test_phrases(code: str, phrase: str, parted: str) -> None:
    assert splitter(load(code)).parted(phrase) == parted


def test_a_verb_is_no_preposition() -> None:
    tokens = splitter(load("fr")).tokens("Le Togo a signé à Lomé.", 0, 23)
    assert len({token.fold for token in tokens if token.text in ("a", "à")}) == 2
