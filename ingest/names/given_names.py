"""Given names, by which a person's name shows."""

from __future__ import annotations

from functools import cache

from ..text.language import ANY, load
from ..text.tokens import Token


def is_given(token: Token) -> bool:
    """Whether a word is a known given name, or begins with one: "Jean-Marie"."""
    return token.capital and token.fold.partition("-")[0] in _given_names()


@cache
def _given_names() -> frozenset[str]:
    """The names that `given_names.toml` lists, folded."""
    table = load(ANY).table("given_names")
    return frozenset(name for names in table.values() for name in names)
