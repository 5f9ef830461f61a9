"""Activities: named ones, and what a sentence calls "a three-day workshop"; which are the same."""

from __future__ import annotations

from itertools import islice

from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.naming import Namer
from .series import Series
from .topics import MEMORY, Activity, Topics

TRAVELS = frozenset(
    {"cc:Mission", "cc:TechnicalAssistanceMission", "cc:ElectoralObservationMission", "cc:Visit"}
)
_VISIT = "cc:Visit"
_MISSION = "cc:Mission"  # the class of missions whose kind is not told


class Activities(Topics):
    """Finds the activities of one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names and persons are found."""
        super().__init__(document)
        self.namer = namer
        self.series = Series(document, self.data)
        self.block = {word: key for key, words in self.data["block"].items() for word in words}

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

    # ------------------------------------------------------------------ mentions

    def _named(self, sentence: Sentence) -> None:
        for mention in sentence.mentions:
            if mention.kind is not Kind.ACTIVITY or mention.entity is None:
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
            size = self.head(sentence, n)
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

    def _phrases(self, sentence: Sentence) -> None:
        """Noun phrases around a head noun in small letters, or a lone capitalized one ("the Symposium")."""
        tokens = sentence.tokens
        i = 0
        while i < len(tokens):
            size = self.head(sentence, i)
            if not size or sentence.mention_at(i) is not None or sentence.in_speech(tokens[i].start):
                i += 1
                continue
            after = self.head(sentence, i + size) if i + size < len(tokens) else 0
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
            sentence.add(Mention(Kind.ACTIVITY, first, last, same.entity))
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
            m
            for m in sentence.mentions
            if not (first <= m.first and m.last <= last and m.kind is Kind.UNKNOWN)
        )
        self._own(sentence, entity, head + size)
        if not definite:
            self._named_after(sentence, entity, first)
        nested = any(head + size <= m.first < last for m in sentence.mentions)
        sentence.add(Mention(Kind.ACTIVITY, first, head + size if nested else last, entity, reach=last))

    def _own(self, sentence: Sentence, entity: Entity, last: int) -> None:
        """Notes the body that an activity is of: "a mission of the OAS"."""
        tokens = sentence.tokens
        if last >= len(tokens) or tokens[last].fold not in self.lex.owner or entity.parent is not None:
            return
        after = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].fold in self.lex.articles)
        body = sentence.mention_at(after) if after < len(tokens) else None
        if body is not None and body.kind is Kind.ORGANIZATION and body.first == after:
            entity.parent, entity.owned = body.entity, body.entity is not None

    def _named_after(self, sentence: Sentence, entity: Entity, first: int) -> None:
        """Notes the body with whose name an activity's phrase begins: "an OAS technical mission"."""
        body = sentence.mention_at(first)
        if (
            entity.parent is None
            and body is not None
            and body.kind is Kind.ORGANIZATION
            and body.first == first
        ):
            entity.parent, entity.owned = body.entity, body.entity is not None

    def _before(self, head: str, cls: str, before: int) -> Activity | None:
        """The activity that "the workshop" means: the last of that noun, else of that kind."""
        best: tuple[bool, int, Activity] | None = None
        for activity in islice(reversed(self.found.values()), MEMORY):
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
