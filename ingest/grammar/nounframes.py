"""Who does what in an activity, as nouns tell it: "with the support of", "its hosts are", "its mission"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from ..names.document import Mention
from ..names.entities import Kind
from .fitting import PEOPLE
from .frames import Frames, NounFrame, Place, VerbFrame
from .referring import ACTORS, Referring, Topic
from .roles import Role, opens_list
from .standing import called
from .syntax import Clause, ClauseKind, Form, Modality, Parse, Phrase, Tag, VerbGroup, Voice, Word

_APPOSITION, _BE, _AND = "apposition", "be", "and"  # what may lead to a noun beside prepositions and verbs
_SUPPORTER = "supporter"
_FAR = 12  # tokens between a body and "its workshop", at most
_OWNERS = (Kind.ORGANIZATION,)


class Nominals:
    """Fills the frames of nouns from the phrases of one sentence."""

    def __init__(self, frames: Frames, parse: Parse, refer: Referring) -> None:
        """Prepares for one parsed sentence."""
        self.frames = frames
        self.parse = parse
        self.refer = refer
        self.by = frames.prepositions["agent"]
        self.of = frames.prepositions["owner"]
        self.source = frames.prepositions["source"]
        self.beside = frames.prepositions["companion"]
        self.event = frames.prepositions["event"]

    def found(self) -> Iterator[Role]:
        """The roles that its nouns give."""
        for clause in self.parse.clauses:
            if clause.modality.real:
                yield from self._adjuncts(clause)
        for phrase in self.parse.phrases:
            if phrase.head.kind is None:
                for frame in self.frames.nouns.get(phrase.head.lemma, ()):
                    yield from self._noun(frame, phrase)
            elif phrase.head.kind is Kind.ACTIVITY:
                yield from self._owners(phrase)
                yield from self._adjectival(phrase)
            elif phrase.head.kind is Kind.INSTRUMENT:
                yield from self._entitled(phrase)

    def _adjuncts(self, clause: Clause) -> Iterator[Role]:
        """ "Thanks to A and B, the teams"."""
        for prep, phrase in clause.obliques:
            frame = self.frames.adjuncts.get(prep)
            if frame is not None and (actors := self.refer.actors(phrase)):
                name, role = frame
                yield Role(name, role, tuple(actors), self.of_clause(clause), phrase.first - 1, phrase.last)

    # ------------------------------------------------------------ what leads to a noun

    @cached_property
    def leads(self) -> dict[int, set[str]]:
        """What governs each phrase, by its identity: prepositions, verbs, an apposition; few nouns ask."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        for clause in self.parse.clauses:
            lemma = clause.verb.lemma if clause.verb is not None else ""
            for prep, phrase in clause.obliques:
                found[id(phrase)] |= {prep, f"{lemma} {prep}"}
            for phrase in clause.objects:
                found[id(phrase)].add(lemma)
            if clause.predicate is not None:
                found[id(clause.predicate)].add(_BE)
        for phrase in self.parse.phrases:
            for aside in phrase.asides:
                found[id(aside)].add(_APPOSITION)
            for item in phrase.items:
                found[id(item)] |= found.get(id(phrase), {_AND})
        return found

    @cached_property
    def homes(self) -> dict[int, Clause]:
        """The clause in which each phrase stands, by its identity."""
        found: dict[int, Clause] = {}
        for clause in self.parse.clauses:
            obliques = (phrase for _, phrase in clause.obliques)
            for each in (clause.subject, clause.predicate, *clause.objects, *obliques):
                if each is not None:
                    found.setdefault(id(each), clause)
        for phrase in self.parse.phrases:
            for item in phrase.items if id(phrase) in found else ():
                found.setdefault(id(item), found[id(phrase)])
        return found

    # ------------------------------------------------------------ "with the support of"

    def _noun(self, frame: NounFrame, phrase: Phrase) -> Iterator[Role]:
        clause = self.homes.get(id(phrase))
        if clause is not None and not clause.modality.real:
            return
        if clause is not None and not self._of_people(frame) and self._about_another(clause):
            return
        leads = self.leads.get(id(phrase), set())
        if self._leads(frame, phrase, leads, clause) or self._after(frame, phrase) is not None:
            for place, stands in self._beside(frame, phrase):
                yield from self._said(frame, place, stands, phrase, clause)
        if frame.source:
            yield from self._came_from(frame, phrase, clause)
        if (
            clause is not None
            and clause.subject is phrase
            and clause.verb
            and clause.verb.lemma in frame.enables
        ):
            for other in self.parse.clauses:
                if other.parent is clause and other.kind is ClauseKind.INFINITIVE:
                    for place, stands in self._beside(frame, phrase):
                        yield from self._said(frame, place, stands, phrase, other)

    def _leads(self, frame: NounFrame, phrase: Phrase, leads: set[str], clause: Clause | None) -> bool:
        """Whether what governs a noun lets it speak of an activity."""
        if not frame.lead:
            return True
        found = leads & frame.lead
        if clause is not None and clause.subject is phrase and self._enables(frame, clause):
            return True
        if found == {_BE}:
            return clause is not None and self.refer.activity(clause.subject) is not None
        if found == {_APPOSITION}:
            return any(
                aside is phrase and self.refer.activity(other)
                for other in self.parse.phrases
                for aside in other.asides
            )
        if found and clause is not None and clause.verb is not None and clause.verb.lemma in found:
            return self.refer.activity(clause.subject) is not None or clause.subject is None
        return bool(found)

    def _enables(self, frame: NounFrame, clause: Clause) -> bool:
        """ "Canada's support | made the workshop possible": a noun does what those do of whom it is."""
        verb, role = clause.verb, {place.role for place in frame.places.values()}
        if verb is None or verb.voice is Voice.PASSIVE or not any(map(self.refer.activity, clause.objects)):
            return False
        return any(called(clause, self.frames.doing.get(each, frozenset())) for each in role & {_SUPPORTER})

    def _after(self, frame: NounFrame, phrase: Phrase) -> Mention | None:
        """The activity before a comma, of which a noun tells: "for the course X, | a joint effort of A"."""
        if _APPOSITION not in frame.lead or not phrase.determiner:
            return None
        before = (p for p in self.parse.phrases if p.last == phrase.first - 1)
        return next((named for p in before if (named := self.refer.named(p))), None)

    @staticmethod
    def _of_people(frame: NounFrame) -> bool:
        """Whether it tells who is there when something happens: "launched in the presence of A"."""
        return all(place.role in PEOPLE for place in frame.places.values())

    def _about_another(self, clause: Clause) -> bool:
        """Whether a clause tells what was done to a document or body: "the guide was made possible by"."""
        if clause.verb is None or clause.verb.voice is not Voice.PASSIVE or clause.subject is None:
            return False
        if clause.verb.lemma in self.frames.makings:  # "the guide was launched in the presence of"
            return False
        return clause.subject.head.kind in (Kind.INSTRUMENT, Kind.ORGANIZATION)

    def _beside(self, frame: NounFrame, phrase: Phrase) -> Iterator[tuple[Place, Phrase]]:
        """Who stands beside a noun: "the support of A", "A's support"."""
        for name, place in frame.places.items():
            words = self.frames.prepositions[name]
            of_sums = (inner for _, part in phrase.parts if part.head.money for inner in part.parts)
            for prep, part in (*phrase.parts, *of_sums):
                if prep in words:
                    yield place, part
            if name == "owner" and phrase.owner is not None:
                yield place, phrase.owner

    def _came_from(self, frame: NounFrame, phrase: Phrase, clause: Clause | None) -> Iterator[Role]:
        """ "Support came from A", "with funds provided by A"."""
        for other in self.parse.clauses:
            verb = other.verb
            if verb is None or verb.lemma not in frame.source or not other.modality.real:
                continue
            if verb.voice is Voice.ACTIVE and phrase in other.objects and "agent" in frame.places:
                if other.kind is ClauseKind.RELATIVE and other.subject is not None:  # "that A made to B"
                    yield from self._said(
                        frame, frame.places["agent"], other.subject, phrase, clause or other
                    )
                continue
            reduced = other.kind is ClauseKind.PARTICIPLE and verb.voice is Voice.PASSIVE
            if other.subject is not phrase and not (reduced and other.antecedents[:1] == [phrase]):
                continue
            for prep, part in other.obliques:
                come = prep in self.source - self.of or (prep in self.source and self._is(verb))
                name = "agent" if prep in self.by else "source" if come else ""
                if name in frame.places:
                    yield from self._said(frame, frame.places[name], part, phrase, clause or other)

    def _is(self, verb: VerbGroup) -> bool:
        """ "El financiamiento | es de la Unión Europea"."""
        return verb.lemma in self.frames.copulas

    def _said(
        self, frame: NounFrame, place: Place, stands: Phrase, phrase: Phrase, clause: Clause | None
    ) -> Iterator[Role]:
        activity = self._after(frame, phrase) or self._activity(phrase, stands, clause)
        actors = self._whom(place, stands)
        if actors or (place.role in PEOPLE and opens_list(self.refer, self.parse, stands)):
            yield Role(
                frame.id,
                place.role,
                tuple(actors),
                activity,
                phrase.first,
                max(phrase.last, stands.last),
                topic=activity is None and self._here(clause),
                modality=clause.modality if clause is not None else Modality.ASSERTED,
            )

    def _whom(self, place: Place, phrase: Phrase) -> list[Mention]:
        if place.role == "mandate":
            mention = phrase.head.mention
            return [mention] if mention is not None and mention.kind is Kind.INSTRUMENT else []
        return self.refer.actors(phrase)

    def _activity(self, phrase: Phrase, stands: Phrase, clause: Clause | None) -> Mention | None:
        """The activity that a noun speaks of: beside it, else that of its clause."""
        for prep, part in (*phrase.parts, *stands.parts):
            if prep in self.event and (named := self.refer.named(part)):
                return named
        return self.of_clause(clause)

    def _here(self, clause: Clause | None) -> bool:
        """Whether a clause speaks of "the event"."""
        near = () if clause is None else (clause.subject, *clause.objects)
        return any(self.refer.activity(p) is Topic.HERE for p in near)

    def of_clause(self, clause: Clause | None) -> Mention | None:
        """The activity that stands in a clause: its subject, object, or what its participle speaks of."""
        if clause is None:
            return None
        near = clause.antecedents[:2] if clause.kind is ClauseKind.PARTICIPLE else []
        for phrase in (clause.subject, *clause.objects, *near):
            if named := self.refer.named(phrase):
                return named
        return None

    # ------------------------------------------------------------ whose an activity is

    def _owners(self, phrase: Phrase) -> Iterator[Role]:
        """ "A mission of the OAS", "the OAS's mission", "the OAS at its meeting"."""
        mention = phrase.head.mention
        assert mention is not None
        audience = self._audience(phrase)
        for prep, part in phrase.parts:
            if audience and prep in self.source:
                yield self._in_part("audience", "participant", phrase, part)
                continue
            if prep in self.source - self.of and self.refer.actors(part):
                yield self._in_part("activity-from", "participant", phrase, part)
            if prep in self.beside and self.refer.crowd(part):
                yield self._in_part("activity-with", "participant", phrase, part)
            if prep in self.by and self.refer.crowd(part):
                yield self._in_part("activity-by", "participant", phrase, part)
            yield from self._between(phrase, mention, prep, part)
            yield from self._by(phrase, mention, prep, part)
            if self._doer(mention):
                continue  # "the launch of the Centre"
            body = part.head.mention
            if body is None or body.kind not in _OWNERS or prep not in self.of | self.by:
                continue
            indefinite = phrase.determiner in self.frames.classes.indefinite
            if prep in self.of or indefinite:
                yield self._in_part("activity-of" if indefinite else "meeting-of", "organizer", phrase, part)
        owner = self._whose(phrase)
        if owner is not None:
            yield Role("its-activity", "organizer", (owner,), mention, phrase.first, phrase.last)

    def _in_part(self, frame: str, role: str, phrase: Phrase, part: Phrase) -> Role:
        """The role of those in a part of an activity's phrase."""
        actors = tuple(self.refer.actors(part))
        return Role(frame, role, actors, phrase.head.mention, phrase.first, part.last)

    def _between(self, phrase: Phrase, mention: Mention, prep: str, part: Phrase) -> Iterator[Role]:
        """ "A meeting between A and B", "the signing of an agreement between A and B"."""
        between, inner = self.frames.prepositions["between"], part.parts if prep in self.of else []
        for side_prep, side in ((prep, part), *inner):
            if side_prep in between and (actors := self.refer.actors(side)):
                yield Role("activity-between", "participant", tuple(actors), mention, phrase.first, side.last)

    def _doer(self, mention: Mention) -> str:
        """The role of those who do what a noun such as "launch" tells, if it is one."""
        return self.frames.doers.get(mention.entity.cls, "") if mention.entity is not None else ""

    def _by(self, phrase: Phrase, mention: Mention, prep: str, part: Phrase) -> Iterator[Role]:
        """ "The launch of the Strategy by Peru", "the visit of Ana Rojas"."""
        role = self._doer(mention)
        visitor = prep in self.of and role == "participant" and part.head.kind is not Kind.INSTRUMENT
        if role and (prep in self.by or visitor) and (actors := self.refer.actors(part)):
            yield Role("activity-by", role, tuple(actors), mention, phrase.first, part.last)

    def _entitled(self, phrase: Phrase) -> Iterator[Role]:
        """ "The presentation of the study "Small Islands" by the OAS": whose name stands between."""
        for mention in (a.head.mention for a in phrase.asides if a.head.kind is Kind.ACTIVITY):
            for prep, part in phrase.parts:
                if mention is not None and prep in self.by:
                    yield from self._by(phrase, mention, prep, part)

    def _audience(self, phrase: Phrase) -> bool:
        """Whether the name of an activity ends with whom it is for: "a course for investigators | of"."""
        last = phrase.head.text.split()[-1].casefold()
        return " " in phrase.head.text and self.frames.grammar.noun(last) in self.frames.classes.people

    def _whose(self, phrase: Phrase) -> Mention | None:
        """The body before "'s", or that "its" means."""
        if phrase.owner is not None and phrase.owner.head.tag is not Tag.POSSESSIVE:
            mention = phrase.owner.head.mention
            if any(word.form is not None for word in phrase.words):
                return None  # "an EU-funded workshop"
            return mention if mention is not None and mention.kind in _OWNERS else None
        if phrase.words[0].tag is not Tag.POSSESSIVE and phrase.owner is None:
            return None
        before = [
            p.head.mention
            for p in self.parse.phrases
            if p.head.kind in _OWNERS and 0 <= phrase.first - p.last < _FAR
        ]
        return before[-1] if before else None

    def _adjectival(self, phrase: Phrase) -> Iterator[Role]:
        """ "an EU-funded workshop", "a European Union financed course"."""
        mention = phrase.head.mention
        assert mention is not None
        for word, following in zip(phrase.words, phrase.words[1:], strict=False):
            if word.kind not in ACTORS or word.mention is None:
                continue
            if following is phrase.head and word.kind in _OWNERS:
                yield Role("named-after", "organizer", (word.mention,), mention, phrase.first, phrase.last)
            for frame in self._participle(following):
                place = frame.places.get("subject")
                if place is not None and "object" in frame.holding("activity"):
                    yield Role(frame.id, place.role, (word.mention,), mention, phrase.first, phrase.last)

    def _participle(self, word: Word) -> Iterator[VerbFrame]:
        if word.form in (Form.PAST, Form.PARTICIPLE):
            yield from self.frames.verbs.get(word.lemma, ())
