"""The cases of *.toml beside this file: what the lines of a release or a page are, and what is refused.

A case has an `id` and a `text` or, for a page of HTML, `html`. It says the `title`, the date as `issued`
("none", "2014-05-03", or "2014-05" of a month), the `reference`, the `kind`, the `publisher`; the whole
`body` as a list of paragraphs, or some that it `has`, and words that the body `lacks`; or that the text is
`refused`, with words of the reason. `unsure = true` says that other lines could well be the title.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cybercoop.ingest.base.model import Release, Source
from cybercoop.ingest.base.refusals import Unreadable
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.sources.page import read_page

FILES = sorted(Path(__file__).parent.glob("*.toml"))
KEYS = {"id", "text", "html", "title", "issued", "reference", "kind", "publisher", "language"}
KEYS |= {"body", "has", "lacks", "refused", "unsure"}
SURE = 0.75


def cases() -> Iterator[Any]:
    for file in FILES:
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=f"{file.stem}-{case['id']}")


def read(case: dict[str, Any]) -> Release:
    if "text" in case:
        return parse(Source("test", case["text"]))
    page = read_page(case["html"], "test")
    said = page.metadata
    return parse(Source("test", page.text, said.url, said.titles, said.published, said.language))


def told(release: Release) -> dict[str, Any]:
    return {
        "title": release.title,
        "issued": release.issued.isoformat() if release.issued else release.month or "none",
        "reference": release.reference or "none",
        "kind": release.kind,
        "publisher": release.publisher or "none",
        "language": release.language,
        "body": [paragraph.span.of(release.text) for paragraph in release.paragraphs],
        "unsure": release.title_certainty < SURE,
    }


@pytest.mark.parametrize("case", list(cases()))
def test_page_top(case: dict[str, Any]) -> None:
    assert set(case) <= KEYS
    if "refused" in case:
        with pytest.raises(Unreadable) as refusal:
            read(case)
        said = str(refusal.value)
        assert case["refused"] in said
        assert "release" in said
        assert "\n" not in said
        return
    found = told(read(case))
    wanted = {key: case[key] for key in found if key in case}
    assert {key: found[key] for key in wanted} == wanted
    assert [one for one in case.get("has", []) if one not in found["body"]] == []
    assert [one for one in case.get("lacks", []) if one in "\n".join(found["body"])] == []


def test_every_case_has_a_name_of_its_own() -> None:
    names = [param.id for param in cases()]
    assert len(names) == len(set(names)) >= 60
