"""Activities that a verb makes: "they signed it" is a signing, "the report was released" a launch."""

from __future__ import annotations

import re
from bisect import bisect_left

from ..activities.circumstances import Circumstances
from ..activities.finding import Activities
from ..activities.topics import Activity
from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.masks import Mask, Slot
from ..people.register import PERSON
from ..text.dates import When
from .actors import BODIES_ONLY, actors
from .claims import Statements
from .rules import Rule, matches

_LAUNCHED = frozenset(
    {"cc:CyberBody", "cc:Programme", "org:Organization"}
)  # bodies whose launch is an activity
_ACTIVITY = re.compile(r"⟨a\d+⟩")
_DATE = re.compile(r"⟨d(\d+)⟩")


class Events:
    """Makes activities of what the sentences of one document say."""

    def __init__(self, activities: Activities, circumstances: Circumstances, statements: Statements) -> None:
        """Prepares for one document whose mentions are all found."""
        self.acts = activities
        self.when = circumstances
        self.statements = statements
        self.doc = activities.doc
        self.language = activities.lex.language
        self.documents: set[Entity] = set()  # what verbs of signing and publishing speak of
        self.made: dict[int, list[Activity]] = {}  # by the sentence that makes them
        self._by_thing: dict[tuple[str, Entity | None], Activity] = {}
        self._last_made: Entity | None = None

    def make(self, sentence: Sentence, masked: Mask) -> None:
        """Finds the activities that a sentence's verbs make."""
        for rule, match in matches(self.language, "event", masked):
            self._event(sentence, masked, rule, match)
        self._last_made = self._makeable(sentence) or self._last_made

    def _event(self, sentence: Sentence, masked: Mask, rule: Rule, match: re.Match[str]) -> None:
        named = next((g for g in ("i", "o") if g in rule.pattern.groupindex), None)
        entities = self._signed(sentence, masked.slot(match[named])) if named else []
        thing = entities[0] if entities else None
        if "{last}" in rule.name:
            named, thing = "last", self._last_made
        if named and (thing is None or (rule.cyber and thing.cls not in _LAUNCHED)):
            return
        when = self._when(masked, match)
        if rule.dated and when is None:
            return
        if thing is not None:
            self.documents.add(thing)
        activity = self._made(sentence, masked, rule, match, thing)
        if when is not None:
            if not _inside(rule, masked, match):
                self.when.used.add((when.start, when.end))
            self.when.set_date(activity, when, sentence, verb=False)
        passage = masked.within(match.start(), match.end())
        for group in ("who", "who2"):
            if group in rule.pattern.groupindex and match[group]:
                for entity in actors(self.acts.namer, masked.slot(match[group]), sentence, rule.predicate):
                    if rule.predicate not in BODIES_ONLY or entity.cls != PERSON:
                        self.statements.relate(activity.entity, rule, entity, passage)
        activity.linked = True

    def _signed(self, sentence: Sentence, slot: Slot) -> list[Entity]:
        """The document of a slot; a quoted name that is signed is an agreement's, whatever its words."""
        mention = slot.mentions[0]
        if slot.kind == "u" and mention.entity is None:
            if mention.name is None or not mention.name.quoted:
                return []
            mention.entity = self.acts.namer.adopt(sentence, mention.name, "cc:Agreement", "documents/signed")
            mention.kind = Kind.INSTRUMENT
        return slot.entities

    def _makeable(self, sentence: Sentence) -> Entity | None:
        """The last body or document of a sentence, which "it" may mean in the next."""
        found = [
            m.entity
            for m in sentence.mentions
            if m.entity is not None and (m.kind is Kind.INSTRUMENT or m.entity.cls in _LAUNCHED)
        ]
        return found[-1] if found else None

    def _when(self, masked: Mask, match: re.Match[str]) -> When | None:
        """A date inside the match, else the sentence's only one."""
        inside = [
            masked.slots[int(m[1])].when for m in _DATE.finditer(masked.text, match.start(), match.end())
        ]
        if inside:
            return inside[0]
        every = [masked.slots[int(m[1])].when for m in _DATE.finditer(masked.text)]
        return every[0] if len(every) == 1 else None

    def _made(
        self, sentence: Sentence, masked: Mask, rule: Rule, match: re.Match[str], thing: Entity | None
    ) -> Activity:
        """The signing or launch of a thing: one activity, however often the text comes back to it."""
        made = self._by_thing.get((rule.creates, thing))
        if thing is not None and made is not None:
            return made
        span = masked.within(match.start(), match.end())
        entity = Entity(rule.creates, head=rule.head, rule=self.statements.rule_id(rule))
        values = {k: v for k, v in match.groupdict().items() if v}
        if thing is not None:
            values |= dict.fromkeys(("i", "o", "last"), _longest(thing))
        entity.call(re.sub(r"\{(\w+)\}", lambda m: values[m[1]], rule.name), span)
        entity.mention(span)
        self.doc.book.add(entity)
        activity = Activity(entity, named=False, first=sentence.index, linked=True)
        self.acts.found[entity] = activity
        self._by_thing[rule.creates, thing] = activity
        self.made.setdefault(sentence.index, []).append(activity)
        last = bisect_left(sentence.tokens, span.end, key=lambda t: t.start) - 1
        if not _inside(rule, masked, match):
            sentence.add(Mention(Kind.ACTIVITY, last, last, entity))
        return activity


def _inside(rule: Rule, masked: Mask, match: re.Match[str]) -> bool:
    """Whether it is part of an activity named before: "concluded today with the signing of ..."."""
    return rule.inside and _ACTIVITY.search(masked.text, 0, match.start()) is not None


def _longest(entity: Entity) -> str:
    return max(entity.names, key=len, default=entity.name)
