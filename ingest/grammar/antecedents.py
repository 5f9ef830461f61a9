"""Whom words without names mean: "It supported", "They came from", "the two institutions"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ..names.document import Mention
from ..names.entities import Kind
from .syntax import Clause, ClauseKind, Parse, Phrase, Tag

_LEAST = 2  # of what is counted
_BODIES = (Kind.ORGANIZATION, Kind.STATE)


class Antecedents:
    """Finds those whom a phrase of one sentence means in it or in the sentences before."""

    def __init__(
        self, parse: Parse, earlier: Sequence[Parse], numbers: Mapping[str, int], states: frozenset[str]
    ) -> None:
        """Prepares for a sentence.

        Args:
            parse: the sentence.
            earlier: those before it, the nearest first; the first may be in another paragraph.
            numbers: words that count, with their numbers: "both" is 2.
            states: nouns that mean states: "countries".
        """
        self.parse = parse
        self.earlier = earlier
        self.numbers = numbers
        self.states = states

    def counted(self, phrase: Phrase) -> list[Mention]:
        """The two whom "the two institutions" means: a list before of that number and kind."""
        alone = phrase.head.fold in self.numbers  # "on behalf of both", "the two"
        number = self.numbers.get(phrase.head.fold if alone else phrase.number or phrase.determiner)
        if number is None or number < _LEAST or not (phrase.determiner or alone):
            return []
        if any(part.head.kind is not Kind.ACTIVITY for _, part in phrase.parts):
            return []
        kind = Kind.STATE if phrase.head.lemma in self.states else Kind.ORGANIZATION
        before = [p for p in self.parse.phrases if p.last <= phrase.first]
        for phrases in (before, *(parse.phrases for parse in self.earlier)):
            for found in _lists(phrases, kind):
                if len(found) == number:
                    return found
        return []

    def subject(self, plural: bool) -> Phrase | None:
        """What the sentence before began with, which "it" or "they" may mean."""
        if not self.earlier:
            return None
        clause = _main(self.earlier[0])
        subject = None if clause is None else clause.subject
        if subject is None or subject.first > 2 or subject.head.tag is Tag.PRONOUN:
            return None
        if plural:
            return subject if subject.items or subject.head.kind is None else None
        named = any(word.kind is Kind.ACTIVITY for word in self.earlier[0].words)
        alone = not subject.items and subject.head.kind in _BODIES
        return subject if alone and (subject.head.kind is Kind.STATE or not named) else None


def _main(parse: Parse) -> Clause | None:
    return next((c for c in parse.clauses if c.kind is ClauseKind.MAIN and c.verb is not None), None)


def _lists(phrases: Sequence[Phrase], kind: Kind) -> Iterator[list[Mention]]:
    """The lists of one kind, the last first, then all of the kind that a sentence names."""
    alone: dict[object, Mention] = {}
    for phrase in phrases:
        for each in phrase.every():
            if each.head.kind is kind and each.head.mention is not None:
                alone.setdefault(each.head.mention.entity, each.head.mention)
    for phrase in reversed(phrases):
        items = [each.head.mention for each in phrase.every()]
        if len(items) > 1 and all(m is not None and m.kind is kind for m in items):
            yield [m for m in items if m is not None]
    yield list(chain(alone.values()))
