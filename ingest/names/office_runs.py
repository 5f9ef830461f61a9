"""Where offices stand in a sentence, so that names do not take them in: "CICTE | Executive Secretary"."""

from __future__ import annotations

from collections.abc import Sequence

from ..text.tokens import Token
from .given_names import is_given
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


def office_lengths(tokens: Sequence[Token], lexicon: Lexicon) -> list[int]:
    """For each token, how many tokens the office takes that covers it; 0 where there is none."""
    lengths = [0] * len(tokens)
    after = 0  # the last office
    for i in [i for i, t in enumerate(tokens) if t.fold in lexicon.office_phrases.first]:
        if i >= after and (size := office_length(tokens, i, lexicon)):
            while lexicon.head_first and _modified(tokens, i + size, lexicon):
                size += 1  # "Secretario General | Adjunto"
            after = i + size
            lengths[i:after] = [size] * size
    return lengths


def _modified(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Whether a word after an office belongs to it, and opens no person's name."""
    if k >= len(tokens) or tokens[k].fold not in lexicon.modifiers:
        return False
    return not is_given(tokens[k])
