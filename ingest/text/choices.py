"""Choices of words as patterns that a search finds fast.

Python's engine looks for the characters with which the alternatives of a pattern begin and passes over all
else, but only if each begins with a plain character. Otherwise it tries every alternative at every place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_BEGINNING = re.compile(r"(?:\\b)?(?:\[(?P<letters>\w+)\]|(?P<letter>\w))")


def either(words: Iterable[str]) -> str:
    """A choice of plain words, the longest first; by first letters, so that few are tried."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[:1], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_letter.items())


def letters_first(pattern: str) -> list[str]:
    r"""A pattern by its first letters, where a boundary or a choice of letters stands before them.

    r"\b[Tt]oday" is r"T(?<=\bT)oday" or r"t(?<=\bt)oday".
    """
    begins = _BEGINNING.match(pattern)
    if begins is None:
        return [pattern]
    behind = r"(?<=\b{0})" if pattern.startswith(r"\b") else ""
    letters = begins["letters"] or begins["letter"]
    return [letter + behind.format(letter) + pattern[begins.end() :] for letter in letters]
