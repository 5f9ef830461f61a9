"""Numbers of a series, in words, figures and Roman numerals: "fifty-second", "39th", "REMJA V"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..text.language import Language
from ..text.tokens import Token, fold

_ROMAN = re.compile(r"(?=[IVXL])X{0,3}(?:IX|IV|V?I{0,3})|XL(?:IX|IV|V?I{0,3})")
_TEN = 10
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


class Ordinals:
    """Reads the ordinals of one language; all words are data (``activities.toml``)."""

    def __init__(self, language: Language) -> None:
        """Makes the words of one language known."""
        data = language.table("activities")["ordinals"]
        words: list[str] = data["words"]  # several forms of one number stand in one string
        self._numbers = {word: n for n, forms in enumerate(words, start=1) for word in forms.split()}
        self._numbers |= {w: 10 * n for n, forms in enumerate(data["tens"], start=3) for w in forms.split()}
        for tens, joined in enumerate(data["joined"], start=2):
            units = ((n, word) for n, forms in enumerate(words[:9], start=1) for word in forms.split())
            self._numbers |= {f"{joined}{''.join(data['joins'])}{word}": 10 * tens + n for n, word in units}
        self._numbers = {fold(word): n for word, n in self._numbers.items()}
        self.words = frozenset(self._numbers)
        suffixes = "|".join(map(re.escape, data["suffixes"]))
        self._figures = re.compile(rf"(\d{{1,3}})(?:{suffixes})")
        words = sorted(self._numbers, key=len, reverse=True)
        spelled = "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in words)
        self.pattern = re.compile(rf"\b(?:\d{{1,3}}(?:{suffixes})|{spelled}) ")

    def number(self, word: str) -> int | None:
        """The number that a word tells; None where it tells none. Numerals must be capitals: "REMJA IX"."""
        if (known := self._numbers.get(fold(word))) is not None:
            return known
        if (figures := self._figures.fullmatch(word)) is not None:
            return int(figures[1])
        return _roman(word) if _ROMAN.fullmatch(word) else None

    def is_ordinal(self, word: str) -> bool:
        """Whether a word is an ordinal, in whatever letters: "Second", "39th"."""
        return fold(word) in self._numbers or self._figures.fullmatch(word) is not None

    def told(self, tokens: Sequence[Token]) -> int | None:
        """The first number that some tokens tell; "39" and "th" are two tokens."""
        for i, token in enumerate(tokens):
            joined = token.text
            if token.text.isdigit() and i + 1 < len(tokens) and tokens[i + 1].start == token.end:
                joined += tokens[i + 1].text
            if (number := self.number(joined)) is not None:
                unit = self.number(tokens[i + 1].text) if i + 1 < len(tokens) and _tens(number) else None
                return number + unit if unit is not None and unit < _TEN else number
        return None

    def first_in(self, text: str) -> int | None:
        """The first number that the words of a name tell."""
        return next((n for word in text.split() if (n := self.number(word.strip("(),.:"))) is not None), None)


@cache
def of(language: Language) -> Ordinals:
    """The ordinals of a language, made once."""
    return Ordinals(language)


def _tens(number: int) -> bool:
    """Whether a unit may follow: "vigésima segunda"."""
    return number > _TEN and number % _TEN == 0


def _roman(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
