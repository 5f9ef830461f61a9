"""When and where activities take place: dates and places, each linked to the activity that it belongs to."""

from __future__ import annotations

import re
from itertools import pairwise

from ..base.model import Span
from ..names.document import Sentence
from ..names.entities import Kind
from ..text.dates import When
from ..text.verb_cues import Edge
from .heads import Head
from .labels import Labels
from .lasting import MOMENTS, WITH_DAYS, settle
from .nearness import Nearness
from .places import Places
from .topics import EDITION, Activity, Topics

_OPENING = 4  # tokens with which a sentence tells how long the activity before lasts: "Over two days, ..."
_LENGTH = 4  # tokens before "event" that may tell how long it lasts: "the 4 days' event"
_REACH = (70, 60)  # characters before and after a date that hold its verb
_HOUR, _SHORT = 4, 25  # letters of a word in an hour, and characters of the whole, at most
_CLOSE = 12  # characters between an activity and a date right beside it
_DUE = 5  # tokens before a date in which "deadline" says that it is one
_WEIGHTS = {"range": 3.0, "day": 2.0, "month": 1.0}
_DATELINE = 0.1  # the day of a dateline weighs least
_FAINT = 0.5  # of its weight keeps "today" in the sentence before
_RELATIVE, _AHEAD = 0.6, 0.3  # what "today" weighs less, and a date in the sentence before


