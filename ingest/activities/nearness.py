"""Which activity a date or a place in a sentence belongs to: the nearest one that nothing parts from it."""

from __future__ import annotations

import re

from ..base.model import Span
from ..names.document import Sentence
from ..names.entities import Kind
from .topics import TRAVELS, Activity, Topics

_FAR = 240  # characters between an activity and its date or place, at most


class Nearness:
    """Finds the activity that stands nearest."""

    def __init__(self, activities: Topics) -> None:
        """Works on the activities of one document."""
        self.acts = activities
        self.doc = activities.doc
        self.words = frozenset(activities.data["order"]["apart"])
        self.other = re.compile(activities.data["order"]["other"])

    def activity(
        self, sentence: Sentence, start: int, end: int, places: bool = False, travels: bool = False
    ) -> Activity | None:
        """The activity to which a date or place belongs: the nearest, unless a document stands nearer.

        With `travels` only what goes somewhere counts: "the mission that the OAS sent to Colombia".
        """
        best: tuple[int, Activity | None] | None = None
        for mention in sentence.mentions:
            if mention.entity is None or mention.kind not in (Kind.ACTIVITY, Kind.INSTRUMENT):
                continue
            if mention.kind is Kind.INSTRUMENT and any(
                m.first < mention.first < m.reach for m in sentence.mentions
            ):
                continue  # "a workshop on the Strategy"
            span = sentence.offsets(mention.first, max(mention.last, mention.reach))
            if span.start <= start < span.end:
                gap = 0
            elif span.end <= start:
                gap = start - span.end
            else:
                gap = (span.start - end) + 15
            if gap > _FAR:
                continue
            if mention.kind is Kind.INSTRUMENT:
                if places or span.end > start:
                    continue
                gap += 8
            activity = self.acts.found.get(mention.entity)
            if activity is None and mention.kind is Kind.ACTIVITY:
                continue
            if self._apart(sentence, span, start):
                continue
            if travels and activity is not None and activity.entity.cls not in TRAVELS:
                continue
            if best is None or gap < best[0]:
                best = (gap, activity)
        return best[1] if best else None

    def _apart(self, sentence: Sentence, span: Span, start: int) -> bool:
        """Whether what stands between an activity and a date or place parts the two.

        That is a semicolon, or a word after which another activity's follows: "was preceded on Monday by".
        """
        first, last = min(span.end, start), max(span.start, start)
        between = self.doc.text[first:last]
        before = [t for t in sentence.tokens if t.end <= span.start and t.fold not in self.acts.lex.articles]
        opens = (
            len(before) == 1 and before[0].fold in self.words
        )  # "Before the exercise, on Monday, they ..."
        if span.end <= start and opens and "," in between:
            return True
        return ";" in between or (span.end <= start and self.other.search(between) is not None)
