"""When two names may be names of one thing: a person's by their order, an organization's by their words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from ..things.resolve import words
from .cognates import cognates, meaning

_TRANSLATED = 0.75  # of the words of two languages, those that must mean the same
_COUNTED = re.compile(r"\d+|[ivx]+")  # what tells one of a series from the next: a year, a number


def person_words(name: str) -> list[str]:
    """A person's names and initials, in order, without particles."""
    return [each for each in words(name) if each not in cognates().particles]


@lru_cache(maxsize=100_000)
def title_words(name: str) -> tuple[str, ...]:
    """The words of an organization's name, or of a title, that carry its meaning, in order."""
    return tuple(each for each in words(name) if each not in cognates().joints)


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


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """How alike two things are by their names, 0 to 1: the likest of all pairs of names.

    Of two names, the mean of the words that they share (Dice) and of the letters that they share (difflib),
    or 0.9 if one is the acronym of the other; of names in two languages, the words that mean the same.
    """
    return max((_alike(*pair) for pair in product(sorted(left), sorted(right))), default=0.0)


def _alike(left: str, right: str) -> float:
    return max(_alike_by(list(title_words(left)), list(title_words(right))), _alike_in_meaning(left, right))


def _alike_in_meaning(left: str, right: str) -> float:
    """The share of words that mean the same (Dice), if it is high and words of theirs were translated."""
    ours, theirs = set(meaning(left)), set(meaning(right))
    if ours <= set(title_words(left)) and theirs <= set(title_words(right)):
        return 0.0
    shared = 2 * len(ours & theirs) / (len(ours) + len(theirs))
    return shared if shared >= _TRANSLATED else 0.0


def _alike_by(ours: list[str], theirs: list[str]) -> float:
    if not ours or not theirs:
        return 0.0
    if _is_acronym(ours, theirs) or _is_acronym(theirs, ours):
        return 0.9
    shared = _shared(ours, theirs)
    overlap = 2 * shared / (len(ours) + len(theirs))
    if overlap < 0.4:  # the letters could not make up for it
        return overlap
    letters = SequenceMatcher(None, " ".join(ours), " ".join(theirs), autojunk=False).ratio()
    alike = (overlap + letters) / 2
    return alike if _counted(ours) == _counted(theirs) else alike - 0.3


def _shared(left: list[str], right: list[str]) -> int:
    """How many words of one have a counterpart in the other, each used once."""
    rest = list(right)
    for word in left:
        if (found := next((each for each in rest if _fit(word, each)), None)) is not None:
            rest.remove(found)
    return len(right) - len(rest)


def _counted(names: list[str]) -> set[str]:
    return {each for each in names if _COUNTED.fullmatch(each)}


def _is_acronym(short: list[str], long: list[str]) -> bool:
    return len(short) == 1 and len(long) > 2 and short[0] == "".join(each[0] for each in long)
