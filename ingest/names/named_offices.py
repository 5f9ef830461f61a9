"""Which words are an office, and no surname: "the King", "Mary King"."""

from __future__ import annotations

from collections.abc import Sequence

from ..text.tokens import Token
from .lexicon import Lexicon


def _surname(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a word for an office is a surname here: "Mary King", but "the King", "Academic Dean"."""
    before = tokens[i - 1] if i else None
    if before is None or not tokens[i].capital:
        return False
    if lexicon.head_first and before.capital and before.fold in lexicon.heads:
        return True  # "Universidad | Rey Juan Carlos"
    if tokens[i].fold not in lexicon.surnames:
        return False
    if before.text == "." and i > 1:
        return tokens[i - 2].fold in lexicon.titles
    others = (lexicon.modifiers, lexicon.heads, lexicon.demonyms, lexicon.function, lexicon.articles)
    return before.capital and before.word and not any(before.fold in words for words in others)


def office_length(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int:
    """How many tokens the office takes that begins at a token; 0 where none does."""
    size = lexicon.office_phrases.from_token(tokens, i)
    if size and tokens[i].text.lower() in lexicon.no_offices:
        return 0
    return 0 if size and _surname(tokens, i, lexicon) else size
