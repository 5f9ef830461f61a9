"""Datelines: "[Nairobi, 27 November 2014] ...": the day from which "today" counts in an item."""

from __future__ import annotations

from datetime import date

from ..names.document import Document, Sentence
from ..text.dates import When

_OPENING = 8  # tokens at most before the date of a dateline
_DAY = len("2019-05-14")


def datelines(document: Document) -> set[tuple[int, int]]:
    """Lets "today" count from each item's own dateline; where the datelines' dates stand."""
    lexicon = document.lexicon
    joins = lexicon.owner | lexicon.articles | lexicon.conjunctions  # in "Port of Spain, Trinidad and Tobago"
    found: set[tuple[int, int]] = set()
    day: date | None = None
    paragraph = -1
    for sentence in document.body:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            when = _dateline(sentence, joins)
            if when is not None:
                found.add((when.start, when.end))
                own = date.fromisoformat(when.first)
                day = own if own != document.release.issued else None
        if day is not None and any(when.relative for when in sentence.whens):
            span = sentence.span
            sentence.whens = document.calendar.find(document.text, span.start, span.end, day)
    return found


def _dateline(sentence: Sentence, joins: frozenset[str]) -> When | None:
    """The date of a dateline with which a sentence begins."""
    tokens = sentence.tokens
    for when in sentence.whens[:1]:
        first = next((k for k, t in enumerate(tokens) if t.start >= when.start), len(tokens))
        last = next((k for k, t in enumerate(tokens) if t.start >= when.end), len(tokens))
        if not 0 < first <= _OPENING or last >= len(tokens) or len(when.first) != _DAY or when.relative:
            return None
        before = [t for t in tokens[:first] if t.word]
        closes = tokens[last].text in ("]", ")", "–", "-", "—", ":") and when.day
        closes = closes or (
            tokens[last].text == "." and all(t.text.isupper() and len(t.text) > 2 for t in before)
        )
        named = all(t.capital or t.fold in joins or t.text.isdigit() for t in before)
        return when if closes and before and before[0].capital and named else None
    return None
