"""Lines of labels: "WHAT: ...", "Dates: 13 - 17 July", "Place: Montevideo", "Deadline: 12 June"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..names.document import Sentence
from ..names.entities import Kind
from .topics import Activity, Topics

if TYPE_CHECKING:
    from .circumstances import Circumstances

_VALUE = 2  # the token with which a value begins
_NEAR = 4  # lines above a label in which its activity stands


class Labels:
    """Reads the labelled lines of one document."""

    def __init__(self, activities: Topics, circumstances: Circumstances) -> None:
        """Counts the labels: one that comes back is of several activities."""
        self.acts = activities
        self.when = circumstances
        self.parts = {word: key for key, words in activities.data["block"].items() for word in words}
        lines = [s.tokens for s in activities.doc.body if len(s.tokens) > 1 and s.tokens[1].text == ":"]
        self.counts = Counter(tokens[0].fold for tokens in lines)

    def run(self, sentence: Sentence) -> bool:
        """Takes what a line says of its activity; False where the line has no label that is known."""
        tokens = sentence.tokens
        if len(tokens) <= _VALUE or tokens[1].text != ":" or tokens[0].fold not in self.parts:
            return False
        activity = self._activity(sentence)
        if activity is None:
            return True
        part = self.parts[tokens[0].fold]
        if part == "what":
            self._what(sentence, self._own(sentence, activity))
        elif part == "when" and sentence.whens:
            activity.weight = 0.0
            self.when.set_date(activity, sentence.whens[0], sentence, verb=False)
        elif part == "where":
            self._where(sentence, activity)
        return True

    def _activity(self, sentence: Sentence) -> Activity | None:
        """The activity that a line tells of: the one just above, in a list of several; else the main one."""
        if self.counts[sentence.tokens[0].fold] > 1:
            return self.acts.topics.get(sentence.index)
        main = self.acts.main()
        for above in reversed(self.acts.doc.body[max(sentence.index - _NEAR, 0) : sentence.index]):
            here = [a for _, a in self.acts.in_sentence(above)]
            if here and (above.heading or (len(above.tokens) > 1 and above.tokens[1].text == ":")):
                return here[0]
        return main

    def _own(self, sentence: Sentence, activity: Activity) -> Activity:
        """The activity that a line names, if it is of another kind than the one that is meant."""
        own = [a for _, a in self.acts.in_sentence(sentence)]
        return own[0] if own and all(a.entity.cls != activity.entity.cls for a in own) else activity

    def _what(self, sentence: Sentence, activity: Activity) -> None:
        """The name that a line gives to its activity; what else it names of the kind is the same."""
        span = sentence.offsets(_VALUE, len(sentence.tokens))
        name = " ".join(span.of(self.acts.doc.text).split())
        if name[0] in '“"' and name[-1] in '”"':
            name = name[1:-1]
        activity.entity.call(name, span)
        for _, other in list(self.acts.in_sentence(sentence)):
            if other is not activity and other.entity.cls == activity.entity.cls:
                self.acts.join(other, activity)

    def _where(self, sentence: Sentence, activity: Activity) -> None:
        places = self.when.places
        for mention in sentence.mentions:
            if mention.kind in (Kind.PLACE, Kind.STATE) and (city := places.city(sentence, mention)):
                span = sentence.offsets(mention.first, mention.last)
                places.put(activity, city, places.state_after(sentence, mention), span)
