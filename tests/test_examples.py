"""The releases under examples/: enough of them, readable, of the right years, and in our own words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from cybercoop.ingest.base.model import Release, Source
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.sources.collecting import read

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples" / "releases"
SHARED = ROOT.parent / "shared"  # originals and restatements of others: never in this repository
FILES = sorted(EXAMPLES.iterdir())
LONGEST_SHARED_RUN = 7  # words

PAGE_FURNITURE = re.compile(
    r"cookie|newsletter|privacy|all rights reserved|skip to content|related news|follow us"
    r"|terms of use|legal notice|member states \||__VIEWSTATE|window\.",
    re.IGNORECASE,
)
# The language of each, where it is not English.
LANGUAGES = {
    "2014-03-28-oea-colombia-mision": "es",
    "2014-03-28-oea-colombia-missao": "pt",
    "2014-05-14-oea-colombia-recomendaciones": "es",
    "2014-06-27-union-africaine-malabo": "fr",
    "2017-04-27-chile-politica": "es",
    "2018-06-19-dominicana-centro": "es",
    "2018-06-20-guatemala-estrategia": "es",
    "2018-11-06-dakar-ecole": "fr",
    "2020-02-06-brasil-estrategia": "pt",
}
LINKS = "of|the|for|and|on|against|to|in|de|del|la|los|y"
# No other words can say a name, so "Inter-American Committee against Terrorism (CICTE)" is one word here.
NAME = re.compile(rf"[A-Z][\w'-]*(?:(?: \(| |\) )(?:(?:{LINKS}) )*\(?[A-Z][\w'-]*)+")


def release_of(path: Path) -> Release:
    sources = list(read([str(path)], io.BytesIO()))
    assert len(sources) == 1
    assert isinstance(sources[0], Source), sources[0]
    return parse(sources[0])


def headlines(file: Path) -> list[str]:
    """The lines that may be the title: the page's headings, or a text's lines above the body."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        return re.findall(r"<h[123]>([^<]+)</h", text)
    return [line for line in text.splitlines()[:5] if line not in ("Media Center", "Centro de Noticias")]


def test_there_are_at_least_ten_in_both_formats() -> None:
    assert len(FILES) >= 10
    assert {file.suffix for file in FILES} == {".txt", ".html"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_is_a_release(file: Path) -> None:
    release = release_of(file)
    assert release.title in headlines(file)
    assert release.issued is not None
    assert file.name.startswith(release.issued.isoformat())
    assert release.language == LANGUAGES.get(file.stem, "en")
    assert release.kind == ("advisory" if file.stem.endswith("advisory") else "release")
    assert len(release.paragraphs) >= 4
    body = " ".join(paragraph.span.of(release.text) for paragraph in release.paragraphs)
    assert not PAGE_FURNITURE.search(body)
    assert 120 <= len(body.split()) <= 400


def test_eight_are_in_the_three_other_languages() -> None:
    told = [release_of(EXAMPLES / file.name).language for file in FILES if file.stem in LANGUAGES]
    assert len(told) - 1 == 8  # besides the one that was there
    assert set(told) == {"es", "pt", "fr"}


def test_the_one_of_the_seed_keeps_its_reference() -> None:
    assert release_of(EXAMPLES / "2014-03-28-oas-colombia-mission.txt").reference == "E-119/14"


def test_they_span_2009_to_2023() -> None:
    years = {int(file.name[:4]) for file in FILES}
    assert (min(years), max(years)) == (2009, 2023)


def test_the_readme_names_the_source_of_each() -> None:
    readme = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert [file.name for file in FILES if f"`{file.name}`" not in readme] == []


def words(text: str) -> list[str]:
    plain = unescape(re.sub(r"<[^>]+>", " ", text))
    plain = re.sub(r"\s+", " ", plain.replace("’", "'"))
    joined = NAME.sub(lambda name: re.sub(r"\W+", "_", name.group()), plain)
    return re.findall(r"\w[\w'-]*", joined.casefold())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    length = LONGEST_SHARED_RUN + 1
    return (tuple(found[at : at + length]) for at in range(len(found) - length + 1))


def test_the_comparison_notices_a_copied_sentence() -> None:
    ours = set(runs("The Organization of American States (OAS) was asked to send a group of experts."))
    assert ours & set(runs("We know that it was asked to send a group of experts."))
    assert not ours & set(runs("To the Organization of American States (OAS) it was new."))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the originals are not on this machine")
def test_none_repeats_the_words_of_a_text_that_is_not_ours() -> None:
    theirs = {run for file in SHARED.rglob("*.txt") for run in runs(file.read_text(encoding="utf-8"))}
    for file in [*FILES, *(ROOT / "tests" / "cases").glob("*/release.txt")]:
        copied = [" ".join(run) for run in runs(file.read_text(encoding="utf-8")) if run in theirs]
        assert copied == [], file
