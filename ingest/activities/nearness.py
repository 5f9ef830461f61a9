"""Which activity a date or a place in a sentence belongs to: the nearest one that nothing parts from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..base.model import Span
from ..names.document import Mention, Sentence
from ..names.entities import Kind
from .topics import TRAVELS, Activity, Topics

_FAR = 240  # characters between an activity and its date or place, at most
_BEFORE = 15  # characters by which a date before an activity stands further off than one behind it
_DOCUMENT = 8  # characters by which a document stands further off than an activity
_CLOSE = 12  # characters from what may be no activity to a date or place that is its own
_OPENING = 3  # tokens with which a sentence may tell a day for all that follows
_TENTATIVE = 25  # characters by which what may be no activity stands further off


class Nearness:
    """Finds the activity that stands nearest."""

    def __init__(self, activities: Topics) -> None:
        """Works on the activities of one document."""
        self.acts = activities
        self.doc = activities.doc
        self.words = frozenset(activities.data["order"]["apart"])
        self.leads = self.words | activities.lex.owner | activities.lex.function
        self.other = re.compile(activities.data["order"]["other"])

    def activity(
        self, sentence: Sentence, start: int, end: int, places: bool = False, travels: bool = False
    ) -> Activity | None:
        """The activity to which a date or place belongs: the nearest, unless a document stands nearer.

        With `travels` only what goes somewhere counts: "the mission that the OAS sent to Colombia".
        """
        best: tuple[int, Activity | None] | None = None
        for span, activity in self._candidates(sentence):
            if activity is None and (places or span.end > start):
                continue
            if travels and activity is not None and activity.entity.cls not in TRAVELS:
                continue
            gap = self._gap(span, start, end)
            if activity is None:
                gap += _DOCUMENT
            elif span.start == span.end:  # one of several: its day comes after it
                gap = gap if span.end <= start else _FAR + 1
            elif activity.tentative:
                gap += self._doubt(sentence, activity, span, start, end)
            nearer = gap <= _FAR and (best is None or gap < best[0])
            if nearer and not self._apart(sentence, span, start):
                best = (gap, activity)
        return best[1] if best else None

    def _doubt(self, sentence: Sentence, activity: Activity, span: Span, start: int, end: int) -> int:
        """By how much what may be no activity stands further off.

        A date before "the final session" that does not open the sentence is none of it.
        """
        behind = end <= span.start
        if (span.start - end if behind else start - span.end) <= _CLOSE:
            return 0
        opening = sentence.tokens[min(_OPENING, len(sentence.tokens) - 1)].end
        return _FAR if behind and start > opening and activity.definite else _TENTATIVE

    def _candidates(self, sentence: Sentence) -> Iterator[tuple[Span, Activity | None]]:
        """The activities of a sentence, and its documents, which may stand between one and its date."""
        for token, activity in self.acts.anchors.get(sentence.index, ()):
            yield Span(sentence.tokens[token].start, sentence.tokens[token].start), activity
        for mention in sentence.mentions:
            if mention.entity is None or mention.more:
                continue
            span = sentence.offsets(mention.first, max(mention.last, mention.reach))
            if mention.kind is Kind.ACTIVITY and mention.entity in self.acts.found:
                yield span, self.acts.found[mention.entity]
            elif mention.kind is Kind.INSTRUMENT and not self._nested(sentence, mention):
                yield span, None

    def _nested(self, sentence: Sentence, document: Mention) -> bool:
        """Whether a document only tells what an activity is about: "a workshop on the Strategy"."""
        stops = self.acts.phrase["stops"]
        for mention, _ in self.acts.in_sentence(sentence):
            between = sentence.tokens[mention.last : document.first]
            if mention.last <= document.first and all(t.word and t.fold not in stops for t in between):
                return True
        return False

    @staticmethod
    def _gap(span: Span, start: int, end: int) -> int:
        """The characters between an activity and a date or place."""
        if span.start <= start < span.end:
            return 0
        return start - span.end if span.end <= start else (span.start - end) + _BEFORE

    def partners(self, sentence: Sentence, activity: Activity, span: Span) -> Iterator[Activity]:
        """Activities joined to one by "and", before what is said of both: "The Workshop and the Drill"."""
        here = [(m, a) for m, a in self.acts.in_sentence(sentence) if m.first < m.last]
        for (first, one), (second, other) in pairwise(here):
            between = sentence.tokens[max(first.last, first.reach) : second.first]
            words = {t.fold for t in between} - self.acts.lex.articles
            behind = sentence.tokens[second.last - 1].end <= span.start
            if words and words <= self.acts.lex.conjunctions and behind and activity in (one, other):
                yield other if activity is one else one

    def _apart(self, sentence: Sentence, span: Span, start: int) -> bool:
        """Whether what stands between an activity and a date or place parts the two.

        That is a semicolon, or a word after which another activity's follows: "was preceded on Monday by".
        """
        first, last = min(span.end, start), max(span.start, start)
        between = self.doc.text[first:last]
        if ";" in between:
            return True
        if span.end > start:
            return False
        if self.other.search(between) is not None:
            return True
        return "," in between and self._opens(sentence, span)

    def _opens(self, sentence: Sentence, span: Span) -> bool:
        """Whether an activity stands in a phrase before the clause: "Before the drill, on Monday, they"."""
        articles = self.acts.lex.articles
        before = [t.fold for t in sentence.tokens if t.end <= span.start and t.fold not in articles]
        return self.leads.issuperset(before) and not self.words.isdisjoint(before)
