"""Small words that are an article or a preposition: Portuguese "a", French "des".

What tells them apart are the words beside them, which are data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..text.tokens import Token
from .morphology import Reading
from .syntax import Form, Tag, Word

KEYS = ("article_too", "plural_article", "with_owner")
_HOLDING = frozenset(
    (Tag.NAME, Tag.TIME, Tag.NUMBER, Tag.PRONOUN, Tag.DETERMINER, Tag.POSSESSIVE, Tag.QUOTATION)
)


class Articles:
    """What one language knows of such words."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Compiles the words of one language.

        `article_too` has, by preposition, the pattern of words before which it is none; `plural_article` the
        parts of a contraction that is a plural article too, and the contraction; `with_owner` verbs that
        govern the preposition.
        """
        self.words = {word: re.compile(pattern) for word, pattern in data.get("article_too", {}).items()}
        self.plural = tuple(data.get("plural_article", "").split())
        self.with_owner = frozenset(data.get("with_owner", "").split())

    def is_article(self, tokens: Sequence[Token], i: int, fold: str, after: Reading | None) -> bool:
        """Whether a word that may be a preposition is an article; `after`: what the next is as a verb."""
        if fold not in self.words or i + 1 >= len(tokens):
            return False
        following = tokens[i + 1]
        if i and tokens[i - 1].end == tokens[i].start and tokens[i - 1].word:
            return True  # "na" is "em | a"
        if following.start == tokens[i].end or not following.word:
            return False  # "ao" is "a | o"; "a 5 de maio"
        if after is not None and Form.INFINITIVE in after.forms:
            return False
        return self.words[fold].search(following.fold) is None

    def is_plural(
        self, tokens: Sequence[Token], i: int, before: Word | None, verb: Reading | None, light: bool
    ) -> bool:
        """Whether two parts of a contraction are an article: "Ont participé | des experts".

        `verb` is what the word before may be as a verb, `light` whether it goes with one: "pris part | des".
        """
        if not self.plural or i + 1 >= len(tokens) or tokens[i + 1].start != tokens[i].end:
            return False
        if (tokens[i].fold, tokens[i + 1].fold) != self.plural[:2]:
            return False
        if before is None or before.tag in (
            Tag.MARK,
            Tag.PREPOSITION,
            Tag.RELATIVE,
            Tag.SUBORDINATOR,
            Tag.PARTICLE,
        ):
            return True
        if before.tag in _HOLDING or before.tag is Tag.CONJUNCTION:
            return False
        if before.tag is Tag.AUXILIARY or light:
            return True
        return verb is not None and verb.known and not verb.noun and verb.lemma not in self.with_owner
