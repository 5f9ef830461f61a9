"""Applies the rules on relations (``languages/*/relations.toml``) to masked sentences.

A rule is a pattern with named slots, a predicate and a confidence. All grammar stands in the data; this module only
knows how to fill macros in, to run patterns, and to find the activity that a sentence speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from .activities import Activities, Activity
from .circumstances import Circumstances
from .counts import Money
from .document import Document, Mention, Sentence
from .entities import Entity
from .language import Language
from .masks import Mask, Slot, mask
from .model import Span
from .names import class_of
from .people import PERSON

_SLOTS = {
    "a": "(?P<a>⟨a\\d+⟩)",
    "i": "(?P<i>⟨i\\d+⟩)",
    "quoted": "(?P<i>⟨[iu]\\d+⟩)",
    "o": "(?P<o>⟨[ou]\\d+⟩)",
    "p": "(?P<p>⟨p\\d+⟩)",
    "m": "(?P<m>⟨m\\d+⟩)",
    "body": "(?P<body>⟨[og]\\d+⟩)",
    "who": "(?P<who>⟨[gospu]\\d+⟩)",
    "who0": "⟨[gosp]\\d+⟩",
    "who2": "(?P<who2>⟨[gospu]\\d+⟩)",
    "from": "(?P<who>⟨[rgospu]\\d+⟩)",
}
_LAUNCHED = {"cc:CyberBody", "cc:Programme"}  # bodies whose launch is an activity
_OPENING = 30  # characters: words that open a sentence speak of what was spoken of before
_BODIES_ONLY = {"schema:organizer", "schema:sponsor", "cc:establishedBy", "cc:supportedBy"}
_ACTORS = {
    "schema:organizer",
    "schema:sponsor",
    "cc:participant",
    "cc:invitedParticipant",
    "cc:expectedParticipant",
    "cc:absentParticipant",
    "cc:requestedBy",
    "cc:beneficiary",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule."""

    id: str
    pattern: re.Pattern[str]
    predicate: str
    subject: str
    object: str
    confidence: float
    cyber: bool
    same_sentence: bool
    near: bool  # without an activity in the sentence, it must open with the words or a pronoun
    host: bool  # a state in this relation is where the activity takes place
    creates: str
    name: str
    head: str  # the noun by which the text may come back to it
    dated: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """Something that a sentence says of two entities."""

    subject: Entity
    predicate: str
    object: Entity
    passage: Span
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """Money that somebody gives or promises."""

    donor: Entity
    money: Money
    recipient: Entity | None
    passage: Span
    rule: str
    confidence: float


@cache
def rules(language: Language, table: str) -> tuple[Rule, ...]:
    """The rules of one table (``relation``, ``event``, ``contribution``) of a language, compiled."""
    data = language.table("relations")
    return tuple(_compiled(rule, macros(language)) for rule in data[table])


@cache
def macros(language: Language) -> dict[str, str]:
    """The macros of a language, and its articles, which may stand before any slot."""
    found = dict(language.table("relations")["macros"])
    articles = sorted(language.table("names")["articles"], key=len, reverse=True)
    either = "|".join(f"[{a[0].upper()}{a[0]}]{re.escape(a[1:])}" for a in articles)
    return found | {"the": f"(?:(?:{either})(?: |(?<=')))?"}


def _compiled(rule: dict[str, Any], macros: dict[str, str]) -> Rule:
    return Rule(
        id=rule["id"],
        pattern=fill(rule["pattern"], macros),
        predicate=rule.get("predicate", rule.get("actor", "")),
        subject=rule.get("subject", "a"),
        object=rule.get("object", "who"),
        confidence=rule["confidence"],
        cyber=rule.get("cyber", False),
        same_sentence=rule.get("same_sentence", False),
        near=rule.get("near", False),
        host=rule.get("host", False),
        creates=rule.get("creates", ""),
        name=rule.get("name", ""),
        head=rule.get("head", ""),
        dated=rule.get("dated", False),
    )


