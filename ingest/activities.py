"""Activities: named ones, and what a sentence calls "a three-day workshop"; which are the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from .bounds import Bounds
from .document import Document, Mention, Sentence
from .entities import Entity
from .model import Span
from .naming import Namer
from .series import Series

TRAVELS = frozenset(
    {"cc:Mission", "cc:TechnicalAssistanceMission", "cc:ElectoralObservationMission", "cc:Visit"}
)
_VISIT = "cc:Visit"
_MISSION = "cc:Mission"  # the class of missions whose kind is not told
_MEMORY = 200  # of so many activities one may be meant by "the workshop"
_LABEL = 4  # tokens: after so many at most comes the colon of a label such as "Participating countries:"


@dataclass(eq=False, slots=True)
class Activity:
    """An activity and what the text says of its time and place, each with its passage."""

    entity: Entity
    named: bool  # by a name in capitals or quotation marks
    definite: bool = False
    start: tuple[str, Span] | None = None
    end: tuple[str, Span] | None = None
    weight: float = 0.0  # how exactly its date is said
    duration: int | None = None
    ended: tuple[str, Span] | None = None  # "concluded today"
    begun: tuple[str, Span] | None = None  # "started today"
    places: list[tuple[Entity, Span]] = field(default_factory=list)
    hosts: list[tuple[Entity, Span]] = field(default_factory=list)
    implied: bool = False  # its host state is only the city's
    linked: bool = False  # some relation speaks of it
    first: int = 0  # index of the sentence that first names it

    @property
    def dated(self) -> bool:
        """Whether the text says when."""
        return bool(self.start or self.end or self.ended or self.begun)


class Activities:
    """Finds the activities of one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names and persons are found."""
        self.doc = document
        self.lex = document.lexicon
        self.namer = namer
        self.data = document.lexicon.language.table("activities")
        self.phrase = {k: frozenset(v) for k, v in self.data["phrase"].items()}
        self.bounds = Bounds(self.lex, self.phrase)
        self.series = Series(document, self.data)
        self.block = {word: key for key, words in self.data["block"].items() for word in words}
        self.found: dict[Entity, Activity] = {}
        self.ahead: set[int] = set()  # sentences that speak of an activity that only the next one names
        self.topics: dict[int, Activity | None] = {}  # what a sentence without an activity goes on about

    def run(self) -> None:
        """Finds mentions first, in the body and then in the headline."""
        for sentence in self.doc.body:
            self.series.gatherings(sentence)
            self._named(sentence)
            self._phrases(sentence)
            sentence.order()
            self._visits(sentence)
        self.follow()

    def _visits(self, sentence: Sentence) -> None:
        """A mission's visit is the mission: "The mission concluded a five-day visit to Bogota"."""
        mission: Activity | None = None
        for _, activity in list(self.in_sentence(sentence)):
            if activity.entity.cls in TRAVELS - {_VISIT}:
                mission = activity
            elif mission is not None and activity.entity.cls == _VISIT and not activity.named:
                mission.duration = mission.duration or activity.duration
                self.join(activity, mission)

    def all(self) -> list[Activity]:
        """The activities in the order of the text."""
        return list(self.found.values())

    def join(self, other: Activity, activity: Activity) -> None:
        """Makes one activity of two that turn out to be the same."""
        del self.found[other.entity]
        for name, span in other.entity.names.items():
            activity.entity.call(name, span)
        for sentence in self.doc.body:
            for mention in sentence.mentions:
                if mention.entity is other.entity:
                    mention.entity = activity.entity
                    activity.entity.mention(sentence.offsets(mention.first, mention.last))
        other.entity.mentions.clear()

    # ------------------------------------------------------------------ mentions

    def _named(self, sentence: Sentence) -> None:
        for mention in sentence.mentions:
            if mention.kind != "a" or mention.entity is None:
                continue
            mention.entity = self.series.one(sentence, mention.first, mention.last, mention.entity)
            activity = self._note(mention.entity, True, sentence)
            if mention.entity.cls == "cc:Mission":
                mention.entity.cls = self._mission(mention.entity)
            if mention.name is not None and mention.name.quoted:
                self._head_before(sentence, mention, activity)
            if mention.name is not None:
                self._head_after(sentence, mention, activity)
        sentence.order()

    def _mission(self, entity: Entity) -> str:
        """The class of a mission whose name says what kind of mission it is."""
        names = [name.casefold() for name in entity.names]
        kinds = [
            cls for cls, words in self.data["kinds"].items() if any(w in n for n in names for w in words)
        ]
        return kinds[0] if kinds else entity.cls

    def _head_before(self, sentence: Sentence, mention: Mention, activity: Activity) -> None:
        """Takes the head noun before a quoted name into its mention: 'the two-day forum "..."'."""
        tokens = sentence.tokens
        i = mention.first
        k = i - 1
        while k >= 0 and i - k <= 6 and (tokens[k].fold in self.lex.titled or tokens[k].text in ",:("):
            k -= 1
        if k >= 0 and (size := self.lex.activity_phrases.up_to_token(tokens, k)):
            mention.first = self.bounds.left(sentence, k - size + 1)
            activity.duration = activity.duration or self._duration(sentence, mention.first, mention.last)

    def _head_after(self, sentence: Sentence, mention: Mention, activity: Activity) -> None:
        """Takes the head noun after a name into its mention: '"...", a three-day exercise'."""
        tokens, j = sentence.tokens, mention.last
        if j + 2 >= len(tokens) or tokens[j].text != "," or tokens[j + 1].fold not in self.lex.articles:
            return
        for n in range(j + 2, min(j + 8, len(tokens))):
            size = self._head(sentence, n)
            same = self.lex.heads.get(tokens[n].fold) == activity.entity.cls
            if size and same and tokens[n].text.islower():
                activity.duration = activity.duration or self._duration(sentence, j + 1, n + size)
                mention.last = n + size
                return
            if not tokens[n].word:
                return

    def _duration(self, sentence: Sentence, first: int, last: int) -> int | None:
        return self.doc.calendar.duration(sentence.offsets(first, last).of(self.doc.text))

    def _note(self, entity: Entity, named: bool, sentence: Sentence) -> Activity:
        if entity not in self.found:
            self.found[entity] = Activity(entity, named, first=max(sentence.index, 0))
        return self.found[entity]

    def _head(self, sentence: Sentence, i: int) -> int:
        """How many tokens an activity's head noun takes at a token; 0 where there is none."""
        return self.lex.activity_phrases.from_token(sentence.tokens, i)

    def _phrases(self, sentence: Sentence) -> None:
        """Noun phrases around a head noun in small letters, or a lone capitalized one ("the Symposium")."""
        tokens = sentence.tokens
        i = 0
        while i < len(tokens):
            size = self._head(sentence, i)
            if not size or sentence.mention_at(i) is not None or sentence.in_speech(tokens[i].start):
                i += 1
                continue
            after = self._head(sentence, i + size) if i + size < len(tokens) else 0
            if after and sentence.mention_at(i + size) is None:
                i += size  # "training course": the last head counts
                continue
            if i + size >= len(tokens) or tokens[i + size].fold not in self.phrase["kinds"]:
                self._phrase(sentence, i, size)
            i += size

    def _phrase(self, sentence: Sentence, head: int, size: int) -> None:
        tokens = sentence.tokens
        words = " ".join(t.fold for t in tokens[head : head + size])
        cls = self.lex.heads[words]
        if tokens[head + size - 1].fold in self.lex.possessive:
            return
        first = self.bounds.left(sentence, head)
        last = self.bounds.right(sentence, head + size)
        article = self.bounds.article(sentence, first)
        if first == head and article in self.phrase["verbs"]:
            return
        modifiers = tokens[first:head]
        definite = article in self.phrase["definite"]
        if article in self.phrase["general"] and not definite:
            return
        bare = last == head + size
        weak = words in self.lex.weak
        other = any(t.fold in self.phrase["another"] for t in modifiers)
        if (
            definite
            and (bare or weak)
            and not other
            and (same := self._before(words, cls, tokens[head].start))
        ):
            if same.entity.cls == _MISSION:
                same.entity.cls = cls  # "the technical assistance mission", told as "a mission" before
            begin = next(
                (k + 1 for k in range(head - 1, first - 1, -1) if self.series.tells(tokens[k])), first
            )
            same = self._note(self.series.one(sentence, begin, last, same.entity), same.named, sentence)
            span = sentence.offsets(first, last)
            same.entity.mention(span)
            same.duration = same.duration or self._duration(sentence, max(first - 1, 0), last)
            sentence.add(Mention("a", first, last, same.entity))
            return
        fresh = not (bare or definite) and any(len(w.first) == 10 for w in sentence.whens)
        told = (
            (bool(modifiers) or not bare)
            and words in self.phrase["told"]
            and (fresh or self.bounds.held(sentence, last))
        )
        if weak and not (told or self._duration(sentence, max(first - 1, 0), head)):
            return
        span = sentence.offsets(first, last)
        text = " ".join(span.of(self.doc.text).split())
        entity = self.doc.book.find(text)
        if entity is None or not self.lex.is_activity(entity.cls):
            entity = Entity(cls, head=words, rule="activities/phrase")
            self.doc.book.add(entity)
        entity.call(text, span)
        if modifiers and not bare:
            inner = sentence.offsets(head, last)
            entity.call(" ".join(inner.of(self.doc.text).split()), inner)
        entity.mention(span)
        activity = self._note(entity, False, sentence)
        activity.definite = definite
        activity.duration = self._duration(sentence, max(first - 1, 0), last)
        sentence.keep(
            m for m in sentence.mentions if not (first <= m.first and m.last <= last and m.kind == "u")
        )
        self._own(sentence, entity, head + size)
        if not definite:
            self._named_after(sentence, entity, first)
        nested = any(head + size <= m.first < last for m in sentence.mentions)
        sentence.add(Mention("a", first, head + size if nested else last, entity, reach=last))

    def _own(self, sentence: Sentence, entity: Entity, last: int) -> None:
        """Notes the body that an activity is of: "a mission of the OAS"."""
        tokens = sentence.tokens
        if last >= len(tokens) or tokens[last].fold not in self.lex.owner or entity.parent is not None:
            return
        after = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].fold in self.lex.articles)
        body = sentence.mention_at(after) if after < len(tokens) else None
        if body is not None and body.kind == "o" and body.first == after:
            entity.parent, entity.owned = body.entity, body.entity is not None

    def _named_after(self, sentence: Sentence, entity: Entity, first: int) -> None:
        """Notes the body with whose name an activity's phrase begins: "an OAS technical mission"."""
        body = sentence.mention_at(first)
        if entity.parent is None and body is not None and body.kind == "o" and body.first == first:
            entity.parent, entity.owned = body.entity, body.entity is not None

    def _before(self, head: str, cls: str, before: int) -> Activity | None:
        """The activity that "the workshop" means: the last of that noun, else of that kind."""
        best: tuple[bool, int, Activity] | None = None
        for activity in islice(reversed(self.found.values()), _MEMORY):
            entity = activity.entity
            last = entity.last_before(before)
            if last is None:
                continue
            same_head = entity.head == head or any(head in n.casefold().split() for n in entity.names)
            missions = _MISSION in (cls, entity.cls) and {cls, entity.cls} <= TRAVELS - {_VISIT}
            same_kind = entity.cls == cls or missions
            if (same_head or same_kind) and (best is None or (same_head, last) >= best[:2]):
                best = (same_head, last, activity)
        return best[2] if best else None

    def last(self, cls: str, sentence: Sentence) -> Activity | None:
        """The last activity of a class that a sentence or those before it name, else the next one."""
        same = [a for a in self.recent() if a.entity.cls == cls]
        return next((a for a in same if a.first <= sentence.index), same[-1] if same else None)

    def recent(self) -> list[Activity]:
        """The activities, those that the text names last first; of very many only the last found."""
        return sorted(islice(reversed(self.found.values()), _MEMORY), key=lambda a: -a.first)

    def meant(self, sentence: Sentence, topic: Activity) -> Activity | None:
        """The activity that "the presentation" in a sentence means, where no mention says it; else the topic.

        None where the sentence begins with an activity of a kind of which the text has named none.
        """
        tokens = sentence.tokens
        for i in range(1, len(tokens)):
            size = self._head(sentence, i) if tokens[i - 1].fold in self.phrase["definite"] else 0
            words = " ".join(t.fold for t in tokens[i : i + size])
            if not size or sentence.mention_at(i) is not None or self.lex.heads[words] == topic.entity.cls:
                continue
            if words in self.phrase["nouns"] or (i > 1 and words in self.lex.weak):
                return self.last(self.lex.heads[words], sentence) or topic
            return self.last(self.lex.heads[words], sentence) if i == 1 else topic
        return topic

    # ------------------------------------------------------------------ what a sentence is about

    def follow(self) -> None:
        """What each sentence goes on about where it names no activity: the last one, or the main one."""
        self.topics.clear()
        main = self.main()
        current: Activity | None = None
        paragraph = -1
        opening: list[Sentence] = []
        for sentence in self.doc.body:
            here = list(self.in_sentence(sentence))
            if (
                here
                and opening
                and opening[0].paragraph == sentence.paragraph
                and (sentence.paragraph == 0 or self._definite(sentence, here[0][0]))
            ):
                # "... is rehearsed in Montevideo. The OAS holds the exercise": the first sentence means it
                for earlier in opening:
                    self.topics[earlier.index] = here[0][1]
                    self.ahead.add(earlier.index)
            opening = [] if here or current else [*opening, sentence]
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
        if tokens[0].fold in self.phrase["pronouns"] or self._labelled(sentence):
            return True
        return (
            len(tokens) > 1
            and tokens[0].fold in self.phrase["definite"]
            and tokens[1].fold in self.phrase["nouns"]
        )

    @staticmethod
    def _labelled(sentence: Sentence) -> bool:
        """Whether it is a line of a list of facts: "Participating countries: Chile, Peru"."""
        colon = next((i for i, t in enumerate(sentence.tokens[:_LABEL]) if t.text == ":"), 0)
        return colon > 0 and not any(m.first < colon and m.entity is not None for m in sentence.mentions)

    def main(self) -> Activity | None:
        """What the release announces or reports: its first activity with a date or a name."""
        return min(
            self.found.values(),
            key=lambda a: (a.first > 2, not self._newsworthy(a), a.first, not a.named, a.entity.first),
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
            if mention.kind == "a" and mention.entity is not None and mention.entity in self.found:
                yield mention, self.found[mention.entity]
