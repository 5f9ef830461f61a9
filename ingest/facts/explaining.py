"""Shows a release as the stages saw it, and what looked like a name or an event and was not understood.

It is for those who improve the rules: each sentence with its slots, each fact with its rule and the file
where the rule's words stand, and each gap with its reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ...ontology.reference import Reference
from ..base.model import Fact, Release, Span
from ..names.document import Sentence
from ..names.entities import Entity, Kind
from ..names.masks import SLOT, Mask, mask
from ..names.masks import Slot as MaskSlot
from ..people.register import PERSON
from ..text.language import Language
from .actors import BODIES_ONLY
from .extraction import Understanding, has_frames, stated, understand
from .known_names import known_names
from .rules import Rule, fill, macros, matches

_PLACES = ("schema:City", "schema:Place")
KNOWN = "names/known"  # the rule of what the reference data know
_WORDS = {"counts": "relations", "documents": "names", "people": "offices", "places": "activities"}
_OTHERS = {  # rules that go by the words of another file than their first part says
    KNOWN: "ontology/*.ttl",
    "documents/signed": "ingest/languages/{}/relations.toml",
    "header/language": "ingest/languages/{}/language.toml",
    "header/publisher": "ingest/languages/und/publishers.toml",
    "names/actor": "ingest/languages/{}/relations.toml",
    "names/office-at": "ingest/languages/{}/offices.toml",
    "people/given-name": "ingest/languages/und/given_names.toml",
    "people/speaker": "ingest/languages/{}/speech.toml",
}
_TOLD_OF = frozenset("agoprsu")  # kinds of slots: without one of these, a verb speaks of nobody in the graph
_VERBS = ("organized", "organize", "supported", "support", "part")  # macros of relations.toml


class Why(StrEnum):
    """Why a stretch of text is shown as not understood."""

    NAME = "a name of no known kind"
    HEAD = "a noun of activities that made none"
    DROPPED = "an activity without a date, a place or an actor"
    VERB = "a verb of organizing, supporting or taking part, and no rule on relations fits"
    HOMELESS = "a rule fits, but it is open of which activity it speaks"


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of a masked sentence and what it stands for."""

    written: str  # as it stands in the mask: "⟨g1⟩"
    span: Span
    names: tuple[str, ...]  # of entities; ISO 8601 dates; amount and currency
    rule: str = ""  # what found the first of them

    @property
    def kind(self) -> str:
        """The letter that tells the kind: see `masks`."""
        return self.written[1]


