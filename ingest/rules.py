"""Rules on relations, read from ``languages/*/relations.toml`` and compiled.

A rule is a pattern with named slots and a predicate. All grammar stands in the data; this
module only knows how macros are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from .language import Language
from .masks import Mask

SLOTS = {
    "a": "(?P<a>⟨a\\d+⟩)",
    "i": "(?P<i>⟨i\\d+⟩)",
    "quoted": "(?P<i>⟨[iu]\\d+⟩)",
    "o": "(?P<o>⟨[ou]\\d+⟩)",
    "p": "(?P<p>⟨p\\d+⟩)",
    "m": "(?P<m>⟨m\\d+⟩)",
    "body": "(?P<body>⟨[ogr]\\d+⟩)",
    "bearer": "(?P<body>⟨[ogrp]\\d+⟩)",  # a body, or a person whose office in one is named last
    "who": "(?P<who>⟨[gospu]\\d+⟩)",
    "who0": "⟨[gosp]\\d+⟩",
    "who2": "(?P<who2>⟨[gospu]\\d+⟩)",
    "from": "(?P<who>⟨[rgospu]\\d+⟩)",
}
_KINDS = re.compile(r"⟨\[?([a-z]+)")  # the kinds that a slot's pattern takes
_PART = re.compile(r"\\.|\[(?:\\.|[^]])*\]|\{(?P<slot>[a-z_]\w*)\}|(?P<quantifier>[?*+]|\{\d*,?\d*\})|.")
_OPTIONAL = ("?", "*", "{0", "{,")  # how a quantifier begins that lets a part be absent
_OPTIONAL_NEXT = re.compile(r"[?*]|\{0?,")
_LITERAL = re.compile(r"[\w ,⟨⟩-]")


@dataclass(frozen=True, slots=True)
class Needs:
    """What a sentence must hold for a rule to fit at all: quick to see, and enough to pass most rules by."""

    slots: tuple[frozenset[str], ...]  # of each set one kind
    words: tuple[str, ...]  # each of these strings

    def slots_in(self, kinds: frozenset[str]) -> bool:
        """Whether these kinds of slots are enough."""
        return not any(kinds.isdisjoint(either) for either in self.slots)

    def words_in(self, text: str) -> bool:
        """Whether a text has the words."""
        return all(words in text for words in self.words)


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule."""

    id: str
    pattern: re.Pattern[str]
    predicate: str
    subject: str
    object: str
    cyber: bool
    same_sentence: bool
    near: bool  # without an activity in the sentence, it must open with the words or a pronoun
    first: bool  # only where no rule before it has said the same of the subject
    host: bool  # a state in this relation is where the activity takes place
    of: str  # the class that its activity has, whichever stands nearer
    unless: frozenset[str]  # classes of activities of which it does not speak
    creates: str
    name: str
    head: str  # the noun by which the text may come back to it
    dated: bool
    needs: Needs


@cache
def rules(language: Language, table: str) -> tuple[Rule, ...]:
    """The rules of one table (``relation``, ``event``, ``contribution``) of a language, compiled."""
    data = language.table("relations")
    return tuple(_compiled(rule, macros(language)) for rule in data[table])


def matches(language: Language, table: str, masked: Mask) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Where rules of a table fit a masked sentence, in the order of the rules."""
    for rule in _possible(language, table, masked.kinds):
        if rule.needs.words_in(masked.text):
            for match in rule.pattern.finditer(masked.text):
                yield rule, match


@cache
def _possible(language: Language, table: str, kinds: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that sentences with slots of these kinds may fit."""
    return tuple(rule for rule in rules(language, table) if rule.needs.slots_in(kinds))


@cache
def macros(language: Language) -> dict[str, str]:
    """The macros of a language, and its articles, which may stand before any slot."""
    found = dict(language.table("relations")["macros"])
    articles = sorted(language.table("names")["articles"], key=len, reverse=True)
    either = "|".join(f"[{a[0].upper()}{a[0]}]{re.escape(a[1:])}" for a in articles)
    return found | {"the": f"(?:(?:{either})(?: |(?<=')))?"}


def _compiled(rule: dict[str, Any], macros: dict[str, str]) -> Rule:
    return Rule(
        id=rule["id"],
        pattern=fill(rule["pattern"], macros),
        predicate=rule.get("predicate", rule.get("actor", "")),
        subject=rule.get("subject", "a"),
        object=rule.get("object", "who"),
        cyber=rule.get("cyber", False),
        same_sentence=rule.get("same_sentence", False),
        near=rule.get("near", False),
        first=rule.get("first", False),
        host=rule.get("host", False),
        of=rule.get("of", ""),
        unless=frozenset(rule.get("unless", ())),
        creates=rule.get("creates", ""),
        name=rule.get("name", ""),
        head=rule.get("head", ""),
        dated=rule.get("dated", False),
        needs=needs(rule["pattern"]),
    )


def fill(pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    """Puts macros and slots into a pattern and compiles it."""

    def one(match: re.Match[str]) -> str:
        name = match[1]
        if name == "the":
            return macros["the"]
        if name in SLOTS:
            return macros["the"] + SLOTS[name]
        return re.sub(r"\{([a-z_]\w*)\}", one, macros[name])

    # an article that may open the pattern adds nothing; a pattern that begins with a slot is quick to search
    return re.compile(re.sub(r"\{([a-z_]\w*)\}", one, pattern).removeprefix(macros["the"]))


def needs(pattern: str) -> Needs:
    """What every match of a rule's pattern holds: the slots and letters that no group or choice encloses."""
    slots: list[frozenset[str]] = []
    letters: list[str] = []  # single ones, "" between those that do not adjoin
    depth = 0
    quantified = True  # so that a question mark after a quantifier is no second one
    for part in _PART.finditer(pattern):
        written, slot = part[0], part["slot"]
        if written in ("(", ")"):
            depth += 1 if written == "(" else -1
            letters.append("")
            quantified = False
        elif depth:
            continue
        elif written == "|":
            return Needs((), ())
        elif part["quantifier"]:
            if not quantified and written[:2] in _OPTIONAL:
                letters[-1:] = [""]
            letters.append("")
            quantified = True
        else:
            if slot in SLOTS and not _OPTIONAL_NEXT.match(pattern, part.end()):
                slots.append(frozenset(_KINDS.findall(SLOTS[slot])[0]))
            letters.append(written if _LITERAL.fullmatch(written) else "")
            quantified = False
    runs = "\0".join("".join(run) for filled, run in groupby(letters, bool) if filled).split("\0")
    return Needs(tuple(slots), tuple(run for run in runs if run))


def examples(language: Language) -> Iterator[tuple[str, re.Pattern[str], list[str], list[str]]]:
    """Each rule's id and pattern, and the masked sentences that it must and must not match, for the tests."""
    data = language.table("relations")
    for table in ("relation", "event", "contribution"):
        for rule in data[table]:
            yield rule["id"], fill(rule["pattern"], macros(language)), rule["examples"], rule["never"]
