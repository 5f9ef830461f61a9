"""What verbs and nouns tell of bodies and documents: who set up, adopted or helped to write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ..names.document import Mention
from ..names.entities import Kind
from .frames import Frames, VerbFrame
from .referring import Referring
from .standing import Standing, naming, standing
from .syntax import Clause, ClauseKind, Form, Modality, Parse, Phrase, Tag, VerbGroup, Voice

_REDUCED = (ClauseKind.PARTICIPLE, ClauseKind.RELATIVE, ClauseKind.FRONTED)
_GOVERNED = (ClauseKind.INFINITIVE, ClauseKind.GERUND)
_NEAREST = 3  # phrases before a participle, at most, of which one may be what was set up
_KINDS = {"body": Kind.ORGANIZATION, "document": Kind.INSTRUMENT}  # the roles that a tie is about


class Doer(Enum):
    """Who does what a verb tells, where nobody is named."""

    UNTOLD = "untold"
    CROWD = "crowd"  # "the delegates created"
    OTHER = "other"  # "Cabinet created"


@dataclass(frozen=True, slots=True)
class Tie:
    """What is said of a body or a document and somebody or something else."""

    frame: str
    about: Mention | Phrase  # a phrase where the body has no name: "a working group on evidence"
    other: Mention | None  # None: nobody is named
    within: Mention | None  # the body in which it is founded, where the founder is not named
    first: int
    last: int
    by: Doer = Doer.UNTOLD  # who does it, where nobody is named


class Ties:
    """Fills the frames of verbs of founding, adopting and the like from one sentence."""

    def __init__(self, frames: Frames, parse: Parse, refer: Referring) -> None:
        """Prepares for one parsed sentence."""
        self.frames = frames
        self.parse = parse
        self.refer = refer

    def found(self) -> Iterator[Tie]:
        """The ties that its verbs and nouns tell of."""
        for clause in self.parse.clauses:
            if clause.verb is not None and clause.modality.real and not self._meant(clause):
                for key, light, frames in naming(clause, self.frames.relations):
                    for frame in frames:
                        stands = standing(clause, clause.verb, key, light, self.frames)
                        yield from self._verb(frame, stands)
                yield from self._chained(clause, clause.verb)
        for phrase in self.parse.phrases:
            yield from self._noun(phrase)
            yield from self._adjective(phrase)

    def _meant(self, clause: Clause) -> bool:
        return self._intended(clause) or self._unwritten(clause)

    def _intended(self, clause: Clause) -> bool:
        """Whether a founding is only meant: "plans to create", "will help Peru to set up", not "decided to".

        Verbs of decision are those that say the same with a noun: "decided on the creation of".
        """
        verb, above = clause.verb, clause.parent.verb if clause.parent is not None else None
        if verb is None or clause.modality is not Modality.PLANNED or not self._founds(clause):
            return False
        governed = clause.kind in _GOVERNED and above is not None
        lemmas = {*verb.chain, *((above.lemma,) if governed and above is not None else ())}
        deciding = (f"{lemma} {noun}" for lemma in lemmas for noun in self.frames.founding)
        return bool(lemmas) and not any(words in self.frames.relations for words in deciding)

    def _unwritten(self, clause: Clause) -> bool:
        """Whether a document is only being written: "a decree that creates a team is being prepared"."""
        above = clause.parent
        noun = clause.antecedents[0] if clause.antecedents else clause.subject
        if clause.kind is not ClauseKind.RELATIVE or above is None or above.verb is None or noun is None:
            return False
        made = above.subject if above.verb.voice is Voice.PASSIVE else next(iter(above.objects), None)
        written = any("helper" in {p.role for p in frame.places.values()} for frame in self._relations(above))
        named = noun.head.kind is not None and noun.determiner not in self.frames.classes.indefinite
        return written and made is noun and not named

    def _relations(self, clause: Clause) -> Iterator[VerbFrame]:
        """The frames that any name of a clause's verb calls."""
        yield from (frame for _, _, frames in naming(clause, self.frames.relations) for frame in frames)

    def _founds(self, clause: Clause) -> bool:
        return any(frame.id in self.frames.founding.values() for frame in self._relations(clause))

    # ------------------------------------------------------------ verbs

    def _verb(self, frame: VerbFrame, stands: Standing) -> Iterator[Tie]:
        (name, kind), *_ = [(n, k) for role, k in _KINDS.items() for n in frame.holding(role)]
        about = self._about(frame, stands, name, kind)
        first, last = stands.verb.words[0].first, stands.verb.words[-1].last
        noun = stands.light is not None and stands.light.head.lemma in self.frames.founding
        others = [m for m in dict.fromkeys(self._others(frame, stands, name)) if m not in about]
        if noun and not others:
            return  # its noun tells of it: "announced the creation of"
        within = None if others else self._within(stands)
        for each in about:
            for other in others or (None,):
                inside = within if within is not each else None
                yield Tie(frame.id, each, other, inside, first, last, self._doer(stands))

    def _chained(self, clause: Clause, verb: VerbGroup) -> Iterator[Tie]:
        """ "The OAS helped | to draft the Strategy": a frame whose clause below is in its own verb group."""
        below = {frame.id for frame in self.frames.relations.get(verb.lemma, ())}
        for lemma in verb.chain[-1:]:
            for frame in self.frames.relations.get(lemma, ()):
                if frame.below in below:
                    yield from self._verb(frame, standing(clause, verb, lemma, None, self.frames))

    def _doer(self, stands: Standing) -> Doer:
        """What stands where the founder would, if it is no name."""
        heads = [p.head for p in stands.phrases("subject", self.frames.prepositions) if p.head.kind is None]
        if any(h.lemma in self.frames.classes.people or h.tag is Tag.PRONOUN for h in heads):
            return Doer.CROWD
        return Doer.OTHER if heads else Doer.UNTOLD

    def _within(self, stands: Standing) -> Mention | None:
        """The body within which something is founded."""
        for phrase in stands.phrases("inside", self.frames.prepositions):
            if phrase.head.kind is Kind.ORGANIZATION:
                return phrase.head.mention
        return None

    def _about(self, frame: VerbFrame, stands: Standing, name: str, kind: Kind) -> list[Mention | Phrase]:
        """The bodies or documents that a clause is about: those of the first phrase that names any."""
        at = stands.phrases(name, self.frames.prepositions)
        clause = stands.clause
        if frame.below:
            making = self.frames.classes.making  # "assisted in | the drafting of the Strategy"
            inside = (p for p in stands.phrases("event", self.frames.prepositions) if p.head.lemma in making)
            at = [*at, *self._below(frame.below, clause), *inside]
        if stands.light is not None and not any(p.head.kind is kind for p in at):
            for place in ("addressee", "owner"):  # "gives birth to", "announced the creation of"
                at = [*at, *stands.phrases(place, self.frames.prepositions)]
        if clause.kind in _REDUCED and (not at or any(p in clause.antecedents for p in at)):
            at = [*at, *_nearest(clause.antecedents)]
        for phrase in at:
            for each in (phrase, *phrase.asides, *self._apposed(phrase), *self._made_of(phrase)):
                found = [item.head.mention for item in each.every() if item.head.kind is kind]
                if found:
                    return [mention for mention in found if mention is not None]
            if kind is Kind.ORGANIZATION and self._nameless(phrase):
                return [self._just_before(phrase) or phrase]
            if kind is Kind.ORGANIZATION and (told := self._told_before(phrase)):
                return [told]
        return self._named_so(frame, at) or self._it(at, kind)

    def _told_before(self, phrase: Phrase) -> Mention | None:
        """The body of a sentence before that "this group" means."""
        head, classes = phrase.head, self.frames.classes
        definite = phrase.determiner and phrase.determiner not in classes.indefinite | classes.none
        if head.kind is not None or head.lemma not in self.frames.nameless or not definite or phrase.parts:
            return None
        earlier = self.refer.antecedents.earlier[:1] if self.refer.antecedents is not None else ()
        for other in (p for parse in earlier for p in reversed(parse.phrases)):
            body = other.head.mention
            words = (
                [] if body is None or body.entity is None else [other.head.fold, *body.entity.head.split()]
            )
            if body is not None and head.lemma in words:
                return body if body.kind is Kind.ORGANIZATION else None
        return None

    def _named_so(self, frame: VerbFrame, at: list[Phrase]) -> list[Mention | Phrase]:
        """What only its founding shows to be a body: "founded the Andean Threat Exchange"."""
        if "base" not in frame.places:
            return []
        for phrase in at:
            for each in (phrase, *phrase.asides):
                name = each.head.mention
                if name is not None and name.kind is Kind.UNKNOWN and " " in each.head.text:
                    return [name]
        return []

    def _it(self, at: list[Phrase], kind: Kind) -> list[Mention | Phrase]:
        """What "it" means: the subject of the clause before, or what the sentence before began with."""
        for phrase in at:
            if phrase.head.tag is not Tag.PRONOUN or phrase.head.fold not in self.frames.classes.pronouns:
                continue
            before = [c.subject for c in self.parse.clauses if c.subject and c.subject.last <= phrase.first]
            earlier = self.refer.antecedents.subject(plural=False) if self.refer.antecedents else None
            subject = before[-1] if before else earlier
            if subject is not None and subject.head.kind is kind and subject.head.mention is not None:
                return [subject.head.mention]
        return []

    def _nameless(self, phrase: Phrase) -> bool:
        """Whether a phrase means one body that has no name: "a working group on training materials"."""
        head = phrase.head
        one = phrase.determiner in self.frames.classes.indefinite and head.fold == head.lemma
        told = len(phrase.words) > 2 or bool(phrase.parts)
        return (
            head.kind is None
            and head.lemma in self.frames.nameless
            and one
            and (told or head.text[0].isupper())
        )

    def _apposed(self, phrase: Phrase) -> Iterator[Phrase]:
        """What a phrase tells more of: "the Exchange, | a network that it set up"."""
        if phrase.head.kind is None:
            yield from (other for other in self.parse.phrases if phrase in other.asides)

    def _just_before(self, phrase: Phrase) -> Mention | None:
        """The body that a nameless phrase tells more of: "SurCSIRT, | a team that Decree 14 created"."""
        comma = phrase.first - 1
        if not any(w.first == comma and w.text == "," for w in self.parse.words):
            return None
        near = (p.head for p in self.parse.phrases if p.last == comma and p.head.kind is Kind.ORGANIZATION)
        return next((head.mention for head in near), None)

    def _made_of(self, phrase: Phrase) -> Iterator[Phrase]:
        """ "the development of the Strategy"."""
        if phrase.head.kind is None and phrase.head.lemma in self.frames.classes.making:
            yield from (part for prep, part in phrase.parts if prep in self.frames.prepositions["owner"])

    def _below(self, frame: str, clause: Clause) -> Iterator[Phrase]:
        """What stands in a clause below: "helped Peru | to draft its Strategy"."""
        for other in self.parse.clauses:
            verb = other.verb
            frames = self.frames.relations.get(verb.lemma, ()) if verb and other.parent is clause else ()
            if any(each.id == frame for each in frames):
                yield from other.objects

    def _others(self, frame: VerbFrame, stands: Standing, name: str) -> Iterator[Mention]:
        """Who stands in the other places of a frame."""
        for place in frame.places:
            if place == name:
                continue
            for phrase in stands.phrases(place, self.frames.prepositions):
                yield from self._instruments(phrase)
                if place != "base":
                    yield from self._actors(phrase, stands.clause)
                if frame.places[place].role == "helper" and phrase.head.lemma in self.frames.nouns:
                    for _, part in phrase.parts[:1]:  # "drafted with the help | of Canada"
                        yield from self._actors(part, stands.clause)

    def _instruments(self, phrase: Phrase) -> Iterator[Mention]:
        for each in phrase.every():
            if each.head.kind is Kind.INSTRUMENT and each.head.mention is not None:
                yield each.head.mention

    def _actors(self, phrase: Phrase, clause: Clause) -> Iterator[Mention]:
        """Who does it: "Peru will equip the centre that IT is setting up"."""
        yield from (m for m in self.refer.who(phrase, clause) if m.kind is not Kind.PERSON)

    # ------------------------------------------------------------ nouns

    def _noun(self, phrase: Phrase) -> Iterator[Tie]:
        """ "the creation of the Council by Peru"."""
        frame = self.frames.founding.get(phrase.head.lemma) if phrase.head.kind is None else None
        if frame is None or self._thought_of(phrase):
            return
        owner, agent = (self.frames.prepositions[place] for place in ("owner", "agent"))
        parts = list(phrase.parts)
        bodies = [
            (each.head.mention, part)
            for prep, part in parts
            if prep in owner
            for each in part.every()
            if each.head.kind is Kind.ORGANIZATION and not self._any_such(each)
        ]
        if phrase.owner is not None and phrase.owner.head.tag is Tag.POSSESSIVE:
            bodies += self._its(phrase)
        for body, part in bodies:
            by = [p for prep, p in (*parts, *part.parts) if prep in agent]
            others = [m for p in by for m in (*self._instruments(p), *self.refer.actors(p))]
            for other in others or (None,):
                if body is not None:
                    yield Tie(frame, body, other, None, phrase.first, phrase.last)

    def _any_such(self, phrase: Phrase) -> bool:
        """Whether it is no body named before but any of its kind: "a national CSIRT"."""
        told = any(w.mention is None and w.first > phrase.first for w in phrase.words)
        one = phrase.head.last - phrase.head.first == 1
        return told and one and phrase.determiner in self.frames.classes.indefinite

    def _thought_of(self, phrase: Phrase) -> bool:
        """Whether a founding is only wished for or spoken of: "recommended the creation of the Council"."""
        governs = self.frames.grammar.governs
        for clause in self.parse.clauses:
            held = [*clause.objects, *(p for _, p in clause.obliques), clause.subject]
            if clause.verb is None or phrase not in held:
                continue
            done = clause.subject is phrase and clause.verb.voice is Voice.ACTIVE
            lemma = clause.verb.lemma
            wished = (
                not governs.get(lemma, Modality.ASSERTED).real or lemma in self.frames.classes.considering
            )
            if not clause.modality.real or (wished and not done) or self._for(phrase, clause):
                return True
        above = [p for p in self.parse.phrases if any(part is phrase for _, part in p.parts)]
        return any(not governs.get(p.head.lemma, Modality.ASSERTED).real for p in above)

    def _for(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether a founding is only what something is for: "worked for the creation of"."""
        audience = self.frames.prepositions["audience"]
        return any(p is phrase and prep in audience for prep, p in clause.obliques)

    def _its(self, phrase: Phrase) -> Iterator[tuple[Mention, Phrase]]:
        """ "Since ITS establishment by Peru, the Unit has trained": the body is the subject of the clause."""
        agent = self.frames.prepositions["agent"]
        for clause in self.parse.clauses:
            places = [p for _, p in clause.obliques]
            subject, verb = clause.subject, clause.verb
            if phrase not in places or subject is None or verb is None:
                continue
            if subject.head.kind is not Kind.ORGANIZATION:
                continue
            by = [(prep, p) for prep, p in clause.obliques if prep in agent and verb.voice is Voice.ACTIVE]
            if subject.head.mention is not None:
                yield subject.head.mention, replace(subject, parts=by)

    def _adjective(self, phrase: Phrase) -> Iterator[Tie]:
        """ "Chile's newly established Council", "the newly established Council"."""
        body = phrase.head.mention
        if body is None or body.kind is not Kind.ORGANIZATION:
            return
        for word in phrase.words:
            if word.mention is not None or word.tag is Tag.GENITIVE or word.last > body.first:
                continue
            reading = self.frames.grammar.verb(word.fold)
            if reading is None or reading.forms.isdisjoint((Form.PAST, Form.PARTICIPLE)):
                continue
            for frame in self.frames.relations.get(reading.lemma, ()):
                if frame.id in self.frames.founding.values():
                    for other in self.refer.actors(phrase.owner) if phrase.owner else (None,):
                        yield Tie(frame.id, body, other, None, phrase.first, phrase.last)


def _nearest(antecedents: Sequence[Phrase]) -> Iterator[Phrase]:
    """Of what a clause may speak: no phrase beyond a noun in small letters, "the room that Peru opened"."""
    for phrase in antecedents[:_NEAREST]:
        yield phrase
        if phrase.head.kind is None and phrase.head.tag is Tag.NOUN and not phrase.parts:
            return
