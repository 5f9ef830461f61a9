"""Series that belong to one name: "Ministry of Science, Technology, Energy and Mining"."""

from __future__ import annotations

from collections.abc import Callable

from .name import Name
from .runs import Runs

_INSIDE = 5  # depth at which a name reads no further series


class Series:
    """Reads the series that go on with the names of one sentence."""

    def __init__(self, runs: Runs, name: Callable[[int, int, int], Name | None]) -> None:
        """`name` reads the name that begins at a token, up to an end, at a depth."""
        self.runs = runs
        self.tokens = runs.tokens
        self.lex = runs.lex
        self._name = name

    def add(self, name: Name, end: int) -> bool:
        """Adds the series that follows a name, if one does and belongs to it."""
        headed = name.cls is not None
        if name.owner is not None or name.core == name.first + headed:
            return False
        listing = not headed or any(t.fold in self.lex.listing for t in self.tokens[name.first : name.core])
        k = self._conjunction(name.last, end, not headed) if listing else name.last
        if k >= end - 1 or not self._and(k):
            return False
        if headed and self._topic_again(k, end):
            return self._add_topic(name, k, end)
        start = self.runs.after_article(k)
        if start >= end:
            return False
        inner = self._name(start, end, _INSIDE)
        if inner is not None and inner.cls and self.abbreviates_whole(name, inner):
            name.absorb(inner)
            return True
        n = self._item(start, end, over_office=not headed)
        if n is None or (start > k + 1 and self._another(inner, start, n, end, headed)):
            return False
        if not listing and not (self.lex.is_activity(name.cls) or self.lex.is_instrument(name.cls)):
            return False
        name.core = name.last = n
        return True

    def _own_acronym(self, name: Name, inner: Name) -> bool:
        return inner.acronym is not None and not self.abbreviates_whole(name, inner)

    def abbreviates_whole(self, name: Name, inner: Name) -> bool:
        """Whether "(DOITS)" abbreviates the whole ("Department of Information ..."), not its last part."""
        if inner.acronym is None or inner.things or inner.first in self.runs.spelled:
            return False
        if self.runs.spelled.get(name.first) == inner.acronym:
            return True
        letter = self.tokens[inner.acronym].fold[0]
        return self.tokens[inner.first].fold[0] != letter == self.tokens[name.first].fold[0]

    def _conjunction(self, j: int, end: int, over_office: bool) -> int:
        """Where the items between commas end, before the last item's "and"."""
        k = j
        while k < end and self.tokens[k].text == ",":
            n = self._item(k + 1, end, over_office)
            if n is None:
                break
            k = n
        return k + (j < k < end - 1 and self.tokens[k].text == ",")

    def _and(self, k: int) -> bool:
        word = self.tokens[k].fold
        return word in self.lex.conjunctions or word in self.lex.alternatives

    def _topic_again(self, k: int, end: int) -> bool:
        """Whether a second topic follows "and": "... and on Their Destruction"."""
        if k + 2 >= end:
            return False
        word = self.tokens[k + 1].fold
        owned = self.lex.head_first and word in self.lex.owner  # "de las Redes y de la Información"
        return owned or word in self.lex.topic - self.lex.place

    def _add_topic(self, name: Name, k: int, end: int) -> bool:
        start = self.runs.after_article(k + 1)
        if start >= end or not self.runs.capital(start) or self.runs.known[start][0]:
            return False
        inner = self._name(start, end, _INSIDE) if self.tokens[k + 1].fold in self.lex.owner else None
        if inner is not None and (inner.cls is not None or inner.things or self._own_acronym(name, inner)):
            return False  # "... y del Ministerio de Defensa"
        n = self._item(start, end)
        if n is not None:
            name.core = name.last = n
        return n is not None

    def _another(self, inner: Name | None, start: int, n: int, end: int, headed: bool) -> bool:
        """Whether what follows "and the" is another name: "... and the Bureau of Standards"."""
        if inner is not None and self.lex.is_organization(inner.cls):
            return True  # "... and the Food and Drug Agency"
        if not headed and self.tokens[n - 1].fold in self.lex.portfolios:
            return False  # "Minister for Information, Communications and the Digital Economy"
        if n - start > 1 or self.lex.head_of([t.fold for t in self.tokens[start:n]]):
            return True
        # "... and the City of London Police"
        return headed and n < end and self.tokens[n].fold in self.lex.owner

    def _item(self, k: int, end: int, over_office: bool = False) -> int | None:
        """The end of one item of such a series; None where a name of its own begins.

        What an office is over may end with a body's acronym: "Minister for Lands, Planning and APEC".
        """
        if k in self.runs.spelled:
            return None
        n = k
        while n < end and self.runs.capital(n) and not self.runs.known[n][0]:
            n += 1
        if over_office:
            n = self.runs.portfolio(k, n)
            if n == k and self.runs.known[k][0] == 1 and self.runs.acronym(k):
                return k + 1
        lone = (
            self.runs.acronym(k) and self.tokens[k].text not in self.lex.generic
        )  # "Posts, ICT and Transport"
        if n == k or lone or (n < end and self.tokens[n].fold in self.lex.possessive):
            return None
        words = [t.fold for t in self.tokens[k:n]]
        head = self.lex.head_of(words)
        if head is None or head[2] or len(words) == 1:
            return n
        topical = head[0] in self.lex.units | self.lex.portfolios or self.lex.is_instrument(head[1])
        return n if over_office and topical else None  # "of Home Affairs and National Development Unit"
