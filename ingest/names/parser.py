"""Finds the names of a sentence, of organizations, places, documents and activities, nested as they are.

A name is a run of capitalized words with a head noun that tells its kind, what the head is over ("of
Justice", "on Cyber Crime"), its acronym in parentheses, and its owner ("of the Organization of American
States"). Names that the reference data know are taken whole. Runs without a head are kept as unknown: later
stages find the persons and companies among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..text.tokens import Token
from .complements import DEEPEST, Complements
from .lexicon import Lexicon
from .name import Name
from .runs import Runs


class Parser:
    """Parses the names of one sentence."""

    def __init__(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        blocked: frozenset[int],
        common: frozenset[str],
        titles: Mapping[int, int],
    ) -> None:
        """`blocked` tokens belong to dates, sums and posts; `common` words occur in small letters too.

        `titles` maps the token of an opening quotation mark to the closing one's, where they enclose a name.
        """
        self.titles = titles
        self.blocked = blocked
        self.tokens = tokens
        self.lex = lexicon
        self.runs = Runs(tokens, lexicon, blocked, common, self.titles)
        self.known = self.runs.known
        self._complements = Complements(self.runs, self.name, self.government)

    def names(self) -> list[Name]:
        """All outermost names from left to right."""
        found: list[Name] = []
        after = 0  # the last name
        for i in self._possible():
            if i < after:
                continue
            name = self._title(i) or self.government(i) or self._of_parts(i) or self.name(i)
            if name is None:
                continue
            after = name.last
            if not self._too_plain(name):
                name.article = self.runs.article(name.first)
                found.append(name)
        return found

    def _possible(self) -> list[int]:
        """Where names may begin: not at words in small letters, but for few."""
        known, titles = self.known, self.titles
        small = self.lex.governments | self.lex.small_heads
        return [
            i
            for i, t in enumerate(self.tokens)
            if t.capital or known[i][0] or t.fold in small or i in titles or t.text[0].isdigit()
        ]

    def _title(self, i: int) -> Name | None:
        """A name in quotation marks."""
        if i not in self.titles:
            return None
        close = self.titles[i]
        name = Name(i, close + 1, close + 1, quoted=True)
        inner = self.name(i + 1, close)
        if inner is not None:
            name.cls, name.head, name.plural = inner.cls, inner.head, inner.plural
            name.things = inner.things if inner.last == close else []
        words = [t.fold for t in self.tokens[i + 1 : close] if t.word]
        if name.cls is None and (head := self.lex.head_of(words)) and not head[2]:
            name.head, name.cls, _ = head  # "Towns under Attack: A Practical Guide"
        name.nested = [
            state
            for k in range(i + 1, close)
            if self.known[k][0] and self.runs.capital(k)
            if (state := self._at(k)).is_state
        ]
        if name.last < len(self.tokens) and (acronym := self.runs.parenthesis(name.last)):
            name.acronym, name.last = acronym
        return name

    def _at(self, k: int) -> Name:
        length, things = self.known[k]
        return Name.known(k, k + length, things)

    def government(self, i: int, end: int | None = None) -> Name | None:
        """ "the Government of Estonia" stands for Estonia."""
        end = len(self.tokens) if end is None else end
        if self.tokens[i].fold not in self.lex.governments or i + 2 >= end:
            return None
        if self.tokens[i + 1].fold not in self.lex.owner:
            return None
        k = self.runs.after_article(i + 1)
        if k >= end or not self.known[k][0]:
            return None
        name = self.name(k, end)
        if name is None or not name.is_state or self.known[i][0] > k - i:
            return None
        return Name(i, name.last, name.last, name.cls, name.things, nested=[name])

    def _of_parts(self, i: int) -> Name | None:
        """ "the Skills Development for Digital Growth project": a noun at the end tells what it is."""
        if not self.runs.article(i) or not self.runs.capital(i) or self.known[i][0]:
            return None
        name = self.runs.of_parts(i)
        if name is None:
            return None
        first = self.runs.run(i, name.core)
        if first is None or first.last == name.core or self.lex.is_organization(first.cls):
            return None
        self._complements.add(name, len(self.tokens), 0)
        return name

    def _too_plain(self, name: Name) -> bool:
        if name.last > name.first + 1 or name.things or name.quoted:
            return False
        return self.tokens[name.first].fold in self.lex.plain

    def name(self, i: int, end: int | None = None, depth: int = 0) -> Name | None:
        """The name that begins at a token, or None."""
        end = len(self.tokens) if end is None else end
        if i in self.titles and depth:
            return self._title(i)
        run = self.runs.office_of(i, end) or self.runs.run(i, end)
        if run is None:
            return None
        if depth < DEEPEST:
            self._complements.add(run, end, depth)
        return self._spelled(run)

    def _spelled(self, name: Name) -> Name:
        """The whole of a name that its acronym spells out, whatever small words stand in it."""
        acronym = self.runs.spelled.get(name.first)
        if acronym is not None and name.acronym != acronym and name.owner is None and name.last < acronym:
            name.core, name.acronym, name.last = acronym - 1, acronym, acronym + 2
        return name

    def topic(self, i: int) -> Name:
        """What an office is over, with acronym and owner: "Science and Technology (X) of Paraguay"."""
        name = self.runs.run(i, len(self.tokens))
        assert name is not None  # the caller has seen a name here
        name.cls, name.head = None, ""
        name.core = name.last = self._complements.after_topic(name)
        self._complements.add(name, len(self.tokens), 1)
        return name
