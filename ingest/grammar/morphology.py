"""Forms of verbs and nouns: regular ones by rules, the others from a table. Rules and tables are data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .syntax import Form, Modality

KEYS = ("finite", "past", "gerund", "doubled", "spellings", "prefixes", "guesses", "adverb")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word may be as a verb."""

    lemma: str
    forms: frozenset[Form]
    known: bool = True  # a verb of the lists, not one that its ending makes likely
    noun: bool = False  # it may be a noun too: "hosts", "support"
    modality: Modality = Modality.ASSERTED  # as its ending tells: "organizará" is planned
    clitic: str = ""  # the pronoun that is joined to it: "celebrarse"
    plural: bool = False  # as its ending tells


class Ending:
    """The first pattern that a word matches says what is cut off and what is put on."""

    def __init__(self, rules: Iterable[tuple[str, int, str]]) -> None:
        """Compiles the rules, which are tried in their order."""
        self._rules = [(re.compile(pattern), cut, ending) for pattern, cut, ending in rules]

    def of(self, word: str) -> str | None:
        """The word with its new ending; None where no rule fits."""
        for pattern, cut, ending in self._rules:
            if pattern.search(word):
                return (word[:-cut] if cut else word) + ending
        return None


class Inflection:
    """Makes the forms of verbs, and guesses what a word is that no list holds."""

    def __init__(self, forms: Mapping[str, Any], irregular: str, doubling: str) -> None:
        """`irregular` has base, past and, where it is another, participle of verbs, between semicolons."""
        self._finite, self._past, self._gerund = (Ending(forms[key]) for key in ("finite", "past", "gerund"))
        self._doubled = re.compile(forms["doubled"])
        self._doubling = frozenset(doubling.split())
        self._spellings = [(usual, other) for usual, other in forms["spellings"]]
        self._guesses = [(re.compile(p), cut, Form(form)) for p, cut, form in forms["guesses"]]
        self.irregular: dict[str, tuple[str, str]] = {}
        for each in irregular.split(";"):
            if words := each.split():
                self.irregular[words[0]] = (words[1], words[-1])

    def forms(self, lemma: str) -> Iterator[tuple[str, Form]]:
        """Each form of a verb, in all its spellings."""
        yield from self._forms(lemma)
        for usual, other in self._spellings:
            if lemma.endswith(usual):
                yield from self._forms(lemma.removesuffix(usual) + other)

    def _forms(self, lemma: str) -> Iterator[tuple[str, Form]]:
        yield lemma, Form.BASE
        yield self._finite.of(lemma) or lemma, Form.FINITE
        stems = [lemma]
        if lemma in self._doubling:
            stems.append(lemma + lemma[-1])  # "cancelled", "canceled"
        elif self._doubled.search(lemma):
            stems = [lemma + lemma[-1]]
        for stem in stems:
            yield self._gerund.of(stem) or stem, Form.GERUND
            if lemma not in self.irregular:
                yield self._past.of(stem) or stem, Form.PAST
        if lemma not in self.irregular:
            return
        past, participle = self.irregular[lemma]
        if past == participle:
            yield past, Form.PAST
        else:
            yield past, Form.FINITE
            yield participle, Form.PARTICIPLE

    def guess(self, word: str) -> Reading | None:
        """What an unknown word may be by its ending; its lemma is only its stem."""
        for pattern, cut, form in self._guesses:
            if pattern.search(word):
                return Reading(word[:-cut], frozenset((form,)), known=False)
        return None


def verb_readings(inflection: Inflection, lemmas: Iterable[str]) -> dict[str, Reading]:
    """The words that are forms of these verbs; where two share one, the past form wins: "found", "left"."""
    found: dict[str, Reading] = {}
    for lemma in sorted(set(lemmas)):
        for word, form in inflection.forms(lemma):
            held = found.get(word)
            if held is None or (held.lemma != lemma and Form.BASE in held.forms and form is not Form.BASE):
                found[word] = Reading(lemma, frozenset((form,)))
            elif held.lemma == lemma:
                found[word] = Reading(lemma, held.forms | {form})
    return found
