"""Words without which a pattern cannot match: most rules are passed by because a sentence has none of them.

A word is known by its first letters, so that "organi[sz](?:e|ed)" is found by "org". Of regular expressions
only what the patterns in ``languages/*/relations.toml`` use is understood: no comments, no references back.
The tests compare, for all rules and their examples, what is found with triggers and without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from functools import cache

_LETTERS = 3  # of a word tell it
_MOST = 80  # stems: a choice of more tells nothing
_TOKEN = re.compile(
    r"\((?P<look>\?<?[=!])|\((?P<group>\?(?:P<\w+>|[a-z]*:))?|\\(?P<escape>.)|(?P<set>\[(?:\\.|[^]])*\])"
    r"|(?P<repeat>[?*+]|\{\d*,?\d*\})\??|(?P<plain>[^)|.^$])|.",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]+")
_OPTIONAL = ("?", "*", "{0", "{,")


def stems(text: str) -> frozenset[str]:
    """The first letters of each word of a text."""
    return frozenset(word[:_LETTERS] for word in _WORD.findall(text.lower()))


@cache
def triggers(pattern: str) -> tuple[frozenset[str], ...]:
    """Sets of stems: every text that the pattern matches has one of each set."""
    alternatives = _Reader(list(_TOKEN.finditer(pattern))).alternatives()
    if len(alternatives) == 1:
        return tuple(dict.fromkeys(_candidates(alternatives[0], False)))
    either = _either(alternatives, False)
    return () if either is None else (either,)


@dataclass(slots=True)
class _Item:
    """One part of a pattern: a character ("" for any), or alternatives; both may be left out."""

    char: str = ""
    alternatives: list[list[_Item]] = field(default_factory=list)
    zero: bool = False  # it takes no character
    edge: bool = False  # a word may begin there
    optional: bool = False
    again: bool = False  # it may come more than once

    @property
    def letter(self) -> bool:
        return self.char.isalpha()


class _Reader:
    """Reads a pattern into items."""

    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self.tokens = tokens
        self.i = 0

    def alternatives(self) -> list[list[_Item]]:
        found: list[list[_Item]] = [[]]
        while self.i < len(self.tokens):
            token = self.tokens[self.i]
            self.i += 1
            if token.lastgroup == "plain":
                found[-1].append(_Item(token[0].lower()))
                continue
            if token[0] == ")":
                break
            if token[0] == "|":
                found.append([])
            elif token["repeat"]:
                found[-1][-1].optional = token["repeat"].startswith(_OPTIONAL)
                found[-1][-1].again = token["repeat"] != "?"
            else:
                found[-1].append(self._item(token))
        return found

    def _item(self, token: re.Match[str]) -> _Item:
        if token["look"]:
            self.alternatives()
            return _Item(zero=True)
        if token[0].startswith("("):
            return _Item(alternatives=self.alternatives())
        if token["escape"]:
            edge = token["escape"] == "b"
            return _Item(zero=edge, edge=edge, char="" if token["escape"].isalnum() else token["escape"])
        if token["set"]:
            letters = {letter.lower() for letter in token["set"][1:-1]}
            return _Item(char=letters.pop() if len(letters) == 1 else "")
        return _Item(zero=token[0] in "^$", edge=token[0] == "^")


def _either(alternatives: list[list[_Item]], begins: bool) -> frozenset[str] | None:
    """Stems of which one is in each alternative; None where an alternative has none."""
    found = [_best(items, begins) for items in alternatives]
    return None if None in found else frozenset().union(*(stem for stem in found if stem is not None))


def _best(items: list[_Item], begins: bool) -> frozenset[str] | None:
    """The stems that tell most of a sequence: long ones, and few."""
    return min(_candidates(items, begins), key=lambda each: (-min(map(len, each)), len(each)), default=None)


def _candidates(items: list[_Item], begins: bool) -> Iterator[frozenset[str]]:
    """What each word or choice that a sequence cannot do without offers; `begins`: a word may begin here."""
    for i, item in enumerate(items):
        begins = begins or item.edge
        if item.zero:
            continue
        if begins and not item.optional:
            found = _stems_of(items[i:], "") or (
                _either(item.alternatives, begins) if item.alternatives else None
            )
            if found:
                yield frozenset(found)
        begins = (begins or not item.optional) and _ends_word(item)


def _stems_of(items: list[_Item], word: str) -> Set[str] | None:
    """The first letters of the words that may begin here; None where they are not certain."""
    for i, item in enumerate(items):
        if len(word) == _LETTERS:
            break
        if item.zero:
            continue
        if item.alternatives or item.optional:
            if item.again and len(word) < _LETTERS:
                return None
            branches = item.alternatives or [[_Item(char=item.char)]]
            return _all_stems([*branches, *([[]] if item.optional else [])], items[i + 1 :], word)
        if not item.char:
            return None
        if not item.letter:
            return {word} if word else None
        word += item.char
        if item.again:
            return {word} if len(word) == _LETTERS else None
    return {word} if len(word) == _LETTERS else None


def _all_stems(branches: list[list[_Item]], rest: list[_Item], word: str) -> Set[str] | None:
    found: set[str] = set()
    for branch in branches:
        stems_here = _stems_of([*branch, *rest], word)
        if stems_here is None or len(found) > _MOST:
            return None
        found |= stems_here
    return found


def _ends_word(item: _Item) -> bool:
    """Whether no word goes on after an item."""
    if item.alternatives:
        return all(items and _ends_word(items[-1]) for items in item.alternatives)
    return bool(item.char) and not item.letter
