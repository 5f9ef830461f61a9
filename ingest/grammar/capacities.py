"""Roles that nouns name: "Chile is the host", "its organizers are", "as an observer", "Sponsors: the EU"."""

from __future__ import annotations

from collections.abc import Iterator

from ..names.document import Mention
from ..names.entities import Kind
from .frames import Frames
from .referring import ACTORS, Referring
from .roles import Role, opens_list
from .syntax import Clause, ClauseKind, Form, Parse, Phrase, Voice

_BESIDE = 3  # tokens, at most, between whom one is with and the capacity
_DONE = {"participant": "is-participating", "organizer": "is-organizing", "supporter": "is-supporting"}
_MANY = ("is-participant", "is-observer")  # "the participant, Chile" names no participants


class Capacities:
    """Finds who is said to be host, organizer, sponsor, participant."""

    def __init__(self, frames: Frames, parse: Parse, refer: Referring) -> None:
        """Prepares for one parsed sentence."""
        self.frames = frames
        self.parse = parse
        self.refer = refer
        self.among = frames.prepositions["among"]
        self.capacity = frames.prepositions["capacity"]

    def found(self) -> Iterator[Role]:
        """The roles that nouns of roles give."""
        for clause in self.parse.clauses:
            if clause.modality.real:
                yield from self._copula(clause)
                yield from self._as(clause)
                yield from self._so_did(clause)
                if clause.kind is ClauseKind.LABEL:
                    yield from self._label(clause)
                elif clause.verb is None:
                    yield from self._counted(clause)
        for phrase in self.parse.phrases:
            yield from self._beside(phrase)

    def _role(self, phrase: Phrase | None) -> tuple[str, str] | None:
        if phrase is None or phrase.head.kind is not None:
            return None
        grammar = self.frames.grammar
        noun = phrase.head.lemma
        if doing := self._doing(phrase):
            return doing
        if phrase.head.fold in grammar.predicative and len(phrase.words) > 1:
            noun = grammar.noun(phrase.words[-2].fold)  # "the delegations present"
        return self.frames.roles.get(noun)

    def _doing(self, phrase: Phrase) -> tuple[str, str] | None:
        """ "Participating countries: A and B", "the supporting institutions are A and B"."""
        classes, grammar = self.frames.classes, self.frames.grammar
        if phrase.head.lemma not in classes.bodies | classes.states | classes.people:
            return None
        for word in phrase.words[:-1]:
            reading = grammar.verb(word.fold)
            known = word.mention is not None and word.mention.entity is not None
            if known or reading is None or Form.GERUND not in reading.forms:
                continue
            for role in _DONE:
                if reading.lemma in self.frames.doing.get(role, ()):
                    return _DONE[role], role
        return None

    def _copula(self, clause: Clause) -> Iterator[Role]:
        """ "A and B are the hosts", "the hosts are A and B", "among the guests were A and B"."""
        verb = clause.verb
        if verb is None or verb.voice is Voice.PASSIVE or verb.lemma not in self.frames.copulas:
            return
        named = clause.predicate or (clause.objects[0] if clause.objects else None)
        first, last = verb.words[0].first, verb.words[-1].last
        for prep, phrase in clause.obliques:
            if prep in self.among:
                yield from self._has(phrase, named or clause.subject, first, last)
        if named is None and opens_list(self.refer, self.parse, clause.subject):
            yield from self._listed(clause.subject)
        if named is not None:
            yield from self._has(named, clause.subject, first, last)
            yield from self._has(clause.subject, named, first, last)

    def _as(self, clause: Clause) -> Iterator[Role]:
        """ "A took part as an observer", "with A as host and B as sponsor"."""
        for what, who in self._capacities(clause):
            subject = clause.subject if who is None else who
            if who is None:
                yield from self._has(what, subject, what.first, what.last)
                continue
            role, (fits, activity), actors = self._role(what), self._of(what), self._whom(what, who)
            if role is not None and fits and actors:
                yield Role(*role, tuple(actors), activity, who.first, what.last)

    def companions(self) -> frozenset[Mention]:
        """Those who are with somebody in a capacity of their own: "with A as host"."""
        pairs = (pair for c in self.parse.clauses if c.verb is not None for pair in self._capacities(c))
        named = [pair for pair in pairs if pair[1] is not None and self._role(pair[0]) is not None]
        return frozenset(mention for what, who in named for mention in self._whom(what, who))

    def _whom(self, what: Phrase, who: Phrase | None) -> list[Mention]:
        """Who is something: "with A as host and B as sponsor", "with A and B as sponsors"."""
        if who is None:
            return []
        several = what.head.kind is None and what.head.fold != what.head.lemma
        return self.refer.actors(who) if several else self.refer.alone(who)

    def _capacities(self, clause: Clause) -> Iterator[tuple[Phrase, Phrase | None]]:
        """The phrases after "as", each with the companion right before it, if there is one."""
        named = [p for prep, p in clause.obliques if prep in self.capacity] if clause.verb is not None else []
        if not named:
            return
        beside = [p for prep, p in clause.obliques if prep in self.frames.prepositions["companion"]]
        items = [item for phrase in beside for item in phrase.every()]
        for phrase in named:
            for what in phrase.every():
                before = (item for item in items if 0 <= what.first - item.last <= _BESIDE)
                item = next(before, None)
                lists = (
                    p for p in beside if p.items and item is p.items[-1] and what.head.fold != what.head.lemma
                )
                yield what, next(lists, item)

    def _label(self, clause: Clause) -> Iterator[Role]:
        """ "Sponsors: A and B"."""
        for phrase in clause.objects:
            yield from self._has(clause.subject, phrase, phrase.first, phrase.last)
        if not clause.objects:
            yield from self._listed(clause.subject)

    def _listed(self, phrase: Phrase | None) -> Iterator[Role]:
        """ "Sponsors:", "The participating countries are:", whom a list below names."""
        role = self._role(phrase)
        if role is not None and phrase is not None:
            yield Role(*role, (), None, phrase.first, phrase.last)

    def _counted(self, clause: Clause) -> Iterator[Role]:
        """ "Four specialists made up the mission: two from A, one from B"."""
        subject = clause.subject
        if subject is None or subject.head.kind is not None or subject.first == 0 or subject.parts:
            return
        if subject.head.fold not in self.frames.numbers:
            return
        for prep, phrase in clause.obliques:
            if prep in self.frames.prepositions["source"] and (actors := self.refer.actors(phrase)):
                yield Role("counted", "participant", tuple(actors), None, subject.first, phrase.last)

    def _so_did(self, clause: Clause) -> Iterator[Role]:
        """ "So did A and B": whatever those before did."""
        verb, subject = clause.verb, clause.subject
        if (
            verb is None
            or subject is None
            or clause.objects
            or self.parse.words[0].fold not in self.frames.classes.likewise
        ):
            return
        auxiliary = verb.words[-1].fold in self.frames.grammar.auxiliaries
        if auxiliary and verb.words[0].first <= 1 and (actors := self.refer.actors(subject)):
            yield Role("so-did", "", tuple(actors), None, verb.words[0].first, subject.last)

    def _beside(self, phrase: Phrase) -> Iterator[Role]:
        """ "the host, A", "A, host of the workshop", "the hosts of the workshop, A and B"."""
        if not phrase.asides:
            return
        above = [p for p in self.parse.phrases if any(part is phrase for _, part in p.parts)]
        for aside in phrase.asides:
            if phrase.head.kind is Kind.ACTIVITY and aside.head.kind in ACTORS:
                for what in above if aside.items else ():
                    yield from self._has(what, aside, what.first, aside.last)
            for what, who in ((aside, phrase), (phrase, aside)):
                role = self._role(what)
                if role is not None and role[0] not in _MANY:
                    yield from self._has(what, who, phrase.first, max(phrase.last, aside.last))

    def _has(self, what: Phrase | None, who: Phrase | None, first: int, last: int) -> Iterator[Role]:
        """The role that a phrase names, for those whom another names."""
        role = self._role(what)
        if role is None or what is None or who is None:
            return
        fits, activity = self._of(what)
        if not fits:
            return
        if actors := self.refer.actors(who):
            yield Role(role[0], role[1], tuple(actors), activity, min(first, who.first), max(last, who.last))

    def _of(self, what: Phrase) -> tuple[bool, Mention | None]:
        """Whether a noun of a role is about activities, and which it names: not "sponsor of the law"."""
        if what.owner is not None and self.refer.activity(what.owner) is None:
            return False, None
        for prep, part in what.parts:
            meant = self.refer.activity(part)
            if isinstance(meant, Mention):
                return True, meant
            if meant is None and prep in self.frames.prepositions["owner"]:
                return False, None
        return True, None
