"""Who does what in an activity, as the verbs of a sentence tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..names.document import Mention
from ..names.entities import Kind
from .frames import Frames, Place, Takes, VerbFrame
from .referring import Meant, Referring, Topic
from .standing import Standing, below, governing, keys, standing
from .syntax import Clause, ClauseKind, Modality, Parse, Phrase, Tag, VerbGroup, Voice

_REDUCED = (ClauseKind.PARTICIPLE, ClauseKind.RELATIVE, ClauseKind.FRONTED, ClauseKind.INFINITIVE)
_BODIES = ("organizer", "host", "supporter")  # roles of bodies, not of the people they send
PEOPLE = ("participant", "invited", "expected", "absent")
_PLACES = (Kind.PLACE, Kind.STATE)
_NEAREST = 6  # phrases before a participle, at most, of which one may be its activity


@dataclass(frozen=True, slots=True)
class Role:
    """A role that somebody has in an activity."""

    frame: str
    role: str
    actors: tuple[Mention, ...]  # those whom one phrase names; none where the list below does
    activity: Mention | None  # None: the one that the text speaks of
    first: int  # tokens of the words that say so
    last: int
    topic: bool = False  # a word such as "it" stands for the activity
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class _Fit:
    """A frame that fits a clause."""

    frame: VerbFrame
    standing: Standing
    activity: Meant | None
    phrase: Phrase | None  # what stands for the activity


class Roles:
    """Fills the frames of verbs from the clauses of one sentence."""

    def __init__(self, frames: Frames, parse: Parse, refer: Referring) -> None:
        """Prepares for one parsed sentence."""
        self.frames = frames
        self.parse = parse
        self.refer = refer

    def found(self) -> Iterator[Role]:
        """The roles that its verbs give."""
        for clause in self.parse.clauses:
            if clause.verb is not None:
                for fit in self.fits(clause, clause.verb):
                    yield from self._roles(fit)

    def fits(self, clause: Clause, verb: VerbGroup) -> list[_Fit]:
        """The frames that fit a clause: of the verb that governs it, else of its own."""
        attends = verb.lemma in self.frames.attending
        upper = governing(clause, verb, self.frames) if verb.chain and attends else None
        if upper is not None and clause.modality <= Modality.WISHED:
            frames = self.frames.verbs.get(upper.key, ())
            fits = [fit for frame in frames if (fit := self._fit(frame, upper))]
            if fits:
                return fits
        if clause.modality.real:
            return list(self._own(clause, verb))
        if clause.modality is Modality.NEGATED and self._unable(verb):
            return [fit for fit in self._own(clause, verb) if self._attends(fit.frame)]
        return []

    def _own(self, clause: Clause, verb: VerbGroup) -> Iterator[_Fit]:
        """The frames that fit by the longest name of the verb that any frame has."""
        done = False
        for key, light in keys(clause):
            frames = self.frames.verbs.get(key, ())
            if not frames or (done and " " not in key):
                continue
            stands = standing(clause, verb, key, light, self.frames)
            stands.inner = below(self.parse, clause, self.frames.attending)
            for frame in frames:
                fit = self._fit(frame, stands)
                if fit is not None:
                    done = True
                    yield fit

    def _unable(self, verb: VerbGroup) -> bool:
        """Whether somebody could not do what a verb tells: "could not attend", "was unable to come"."""
        grammar = self.frames.grammar
        could = any(grammar.auxiliaries.get(word.fold) == "hypothetical" for word in verb.words)
        return could or any(grammar.governs.get(lemma) is Modality.NEGATED for lemma in verb.chain)

    @staticmethod
    def _attends(frame: VerbFrame) -> bool:
        """Whether who stands as subject takes part: "Chile attended"."""
        return "subject" in frame.places and frame.places["subject"].role in PEOPLE

    # ------------------------------------------------------------ the activity

    def _fit(self, frame: VerbFrame, stands: Standing) -> _Fit | None:
        """The frame with its activity, where it fits."""
        if frame.voice is not None and stands.verb.voice is not frame.voice:
            return None
        if not self._taken(frame, stands):
            return None
        activity, phrase = self._activity(frame, stands)
        if activity is None:
            activity, phrase = self._attached(frame, stands)
        if activity is Topic.HERE and frame.named and not self._spoken(stands, phrase):
            return None
        if activity is None and not self._open(frame, stands):
            return None
        if self._transitive(frame, stands, phrase):
            return None
        return _Fit(frame, stands, activity, phrase)

    def _taken(self, frame: VerbFrame, stands: Standing) -> bool:
        """Whether those stand in a frame's places without whom it means something else: "train | officials"."""
        for name, place in frame.places.items():
            needed = place.role == "" or (name == "object" and place.takes is not Takes.ANY)
            fitting = [p for p in self._at(stands, name) if self.refer.takes(p, place.takes)] if needed else []
            if place.role == "":
                fitting = [p for p in fitting if p.head.lemma not in self.frames.classes.staff]
            if needed and not fitting:
                return False
            if name == "object" and place.role == "invited" and any(map(self.refer.named, self._at(stands, name))):
                return False  # "a mission that Chile invited"
        return True

    def _activity(self, frame: VerbFrame, stands: Standing) -> tuple[Meant | None, Phrase | None]:
        """The activity in its place: one that is named comes before "it"."""
        best: tuple[Meant | None, Phrase | None] = (None, None)
        for phrase in (*self._events(frame, stands), *stands.inner, *self._instead(frame, stands)):
            found = self.refer.activity(phrase)
            if isinstance(found, Mention):
                return found, phrase
            if found is not None and best[0] is None:
                best = found, phrase
        return best

    def _instead(self, frame: VerbFrame, stands: Standing) -> Iterator[Phrase]:
        """What "which" may mean instead of the place before it: "the course in Lima, | to which Chile sent"."""
        clause = stands.clause
        near = [p for p in clause.antecedents[:1] if p.head.kind in _PLACES]
        if clause.kind is ClauseKind.RELATIVE and any(p in near for p in self._events(frame, stands)):
            yield from clause.antecedents[1:_NEAREST]

    def _attached(self, frame: VerbFrame, stands: Standing) -> tuple[Meant | None, Phrase | None]:
        """The nearest phrase before a participle or relative clause that can be its activity."""
        clause = stands.clause
        place = "object" if stands.verb.voice is Voice.PASSIVE else "subject"
        if any(phrase in clause.antecedents for phrase in stands.at.get("object", [])):
            place = "object"  # "the meeting of the Network, which Peru hosts"
        if clause.kind not in _REDUCED or place not in frame.holding("activity"):
            return None, None
        for phrase in clause.antecedents[:_NEAREST]:
            if found := self.refer.activity(phrase):
                return found, phrase
            if phrase.head.kind is Kind.INSTRUMENT:
                break
        return None, None

    def _transitive(self, frame: VerbFrame, stands: Standing, phrase: Phrase | None) -> bool:
        """Whether an intransitive verb of taking part has an object all the same: "gathered the heads for"."""
        if not self._intransitive(frame) or stands.light is not None:
            return False
        objects = (p for p in self._at(stands, "object") if p is not phrase and not self._empty(p))
        return stands.verb.voice is Voice.PASSIVE or any(objects)

    def _intransitive(self, frame: VerbFrame) -> bool:
        """Whether a frame is of verbs of taking part that have no object."""
        return "object" not in frame.places and self._attends(frame) and frame.places["subject"].takes is Takes.ANY

    def _spoken(self, stands: Standing, phrase: Phrase | None) -> bool:
        """Whether a weak verb speaks of "it" after all: "it was led by the OAS", "asked for it"."""
        if stands.verb.voice is Voice.PASSIVE or phrase is None or phrase.head.tag is not Tag.PRONOUN:
            return True
        return all(phrase is not p for p in self._at(stands, "object"))

    def _open(self, frame: VerbFrame, stands: Standing) -> bool:
        """Whether a clause without an activity may speak of the one that the text goes on about."""
        if frame.named:
            return False
        if "subject" in frame.holding("activity"):  # "the delegation was made up of"
            return "owner" in frame.places and any(map(self.refer.crowd, self._at(stands, "subject")))
        if "object" in frame.holding("activity"):
            objects = self._at(stands, "object")
            return all(map(self._empty, objects)) and (
                bool(objects) or stands.verb.voice is Voice.PASSIVE or stands.light is not None or self._attends(frame)
            )
        objects = self._at(stands, "object") if self._intransitive(frame) else []
        others = ((prep, p) for prep in self._whole(frame) for p in stands.at.get(prep, []))
        return all(map(self._empty, objects)) and not any(self._other(prep, p) for prep, p in others)

    def _events(self, frame: VerbFrame, stands: Standing) -> Iterator[Phrase]:
        for place in frame.holding("activity"):
            yield from self._at(stands, place)

    def _empty(self, phrase: Phrase) -> bool:
        """Whether a phrase names no thing that an activity would have to be."""
        return phrase.head.tag in (Tag.PRONOUN, Tag.TIME, Tag.NUMBER, Tag.QUOTATION)

    def _whole(self, frame: VerbFrame) -> set[str]:
        """Prepositions of what one takes part in, unless others stand after them in this frame."""
        prepositions = self.frames.prepositions
        others = [prepositions[name] for name, p in frame.places.items() if name in prepositions and p.role != "activity"]
        return set(prepositions["whole"]).difference(*others)

    def _other(self, prep: str, phrase: Phrase) -> bool:
        """Whether something else stands where the activity would: "took part in the drafting of the law"."""
        head = phrase.head
        if head.kind is Kind.INSTRUMENT or head.money is not None:
            return True
        goal = prep in self.frames.prepositions["addressee"] and head.tag is not Tag.TIME
        return goal or (head.tag is Tag.NOUN and head.lemma not in self.frames.classes.settings)

    # ------------------------------------------------------------ the roles

    def _roles(self, fit: _Fit) -> Iterator[Role]:
        stands = fit.standing
        first = stands.verb.words[0].first
        last = stands.verb.words[-1].last
        mention = fit.activity if isinstance(fit.activity, Mention) else None
        for name, place in fit.frame.places.items():
            if place.role in ("activity", ""):
                continue
            role = "absent" if stands.clause.modality is Modality.NEGATED else place.role
            for phrase in self._at(stands, name):
                if phrase is fit.phrase:
                    continue
                actors = self._actors(fit, place, phrase)
                if actors or (place.role in PEOPLE and opens_list(self.refer, self.parse, phrase)):
                    yield Role(
                        fit.frame.id,
                        role,
                        tuple(actors),
                        mention,
                        min(first, phrase.first),
                        max(last, phrase.last),
                        fit.activity is Topic.HERE,
                        stands.clause.modality,
                    )

    def _actors(self, fit: _Fit, place: Place, phrase: Phrase) -> list[Mention]:
        """Who has the role of a place."""
        if place.role == "mandate":
            return [m for p in phrase.every() if (m := p.head.mention) is not None and m.kind is Kind.INSTRUMENT]
        if not self.refer.takes(phrase, place.takes):
            return []
        if place.role in _BODIES and self.refer.crowd(phrase):
            return []
        if phrase.head.tag is not Tag.PRONOUN and (actors := self.refer.actors(phrase)):
            return [*actors, *self._more(fit, phrase, actors)] if place.role in PEOPLE else actors
        if place.role in PEOPLE and self._from_elsewhere(phrase):
            sources = fit.standing.phrases("source", self.frames.prepositions)
            if actors := [actor for source in sources for actor in self.refer.actors(source)]:
                return actors
        return self.refer.who(phrase, fit.standing.clause)

    def _more(self, fit: _Fit, phrase: Phrase, actors: Sequence[Mention]) -> list[Mention]:
        """Where a crowd is from besides: "experts from A and B, as well as | from C"."""
        if not self.refer.crowd(phrase):
            return []
        prepositions = self.frames.prepositions["source"] - self.frames.prepositions["owner"]
        after = [p for prep in prepositions for p in fit.standing.at.get(prep, []) if p.first > phrase.first]
        return [m for p in after for m in self.refer.actors(p) if m not in actors]

    def _from_elsewhere(self, phrase: Phrase) -> bool:
        """Whether the clause may tell where people are from: "Teams are expected from Chile"."""
        return self.refer.crowd(phrase) or phrase.head.tag is Tag.PRONOUN

    def _at(self, stands: Standing, place: str) -> list[Phrase]:
        return stands.phrases(place, self.frames.prepositions)


def opens_list(refer: Referring, parse: Parse, phrase: Phrase) -> bool:
    """Whether a list below names those whom a phrase means: "attended by the following states:"."""
    nouns = refer.nouns.people | refer.nouns.bodies | refer.nouns.states
    inner = [part for _, part in phrase.parts]
    means = any(p.head.kind is None and p.head.lemma in nouns for p in (phrase, *inner))
    return bool(parse.words) and parse.words[-1].text == ":" and means
