"""What a noun phrase stands for: an activity, the one that the text speaks of, or actors."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum
from typing import Final

from ..names.document import Mention
from ..names.entities import Entity, Kind
from .antecedents import Antecedents
from .frames import Frames, Takes
from .syntax import Clause, ClauseKind, Phrase, Tag, Word

_OPENING = 2  # tokens: a pronoun there may mean what the sentence before began with
_DEEP = 4  # phrases within phrases, at most
_ATTACHED = (ClauseKind.RELATIVE, ClauseKind.PARTICIPLE)
ACTORS: Final = frozenset({Kind.ORGANIZATION, Kind.STATE, Kind.PERSON, Kind.UNKNOWN})


class Topic(Enum):
    """The activity that the text speaks of: "it", "the event"."""

    HERE = "here"


Meant = Mention | Topic  # the mention of an activity, or the one spoken of


class Referring:
    """Tells what phrases stand for, by one language's nouns."""

    def __init__(
        self, frames: Frames, antecedents: Antecedents | None = None, projects: Collection[Entity] = ()
    ) -> None:
        """Knows the nouns of one language, whom the sentences before named, and which bodies are projects."""
        self.projects = projects
        self._project_nouns = frozenset(project.head for project in projects)
        self.antecedents = antecedents
        self.copulas = frames.copulas
        self.nouns = frames.classes
        self.prepositions = frames.prepositions
        self.origins = frames.prepositions["source"] | frames.prepositions["among"]

    # ------------------------------------------------------------ activities

    def activity(self, phrase: Phrase | None, depth: int = 0) -> Meant | None:
        """The activity that a phrase stands for; None where it stands for another thing."""
        if phrase is None or depth > _DEEP:
            return None
        head = phrase.head
        if head.kind is Kind.ACTIVITY:
            return head.mention
        if self.projects and head.mention is not None and head.mention.entity in self.projects:
            return head.mention
        if head.kind is not None or self._another(phrase):
            return None
        within = self._within(phrase, depth)
        if within is not None:
            return within
        if self.spoken_of(phrase):
            return Topic.HERE
        return self._beside(phrase, depth) or self._apposed(phrase, depth)

    def named(self, phrase: Phrase | None) -> Mention | None:
        """The activity that a phrase names."""
        found = self.activity(phrase)
        return found if isinstance(found, Mention) else None

    def spoken_of(self, phrase: Phrase) -> bool:
        """Whether it means the activity that the text speaks of: "it", "the event", "its opening"."""
        head = phrase.head
        if head.tag is Tag.POSSESSIVE:
            return True
        if head.tag is Tag.PRONOUN:
            return head.fold in self.nouns.pronouns
        if not phrase.determiner or phrase.determiner in self.nouns.indefinite:
            return False
        aspects = self.nouns.aspects
        others = [(p, part) for p, part in phrase.parts if part.parts or part.head.lemma not in aspects]
        if head.lemma in aspects:
            return not others  # but "the ceremony of closing"
        owned = any(prep in self.prepositions["owner"] for prep, _ in others)
        return (head.lemma in self.nouns.topics or head.lemma in self._project_nouns) and not owned

    def _another(self, phrase: Phrase) -> bool:
        """Whether it is said to be another than the one spoken of, or none at all."""
        return phrase.determiner in self.nouns.none or any(w.fold in self.nouns.another for w in phrase.words)

    def _within(self, phrase: Phrase, depth: int) -> Meant | None:
        """The activity of which a phrase names a part: "the opening of the workshop"."""
        aspect = phrase.head.lemma in self.nouns.aspects
        if aspect:
            for _, part in phrase.parts:
                if found := self.activity(part, depth + 1):
                    return found
            if phrase.owner is not None and (found := self.activity(phrase.owner, depth + 1)):
                return found
        if aspect or phrase.head.lemma in self.nouns.topics:
            return next((w.mention for w in phrase.words if w.kind is Kind.ACTIVITY), None)
        return None

    def _beside(self, phrase: Phrase, depth: int) -> Meant | None:
        """The activity in an apposition: "the idea, a workshop for judges"."""
        for aside in phrase.asides:
            if found := self.activity(aside, depth + 1):
                return found
        return None

    def _apposed(self, phrase: Phrase, depth: int) -> Meant | None:
        """The activity of which a phrase tells more: "the Forum, | an encounter for which they teamed up"."""
        if self.antecedents is None or phrase.head.tag is not Tag.NOUN or depth:
            return None
        hosts = (other for other in self.antecedents.parse.phrases if phrase in other.asides)
        return next((found for other in hosts if (found := self.activity(other, depth + 1))), None)

    # ------------------------------------------------------------ actors

    def actors(self, phrase: Phrase | None, depth: int = 0) -> list[Mention]:
        """Who acts where a phrase stands: those named, or those whom its people are from."""
        if phrase is None or depth > _DEEP:
            return []
        found = self._own(phrase, depth)
        for item in phrase.items:
            found += self.actors(item, depth + 1)
        return list(dict.fromkeys(found))

    def alone(self, phrase: Phrase) -> list[Mention]:
        """Who acts for the first item of a list only."""
        return self._own(phrase, 0)

    def who(self, phrase: Phrase, clause: Clause) -> list[Mention]:
        """Who acts where a phrase stands in a clause: of "they" and "it" those named before."""
        found = self.actors(phrase)
        if not found and phrase.head.fold in self.nouns.none and self.antecedents is not None:
            before = (c.subject for c in self.antecedents.parse.clauses if c.kind is ClauseKind.MAIN)
            earlier = [p for p in before if p is not None and p.first < phrase.first]
            return self.actors(earlier[-1]) if earlier else []  # "A and B were invited, but neither came"
        if found or phrase.head.tag is not Tag.PRONOUN:
            return found
        above = clause.parent
        while above is not None and not found:
            found = self.actors(above.subject) if above.subject is not phrase else []
            above = above.parent
        if not found and self.antecedents is not None and self._opens(phrase, clause):
            found = self.actors(self.antecedents.subject(self.plural(phrase)))
        return found

    def _opens(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether only adjuncts stand before a pronoun: "Before the drill, | they had been trained"."""
        if phrase.first < _OPENING:
            return True
        parse = self.antecedents.parse if self.antecedents is not None else None
        if parse is None or phrase is not clause.subject or clause.kind is not ClauseKind.MAIN:
            return False
        return self.plural(phrase) and all(c is clause or c.subject is None for c in parse.clauses[:2])

    def _own(self, phrase: Phrase, depth: int) -> list[Mention]:
        """Who acts for the first item of a list."""
        head = phrase.head
        if head.mention is not None:
            own = phrase.owner is not None and phrase.owner.head.tag is Tag.POSSESSIVE
            unnamed = own and head.kind is Kind.UNKNOWN  # "its Member States"
            found: list[Mention] = [head.mention] if head.kind in ACTORS and not unnamed else []
            for aside in phrase.asides:
                if self._several(aside):  # "A, chair of the Authority, the ambassadors of B and C, and D"
                    found += self.actors(aside, depth + 1)
            return found
        found = []
        persons = [aside.head.mention for aside in phrase.asides if aside.head.kind is Kind.PERSON]
        if persons and not self._several(phrase):  # "the Permanent Representative of Peru, Ana Rojas"
            return [person for person in persons if person is not None]
        # "those of A and B", "those attending were A and B", "twenty from A"
        those = head.fold in self.nouns.plural or (head.tag is Tag.NUMBER and head.money is None)
        if those or head.lemma in self.nouns.people or head.lemma in self.nouns.bodies:
            found = self._from(phrase, depth) or self._named_in(phrase) or self._same(phrase, depth)
        if not found and not those and self.antecedents is not None:
            found = self.antecedents.counted(phrase)
        if not found and not those:
            found = self._some(phrase, depth)
        for aside in phrase.asides if not found else ():
            found += self.actors(aside, depth + 1)
        return found

    def _some(self, phrase: Phrase, depth: int) -> list[Mention]:
        """Of whom a phrase counts some: "each of | the three countries", "a total of | 40 officials"."""
        parts = [part for prep, part in phrase.parts if prep in self.prepositions["owner"]]
        several = [part for part in parts if self._several(part)]
        each = phrase.head.tag is Tag.DETERMINER and bool(parts)
        if not (each or (several and phrase.head.tag is Tag.NOUN and phrase.determiner)):
            return []
        found = [actor for part in parts for actor in self.actors(part, depth + 1)]
        return found or self._told(phrase, depth)

    def _several(self, phrase: Phrase) -> bool:
        """Whether a phrase means several people, who are no apposition of one."""
        return self.crowd(phrase) and phrase.head.fold != phrase.head.lemma

    def _from(self, phrase: Phrase, depth: int) -> list[Mention]:
        """Where people come from: "officials from Peru", "teams of experts from Peru", "Peru's experts"."""
        found: list[Mention] = []
        named = [part for prep, part in phrase.parts if prep in self.prepositions["among"]]
        for prep, part in phrase.parts:
            if prep in self.origins and not self._members(phrase, prep, part, named):
                found += self.actors(part, depth + 1)
        if not found and phrase.owner is not None and _names(phrase.owner.head):
            found += self.actors(phrase.owner, depth + 1)
        found = found or self._told(phrase, depth)
        if not found:
            deeper = (inner for _, part in phrase.parts if part.head.kind is None for inner in part.parts)
            for prep, inner in deeper:
                if prep in self.origins:
                    found += self.actors(inner, depth + 2)
        return found

    def _members(self, phrase: Phrase, prep: str, part: Phrase, named: list[Phrase]) -> bool:
        """Whether a body only has them as members: "the 34 member states | of the OAS"."""
        if prep not in self.prepositions["owner"] or part.head.kind is not Kind.ORGANIZATION:
            return False
        return bool(named) or phrase.head.lemma in self.nouns.states

    def _told(self, phrase: Phrase, depth: int) -> list[Mention]:
        """Where a clause says that people are from: "officials | who work in Peru", "teams | sent by A"."""
        found: list[Mention] = []
        clauses = self.antecedents.parse.clauses if self.antecedents is not None else ()
        for clause in clauses:
            verb = clause.verb
            if (
                verb is None
                or clause.kind not in _ATTACHED
                or phrase not in (clause.subject, *clause.objects[:1])
            ):
                continue
            places = self.origins | self.prepositions["inside"]
            told = [p for prep, p in clause.obliques if prep in places and clause.subject is phrase]
            if verb.lemma in self.nouns.representing and clause.subject is phrase:
                told = clause.objects
            elif verb.lemma in self.nouns.sending and clause.subject is not phrase:
                told = [clause.subject] if clause.subject is not None else []
            elif verb.lemma in self.nouns.sending:
                told = [p for prep, p in clause.obliques if prep in self.prepositions["agent"]]
            found += [actor for part in told for actor in self.actors(part, depth + 2)]
        return found

    def _same(self, phrase: Phrase, depth: int) -> list[Mention]:
        """Whom a copula names: "the institutions that took part are A and B", "among those present was A"."""
        clauses = self.antecedents.parse.clauses if self.antecedents is not None else ()
        for clause in clauses:
            if clause.verb is None or clause.verb.lemma not in self.copulas or depth:
                continue
            among = [p for prep, p in clause.obliques if prep in self.prepositions["among"]]
            if clause.inverted and phrase in among:
                return self.actors(clause.subject, depth + 1)
            if clause.subject is phrase:
                return self.actors(clause.predicate or next(iter(clause.objects), None), depth + 1)
            if clause.predicate is phrase:
                return self.actors(clause.subject, depth + 1)
        return []

    def _named_in(self, phrase: Phrase) -> list[Mention]:
        """Whom a noun after a name stands for: "the OAS team"."""
        inside = (w.mention for w in phrase.words if w is not phrase.head and w.kind in ACTORS and _names(w))
        return [mention for mention in inside if mention is not None][:1]

    def crowd(self, phrase: Phrase, depth: int = 0) -> bool:
        """Whether a phrase means people who take part."""
        head = phrase.head
        if depth > _DEEP or (head.kind is not None and not phrase.items):
            return False
        if head.lemma in self.nouns.people or head.fold in self.nouns.people:
            return True
        if phrase.items:
            return any(self.crowd(item, depth + 1) for item in phrase.items)
        owner = self.prepositions["owner"]
        return any(prep in owner and self.crowd(part, depth + 1) for prep, part in phrase.parts)

    def takes(self, phrase: Phrase, takes: Takes) -> bool:
        """Whether a place takes what stands there."""
        if takes is Takes.ANY:
            return True
        if takes is Takes.NAMED:
            return bool(self.actors(phrase)) or phrase.head.tag is Tag.PRONOUN or self.crowd(phrase)
        counted = phrase.head.tag is Tag.NUMBER and phrase.head.money is None  # "and Peru sent three"
        if self.crowd(phrase) or self.plural(phrase) or counted:
            return True
        if takes is Takes.PERSONS:
            return phrase.head.kind is Kind.PERSON
        return takes is Takes.PEOPLE and len(phrase.items) > 0 and phrase.head.kind in ACTORS

    def plural(self, phrase: Phrase | None) -> bool:
        """Whether a phrase is "they" or "who": those named before."""
        return phrase is not None and phrase.head.tag is Tag.PRONOUN and phrase.head.fold in self.nouns.plural


def _names(word: Word) -> bool:
    """Whether a word names somebody, and is no capital that opens a sentence: "Thirty-two technicians"."""
    return word.kind is not Kind.UNKNOWN or word.first > 0


def phrases(phrase: Phrase) -> Iterator[Phrase]:
    """A phrase with its list and asides."""
    for item in phrase.every():
        yield item
        yield from item.asides
