"""The small words of a language beside and inside names, gathered from its files."""

from __future__ import annotations

from ..text.language import Language, Table
from ..text.tokens import fold

# Parts of speech of which no word opens a name; others have such words: "Home Office", "US", "May Day".
_CLOSED = frozenset(
    ("determiner", "possessive", "relative", "conjunction", "subordinator", "preposition", "number")
)


def opening_none(language: Language, names: Table) -> frozenset[str]:
    """Words that no name begins with: of the grammar's closed classes, and what the names' file adds."""
    tags = language.tables["grammar"]["tags"] if "grammar" in language.tables else {}
    closed = (word for key in _CLOSED & tags.keys() for word in tags[key].split())
    return frozenset(map(fold, (*names["function"], *closed)))


def particles(offices: Table) -> frozenset[str]:
    """Words of particles inside a person's name: "de la"."""
    return frozenset(word for phrase in offices["particles"] for word in phrase.split())


def links(names: Table, offices: Table) -> frozenset[str]:
    """Words in small letters that may stand inside a name."""
    halves = (word for words in names["halves"].values() for word in words)
    return frozenset((*names["and"], *names["possessive"], *names["numbering"], *particles(offices), *halves))
