"""Names that the text uses again by themselves: "the drill Coral Shield ... Coral Shield 2017 gathered"."""

from __future__ import annotations

import re

from ..names.document import Sentence
from ..names.entities import Entity, Kind
from .topics import Activity, Topics

_YEAR = re.compile(r" (?:19|20)\d\d$")


class Recurring:
    """Finds again the activities of one document by names that no noun shows to be theirs."""

    def __init__(self, activities: Topics) -> None:
        """Works on the activities of one document, as far as they are found."""
        self.acts = activities

    def run(self, sentence: Sentence) -> None:
        """Takes unknown names of a sentence as mentions of the activities that bear them."""
        for mention in sentence.mentions if self.acts.found else ():
            if mention.kind is not Kind.UNKNOWN or mention.entity is not None or mention.name is None:
                continue
            span = sentence.offsets(mention.first, mention.last)
            name = self.acts.words(span)
            activity = self._of_name(name) or self._of_year(sentence, name)
            if activity is not None:
                mention.kind, mention.entity = Kind.ACTIVITY, activity.entity
                activity.entity.call(name, span)
                activity.entity.mention(span)
                activity.named = True

    def _of_name(self, name: str) -> Activity | None:
        """The last activity of a name, or of the name without its year."""
        bare = _YEAR.sub("", name)
        for activity in self.acts.recent():
            names = activity.entity.names
            if name in names:
                return activity
            years = any(_YEAR.search(other) for other in names)
            if bare != name and bare in names and not years:
                return activity
        return None

    def _of_year(self, sentence: Sentence, name: str) -> Activity | None:
        """One more of a series whose names tell years: "Coral Shield 2020" after "Coral Shield 2019"."""
        bare = _YEAR.sub("", name)
        if bare == name:
            return None
        for before in self.acts.recent():
            if any(_YEAR.sub("", other) == bare for other in before.entity.names):
                old = before.entity
                entity = self.acts.doc.book.add(Entity(old.cls, head=old.head, rule="activities/year"))
                return self.acts.note(entity, sentence)
        return None
