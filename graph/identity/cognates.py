"""What a name says in whichever language: its words by their meaning.

The words are data (`cognates.toml`). Languages put them in different orders and say a word once or twice
("National Cyber Security and Cyber Defense Policy", "Política Nacional de Seguridad y Defensa Cibernética"),
so that neither counts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ..things.resolve import words

_FILE = Path(__file__).with_name("cognates.toml")


@dataclass(frozen=True, slots=True)
class Cognates:
    """The words of names, as the table has them, without case and accents."""

    particles: frozenset[str]  # what is written or left out at will between the parts of a person's name
    joints: frozenset[str]  # what joins the words of a title
    meanings: Mapping[str, tuple[str, ...]]  # by word, what stands for it in every language
    plain: Mapping[str, frozenset[str]]  # by kind of thing, meanings that tell none from another


@cache
def cognates() -> Cognates:
    """The table, read once.

    Raises:
        ValueError: a word stands in two rows.
    """
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    meanings = {word: tuple(words(meant)) for word, meant in data["compounds"].items()}
    for row in (row for rows in data["words"].values() for row in rows):
        first, *others = dict.fromkeys(words(row))
        for word in (first, *others):
            if word in meanings:
                raise ValueError(f'{_FILE.name}: "{word}" stands in two rows')
            meanings[word] = (first,)
    return Cognates(
        frozenset(words(data["particles"])),
        frozenset(word for line in data["joints"] for word in words(line)),
        meanings,
        {kind: _plain(data, groups) for kind, groups in data["plain"].items()},
    )


def _plain(data: dict[str, Any], groups: list[str]) -> frozenset[str]:
    firsts = (words(row)[0] for group in groups for row in data["words"][group])
    return frozenset(firsts) | frozenset(words(data["everywhere"]))


@lru_cache(maxsize=100_000)
def meaning(name: str) -> tuple[str, ...]:
    """What the words of a name mean, sorted, each once; a word that the table does not know is itself."""
    return tuple(sorted(set(_meant(words(name)))))


def _meant(names: list[str]) -> Iterator[str]:
    known = cognates()
    for word in names:
        if word not in known.joints:
            yield from known.meanings.get(word, (word,))
