"""Which activity a clause without one speaks of: another of its sentence, or the one before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ..activities.finding import Activities
from ..activities.topics import Activity
from ..names.document import Mention, Sentence
from ..names.entities import Entity
from .fitting import PEOPLE
from .roles import Role
from .telling import Telling

_MOMENTS = ("cc:Signing", "cc:Launch")
_OPENING = 5  # tokens: words that open a sentence speak of what was spoken of before
_NEXT = 1  # likewise of words that begin a clause further on
_AHEAD = 2  # sentences: what is only named further on is not what the text goes on about
_LINES = 12  # lines of a table, at most, above one that lacks its activity
_LABEL = 6  # tokens before the colon of a label
_MEMORY = 50  # sentences of a paragraph, at most


class Discourse:
    """Knows the activities of one document, and which a role without one is a role in."""

    def __init__(self, activities: Activities, made: Mapping[int, Sequence[Activity]]) -> None:
        """Prepares for one document.

        Args:
            activities: all of it.
            made: those that verbs make, by the index of the sentence.
        """
        self.acts = activities
        self.doc = activities.doc
        self.made = made
        self.projects = activities.told_projects()

    def activities(
        self, sentence: Sentence, telling: Telling, linked: Collection[Entity]
    ) -> Iterator[tuple[Role, Activity]]:
        """The activity of each role of a sentence, as far as there is one.

        Args:
            sentence: the sentence.
            telling: what its frames found.
            linked: the activities of which sentences before it told who has a part in them.
        """
        own = [(role, self._own(sentence, role)) for role in telling.roles]
        lost = [role for role, activity in own if activity is None and role.activity is None]
        topic = self._topic(sentence, linked) if self._goes_on(sentence, lost, telling) else None
        for role, activity in own:
            found = activity if activity is not None or role.activity is not None else topic
            if found is not None and not (found is topic and self._moment(sentence, role, found)):
                yield role, found

    def _moment(self, sentence: Sentence, role: Role, activity: Activity) -> bool:
        """Whether what is told of "it" is rather told of what was signed or launched: "it is financed by".

        Not so where the sentence speaks of "the ceremony" or "the presentation".
        """
        if activity.entity.cls not in _MOMENTS or role.role not in ("organizer", "supporter"):
            return False
        return not any(token.fold in self.acts.phrase["made"] for token in sentence.tokens)

    # ------------------------------------------------------------ in the sentence

    def of(self, mention: Mention) -> Activity | None:
        """The activity that a mention names."""
        entity = mention.entity
        return None if entity is None else self.acts.found.get(entity) or self.projects.get(entity)

    def _own(self, sentence: Sentence, role: Role) -> Activity | None:
        """The activity that a role names, or the nearest that its sentence names or makes."""
        if role.activity is not None:
            return self.of(role.activity)
        told = self.acts.in_sentence(sentence)
        places = [(m.first, a) for m, a in told if role.first >= m.first or not a.passed(sentence)]
        if not places and role.topic and (project := self._project(sentence)):
            return project
        before = [a for at, a in places if at < role.first]
        after = [a for at, a in places if at >= role.first and not self._parted(sentence, role.last, at)]
        if not before or role.role not in ("organizer", "host", "supporter"):
            before += (a for a in self.made.get(sentence.index, ()) if not a.passed(sentence))
        if after and len(before) == 1 and sentence.tokens[0].fold in self.acts.phrase["asides"]:
            return after[0]
        if before or after:
            return before[-1] if before else after[0]
        return self._labelled(sentence)

    def _project(self, sentence: Sentence) -> Activity | None:
        """The project that a sentence without another activity tells of, or goes on about with "it"."""
        if not self.projects:
            return None
        found = [sentence, *list(self.earlier(sentence))[:1]]
        for here in found:
            if here is not sentence and any(self.acts.in_sentence(here)):
                return None
            anchors = (a for _, a in self.acts.anchors.get(here.index, ()) if a in self.projects.values())
            if project := next(anchors, None):
                return project
        return None

    def _parted(self, sentence: Sentence, last: int, at: int) -> bool:
        """Whether a semicolon parts two clauses."""
        return any(token.text == ";" for token in sentence.tokens[last:at])

    def _labelled(self, sentence: Sentence) -> Activity | None:
        """The activity that the lines of a table speak of: "Event: ...", and below it "Funded by: ..."."""
        if not _label(sentence):
            return None
        for above in range(sentence.index - 1, max(sentence.index - 1 - _LINES, -1), -1):
            line = self.doc.body[above]
            if not _label(line):
                return None
            if found := next(self.acts.in_sentence(line), None):
                return found[1]
        return None

    # ------------------------------------------------------------ in the text

    def _goes_on(self, sentence: Sentence, roles: Sequence[Role], telling: Telling) -> bool:
        """Whether a sentence goes on about the activity before: with "it", or as a clause begins."""
        if not roles:
            return False
        if sentence.tokens[0].fold in self.acts.phrase["pronouns"]:
            return True
        opens = {first for start in telling.openings for first in range(start, start + _NEXT + 1)}
        first = opens.union(range(_OPENING + 1))
        return any(role.topic or role.first in first or self._opens(sentence, role) for role in roles)

    def _opens(self, sentence: Sentence, role: Role) -> bool:
        """Whether several take part, as the second half of a sentence tells: "; A and B attended"."""
        before = sentence.tokens[max(role.first - 2, 0) : role.first]
        return len(role.actors) > 1 and role.role in PEOPLE and any(t.text in ";," for t in before)

    def _topic(self, sentence: Sentence, linked: Collection[Entity]) -> Activity | None:
        """The activity that a sentence without one goes on about.

        Where its paragraph names none either, one with actors comes before one that was named in passing.
        """
        topic = self.acts.topics.get(sentence.index) or self.acts.main()
        if topic is None or topic.first > sentence.index + _AHEAD:
            return None
        if topic.entity not in linked and not self._told(sentence) and not self.acts.links(sentence):
            before = (a for a in self.acts.recent() if a.entity in linked and a.first < sentence.index)
            topic = next(before, topic)
        return self.acts.meant(sentence, topic)

    def _told(self, sentence: Sentence) -> bool:
        """Whether the sentences before it in its paragraph name an activity."""
        return any(any(self.acts.in_sentence(earlier)) for earlier in self.earlier(sentence))

    def earlier(self, sentence: Sentence) -> Iterator[Sentence]:
        """The sentences before it in its paragraph, the nearest first."""
        for i in range(sentence.index - 1, max(sentence.index - 1 - _MEMORY, -1), -1):
            if self.doc.body[i].paragraph != sentence.paragraph:
                return
            yield self.doc.body[i]


def _label(sentence: Sentence) -> bool:
    """Whether a line begins with a label: "Organizers: ..."."""
    colon = next((i for i, token in enumerate(sentence.tokens[:_LABEL]) if token.text == ":"), 0)
    return colon > 0 and not any(m.first < colon and m.entity is not None for m in sentence.mentions)