@dataclass(frozen=True, slots=True)
class Gap:
    """What looked like a name or an event and was not understood."""

    why: Why
    span: Span
    rule: str = ""  # that fits all the same, for `Why.HOMELESS`


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence, or a line of the header, and what was understood of it."""

    span: Span
    masked: str = ""  # as rules on relations see it; empty for headers and in languages without rules
    slots: tuple[Slot, ...] = ()  # all, also those that a list has taken in
    facts: tuple[Fact, ...] = ()  # that this sentence states
    gaps: tuple[Gap, ...] = ()

    @property
    def visible(self) -> Iterator[Slot]:
        """The slots that the mask shows, in the order of the text."""
        by_name = {slot.written: slot for slot in self.slots}
        return (by_name[match[0]] for match in SLOT.finditer(self.masked))


def explain(release: Release, reference: Reference) -> list[Explained]:
    """What was understood of each sentence, in the order of the text; each fact of `extract` stands once."""
    if not has_frames(release.language):
        spans = [s for paragraph in release.paragraphs for s in paragraph.sentences]
        return _with_facts([Explained(span) for span in spans], known_names(release, reference).facts)
    understood = understand(release, reference)
    facts = stated(understood).facts
    explainer = _Explainer(understood)
    return _with_facts(list(map(explainer.sentence, understood.document.sentences)), facts)


def rule_file(rule: str, language: str) -> str:
    """The file of this package in which a rule, or the words that it goes by, can be changed.

    Args:
        rule: of a fact: "en/relations/organized-by" is data, "people/office" code that goes by data.
        language: of the release (ISO 639-1).
    """
    if rule in _OTHERS:
        return _OTHERS[rule].format(language)
    parts = rule.split("/")
    if len(parts) == 3:
        return f"ingest/languages/{parts[0]}/{parts[1]}.toml"
    return f"ingest/languages/{language}/{_WORDS.get(parts[0], parts[0])}.toml"


def _with_facts(sentences: list[Explained], facts: tuple[Fact, ...]) -> list[Explained]:
    """Gives each sentence the facts that it states; lines of the header that state some are added."""
    stating: dict[Span, list[Fact]] = defaultdict(list)
    for fact in facts:
        stating[fact.passage].append(fact)
    found = [Explained(s.span, s.masked, s.slots, tuple(stating.pop(s.span, ())), s.gaps) for s in sentences]
    found += [Explained(span, facts=tuple(rest)) for span, rest in stating.items()]
    return sorted(found, key=lambda explained: explained.span)


class _Explainer:
    """Explains the sentences of one release that was understood."""

    def __init__(self, understood: Understanding) -> None:
        self.doc = understood.document
        self.lex = understood.document.lexicon
        self.masks = understood.masks
        self.dropped = {a.entity for a in understood.activities.all()} - {a.entity for a in understood.real}
        told = understood.statements
        self.said = {(r.predicate, r.object) for r in told.relations}
        starts = [r.passage.start for r in told.relations] + [c.passage.start for c in told.contributions]
        self.telling = sorted(starts)

    def sentence(self, sentence: Sentence) -> Explained:
        """A sentence with its mask and its gaps, without facts."""
        masked = self.masks.get(sentence.index) or mask(self.doc, sentence)
        gaps = list(self._names(sentence))
        if sentence is not self.doc.title:  # a headline is not searched for events
            gaps += [*self._heads(sentence), *self._dropped(sentence), *self._relations(sentence, masked)]
        slots = tuple(_slot(each, n) for n, each in enumerate(masked.slots))
        return Explained(sentence.span, masked.text, slots, gaps=tuple(sorted(gaps, key=lambda g: g.span)))

    def _names(self, sentence: Sentence) -> Iterator[Gap]:
        for mention in sentence.mentions:
            if mention.kind is not Kind.UNKNOWN or mention.entity is not None:
                continue
            span = sentence.offsets(mention.first, mention.last)
            words = " ".join(token.fold for token in sentence.tokens[mention.first : mention.last])
            common = words in self.lex.regions or words in self.lex.plain or words in self.lex.demonyms
            if not common and span.of(self.doc.text) not in self.lex.generic:
                yield Gap(Why.NAME, span)

    def _heads(self, sentence: Sentence) -> Iterator[Gap]:
        covered = {i for m in sentence.mentions for i in range(m.first, max(m.last, m.reach)) if m.entity}
        i = 0
        while i < len(sentence.tokens):
            token, size = sentence.tokens[i], self.lex.activity_phrases.from_token(sentence.tokens, i)
            weak = size == 1 and token.fold in self.lex.weak and not token.capital
            if size and not weak and i not in covered and not sentence.in_speech(token.start):
                yield Gap(Why.HEAD, sentence.offsets(i, i + size))
            i += max(size, 1)

    def _dropped(self, sentence: Sentence) -> Iterator[Gap]:
        """Where the sentence names a dropped activity for the first time."""
        for entity in dict.fromkeys(mention.entity for mention in sentence.mentions):
            if entity in self.dropped and sentence.span.holds(entity.first):
                yield Gap(Why.DROPPED, entity.first)

    def _relations(self, sentence: Sentence, masked: Mask) -> Iterator[Gap]:
        """What a sentence without a relation seems to say of an activity; what only repeats is no gap."""
        at = bisect_left(self.telling, sentence.span.start)
        if at < len(self.telling) and self.telling[at] < sentence.span.end:
            return
        fits = list(matches(self.lex.language, "relation", masked))
        for rule, match in fits:
            actors = _actors(rule, masked, match)
            if rule.subject == "a" and any((rule.predicate, actor) not in self.said for actor in actors):
                rule_id = f"{self.lex.language.code}/relations/{rule.id}"
                yield Gap(Why.HOMELESS, masked.within(match.start(), match.end()), rule_id)
                return
        told_of = not masked.kinds.isdisjoint(_TOLD_OF)
        verb = _verbs(self.lex.language).search(masked.text) if told_of and not fits else None
        if verb:
            yield Gap(Why.VERB, masked.within(verb.start(), verb.end()))


def _slot(slot: MaskSlot, number: int) -> Slot:
    names = tuple(entity.name for entity in slot.entities)
    if slot.when is not None:
        names = (slot.when.first,) if slot.when.day else (slot.when.first, slot.when.last)
    elif slot.money is not None:
        names = (f"{slot.money.amount:f} {slot.money.currency}",)
    rule = (slot.entities[0].rule or KNOWN) if slot.entities else ""
    return Slot(f"⟨{slot.kind}{number}⟩", slot.span, names, rule)


def _actors(rule: Rule, masked: Mask, match: re.Match[str]) -> list[Entity]:
    """Whom a match of a rule on activities could link, as far as the rule takes their kind."""
    if "who" not in rule.pattern.groupindex or not match["who"]:
        return []
    found = masked.slot(match["who"]).entities
    persons = rule.predicate not in BODIES_ONLY
    return [e for e in found if e.cls not in _PLACES and (persons or e.cls != PERSON)]


@cache
def _verbs(language: Language) -> re.Pattern[str]:
    known = macros(language)
    return fill(r"\b(?:" + "|".join(f"{{{name}}}" for name in _VERBS if name in known) + r")\b", known)
