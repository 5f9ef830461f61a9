"""Where the noun phrase around a head noun begins and ends: "a three-day | workshop | on forensics"."""

from __future__ import annotations

from collections.abc import Mapping

from ..text.tokens import Token
from .document import Sentence
from .entities import Kind
from .lexicon import Lexicon

_LONGEST = 22  # tokens of a topic
_BEFORE = 7  # tokens between an article and its noun
_AUDIENCE = 6  # tokens in which a noun for people must come: "for senior police officers"
_LASTING = 4  # tokens in which days must come that tell how long: "de dos días"
_NAMED = (Kind.STATE, Kind.PLACE, Kind.PERSON)


class Bounds:
    """Knows where phrases begin and end; all words are data (``activities.toml``, the table ``phrase``)."""

    def __init__(self, lexicon: Lexicon, phrase: Mapping[str, frozenset[str]]) -> None:
        """Takes the words of one language."""
        self.lex = lexicon
        self.phrase = phrase
        self._determiners = lexicon.articles | phrase["definite"] | lexicon.possessive
        self._kinds = lexicon.joiners | phrase["modifiers"]
        self.told = phrase["another"] | phrase["vague"] | phrase["phases"] | phrase["opening"]
        self.stop_endings = tuple(phrase["stop_endings"])

    def held(self, sentence: Sentence, last: int) -> bool:
        """Whether words right after a noun say that it was held, or when: "the ceremony, held on Sunday"."""
        following = sentence.tokens[last : last + 3]
        return any(
            t.fold in self.phrase["held"] or self.dated(sentence, last + k) for k, t in enumerate(following)
        )

    def left(self, sentence: Sentence, head: int) -> int:
        """Where the noun phrase begins: after its article, if one stands near."""
        tokens = sentence.tokens
        i = head
        if self.lex.head_first:
            return self._led(sentence, head)
        while i > 0 and head - i < _BEFORE:
            token = tokens[i - 1]
            if token.fold in self._determiners:
                return i
            mention = sentence.mention_at(i - 1)
            if not (token.word or token.text[0].isdigit()) or token.fold in self.lex.function:
                break
            if mention is not None and mention.kind in _NAMED:
                return self._placed_before(sentence, mention.first) or self._modified(sentence, head)
            i -= 1
        return self._modified(sentence, head)

    def _led(self, sentence: Sentence, head: int) -> int:
        """Where a phrase begins whose head stands first: with a number or "next" before it."""
        tokens, i = sentence.tokens, head
        leading = self.lex.leading | self.phrase["modifiers"] | self.phrase["series"] | self.phrase["another"]
        while i > 0 and head - i < _BEFORE:
            token = tokens[i - 1]
            article = token.fold in self.phrase["definite"] or token.fold in self.lex.indefinite
            if article or not (token.fold in leading or _numeral(token)):
                break
            i -= 1
        return i

    def modified(self, sentence: Sentence, j: int) -> int:
        """Where the modifiers after a head end: "reunión | técnica regional", "curso | de dos días"."""
        tokens = sentence.tokens
        end = min(j + _BEFORE, len(tokens)) if self.lex.head_first else j
        while j < end and sentence.mention_at(j) is None and self._modifier(tokens, j):
            j += 1
        if j + 2 < end and tokens[j].fold in self.lex.owner:
            k = j + 1
            while k < end and tokens[k].fold not in self.phrase["lasting"] and k < j + _LASTING:
                k += 1
            if k < end and tokens[k].fold in self.phrase["lasting"]:
                return self.modified(sentence, k + 1)
        return j

    def _modifier(self, tokens: list[Token], j: int) -> bool:
        """Whether a word is an adjective, or joins two of them: "técnica y operativa"."""
        token = tokens[j]
        if token.fold in self.lex.conjunctions:
            return j + 1 < len(tokens) and self._adjective(tokens[j - 1]) and self._adjective(tokens[j + 1])
        return self._adjective(token)

    def _adjective(self, token: Token) -> bool:
        if token.fold in self.told:
            return True
        if not token.word or token.fold in self.phrase["people"] or token.fold in self.phrase["stops"]:
            return False
        return token.fold in self.lex.adjectives or token.fold.endswith(self.lex.adjective_endings)

    def _placed_before(self, sentence: Sentence, first: int) -> int:
        """Where a phrase begins that a place opens after an article: "the | Lima workshop"; else 0."""
        definite = self.phrase["definite"] & self.lex.articles
        return first if first > 0 and sentence.tokens[first - 1].fold in definite else 0

    def _modified(self, sentence: Sentence, head: int) -> int:
        """Where a phrase without an article begins: with words that tell of what kind an activity is."""
        tokens, i = sentence.tokens, head
        while i > 0 and head - i < _BEFORE and tokens[i - 1].fold in self._kinds:
            i -= 1
        return i

    def right(self, sentence: Sentence, j: int) -> tuple[int, int]:
        """Where what the phrase is about ends, and where its name does, which may tell for whom it is."""
        tokens = sentence.tokens
        if j + 1 >= len(tokens) or tokens[j].fold not in self.phrase["topic"]:
            return j, j
        if self._names_other(sentence, j) or self.dated(sentence, j + 1):
            return j, j
        if people := self._people(sentence, j):
            return j, people
        k = self._topic_end(sentence, j)
        while k > j and (tokens[k - 1].fold in self.lex.function or tokens[k - 1].fold in self.lex.articles):
            k -= 1
        return (k, k) if k > j + 1 else (j, j)

    def _names_other(self, sentence: Sentence, j: int) -> bool:
        """Whether a name after a preposition tells where, of whom or with whom, and no topic."""
        tokens = sentence.tokens
        if self._sets(tokens, j):
            return True
        follower = tokens[j + 1]
        mention = sentence.mention_at(j + 1) or (sentence.mention_at(j + 2) if j + 2 < len(tokens) else None)
        if tokens[j].fold in self.lex.place and (
            follower.capital or follower.fold in self.lex.function or follower.text[0].isdigit()
        ):
            return True
        if mention is None:
            return False
        if mention.kind in _NAMED and mention.first <= j + 2:
            return True
        return mention.kind is Kind.ORGANIZATION and tokens[j].fold in self.lex.owner

    def _people(self, sentence: Sentence, j: int) -> int:
        """Where a phrase for people ends that a preposition opens: "for senior police officers"; else 0."""
        tokens = sentence.tokens
        if tokens[j].fold not in self.phrase["whom"]:
            return 0
        end = 0
        for k in range(j + 1, min(j + 1 + _AUDIENCE, len(tokens))):
            token = tokens[k]
            if token.fold in self.phrase["people"]:
                end = k + 1
            elif sentence.mention_at(k) is not None or not self._of_phrase(token):
                break
        return end

    def _of_phrase(self, token: Token) -> bool:
        """Whether a word may stand in a noun phrase before its head."""
        plain = token.fold not in self.lex.function or token.fold in self.lex.articles
        return plain and (token.word or token.text[0].isdigit())

    def _topic_end(self, sentence: Sentence, j: int) -> int:
        """Where the words of a topic end that begins after a preposition."""
        tokens = sentence.tokens
        k = j + 1
        while k < len(tokens) and k - j < _LONGEST:
            token = tokens[k]
            if token.fold in self.phrase["stops"] or self.dated(sentence, k) or self._stops(token):
                break
            if not (token.word or token.text[0].isdigit() or token.text in "-&'’"):
                break
            if k > j + 1 and (self._people(sentence, k) or self._placed(sentence, j, k)):
                break
            if self._sets(tokens, k) or self._joins(tokens, k):
                break
            k += 1
        return k

    def _sets(self, tokens: list[Token], k: int) -> bool:
        """Whether a preposition leads to how or where an activity is held: "un taller | en colaboración"."""
        if tokens[k].fold not in self.lex.place or k + 1 >= len(tokens):
            return False
        k += 1 + (tokens[k + 1].fold in self.lex.articles)
        return k < len(tokens) and tokens[k].fold in self.phrase["settings"]

    def _joins(self, tokens: list[Token], k: int) -> bool:
        """Whether "and" leads from a topic to another activity: "a seminar on ports | and the course"."""
        if tokens[k].fold not in self.lex.conjunctions or k + 2 >= len(tokens):
            return False
        noun = tokens[k + 2].fold
        known = noun not in self.lex.weak and self.lex.activity_phrases.from_token(tokens, k + 2) > 0
        return known and tokens[k + 1].fold in self.lex.articles

    def _stops(self, token: Token) -> bool:
        """Whether a word in small letters is a verb by its ending."""
        return bool(self.stop_endings) and token.text.endswith(self.stop_endings)

    def _placed(self, sentence: Sentence, j: int, k: int) -> bool:
        """Whether a preposition or an article leads from a topic to a name: "on forensics | in Lima"."""
        tokens = sentence.tokens
        if k < j + 2 or k + 1 >= len(tokens):
            return False
        if tokens[k].fold not in self.lex.place and tokens[k].fold not in self.lex.articles:
            return False
        here = sentence.mention_at(k + 1)
        return here is not None and here.kind in (*_NAMED, Kind.ORGANIZATION) and here.first == k + 1

    def dated(self, sentence: Sentence, i: int) -> bool:
        """Whether a date begins at a token or goes on there."""
        return any(w.start <= sentence.tokens[i].start < w.end for w in sentence.whens)

    def article(self, sentence: Sentence, first: int) -> str:
        """The word before a phrase, past a quotation mark."""
        i = first - 1
        if i > 0 and sentence.tokens[i].text in '“"«':
            i -= 1
        return sentence.tokens[i].fold if i >= 0 else ""


def _numeral(token: Token) -> bool:
    """Whether a token is a number in figures, Arabic or Roman: "VI Ejercicio"."""
    return token.text[0].isdigit() or (token.text.isupper() and set(token.text) <= _ROMAN)


_ROMAN = frozenset("IVXLC")
