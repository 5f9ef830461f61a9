"""Noun phrases that may mean an activity: "the | two-day | workshop | on ports"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ...ontology.reference import Reference
from ..names.bounds import Bounds
from ..names.document import Sentence
from ..names.lexicon import Lexicon, Phrases, load
from ..text.language import Table
from ..text.tokens import Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """A head noun in small letters, or a lone capitalized one, with what belongs to it; token indexes."""

    first: int
    head: int
    after: int  # where the head noun ends
    last: int  # where its topic ends; `after` where it has none
    noun: str
    cls: str
    article: str  # the word before it: "the", "a", "'s", or none that is an article
    definite: bool
    modifiers: tuple[Token, ...]
    called: int  # where its name ends: it may tell for whom, "course for judges", which no mention covers

    @property
    def bare(self) -> bool:
        """Whether it tells no topic."""
        return self.last == self.after


class PhraseFinder:
    """Finds the phrases of one language; all words are data (``activities.toml``)."""

    def __init__(self, lexicon: Lexicon, data: Table) -> None:
        """Takes the words of one language."""
        self.lex = lexicon
        self.words: Mapping[str, frozenset[str]] = {k: frozenset(v) for k, v in data["phrase"].items()}
        self.bounds = Bounds(lexicon, self.words)
        common = {noun: cls for cls, nouns in data["common"].items() for noun in nouns}
        named = {noun: cls for noun, cls in lexicon.heads.items() if lexicon.is_activity(cls)}
        self.classes: dict[str, str] = named | common
        self.heads = Phrases(self.classes)
        self.openers = frozenset(noun.split(" ")[0] for noun in self.classes)
        self.common = frozenset(common)
        self.weak = lexicon.weak | self.common
        self.editions = frozenset(data["edition"]["nouns"])
        self.idioms, self.copulas = Phrases(self.words["idioms"]), Phrases(self.words["copulas"])
        # the classes that a noun may mean beside its own: "the meeting" is the workshop
        self.generic = {noun: frozenset(classes) for noun, classes in data["generic"].items()}
        told = self.words["told"]
        counted = (noun for noun in self.classes if noun not in self.weak or noun in told)
        plurals = ((plural, noun) for noun in counted for plural in lexicon.plurals.of(noun))
        single = self.classes.keys() - lexicon.plural
        self.plurals = {plural: noun for plural, noun in plurals if plural not in single}
        self.plural_openers = frozenset(plural.split(" ")[0] for plural in self.plurals)
        self.plural_heads = Phrases(self.plurals)
        self.nameless = frozenset(data["weak"]["named"])  # nouns that never make an activity by themselves

    @staticmethod
    @cache
    def of(code: str, reference: Reference) -> PhraseFinder:
        """The one of a language, by its ISO 639-1 code."""
        lexicon = load(code, reference)
        return PhraseFinder(lexicon, lexicon.table("activities"))

    def size(self, sentence: Sentence, i: int) -> int:
        """How many tokens a head noun takes at a token; 0 where there is none."""
        size = self.heads.from_token(sentence.tokens, i)
        if not size or not self.common or sentence.tokens[i].text.islower():
            return size
        return self.lex.activity_phrases.from_token(sentence.tokens, i)

    def find(self, sentence: Sentence) -> Iterator[Phrase]:
        """The phrases of a sentence from left to right, outside of all mentions that it has by then."""
        tokens = sentence.tokens
        at = ended = 0
        for i in [i for i, token in enumerate(tokens) if token.fold in self.openers]:
            size = self.size(sentence, i) if i >= at else 0
            if not size or sentence.mention_at(i) is not None or sentence.in_speech(tokens[i].start):
                continue
            at = i + size
            after = self.size(sentence, i + size) if i + size < len(tokens) else 0
            if after and not self.lex.head_first and sentence.mention_at(i + size) is None:
                continue  # "training course": the last head counts
            if self.lex.head_first and i - 1 == ended and tokens[ended].fold in self.lex.owner:
                continue  # "la ceremonia de | presentación"
            if not self._modifies(tokens, i + size) and (phrase := self._phrase(sentence, i, size)):
                ended = phrase.after
                yield phrase

    def _modifies(self, tokens: list[Token], after: int) -> bool:
        """Whether a head only describes the next word: "the conference room", "the visit's end"."""
        if tokens[after - 1].fold in self.lex.possessive:
            return True
        return after < len(tokens) and tokens[after].fold in self.words["kinds"]

    def _edition(self, sentence: Sentence, first: int) -> int:
        """Where a phrase begins with its edition: "the | third edition of the | workshop"."""
        tokens = sentence.tokens
        k = first - 1
        while k > 0 and (tokens[k].fold in self.lex.articles or tokens[k].fold in self.lex.owner):
            k -= 1
        if k < 0 or k == first - 1 or tokens[k].fold not in self.editions or sentence.mention_at(k):
            return first
        return self.bounds.left(sentence, k)

    def _is_verb(self, noun: str, before: str) -> bool:
        """Whether a noun without anything before it may be a verb: "La ministra visita la planta"."""
        known = self.lex.function | self.lex.articles | self.lex.possessive | self.words["definite"]
        return noun in self.words["verbs_too"] and before not in known

    def _phrase(self, sentence: Sentence, head: int, size: int) -> Phrase | None:
        tokens = sentence.tokens
        noun = " ".join(t.fold for t in tokens[head : head + size])
        first = self._edition(sentence, self.bounds.left(sentence, head))
        article = self.bounds.article(sentence, first)
        if first == head and (article in self.words["verbs"] or self._is_verb(noun, article)):
            return None
        if head + size < len(tokens) and tokens[head + size].fold in self.words["likened"]:
            return None  # "a course like the one in Tallinn"
        if any(self.idioms.from_token(tokens, k) > head - k for k in range(max(first - 2, 0), head)):
            return None
        definite = article in self.words["definite"]
        if article in self.words["general"] and not definite:
            return None
        after = self.bounds.modified(sentence, head + size)
        last, called = self.bounds.right(sentence, after)
        modifiers = tuple(tokens[first:head] + tokens[head + size : after])
        return Phrase(
            first, head, after, last, noun, self.classes[noun], article, definite, modifiers, called
        )
