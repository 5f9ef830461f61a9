"""Dates: the examples of each language's patterns."""

from __future__ import annotations

from typing import Any

import pytest
from cybercoop.ingest.base.refusals import LanguageDataError
from cybercoop.ingest.text.date_patterns import expanded
from cybercoop.ingest.text.dates import Calendar
from cybercoop.ingest.text.language import codes, load

EXAMPLES = [
    (code, example)
    for code in codes()
    if "dates" in load(code).tables
    for example in load(code).table("dates")["examples"]
]


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=[e["text"][:40] for _, e in EXAMPLES])
def test_each_example_is_found(code: str, example: dict[str, Any]) -> None:
    text = example["text"]
    found = Calendar(load(code)).find(text, 0, len(text), example["issued"])
    assert [f"{when.first}/{when.last}" for when in found] == example["find"]


def test_macros_are_checked() -> None:
    with pytest.raises(
        LanguageDataError, match=r"languages/xx/dates\.toml: unknown name '\{mnth\}'; known are day, month"
    ):
        expanded(["{mnth} {day}{th}{0,3}"], {"th": "th"}, ["month", "day"], "xx")
    with pytest.raises(
        LanguageDataError, match=r"languages/xx/dates\.toml: the macro 'th' is used by no pattern"
    ):
        expanded(["{month} {day}"], {"th": "th"}, ["month", "day"], "xx")
