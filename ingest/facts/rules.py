"""Rules on relations, read from ``languages/*/relations.toml`` and compiled.

A rule is a pattern with named slots and a predicate. All grammar stands in the data; this
module only knows how macros are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..names.masks import Mask
from ..text.language import Language
from ..text.triggers import triggers

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
_PART = re.compile(r"\\.|\[(?:\\.|[^]])*\]|\{(?P<slot>[a-z_]\w*)\}|.")
_SUBJECTS = ("{who}", "(?P<founder>")
_PREPOSITION = 24  # characters before a slot in which a preposition and an article stand
_OPTIONAL_NEXT = re.compile(r"[?*]|\{0?,")


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
    inside: bool  # its activity is part of another named before, which keeps date and place
    opens: bool  # with its subject, before which no preposition may stand
    slots: tuple[frozenset[str], ...]  # a sentence must hold one kind of each set
    words: tuple[frozenset[str], ...]  # and a word with one of the stems of each set


@cache
def rules(language: Language, table: str) -> tuple[Rule, ...]:
    """The rules of one table (``relation``, ``event``, ``contribution``) of a language, compiled."""
    data = language.table("relations")
    return tuple(_compiled(rule, macros(language)) for rule in data[table])


def matches(language: Language, table: str, masked: Mask) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Where rules of a table fit a masked sentence, in the order of the rules."""
    has_none = masked.stems.isdisjoint
    for rule in _possible(language, table, masked.kinds):
        if not any(map(has_none, rule.words)):
            for match in rule.pattern.finditer(masked.text):
                if not (rule.opens and is_object(language, masked.text, match.start())):
                    yield rule, match


def is_object(language: Language, text: str, start: int) -> bool:
    """Whether a preposition stands before what would be a rule's subject."""
    before: re.Pattern[str] = _not_subject(language)
    return before.search(text, max(0, start - _PREPOSITION), start) is not None


@cache
def _not_subject(language: Language) -> re.Pattern[str]:
    return re.compile(language.table("relations")["lists"]["not_subject"])


@cache
def _possible(language: Language, table: str, kinds: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that sentences with slots of these kinds may fit."""
    return tuple(
        rule for rule in rules(language, table) if not any(kinds.isdisjoint(either) for either in rule.slots)
    )


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
        inside=rule.get("inside", False),
        opens=rule["pattern"].startswith(_SUBJECTS),
        slots=slots(rule["pattern"]),
        words=triggers(fill(rule["pattern"], macros).pattern),
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


def slots(pattern: str) -> tuple[frozenset[str], ...]:
    """The kinds of slots that every match of a pattern holds: those that no group or choice encloses."""
    found: list[frozenset[str]] = []
    depth = 0
    for part in _PART.finditer(pattern):
        if part[0] in ("(", ")"):
            depth += 1 if part[0] == "(" else -1
        elif part[0] == "|" and not depth:
            return ()
        elif not depth and part["slot"] in SLOTS and not _OPTIONAL_NEXT.match(pattern, part.end()):
            found.append(frozenset(_KINDS.findall(SLOTS[part["slot"]])[0]))
    return tuple(found)


def examples(language: Language) -> Iterator[tuple[str, re.Pattern[str], list[str], list[str]]]:
    """Each rule's id and pattern, and the masked sentences that it must and must not match, for the tests."""
    data = language.table("relations")
    for table in ("relation", "event", "contribution"):
        for rule in data[table]:
            yield rule["id"], fill(rule["pattern"], macros(language)), rule["examples"], rule["never"]
