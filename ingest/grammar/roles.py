"""Who does what in an activity, as the verbs of a sentence tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..names.document import Mention
from ..names.entities import Kind
from .frames import Frames, Place, Takes, VerbFrame
from .referring import Meant, Referring, Topic
from .standing import Standing, below, governing, keys, standing
from .syntax import Clause, ClauseKind, Modality, Parse, Phrase, Tag, VerbGroup, Voice

_REDUCED = (ClauseKind.PARTICIPLE, ClauseKind.RELATIVE, ClauseKind.FRONTED, ClauseKind.INFINITIVE)
_BODIES = ("organizer", "host", "supporter")  # roles of bodies, not of the people they send
PEOPLE = ("participant", "invited", "expected", "absent")
_THINGS = (Kind.ORGANIZATION, Kind.INSTRUMENT, Kind.STATE)
_TOLD = (ClauseKind.SUBORDINATE, ClauseKind.INFINITIVE)
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
                    for role in self._roles(fit):
                        yield role
                        yield from self._so_do(clause, role)

    def _so_do(self, clause: Clause, role: Role) -> Iterator[Role]:
        """ "They confirmed that they will attend, as have A and B": these will attend too."""
        marks = self.frames.grammar.so
        for other in self.parse.clauses if clause.kind in _TOLD and role.role in PEOPLE else ():
            if other.kind is ClauseKind.MAIN and other.marker in marks and other.subject is not None:
                actors = tuple(self.refer.actors(other.subject))
                if actors and other is not clause:
                    yield replace(role, actors=actors, last=max(role.last, other.subject.last))

    def fits(self, clause: Clause, verb: VerbGroup) -> list[_Fit]:
        """The frames that fit a clause: of the verb that governs it, else of its own."""
        attends = verb.lemma in self.frames.doing["participant"]
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
            for frame in frames:
                verbs = self.frames.doing.get(frame.purpose, ())
                stands.inner = below(self.parse, clause, verbs) if verbs else []
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
            fitting = (
                [p for p in self._at(stands, name) if self.refer.takes(p, place.takes)] if needed else []
            )
            if place.role == "":
                fitting = [p for p in fitting if p.head.lemma not in self.frames.classes.staff]
            if needed and not fitting:
                return False
        return True

    def _activity(self, frame: VerbFrame, stands: Standing) -> tuple[Meant | None, Phrase | None]:
        """The activity in its place: one that is named comes before "it"."""
        best: tuple[Meant | None, Phrase | None] = (None, None)
        for phrase in (*self._events(frame, stands), *stands.inner):
            found = self.refer.activity(phrase)
            if isinstance(found, Mention):
                return found, phrase
            if found is not None and best[0] is None:
                best = found, phrase
            if best[0] is None and self._sent(frame, phrase):
                best = Topic.HERE, phrase
        return best

    def _sent(self, frame: VerbFrame, phrase: Phrase) -> bool:
        """Whether those sent stand for their activity: "joined the team", "the delegation was made up of"."""
        nouns = self.frames.classes
        definite = bool(phrase.determiner) and phrase.determiner not in nouns.indefinite | nouns.none
        return definite and phrase.head.lemma in nouns.sent and any(p.role in PEOPLE for p in frame.places.values())

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
            if self._made(clause, phrase):
                return Topic.HERE, phrase
            if phrase.head.kind is Kind.INSTRUMENT:
                break
        return None, None

    def _made(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether a noun means the activity that the verb above makes: "presented at an event attended by"."""
        above = clause.parent.verb if clause.parent is not None else None
        return above is not None and above.lemma in self.frames.makings and phrase.head.lemma in self.frames.classes.topics

    def _transitive(self, frame: VerbFrame, stands: Standing, phrase: Phrase | None) -> bool:
        """Whether an intransitive verb of taking part has an object all the same: "gathered the heads for"."""
        if not self._intransitive(frame) or stands.light is not None:
            return False
        objects = (p for p in self._at(stands, "object") if p is not phrase and not self._empty(p))
        return stands.verb.voice is Voice.PASSIVE or any(objects)

    def _intransitive(self, frame: VerbFrame) -> bool:
        """Whether a frame is of verbs of taking part that have no object."""
        return (
            "object" not in frame.places
            and self._attends(frame)
            and frame.places["subject"].takes is Takes.ANY
        )

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
            if self._attends(frame) and self._elsewhere(frame, stands):
                return False
            return all(map(self._empty, objects)) and (
                bool(objects)
                or stands.verb.voice is Voice.PASSIVE
                or stands.light is not None
                or self._attends(frame)
            )
        objects = self._at(stands, "object") if self._intransitive(frame) else []
        return all(map(self._empty, objects)) and not self._elsewhere(frame, stands)

    def _elsewhere(self, frame: VerbFrame, stands: Standing) -> bool:
        """Whether something that is no activity stands where one would."""
        others = [(prep, p) for prep in self._whole(frame) for p in stands.at.get(prep, [])]
        if stands.light is not None:  # "is part of the Complex"
            owner = self.frames.prepositions["owner"]
            bodies = (p for prep, p in stands.light.parts if prep in owner and p.head.kind in _THINGS)
            if any(bodies):
                return True
        return any(self._other(prep, p) for prep, p in others)

    def _events(self, frame: VerbFrame, stands: Standing) -> Iterator[Phrase]:
        for place in frame.holding("activity"):
            yield from self._at(stands, place)

    def _empty(self, phrase: Phrase) -> bool:
        """Whether a phrase names no thing that an activity would have to be."""
        return phrase.head.tag in (Tag.PRONOUN, Tag.TIME, Tag.NUMBER, Tag.QUOTATION)

    def _whole(self, frame: VerbFrame) -> set[str]:
        """Prepositions of what one takes part in, unless others stand after them in this frame."""
        prepositions = self.frames.prepositions
        others = [
            prepositions[name]
            for name, p in frame.places.items()
            if name in prepositions and p.role != "activity"
        ]
        return set(prepositions["whole"]).difference(*others)

    def _other(self, prep: str, phrase: Phrase) -> bool:
        """Whether something else stands where the activity would: "took part in the drafting of the law"."""
        head = phrase.head
        if head.kind is Kind.INSTRUMENT or head.money is not None:
            return True
        goal = prep in self.frames.prepositions["addressee"] and head.tag is not Tag.TIME
        goal = goal and head.kind is not Kind.ORGANIZATION  # "the missions to the OAS"
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
                begins = self._begins(stands.clause, phrase)
                actors = self._actors(fit, place, phrase)
                if actors or (place.role in PEOPLE and opens_list(self.refer, self.parse, phrase)):
                    yield Role(
                        fit.frame.id,
                        role,
                        tuple(actors),
                        mention,
                        min(first, begins),
                        max(last, phrase.last),
                        fit.activity is Topic.HERE,
                        stands.clause.modality,
                    )

    @staticmethod
    def _begins(clause: Clause, phrase: Phrase) -> int:
        """Where those begin who act: of "they" the clause above that names them, of "as have A" that before."""
        if clause.kind is ClauseKind.MAIN and clause.marker:
            return 0
        above = clause.parent.subject if clause.parent is not None else None
        if phrase.head.tag is Tag.PRONOUN and above is not None and clause.kind in _TOLD:
            return min(above.first, phrase.first)
        return phrase.first

    def _actors(self, fit: _Fit, place: Place, phrase: Phrase) -> list[Mention]:
        """Who has the role of a place."""
        if place.role == "mandate":
            return [
                m for p in phrase.every() if (m := p.head.mention) is not None and m.kind is Kind.INSTRUMENT
            ]
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
