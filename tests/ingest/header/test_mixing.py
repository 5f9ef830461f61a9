"""Pages in one language and in several: which releases they hold, and what of each is read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.header.parsing import releases

FILE = tomllib.loads((Path(__file__).parent / "mixtures" / "mixtures.toml").read_text(encoding="utf-8"))
CASES = [pytest.param(case, id=case["id"]) for case in FILE["case"]]


@pytest.mark.parametrize("case", CASES)
def test_each_language_of_a_page_is_a_release(case: dict[str, object]) -> None:
    text = _text(str(case["page"]))
    found = list(releases(Source("page", text, url="https://example.org/page")))
    told = [
        (each.language, each.title, [s.of(each.text)[:12] for p in each.paragraphs for s in p.sentences])
        for each in found
    ]
    expected = [
        (version["language"], version["title"], [sentence[:12] for sentence in _sentences(version["read"])])
        for version in case["releases"]  # type: ignore[attr-defined]
    ]
    assert told == expected
    assert len({each.key for each in found}) == len(found)
    assert {each.url for each in found} == {"https://example.org/page"}
    assert all(each.text[each.header["title"].start :].startswith(each.title) for each in found)


def test_there_are_enough_mixtures() -> None:
    assert len(CASES) >= 40


def _text(page: str) -> str:
    """A page as the table tells it: a line each, names of texts instead of the texts themselves."""
    lines = (line.strip() for line in page.strip("\n").split("\n"))
    return "\n".join(" ".join(FILE["text"].get(word, word) for word in line.split(" ")) for line in lines)


def _sentences(names: str) -> list[str]:
    return [FILE["text"].get(name, name) for name in names.split()]
