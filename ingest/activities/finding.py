"""Activities: named ones, and what a sentence calls "a three-day workshop"; which are the same."""

from __future__ import annotations

from itertools import islice, pairwise

from ..base.model import Span
from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.lexicon import Phrases
from ..names.naming import Namer
from ..text.tokens import Token
from . import ordinals
from .circumstances import Circumstances
from .merging import Merging, generic
from .phrases import Phrase
from .series import Series
from .topics import MEMORY, TRAVELS, Activity, Topics

_VISIT = "cc:Visit"
_VALUE = 2  # the token with which the value of a label begins: "WHAT: ..."
_WITH_DAYS = ("cc:Activity", "cc:Launch", "cc:Signing")  # weak nouns of these make none by a place
_MISSION = "cc:Mission"  # the class of missions whose kind is not told


class Activities(Topics):
    """Finds the activities of one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names and persons are found."""
        super().__init__(document)
        self.namer = namer
        self.series = Series(document, self.data)
        self.ordinals = ordinals.of(document.lexicon.language)
        self.generic = generic(self.data)
        self.copulas = Phrases(self.phrase["copulas"])

    def run(self) -> None:
        """Finds mentions first, in the body and then in the headline."""
        for sentence in self.doc.body:
            self.series.gatherings(sentence)
            self._named(sentence)
            for phrase in self.finder.find(sentence):
                self._phrase(sentence, phrase)
            sentence.order()
            self._visits(sentence)
        self.follow()
        self._try()

    def _try(self) -> None:
        """Dates and places tell which activities are real; they are found again when all are known."""
        Circumstances(self).run()
        for activity in self.all():
            if activity.tentative and not self._shown(activity):
                self.drop(activity)
        Merging(self).run()
        for activity in self.all():
            activity.forget()
        self.follow()

    def _shown(self, activity: Activity) -> bool:
        """Whether a weak noun's activity has a day of its own, or a place that moments and the like lack."""
        return activity.dated or (bool(activity.places) and activity.entity.cls not in _WITH_DAYS)

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
            article = self.bounds.article(sentence, mention.first)
            activity.definite = activity.definite or article in self.phrase["definite"]
            if mention.entity.cls == "cc:Mission":
                mention.entity.cls = self._mission(mention.entity)
            if mention.name is not None and mention.name.quoted:
                self._head_before(sentence, mention, activity)
            if mention.name is not None:
                self._head_after(sentence, mention, activity)
        sentence.order()
        for one, other in pairwise(list(self.in_sentence(sentence))):
            if one[0].last == other[0].first and one[1] is not other[1]:
                self.join(other[1], one[1])  # '"Guardianas de la Red" Cyber Challenge'

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
            number = self.ordinals.first_in(entity.name) if named else None
            self.found[entity] = Activity(
                entity, named, first=max(sentence.index, 0), number=number, heading=sentence.heading
            )
        return self.found[entity]

    # ------------------------------------------------------------------ phrases

    def _phrase(self, sentence: Sentence, phrase: Phrase) -> None:
        """Takes a noun phrase as one more mention of an activity, or as a new one."""
        if (same := self._meant(sentence, phrase)) is not None:
            self._mention_again(sentence, phrase, same)
            return
        if self._only_refers(sentence, phrase):
            return
        name = self._name_beside(sentence, phrase)
        weak = phrase.noun in self.finder.weak and name is None and not self._told(sentence, phrase)
        if weak and (phrase.noun in self.finder.nameless or not self._may_be(sentence, phrase)):
            return
        activity = self._new(sentence, phrase)
        activity.tentative = activity.tentative or weak
        self._own(sentence, activity.entity, phrase.after)
        if not phrase.definite:
            self._named_after(sentence, activity.entity, phrase.first)
        nested = any(phrase.after <= m.first < phrase.last for m in sentence.mentions)
        last = phrase.after if nested else phrase.last
        sentence.add(Mention(Kind.ACTIVITY, phrase.first, last, activity.entity, reach=phrase.last))
        if name is not None:
            self._call(sentence, name, activity)

    def _meant(self, sentence: Sentence, phrase: Phrase) -> Activity | None:
        """The activity named before that a phrase means: "the workshop", "the closing ceremony"."""
        if (apposed := self._apposed(sentence, phrase)) is not None:
            return apposed
        same = any(t.fold in self.phrase["same"] for t in phrase.modifiers)
        if not phrase.definite or any(t.fold in self.phrase["another"] for t in phrase.modifiers):
            return None
        if not phrase.bare and phrase.noun not in self.finder.weak and not same:
            return None
        meant = self._before(phrase, sentence)
        if meant is None or self._number(phrase) in (None, meant.number):
            return meant
        return None  # "its first meeting" is not the forum before

    def _number(self, phrase: Phrase) -> int | None:
        """Which of its series a phrase means: "the second workshop"."""
        told = (self.ordinals.number(t.text) for t in phrase.modifiers)
        return next((n for n in told if n is not None), None)

    def _apposed(self, sentence: Sentence, phrase: Phrase) -> Activity | None:
        """The activity right before a phrase that says what it is: "LACNIC XIX, the annual meeting"."""
        k = phrase.first - (phrase.article in self.lex.articles)
        if k < 2:
            return None
        if sentence.tokens[k - 1].text == ",":
            activity = self._ending_at(sentence, k - 1)
            return activity if activity is not None and activity.named else None
        size = self.copulas.up_to_token(sentence.tokens, k - 1)
        if not size or not phrase.article:
            return None
        if k - size == 1 and sentence.tokens[0].fold in self.phrase["pronouns"]:
            return self._latest(sentence.tokens[0].start)
        return self._ending_at(sentence, k - size) if k - size > 0 else None

    def _ending_at(self, sentence: Sentence, last: int) -> Activity | None:
        """The activity whose mention ends before a token."""
        for mention, activity in self.in_sentence(sentence):
            if last in (mention.last, mention.reach):
                return activity
        return None

    def _latest(self, before: int) -> Activity | None:
        """The activity that the text named last before an offset."""
        named = ((a.entity.last_before(before), a) for a in islice(reversed(self.found.values()), MEMORY))
        return max(((at, a) for at, a in named if at is not None), key=lambda f: f[0], default=(0, None))[1]

    def _only_refers(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a phrase only makes sense of an activity named before, and there is none."""
        if any(t.fold in self.phrase["same"] for t in phrase.modifiers):
            return True
        k = phrase.first - 1
        if k > 0 and tuple(t.fold for t in sentence.tokens[:1])[0] in self.phrase["pronouns"]:
            return self.copulas.up_to_token(sentence.tokens, k - 1) == k - 1
        return False

    def _may_be(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a weak noun stands as an activity's may: "a session in Lima", not "training centers"."""
        tokens = sentence.tokens
        if phrase.after < len(tokens) and self._plain_noun(tokens[phrase.after]):
            return False
        alone = not phrase.modifiers and phrase.bare
        if phrase.article in self.lex.articles:
            return not (alone and phrase.definite)
        return not alone or phrase.first == 0

    def _plain_noun(self, token: Token) -> bool:
        """Whether a word may be a noun that the word before it only describes."""
        known = (self.lex.function, self.phrase["stops"], self.phrase["held"], self.phrase["topic"])
        return token.text.islower() and token.word and not any(token.fold in words for words in known)

    def _name_beside(self, sentence: Sentence, phrase: Phrase) -> Mention | None:
        """An unknown name beside a phrase that is its own: "the first simulation, Quetzal Seguro, ..."."""
        tokens, k = sentence.tokens, phrase.last
        before = phrase.first - 1 - (phrase.article in self.lex.articles)
        while k < len(tokens) and k - phrase.last < 3 and tokens[k].fold in self.lex.titled:
            k += 1
        name = sentence.mention_at(k)
        if name is not None and name.first == k and name.name is not None and name.name.quoted:
            return name if _unknown(name) else None
        if phrase.last + 1 < len(tokens) and tokens[phrase.last].text == ",":
            name = sentence.mention_at(phrase.last + 1)
            ends = name is not None and (name.last >= len(tokens) or tokens[name.last].text in ",.:;(")
            if name is not None and ends and _unknown(name) and name.first == phrase.last + 1:
                return name
        if before > 1 and tokens[before].text == ",":
            name = sentence.mention_at(before - 1)
        else:
            name = None
        return name if name is not None and _unknown(name) else None

    def _call(self, sentence: Sentence, name: Mention, activity: Activity) -> None:
        """Gives an activity a name that no noun of its own tells."""
        span = sentence.offsets(name.first, name.last)
        text = self._plain(span).strip('“”"')
        activity.entity.call(text, span)
        activity.entity.mention(span)
        self.doc.book.index(text, activity.entity)
        activity.named, activity.tentative = True, False
        name.kind, name.entity = Kind.ACTIVITY, activity.entity

    def _mention_again(self, sentence: Sentence, phrase: Phrase, same: Activity) -> None:
        if same.entity.cls == _MISSION:
            same.entity.cls = phrase.cls  # "the technical assistance mission", told as "a mission" before
        told = (k for k in range(phrase.head - 1, phrase.first - 1, -1) if self.series.tells(sentence.tokens[k]))
        begin = next(told, phrase.first - 1) + 1
        same = self._note(self.series.one(sentence, begin, phrase.last, same.entity), same.named, sentence)
        same.entity.mention(sentence.offsets(phrase.first, phrase.last))
        same.duration = same.duration or self._duration(sentence, max(phrase.first - 1, 0), phrase.last)
        sentence.add(Mention(Kind.ACTIVITY, phrase.first, phrase.last, same.entity))

    def _told(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether words around a weak noun tell of an activity: "the award ceremony, held on Sunday"."""
        if self._duration(sentence, max(phrase.first - 1, 0), phrase.head) or self._labelled_what(
            sentence, phrase
        ):
            return True
        if phrase.noun not in self.phrase["told"] or not (phrase.modifiers or not phrase.bare):
            return False
        fresh = not (phrase.bare or phrase.definite) and any(len(w.first) == 10 for w in sentence.whens)
        return fresh or self.bounds.held(sentence, phrase.last)

    def _labelled_what(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a phrase is what an advisory announces: "WHAT: Launch of the Fund"."""
        return (
            phrase.first == _VALUE
            and sentence.tokens[1].text == ":"
            and sentence.tokens[0].fold in self.data["block"]["what"]
        )

    def _new(self, sentence: Sentence, phrase: Phrase) -> Activity:
        span = sentence.offsets(phrase.first, phrase.called)
        text = self._plain(span)
        entity = self.doc.book.find(text)
        if entity is None or not self.lex.is_activity(entity.cls):
            entity = self.doc.book.add(Entity(phrase.cls, head=phrase.noun, rule="activities/phrase"))
        entity.call(text, span)
        if phrase.modifiers and not phrase.bare:
            inner = sentence.offsets(phrase.head, phrase.called)
            entity.call(self._plain(inner), inner)
        entity.mention(sentence.offsets(phrase.first, phrase.last))
        activity = self._note(entity, False, sentence)
        activity.definite = phrase.definite
        activity.another = any(t.fold in self.phrase["another"] for t in phrase.modifiers)
        activity.number = self._number(phrase)
        activity.where = self._where(sentence, phrase)
        activity.duration = self._duration(sentence, max(phrase.first - 1, 0), phrase.last)
        first, last = phrase.first, phrase.last
        sentence.keep(
            m
            for m in sentence.mentions
            if not (first <= m.first and m.last <= last and m.kind is Kind.UNKNOWN)
        )
        return activity

    def _where(self, sentence: Sentence, phrase: Phrase) -> Entity | None:
        """The place among the words before a noun: "the Abidjan workshop"."""
        inside = (sentence.mention_at(k) for k in range(phrase.first, phrase.head))
        return next((m.entity for m in inside if m and m.kind in (Kind.PLACE, Kind.STATE)), None)

    def _plain(self, span: Span) -> str:
        return " ".join(span.of(self.doc.text).split())

    def _own(self, sentence: Sentence, entity: Entity, last: int) -> None:
        """Notes the body that an activity is of: "a mission of the OAS"."""
        if entity.parent is None and (owner := self._owner(sentence, last)) is not None:
            entity.parent, entity.owned = owner, True

    def _owner(self, sentence: Sentence, last: int) -> Entity | None:
        """The body that a noun is of which ends there."""
        tokens = sentence.tokens
        if last >= len(tokens) or tokens[last].fold not in self.lex.owner:
            return None
        after = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].fold in self.lex.articles)
        body = sentence.mention_at(after) if after < len(tokens) else None
        return body.entity if body and body.kind is Kind.ORGANIZATION and body.first == after else None

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

    def _before(self, phrase: Phrase, sentence: Sentence) -> Activity | None:
        """The activity that "the workshop" means: the last of that noun, else of that kind, else of a like."""
        owned = self._owner(sentence, phrase.after) is not None
        general = () if owned or phrase.article not in self.lex.articles else self.generic
        best: tuple[int, int, Activity] | None = None
        for activity in islice(reversed(self.found.values()), MEMORY):
            last = activity.entity.last_before(sentence.tokens[phrase.head].start)
            likeness = _likeness(activity.entity, phrase)
            if not likeness and phrase.noun in general:
                likeness = int(activity.entity.cls in self.generic[phrase.noun])
            if last is not None and likeness and (best is None or (likeness, last) >= best[:2]):
                best = (likeness, last, activity)
        return best[2] if best else None


def _likeness(entity: Entity, phrase: Phrase) -> int:
    """How well a noun fits an activity: 3 for its own, 2 for one of its kind, 0 for another."""
    if entity.head == phrase.noun or any(phrase.noun in n.casefold().split() for n in entity.names):
        return 3
    if _MISSION in (phrase.cls, entity.cls) and {phrase.cls, entity.cls} <= TRAVELS - {_VISIT}:
        return 2
    return 2 * (entity.cls == phrase.cls)


def _unknown(mention: Mention) -> bool:
    return mention.kind is Kind.UNKNOWN and mention.entity is None
