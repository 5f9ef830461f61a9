"""Which language a text is in, by the small words that each uses.

A word that two languages share speaks for both, but little. Small words inside a name ("Ministerio de
Defensa") tell the language of the name and not of the text, so they speak little too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from .language import ANY, codes, load, stopwords

_WORD = re.compile(r"[^\W\d_]{2,}|[^\W\d_](?![).])")  # "c)" counts
_MOST = 200_000  # characters: more tell no more
_IN_NAME = 0.25  # of what a small word tells elsewhere
_REACH = 2  # words: "Office of the Prime Minister"
_FEW = 2.0  # evidence from which a text of few words has a language
_LEAD = 1.6  # times the evidence for the next language, to be clear


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each language in a text."""

    words: int
    small: Mapping[str, int]  # by language, those of the words that it uses often
    weights: Mapping[str, float]  # by language; a word of one language alone is 1

    @property
    def best(self) -> str | None:
        """The language for which the most speaks; None where nothing speaks for any."""
        code = max(self.weights, key=self.weights.__getitem__)  # of two that tie, the first by code
        return code if self.weights[code] else None

    @property
    def share(self) -> float:
        """Of the words, those that the best language uses often."""
        return self.small[self.best] / self.words if self.best else 0.0

    @property
    def clear(self) -> str | None:
        """The language for which much speaks, and much more than for any other."""
        best = self.best
        if best is None or self.weights[best] < _FEW:
            return None
        return best if self.weights[best] >= _LEAD * self.against(best) else None

    def against(self, language: str) -> float:
        """What speaks for the next language beside one."""
        return max((weight for code, weight in self.weights.items() if code != language), default=0.0)

    def may_hold_others(self, language: str) -> bool:
        """Whether enough speaks for another language that a part may be in it."""
        return self.against(language) >= _FEW


def guess(text: str) -> tuple[str | None, float]:
    """The language for which the most speaks in a text, and the share of its small words among all words.

    None where no small word of any language is found. Of two that tie, the first by code wins.
    """
    found = evidence(text[:_MOST])
    return found.best, found.share


def model() -> str:
    """The language for texts that tell none: the one whose files are the fullest."""
    return str(load(ANY).table("language")["model"])


def evidence(text: str) -> Evidence:
    """What speaks for each language in a text."""
    known, several = _known(), text.upper() != text
    weights = dict.fromkeys(codes(), 0.0)
    words = _WORD.findall(text)
    small = dict.fromkeys(weights, 0)
    capitals = [word[0].isupper() for word in words] if several else []
    for i, word in enumerate(words):
        told = known.get(word.casefold())
        if told is None:
            continue
        share = _IN_NAME if several and _in_name(capitals, i) else 1.0
        for code, weight in told:
            small[code] += 1
            weights[code] += weight * share
    return Evidence(len(words), small, weights)


def together(some: Iterable[Evidence]) -> Evidence:
    """What several texts tell as one."""
    found = list(some)
    languages = codes()
    return Evidence(
        sum(each.words for each in found),
        {code: sum(each.small[code] for each in found) for code in languages},
        {code: sum(each.weights[code] for each in found) for code in languages},
    )


def _in_name(capitals: list[bool], i: int) -> bool:
    """Whether a word stands close between two that are capitalized, or is one that follows another."""
    if capitals[i]:
        return i > 0 and capitals[i - 1]
    return True in capitals[max(0, i - _REACH) : i] and True in capitals[i + 1 : i + 1 + _REACH]


@cache
def _known() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """The languages of each small word, each with how much the word speaks for it."""
    lists = {code: stopwords(code) for code in codes()}
    every = {word for words in lists.values() for word in words}
    told = {word: [code for code, words in lists.items() if word in words] for word in every}
    return {word: tuple((code, 1.0 / len(known) ** 2) for code in known) for word, known in told.items()}
