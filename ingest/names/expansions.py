"""Full names that an acronym in parentheses spells out: its letters show where they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..text.tokens import Token

_FEWEST = 3  # letters: fewer fit too many words by chance
_FARTHEST = 20  # tokens of a full name, at most
_INNER = ",&-–'’"  # marks that a full name may hold
_PARTS = re.compile(r"[-–'’/]")


def expansions(tokens: Sequence[Token]) -> dict[int, int]:
    """The first token of each name that the acronym after it spells out, with that acronym's token."""
    found: dict[int, int] = {}
    for i in [i for i, token in enumerate(tokens) if token.text == "("]:
        if i + 2 >= len(tokens) or (tokens[i + 2].text != ")" and not _branch(tokens, i + 2)):
            continue
        letters = tokens[i + 1].text
        if len(letters) >= _FEWEST and letters.isalpha() and letters.isupper():
            first = _spelled(tokens, i - 1, letters.casefold(), max(i - _FARTHEST, 0))
            if first is not None:
                found[first] = i + 1
    return found


def _branch(tokens: Sequence[Token], i: int) -> bool:
    """Whether a capitalized word and a closing mark follow an acronym: "(ARCEP | Bénin)"."""
    return i + 1 < len(tokens) and tokens[i].capital and tokens[i + 1].text == ")"


def _spelled(tokens: Sequence[Token], i: int, letters: str, floor: int) -> int | None:
    """Where the words begin that end with a token and spell the letters: small words may be passed by."""
    while i >= floor:
        token = tokens[i]
        if not token.word:
            if token.text not in _INNER:
                return None
        elif token.capital:
            return _capital(tokens, i, letters, floor)
        elif letters[-1] == token.fold[0] and len(letters) > 1:
            first = _spelled(tokens, i - 1, letters[:-1], floor)  # the "A" of "and" in ICANN
            if first is not None:
                return first
        i -= 1
    return None


def _capital(tokens: Sequence[Token], i: int, letters: str, floor: int) -> int | None:
    """The same, where the last word is capitalized: it gives a letter, or one for each of its parts."""
    parts = "".join(part[0] for part in _PARTS.split(tokens[i].fold) if part)
    for taken in sorted({parts, parts[:1]}, key=len, reverse=True):
        if letters == taken:
            return i
        if letters.endswith(taken):
            first = _spelled(tokens, i - 1, letters[: -len(taken)], floor)
            if first is not None:
                return first
    return None
