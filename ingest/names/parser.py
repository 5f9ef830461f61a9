"""Finds the names of a sentence, of organizations, places, documents and activities, nested as they are.

A name is a run of capitalized words with a head noun that tells its kind, what the head is over ("of
Justice", "on Cyber Crime"), its acronym in parentheses, and its owner ("of the Organization of American
States"). Names that the reference data know are taken whole. Runs without a head are kept as unknown: later
stages find the persons and companies among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..text.tokens import Token
from .lexicon import Lexicon
from .name import Name
from .runs import Runs
from .words import UNIVERSITY

_DEEPEST = 6  # owners within owners; no real name goes further


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

    def names(self) -> list[Name]:
        """All outermost names from left to right."""
        found: list[Name] = []
        i = 0
        while i < len(self.tokens):
            if self._small(i):
                i += 1
                continue
            name = self._title(i) or self.government(i) or self.name(i)
            if name is None or self._too_plain(name):
                i = i + 1 if name is None else name.last
                continue
            name.article = self.runs.article(name.first)
            found.append(name)
            i = name.last
        return found

    def _small(self, i: int) -> bool:
        """Whether a word in small letters can begin no name: most words, and passed by quickly."""
        token = self.tokens[i]
        return token.text.islower() and not self.known[i][0] and token.fold not in self.lex.governments

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
        k = self._after_article(i + 1)
        if k >= end or not self.known[k][0]:
            return None
        name = self.name(k, end)
        if name is None or not name.is_state or self.known[i][0] > k - i:
            return None
        return Name(i, name.last, name.last, name.cls, name.things, nested=[name])

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
        if depth < _DEEPEST:
            self._complements(run, end, depth)
        return run

    def topic(self, i: int) -> Name:
        """What an office is over, with acronym and owner: "Science and Technology (X) of Paraguay"."""
        name = self.runs.run(i, len(self.tokens))
        assert name is not None  # the caller has seen a name here
        name.cls, name.head = None, ""
        self._complements(name, len(self.tokens), 1)
        return name

    # ------------------------------------------------------------------ what follows the head

    def _complements(self, name: Name, end: int, depth: int) -> None:
        closed = listed = False
        while name.last < end:
            j = name.last
            if not closed and (acronym := self.runs.parenthesis(j)):
                name.acronym, name.last = acronym
                closed = True
                continue
            word = self.tokens[j].fold
            if self._trailing_head(name, j, closed):
                name.last = j + 1
                closed = True
                continue
            if word in self.lex.owner:
                if not self._owner(name, j, end, depth, closed):
                    return
                closed = closed or name.owner is not None
            elif word in self.lex.topic and not closed and name.cls and not name.things:
                if not self._topic(name, j, end, depth):
                    return
            elif (
                not closed
                and not name.things
                and depth < _DEEPEST - 1
                and (
                    name.cls is not None or depth > 0
                )  # a headless run at the top may be a person or company
                and not listed
                and self._lists(name, j, end)
            ):
                listed = True
                continue
            else:
                return

    def _trailing_head(self, name: Name, j: int, closed: bool) -> bool:
        """A small head after a name that has its own: "the Cyber Resilience (Cyber4D) programme of"."""
        token = self.tokens[j]
        cls = self.lex.heads.get(token.fold)
        if (
            self.lex.head_first
            or not token.text.islower()
            or name.is_state
            or name.is_place
            or j != name.last
        ):
            return False
        return (
            (closed or bool(name.things))
            and cls in ("cc:Programme", "org:Organization")
            and name.owner is None
        )

    def _after_article(self, j: int) -> int:
        k = j + 1
        return k + 1 if k < len(self.tokens) and self.tokens[k].fold in self.lex.articles else k

    def _owner(self, name: Name, j: int, end: int, depth: int, closed: bool) -> bool:
        """Reads "of ...": an owner if it is a name of its own, else part of the name. Whether to read on."""
        k = self._after_article(j)
        if k >= end or name.owner is not None:
            return False
        if name.is_state or name.is_place:
            return False
        if self._office_in_name(name, k, closed):
            return True
        inner = self.government(k, end) or self.name(k, end, depth + 1)
        if inner is None:
            return False
        inner.article = self.runs.article(k)
        if self._stands_alone(inner, k > j + 1) and not self._acronym_is_outer(name, inner):
            name.owner, name.last = inner, inner.last
            return False
        if closed or name.things or (name.cls is None and depth == 0):
            return False
        self._absorb(name, inner)
        return inner.acronym is None and inner.owner is None

    def _office_in_name(self, name: Name, k: int, closed: bool) -> bool:
        """Takes an office into the name of a body: "Office of the Attorney General"."""
        size = self.runs.offices[k]
        if closed or not size or not self.tokens[k].capital or not self.lex.is_organization(name.cls):
            return False
        name.core = name.last = k + size
        return True

    def _acronym_is_outer(self, name: Name, inner: Name) -> bool:
        """Whether "(DOITS)" abbreviates the whole ("Department of Information ..."), not the owner."""
        if inner.acronym is None or inner.things:
            return False
        letter = self.tokens[inner.acronym].fold[0]
        return self.tokens[inner.first].fold[0] != letter == self.tokens[name.first].fold[0]

    def _absorb(self, name: Name, inner: Name) -> None:
        """Makes a topic part of the name; its acronym and owner are then the name's."""
        name.core = inner.core
        name.last = inner.last
        name.acronym = inner.acronym
        name.owner = inner.owner
        name.nested += inner.nested + ([inner] if inner.is_state or inner.things else [])

    def _stands_alone(self, inner: Name, article: bool) -> bool:
        if inner.is_place:
            return False
        if inner.things:
            return True
        if inner.cls is None:
            if self.tokens[inner.first].text in self.lex.generic:
                return False
            return self.runs.acronym(inner.first) and inner.core - inner.first == 1 and not article
        if inner.plural or (self.lex.is_instrument(inner.cls) and not article):
            return False
        return article or inner.acronym is not None

    def _topic(self, name: Name, j: int, end: int, depth: int) -> bool:
        word = self.tokens[j].fold
        k = self._after_article(j)
        if k >= end or (name.cls == UNIVERSITY and not self.runs.article(name.first)):
            return False  # "by George Mason University for Iron Toucan"
        inner = self.name(k, end, depth + 1)
        if inner is None:
            return False
        located = inner.is_state or inner.is_place or self._region(inner)
        topics = self.lex.topic - self.lex.place
        further = any(
            t.fold in topics for t in self.tokens[name.first : j]
        )  # "on Cooperation in Cyber Defense"
        document = (
            self.lex.is_instrument(name.cls)
            and (further or word in self.lex.destination)
            and inner.cls is None
        )
        about = self.lex.is_organization(name.cls) or document  # "Guide to Cyber Defense"
        if word in self.lex.place and (located or inner.things or not about):
            if (self.lex.is_activity(name.cls) and inner.is_state and word in self.lex.destination) or (
                self.lex.is_instrument(name.cls) and self._region(inner)  # "Declaration ... in the Americas"
            ):
                self._absorb(name, inner)
            return False
        if (
            (inner.things or inner.cls)
            and not located
            and not (self.lex.is_activity(name.cls) or self.lex.is_instrument(name.cls))
        ):
            if inner.things and self.runs.acronym(inner.first):
                return False
            if inner.cls and not inner.plural and k > j + 1 and self.lex.is_organization(inner.cls):
                return False
        if inner.cls is None and not inner.things and self.runs.office(k):
            return False
        self._absorb(name, inner)
        if self.lex.is_activity(name.cls) and self.lex.is_instrument(inner.cls) and k > j + 1:
            inner.article = self.runs.article(k)
            name.nested.append(inner)  # "Consultation on the Computer Misuse Bill" names a bill too
        return inner.acronym is None and inner.owner is None

    def _region(self, name: Name) -> bool:
        return " ".join(t.fold for t in self.tokens[name.first : name.core]) in self.lex.regions

    def _lists(self, name: Name, j: int, end: int) -> bool:
        """A series that belongs to one name: "Ministry of Science, Technology, Energy and Mining"."""
        if (name.cls is None and not name.first < name.core) or name.owner is not None:
            return False
        headed = name.cls is not None
        if headed and name.core == name.first + 1:
            return False
        listing = not headed or any(t.fold in self.lex.listing for t in self.tokens[name.first : name.core])
        k = j
        while listing and k < end and self.tokens[k].text == ",":
            n = self._item(k + 1, end)
            if n is None:
                break
            k = n
        if k > j and k < end - 1 and self.tokens[k].text == ",":
            k += 1
        if k >= end - 1 or not self._and(k):
            return False
        start = self._after_article(k)
        if (
            headed
            and k + 2 < end
            and self.tokens[k + 1].fold in self.lex.topic
            and self.tokens[k + 1].fold not in self.lex.place
        ):
            start = self._after_article(k + 1)  # "... and on Their Destruction"
            if start < end and self.runs.capital(start) and not self.known[start][0]:
                n = self._item(start, end)
                if n is not None:
                    name.core = name.last = n
                    return True
            return False
        if start >= end:
            return False
        inner = self.name(start, end, _DEEPEST - 1)
        if inner is not None and inner.cls and self._acronym_is_outer(name, inner):
            self._absorb(name, inner)
            return True
        n = self._item(start, end, over_office=not headed)
        if n is not None and start > k + 1 and self.lex.head_of([t.fold for t in self.tokens[start:n]]):
            return False  # "... and the Bureau of Standards" is another name
        if n is None or (start > k + 1 and n - start > 1):
            return False
        if start > k + 1 and headed and n < end and self.tokens[n].fold in self.lex.owner:
            return False  # "... and the City of London Police" is another name too
        if not listing and not (self.lex.is_activity(name.cls) or self.lex.is_instrument(name.cls)):
            return False
        name.core = name.last = n
        return True

    def _and(self, k: int) -> bool:
        word = self.tokens[k].fold
        return word in self.lex.conjunctions or word in self.lex.alternatives

    def _item(self, k: int, end: int, over_office: bool = False) -> int | None:
        """The end of one item of such a series; None where a name of its own begins.

        What an office is over may end with a body's acronym: "Minister for Lands, Planning and APEC".
        """
        n = k
        while n < end and self.runs.capital(n) and not self.known[n][0]:
            n += 1
        if over_office:
            n = self.runs.portfolio(k, n)
        if over_office and n == k and self.known[k][0] == 1 and self.runs.acronym(k):
            return k + 1
        words = [t.fold for t in self.tokens[k:n]]
        if n == k or self.runs.acronym(k) or (n < end and self.tokens[n].fold in self.lex.possessive):
            return None
        head = self.lex.head_of(words)
        if head and not head[2] and len(words) > 1:
            return None
        return n
