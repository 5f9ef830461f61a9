"""Which frames fit a clause, and of which activity it then speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..names.document import Mention
from ..names.entities import Kind
from .frames import Frames, Takes, VerbFrame
from .referring import Meant, Referring, Topic
from .standing import Standing, below, called, governing, inside, naming, standing
from .syntax import Clause, ClauseKind, Form, Modality, Parse, Phrase, Tag, VerbGroup, Voice

_BODIES = ("organizer", "host", "supporter")
PEOPLE = ("participant", "invited", "expected", "absent")
_REDUCED = (ClauseKind.PARTICIPLE, ClauseKind.RELATIVE, ClauseKind.FRONTED, ClauseKind.INFINITIVE)
_THINGS = (Kind.ORGANIZATION, Kind.INSTRUMENT, Kind.STATE)
_PLACES = (Kind.PLACE, Kind.STATE)
_NEAREST = 6  # phrases before a participle, at most, of which one may be its activity


@dataclass(frozen=True, slots=True)
class Fit:
    """A frame that fits a clause."""

    frame: VerbFrame
    standing: Standing
    activity: Meant | None
    phrase: Phrase | None  # what stands for the activity


class Fitting:
    """Finds the frames of verbs that fit the clauses of one sentence."""

    def __init__(self, frames: Frames, parse: Parse, refer: Referring) -> None:
        """Prepares for one parsed sentence."""
        self.frames = frames
        self.parse = parse
        self.refer = refer
        self.prepositions = frames.prepositions

    @cached_property
    def colon(self) -> int | None:
        """The token of the sentence's first colon."""
        return next((w.first for w in self.parse.words if w.text == ":"), None)

    def fits(self, clause: Clause, verb: VerbGroup) -> list[Fit]:
        """The frames that fit a clause: of the verb that governs it, else of its own."""
        attends = verb.chain and called(clause, self.frames.doing["participant"])
        upper = governing(clause, verb, self.frames) if attends else None
        if upper is not None and clause.modality <= Modality.WISHED:
            upper.doing = True
            frames = [f for f in self.frames.verbs.get(upper.key, ()) if f.purpose == "participant"]
            fits = [fit for frame in frames if (fit := self._fit(frame, upper))]
            if fits:
                return fits
        if clause.modality.real:
            return [fit for fit in self._own(clause, verb) if not fit.frame.denied]
        if clause.modality in (Modality.NEGATED, Modality.CANCELLED):
            return [fit for fit in self._own(clause, verb) if _stayed(fit.frame, clause)]
        return []

    def _own(self, clause: Clause, verb: VerbGroup) -> Iterator[Fit]:
        """The frames that fit by the longest name of the verb that any frame has."""
        done = False
        verb = self._passive(clause, verb)
        for key, light, frames in naming(clause, self.frames.verbs):
            if done and " " not in key:
                continue
            found = [fit for frame in frames if (fit := self._one(frame, clause, verb, key, light))]
            # "joined them in organizing it" says more than "joined them"
            yield from [fit for fit in found if fit.standing.doing] or found
            done = done or bool(found)

    def _passive(self, clause: Clause, verb: VerbGroup) -> VerbGroup:
        """The verb, passive where an activity can only suffer it: "The drill, | organized with the ITU"."""
        alone = len(verb.words) == 1 and verb.form is Form.PAST and not clause.objects and not verb.chain
        if not alone or verb.voice is Voice.PASSIVE or self.refer.named(clause.subject) is None:
            return verb
        frames = self.frames.verbs.get(verb.lemma, ())
        roles = {f.places["subject"].role for f in frames if "subject" in f.places and "object" in f.places}
        active = any(f.voice is Voice.ACTIVE or "subject" in f.holding("activity") for f in frames)
        return replace(verb, voice=Voice.PASSIVE) if roles & set(_BODIES) and not active else verb

    def _one(
        self, frame: VerbFrame, clause: Clause, verb: VerbGroup, key: str, light: Phrase | None
    ) -> Fit | None:
        if frame.voice is not None and verb.voice is not frame.voice:
            return None
        stands = standing(clause, verb, key, light, self.frames)
        asks = "subject" in frame.places and frame.places["subject"].role == "requester"
        inner = below(self.parse, clause, self.frames.doing.get(frame.purpose, frozenset()), asks)
        stands.doing, stands.inner = bool(inner), inside(inner)
        if not stands.at["subject"] and verb.voice is Voice.PASSIVE:
            stands.at["subject"] = self._shared_agent(clause)
        if self.colon is not None:  # "joined them by video: | A and B"
            stands.at["object"] = [p for p in stands.at["object"] if p.first < self.colon] or [
                p for p in stands.at["object"] if clause.verb and clause.verb.words[0].first > self.colon
            ]
        return self._fit(frame, stands)

    def _shared_agent(self, clause: Clause) -> list[Phrase]:
        """Who acts in both of "was organized and funded by A"."""
        for other in self.parse.clauses:
            verb = other.verb
            same = other.subject is clause.subject is not None and other.kind is clause.kind
            if (
                same
                and not clause.obliques
                and other is not clause
                and verb is not None
                and verb.voice is Voice.PASSIVE
            ):
                agents = [p for prep, p in other.obliques if prep in self.prepositions["agent"]]
                if agents and agents[0].first > verb.words[0].first:
                    return agents
        return []

    def unable(self, clause: Clause) -> bool:
        """Whether somebody could not come: "was unable to attend", "cancelled its trip", "Nor did A attend".

        Who only "did not attend" may not have been asked to.
        """
        grammar, verb = self.frames.grammar, clause.verb
        if verb is None or clause.modality is Modality.CANCELLED or clause.marker in grammar.nor:
            return True
        could = any(grammar.auxiliaries.get(word.fold) == "hypothetical" for word in verb.words)
        return could or any(grammar.governs.get(lemma) is Modality.NEGATED for lemma in verb.chain)

    # ------------------------------------------------------------ one frame

    def _fit(self, frame: VerbFrame, stands: Standing) -> Fit | None:
        """The frame with its activity, where it fits."""
        if frame.voice is not None and stands.verb.voice is not frame.voice:
            return None
        if not self._taken(frame, stands) or self._of_another(frame, stands):
            return None
        activity, phrase = self._activity(frame, stands)
        if activity is None:
            activity, phrase = self._attached(frame, stands)
        if activity is None and frame.named and frame.purpose and stands.doing and not self._of_thing(stands):
            activity = Topic.HERE  # "confirmed that they will attend"
        if activity is Topic.HERE and frame.named and not self._spoken(frame, stands, phrase):
            return None
        if activity is None and not self._open(frame, stands):
            return None
        if self._transitive(frame, stands, phrase) or self._called(frame, stands, phrase):
            return None
        return Fit(frame, stands, activity, phrase)

    def _of_thing(self, stands: Standing) -> bool:
        """Whether the clause below is about something else: "asked Japan to provide cooperation"."""
        nouns = self.frames.classes
        things = (p for p in stands.inner if p.head.tag is Tag.NOUN and not self.refer.crowd(p))
        return any(p.head.lemma not in nouns.settings and not self.refer.activity(p) for p in things)

    def _taken(self, frame: VerbFrame, stands: Standing) -> bool:
        """Whether those stand in the places of a frame who give it this meaning: "train | officials"."""
        for name, place in frame.places.items():
            if place.role != "" and (name != "object" or place.takes is Takes.ANY):
                continue
            fitting = [p for p in self.at(stands, name) if self.refer.takes(p, place.takes)]
            if place.role == "":
                fitting = [p for p in fitting if p.head.lemma not in self.frames.classes.staff]
            if not fitting:
                return False
        guest = frame.places.get("object")  # not "a mission that Chile invited"
        named = map(self.refer.named, self.at(stands, "object"))
        return guest is None or guest.role != "invited" or not any(named)

    def _of_another(self, frame: VerbFrame, stands: Standing) -> bool:
        """Whether the noun of a light verb is of something else: "played the part | of the intruder"."""
        if stands.light is None or "owner" in frame.places:
            return False
        parts = [p for prep, p in stands.light.parts if prep in self.prepositions["owner"]]
        return any(
            self.refer.activity(p) is None and p.head.lemma not in self.refer.nouns.people for p in parts
        )

    def _activity(self, frame: VerbFrame, stands: Standing) -> tuple[Meant | None, Phrase | None]:
        """The activity in its place: one that is named comes before "it"."""
        best: tuple[Meant | None, Phrase | None] = (None, None)
        for phrase in (*self._events(frame, stands), *stands.inner, *self._instead(frame, stands)):
            found = self.refer.activity(phrase)
            if isinstance(found, Mention):
                return found, phrase
            if found is not None and best[0] is None:
                best = found, phrase
            if best[0] is None and self._sent(frame, phrase):
                best = Topic.HERE, phrase
        return best

    def _instead(self, frame: VerbFrame, stands: Standing) -> Iterator[Phrase]:
        """What "which" may mean instead of the place before: "the course in Lima, | to which Chile sent"."""
        clause = stands.clause
        near = [p for p in clause.antecedents[:1] if p.head.kind in _PLACES]
        if clause.kind is ClauseKind.RELATIVE and any(p in near for p in self._events(frame, stands)):
            yield from clause.antecedents[1:_NEAREST]

    def _sent(self, frame: VerbFrame, phrase: Phrase) -> bool:
        """Whether those sent stand for their activity: "joined the team", "the delegation was made up of"."""
        nouns = self.frames.classes
        definite = bool(phrase.determiner) and not (
            phrase.determiner in nouns.indefinite or phrase.determiner in nouns.none
        )
        people = any(place.role in PEOPLE for place in frame.places.values())
        return definite and phrase.head.lemma in nouns.sent and people

    def _attached(self, frame: VerbFrame, stands: Standing) -> tuple[Meant | None, Phrase | None]:
        """The nearest phrase before a participle or relative clause that can be its activity."""
        clause = stands.clause
        place = "object" if stands.verb.voice is Voice.PASSIVE else "subject"
        if any(phrase in clause.antecedents for phrase in stands.at.get("object", [])):
            place = "object"  # "the meeting of the Network, which Peru hosts"
        marked = clause.kind is ClauseKind.RELATIVE and any(
            p in clause.antecedents[:1] and p.head.kind is Kind.INSTRUMENT for _, p in clause.obliques
        )
        if clause.kind not in _REDUCED or not (marked or place in frame.holding("activity")):
            return None, None
        for phrase in clause.antecedents[:_NEAREST]:
            if found := self.refer.activity(phrase):
                return found, phrase
            if self._made(clause, phrase):
                return Topic.HERE, phrase
            thing = phrase.head.kind is Kind.INSTRUMENT or phrase.head.lemma in self.frames.classes.things
            if thing and not marked:
                break  # but "the launch of the Plan, in which they took part"
        return None, None

    def _made(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether a noun means the activity of the verb above: "presented at an event attended by"."""
        above = clause.parent.verb if clause.parent is not None else None
        makes = above is not None and above.lemma in self.frames.makings
        return makes and phrase.head.lemma in self.frames.classes.topics

    def _transitive(self, frame: VerbFrame, stands: Standing, phrase: Phrase | None) -> bool:
        """Whether an intransitive verb of taking part has an object after all: "gathered the heads for"."""
        if not self._intransitive(frame) or stands.light is not None:
            return False
        objects = (p for p in self._objects(stands) if p is not phrase and not self._empty(p))
        return stands.verb.voice is Voice.PASSIVE or any(objects)

    def _called(self, frame: VerbFrame, stands: Standing, phrase: Phrase | None) -> bool:
        """Whether a verb only says something of an activity: "called the workshop | a success"."""
        objects = [p for p in self.at(stands, "object") if not self._empty(p)]
        named = frame.named and "object" in frame.holding("activity") and phrase in objects
        if named and stands.verb.voice is Voice.ACTIVE and phrase is not objects[-1]:
            return True
        # "led the discussion | at the workshop"
        meant = self.refer.activity(phrase) is Topic.HERE
        places = [p for found in stands.at.values() for p in found if p not in objects]
        return named and meant and any(self.refer.named(p) is not None for p in places)

    def _objects(self, stands: Standing) -> list[Phrase]:
        """Its objects; "participating countries" are none."""
        found = self.at(stands, "object")
        if stands.clause.kind is not ClauseKind.FRONTED:
            return found
        nouns = self.refer.nouns.bodies | self.refer.nouns.people
        return [p for p in found if p.head.lemma not in nouns]

    def _intransitive(self, frame: VerbFrame) -> bool:
        """Whether a frame is of verbs of taking part that have no object."""
        plain = attending(frame) and frame.places["subject"].takes is Takes.ANY
        return plain and "object" not in frame.places

    def _spoken(self, frame: VerbFrame, stands: Standing, phrase: Phrase | None) -> bool:
        """Whether a weak verb speaks of "it" after all: "it was led by the OAS", "asked for it"."""
        if stands.verb.voice is Voice.PASSIVE or phrase is None or phrase.head.tag is not Tag.PRONOUN:
            return True
        return all(phrase is not p for p in self.at(stands, "object"))

    def _open(self, frame: VerbFrame, stands: Standing) -> bool:
        """Whether a clause without an activity may speak of the one that the text goes on about."""
        if frame.named:
            return False
        if "subject" in frame.holding("activity"):  # "the delegation was made up of"
            who = [p for place in ("subject", "object", "owner") for p in self.at(stands, place)]
            return "owner" in frame.places and any(map(self.refer.crowd, who))
        if "object" in frame.holding("activity"):
            objects = self.at(stands, "object")
            if attending(frame) and self._elsewhere(frame, stands):
                return False
            told = stands.verb.voice is Voice.PASSIVE or stands.light is not None or attending(frame)
            told = told or stands.clause.inverted  # "Auspicia el gobierno de Estonia"
            return all(map(self._empty, objects)) and (bool(objects) or told)
        objects = self._objects(stands) if self._intransitive(frame) else []
        return all(map(self._empty, objects)) and not self._elsewhere(frame, stands)

    def _elsewhere(self, frame: VerbFrame, stands: Standing) -> bool:
        """Whether something that is no activity stands where one would."""
        told = [] if stands.light is None else [p for _, p in stands.light.parts]  # "training | in forensics"
        whole = [(prep, p) for prep in self._whole(frame) for p in stands.at.get(prep, [])]
        if "source" in frame.holding("activity"):  # "withdrew | from the Convention"
            whole += [("", p) for p in self.at(stands, "source")]
        others = [(prep, p) for prep, p in whole if all(p is not part for part in told)]
        owner = frame.places.get("owner")
        if stands.light is not None and (
            owner is None or owner.role == "activity"
        ):  # "is part of the Complex"
            of = self.prepositions["owner"]
            if any(prep in of and p.head.kind in _THINGS for prep, p in stands.light.parts):
                return True
        return any(self._other(prep, p) for prep, p in others)

    def _events(self, frame: VerbFrame, stands: Standing) -> Iterator[Phrase]:
        for place in frame.holding("activity"):
            yield from self.at(stands, place)

    def _empty(self, phrase: Phrase) -> bool:
        """Whether a phrase names no thing that an activity would have to be."""
        return phrase.head.tag in (Tag.PRONOUN, Tag.TIME, Tag.NUMBER, Tag.QUOTATION)

    def _whole(self, frame: VerbFrame) -> set[str]:
        """Prepositions of what one takes part in, unless others stand after them in this frame."""
        told = [name for name, place in frame.places.items() if place.role != "activity"]
        others = [self.prepositions[name] for name in told if name in self.prepositions]
        pays = "subject" in frame.places and frame.places["subject"].role == "supporter"
        goal = self.prepositions["audience"] if pays else frozenset()
        return set(self.prepositions["whole"] | goal).difference(*others)

    def _other(self, prep: str, phrase: Phrase) -> bool:
        """Whether something else stands where the activity would: "took part in the drafting of the law"."""
        head = phrase.head
        if head.kind is Kind.INSTRUMENT or head.money is not None:
            return True
        goal = prep in self.prepositions["addressee"] and head.tag is not Tag.TIME
        if head.lemma in self.frames.classes.settings:
            return False  # "à la dernière minute"
        return head.tag is Tag.NOUN or (goal and head.kind is not Kind.ORGANIZATION)  # "missions to the OAS"

    def at(self, stands: Standing, place: str) -> list[Phrase]:
        """What stands in a place of a frame."""
        return stands.phrases(place, self.prepositions)


def _stayed(frame: VerbFrame, clause: Clause) -> bool:
    """Whether a frame tells of a clause that denies or calls off something who did not come."""
    if clause.modality is Modality.CANCELLED:
        return not frame.denied and "absent" in {place.role for place in frame.places.values()}
    return attending(frame) and (frame.denied or frame.places["subject"].role != "absent")


def attending(frame: VerbFrame) -> bool:
    """Whether who stands as subject takes part: "Chile attended"."""
    return "subject" in frame.places and frame.places["subject"].role in PEOPLE
