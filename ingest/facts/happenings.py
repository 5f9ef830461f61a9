"""Activities that verbs make: what is signed is signed at a signing, what is presented is launched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..activities.circumstances import Circumstances
from ..activities.finding import Activities
from ..activities.topics import Activity
from ..grammar.making import Made
from ..grammar.syntax import ClauseKind, Modality, Parse
from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.lexicon import INSTRUMENTS
from ..text.dates import When
from ..text.tokens import fold
from .actors import Cast
from .claims import Relation, Statements

_LAUNCHED = frozenset({"cc:CyberBody", "cc:Programme", "org:Organization"})  # whose launch is an activity
_ONLY = {"launch": _LAUNCHED, "commence": ("cc:Programme",)}  # classes of what such a verb speaks of
_NAMED = (Kind.INSTRUMENT, Kind.ORGANIZATION, Kind.STATE, Kind.PERSON)
_MONTH = len("2014-05")
_SOON = 4  # sentences in which the text comes to the signing or launch of its headline
_AGREEMENT = "cc:Agreement"
_PUBLISH, _OBSERVATION = "publish", "cc:ElectoralObservationMission"
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
        self._things: dict[Entity, Entity | None] = {}  # what is signed or launched at each
        self._last: Entity | None = None

    def make(self, sentence: Sentence, parse: Parse, makings: Sequence[Made]) -> bool:
        """Makes the activities of a sentence; whether it mentions one more now."""
        mentioned = False
        for made in makings:
            if sentence.in_speech(sentence.tokens[made.first].start):
                continue
            if made.frame.head:
                mentioned = self._make(sentence, parse, made) or mentioned
            else:
                mentioned = self._mention(sentence, made) or mentioned
        self._last = self._makeable(sentence) or self._last
        return mentioned

    def _mention(self, sentence: Sentence, made: Made) -> bool:
        """Makes an activity of a noun phrase that only its verb shows to be one: "organized a campaign"."""
        head = made.phrase.head
        first = made.phrase.first + bool(made.phrase.determiner)
        if sentence.mention_at(head.first) is not None or first > head.first or self._told(made):
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

    def headline(self, title: Sentence, makings: Sequence[Made]) -> None:
        """Gives the activity of a headline's verb those who act there: "OAS and X Sign Agreement"."""
        for made in makings:
            if made.frame.creates not in (_SIGNING, _LAUNCH) or not made.who:
                continue
            told = [a for a in self.acts.all() if a.entity.cls == made.frame.creates and a.first < _SOON]
            fitting = [a for a in told if self._headed(made, a)]
            if len(told) == 1 or fitting:
                activity = (fitting or told)[0]
                known = tuple((role, tuple(m for m in who if m.entity)) for role, who in made.who)
                self._acted(title, replace(made, who=known), activity)

    def _headed(self, made: Made, activity: Activity) -> bool:
        """Whether the noun of a headline is that of an activity: its report, its agreement."""
        head, thing = made.phrase.head, self._things.get(activity.entity)
        cls = self.doc.lexicon.heads.get(head.lemma)
        named = any(head.fold in fold(name).split() for name in activity.entity.names)
        return named or (thing is not None and cls == thing.cls)

    def settle(self) -> None:
        """Joins what a noun tells again of what verbs told: "signed a loan agreement ... its signing"."""
        for activity in self.acts.all():
            if activity.entity in self._things or not activity.definite or activity.named:
                continue
            for told in self._things:
                earlier = self.acts.found.get(told)
                if earlier is not None and told.cls == activity.entity.cls and earlier.first < activity.first:
                    names = (self._bare(set(fold(name).split()), activity) for name in activity.entity.names)
                    if any(name and name <= set(fold(told.name).split()) for name in names):
                        self.acts.join(activity, earlier)
                        break

    def _told(self, made: Made) -> bool:
        """Whether "the ceremony" is that of what a verb told before."""
        definite = made.phrase.determiner in self.acts.phrase["definite"]
        return bool(self._things) and definite and made.phrase.head.fold in self.acts.phrase["made"]

    def _make(self, sentence: Sentence, parse: Parse, made: Made) -> bool:
        """Makes an activity, or finds it again; whether a word of the sentence now mentions it."""
        activity = self._again(sentence, made)
        thing = self._thing(sentence, made) if activity is None else self._things.get(activity.entity)
        when = self._when(sentence, parse, made)
        if activity is None and not self._may_be(sentence, made, thing, when):
            return False
        if thing is not None and made.frame.creates in (_SIGNING, _LAUNCH):
            self.documents.add(thing)
        if activity is None:
            activity = self._known(sentence, made, thing)
        if activity is None:
            if when is None and made.frame.id == _PUBLISH and self._undated(sentence, made):
                return False
            activity = self._new(sentence, made, thing)
            activity.passing = made.beside and self._in_passing(sentence, when)
        self._note(sentence, made, activity, thing)
        if when is not None:
            self.when.used.add((when.start, when.end))
            self.when.set_date(activity, when, sentence, verb=False)
        self._acted(sentence, made, activity)
        for state in _elected(parse, made) if made.frame.creates == _OBSERVATION else ():
            self.when.places.host(activity, state, sentence.offsets(made.first, made.last))
        activity.linked = True
        return self._set(sentence, made, activity)

    def _in_passing(self, sentence: Sentence, when: When | None) -> bool:
        """Whether what a relative clause tells is not the news: the text has told another, or it is past."""
        issued = self.doc.release.issued
        month = issued.isoformat()[:_MONTH] if issued is not None else ""
        recalled = when is not None and when.last[:_MONTH] < month
        return recalled or any(a.first < sentence.index for a in self.acts.all())

    def _may_be(self, sentence: Sentence, made: Made, thing: Entity | None, when: When | None) -> bool:
        """Whether what a verb speaks of lets it make an activity."""
        if thing is None:
            said = bool(made.who) or when is not None
            first = made.plain and said  # "The MoU was signed by A and B", "was initialled in March"
            if made.thing is not None or (made.again and not first):
                return False
        elif (made.again and not made.timed) or thing in self.acts.found:
            return False
        if thing is None and any(self.acts.in_sentence(sentence)):
            return False  # no name, and another activity stands in the sentence
        if made.frame.alone and self.acts.found:
            return False
        return thing is None or thing.cls in _ONLY.get(made.frame.id, (thing.cls,))

    def _undated(self, sentence: Sentence, made: Made) -> bool:
        """Whether a document is the news and no event: "will publish a report", "published it in 2014"."""
        planned = made.modality is not Modality.ASSERTED
        return planned or made.thing is None or any(_year(token.text) for token in sentence.tokens)

    def _again(self, sentence: Sentence, made: Made) -> Activity | None:
        """The activity that a verb names, or that "the document" means: the last told of its kind."""
        if made.thing is not None and made.thing.kind is Kind.ACTIVITY:
            named = self.acts.found.get(made.thing.entity) if made.thing.entity is not None else None
            return named if named is not None and named.entity.cls == made.frame.creates else None
        if not made.again:
            return None
        told = (a for a in self.acts.recent() if a.entity.cls == made.frame.creates)
        return next((a for a in told if a.entity in self._things and a.first < sentence.index), None)

    def _known(self, sentence: Sentence, made: Made, thing: Entity | None) -> Activity | None:
        """The activity of a thing that the text told before, with a verb or a noun: "the signing of it"."""
        key = (made.frame.creates, thing if thing is not None else made.phrase.head.lemma)
        if key in self._by_thing:
            return self._by_thing[key]
        if made.frame.creates not in (_SIGNING, _LAUNCH):
            return None
        for activity in self.acts.recent():
            same = activity.entity.cls == made.frame.creates and activity.first <= sentence.index
            if same and activity.entity not in self._things and self._speaks(activity, made, thing):
                return activity
        return None

    def _speaks(self, activity: Activity, made: Made, thing: Entity | None) -> bool:
        """Whether the name of an activity that a noun told holds the words for what is signed or launched."""
        words = set(fold(made.phrase.head.text if thing is None else _longest(thing)).split())
        names = (set(fold(name).split()) for name in activity.entity.names)
        definite = made.again or made.phrase.determiner in self.acts.phrase["definite"] or activity.definite
        return definite and any(words <= name or self._bare(name, activity) <= words for name in names)

    def _bare(self, words: set[str], activity: Activity) -> set[str]:
        """The words of a name but for those that all such names have."""
        lexicon = self.doc.lexicon
        return words - lexicon.function - lexicon.articles - {*activity.entity.head.split()}

    def _note(self, sentence: Sentence, made: Made, activity: Activity, thing: Entity | None) -> None:
        """Notes that a sentence tells of an activity, and what is signed or launched there."""
        key = (made.frame.creates, thing if thing is not None else made.phrase.head.lemma)
        self._by_thing.setdefault(key, activity)
        self._things.setdefault(activity.entity, thing)
        here = self.made.setdefault(sentence.index, [])
        if activity not in here:
            here.append(activity)
            sentence.add(Mention(Kind.ACTIVITY, made.last - 1, made.last - 1, activity.entity))

    def _set(self, sentence: Sentence, made: Made, activity: Activity) -> bool:
        """ "was presented at an event organized by": lets the words for the event mention the activity."""
        if made.setting is None:
            return False
        head = made.setting.head
        if sentence.mention_at(head.first) is not None:
            return False
        sentence.add(Mention(Kind.ACTIVITY, head.first, head.last, activity.entity))
        sentence.order()
        return True

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
            return self._last if made.timed else None
        mention = made.thing or self._under(sentence, made)
        if mention is None or mention.kind is not Kind.UNKNOWN or mention.entity is not None:
            return None if mention is None else mention.entity
        if mention.name is None or not mention.name.quoted:
            return None
        return self.acts.namer.adopt(sentence, mention.name, _AGREEMENT, "documents/signed")

    def _under(self, sentence: Sentence, made: Made) -> Mention | None:
        """The one document of a sentence under which signatures stand: "with the exchange of signatures"."""
        head = made.phrase.head
        if made.frame.creates != _SIGNING or head.kind is not None or not self.statements.acts(head.lemma):
            return None
        named = {m.entity: m for m in sentence.mentions if m.kind is Kind.INSTRUMENT and m.entity is not None}
        return next(iter(named.values())) if len(named) == 1 else None

    def _makeable(self, sentence: Sentence) -> Entity | None:
        """The last body or document of a sentence, which "it" may mean in the next."""
        found = [
            m.entity
            for m in sentence.mentions
            if m.entity is not None and (m.kind is Kind.INSTRUMENT or m.entity.cls in _LAUNCHED)
        ]
        return found[-1] if found else None

    def _when(self, sentence: Sentence, parse: Parse, made: Made) -> When | None:
        """A date inside the words, else the sentence's only one that is not another activity's."""
        inside = [w.when for w in parse.words if w.when and made.first <= w.first < made.last]
        made_at = self.acts.phrase["made"]  # "signed it during a ceremony in Singapore on 15 April"
        acts = [(m, a) for m, a in self.acts.in_sentence(sentence) if a.entity.head not in made_at]
        others = [m.first for m, _ in acts if m.first < m.last]
        beside = _elsewhere(parse, made)
        told = [w for w in parse.words if w.when and not any(made.last <= f < w.first for f in others)]
        away = [w.when for w in told if w.when and any(first < w.first for first in beside)]
        self.when.others |= {(when.start, when.end) for when in away}
        every = [w.when for w in told if w.when and w.when not in away]
        one = len({(when.first, when.last) for when in every}) == 1  # "yesterday, March 8"
        return inside[0] if inside else every[0] if one else None

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
        if thing is None and made.frame.creates == _SIGNING:
            self._unnamed(sentence, made)
        return activity

    def _unnamed(self, sentence: Sentence, made: Made) -> None:
        """An agreement without a name is news where it is signed: "signed an MoU"."""
        head = made.phrase.head
        cls = self.doc.lexicon.heads.get(head.lemma, "")
        if cls not in INSTRUMENTS and not sentence.tokens[head.first].acronym:
            return
        entity = self.doc.book.add(Entity(cls or _AGREEMENT, head=head.fold, rule="documents/signed"))
        span = sentence.offsets(made.phrase.first + bool(made.phrase.determiner), made.phrase.last)
        entity.call(" ".join(span.of(self.doc.text).split()), span)
        entity.mention(span)
        self.documents.add(entity)

    def _words(self, sentence: Sentence, made: Made) -> str:
        """The words for a thing without a name, without their article."""
        first = made.phrase.first + bool(made.phrase.determiner)
        return " ".join(sentence.offsets(first, max(made.phrase.last, first + 1)).of(self.doc.text).split())


def _elected(parse: Parse, made: Made) -> Iterator[Entity]:
    """The state that holds what is observed: "the elections of Peru", "that Peru holds"."""
    phrase = made.phrase
    beside = [phrase.owner, *(part for _, part in phrase.parts)]
    beside += [clause.subject for clause in parse.clauses if phrase in clause.antecedents]
    for each in beside:
        mention = each.head.mention if each is not None else None
        if mention is not None and mention.kind is Kind.STATE and mention.entity is not None:
            yield mention.entity


def _elsewhere(parse: Parse, made: Made) -> list[int]:
    """Where clauses tell more of what is signed or presented: "the Plan, which Peru | adopted in"."""
    told = (c for c in parse.clauses if c.kind is ClauseKind.RELATIVE and c.verb is not None)
    named = (c for c in told if c.antecedents and c.antecedents[0].head.kind in _NAMED)
    return [c.verb.words[0].first for c in named if c.verb and c.verb.words[0].first >= made.last]


def _year(text: str) -> bool:
    """Whether a word is a year."""
    return len(text) == len("2014") and text.isdigit() and text.startswith(("19", "20"))


def _longest(entity: Entity) -> str:
    return max(entity.names, key=len, default=entity.name)
