"""Shows a release as the stages saw it, and what looked like a name or an event and was not understood.

It is for those who improve the data: each sentence with its clauses and names, each fact with its rule and
the file where the rule's words stand, and each gap with its reason.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ...ontology.reference import Reference
from ..base.model import Fact, Release, Span
from ..grammar.display import shown
from ..grammar.roles import Role
from ..grammar.syntax import Parse, Word
from ..grammar.untaken import Missed, Untaken
from ..names.document import Sentence
from ..names.entities import Kind
from .extraction import Understanding, has_frames, stated, understand
from .known_names import known_names

KNOWN = "names/known"  # the rule of what the reference data know
_WORDS = {"counts": "counts", "documents": "names", "people": "offices", "places": "activities"}
_OTHERS = {  # rules that go by the words of another file than their first part says
    KNOWN: "ontology/*.ttl",
    "documents/signed": "ingest/languages/{}/frames.toml",
    "header/language": "ingest/languages/{}/language.toml",
    "header/publisher": "ingest/languages/und/publishers.toml",
    "names/actor": "ingest/languages/{}/frames.toml",
    "names/office-at": "ingest/languages/{}/offices.toml",
    "people/given-name": "ingest/languages/und/given_names.toml",
    "people/speaker": "ingest/languages/{}/speech.toml",
}


class Why(StrEnum):
    """Why a stretch of text is shown as not understood."""

    NAME = "a name of no known kind"
    HEAD = "a noun of activities that made none"
    DROPPED = "an activity without a date, a place or an actor"
    VERB = "a verb with an actor and an activity, and no frame takes it"
    NOUN = "a noun with an actor beside an activity, and no frame takes it"
    LOOSE = "a name that no clause holds"
    HOMELESS = "a frame fits, but it is open of which activity it speaks"


_UNTAKEN = {Untaken.VERB: Why.VERB, Untaken.NOUN: Why.NOUN, Untaken.NAME: Why.LOOSE}


@dataclass(frozen=True, slots=True)
class Name:
    """A name, date or sum of a sentence and what it stands for."""

    kind: Kind | None  # None: a date or a sum
    span: Span
    names: tuple[str, ...]  # of entities; ISO 8601 dates; amount and currency
    rule: str = ""  # what found the first of them


@dataclass(frozen=True, slots=True)
class Gap:
    """What looked like a name or an event and was not understood."""

    why: Why
    span: Span
    rule: str = ""  # that fits all the same, for `Why.HOMELESS`
    word: str = ""  # what to look up: a verb's infinitive, a noun's singular


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence, or a line of the header, and what was understood of it."""

    span: Span
    clauses: tuple[str, ...] = ()  # as frames see them; none for headers and in languages without frames
    frames: tuple[str, ...] = ()  # what they found there
    names: tuple[Name, ...] = ()
    facts: tuple[Fact, ...] = ()  # that this sentence states
    gaps: tuple[Gap, ...] = ()


def explain(release: Release, reference: Reference) -> list[Explained]:
    """What was understood of each sentence, in the order of the text; each fact of `extract` stands once."""
    if not has_frames(release.language):
        spans = [s for paragraph in release.paragraphs for s in paragraph.sentences]
        return _with_facts([Explained(span) for span in spans], known_names(release, reference).facts)
    understood = understand(release, reference)
    facts = stated(understood).facts
    explainer = _Explainer(understood)
    once = {sentence.span: sentence for sentence in reversed(understood.document.sentences)}  # a title may
    return _with_facts(list(map(explainer.sentence, once.values())), facts)  # stand as a line of the body


def summary(releases: Iterable[tuple[Release, Iterable[Explained]]]) -> list[tuple[Why, str, int]]:
    """What was not understood in many releases, by reason; what was met most often stands first."""
    met: dict[Why, Counter[str]] = defaultdict(Counter)
    for release, explained in releases:
        for each in explained:
            for gap in each.gaps:
                met[gap.why][gap.word or " ".join(gap.span.of(release.text).split())] += 1
    ranked = ((why, word, n) for why in Why for word, n in met[why].items())
    return sorted(ranked, key=lambda row: (list(Why).index(row[0]), -row[2], row[1]))


