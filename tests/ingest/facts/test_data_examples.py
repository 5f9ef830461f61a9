"""Files of language data carry sentences that they must read rightly: they are run here."""

from typing import Any

import pytest
from cybercoop.ingest.facts.themes import themes
from cybercoop.ingest.text import dates
from cybercoop.ingest.text.language import codes, load

LANGUAGES = [load(code) for code in codes() if "frames" in load(code).tables]


def examples(table: str) -> list[Any]:
    """The [[examples]] of one file of each language."""
    return [
        pytest.param(language, example, id=f"{language.code}/{example['text'][:40]}")
        for language in LANGUAGES
        for example in language.table(table)["examples"]
    ]


@pytest.mark.parametrize(("language", "example"), examples("dates"))
def test_dates(language, example) -> None:
    text = example["text"]
    found = dates.of(language).find(text, 0, len(text), example["issued"])
    assert [f"{when.first}/{when.last}" for when in found] == example["find"]


@pytest.mark.parametrize(("language", "example"), examples("themes"))
def test_themes(language, example) -> None:
    assert set(themes(example["text"], language)) == set(example["find"])
