"""Activities: named ones, and what a sentence calls "a three-day workshop"; which are the same."""

from __future__ import annotations

from itertools import pairwise

from ..names.document import Document, Sentence
from ..names.entities import Entity
from ..names.naming import Namer
from . import ordinals
from .circumstances import Circumstances
from .datelines import datelines
from .described import Described
from .editions import Editions
from .headlines import Headline
from .heads import days_above
from .lasting import WITH_DAYS
from .merging import Merging
from .named import Named
from .projects import Projects
from .recurring import Recurring
from .references import References
from .same_series import Series
from .several import Several
from .topics import EDITION, TRAVELS, Activity, Topics

_VISIT = "cc:Visit"


class Activities(Topics):
    """Finds the activities of one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names and persons are found."""
        super().__init__(document)
        self.namer = namer
        self.series = Series(document, self.data)
        numbers = ordinals.of(document.lexicon.language)
        self._named = Named(self, self.series, numbers)
        self._described = Described(self, References(self, numbers), self.series)
        self._several = Several(self)
        self._recurring = Recurring(self)
        self._stages = (Projects(self), Editions(self, self.series, numbers))
        self._headline = Headline(self, numbers)

    def told_projects(self) -> dict[Entity, Activity]:
        """The projects that are activities, since the text tells when they run, by their programmes."""
        return {p: a for a in self.all() if a.aside and (p := a.entity.parent) is not None}

    def run(self) -> None:
        """Finds mentions first, in the body and then in the headline."""
        self.datelines = datelines(self.doc)
        self.above = list(days_above(self.doc))
        for sentence in self.doc.body:
            self.series.gatherings(sentence)
            self._named.run(sentence)
            self._several.run(sentence)
            for phrase in self.finder.find(sentence):
                self._described.run(sentence, phrase)
            self._recurring.run(sentence)
            sentence.order()
            self._identities(sentence)
            for stage in self._stages:
                stage.run(sentence)
            sentence.order()
            self._visits(sentence)
        self.follow()
        self._settle()

    def _settle(self) -> None:
        """Dates and places tell which activities are real; they are found again when all are known."""
        Circumstances(self).run()
        for activity in self.all():
            if activity.tentative and not _shown(activity):
                self.drop(activity)
        Merging(self).run()
        self._headline.run()
        for activity in self.all():
            activity.forget()
        self.follow()

    def _identities(self, sentence: Sentence) -> None:
        """What a sentence says to be one: "The Summit is the First Review Conference"."""
        for (first, one), (second, other) in pairwise(list(self.in_sentence(sentence))):
            between = sentence.tokens[max(first.last, first.reach) : second.first]
            words = [t.fold for t in between if t.fold not in self.lex.articles]
            if words and one is not other and " ".join(words) in self.phrase["copulas"]:
                self.join(other, one)

    def _visits(self, sentence: Sentence) -> None:
        """A mission's visit is the mission: "The mission concluded a five-day visit to Bogota"."""
        mission: Activity | None = None
        for _, activity in list(self.in_sentence(sentence)):
            if activity.entity.cls in TRAVELS - {_VISIT}:
                mission = activity
            elif mission is not None and activity.entity.cls == _VISIT and not activity.named:
                mission.duration = mission.duration or activity.duration
                self.join(activity, mission)


def _shown(activity: Activity) -> bool:
    """Whether a weak noun's activity has a day of its own, or a place that moments and the like lack."""
    if activity.entity.rule == EDITION:
        return activity.dated or bool(activity.places or activity.hosts)
    if activity.dated or activity.vague:
        return activity.dated
    return bool(activity.places) and activity.entity.cls not in WITH_DAYS