def fill(pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    """Puts macros and slots into a pattern and compiles it."""

    def one(match: re.Match[str]) -> str:
        name = match[1]
        if name in _SLOTS:
            return macros["the"] + _SLOTS[name]
        return re.sub(r"\{([a-z_]\w*)\}", one, macros[name])

    return re.compile(re.sub(r"\{([a-z_]\w*)\}", one, pattern))


class Relations:
    """Runs the rules over one document."""

    def __init__(self, document: Document, activities: Activities, circumstances: Circumstances) -> None:
        """Prepares for one document whose mentions are all found."""
        self.doc = document
        self.acts = activities
        self.when = circumstances
        self.language = document.lexicon.language
        self.found: list[Relation] = []
        self.documents: set[Entity] = set()  # what verbs of signing and publishing speak of
        self.contributions: list[Contribution] = []
        self.masks: dict[int, Mask] = {}
        self._by_thing: dict[tuple[str, Entity | None], Activity] = {}
        self._near: set[int] = set()  # sentences that are known to speak of the activity before
        self._last_made: Entity | None = None
        self._last_instrument: Entity | None = None

    def run(self) -> None:
        """First the activities that verbs make, since later rules may speak of them; then all relations."""
        for sentence in self.doc.body:
            self.masks[sentence.index] = mask(self.doc, sentence)
            for rule in rules(self.language, "event"):
                self._event(sentence, rule)
            self._last_made = self._makeable(sentence) or self._last_made
        self.acts.follow()
        for sentence in self.doc.body:
            masked = self.masks[sentence.index]
            for rule in rules(self.language, "relation"):
                for match in rule.pattern.finditer(masked.text):
                    self._relate(sentence, masked, rule, match)
            for rule in rules(self.language, "contribution"):
                self._contribution(sentence, masked, rule)
            for slot in masked.slots:
                if slot.kind == "i" and slot.entities:
                    self._last_instrument = slot.entities[0]

    def owners(self) -> None:
        """A named activity "of" a body is organized by it; a meeting of a body that meets in series, by its parent."""
        for activity in self.acts.all():
            owner = activity.entity.parent
            if (
                owner is None
                or not activity.named
                or any(r.subject is activity.entity and r.predicate == "schema:organizer" for r in self.found)
            ):
                continue
            if owner.thing is not None and any(
                name.startswith(a)
                for a in owner.acronyms or owner.thing.acronyms
                for name in activity.entity.names
            ):
                parent = owner.thing.parent
                thing = self.doc.lexicon.reference.things.get(parent) if parent else None
                owner = (
                    self.doc.book.of_thing(thing, class_of([thing]) or "org:Organization", "names/known")
                    if thing
                    else owner
                )
            self.found.append(
                Relation(
                    activity.entity, "schema:organizer", owner, activity.entity.first, "names/owner", 0.85
                )
            )

    # ------------------------------------------------------------------ relations

    def _relate(self, sentence: Sentence, masked: Mask, rule: Rule, match: re.Match[str]) -> None:
        passage = masked.within(match.start(), match.end())
        objects = self._objects(sentence, masked, rule, match)
        if rule.subject == "a":
            activity = self._activity(sentence, masked, rule, match)
            if activity is None:
                return
            for entity in objects:
                if entity is not activity.entity:
                    self._add(activity.entity, rule, entity, passage)
                if rule.host and entity.cls == "cc:State":
                    self.when.put(activity, None, entity, passage)
            activity.linked = activity.linked or bool(objects)
            return
        for subject in self._subjects(sentence, masked, rule, match):
            if rule.cyber and subject.cls != "cc:CyberBody":
                continue
            for entity in objects:
                if entity is not subject:
                    self._add(subject, rule, entity, passage)

    def _add(self, subject: Entity, rule: Rule, entity: Entity, passage: Span) -> None:
        rule_id = f"{self.language.code}/relations/{rule.id}"
        if not any(
            r.subject is subject and r.predicate == rule.predicate and r.object is entity for r in self.found
        ):
            self.found.append(Relation(subject, rule.predicate, entity, passage, rule_id, rule.confidence))

    def _subjects(self, sentence: Sentence, masked: Mask, rule: Rule, match: re.Match[str]) -> list[Entity]:
        if rule.subject == "last-i":
            return [self._last_instrument] if self._last_instrument else []
        return masked.slot(match[rule.subject]).entities

    def _objects(self, sentence: Sentence, masked: Mask, rule: Rule, match: re.Match[str]) -> list[Entity]:
        if rule.object == "place":
            return self._where(sentence)
        people = rule.predicate not in _BODIES_ONLY
        found: list[Entity] = []
        for group in (rule.object, rule.object + "2"):
            if group in rule.pattern.groupindex and match[group]:
                slot = masked.slot(match[group])
                found += (
                    self._actors(slot, sentence)
                    if rule.predicate in _ACTORS or group == "who"
                    else slot.entities
                )
        return [e for e in found if people or e.cls != PERSON]

    def _actors(self, slot: Slot, sentence: Sentence) -> list[Entity]:
        """The actors of a slot; a name without a head among or beside them can only be a company or the like."""
        for mention in slot.mentions:
            if mention.kind == "u" and mention.entity is None and mention.name is not None:
                self._adopt(sentence, mention, alone=len(slot.mentions) == 1)
        return [e for e in slot.entities if e.cls not in ("schema:City", "schema:Place")]

    def _adopt(self, sentence: Sentence, mention: Mention, alone: bool) -> None:
        name = mention.name
        assert name is not None
        token = sentence.tokens[name.first]
        words = name.core - name.first
        if " ".join(t.fold for t in sentence.tokens[name.first : name.core]) in self.doc.lexicon.regions:
            return
        if token.text in self.doc.lexicon.generic or token.fold in self.doc.lexicon.plain:
            return
        if alone and words == 1 and not token.acronym:
            return
        cls = "org:Organization" if token.acronym else "cc:Company"
        mention.entity = self.acts.namer.adopt(sentence, name, cls, "names/actor")
        mention.kind = "o"

    def _where(self, sentence: Sentence) -> list[Entity]:
        """The one state of a sentence, if there is just one."""
        states = []
        for near in (sentence, *self._earlier(sentence)):
            for mention in near.mentions:
                if mention.kind == "s" and mention.entity is not None and mention.entity not in states:
                    states.append(mention.entity)
            if states:
                break
        return states if len(states) == 1 else []

    def _earlier(self, sentence: Sentence) -> Iterable[Sentence]:
        return [s for s in self.doc.body if s.paragraph == sentence.paragraph and s.index < sentence.index][
            ::-1
        ]

    def _activity(
        self, sentence: Sentence, masked: Mask, rule: Rule, match: re.Match[str]
    ) -> Activity | None:
        """The activity that a match speaks of: the one in the pattern, the nearest, or the one of the text so far."""
        if "a" in rule.pattern.groupindex and match["a"]:
            entities = masked.slot(match["a"]).entities
            return self.acts.found.get(entities[0]) if entities else None
        places = [
            (m.start(), self.acts.found.get(masked.slots[int(m[2])].entities[0]))
            for m in _ACTIVITY.finditer(masked.text)
            if masked.slots[int(m[2])].entities
        ]
        before = [a for at, a in places if at < match.start() and a is not None]
        after = [a for at, a in places if at >= match.start() and a is not None]
        if before or after:
            return before[-1] if before else after[0]
        opens = (
            match.start() <= _OPENING
            or sentence.index in self._near
            or self._goes_on(sentence, masked, match)
        )
        if rule.same_sentence or (rule.near and not opens):
            return None
        self._near.add(sentence.index)
        return self.acts.topics.get(sentence.index) or self.acts.main()

    def _contribution(self, sentence: Sentence, masked: Mask, rule: Rule) -> None:
        for match in rule.pattern.finditer(masked.text):
            money = masked.slot(match["m"]).money
            donors = self._actors(masked.slot(match["who"]), sentence)
            if money is None or not donors or any(c.money is money for c in self.contributions):
                continue
            to = masked.slot(match["recipient"]).entities if match["recipient"] else []
            passage = masked.within(match.start(), match.end())
            name = f"{self.language.code}/relations/{rule.id}"
            for donor in donors:
                self.contributions.append(
                    Contribution(donor, money, to[0] if to else None, passage, name, rule.confidence)
                )

    def _goes_on(self, sentence: Sentence, masked: Mask, match: re.Match[str]) -> bool:
        """Whether a pronoun before the words stands for the activity: "It ...", "... organize it in cooperation with"."""
        pronouns = self.acts.phrase["pronouns"]
        before = masked.text[: match.start()].lower().split()
        return sentence.tokens[0].fold in pronouns or any(p in before for p in self.acts.phrase["objects"])

    # ------------------------------------------------------------------ activities that a verb makes

    def _event(self, sentence: Sentence, rule: Rule) -> None:
        masked = self.masks[sentence.index]
        for match in rule.pattern.finditer(masked.text):
            named = next((g for g in ("i", "o") if g in rule.pattern.groupindex), None)
            entities = self._signed(sentence, masked.slot(match[named])) if named else []
            thing = entities[0] if entities else None
            if "{last}" in rule.name:
                named, thing = "last", self._last_made
            if named and (thing is None or (named == "o" and thing.cls not in _LAUNCHED)):
                continue
            when = self._when(masked, match)
            if rule.dated and when is None:
                continue
            if thing is not None:
                self.documents.add(thing)
            activity = self._made(sentence, masked, rule, match, thing)
            if when is not None:
                self.when.used.add((when.start, when.end))
                self.when.set_date(activity, when, sentence, cue="")
            for group in ("who", "who2"):
                if group in rule.pattern.groupindex and match[group]:
                    for entity in self._actors(masked.slot(match[group]), sentence):
                        if rule.predicate in _BODIES_ONLY and entity.cls == PERSON:
                            continue
                        self._add(activity.entity, rule, entity, masked.within(match.start(), match.end()))
            activity.linked = True

    def _signed(self, sentence: Sentence, slot: Slot) -> list[Entity]:
        """The document of a slot; a quoted name that is signed is an agreement's, whatever its words."""
        mention = slot.mentions[0]
        if slot.kind == "u" and mention.entity is None:
            if mention.name is None or not mention.name.quoted:
                return []
            mention.entity = self.acts.namer.adopt(sentence, mention.name, "cc:Agreement", "documents/signed")
            mention.kind = "i"
        return slot.entities

    def _makeable(self, sentence: Sentence) -> Entity | None:
        """The last body or document of a sentence, which "it" may mean in the next."""
        found = [
            m.entity
            for m in sentence.mentions
            if m.entity is not None and (m.kind == "i" or m.entity.cls in _LAUNCHED)
        ]
        return found[-1] if found else None

    def _when(self, masked: Mask, match: re.Match[str]):  # type: ignore[no-untyped-def]
        """A date inside the match, else the sentence's only one."""
        inside = [
            masked.slots[int(m[2])].when for m in _DATE.finditer(masked.text, match.start(), match.end())
        ]
        if inside:
            return inside[0]
        every = [masked.slots[int(m[2])].when for m in _DATE.finditer(masked.text)]
        return every[0] if len(every) == 1 else None

    def _made(
        self, sentence: Sentence, masked: Mask, rule: Rule, match: re.Match[str], thing: Entity | None
    ) -> Activity:
        """The signing or launch of a thing: one activity, however often the text comes back to it."""
        made = self._by_thing.get((rule.creates, thing))
        if thing is not None and made is not None:
            return made
        span = masked.within(match.start(), match.end())
        entity = Entity(rule.creates, head=rule.head, rule=f"{self.language.code}/relations/{rule.id}")
        values = {k: v for k, v in match.groupdict().items() if v}
        if thing is not None:
            values |= dict.fromkeys(("i", "o", "last"), _longest(thing))
        entity.call(re.sub(r"\{(\w+)\}", lambda m: values[m[1]], rule.name), span)
        entity.mention(span)
        self.doc.book.add(entity)
        activity = Activity(entity, named=False, first=sentence.index, linked=True)
        self.acts.found[entity] = activity
        self._by_thing[rule.creates, thing] = activity
        first, last = self._tokens(sentence, span)
        sentence.add(Mention("a", last, last, entity))
        return activity

    def _tokens(self, sentence: Sentence, span: Span) -> tuple[int, int]:
        inside = [i for i, t in enumerate(sentence.tokens) if span.start <= t.start < span.end]
        return inside[0], inside[-1]


def _longest(entity: Entity) -> str:
    return max(entity.names, key=len, default=entity.name)


_ACTIVITY = re.compile(r"⟨(a)(\d+)⟩")
_DATE = re.compile(r"⟨(d)(\d+)⟩")


def examples(language: Language) -> Iterator[tuple[str, re.Pattern[str], list[str], list[str]]]:
    """Each rule's id, pattern, and the masked sentences that it must and must not match: what the tests run."""
    data = language.table("relations")
    for table in ("relation", "event", "contribution"):
        for rule in data[table]:
            yield rule["id"], fill(rule["pattern"], macros(language)), rule["examples"], rule["never"]