def rule_file(rule: str, language: str) -> str:
    """The file of this package in which a rule, or the words that it goes by, can be changed.

    Args:
        rule: of a fact: "en/frames/organize" is data, "people/office" code that goes by data.
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
    found = [replace(s, facts=tuple(stating.pop(s.span, ()))) for s in sentences]
    found += [Explained(span, facts=tuple(rest)) for span, rest in stating.items()]
    return sorted(found, key=lambda explained: explained.span)


class _Explainer:
    """Explains the sentences of one release that was understood."""

    def __init__(self, understood: Understanding) -> None:
        self.doc = understood.document
        self.lex = understood.document.lexicon
        self.acts = understood.activities
        self.told = understood.assertions
        self.dropped = {a.entity for a in understood.activities.all()} - {a.entity for a in understood.real}
        statements = understood.statements
        self.said = {(r.predicate, r.object) for r in statements.relations}
        starts = [r.passage.start for r in statements.relations]
        self.telling = sorted(starts + [c.passage.start for c in statements.contributions])

    def sentence(self, sentence: Sentence) -> Explained:
        """A sentence with its clauses and gaps, without facts."""
        gaps = list(self._names(sentence))
        if sentence.index < 0:  # a headline is not searched for events
            return Explained(sentence.span, gaps=tuple(sorted(gaps, key=lambda g: g.span)))
        parse = self.told.parses[sentence.index]
        gaps += [*self._heads(sentence), *self._dropped(sentence), *self._untold(sentence)]
        return Explained(
            sentence.span,
            tuple(map(shown, parse.clauses)),
            tuple(self._framed(role) for role in self.told.tellings[sentence.index].roles),
            tuple(self._stands_for(sentence, parse)),
            gaps=tuple(sorted(gaps, key=lambda g: g.span)),
        )

    def _framed(self, role: Role) -> str:
        """A role as a person reads it: "organize: organizer = OAS | workshop on ports"."""
        known = [m.entity or self.told.cast.adopted.get(m) for m in role.actors]
        who = ", ".join(e.name if e is not None else "?" for e in known) or "those listed below"
        named = (
            role.activity.entity.name if role.activity is not None and role.activity.entity else "spoken of"
        )
        return f"{role.frame}: {role.role or 'likewise'} = {who} | {named}"

    def _stands_for(self, sentence: Sentence, parse: Parse) -> Iterator[Name]:
        """What the names, dates and sums of a sentence stand for."""
        for word in parse.words:
            span = sentence.offsets(word.first, word.last)
            if word.mention is not None:
                entities = [e for e in (word.mention.entity, *word.mention.more) if e is not None]
                rule = (entities[0].rule or KNOWN) if entities else ""
                yield Name(word.kind, span, tuple(e.name for e in entities), rule)
            elif known := _value(word):
                yield Name(None, span, known)

    def _names(self, sentence: Sentence) -> Iterator[Gap]:
        for mention in sentence.mentions:
            if (
                mention.kind is not Kind.UNKNOWN
                or mention.entity is not None
                or mention in self.told.cast.adopted
            ):
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
                yield Gap(Why.HEAD, sentence.offsets(i, i + size), word=token.fold)
            i += max(size, 1)

    def _dropped(self, sentence: Sentence) -> Iterator[Gap]:
        """Where the sentence names a dropped activity for the first time."""
        for entity in dict.fromkeys(mention.entity for mention in sentence.mentions):
            if entity in self.dropped and sentence.span.holds(entity.first):
                yield Gap(Why.DROPPED, entity.first)

    def _untold(self, sentence: Sentence) -> Iterator[Gap]:
        """What a sentence without a relation seems to tell of an activity; what only repeats is no gap."""
        at = bisect_left(self.telling, sentence.span.start)
        if at < len(self.telling) and self.telling[at] < sentence.span.end:
            return
        for role in self.told.tellings[sentence.index].roles:
            predicate = self.told.statements.predicate(role.role) if role.role else ""
            actors = self.told.cast.entities(sentence, role.actors, predicate)
            if any((predicate, actor) not in self.said for actor in actors):
                rule = self.told.statements.rule_id(role.frame)
                yield Gap(Why.HOMELESS, sentence.offsets(role.first, role.last), rule)
                return
        for missed in self.told.untaken(sentence):
            yield self._missed(sentence, missed)

    def _missed(self, sentence: Sentence, missed: Missed) -> Gap:
        return Gap(_UNTAKEN[missed.kind], sentence.offsets(missed.first, missed.last), word=missed.word)


def _value(word: Word) -> tuple[str, ...]:
    """A date as ISO 8601, a sum as amount and currency."""
    if word.when is not None:
        return (word.when.first,) if word.when.day else (word.when.first, word.when.last)
    if word.money is not None:
        return (f"{word.money.amount:f} {word.money.currency}",)
    return ()
