"""Names and phrases of several words, found in running tokens by their first word or their last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from ...ontology.reference import Thing
from ..text.splitting import Splitter
from ..text.tokens import Token, acronym_like, fold

_Entry = tuple[str, Thing]  # a name as it is written, and whose it is


class Lookup:
    """Finds the longest known name that begins at a token."""

    def __init__(
        self, names: Iterable[_Entry], splitter: Splitter, apart: Collection[str] = frozenset()
    ) -> None:
        """Makes names known, each with the thing that bears it.

        Names that begin with a word of `apart` are found only where that is written with its accents: without
        them it is an office, "Secretaria" and not "Secretaría".
        """
        self._apart = apart
        # flat tables of strings: what holds many objects makes every garbage collection slow
        self._names: dict[str, tuple[_Entry, ...]] = {}
        self._small: set[str] = set()  # first words that names have in small letters
        first: set[str] = set()
        sizes: dict[str, set[int]] = {}
        for name, thing in sorted(names, key=lambda entry: (entry[0], entry[1].iri.value)):
            for written in _hyphened(name):
                words = [t.fold for t in splitter.tokens(written, 0, len(written))]
                if not words:
                    continue
                key = " ".join(words)
                self._names[key] = (*self._names.get(key, ()), (name, thing))
                first.add(words[0])
                if len(words) > 1:
                    sizes.setdefault(f"{words[0]} {words[1]}", set()).add(len(words))
                if not name[0].isupper():
                    self._small.add(words[0])
        self.first = frozenset(first)  # the words with which names begin
        # by their first two words, the lengths of those that have more than one, the longest first
        self._sizes = {two: tuple(sorted(counts, reverse=True)) for two, counts in sizes.items()}

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, list[Thing]]:
        """How many tokens from `i` the longest known name takes, and whose it is; (0, []) for none."""
        token = tokens[i]
        if token.fold not in self.first:
            return 0, []
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if (after is None or not after.capital) and token.text.islower() and token.fold not in self._small:
            return 0, []  # "first" is not FIRST
        sizes = self._sizes.get(f"{token.fold} {after.fold}", ()) if after is not None else ()
        for size in (*sizes, 1):
            words = [t.fold for t in tokens[i : i + size]]
            known = self._names.get(" ".join(words)) if len(words) == size else None
            if known and (found := [e for e in known if self._is_written(tokens, i, size, e[0])]):
                return size, _exact(found, tokens[i : i + size])
        return 0, []

    def _is_written(self, tokens: Sequence[Token], i: int, size: int, name: str) -> bool:
        """Whether a name is written as it is known: by its capitals, and by an accent that tells it apart."""
        text = tokens[i].text
        first = name.partition(" ")[0].casefold() if self._apart else ""
        if first in self._apart and text.casefold() != first and not text.isupper():
            return False
        return _written_as(tokens, i, size, name)

    def word(self, written: str) -> Iterator[Thing]:
        """The things whose name is this one word, written so."""
        return (thing for name, thing in self._names.get(fold(written), ()) if name == written)


def _exact(found: list[_Entry], tokens: Sequence[Token]) -> list[Thing]:
    """The things whose names are spelled just so, or else all: San José is no San Jose."""
    if len(found) > 1:
        text = " ".join([t.text for t in tokens]).casefold()
        found = [entry for entry in found if entry[0].casefold() == text] or found
    return list({thing.iri: thing for _, thing in found}.values())


def _hyphened(name: str) -> Iterable[str]:
    """A name, and other hyphens that it may be written with: "Port-of Spain", "Port au Prince"."""
    yield name
    if "-" in name and name.count("-") > 1:
        yield name.replace("-", " ")
    first, second, rest = (*name.split(" ", 2), "", "")[:3]
    if rest and second.islower() and " " not in rest:
        yield f"{first}-{second} {rest}"


def _written_as(tokens: Sequence[Token], i: int, size: int, name: str) -> bool:
    """Whether the capitals are those of the name; an acronym must be written as it is known."""
    text = tokens[i].text
    if size == 1:  # FIRST is not "first"
        if acronym_like(name):
            return text == name or (text.isupper() and len(name) > 3 and fold(text) == fold(name))
        return text[0].isupper() == name[0].isupper()
    return text[0].isupper() or not name[0].isupper() or tokens[i + 1].capital


class Phrases:
    """Fixed phrases of one word or more, found by their first word or their last."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Takes folded phrases, their words joined by single blanks."""
        self._phrases = frozenset(phrases)
        self._first = _sizes((p.split(" ")[0], p) for p in self._phrases)
        self.first = frozenset(self._first)  # the words with which phrases begin
        self._last = _sizes((p.split(" ")[-1], p) for p in self._phrases)

    def __contains__(self, phrase: object) -> bool:
        return phrase in self._phrases

    def from_token(self, tokens: Sequence[Token], i: int) -> int:
        """How many tokens the longest phrase takes that begins at a token; 0 where none does."""
        sizes = self._first.get(tokens[i].fold)
        if not sizes:
            return 0
        if sizes[0] == 1:
            return 1  # the word alone is a phrase, and begins no other
        return self.opening([t.fold for t in tokens[i : i + sizes[0]]])

    def opening(self, words: Sequence[str]) -> int:
        """How many words the longest phrase takes that folded words begin with; 0 where none does."""
        for size in self._first.get(words[0], ()):
            if len(words) >= size and " ".join(words[:size]) in self._phrases:
                return size
        return 0

    def up_to_token(self, tokens: Sequence[Token], i: int) -> int:
        """How many tokens the longest phrase takes that ends with a token; 0 where none does."""
        for size in self._last.get(tokens[i].fold, ()):
            first = i - size + 1
            if first >= 0 and " ".join([t.fold for t in tokens[first : i + 1]]) in self._phrases:
                return size
        return 0


def _sizes(words: Iterable[tuple[str, str]]) -> dict[str, list[int]]:
    """For each word the lengths of its phrases, longest first."""
    found: dict[str, set[int]] = {}
    for word, phrase in words:
        found.setdefault(word, set()).add(phrase.count(" ") + 1)
    return {word: sorted(sizes, reverse=True) for word, sizes in found.items()}


@lru_cache(maxsize=256)
def phrases_of(phrases: frozenset[str]) -> Phrases:
    """Phrases to look up, made once, however many releases are read with them."""
    return Phrases(phrases)
