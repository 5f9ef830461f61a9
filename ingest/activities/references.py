"""Which activity a noun phrase means that was named before: "the workshop", "the annual meeting"."""

from __future__ import annotations

from itertools import islice

from ..names.document import Sentence
from ..names.entities import Entity, Kind
from .ordinals import Ordinals
from .phrases import Phrase
from .topics import MEMORY, TRAVELS, Activity, Topics

_VISIT = "cc:Visit"
_MISSION = "cc:Mission"  # the class of missions whose kind is not told
_OTHER = "cc:Activity"  # the class of activities of many kinds
_PAUSES = (",", "”", '"')  # between a name and what it is: '"Cuatro Volcanes," an exercise'
_SAME, _KIND, _LIKE = 3, 2, 1  # how well a noun fits an activity: its own, one of its kind, one of like kinds


class References:
    """Finds what phrases of one document refer to."""

    def __init__(self, activities: Topics, ordinals: Ordinals) -> None:
        """Works on the activities of one document, as far as they are found."""
        self.acts = activities
        self.lex = activities.lex
        self.ordinals = ordinals
        self.generic = activities.finder.generic
        self.copulas = activities.finder.copulas

    def meant(self, sentence: Sentence, phrase: Phrase) -> Activity | None:
        """The activity named before that a phrase means: "the workshop", "the closing ceremony"."""
        same = any(t.fold in self.acts.phrase["same"] for t in phrase.modifiers)
        if self._is_label(sentence, phrase):
            return self._before(phrase, sentence)
        if not phrase.definite or any(t.fold in self.acts.phrase["another"] for t in phrase.modifiers):
            return None
        if not phrase.bare and phrase.noun not in self.acts.finder.weak and not same:
            return None
        meant = self._before(phrase, sentence)
        if meant is None or self.number(phrase) not in (None, meant.number):
            return None  # "its first meeting" is not the forum before
        phases = {t.fold for t in phrase.modifiers} & self.acts.phrase["phases"]
        words = {word for name in meant.entity.names for word in name.casefold().split()}
        return meant if phases <= words else None

    def _is_label(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a noun alone is the label of a line: "Mission: technical assistance"."""
        tokens = sentence.tokens
        if phrase.after + 1 >= len(tokens) or phrase.first > 0 or tokens[phrase.after].text != ":":
            return False
        return not phrase.modifiers and not self.acts.bounds.dated(sentence, phrase.after + 1)

    def number(self, phrase: Phrase) -> int | None:
        """Which of its series a phrase means: "the second workshop"."""
        if phrase.noun not in self.acts.finder.weak and self.acts.phrase["opening"] & {
            t.fold for t in phrase.modifiers
        }:
            return 1
        return self.ordinals.told(phrase.modifiers)

    def apposed(self, sentence: Sentence, phrase: Phrase) -> Activity | None:
        """The activity right before a phrase that says what it is: "LACNIC XIX, the annual meeting"."""
        k = self._start(sentence, phrase)
        if k < 2:
            return None
        if sentence.tokens[k - 1].text in _PAUSES:
            ends = (self._ending_at(sentence, e) for e in range(k, max(k - len(_PAUSES), 0), -1))
            activity = next((a for a in ends if a is not None), None)
            return activity if activity is not None and activity.named else None
        size = self.copulas.up_to_token(sentence.tokens, k - 1)
        if not size or not phrase.article:
            return None
        if k - size == 1 and sentence.tokens[0].fold in self.acts.phrase["pronouns"]:
            return self.acts.latest(sentence.tokens[0].start)
        return self._ending_at(sentence, k - size) if k - size > 0 else None

    def _start(self, sentence: Sentence, phrase: Phrase) -> int:
        """Where a phrase begins with its article or owner: "the registry's | annual meeting"."""
        k = phrase.first - (phrase.article in self.lex.articles)
        if phrase.article in self.lex.possessive:
            owner = sentence.mention_at(phrase.first - 2)
            k = owner.first if owner is not None else phrase.first - 2
            k -= k > 0 and sentence.tokens[k - 1].fold in self.lex.articles
        return k

    def _ending_at(self, sentence: Sentence, last: int) -> Activity | None:
        """The activity whose mention ends before a token."""
        for mention, activity in self.acts.in_sentence(sentence):
            if last in (mention.last, mention.reach):
                return activity
        return None

    def only_refers(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a phrase only makes sense of an activity named before, and there is none."""
        if any(t.fold in self.acts.phrase["same"] for t in phrase.modifiers):
            return True
        k = phrase.first - 1
        fronted = sentence.tokens[0].fold in self.lex.function - self.lex.articles  # "At the request of X, a"
        if (
            k > 1
            and not fronted
            and phrase.article in self.lex.indefinite
            and sentence.tokens[k - 1].text == ","
        ):
            body = sentence.mention_at(k - 2)  # "the Council, a standing forum"
            if body is not None and body.kind is Kind.ORGANIZATION and body.last == k - 1:
                return True
        if k > 1 and sentence.tokens[0].fold in self.acts.phrase["pronouns"]:
            return self.copulas.up_to_token(sentence.tokens, k - 1) == k - 1
        return False

    def owner(self, sentence: Sentence, last: int) -> Entity | None:
        """The body that a noun is of which ends there."""
        tokens = sentence.tokens
        if last >= len(tokens) or tokens[last].fold not in self.lex.owner:
            return None
        after = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].fold in self.lex.articles)
        body = sentence.mention_at(after) if after < len(tokens) else None
        return body.entity if body and body.kind is Kind.ORGANIZATION and body.first == after else None

    def _far(self, sentence: Sentence, offset: int) -> bool:
        """Whether an offset lies before the last sentence."""
        before = self.acts.doc.body[sentence.index - 1] if sentence.index > 0 else sentence
        return offset < before.span.start

    def _before(self, phrase: Phrase, sentence: Sentence) -> Activity | None:
        """The activity that "the workshop" means: the last of that noun, else of that or a like kind."""
        owner = self.owner(sentence, phrase.after)
        owned = owner is not None
        general = () if owned or phrase.article not in self.lex.articles else self.generic
        best: tuple[int, int, Activity] | None = None
        for activity in islice(reversed(self.acts.found.values()), MEMORY):
            last = activity.entity.last_before(sentence.tokens[phrase.head].start)
            likeness = _likeness(activity.entity, phrase)
            if phrase.noun in general and likeness < _SAME:
                alike = activity.entity.cls in self.generic[phrase.noun]
                likeness = max(likeness, alike * (2 if phrase.noun in self.acts.finder.common else 1))
            if activity.another and likeness == _SAME and last is not None and self._far(sentence, last):
                likeness = _KIND  # "the next drill", some sentences before "the drill"
            if owned and activity.named and activity.entity.parent is not owner:
                continue  # "the conference of the Network"
            if last is not None and likeness and (best is None or (likeness, last) >= best[:2]):
                best = (likeness, last, activity)
        return best[2] if best else None


def _likeness(entity: Entity, phrase: Phrase) -> int:
    """How well a noun fits an activity: 3 for its own, 2 for one of its kind, 0 for another."""
    if entity.head == phrase.noun or any(phrase.noun in n.casefold().split() for n in entity.names):
        return _SAME
    if phrase.cls == _OTHER:
        return 0
    if _MISSION in (phrase.cls, entity.cls) and {phrase.cls, entity.cls} <= TRAVELS - {_VISIT}:
        return _KIND
    return _KIND * (entity.cls == phrase.cls)
