"""Who does what in an activity, as the verbs of a sentence tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..names.document import Mention
from ..names.entities import Kind
from .fitting import PEOPLE, Fit, Fitting
from .frames import Frames, Place
from .referring import Referring, Topic
from .syntax import Clause, ClauseKind, Modality, Parse, Phrase, Tag, Voice

_TOLD = (ClauseKind.SUBORDINATE, ClauseKind.INFINITIVE)
_BODIES = ("organizer", "host", "supporter")  # roles of bodies, not of the people they send


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
    noun: bool = False  # that word is a noun: "the ceremony"
    sure: bool = True  # not of who only "did not attend": whether it was awaited is told elsewhere


class Roles:
    """Fills the frames of verbs from the clauses of one sentence."""

    def __init__(self, frames: Frames, parse: Parse, refer: Referring) -> None:
        """Prepares for one parsed sentence."""
        self.frames = frames
        self.parse = parse
        self.refer = refer
        self.fitting = Fitting(frames, parse, refer)

    def found(self) -> Iterator[Role]:
        """The roles that its verbs give."""
        for clause in self.parse.clauses:
            if clause.verb is None:
                continue
            told = False
            for fit in self.fitting.fits(clause, clause.verb):
                for role in self._roles(fit):
                    told = True
                    yield role
                    yield from self._so_do(clause, role)
            if not told:
                yield from self._there(clause)
            yield from self._with(clause)

    def _with(self, clause: Clause) -> Iterator[Role]:
        """ "The workshop, with 30 participants from A and B, covered": who is there with an activity."""
        mention = self.refer.named(clause.subject) if clause.modality.real else None
        for prep, phrase in clause.obliques if mention is not None else ():
            if prep not in self.frames.prepositions["companion"] or not self.refer.crowd(phrase):
                continue
            if phrase.head.fold != phrase.head.lemma and (actors := tuple(self.refer.actors(phrase))):
                yield Role("with", "participant", actors, mention, phrase.first - 1, phrase.last)

    def _there(self, clause: Clause) -> Iterator[Role]:
        """ "At the workshop, officials of A and B described": people take part where they do anything."""
        verb, subject = clause.verb, clause.subject
        if verb is None or subject is None or verb.voice is Voice.PASSIVE or not clause.modality.real:
            return
        grammar = self.frames.grammar
        if verb.lemma in grammar.reporting or not (self.refer.crowd(subject) or _states(subject)):
            return
        made = verb.lemma in self.frames.makings and not self.refer.crowd(
            subject
        )  # "launched it at the forum"
        if made or subject.head.lemma in self.frames.classes.staff:
            return
        for prep, phrase in clause.obliques:
            found = self.refer.activity(phrase) if prep in self.frames.prepositions["there"] else None
            if found is None or not (actors := tuple(self.refer.actors(subject))):
                continue
            mention = found if isinstance(found, Mention) else None
            first, last = min(phrase.first, subject.first), verb.words[-1].last
            yield Role("there", "participant", actors, mention, first, last, found is Topic.HERE)
            return

    def _so_do(self, clause: Clause, role: Role) -> Iterator[Role]:
        """ "They confirmed that they will attend, as have A and B": these will attend too."""
        marks = self.frames.grammar.so
        for other in self.parse.clauses if clause.kind in _TOLD and role.role in PEOPLE else ():
            if other.kind is ClauseKind.MAIN and other.marker in marks and other.subject is not None:
                actors = tuple(self.refer.actors(other.subject))
                if actors and other is not clause:
                    yield replace(role, actors=actors, last=max(role.last, other.subject.last))

    def _roles(self, fit: Fit) -> Iterator[Role]:
        stands = fit.standing
        first, last = stands.verb.words[0].first, stands.verb.words[-1].last
        mention = fit.activity if isinstance(fit.activity, Mention) else None
        for name, place in fit.frame.places.items():
            if place.role in ("activity", ""):
                continue
            denied = not stands.clause.modality.real and not fit.standing.doing
            role = "absent" if denied else place.role
            sure = not denied or self.fitting.unable(stands.clause)
            for phrase in self.fitting.at(stands, name):
                if phrase is fit.phrase:
                    continue
                actors = self._actors(fit, place, phrase)
                if actors or (place.role in PEOPLE and opens_list(self.refer, self.parse, phrase)):
                    begin, end = min(first, _begins(stands.clause, phrase)), max(last, phrase.last)
                    topic = fit.activity is Topic.HERE
                    noun = fit.phrase is not None and fit.phrase.head.tag is Tag.NOUN
                    modality = stands.clause.modality
                    who, of = tuple(actors), fit.frame.id
                    yield Role(of, role, who, mention, begin, end, topic, modality, noun, sure)

    def _actors(self, fit: Fit, place: Place, phrase: Phrase) -> list[Mention]:
        """Who has the role of a place."""
        if place.role == "mandate":
            heads = [p.head.mention for p in phrase.every()]
            return [m for m in heads if m is not None and m.kind is Kind.INSTRUMENT]
        if not self.refer.takes(phrase, place.takes):
            return []
        if place.role in _BODIES and self.refer.crowd(phrase):
            return self._bodies(phrase)
        if phrase.head.tag is not Tag.PRONOUN and (actors := self.refer.actors(phrase)):
            return [*actors, *self._more(fit, phrase, actors)] if place.role in PEOPLE else actors
        if place.role in PEOPLE and (actors := self._elsewhere(fit, phrase)):
            return actors
        return self.refer.who(phrase, fit.standing.clause)

    def _bodies(self, phrase: Phrase) -> list[Mention]:
        """The bodies in a list that people stand in too: "by the Authority and | its team, A"."""
        if phrase.head.mention is None:
            return []
        last = [aside.head.mention for aside in phrase.asides if aside.first > phrase.items[-1].first]
        named = [*(each.head.mention for each in phrase.every()), *last]
        return [m for m in named if m is not None and m.kind in (Kind.ORGANIZATION, Kind.STATE)]

    def _more(self, fit: Fit, phrase: Phrase, actors: Sequence[Mention]) -> list[Mention]:
        """Where a crowd is from besides: "experts from A and B, as well as | from C"."""
        if not self.refer.crowd(phrase):
            return []
        prepositions = self.frames.prepositions["source"] - self.frames.prepositions["owner"]
        after = [p for prep in prepositions for p in fit.standing.at.get(prep, []) if p.first > phrase.first]
        return [m for p in after for m in self.refer.actors(p) if m not in actors]

    def _elsewhere(self, fit: Fit, phrase: Phrase) -> list[Mention]:
        """Whom the clause tells beside: "Teams are expected | from A", "others joined them: | A and B"."""
        if not (self.refer.crowd(phrase) or phrase.head.tag is Tag.PRONOUN or self._several(phrase)):
            return []
        found = fit.standing.phrases("source", self.frames.prepositions)
        if colon := self.fitting.colon:
            clause = fit.standing.clause
            found = [*found, *(p for p in clause.objects if p.first > colon > phrase.first)]
        return [actor for part in found for actor in self.refer.actors(part)]

    def _several(self, phrase: Phrase) -> bool:
        """Whether a noun means several bodies: "five universities"."""
        nouns = self.frames.classes
        head = phrase.head
        return head.kind is None and (head.lemma in nouns.bodies or head.lemma in nouns.states)


def _states(phrase: Phrase) -> bool:
    """Whether a phrase lists states."""
    return len(phrase.items) > 0 and all(each.head.kind is Kind.STATE for each in phrase.every())


def _begins(clause: Clause, phrase: Phrase) -> int:
    """Where those begin who act: of "they" the clause above that names them, of "as have A" that before."""
    if clause.kind is ClauseKind.MAIN and clause.marker:
        return 0
    above = clause.parent.subject if clause.parent is not None else None
    if phrase.head.tag is Tag.PRONOUN and above is not None and clause.kind in _TOLD:
        return min(above.first, phrase.first)
    return phrase.first


def opens_list(refer: Referring, parse: Parse, phrase: Phrase | None) -> bool:
    """Whether a list below names those whom a phrase means: "attended by the following states:"."""
    if phrase is None or not parse.words or parse.words[-1].text != ":":
        return False
    nouns = refer.nouns.people | refer.nouns.bodies | refer.nouns.states
    inner = [part for _, part in phrase.parts]
    return any(p.head.kind is None and p.head.lemma in nouns for p in (phrase, *inner))
