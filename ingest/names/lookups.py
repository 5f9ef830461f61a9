"""Names and phrases of several words, found in running tokens by their first word or their last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...ontology.reference import Thing
from ..text.tokens import Token, acronym_like, fold, tokenize


class Lookup:
    """Finds the longest known name that begins at a token."""

    def __init__(self, names: Iterable[tuple[str, Thing]]) -> None:
        """Makes names known, each with the thing that bears it."""
        self._names: dict[tuple[str, ...], list[tuple[str, Thing]]] = {}
        sizes: dict[str, set[int]] = {}
        for name, thing in names:
            for written in _hyphened(name):
                if words := tuple(t.fold for t in tokenize(written, 0, len(written))):
                    self._names.setdefault(words, []).append((name, thing))
                    sizes.setdefault(words[0], set()).add(len(words))
        for found in self._names.values():
            found.sort(key=lambda entry: (entry[0], entry[1].iri.value))
        self._sizes = {word: sorted(counts, reverse=True) for word, counts in sizes.items()}

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, list[Thing]]:
        """How many tokens from `i` the longest known name takes, and whose it is; (0, []) for none."""
        for size in self._sizes.get(tokens[i].fold, ()):
            words = tuple([t.fold for t in tokens[i : i + size]])
            known = self._names.get(words, ()) if len(words) == size else ()
            found = [entry for entry in known if _written_as(tokens, i, size, entry[0])]
            if found:
                text = " ".join(t.text for t in tokens[i : i + size]).casefold()
                exact = [entry for entry in found if entry[0].casefold() == text]  # San José is no San Jose
                return size, list({thing.iri: thing for _, thing in exact or found}.values())
        return 0, []

    def word(self, written: str) -> Iterator[Thing]:
        """The things whose name is this one word, written so."""
        return (thing for name, thing in self._names.get((fold(written),), ()) if name == written)


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
        self._last = _sizes((p.split(" ")[-1], p) for p in self._phrases)

    def from_token(self, tokens: Sequence[Token], i: int) -> int:
        """How many tokens the longest phrase takes that begins at a token; 0 where none does."""
        sizes = self._first.get(tokens[i].fold)
        return self.opening([t.fold for t in tokens[i : i + sizes[0]]]) if sizes else 0

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
