"""Activities that verbs make: what is signed is signed at a signing, what is presented is launched."""

from __future__ import annotations

from collections.abc import Sequence

from ..activities.circumstances import Circumstances
from ..activities.finding import Activities
from ..activities.topics import Activity
from ..grammar.making import Made
from ..grammar.syntax import Parse
from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from ..text.dates import When
from .actors import Cast
from .claims import Relation, Statements

_LAUNCHED = frozenset({"cc:CyberBody", "cc:Programme", "org:Organization"})  # whose launch is an activity
_ONLY = {"launch": _LAUNCHED, "commence": ("cc:Programme",)}  # classes of what such a verb speaks of
_SIGNING, _LAUNCH = "cc:Signing", "cc:Launch"


class Happenings:
    """Makes activities of what the verbs of one document say."""

    def __init__(
        self, activities: Activities, circumstances: Circumstances, cast: Cast, statements: Statements
    ) -> None:
        """Prepares for one document whose mentions are all found."""
        self.acts = activities
        self.when = circumstances
        self.cast = cast
        self.statements = statements
        self.doc = activities.doc
        self.documents: set[Entity] = set()  # what verbs of signing and publishing speak of
        self.made: dict[int, list[Activity]] = {}  # by the sentence that makes them
        self._by_thing: dict[tuple[str, object], Activity] = {}
        self._last: Entity | None = None

    def make(self, sentence: Sentence, parse: Parse, makings: Sequence[Made]) -> bool:
        """Makes the activities of a sentence; whether it mentions one more now."""
        mentioned = False
        for made in makings:
            if sentence.in_speech(sentence.tokens[made.first].start):
                continue
            if made.frame.head:
                self._make(sentence, parse, made)
            else:
                mentioned = self._mention(sentence, made) or mentioned
        self._last = self._makeable(sentence) or self._last
        return mentioned

    def _mention(self, sentence: Sentence, made: Made) -> bool:
        """Makes an activity of a noun phrase that only its verb shows to be one: "organized a campaign"."""
        head = made.phrase.head
        first = made.phrase.first + bool(made.phrase.determiner)
        if sentence.mention_at(head.first) is not None or first > head.first:
            return False
        after, last = self.acts.bounds.right(sentence, head.last)
        cls = self.acts.finder.classes.get(head.fold, made.frame.creates)
        span = sentence.offsets(first, last)
        entity = Entity(cls, head=head.fold, rule=self.statements.rule_id(made.frame.id))
        entity.call(" ".join(span.of(self.doc.text).split()), span)
        entity.mention(span)
        self.doc.book.add(entity)
        self.acts.found[entity] = Activity(entity, named=False, first=sentence.index)
        inside = any(head.last <= m.first < after for m in sentence.mentions)
        kept = (m for m in sentence.mentions if not (first <= m.first < head.last and m.kind is Kind.UNKNOWN))
        sentence.keep(kept)
        sentence.add(Mention(Kind.ACTIVITY, first, head.last if inside else after, entity, reach=after))
        sentence.order()
        return True

    def _make(self, sentence: Sentence, parse: Parse, made: Made) -> None:
        thing = self._thing(sentence, made)
        if thing is None and (made.thing is not None or made.again):
            return
        if thing is None and any(self.acts.in_sentence(sentence)):
            return  # no name, and another activity stands in the sentence
        if made.frame.alone and self.acts.found:
            return
        if thing is not None and thing.cls not in _ONLY.get(made.frame.id, (thing.cls,)):
            return
        if thing is not None and made.frame.creates in (_SIGNING, _LAUNCH):
            self.documents.add(thing)
        key = (made.frame.creates, thing if thing is not None else made.phrase.head.lemma)
        activity = self._by_thing.get(key)
        if activity is None:
            activity = self._by_thing[key] = self._new(sentence, made, thing)
        when = self._when(parse, made)
        if when is not None:
            self.when.used.add((when.start, when.end))
            self.when.set_date(activity, when, sentence, verb=False)
        self._acted(sentence, made, activity)
        activity.linked = True

    def _acted(self, sentence: Sentence, made: Made, activity: Activity) -> None:
        """Relates those who act to the activity."""
        span = sentence.offsets(made.first, made.last)
        for role, mentions in made.who:
            predicate = self.statements.predicate(role)
            rule = self.statements.rule_id(made.frame.id)
            for entity in self.cast.entities(sentence, mentions, predicate):
                self.statements.add(Relation(activity.entity, predicate, entity, span, rule))

    def _thing(self, sentence: Sentence, made: Made) -> Entity | None:
        """What is signed or launched; a quoted name that is signed is an agreement's, whatever its words."""
        if made.again:
            return self._last
        mention = made.thing
        if mention is None or mention.kind is not Kind.UNKNOWN or mention.entity is not None:
            return None if mention is None else mention.entity
        if mention.name is None or not mention.name.quoted:
            return None
        return self.acts.namer.adopt(sentence, mention.name, "cc:Agreement", "documents/signed")

    def _makeable(self, sentence: Sentence) -> Entity | None:
        """The last body or document of a sentence, which "it" may mean in the next."""
        found = [
            m.entity
            for m in sentence.mentions
            if m.entity is not None and (m.kind is Kind.INSTRUMENT or m.entity.cls in _LAUNCHED)
        ]
        return found[-1] if found else None

    def _when(self, parse: Parse, made: Made) -> When | None:
        """A date inside the words, else the sentence's only one."""
        inside = [w.when for w in parse.words if w.when and made.first <= w.first < made.last]
        every = [w.when for w in parse.words if w.when]
        return inside[0] if inside else every[0] if len(every) == 1 else None

    def _new(self, sentence: Sentence, made: Made, thing: Entity | None) -> Activity:
        """The signing or launch of a thing: one activity, however often the text comes back to it."""
        span = sentence.offsets(made.first, made.last)
        rule = self.statements.rule_id(made.frame.id)
        entity = Entity(made.frame.creates, head=made.frame.head, rule=rule)
        name = _longest(thing) if thing is not None else self._words(sentence, made)
        entity.call(made.frame.name.format(name), span)
        entity.mention(span)
        self.doc.book.add(entity)
        activity = Activity(entity, named=False, first=sentence.index, linked=True)
        self.acts.found[entity] = activity
        self.made.setdefault(sentence.index, []).append(activity)
        sentence.add(Mention(Kind.ACTIVITY, made.last - 1, made.last - 1, entity))
        return activity

    def _words(self, sentence: Sentence, made: Made) -> str:
        """The words for a thing without a name, without their article."""
        first = made.phrase.first + bool(made.phrase.determiner)
        return " ".join(sentence.offsets(first, max(made.phrase.last, first + 1)).of(self.doc.text).split())


def _longest(entity: Entity) -> str:
    return max(entity.names, key=len, default=entity.name)
