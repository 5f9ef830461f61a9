"""Activities that noun phrases tell: "a three-day workshop", "the award ceremony, held on Sunday"."""

from __future__ import annotations

from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from ..text.tokens import Token
from .phrases import Phrase
from .references import References
from .same_series import Series
from .topics import Activity, Topics

_QUOTES = '“"«”'
_VALUE = 2  # the token with which the value of a label begins: "WHAT: ..."
_OF = 4  # words between a noun and what it is of, at most: "of the new"
_THINGS = (Kind.INSTRUMENT, Kind.ORGANIZATION)
_TITLED = 3  # words between a noun and its name in quotation marks, at most: "entitled"
_EXERCISE = "cc:Exercise"
_MISSION = "cc:Mission"  # the class of missions whose kind is not told


class Described:
    """Takes the noun phrases of one document as mentions of activities."""

    def __init__(self, activities: Topics, references: References, series: Series) -> None:
        """Works on the activities of one document, as far as they are found."""
        self.acts = activities
        self.refs = references
        self.series = series
        self.lex = activities.lex
        self.book = activities.doc.book

    def run(self, sentence: Sentence, phrase: Phrase) -> None:
        """Takes a noun phrase as one more mention of an activity, or as a new one."""
        if (same := self.refs.apposed(sentence, phrase)) is not None:
            self._mention(sentence, phrase, same)
            return
        if (same := self.refs.meant(sentence, phrase)) is not None:
            self._mention_again(sentence, phrase, same)
            return
        if self.refs.only_refers(sentence, phrase):
            return
        name = self._name_beside(sentence, phrase)
        weak = phrase.noun in self.acts.finder.weak and name is None and not self._told(sentence, phrase)
        if weak and (phrase.noun in self.acts.finder.nameless or not self._may_be(sentence, phrase)):
            return
        activity = self._new(sentence, phrase)
        vague = any(t.fold in self.acts.phrase["vague"] for t in phrase.modifiers)
        activity.vague = activity.vague or vague
        activity.tentative = activity.tentative or weak or vague
        self._own(sentence, activity.entity, phrase.after)
        activity.about = activity.about or self._about(sentence, phrase)
        if not phrase.definite:
            self._named_after(sentence, activity.entity, phrase.first)
        nested = any(phrase.after <= m.first < phrase.last for m in sentence.mentions)
        last = phrase.after if nested else phrase.last
        sentence.add(Mention(Kind.ACTIVITY, phrase.first, last, activity.entity, reach=phrase.last))
        if name is not None:
            self._call(sentence, name, activity)

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
        known = (
            self.lex.function,
            self.acts.phrase["stops"],
            self.acts.phrase["held"],
            self.acts.phrase["topic"],
        )
        return token.text.islower() and token.word and not any(token.fold in words for words in known)

    def _name_beside(self, sentence: Sentence, phrase: Phrase) -> Mention | None:
        """An unknown name beside a phrase that is its own: "the first simulation, Quetzal Seguro, ..."."""
        tokens, k = sentence.tokens, phrase.last
        if phrase.noun in self.lex.plural:
            return None
        before = phrase.first - 1 - (phrase.article in self.lex.articles)
        while k < len(tokens) and k - phrase.last < _TITLED and tokens[k].fold in self.lex.titled:
            k += 1
        name = sentence.mention_at(k)
        own = name is not None and name.first == k and name.name is not None
        if name is not None and own and (self.lex.head_first or (name.name and name.name.quoted)):
            return name if _unknown(name) else None  # "la competición internacional | CyberEx"
        if name is not None and own and k == phrase.last and self._titles(sentence, phrase, name):
            return name  # "the exercise | Coral Shield 2015"
        if phrase.last + 1 < len(tokens) and tokens[phrase.last].text == ",":
            name = sentence.mention_at(phrase.last + 1)
            ends = name is not None and (name.last >= len(tokens) or tokens[name.last].text in ",.:;(")
            titled = name is not None and tokens[name.first].fold in self.lex.titles
            if name is not None and ends and _unknown(name) and name.first == phrase.last + 1:
                return None if titled else name
        if before > 1 and tokens[before].text == ",":
            name = sentence.mention_at(before - 1)
            if name is not None and name.first and tokens[name.first - 1].fold in self.lex.owner:
                name = None  # "en el Palacio de Najas, | la ceremonia"
        else:
            name = None
        return name if name is not None and _unknown(name) else None

    def _titles(self, sentence: Sentence, phrase: Phrase, name: Mention) -> bool:
        """Whether a name right after a noun is that of the activity, and not of who does something there."""
        tokens = sentence.tokens
        if not (_unknown(name) and phrase.definite and name.last - name.first > 1):
            return False
        after = tokens[name.last] if name.last < len(tokens) else None
        # drills bear such names; of other nouns it may be who acts: "the workshop | Acme Systems organized"
        drill = phrase.cls == _EXERCISE
        return drill or after is None or not after.word or after.fold in self.lex.function

    def _call(self, sentence: Sentence, name: Mention, activity: Activity) -> None:
        """Gives an activity a name that no noun of its own tells."""
        span = sentence.offsets(name.first, name.last)
        text = self.acts.words(span).strip(_QUOTES)
        activity.entity.call(text, span)
        activity.entity.mention(span)
        self.book.index(text, activity.entity)
        activity.named, activity.tentative = True, False
        name.kind, name.entity = Kind.ACTIVITY, activity.entity

    def _mention_again(self, sentence: Sentence, phrase: Phrase, same: Activity) -> None:
        if same.entity.cls == _MISSION:
            same.entity.cls = phrase.cls  # "the technical assistance mission", told as "a mission" before
        told = (
            k for k in range(phrase.head - 1, phrase.first - 1, -1) if self.series.tells(sentence.tokens[k])
        )
        begin = next(told, phrase.first - 1) + 1
        one = self.series.one(sentence, begin, phrase.last, same.entity)
        activity = self.acts.note(one, sentence)
        activity.named = activity.named or same.named
        self._mention(sentence, phrase, activity)

    def _mention(self, sentence: Sentence, phrase: Phrase, same: Activity) -> None:
        same.entity.mention(sentence.offsets(phrase.first, phrase.last))
        same.duration = same.duration or self.acts.lasts(sentence, max(phrase.first - 1, 0), phrase.last)
        sentence.add(Mention(Kind.ACTIVITY, phrase.first, phrase.last, same.entity))

    def _told(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether words around a weak noun tell of an activity: "the award ceremony, held on Sunday"."""
        if self.acts.lasts(sentence, max(phrase.first - 1, 0), phrase.head) or self._labelled_what(
            sentence, phrase
        ):
            return True
        if phrase.noun in self.acts.finder.nameless:
            return False
        if self.acts.bounds.held(sentence, phrase.last):
            told = bool(phrase.modifiers) or not phrase.bare
            return told or (
                phrase.article in self.lex.articles and phrase.noun not in self.acts.phrase["made"]
            )
        fresh = not (phrase.bare or phrase.definite) and any(len(w.first) == 10 for w in sentence.whens)
        return fresh and phrase.noun in self.acts.phrase["told"]

    def _labelled_what(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a phrase is what an advisory announces: "WHAT: Launch of the Fund"."""
        return (
            phrase.first == _VALUE
            and sentence.tokens[1].text == ":"
            and sentence.tokens[0].fold in self.acts.data["block"]["what"]
        )

    def _new(self, sentence: Sentence, phrase: Phrase) -> Activity:
        span = sentence.offsets(phrase.first, phrase.called)
        text = self.acts.words(span)
        entity = self.book.find(text)
        if entity is None or not self.lex.is_activity(entity.cls):
            entity = self.book.add(Entity(phrase.cls, head=phrase.noun, rule="activities/phrase"))
        entity.call(text, span)
        if phrase.modifiers and not phrase.bare:
            inner = sentence.offsets(phrase.head, phrase.called)
            entity.call(self.acts.words(inner), inner)
        entity.mention(sentence.offsets(phrase.first, phrase.last))
        activity = self.acts.note(entity, sentence)
        activity.definite = phrase.definite
        activity.fresh = phrase.article in self.lex.indefinite
        activity.another = any(t.fold in self.acts.phrase["another"] for t in phrase.modifiers)
        activity.number = self.refs.number(phrase)
        activity.where = self._where(sentence, phrase)
        activity.duration = self.acts.lasts(sentence, max(phrase.first - 1, 0), phrase.last)
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

    def _about(self, sentence: Sentence, phrase: Phrase) -> Entity | None:
        """The document or body that a noun is of: "the signing of the Agreement"."""
        tokens, k = sentence.tokens, phrase.after
        while k < len(tokens) and k < phrase.after + _OF and sentence.mention_at(k) is None:
            if not tokens[k].word:
                return None
            k += 1
        mention = sentence.mention_at(k) if k > phrase.after else None
        owned = tokens[phrase.after].fold in self.lex.owner if phrase.after < len(tokens) else False
        return mention.entity if owned and mention is not None and mention.kind in _THINGS else None

    def _own(self, sentence: Sentence, entity: Entity, last: int) -> None:
        """Notes the body that an activity is of: "a mission of the OAS"."""
        if entity.parent is None and (owner := self.refs.owner(sentence, last)) is not None:
            entity.parent, entity.owned = owner, True

    def _named_after(self, sentence: Sentence, entity: Entity, first: int) -> None:
        """Notes the body with whose name an activity's phrase begins: "an OAS technical mission"."""
        body = sentence.mention_at(first)
        if (
            entity.parent is None
            and body is not None
            and body.kind is Kind.ORGANIZATION
            and body.first == first
            and sentence.tokens[body.last].fold not in self.lex.deeds  # "an EU-funded workshop"
        ):
            entity.parent, entity.owned = body.entity, body.entity is not None


def _unknown(mention: Mention) -> bool:
    name = mention.name
    return mention.kind is Kind.UNKNOWN and mention.entity is None and name is not None
