"""Language data: complete, and clear about what is wrong with it."""

from __future__ import annotations

import pytest
from cybercoop.ingest.base.refusals import LanguageDataError
from cybercoop.ingest.text.detecting import guess
from cybercoop.ingest.text.language import Language, codes, load


def test_four_languages_ship_with_the_same_tables() -> None:
    assert codes() == ("en", "es", "fr", "pt")
    for name in ("language", "header", "sentences"):
        keys = set(load("en").table(name))
        assert all(set(load(code).table(name, keys)) == keys for code in codes())


@pytest.mark.parametrize(
    ("code", "name", "number"),
    [("en", "sept", 9), ("es", "marzo", 3), ("pt", "fevereiro", 2), ("fr", "aout", 8), ("fr", "dec", 12)],
)
def test_months_come_without_accents_and_abbreviated_too(code: str, name: str, number: int) -> None:
    assert load(code).months()[name] == number


def test_weekdays_begin_on_monday() -> None:
    assert (load("en").weekdays()["monday"], load("es").weekdays()["domingo"]) == (0, 6)


def test_errors_name_file_and_key() -> None:
    language = Language("xx", {"header": {"navigation": "home", "typo": []}})
    with pytest.raises(LanguageDataError, match=r"languages/xx/sentences\.toml: the file is missing"):
        language.table("sentences")
    with pytest.raises(LanguageDataError, match=r"languages/xx/header\.toml: the key 'release' is missing"):
        language.table("header", ["navigation", "release"])
    with pytest.raises(LanguageDataError, match=r"languages/xx/header\.toml: unknown key 'typo'"):
        language.table("header", ["navigation"])
    with pytest.raises(LanguageDataError, match=r"languages/xx/header\.toml: 'navigation' must be a list"):
        language.strings("header", "navigation")
    with pytest.raises(LanguageDataError, match="no such language; known are en, es, fr, pt"):
        load("qq")


def test_guess() -> None:
    assert guess("The ministers of the region met in Lima.")[0] == "en"
    assert guess("12 345")[0] is None
