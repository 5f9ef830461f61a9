"""When two names may be names of one person: by their words, in order."""

from __future__ import annotations

from ..things.resolve import words
from .cognates import cognates


def person_words(name: str) -> list[str]:
    """A person's names and initials, in order, without particles."""
    return [each for each in words(name) if each not in cognates().particles]


def same_person(left: str, right: str) -> bool:
    """Whether two names fit one person.

    The given name and the first surname are the same, and the words of one are among the other's in their
    order, where an initial stands for any word that it begins: "Ana Torres", "Ana L. Torres", "Ana Lucía
    Torres Vega". In a name of four words or more the first surname is the last word but one, so that "Ana
    Vega" fits none of them.
    """
    short, long = sorted((person_words(left), person_words(right)), key=len)
    if short == long:
        return bool(short)
    if len(short) < 2 or len(short[0]) < 2 or short[0] != long[0] or not among(short, long):
        return False
    full, longest = _full(short), _full(long)
    if len(full) < 2 or len(short[-1]) < 2 or len(long[-1]) < 2:  # a surname is written out
        return False
    return len(longest) < 4 or full[-2:] == longest[-2:] or full[-1] == longest[-2]


def _full(names: list[str]) -> list[str]:
    return [each for each in names if len(each) > 1]


def among(short: list[str], long: list[str]) -> bool:
    """Whether all words of one are in the other, in the same order."""
    rest = iter(long)
    return all(any(_fit(word, other) for other in rest) for word in short)


def _fit(left: str, right: str) -> bool:
    """Whether two words are equal, or one is the other's initial."""
    return left == right or (1 in (len(left), len(right)) and left[0] == right[0])
