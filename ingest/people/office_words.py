"""The words of an office up to its head noun: "Deputy Permanent Secretary", "2030 Strategy Coordinator"."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..names.document import Document, Sentence
from ..names.entities import Entity, Kind
from ..names.office_runs import office_length
from ..text.tokens import Token

WIDEST = 6  # words before the head noun, and with it
_NAMED = (Kind.ORGANIZATION, Kind.INSTRUMENT, Kind.ACTIVITY)


@dataclass(eq=False, slots=True)
class Office:
    """A role as a sentence words it, and where it is held."""

    first: int  # tokens of the whole phrase, end exclusive
    last: int
    role: str
    at: list[Entity] = field(default_factory=list)
    alone: bool = False  # a bare head ("the Minister") that says neither what it is over nor where
    joined: bool = False  # to the office before it, without an article of its own: "Chair and | Treasurer of"
    owned: bool = False  # by what stands before it: "INTERPOL's | President"
    topical: bool = False  # it says what it is over
    abroad: str = ""  # the role with the state that it is for: "Country Manager for Moldova"


@dataclass(frozen=True, slots=True)
class Words:
    """Where an office begins, its head noun, and how many tokens that takes."""

    first: int
    head: int
    size: int

    @property
    def end(self) -> int:
        """Where the head noun ends."""
        return self.head + self.size


class OfficeWords:
    """Finds where offices begin in the sentences of one document."""

    def __init__(self, document: Document) -> None:
        """Prepares for one document whose names are resolved."""
        self.lex = document.lexicon
        self._usual = self.lex.modifiers | self.lex.portfolios
        table = document.lexicon.table("offices")
        self._prefixes = frozenset((*table["former"], *table["prefixes"]))
        self._former, self._fresh, self._ordinals, self._of_it = (
            frozenset(table[key]) for key in ("former", "fresh", "ordinals", "of_it")
        )

    def heads(self, sentence: Sentence) -> list[int]:
        """The tokens at which the head nouns of offices begin."""
        offices = sentence.parser.runs.offices
        return [
            i
            for i, token in enumerate(sentence.tokens)
            if (offices[i] or "-" in token.fold) and self._head(sentence, i)
        ]

    def _head(self, sentence: Sentence, i: int) -> int:
        """How many tokens the office's head noun takes from here; 0 where there is none."""
        former, hyphen, head = sentence.tokens[i].fold.partition("-")
        if hyphen and former in self._former:  # "ex-president"
            words = [head, *(t.fold for t in sentence.tokens[i + 1 : i + 3])]
            return self.lex.office_phrases.opening(words)
        return office_length(sentence.tokens, i, self.lex)

    def at(self, sentence: Sentence, i: int) -> Words | None:
        """The office that begins at a token with its modifiers."""
        tokens = sentence.tokens
        found: Words | None = None
        if tokens[i].fold in self._fresh or self._first_of(sentence, i):
            return None  # "its new | Director", "its first | Director"
        if self.lex.head_first:
            return self._followed(sentence, i)
        apposed = i > 1 and tokens[i - 1].fold in self.lex.articles and tokens[i - 2].text == ","
        j = i
        while j < min(len(tokens), i + WIDEST) and (tokens[j].word or tokens[j].text.isdigit()):
            size = self._head(sentence, j)
            covering = sentence.mention_at(j)
            if size and covering is not None and covering.kind in _NAMED:
                break
            if size:
                found = Words(i, j, size)  # "Deputy Permanent Secretary": the last head counts
            elif not self._goes_on(sentence, i, j, apposed, found is not None):
                break
            j += max(size, 1)
        return found

    def _followed(self, sentence: Sentence, i: int) -> Words | None:
        """The office whose head noun stands first: "directora ejecutiva adjunta"."""
        tokens = sentence.tokens
        head = i + (tokens[i].fold in self._prefixes and i + 1 < len(tokens))
        size = self._head(sentence, head)
        covering = sentence.mention_at(head)
        if not size or (covering is not None and covering.kind in _NAMED):
            return None
        end = head + size
        while end < len(tokens) and tokens[end].fold in self.lex.modifiers and self._modifier(sentence, end):
            end += 1
        return Words(i, head, end - head)

    def _modifier(self, sentence: Sentence, k: int) -> bool:
        """Whether a word after a head belongs to it, and opens no name: "secretario | General Motors"."""
        return (
            sentence.mention_at(k) is None or not sentence.tokens[k].capital or self._plain_name(sentence, k)
        )

    def _first_of(self, sentence: Sentence, i: int) -> bool:
        """Whether a word only counts who has held an office: "its | first Director"."""
        counted = sentence.tokens[i].fold in self._ordinals
        return counted and i > 0 and sentence.tokens[i - 1].fold in self._of_it

    def _goes_on(self, sentence: Sentence, i: int, j: int, apposed: bool, headed: bool) -> bool:
        """Whether a word before the head may belong to an office that begins at `i`."""
        token = sentence.tokens[j]
        if headed:
            return token.fold in self.lex.modifiers
        if self._modifies(sentence, j) or (apposed and self._small(token)):
            return True
        if j == i or token.fold not in self.lex.conjunctions:
            return False
        return sentence.tokens[j - 1].capital and not self._another(sentence, i, j)

    def _another(self, sentence: Sentence, i: int, conjunction: int) -> bool:
        """Whether an office of its own follows "and": "N and Foreign Minister M"."""
        tokens, k = sentence.tokens, conjunction + 1
        before = sentence.mention_at(i)
        if before is not None and before.first < i:
            return True  # "N | Surname and"
        while k < len(tokens) and tokens[k].fold in self._usual and not self._head(sentence, k):
            k += 1
        if k >= len(tokens) or not self._head(sentence, k):
            return False
        named = conjunction - i > 1 and not any(t.fold in self._usual for t in tokens[i:conjunction])
        return named or k == conjunction + 1

    def _modifies(self, sentence: Sentence, j: int) -> bool:
        """Whether a word before an office may belong to it: a usual one, or one of a plain name."""
        tokens = sentence.tokens
        if tokens[j].fold in self.lex.modifiers:
            return True
        if not (tokens[j].capital or tokens[j].text.isdigit()) or not self._plain_name(sentence, j):
            return False
        after = self.lex.demonym(tokens, j + 1) if j + 1 < len(tokens) else None
        return self.lex.demonym(tokens, j) is None and (after is None or after[1] > j)

    def _small(self, token: Token) -> bool:
        """Whether a word may belong to an office after "N, a": "customs attaché", "network engineer"."""
        return token.text.islower() and token.fold not in self.lex.function

    def _plain_name(self, sentence: Sentence, j: int) -> bool:
        """Whether a capitalized word before an office may belong to it: it is part of no known name."""
        mention = sentence.mention_at(j)
        plain = mention is not None and mention.kind in (Kind.UNKNOWN, Kind.INSTRUMENT)
        return plain and not sentence.parser.known[j][0] and sentence.index >= 0
