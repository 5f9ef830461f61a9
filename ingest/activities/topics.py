"""What each sentence is about: its own activity, the one before, or the main one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from ..base.model import Span
from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..text.dates import When
from .phrases import PhraseFinder

MEMORY = 200  # of so many activities one may be meant by "the workshop"
TRAVELS = frozenset(
    {"cc:Mission", "cc:TechnicalAssistanceMission", "cc:ElectoralObservationMission", "cc:Visit"}
)
EDITION = "activities/edition"  # the rule of what the text tells by its number alone
_OTHER = "cc:Activity"  # the class of activities of many kinds
_EVER = ("0000-00-00", "9999-99-99")
_ADVERB = 5  # tokens before the comma after an adverb, at most: "En ese sentido, ..."
_LABEL = 4  # tokens: after so many at most comes the colon of a label such as "Participating countries:"


@dataclass(eq=False, slots=True)
class Activity:
    """An activity and what the text says of its time and place, each with its passage."""

    entity: Entity
    named: bool  # by a name in capitals or quotation marks
    definite: bool = False
    fresh: bool = False  # first told with "a"
    another: bool = False  # "the second workshop", "another course"
    number: int | None = None  # of its series
    about: Entity | None = None  # what it is of or on: the agreement of a signing, the report of a launch
    where: Entity | None = None  # the place in its own words: "the Abidjan workshop"
    heading: bool = False  # it was first named in a heading
    aside: bool = False  # a project: the text around it is about other activities
    vague: bool = False  # "a future workshop": a place alone makes none
    tentative: bool = False  # only a date or a place of its own makes it one: "a session", "the training"
    start: tuple[str, Span] | None = None
    end: tuple[str, Span] | None = None
    weight: float = 0.0  # how exactly its date is said
    duration: int | None = None
    ended: tuple[str, Span] | None = None  # "concluded today"
    begun: tuple[str, Span] | None = None  # "started today"
    cancelled: Span | None = None  # where the text says that it will not take place
    places: list[tuple[Entity, Span]] = field(default_factory=list)
    hosts: list[tuple[Entity, Span]] = field(default_factory=list)
    implied: bool = False  # its host state is only the city's
    linked: bool = False  # some relation speaks of it
    first: int = 0  # index of the sentence that first names it
    passing: bool = False  # only told there of a thing: "under the memorandum that they signed in May"

    @property
    def dated(self) -> bool:
        """Whether the text says when."""
        return bool(self.start or self.end or self.ended or self.begun)

    @property
    def days(self) -> tuple[str, str] | None:
        """Its first and last day; one that is not said is as early or as late as can be."""
        first, last = self.start or self.begun, self.end or self.ended
        if first is None and last is None:
            return None
        return first[0] if first else _EVER[0], last[0] if last else _EVER[1]

    def passed(self, sentence: Sentence) -> bool:
        """Whether a sentence only tells of it in passing, while the text speaks of another."""
        return self.passing and self.first == sentence.index

    def forget(self) -> None:
        """Drops what was found of its time and place, to be found anew."""
        self.start = self.end = self.ended = self.begun = None
        self.weight, self.implied = 0.0, False
        self.places, self.hosts = [], []


class Topics:
    """Knows the activities of one document, and which of them a sentence is about."""

    def __init__(self, document: Document) -> None:
        """Starts with no activity."""
        self.doc = document
        self.lex = document.lexicon
        self.data = document.lexicon.table("activities")
        self.finder = PhraseFinder.of(self.lex.language.code, self.lex.reference)
        self.phrase, self.bounds = self.finder.words, self.finder.bounds
        self.found: dict[Entity, Activity] = {}
        self.datelines: set[tuple[int, int]] = set()  # where their dates stand, which are no activity's
        self.above: list[When] = []  # first and last days in the lines above the text
        self.anchors: dict[
            int, list[tuple[int, Activity]]
        ] = {}  # by sentence: tokens at which one of several
        self.ahead: set[int] = set()  # sentences that speak of an activity that only the next one names
        self.topics: dict[int, Activity | None] = {}  # what a sentence without an activity goes on about

    def all(self) -> list[Activity]:
        """The activities in the order of the text."""
        return list(self.found.values())

    def join(self, other: Activity, activity: Activity) -> None:
        """Makes one activity of two that turn out to be the same."""
        del self.found[other.entity]
        if activity.heading and not other.heading and not activity.named:
            activity.entity.cls, activity.entity.head = other.entity.cls, other.entity.head
        activity.named = activity.named or other.named
        activity.definite = activity.definite or other.definite
        activity.number = activity.number or other.number
        activity.duration = activity.duration or other.duration
        activity.about = activity.about or other.about
        activity.heading = activity.heading and other.heading
        activity.tentative = activity.tentative and other.tentative
        if other.entity.parent is not None and activity.entity.parent is None:
            activity.entity.parent, activity.entity.owned = other.entity.parent, other.entity.owned
        activity.entity.acronyms |= other.entity.acronyms
        for name, span in other.entity.names.items():
            activity.entity.call(name, span)
        for sentence in self.doc.body:
            for mention in sentence.mentions:
                if mention.entity is other.entity:
                    mention.entity = activity.entity
                    activity.entity.mention(sentence.offsets(mention.first, mention.last))
                if other.entity in mention.more:
                    more = (activity.entity if e is other.entity else e for e in mention.more)
                    mention.more = tuple(more)
        other.entity.mentions.clear()

    def note(self, entity: Entity, sentence: Sentence, number: int | None = None) -> Activity:
        """The activity of an entity, from now on if not before."""
        if entity not in self.found:
            first = max(sentence.index, 0)
            self.found[entity] = Activity(entity, False, first=first, number=number, heading=sentence.heading)
        return self.found[entity]

    def lasts(self, sentence: Sentence, first: int, last: int) -> int | None:
        """How many days some tokens tell: "three-day"."""
        return self.doc.calendar.duration(sentence.offsets(first, last).of(self.doc.text))

    def words(self, span: Span) -> str:
        """The words of a span, as a name is written."""
        return " ".join(span.of(self.doc.text).split())

    def add(self, sentence: Sentence, mention: Mention, number: int | None) -> None:
        """Takes in what only a day or a place of its own will make an activity."""
        span = sentence.offsets(mention.first, mention.last)
        for entity in filter(None, (mention.entity, *mention.more)):
            entity.mention(span)
            self.found[entity] = Activity(
                entity, False, first=max(sentence.index, 0), tentative=True, another=True, number=number
            )
        sentence.add(mention)

    def latest(self, before: int) -> Activity | None:
        """The activity that the text named last before an offset."""
        near = [a for a in islice(reversed(self.found.values()), MEMORY) if not a.aside]
        named = [(at, a) for a in near if (at := a.entity.last_before(before)) is not None]
        real = [(at, a) for at, a in named if not a.tentative]
        return max(real or named, key=lambda f: f[0], default=(0, None))[1]

    def existing(self, cls: str, thing: Entity) -> Activity | None:
        """The activity of a class that a noun tells of a thing: "the launch of the Fund"."""
        return next((a for a in self.all() if a.entity.cls == cls and a.about is thing), None)

    def drop(self, activity: Activity) -> None:
        """Forgets an activity that turns out to be none."""
        del self.found[activity.entity]
        for sentence in self.doc.body:
            kept = [m for m in sentence.mentions if _without(m, activity.entity)]
            if len(kept) < len(sentence.mentions):
                sentence.keep(kept)
        for anchors in self.anchors.values():
            anchors[:] = [anchor for anchor in anchors if anchor[1] is not activity]
        activity.entity.mentions.clear()

    def last(self, cls: str, sentence: Sentence, noun: str = "") -> Activity | None:
        """The last activity of a class up to a sentence, else the next one; of many kinds, that of a noun."""
        same = [a for a in self.recent() if a.entity.cls == cls and (cls != _OTHER or a.entity.head == noun)]
        return next((a for a in same if a.first <= sentence.index), same[-1] if same else None)

    def recent(self) -> list[Activity]:
        """The activities, those that the text names last first; of very many only the last found."""
        return sorted(islice(reversed(self.found.values()), MEMORY), key=lambda a: -a.first)

    def meant(self, sentence: Sentence, topic: Activity) -> Activity | None:
        """The activity that "the presentation" in a sentence means, where no mention says it; else the topic.

        None where the sentence begins with an activity of a kind of which the text has named none.
        """
        tokens = sentence.tokens
        for i in range(1, len(tokens)):
            size = self.head(sentence, i) if tokens[i - 1].fold in self.phrase["definite"] else 0
            words = " ".join(t.fold for t in tokens[i : i + size])
            cls = self.finder.classes.get(words)
            if cls is None or sentence.mention_at(i) is not None or cls == topic.entity.cls:
                continue
            if words in self.phrase["nouns"] or (i > 1 and words in self.finder.weak):
                return self.last(cls, sentence, words) or topic
            return self.last(cls, sentence, words) if i == 1 else topic
        return topic

    def head(self, sentence: Sentence, i: int) -> int:
        """How many tokens an activity's head noun takes at a token; 0 where there is none."""
        return self.finder.size(sentence, i)

    def follow(self) -> None:
        """What each sentence goes on about where it names no activity: the last one, or the main one."""
        self.topics.clear()
        main = self.main()
        current: Activity | None = None
        paragraph = -1
        seen = False
        opening: list[Sentence] = []
        first = next((s.paragraph for s in self.doc.body if not s.heading), 0)
        for sentence in self.doc.body:
            here = [(m, a) for m, a in self.in_sentence(sentence) if not a.passed(sentence)]
            if here and opening and (sentence.paragraph == first or self._definite(sentence, here[0][0])):
                # "... is rehearsed in Montevideo. The OAS holds the exercise": the first sentence means it
                for earlier in opening:
                    if earlier.paragraph == sentence.paragraph:
                        self.topics[earlier.index] = here[0][1]
                        self.ahead.add(earlier.index)
            seen = seen or bool(here)
            opening = [] if seen else [*opening, sentence]
            if sentence.paragraph != paragraph and not here:
                current = current if self.links(sentence) else main or current
            paragraph = sentence.paragraph
            if sentence.index not in self.topics:
                self.topics[sentence.index] = current
            if here:
                current = here[self._after_aside(sentence, len(here))][1]

    def _after_aside(self, sentence: Sentence, activities: int) -> bool:
        """Whether a sentence is about its second activity: "Before the workshop, the OAS gave a course"."""
        return activities > 1 and sentence.tokens[0].fold in self.phrase["asides"]

    def _definite(self, sentence: Sentence, mention: Mention) -> bool:
        return self.bounds.article(sentence, mention.first) in self.phrase["definite"]

    def links(self, sentence: Sentence) -> bool:
        """Whether a sentence goes on about the activity before: "It", "The ceremony", "Dates: ..."."""
        tokens = sentence.tokens
        if tokens[0].fold in self.data["block"]["none"]:
            return False
        if tokens[0].fold in self.phrase["pronouns"] or self._labelled(sentence):
            return True
        if self.lex.verb_endings and self._opens_with_verb(sentence):
            return True
        return (
            len(tokens) > 1
            and tokens[0].fold in self.phrase["definite"]
            and tokens[1].fold in self.phrase["nouns"]
        )

    def _opens_with_verb(self, sentence: Sentence) -> bool:
        """Whether its subject is not said, so that it goes on: "Además, contó con el apoyo de la OEA"."""
        tokens = sentence.tokens
        comma = next((i for i, t in enumerate(tokens[:_ADVERB]) if t.text == ","), -1)
        first = tokens[min(comma + 1, len(tokens) - 1)]
        return first.fold in self.phrase["pronouns"] or first.text.lower().endswith(self.lex.verb_endings)

    @staticmethod
    def _labelled(sentence: Sentence) -> bool:
        """Whether it is a line of a list of facts: "Participating countries: Chile, Peru"."""
        colon = next((i for i, t in enumerate(sentence.tokens[:_LABEL]) if t.text == ":"), 0)
        return colon > 0 and not any(m.first < colon and m.entity is not None for m in sentence.mentions)

    def main(self) -> Activity | None:
        """What the release announces or reports: its first activity with a date or a name."""
        return min(
            (a for a in self.found.values() if not a.passing),
            key=lambda a: (
                a.aside,
                a.first > 2,
                not self._newsworthy(a),
                a.first,
                not a.named,
                a.entity.first,
            ),
            default=None,
        )

    def _newsworthy(self, activity: Activity) -> bool:
        """Whether an activity has a name or an actor, or stands beside a date."""
        return (
            activity.dated or activity.named or activity.linked or bool(self.doc.body[activity.first].whens)
        )

    def in_sentence(self, sentence: Sentence) -> Iterator[tuple[Mention, Activity]]:
        """The activities that a sentence mentions, with their mentions."""
        for mention in sentence.mentions:
            if mention.kind is Kind.ACTIVITY and mention.entity is not None:
                for entity in (mention.entity, *mention.more):
                    if entity in self.found:
                        yield mention, self.found[entity]


def _without(mention: Mention, entity: Entity) -> bool:
    """Whether a mention still means something when one entity is none."""
    if mention.entity is not entity and entity not in mention.more:
        return True
    rest = [e for e in (mention.entity, *mention.more) if e is not None and e is not entity]
    if rest:
        mention.entity, mention.more = rest[0], tuple(rest[1:])
    return bool(rest)
