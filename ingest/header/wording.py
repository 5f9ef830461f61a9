"""The words that tell what a line of a header or of a page is, in all languages at once.

They are data (``languages/*/header.toml``, ``languages/und/web.toml``). Those of all languages count in every
release, because pages in one language carry buttons in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..text.language import ANY, codes, load, plain
from .publishers import bare

_KEYS = (
    *("navigation", "furniture_starts", "notices", "cookies", "errors", "related"),
    *("release", "advisory", "reference", "title_lead", "byline", "periodicals"),
    *("date_lead", "date_joins", "modified", "dates", "months", "today", "range_joins"),
    *("mast_heads", "mast_joins", "title_words", "labels", "rubrics"),
)
_WEB_KEYS = ("services", "formats")


@cache
def phrases(key: str) -> tuple[str, ...]:
    """The phrases of all languages under one key of ``header.toml``.

    Raises:
        LanguageDataError: a language lacks a key, or has one that nobody knows.
    """
    _check()
    return tuple(phrase for code in codes() for phrase in load(code).strings("header", key))


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


def whole_words(some: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases where no letter stands beside them, in text that `plain` wrote."""
    known = sorted(set(map(plain, some)), key=lambda phrase: (-len(phrase), phrase))
    ends = (either([phrase]) + (r"(?!\w)" if phrase[-1].isalnum() else "") for phrase in known)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ends)})")


@cache
def _check() -> None:
    for code in codes():
        load(code).table("header", _KEYS)
