"""What a name is made of: words by their meaning, numbers, years; and how alike two are.

The words of a name's owner are left out, so that "Central Bank of Honduras" and "Central Bank" (of Honduras)
are one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz import fuzz

from .cognates import cognates, meaning

_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_SPELT_ALIKE = 80  # of 100: "recommendations" and "recomendaciones", in letters
_LETTERS = 6  # shorter words are alike by chance
_ALIKE = 0.75  # of the words of two names, those that they share
_APART = 0.34


@dataclass(frozen=True, slots=True)
class Title:
    """A name in its parts."""

    words: frozenset[str]  # what they mean, without numbers, years and the owner
    telling: frozenset[str]  # those that not every such name has
    numbers: frozenset[str]  # "2" of "Second Forum", "5512" of "Decree 5512"
    years: frozenset[str]
    initials: bool  # whether capitals are all that it has: "REMJA VI" is like no other name


@lru_cache(maxsize=100_000)
def title(name: str, kind: str, owners: tuple[frozenset[str], ...] = ()) -> Title:
    """The name of a thing of a kind; `owners` are the words of its owners' names, the longest first."""
    meant = frozenset(meaning(name))
    for owner in owners:
        if owner < meant:
            meant -= owner
    years = frozenset(word for word in meant if _YEAR.fullmatch(word))
    numbers = frozenset(word.lstrip("0") or "0" for word in meant if word.isdigit()) - years
    words = frozenset(word for word in meant if not word.isdigit())
    telling = words - cognates().plain.get(kind, frozenset())
    return Title(words, telling, numbers, years, bool(telling) and telling <= _capitals(name))


def _capitals(name: str) -> set[str]:
    return {word.lower() for word in _CAPITALS.findall(name)}


def compared(left: Iterable[Title], right: Iterable[Title]) -> str:
    """How alike the likest of two things' names are: one of the outcomes of `features.toml`."""
    found = {_outcome(ours, theirs) for ours, theirs in product(left, right)}
    return next((each for each in _LIKEST_FIRST if each in found), "")


_LIKEST_FIRST = ("same", "alike", "within", "short", "plain", "partly", "apart")


def _outcome(left: Title, right: Title) -> str:
    if left.words == right.words:
        return "same" if len(left.telling) > 1 or len(left.words) > 2 else "short"
    if not left.telling or not right.telling:
        return "plain"
    shared = _shared(left.telling, right.telling)
    smaller, larger = sorted((len(left.telling), len(right.telling)))
    overlap = 2 * shared / (smaller + larger)
    if overlap == 1:
        return "same" if smaller > 1 else "within"
    if overlap >= _ALIKE:
        return "alike"
    if shared == smaller and smaller > 1:
        return "within"
    if overlap > _APART:
        return "partly"
    return "plain" if left.initials or right.initials else "apart"


@lru_cache(maxsize=100_000)
def _shared(left: frozenset[str], right: frozenset[str]) -> int:
    """How many words of one have a counterpart in the other, which may be spelt a little otherwise."""
    ours, rest = sorted(left - right), sorted(right - left)
    shared = len(left & right)
    for word in ours:
        found = next((other for other in rest if _spelt_alike(word, other)), None)
        if found is not None:
            rest.remove(found)
            shared += 1
    return shared


def _spelt_alike(left: str, right: str) -> bool:
    return min(len(left), len(right)) >= _LETTERS and fuzz.ratio(left, right) >= _SPELT_ALIKE
