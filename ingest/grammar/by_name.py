"""Frames of verbs by the names that call for them: "take part", "bear cost", "training cover"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Framed = TypeVar("Framed")


class ByName(dict[str, tuple[Framed, ...]]):
    """The frames of one table, and whether a verb is in any of their names: most verbs are in none."""

    def __init__(self, frames: Iterable[tuple[str, Framed]]) -> None:
        """Takes names, each with one of its frames."""
        super().__init__()
        for name, frame in frames:
            self[name] = (*self.get(name, ()), frame)
        self._words = frozenset(word for name in self for word in name.split())

    def has_verb(self, lemma: str) -> bool:
        """Whether a name may have this verb; a verb of two words is not looked up."""
        return lemma in self._words or " " in lemma
