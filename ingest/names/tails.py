"""What of a name stands in small letters after its head: "Estrategia | nacional de ciberseguridad"."""

from __future__ import annotations

from ..text.tokens import Token
from .given_names import is_given
from .name import Name
from .runs import Runs

_LONGEST = 14  # tokens of a name in small letters


class Tails:
    """Reads the small words with which names go on, in a language that writes them so."""

    def __init__(self, runs: Runs) -> None:
        """Works on the runs of one sentence."""
        self.runs = runs
        self.tokens = runs.tokens
        self.lex = runs.lex
        self._joins = self.lex.owner | self.lex.topic

    def may_go_on(self, name: Name) -> bool:
        """Whether a name may have a tail: a head noun in the singular, capitalized within its sentence."""
        if not self.lex.sentence_case or name.cls is None or name.things or name.plural or not name.head:
            return False
        opens = self.runs.opens_sentence(name.first)
        return not self.tokens[name.first].acronym or not opens

    def entitled(self, name: Name) -> bool:
        """Whether a small noun before a name announces a title: "el informe | Puertos y mercados"."""
        i = name.first - 1
        if i < 1 or name.cls is not None or name.things or self.runs.acronym(name.first):
            return False
        noun = self.tokens[i]
        if (
            noun.fold not in self.lex.entitling
            or not noun.text.islower()
            or is_given(self.tokens[name.first])
        ):
            return False
        name.head, name.cls = noun.fold, self.lex.heads[noun.fold]
        return True

    def title(self, name: Name, end: int) -> int:
        """Where a title ends that goes on in small letters."""
        j, limit = name.last, min(end, name.last + _LONGEST)
        j = self._adjectives(j, limit)
        joined = j < limit and self.tokens[j].fold in self.lex.conjunctions
        k = self._joined(j, limit, False) if joined else self._noun_phrase(j, limit, True)
        return self._series(k, j, limit)

    def over(self, j: int, end: int) -> int:
        """Where the words end that a connector at `j` leads to, up to the first mark."""
        joins = self._joins | self.lex.articles | self.lex.conjunctions
        k = j
        while k < min(end, j + _LONGEST) and self.tokens[k].word and k not in self.runs.blocked:
            if self.tokens[k].fold in self.lex.function and self.tokens[k].fold not in joins:
                return j
            k += 1
        return k

    def portfolio(self, name: Name, end: int) -> int:
        """Where the small adjectives end after what an office is over, but for a demonym: whose it is."""
        k = name.last
        if self.tokens[k - 1].acronym:
            return k
        while k < end and self._adjective(k) and self.tokens[k].fold not in self.lex.demonyms:
            k += 1
        return k

    def adjectives(self, name: Name, end: int) -> int:
        """Where the small adjectives end that follow a head: "Mesa | técnica interinstitucional"."""
        if name.core - name.first > len(name.head.split()) + self._led(name):
            return name.last  # "Comité Interamericano": a name in capitals goes on in capitals
        j = self._adjectives(name.last, end)
        year = j < end and len(self.tokens[j].text) == 4 and self.tokens[j].text.isdigit()
        return j + 1 if year and j not in self.runs.blocked else j  # "Cyberdrill régional | 2019"

    def topic(self, name: Name, end: int) -> int:
        """Where the small words end that follow a connector: "sobre economía digital"."""
        small = all(not t.capital or t.fold in self.lex.owner for t in self._after_head(name))
        broad = self.lex.is_activity(name.cls) or self.lex.is_instrument(name.cls)
        j = name.last
        if self.tokens[j].fold not in self.lex.owner and not (small or broad):
            return j
        limit = min(end, j + _LONGEST)
        definite = small or (broad and self.tokens[j].fold not in self.lex.owner)
        return self._series(self._noun_phrase(j, limit, definite), j, limit)

    def _series(self, k: int, j: int, limit: int) -> int:
        """Where the noun phrases end that go on with a name; one of them, from `j` on, ends at `k`."""
        while k > j:
            definite = self.tokens[j + 1].fold in self.lex.articles
            j = k
            joined = j < limit and self.tokens[j].fold in self.lex.conjunctions
            k = self._joined(j, limit, definite) if joined else self._noun_phrase(j, limit, True)
        return j

    def _after_head(self, name: Name) -> list[Token]:
        return list(self.tokens[name.first + self._led(name) + len(name.head.split()) : name.core])

    def _led(self, name: Name) -> int:
        words = [t.fold for t in self.tokens[name.first : name.core]]
        return words.index(name.head.split()[0]) if name.head.split()[0] in words else 0

    def _noun_phrase(self, j: int, end: int, article: bool) -> int:
        """Where "de ciberseguridad nacional" ends that a connector opens at `j`; `j` where there is none."""
        if j + 1 >= end or self.tokens[j].fold not in self._joins:
            return j
        k = self.runs.after_article(j)
        if k >= end or (k > j + 1 and not (article and self._definite(k - 1))):
            return j
        if not self._noun(k) or (k > j + 1 and self.tokens[k].fold in self.lex.heads):
            return j
        return self._adjectives(k + 1, end)

    def _definite(self, i: int) -> bool:
        return self.tokens[i].fold not in self.lex.indefinite

    def _joined(self, j: int, end: int, definite: bool) -> int:
        """Where a second noun ends that "and" joins: "política y diplomacia".

        It may have an article where the first has one: "sobre la cooperación y la divulgación".
        """
        n = self.runs.after_article(j) if definite else j + 1
        if n >= end or not self._noun(n) or self.runs.offices[n]:
            return j
        if n > j + 1 and (self.tokens[n].fold in self.lex.heads or not self._definite(n - 1)):
            return j
        k = self._adjectives(n + 1, end)
        following = self.tokens[k] if k < len(self.tokens) else None
        # "... y anuncia que": a verb has an object after it
        return j if following is not None and following.fold in self.lex.articles else k

    def _noun(self, k: int) -> bool:
        token = self.tokens[k]
        if not token.word or not token.text.islower() or k in self.runs.blocked or self.runs.known[k][0]:
            return False
        if token.fold in self.lex.function or token.fold in self.lex.stops or token.fold in self.lex.speech:
            return False
        known = token.fold in self.lex.adjectives or token.fold in self.lex.heads
        return known or not token.text.endswith(self.lex.stop_endings)

    def _adjectives(self, j: int, end: int) -> int:
        while j < end and self._adjective(j):
            j += 1
        return j

    def _adjective(self, j: int) -> bool:
        token = self.tokens[j]
        if not token.word or not token.text.islower() or j in self.runs.blocked or self.runs.known[j][0]:
            return False
        if token.fold in self.lex.function or token.fold in self.lex.stops or token.fold in self.lex.heads:
            return False
        usual = token.fold in self.lex.adjectives or token.fold.endswith(self.lex.adjective_endings)
        return usual or token.fold in self.lex.demonyms
