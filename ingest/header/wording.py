"""The words that tell what a line of a header or of a page is, in all languages at once.

They are data (``languages/*/header.toml``, ``languages/und/web.toml``). Those of all languages count in every
release, because pages in one language carry buttons in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..text.language import ANY, load, plain, sound
from .publishers import bare

_KEYS = (
    *("navigation", "furniture_starts", "notices", "cookies", "errors", "related"),
    *("release", "advisory", "reference", "title_lead", "byline", "periodicals"),
    *("date_lead", "date_joins", "modified", "dates", "months", "today", "range_joins"),
    *("mast_heads", "mast_joins", "conjunctions", "title_words", "labels", "rubrics"),
)
_WEB_KEYS = ("services", "formats")
_WORD = re.compile(r"\w+")


@cache
def phrases(key: str) -> tuple[str, ...]:
    """The phrases of all languages under one key of ``header.toml``; a broken file has none."""
    return tuple(phrase for code in sound("header", _KEYS) for phrase in load(code).strings("header", key))


def check(code: str) -> None:
    """Whether a language has the words of headers.

    Raises:
        LanguageDataError: it lacks a key, or has one that nobody knows.
    """
    load(code).table("header", _KEYS)


@cache
def web_names() -> tuple[str, ...]:
    """Names of services and formats that stand on buttons in every language."""
    table = load(ANY).table("web", _WEB_KEYS)
    return tuple(name for key in table for name in load(ANY).strings("web", key))


def bare_phrases(key: str) -> frozenset[str]:
    """The phrases under a key as `bare` writes them."""
    return frozenset(map(bare, phrases(key)))


def either(some: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first."""
    ordered = sorted(set(some), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", " +") for phrase in ordered)


class Phrases:
    """Phrases looked for as whole words in text that `plain` wrote, by their first words.

    One pattern for hundreds of phrases would try each of them at each word.
    """

    def __init__(self, some: Iterable[str]) -> None:
        by_first: dict[str, set[str]] = {}
        for phrase in map(plain, some):
            by_first.setdefault(_first_word(phrase), set()).add(phrase)
        self._longest_words = {
            max(_WORD.findall(phrase), key=len) for each in by_first.values() for phrase in each
        }
        self._by_first = {first: frozenset(known) for first, known in by_first.items()}

    def begin(self, text: str) -> bool:
        """Whether the text begins with one of them."""
        known = self._by_first.get(_first_word(text))
        return known is not None and _pattern(known).match(text) is not None

    def within(self, text: str) -> bool:
        """Whether one of them stands in the text."""
        if self._longest_words.isdisjoint(_WORD.findall(text)):
            return False  # nearly always, since the longest word of a phrase is seldom a common one
        return any(
            (known := self._by_first.get(word[0])) and _pattern(known).match(text, word.start())
            for word in _WORD.finditer(text)
        )


def _first_word(text: str) -> str:
    word = _WORD.match(text)
    return word[0] if word else ""


@cache
def _pattern(known: frozenset[str]) -> re.Pattern[str]:
    """For phrases after which no letter stands; a colon may have a blank before it."""
    ends = (
        either([phrase]).replace(" +:", r"\s?:") + (r"(?!\w)" if phrase[-1].isalnum() else "")
        for phrase in sorted(known, key=lambda phrase: (-len(phrase), phrase))
    )
    return re.compile("|".join(ends))
