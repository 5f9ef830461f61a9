"""Plurals of head nouns, by the endings that a language's data list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Plurals:
    """How a language forms plurals."""

    endings: tuple[tuple[str, str], ...]  # of the plural, of the singular: ("ies", "y")
    head_first: bool  # the noun stands first in a phrase: "grupos de trabajo"

    def singulars(self, word: str) -> Iterator[str]:
        """The singulars that a plural may have."""
        for plural, singular in self.endings:
            if word.endswith(plural):
                yield word[: len(word) - len(plural)] + singular

    def of(self, phrase: str) -> Iterator[str]:
        """The plurals that a noun, or a phrase with its adjectives, may have."""
        if not self.head_first:
            yield from self._forms(phrase)
            return
        noun, *rest = phrase.split(" ")
        others = [(word, *self._forms(word)) for word in rest]
        for form in self._forms(noun):
            for words in product((form,), *others) if len(others) < 3 else ((form, *rest),):
                yield " ".join(words)

    def inflected(self, words: Iterable[str]) -> frozenset[str]:
        """Words with all their plurals."""
        return frozenset(form for word in words for form in (word, *self.of(word)))

    def _forms(self, word: str) -> Iterator[str]:
        for plural, singular in self.endings:
            if word.endswith(singular):
                yield word[: len(word) - len(singular)] + plural


def plurals(pairs: Sequence[Sequence[str]], head_first: bool) -> Plurals:
    """The plurals of a language whose data list these pairs of endings."""
    return Plurals(tuple((plural, singular) for plural, singular in pairs), head_first)
