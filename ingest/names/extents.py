"""How far the words of a name go: capitalized words, and what joins them."""

from __future__ import annotations

from ..text.tokens import Token
from .given_names import is_given
from .words import Words

_STOPS = frozenset(',;:)”“"')


class Extents(Words):
    """How far the names of one sentence go."""

    def extent(self, i: int, end: int) -> int:
        """Where the capitalized words, and what joins them, end."""
        length, _ = self.known[i]
        j = i
        while j < end and (size := self._step(i, j, end)):
            j += size
        while (
            j > i + length
            and j < end
            and self.office(j)
            and self.tokens[j - 1].fold in self.lex.modifiers
            and j - 1 not in self.spelled
        ):
            j -= 1  # "CICTE | Executive Secretary": the office begins with its modifiers
        return j

    def _step(self, i: int, j: int, end: int) -> int:
        """How many tokens a name that began at `i` goes on by at `j`; 0 where it ends."""
        token = self.tokens[j]
        if j > i and (token.text in _STOPS or (token.text.islower() and token.fold not in self.lex.links)):
            return int(self._describes(i, j))  # most words do not
        known, _ = self.known[j]
        if known and (j == i or self.capital(j)):
            return known
        if size := self.compound(j, end) or (self.inserted(i, j, end) if j > i else 0):
            return size
        if j == i:
            return int(self.capital(j) or token.text.isdigit())
        return int(self.capital(j) or (self.number(j) and self.capital(j - 1)) or self._linked(i, j, end))

    def _describes(self, i: int, j: int) -> bool:
        """Whether a small adjective tells of what a body is over: "Ministère des Affaires | étrangères"."""
        first = self.tokens[i].fold
        over = (
            first in self.lex.portfolios and i > 1 and not self.office(i - 2)
        )  # "et des | Affaires étrangères"
        if not self.lex.sentence_case or not (over or (first in self.lex.listing and j > i + 2)):
            return False
        token = self.tokens[j]
        if not token.word or not self.capital(j - 1) or self.known[j - 1][0] or self.acronym(j - 1):
            return False
        if (
            token.fold in self.lex.function
            or token.fold in self.lex.stops
            or self.lex.demonym(self.tokens, j)
        ):
            return False
        return token.fold in self.lex.adjectives or token.fold.endswith(self.lex.adjective_endings)

    def _linked(self, i: int, j: int, end: int) -> bool:
        """Whether a small word or a mark goes on with a name: "and", "de", an apostrophe, a slash."""
        text = self.tokens[j].text
        if text == "I":  # "MISPA I"
            return self.known[i][0] == j - i and self.acronym(j - 1)
        if text in "’'":
            return self.plural_possessive(j, end)
        if text == "/" and j + 1 < end and self.acronym(j - 1) and self.acronym(j + 1):
            return True
        if self.tokens[j].fold in self.lex.possessive:
            return self.possessed(i, j, end)
        return (
            self._object(j, end)
            or self.second_half(j)
            or self.joins(i, j, end)
            or self.initial(j, end)
            or self.goes_on(j, end)
            or self.particle(i, j, end)
        )

    def _object(self, j: int, end: int) -> bool:
        """Whether an article leads from a verb in a name to its object: "para Combatir | las Amenazas"."""
        before = self.tokens[j - 1]
        if self.tokens[j].fold not in self.lex.articles or not self.lex.stop_endings or j + 1 >= end:
            return False
        return before.text.endswith(self.lex.stop_endings) and self.capital(j + 1) and not is_given(before)

    def dotted(self, j: int) -> int:
        """The end of an abbreviation that ends before a token: with its full stop, but not a sentence's."""
        tokens = self.tokens
        dot = j + 1 < len(tokens) and tokens[j].text == "." and tokens[j].start == tokens[j - 1].end
        return j + 1 if dot else j

    # ------------------------------------------------------------------ after an office

    def before_person(self, i: int, j: int) -> int:
        """Where what an office is over ends and its bearer's name begins: "of Justice | Ana Pérez"."""
        before = i - 1
        before -= before > 0 and self.tokens[before].fold in self.lex.articles  # "of the Interior | N"
        joined = before > 0 and self.tokens[before].fold in self.lex.owner | self.lex.topic
        if not joined or not self.office(before - 1):
            return j
        return self.portfolio(i, j)

    def portfolio(self, i: int, j: int) -> int:
        """Where the words of a portfolio end, if words that may be a person's name follow them."""
        last = next((k for k in range(j - 1, i - 1, -1) if self.tokens[k].fold in self.lex.portfolios), j)
        if last == j:  # "Minister of Women and Equalities | Nicola Harrow"
            return next((k for k in range(i + 1, j - 1) if is_given(self.tokens[k])), j)
        rest = self.tokens[last + 1 : j]
        if rest and rest[0].capital and rest[0].fold in self.lex.titles - self.lex.modifiers:
            return last + 1  # "Minister of Foreign Affairs | Dr. N"
        if len(rest) < 2 or not rest[0].capital:
            return j
        return j if any(map(self._no_person, rest)) and not is_given(rest[0]) else last + 1

    def _no_person(self, token: Token) -> bool:
        """Whether a word hardly stands in a person's name."""
        others = (self.common, self.lex.heads, self.lex.modifiers)
        return token.acronym or any(token.fold in words for words in others)

    # ------------------------------------------------------------------ in parentheses

    def parenthesis(self, j: int) -> tuple[int, int] | None:
        """The acronym in "(CICTE)" or "(CCOC by its Spanish acronym)": its token, and where it ends."""
        tokens = self.tokens
        if tokens[j].text != "(" or j + 2 >= len(tokens):
            return None
        close = next((k for k in range(j + 1, min(j + 14, len(tokens))) if tokens[k].text == ")"), None)
        if close is None:
            return None
        inside = [k for k in range(j + 1, close) if tokens[k].text[0].isalpha()]
        if not inside:
            return None
        first = inside[0]
        if len(inside) == close - j - 1 and self._short_name(inside):
            return first, close + 1  # "(Red Gealc)"
        # written alone, or with a note after it; never a list, a date, a document's number or a sentence
        noted = close - first > 1 and tokens[first + 1].fold in self.lex.notes
        alone = close - first <= 3 and not tokens[close - 1].text[0].isdigit()
        return (first, close + 1) if tokens[first].acronym and (noted or alone) else None

    def _short_name(self, inside: list[int]) -> bool:
        """Whether two or three words in parentheses may be a short name, and no name of another body."""
        words = [self.tokens[k] for k in inside]
        if not 1 < len(words) <= 3 or not all(t.capital for t in words):
            return False
        if any(self.known[k][0] or self.office(k) for k in inside):
            return False
        return self.lex.head_of([t.fold for t in words]) is None