class Circumstances:
    """Links dates and places to activities."""

    def __init__(self, activities: Topics) -> None:
        """Works on the activities of one document."""
        self.acts = activities
        self.doc = activities.doc
        self.lex = activities.lex
        self.cal = activities.doc.calendar
        self.near = Nearness(activities)
        self.places = Places(activities, self.near)
        self.due = frozenset(activities.data["order"]["due"])
        self.used: set[tuple[int, int]] = set()  # dates that another rule has taken
        self.others: set[tuple[int, int]] = set()  # dates of what is signed or launched, not of that

    def run(self) -> None:
        """Dates and places of every sentence, then of labels, headings and the head of the release."""
        labels = Labels(self.acts, self)
        for sentence in self.doc.body:
            if labels.run(sentence):
                continue
            self._lasts(sentence)
            for when in sentence.whens:
                if not sentence.in_speech(when.start):
                    self._date(sentence, when)
            self.places.run(sentence)
        self._headed()
        self._moments()
        head = Head(self.acts, self)
        head.dates()
        for activity in self.acts.all():
            settle(activity, self.acts.phrase["oneday"])
        self.places.settle()
        head.places()
        self._moments_places()
        self._clear()

    def _moments_places(self) -> None:
        """What is signed or launched at an activity is so in its place: "signed at the forum in Accra"."""
        for activity in self.acts.all():
            if activity.entity.cls not in MOMENTS or activity.places or activity.hosts:
                continue
            sentence = self.doc.body[activity.first]
            for _, other in self.acts.in_sentence(sentence):
                if any(sentence.span.holds(span) for _, span in other.places):
                    activity.places, activity.hosts = list(other.places), list(other.hosts)

    def _clear(self) -> None:
        """What only a day would make an activity leaves its place to the signing or launch beside it."""
        for activity in self.acts.all():
            edition = activity.entity.rule == EDITION
            if activity.dated or not activity.tentative or edition or activity.entity.cls not in WITH_DAYS:
                continue
            for other in self.acts.all():
                if other.first == activity.first and other.entity.cls in MOMENTS and not other.places:
                    other.places, other.hosts = activity.places, activity.hosts
            activity.places, activity.hosts = [], []

    def _headed(self) -> None:
        """A paragraph that is only a date is the heading of the next one, as in an agenda."""
        body = self.doc.body
        firsts: dict[int, Activity] = {}
        for activity in self.acts.all():
            firsts.setdefault(body[activity.first].paragraph, activity)
        for heading, sentence in pairwise(body):
            headed = firsts.get(sentence.paragraph)
            if headed is None or sentence.paragraph == heading.paragraph or not heading.whens:
                continue
            when = heading.whens[0]
            if not self._only_date(heading, when):
                continue
            if not headed.dated:
                self.set_date(headed, when, sentence, verb=False)
            elif headed.start is None and headed.begun is None and when.day:
                headed.begun = (when.first, Span(when.start, when.end))  # "Workshop (until March 13)"

    def _only_date(self, heading: Sentence, when: When) -> bool:
        """Whether a line is a date, and perhaps an hour: "Monday, March 11, 9:00 a.m."."""
        hour = self.doc.text[when.end : heading.span.end]
        words = sum(len(t.text) > _HOUR for t in heading.tokens if t.word and t.start >= when.end)
        return when.start == heading.span.start and words == 0 and len(hour) <= _SHORT

    def _moments(self) -> None:
        """A signing or launch is when its sentence is: "concluded today with the signing of an agreement"."""
        for activity in self.acts.all():
            sentence = self.doc.body[activity.first]
            whens = sentence.whens
            if activity.entity.cls not in MOMENTS or activity.dated or len(whens) != 1 or not whens[0].day:
                continue
            other = (whens[0].start, whens[0].end) in self.others
            if not other and not self._behind(sentence, activity, whens[0]):
                self.set_date(activity, whens[0], sentence, verb=False)

    def _behind(self, sentence: Sentence, moment: Activity, when: When) -> bool:
        """Whether another activity parts a moment from a date: "signed it, and a course begins on June 3"."""
        spans = [(sentence.offsets(m.first, m.last), a) for m, a in self.acts.in_sentence(sentence)]
        others = [s for s, a in spans if a is not moment and a.entity.head not in self.acts.phrase["made"]]
        own = [span.end for span, a in spans if a is moment and span.end <= when.start]
        return bool(own) and any(min(own) <= s.start < s.end <= when.start for s in others)

    # ------------------------------------------------------------------ how long

    def _lasts(self, sentence: Sentence) -> None:
        """ "Over two days, ...", "the 4 days' event": how long the activity before lasts."""
        here = [activity for _, activity in self.acts.in_sentence(sentence)]
        if len(here) == 1 and not here[0].duration:
            here[0].duration = self.cal.lasting(self._bare(sentence))
        topic = self.acts.topics.get(sentence.index)
        if (
            topic is None
            or topic.duration
            or here
            or not self.cal.tells_length(sentence.span.of(self.doc.text))
        ):
            return
        tokens = sentence.tokens
        opening = Span(sentence.span.start, tokens[min(_OPENING, len(tokens) - 1)].end)
        topic.duration = self.cal.duration(opening.of(self.doc.text))
        nouns = self.acts.phrase["nouns"]
        for i, token in enumerate(tokens):
            if token.fold in nouns and topic.duration is None:
                before = sentence.offsets(max(i - _LENGTH, 0), i + 1)
                topic.duration = self.cal.duration(before.of(self.doc.text))

    # ------------------------------------------------------------------ dates

    def _date(self, sentence: Sentence, when: When) -> None:
        if self._is_due(sentence, when) or self._is_said(sentence, when):
            return
        target = self.near.activity(sentence, when.start, when.end)
        if (when.start, when.end) in self.used and not self._beside(sentence, target, when):
            return
        if (when.start, when.end) in self.others and (target is None or target.entity.cls in MOMENTS):
            return
        if (when.start, when.end) in self.acts.datelines:
            self._reported(target, when)
            return
        if target is None:
            topic = self.acts.topics.get(sentence.index)
            goes_on = self.acts.links(sentence) or sentence.index in self.acts.ahead
            if topic is None or not (goes_on or (when.range and not topic.dated)):
                return
            if topic.entity.rule == EDITION or (topic.entity.cls in MOMENTS and topic.dated):
                return
            if self.doc.body[topic.first].paragraph > sentence.paragraph + 1 and not goes_on:
                return
            target = topic
        ahead = sentence.index in self.acts.ahead
        self.set_date(target, when, sentence, ahead=ahead)
        for partner in self.near.partners(sentence, target, Span(when.start, when.end)):
            self.set_date(partner, when, sentence, ahead=ahead)

    def _beside(self, sentence: Sentence, activity: Activity | None, when: When) -> bool:
        """Whether an activity stands right beside a date that also tells what a verb makes."""
        spans = (
            sentence.offsets(m.first, m.last)
            for m, a in self.acts.in_sentence(sentence)
            if a is activity and m.first < m.last
        )
        return any(
            0 <= span.start - when.end <= _CLOSE
            or (0 <= when.start - span.end <= _CLOSE and not self._in_margins(span, when))
            for span in spans
        )

    def _in_margins(self, span: Span, when: When) -> bool:
        """Whether a comma parts an activity from a day: "At the drill, on May 3, they signed"."""
        return not when.range and "," in self.doc.text[span.end : when.start]

    def _reported(self, activity: Activity | None, when: When) -> None:
        """The day of a dateline is that of the activity beside it, where nothing else tells one."""
        if activity is not None and activity.weight == 0.0:
            activity.weight = _DATELINE
            span = Span(when.start, when.end)
            activity.start, activity.end = (when.first, span), (when.last, span)

    def set_date(
        self, activity: Activity, when: When, sentence: Sentence, verb: bool = True, ahead: bool = False
    ) -> None:
        """Notes a date of an activity, as its first or last day where the verb beside it says so.

        A date `ahead` of the sentence that names the activity gives way to one in that sentence.
        """
        if self._of_another(sentence, when):
            return
        span = Span(when.start, when.end)
        before, after = self._clause(sentence, when)
        edge = self.cal.verbs.edge(before, after) if verb else None
        if activity.entity.cls not in MOMENTS:
            activity.duration = activity.duration or self.cal.duration(self._bare(sentence))
        day = when.day and not ahead
        since, until = (day and told(self.doc.text, when) for told in (self.cal.since, self.cal.until))
        if when.day and (edge is Edge.LAST or until):
            activity.ended = activity.ended or (when.last, span)
        elif when.day and (edge is Edge.FIRST or since):
            activity.begun = activity.begun or (when.first, span)
        elif (weight := _weight(when, ahead)) > activity.weight:
            activity.weight = weight
            activity.start, activity.end = (when.first, span), (when.last, span)
            if when.range and self.cal.verbs.over(before):
                activity.ended = activity.ended or (when.last, span)  # on that very day, too

    def _is_due(self, sentence: Sentence, when: When) -> bool:
        """Whether a date is until when something is asked for: "Deadline: 12 June"."""
        i = next((k for k, t in enumerate(sentence.tokens) if t.start >= when.start), 0)
        return any(t.fold in self.due for t in sentence.tokens[max(i - _DUE, 0) : i])

    def _is_said(self, sentence: Sentence, when: When) -> bool:
        """Whether a day only tells when something to come was announced: "said today that it will host"."""
        text = sentence.span.of(self.doc.text)
        later = any(other.first > when.last for other in sentence.whens) or self.cal.verbs.ahead(text)
        a, b = when.start - sentence.span.start, when.end - sentence.span.start
        return when.relative and later and self.cal.verbs.announced(text[:a], text[b:])

    def _of_another(self, sentence: Sentence, when: When) -> bool:
        """Whether a date belongs to a noun that is no activity: "the elections of November 26"."""
        i = next((k for k, t in enumerate(sentence.tokens) if t.start >= when.start), 0) - 1
        if i < 1 or sentence.tokens[i].fold not in self.lex.owner:
            return False
        mention = sentence.mention_at(i - 1)
        return sentence.tokens[i - 1].fold not in self.cal.parts and (
            mention is None or mention.kind is not Kind.ACTIVITY
        )

    def _clause(self, sentence: Sentence, when: When) -> tuple[str, str]:
        """The words before and after a date, enough to hold its verb."""
        text = self._bare(sentence)
        a, b = when.start - sentence.span.start, when.end - sentence.span.start
        earlier = [w.end - sentence.span.start for w in sentence.whens if w.end <= when.start]
        before, after = (_GAP.sub(" ", part) for part in (text[max([0, *earlier]) : a], text[b:]))
        return before[-_REACH[0] :], after[: _REACH[1]]

    def _bare(self, sentence: Sentence) -> str:
        """A sentence with blanks for its activities: "the closing ceremony" closes nothing."""
        text, begin = sentence.span.of(self.doc.text), sentence.span.start
        for mention, _ in self.acts.in_sentence(sentence):
            span = sentence.offsets(mention.first, mention.last)
            a, b = span.start - begin, span.end - begin
            text = text[:a] + " " * (b - a) + text[b:]
        return text


_GAP = re.compile(r"\s{2,}")


def _weight(when: When, ahead: bool) -> float:
    kind = "range" if when.range else "day" if len(when.first) == 10 else "month"
    return (_WEIGHTS[kind] - _RELATIVE * when.relative) * (
        _FAINT if ahead and when.relative else 1
    ) - _AHEAD * ahead
