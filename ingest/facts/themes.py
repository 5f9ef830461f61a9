"""What an activity is about, in the themes of the GFCE and of the CMM, by words that are data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..text.choices import letters_first
from ..text.language import Language

_SCHEMES = ("gfce", "cmm")


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = language.table("themes")
    return tuple(
        (
            f"{scheme}/{notation}",
            re.compile("|".join(found for word in words for found in letters_first(word))),
        )
        for scheme in _SCHEMES
        for notation, words in data[scheme].items()
    )


def themes(text: str, language: Language) -> Iterator[str]:
    """The themes whose words stand in a text, as paths of concepts: "gfce/B", "cmm/1.2"."""
    small = text.lower()  # the patterns are in small letters: to ignore case in each takes twice the time
    for path, pattern in _patterns(language):
        if pattern.search(small):
            yield path
