"""When and where activities take place: dates and places, each linked to the activity that it belongs to."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from ..base.model import Span
from ..names.document import Sentence
from ..names.entities import Kind
from ..text import dates
from ..text.dates import When
from .nearness import Nearness
from .places import Places
from .topics import Activity, Topics

_MOMENTS = frozenset({"cc:Launch", "cc:Signing"})  # they last no days


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
        lines = [s.tokens for s in self.doc.body if len(s.tokens) > 1 and s.tokens[1].text == ":"]
        self.labels = Counter(tokens[0].fold for tokens in lines)
        self.block = {word: key for key, words in activities.data["block"].items() for word in words}
        self.used: set[tuple[int, int]] = set()  # dates that another rule has taken

    def run(self) -> None:
        """Dates and places of every sentence, then of the advisory's block."""
        for sentence in self.doc.body:
            if self._block(sentence):
                continue
            self._lasts(sentence)
            for when in sentence.whens:
                if (when.start, when.end) not in self.used and not sentence.in_speech(when.start):
                    self._date(sentence, when)
            self.places.run(sentence)
        self._headed()
        self._moments()
        for activity in self.acts.all():
            self._settle(activity)
        self.places.settle()

    def _headed(self) -> None:
        """A paragraph that is only a date is the heading of the next one, as in an agenda."""
        body = self.doc.body
        firsts: dict[int, Activity] = {}
        for activity in self.acts.all():
            firsts.setdefault(body[activity.first].paragraph, activity)
        for heading, sentence in pairwise(body):
            headed = firsts.get(sentence.paragraph)
            if headed is None or headed.dated or sentence.paragraph == heading.paragraph:
                continue
            for when in heading.whens:
                if (when.start, when.end) == (heading.span.start, heading.span.end):
                    self.set_date(headed, when, sentence, verb=False)

    def _moments(self) -> None:
        """A signing or launch is when its sentence is: "concluded today with the signing of an agreement"."""
        for activity in self.acts.all():
            sentence = self.doc.body[activity.first]
            whens = sentence.whens
            if activity.entity.cls in _MOMENTS and not activity.dated and len(whens) == 1 and whens[0].day:
                self.set_date(activity, whens[0], sentence, verb=False)

    def _lasts(self, sentence: Sentence) -> None:
        """ "Over two days, ..." says how long the activity before lasts."""
        here = [activity for _, activity in self.acts.in_sentence(sentence)]
        if len(here) == 1 and not here[0].duration:
            here[0].duration = self.cal.lasting(self._bare(sentence))
        topic = self.acts.topics.get(sentence.index)
        if topic is None or topic.duration or here:
            return
        opening = Span(sentence.span.start, sentence.tokens[min(4, len(sentence.tokens) - 1)].end)
        topic.duration = self.cal.duration(opening.of(self.doc.text))

    # ------------------------------------------------------------------ dates

    def _date(self, sentence: Sentence, when: When) -> None:
        target = self.near.activity(sentence, when.start, when.end)
        if target is None:
            topic = self.acts.topics.get(sentence.index)
            goes_on = self.acts.links(sentence) or sentence.index in self.acts.ahead
            if topic is None or not (goes_on or (when.range and not topic.dated)):
                return
            target = topic
        self.set_date(target, when, sentence, ahead=sentence.index in self.acts.ahead)

    def set_date(
        self, activity: Activity, when: When, sentence: Sentence, verb: bool = True, ahead: bool = False
    ) -> None:
        """Notes a date of an activity, as its first or last day where the verb beside it says so.

        A date `ahead` of the sentence that names the activity gives way to one in that sentence.
        """
        span = Span(when.start, when.end)
        text = self.doc.text
        if self._of_another(sentence, when):
            return
        edge = self.cal.edge(*self._clause(sentence, when)) if verb else None
        if activity.entity.cls not in _MOMENTS:
            activity.duration = activity.duration or self.cal.duration(self._bare(sentence))
        if when.day and (edge is dates.Edge.LAST or self.cal.until(text, when)):
            activity.ended = activity.ended or (when.last, span)
            return
        if when.day and (edge is dates.Edge.FIRST or self.cal.since(text, when)):
            activity.begun = activity.begun or (when.first, span)
            return
        weight = 3.0 if when.range else 2.0 if len(when.first) == 10 else 1.0
        weight -= 0.6 * when.relative + 0.3 * ahead
        if weight > activity.weight:
            activity.weight = weight
            activity.start, activity.end = (when.first, span), (when.last, span)

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
        return text[max(0, a - 70) : a], text[b : b + 40]

    def _bare(self, sentence: Sentence) -> str:
        """A sentence with blanks for its activities: "the closing ceremony" closes nothing."""
        text, begin = sentence.span.of(self.doc.text), sentence.span.start
        for mention, _ in self.acts.in_sentence(sentence):
            span = sentence.offsets(mention.first, mention.last)
            a, b = span.start - begin, span.end - begin
            text = text[:a] + " " * (b - a) + text[b:]
        return text

    def _settle(self, activity: Activity) -> None:
        """Joins first and last days said apart, and counts days where only a duration is said."""
        days = None if activity.entity.cls in _MOMENTS else activity.duration
        if activity.begun and (activity.start is None or activity.weight < 2):
            activity.start = activity.begun
            activity.end = activity.ended
            if activity.end is None and activity.entity.cls in _MOMENTS:
                activity.end = activity.begun
            if activity.end is None and days:
                activity.end = (dates.shift(activity.begun[0], days - 1), activity.begun[1])
            return
        if activity.ended and (activity.start is None or activity.weight < 3):
            first = (
                activity.start
                if activity.start and activity.weight >= 2 and activity.start[0] < activity.ended[0]
                else activity.begun
            )
            activity.end = activity.ended
            activity.start = first
            if first is None and days:
                activity.start = (dates.shift(activity.ended[0], 1 - days), activity.ended[1])
            elif first is None and activity.entity.cls in ("cc:Signing", "cc:Launch"):
                activity.start = activity.ended
            return
        if (
            activity.start
            and activity.end
            and days
            and days > 1
            and activity.start[0] == activity.end[0]
            and len(activity.start[0]) == 10
        ):
            activity.end = (dates.shift(activity.start[0], days - 1), activity.end[1])

    # ------------------------------------------------------------------ WHAT, WHEN, WHERE

    def _labelled(self, sentence: Sentence) -> Activity | None:
        """The activity that a line of a block tells of: the main one, in a list of several the one before."""
        several = self.labels[sentence.tokens[0].fold] > 1
        return self.acts.topics.get(sentence.index) if several else self.acts.main()

    def _block(self, sentence: Sentence) -> bool:
        """A line of an advisory's block, which repeats the main activity's name, date and place."""
        tokens = sentence.tokens
        if len(tokens) < 3 or tokens[1].text != ":" or tokens[0].fold not in self.block:
            return False
        activity = self._labelled(sentence)
        if activity is None:
            return True
        part = self.block[tokens[0].fold]
        span = sentence.offsets(2, len(tokens))
        if part == "what":
            name = " ".join(span.of(self.doc.text).split())
            if name[0] in '“"' and name[-1] in '”"':
                name = name[1:-1]
            activity.entity.call(name, span)
            for _, other in list(self.acts.in_sentence(sentence)):
                if other is not activity and other.entity.cls == activity.entity.cls:
                    self.acts.join(other, activity)
        elif part == "when":
            for when in sentence.whens:
                activity.weight = 0.0
                self.set_date(activity, when, sentence, verb=False)
                break
        else:
            for mention in sentence.mentions:
                if mention.kind in (Kind.PLACE, Kind.STATE) and (city := self.places.city(sentence, mention)):
                    self.places.put(
                        activity,
                        city,
                        self.places.state_after(sentence, mention),
                        sentence.offsets(mention.first, mention.last),
                    )
        return True
