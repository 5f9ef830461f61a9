"""Names of bodies whose head noun is written small: "le ministère de la Justice", "l'université de Namur".

Such a head is read as if it were capitalized, where what follows it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..text.tokens import Token
from .lexicon import Lexicon

_ADJECTIVES = 2  # words between the head and its "de", at most: "ministère français de la Justice"


def raised(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens, with such heads as if they were capitalized."""
    if not lexicon.small_heads:
        return tokens
    return [_capital(token) if _is_head(tokens, i, lexicon) else token for i, token in enumerate(tokens)]


def _is_head(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a small word is the head of a name: after an article, and before "de" and a capital."""
    if tokens[i].fold not in lexicon.small_heads or not tokens[i].text.islower() or i == 0:
        return False
    if tokens[i - 1].fold not in lexicon.articles - lexicon.indefinite:
        return False
    k, end = i + 1, min(i + 1 + _ADJECTIVES, len(tokens) - 3)
    while k < end and tokens[k].fold not in lexicon.owner:
        if not (lexicon.demonym(tokens, k) or tokens[k].fold.endswith(lexicon.adjective_endings)):
            return False
        k += 1
    if k >= len(tokens) - 1 or tokens[k].fold not in lexicon.owner:
        return False
    k += 1 + (tokens[k + 1].fold in lexicon.articles)
    return k < len(tokens) and tokens[k].capital and tokens[k].word


def _capital(token: Token) -> Token:
    return token._replace(text=token.text[0].upper() + token.text[1:], capital=True)
