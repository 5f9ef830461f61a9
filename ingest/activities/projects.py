"""Projects and campaigns that begin, end or run: "The project “Safe Ports” commenced on 20 April"."""

from __future__ import annotations

import re

from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from .topics import Activity, Topics

_PROGRAMME = "cc:Programme"
_FAR = 110  # characters between a project and the date from which or until which it runs


class Projects:
    """Finds the projects of one document of which the text tells when they run."""

    def __init__(self, activities: Topics) -> None:
        """Works on the activities of one document."""
        self.acts = activities
        data = activities.data["project"]
        self.classes = {noun: cls for cls, nouns in data["heads"].items() for noun in nouns}
        self.runs = re.compile(data["runs"])
        self.last: dict[str, Entity] = {}  # the one that "the project" means, by its noun

    def run(self, sentence: Sentence) -> None:
        """Makes an activity of a project where a sentence tells its days."""
        for mention in sentence.mentions:
            if self._is_project(mention) and mention.entity is not None:
                self.last[mention.entity.head] = mention.entity
        if not sentence.whens:
            return
        for mention in list(sentence.mentions):
            if self._is_project(mention) and mention.entity is not None:
                self._add(sentence, mention.entity, mention.first, mention.last)
        for i, token in enumerate(sentence.tokens):
            known = self.last.get(token.fold)
            definite = i > 0 and sentence.tokens[i - 1].fold in self.acts.phrase["definite"]
            if definite and known is not None and sentence.mention_at(i) is None:
                self._add(sentence, known, i, i + 1)

    def _is_project(self, mention: Mention) -> bool:
        entity = mention.entity
        body = mention.kind is Kind.ORGANIZATION and entity is not None and entity.cls == _PROGRAMME
        return body and entity is not None and entity.head in self.classes

    def _add(self, sentence: Sentence, project: Entity, first: int, last: int) -> None:
        """Notes that a project is an activity, if verbs after it tell when it runs."""
        span = sentence.offsets(first, last)
        after = [w for w in sentence.whens if 0 <= w.start - span.end <= _FAR]
        text = self.acts.doc.text
        if not after or self.runs.search(text, span.end, after[0].start) is None:
            return
        if any(
            span.end <= sentence.tokens[m.first].start < after[0].start for m, _ in self._others(sentence)
        ):
            return
        activity = self.acts.existing(self.classes[project.head], project)
        if activity is None:
            cls = self.classes[project.head]
            entity = Entity(cls, names=dict(project.names), head=project.head, rule="activities/project")
            entity.acronyms = dict(project.acronyms)
            entity.parent = project
            activity = Activity(
                self.acts.doc.book.add(entity), named=True, first=sentence.index, aside=True, about=project
            )
            self.acts.found[entity] = activity
        activity.entity.mention(span)
        self.acts.anchors.setdefault(sentence.index, []).append((first, activity))

    def _others(self, sentence: Sentence) -> list[tuple[Mention, Activity]]:
        return list(self.acts.in_sentence(sentence))
