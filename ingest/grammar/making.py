"""Activities that verbs make: "they signed it" is a signing, "the report was released" a launch."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..names.document import Mention
from ..names.entities import Kind
from .frames import Frames, Making
from .referring import Referring
from .standing import Standing, naming, standing
from .syntax import Clause, ClauseKind, Modality, Parse, Phrase, Tag, VerbGroup, Voice

_REDUCED = (ClauseKind.PARTICIPLE, ClauseKind.RELATIVE, ClauseKind.FRONTED)
_BESIDE = (ClauseKind.PARTICIPLE, ClauseKind.RELATIVE)
_NEAREST = 2  # phrases before a participle, at most, of which one may be what is signed


@dataclass(frozen=True, slots=True)
class Made:
    """An activity that a verb makes."""

    frame: Making
    thing: Mention | None  # what is signed, launched, visited
    phrase: Phrase  # the words for it
    again: bool  # "it", "the document": what the text has named before
    plain: bool  # whether its noun alone says what it is: "the MoU"
    timed: bool  # whether the sentence says when
    setting: Phrase | None  # "at an event": the same activity in another word
    who: tuple[tuple[str, tuple[Mention, ...]], ...]  # roles and who has them
    first: int
    last: int
    modality: Modality
    beside: bool = False  # told of a thing in passing: "under the memorandum | that they signed"


class Makings:
    """Finds the activities that the verbs of one sentence make."""

    def __init__(self, frames: Frames, parse: Parse, refer: Referring, heads: Collection[str]) -> None:
        """Prepares for one parsed sentence; `heads` are nouns of activities, weak ones too."""
        self.heads = heads
        self.frames = frames
        self.parse = parse
        self.refer = refer

    @cached_property
    def timed(self) -> bool:
        """Whether the sentence says when."""
        return any(word.tag is Tag.TIME for word in self.parse.words)

    def found(self) -> Iterator[Made]:
        """The activities, in the order of the text."""
        for clause in self.parse.clauses:
            if clause.verb is not None and clause.modality.real:
                yield from self._clause(clause, clause.verb)

        for phrase in self.parse.phrases:
            yield from self._noun(phrase)

    def _noun(self, phrase: Phrase) -> Iterator[Made]:
        """ "The signing of a memorandum between A and B"."""
        making = self.frames.acts.get(phrase.head.lemma) if phrase.head.kind is None else None
        if making is None or not self.timed:
            return
        prepositions = self.frames.prepositions
        for prep, part in phrase.parts if making is not None else ():
            if prep not in prepositions["owner"]:
                continue
            thing = self._thing(making, part)
            if thing is None and not self._plain(making, part):
                continue
            sides = [
                p for each in (phrase, part) for prep, p in each.parts if prep in prepositions["between"]
            ]
            actors = [tuple(self.refer.actors(p)) for p in sides]
            role = making.places["subject"].role if "subject" in making.places else "participant"
            who = tuple((role, found) for found in actors if found)
            first, last = phrase.first, part.last
            yield Made(
                making, thing, part, False, True, self.timed, None, who, first, last, Modality.ASSERTED
            )

    def _clause(self, clause: Clause, verb: VerbGroup) -> Iterator[Made]:
        for key, light, makings in naming(clause, self.frames.makings):
            stands = standing(clause, verb, key, light, self.frames)
            found = [made for making in makings if (made := self._made(making, stands))]
            yield from found[:1]
            if found:
                return

    def _made(self, making: Making, stands: Standing) -> Made | None:
        alone = making.thing == "subject" and stands.verb.voice is Voice.ACTIVE and stands.light is None
        if alone and any(phrase.head.tag is not Tag.TIME for phrase in stands.at.get("object", [])):
            return None  # "met its goals"
        who = tuple(self._who(making, stands))
        things = list(self._things(making, stands))
        if not things and making.last and who and making.thing == "object":
            return self._last(making, stands, who)
        for phrase in things:
            thing = self._thing(making, phrase)
            again = thing is None and self._again(making, phrase, bool(who))
            plain = self._plain(making, phrase)
            if not (thing or again or plain) or not self._proved(making, stands, who):
                continue
            first = min(stands.verb.words[0].first, phrase.first)
            last = max(stands.verb.words[-1].last, phrase.last)
            others = tuple((role, actors) for role, actors in who if thing not in actors)
            setting = self._setting(stands)
            modality = stands.clause.modality
            beside = stands.clause.kind in _BESIDE
            return Made(
                making,
                thing,
                phrase,
                again,
                plain,
                self.timed,
                setting,
                others,
                first,
                last,
                modality,
                beside,
            )
        return None

    def _last(
        self, making: Making, stands: Standing, who: tuple[tuple[str, tuple[Mention, ...]], ...]
    ) -> Made | None:
        """ "A signed for the OAS": what the text has named before."""
        subject = stands.clause.subject
        names = ("behalf", "audience")
        for_others = any(stands.phrases(name, self.frames.prepositions) for name in names)
        if subject is None or not for_others or stands.verb.voice is Voice.PASSIVE:
            return None
        first, last = stands.verb.words[0].first, stands.verb.words[-1].last
        return Made(making, None, subject, True, False, True, None, who, first, last, stands.clause.modality)

    def _things(self, making: Making, stands: Standing) -> Iterator[Phrase]:
        """The phrases that may name what is signed or launched, the likeliest first."""
        at = stands.phrases(making.thing, self.frames.prepositions)
        if stands.light is not None:
            at = [*at, *(p for prep in ("to", "on") for p in stands.at.get(prep, []))]
        clause = stands.clause
        spoken_of = stands.verb.voice is Voice.PASSIVE or clause.subject not in clause.antecedents[:1]
        if clause.kind in _REDUCED and spoken_of and (stands.verb.voice is Voice.PASSIVE or not at):
            at = [*at, *clause.antecedents[:_NEAREST]]
        for phrase in at:
            yield from phrase.every()
            yield from phrase.asides

    def _thing(self, making: Making, phrase: Phrase) -> Mention | None:
        if phrase.head.kind in making.kinds:
            return phrase.head.mention
        if phrase.head.kind is None:
            if phrase.head.lemma in making.through:
                inner = [p.head.mention for _, p in phrase.parts if p.head.kind in making.kinds]
                if inner:
                    return inner[0]
            inside = [w.mention for w in phrase.words if w.kind is Kind.INSTRUMENT and w.kind in making.kinds]
            return inside[0] if inside else None
        return None

    def _plain(self, making: Making, phrase: Phrase) -> bool:
        """Whether a noun without a name is such a thing: "an agreement", "a three-month campaign"."""
        head = phrase.head
        if head.kind is not None:
            return False
        if making.head:
            inner = [p for _, p in phrase.parts] if head.lemma in making.through else []
            return any(p.head.kind is None and p.head.lemma in making.nouns for p in (phrase, *inner))
        classes = self.frames.classes
        if head.lemma not in making.nouns and head.fold not in self.heads:
            return False
        if head.fold != head.lemma or not phrase.determiner or phrase.determiner in classes.none:
            return False
        told = phrase.determiner in classes.indefinite or len(phrase.words) > 2 or bool(phrase.parts)
        return told and not any(word.kind is Kind.ACTIVITY for word in phrase.words)

    def _again(self, making: Making, phrase: Phrase, acted: bool) -> bool:
        """Whether a phrase means what was named before, and more is told: "It was published today"."""
        if not (self.timed or acted) or not making.last:
            return False
        if phrase.head.tag is Tag.PRONOUN:
            return phrase.head.fold in self.frames.classes.pronouns
        definite = bool(phrase.determiner) and phrase.determiner not in self.frames.classes.indefinite
        return definite and phrase.head.kind is None and phrase.head.lemma in making.last

    def _setting(self, stands: Standing) -> Phrase | None:
        """ "was presented at an event": what else the activity is called."""
        classes = self.frames.classes
        for phrase in stands.phrases("event", self.frames.prepositions):
            nameless = phrase.head.kind is None and phrase.head.lemma in classes.topics
            if nameless and phrase.determiner in classes.indefinite:
                return phrase
        return None

    def _proved(self, making: Making, stands: Standing, who: Sequence[object]) -> bool:
        """Whether the sentence says what a frame needs beside: who acts, or when."""
        if not making.proof:
            return True
        said = {"actor": bool(who), "time": self.timed}
        enough = any if making.either else all
        return enough(said[each] for each in making.proof)

    def _persons(self, stands: Standing) -> bool:
        """Whether persons act, who do so for others: "A signed for the OAS"."""
        found = [m for p in stands.at.get("subject", []) for m in self.refer.actors(p)]
        return bool(found) and all(m.kind is Kind.PERSON for m in found)

    def _who(self, making: Making, stands: Standing) -> Iterator[tuple[str, tuple[Mention, ...]]]:
        for name, place in making.places.items():
            if name == "audience" and not self._persons(stands):
                continue
            for phrase in stands.phrases(name, self.frames.prepositions):
                if self.refer.takes(phrase, place.takes) and (
                    actors := self.refer.who(phrase, stands.clause)
                ):
                    yield place.role, tuple(actors)
