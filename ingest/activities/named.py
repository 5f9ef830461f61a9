"""Activities with names of their own: "the Regional CyberDrill for Africa", 'the forum "Safe Ports"'."""

from __future__ import annotations

from itertools import pairwise

from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from .ordinals import Ordinals
from .same_series import Series
from .topics import Activity, Topics

_FAR = 6  # tokens between a head noun and its name, at most


class Named:
    """Takes the names of activities in one document as mentions of them."""

    def __init__(self, activities: Topics, series: Series, ordinals: Ordinals) -> None:
        """Works on the activities of one document, as far as they are found."""
        self.acts = activities
        self.series = series
        self.ordinals = ordinals
        self.lex = activities.lex

    def run(self, sentence: Sentence) -> None:
        """Takes in the names of a sentence."""
        for mention in sentence.mentions:
            if mention.kind is not Kind.ACTIVITY or mention.entity is None:
                continue
            if self._listed_body(sentence, mention):
                mention.kind, mention.entity.cls = Kind.ORGANIZATION, "org:Organization"
                continue
            mention.entity = self.series.one(sentence, mention.first, mention.last, mention.entity)
            number = self.ordinals.first_in(mention.entity.name)
            activity = self.acts.note(mention.entity, sentence, number)
            activity.named = True
            if activity.number is None:
                activity.number = self.ordinals.told(self.series.words(sentence, mention.first))
            name = mention.name
            if name is not None and name.head in self.acts.data["weak"]["bodies"]:
                numbered = activity.number is not None or bool(mention.entity.acronyms)
                activity.tentative = not numbered  # "the National Assembly", but "Cyber Week (SICW)"
            self._edition(sentence, mention)
            article = self.acts.bounds.article(sentence, mention.first)
            activity.definite = activity.definite or article in self.acts.phrase["definite"]
            if mention.entity.cls == "cc:Mission":
                mention.entity.cls = self._mission(mention.entity)
            if mention.name is not None and mention.name.quoted:
                self._head_before(sentence, mention, activity)
            if mention.name is not None:
                self._head_after(sentence, mention, activity)
        sentence.order()
        for one, other in pairwise(list(self.acts.in_sentence(sentence))):
            if one[0].last >= other[0].first and one[1] is not other[1]:
                self.acts.join(other[1], one[1])  # '"Guardianas de la Red" Cyber Challenge'

    def _edition(self, sentence: Sentence, mention: Mention) -> None:
        """Takes what tells the edition into a mention: "the fourth round of their Consultations"."""
        words = self.series.words(sentence, mention.first)
        if any(t.fold in self.acts.finder.editions for t in words):
            mention.first -= len(words)

    def _listed_body(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a name stands between bodies: "by the Bank, the Inter-American Dialogue and the OAS"."""
        before, after = mention.first - 1, mention.last
        tokens = sentence.tokens
        before -= before > 0 and tokens[before].fold in self.lex.articles
        if before < 1 or after + 2 >= len(tokens) or mention.entity in self.acts.found:
            return False
        after += 1 + (tokens[after + 1].fold in self.lex.articles)
        joins = self.lex.conjunctions | {","}
        if tokens[before].fold not in joins or tokens[mention.last].fold not in joins:
            return False
        sides = (sentence.mention_at(before - 1), sentence.mention_at(after))
        return all(side is not None and side.kind is Kind.ORGANIZATION for side in sides)

    def _mission(self, entity: Entity) -> str:
        """The class of a mission whose name says what kind of mission it is."""
        names = [name.casefold() for name in entity.names]
        kinds = [
            cls for cls, words in self.acts.data["kinds"].items() if any(w in n for n in names for w in words)
        ]
        return kinds[0] if kinds else entity.cls

    def _head_before(self, sentence: Sentence, mention: Mention, activity: Activity) -> None:
        """Takes the head noun before a quoted name into its mention: 'the two-day forum "..."'."""
        tokens = sentence.tokens
        i = mention.first
        k = i - 1
        while k >= 0 and i - k <= _FAR and (tokens[k].fold in self.lex.titled or tokens[k].text in ",:("):
            k -= 1
        while k > 0 and self.lex.head_first and i - k <= _FAR and self.acts.bounds.modified(sentence, k) > k:
            k -= 1  # "el taller regional “Puertos seguros”"
        if k >= 0 and (size := self.lex.activity_phrases.up_to_token(tokens, k)):
            mention.first = self.acts.bounds.left(sentence, k - size + 1)
            activity.duration = activity.duration or self.acts.lasts(sentence, mention.first, mention.last)

    def _head_after(self, sentence: Sentence, mention: Mention, activity: Activity) -> None:
        """Takes the head noun after a name into its mention: '"...", a three-day exercise'."""
        tokens, j = sentence.tokens, mention.last
        if j + 2 >= len(tokens) or tokens[j].text != "," or tokens[j + 1].fold not in self.lex.articles:
            return
        for n in range(j + 2, min(j + 8, len(tokens))):
            size = self.acts.head(sentence, n)
            same = self.lex.heads.get(tokens[n].fold) == activity.entity.cls
            if size and same and tokens[n].text.islower():
                activity.duration = activity.duration or self.acts.lasts(sentence, j + 1, n + size)
                mention.last = n + size
                return
            if not tokens[n].word:
                return
