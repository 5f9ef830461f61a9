"""Finds names in a sentence: organizations, states, places, documents and activities, nested as the text nests them.

A name is a run of capitalized words with a head noun that tells its kind, what the head is over ("of Justice",
"on Cyber Crime"), its acronym in parentheses, and its owner ("of the Organization of American States"). Names that
the reference data know are taken whole. Runs without a head are kept as unknown: later stages find the persons and
companies among them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..ontology.reference import Thing
from .lexicon import CITY, STATE, Lexicon
from .tokens import Token

_ROMAN = re.compile(r"[IVX]{1,6}")
_DEEPEST = 6  # owners within owners; no real name goes further


@dataclass(slots=True)
class Name:
    """A name as it stands in a sentence; positions are token indexes, end exclusive."""

    first: int
    last: int  # with acronym and owner
    core: int  # end of the name itself, without acronym and owner
    cls: str | None = None  # class of the vocabulary, None while unknown
    things: list[Thing] = field(default_factory=list)  # what the reference data know by this name
    acronym: int | None = None  # token that gives its acronym
    owner: Name | None = None
    nested: list[Name] = field(default_factory=list)  # names inside the name that are no owners
    modifier: Name | None = None  # an owner before the head: "OAS Cyber Security Program"
    article: str = ""
    plural: bool = False
    quoted: bool = False
    head: str = ""

    @property
    def is_state(self) -> bool:
        """Whether it names a state."""
        return any(STATE in t.types for t in self.things)

    @property
    def is_place(self) -> bool:
        """Whether it names a city and nothing else that is known."""
        return bool(self.things) and all(CITY in t.types for t in self.things)


class Parser:
    """Parses the names of one sentence."""

    def __init__(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        blocked: frozenset[int],
        common: frozenset[str],
        titles: Mapping[int, int] | None = None,
    ) -> None:
        """`blocked` tokens belong to dates and speech; `common` words occur in the release in small letters.

        `titles` maps the token of an opening quotation mark to that of the closing one, where they enclose a name.
        """
        self.titles = titles or {}
        self.tokens = tokens
        self.lex = lexicon
        self.blocked = blocked
        self.common = common
        self.offices = _office_lengths(tokens, lexicon)
        self.known = [
            lexicon.known.at(tokens, i) if t.text[0].isalnum() else (0, []) for i, t in enumerate(tokens)
        ]

    def names(self, start: int = 0, end: int | None = None) -> list[Name]:
        """All outermost names from left to right."""
        end = len(self.tokens) if end is None else end
        found: list[Name] = []
        i = start
        while i < end:
            name = self._title(i) or self._government(i, end) or self.name(i, end)
            if name is None or self._too_plain(name):
                i = i + 1 if name is None else name.last
                continue
            name.article = self._article(name.first)
            found.append(name)
            i = name.last
        return found

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
        name.nested = [
            n
            for k in range(i + 1, close)
            if self.known[k][0] and self._capital(k)
            for n in [self._at(k)]
            if n.is_state
        ]
        if name.last < len(self.tokens) and (acronym := self._parenthesis(name.last)):
            name.acronym, name.last = acronym
        return name

    def _at(self, k: int) -> Name:
        length, things = self.known[k]
        return self._of_thing(k, k + length, things)

    def _government(self, i: int, end: int) -> Name | None:
        """ "the Government of Estonia" stands for Estonia."""
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
        run = self._office_of(i, end) or self._run(i, end)
        if run is None:
            return None
        if depth < _DEEPEST:
            self._complements(run, end, depth)
        return run

    def topic(self, i: int) -> Name:
        """What an office is over, with its series, acronym and owner: "Science and Technology (X) of Paraguay"."""
        name = self._run(i, len(self.tokens))
        assert name is not None  # the caller has seen a name here
        name.cls, name.head = None, ""
        self._complements(name, len(self.tokens), 1)
        return name

    # ------------------------------------------------------------------ the run of capitalized words

    def _run(self, i: int, end: int) -> Name | None:
        if not self._begins(i):
            return None
        j = i
        length, things = self.known[i]
        while j < end:
            known, _ = self.known[j]
            if known and (j == i or self._capital(j)):
                j += known
            elif (
                self._capital(j)
                or (j > i and self._number(j) and self._capital(j - 1))
                or (j > i and self._joins(i, j, end))
            ):
                j += 1
            elif j > i and self.tokens[j].text == "I" and self.known[i][0] == j - i and self._acronym(j - 1):
                j += 1  # "MISPA I"
            elif (
                (j == i and self.tokens[j].text.isdigit())
                or (j > i and self._initial(j, end))
                or (j > i and self._particle(i, j, end))
                or (
                    j > i
                    and self.tokens[j].text == "/"
                    and j + 1 < end
                    and self._acronym(j - 1)
                    and self._acronym(j + 1)
                )
            ):
                j += 1
            else:
                break
        while (
            j > i + max(length, 0)
            and j < end
            and self.office(j)
            and self.tokens[j - 1].fold in self.lex.modifiers
        ):
            j -= 1  # "CICTE | Executive Secretary": the office begins with its modifiers
        if j == i:
            return None
        if length and j == i + length:
            return self._within_thing(i, j, things)
        if length and j > i + length + 1 and self.tokens[i + length].text == "/":
            return self._slashed(i, j)
        if (
            length
            and j == i + length + 1
            and self.tokens[i].acronym
            and _ROMAN.fullmatch(self.tokens[j - 1].text)
        ):
            # "REMJA V": one meeting of a body that meets in series
            return Name(i, j, j, self.lex.numbered, modifier=self._of_thing(i, i + length, things))
        words = [t.fold for t in self.tokens[i:j]]
        while words and not words[-1][0].isalpha() and self.lex.head_of(words) is None:
            words.pop()
        head = self.lex.head_of(words)
        if head is None and (head := self._small_head(i, j, end, length)):
            j += 1
        if head is None and length and not all(CITY in t.types for t in things):
            # the known name, and what comes after it is another; a city may be a person's name: "Santiago Pérez"
            return self._within_thing(i, i + length, things)
        if head is None and (stop := self._inner_known(i, j)):
            j = stop
        name = Name(i, j, j)
        if self.tokens[i].text.isdigit() and head is None:
            return None
        if head is not None:
            name.head, name.cls, name.plural = head
            if length and length < j - i:
                name.modifier = self._of_thing(i, i + length, things)
            elif thing := self.lex.demonyms.get(self.tokens[i].fold):
                name.modifier = Name(i, i + 1, i + 1, "cc:State", [thing])
        name.nested = [
            self._of_thing(k, k + self.known[k][0], self.known[k][1])
            for k in range(i + 1, j)
            if self.known[k][0] and self._capital(k) and self._worth_nesting(k)
        ]
        return name

    def _office_of(self, i: int, end: int) -> Name | None:
        """ "Solicitor General's Chambers", "Attorney General's Office": a body named after an office."""
        j = i
        while (
            j < end and j - i < 5 and self.tokens[j].capital and self.tokens[j].word and j not in self.blocked
        ):
            j += 1
        if not (0 < j - i < 5) or j + 1 >= end or self.tokens[j].fold not in self.lex.possessive:
            return None
        if not self.office(j - 1):
            return None
        body = self._run(j + 1, end)
        if body is None or not self.lex.is_organization(body.cls) or body.things:
            return None
        return Name(i, body.last, body.core, body.cls, head=body.head)

    def _worth_nesting(self, k: int) -> bool:
        return any(STATE in t.types for t in self.known[k][1]) or self._acronym(k)

    def _inner_known(self, i: int, j: int) -> int | None:
        """Where a run without a head meets a known organization, it ends: "Trend Micro OAS"."""
        return next((k for k in range(i + 1, j) if self.known[k][0] and self._acronym(k)), None)

    def _begins(self, i: int) -> bool:
        token = self.tokens[i]
        if not token.text[0].isalnum() or i in self.blocked:
            return False
        if token.text.isdigit() and len(token.text) == 4:  # "2030 Agenda for Sustainable Development"
            return i + 1 < len(self.tokens) and self._capital(i + 1) and not self.known[i + 1][0]
        length, _ = self.known[i]
        if length:
            return length > 1 or i > 0 or token.fold not in self.lex.function or token.acronym
        if not self._capital(i):
            return False
        if self._opens_sentence(i):
            follows = i + 1 < len(self.tokens) and (
                self._capital(i + 1) or i + 1 in self.titles or self._particle(i, i + 1, len(self.tokens))
            )
            return token.fold not in self.lex.function | self.lex.openers and (
                follows or token.acronym or token.fold not in self.common
            )
        return True

    def _opens_sentence(self, i: int) -> bool:
        return i == 0 or (
            self.tokens[i - 1].text in '“"«:.•' and (i == 1 or self.tokens[i - 2].text in ",:.")
        )

    def _capital(self, i: int) -> bool:
        """Whether a token may stand inside a name: capitalized, in no date, and no office, which ends a name."""
        token = self.tokens[i]
        if i in self.blocked or not token.word or not token.capital:
            return False
        if token.fold in self.lex.function and not token.acronym:
            return False
        return not self.office(i)

    def office(self, i: int) -> bool:
        """Whether the word belongs to an office in the singular ("Secretary General"), which parts names."""
        return self.offices[i] > 0

    def _number(self, i: int) -> bool:
        text = self.tokens[i].text
        return i not in self.blocked and text[0].isdigit()

    def _initial(self, j: int, end: int) -> bool:
        """Whether a full stop ends an initial inside a name: "William A. McDonough"."""
        if self.tokens[j].text != "." or j + 1 >= end or not self._capital(j + 1):
            return False
        before = self.tokens[j - 1]
        return len(before.text) == 1 and before.text.isupper() and before.end == self.tokens[j].start

    def _particle(self, i: int, j: int, end: int) -> bool:
        """Whether a small particle goes on with a person's name: "Gerardo de Icaza", "Juan de la Cruz"."""
        if self.tokens[j].fold not in self.lex.particles or self.known[i][0] > 1:
            return False
        k = j + 1
        while (
            k < end and k < j + 3 and self.tokens[k].fold in self.lex.particles and not self.tokens[k].capital
        ):
            k += 1
        return k < end and self._capital(k) and self.lex.head_of([t.fold for t in self.tokens[i:j]]) is None

    def _acronym(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].acronym

    def _joins(self, i: int, j: int, end: int) -> bool:
        """Whether an "and" inside a run joins the parts of one name ("Cyber Security and Cyber Crime Workshop")."""
        if self.tokens[j].fold not in self.lex.conjunctions or j + 1 >= end or not self._capital(j + 1):
            return False
        if self.tokens[j].text == "&":
            return True
        left = [t.fold for t in self.tokens[i:j]]
        if self.known[i][0] == j - i or self.known[j + 1][0] or self.lex.head_of(left):
            return False
        k = j + 1
        while k < end and self._capital(k):
            k += 1
        right = self.lex.head_of([t.fold for t in self.tokens[j + 1 : k]])
        if self.lex.head_first:
            return False
        one = self._article(i) != "" or left[0] in self.lex.joiners or left[-1] in self.lex.joiners
        return (right is not None and not right[2] and one and k - j > 2) or (right is not None and one)

    def _small_head(self, i: int, j: int, end: int, known: int) -> tuple[str, str, bool] | None:
        """A head noun in small letters right after the run: "Cybercrime unit", "Trieste summit"."""
        if self.lex.head_first or j >= end or self.tokens[j].fold not in self.lex.heads or known:
            return None
        cls = self.lex.heads[self.tokens[j].fold]
        if (
            cls == "cc:Company"
            or self.lex.is_activity(cls)
            or any(" ".join(t.fold for t in self.tokens[k:j]) in self.lex.demonyms for k in range(i, j))
        ):
            return None
        if self._opens_sentence(i) and j - i < 2:
            return None
        return self.tokens[j].fold, cls, False

    def _article(self, i: int) -> str:
        if i > 0 and self.tokens[i - 1].fold in self.lex.articles:
            return self.tokens[i - 1].fold
        return ""

    def _slashed(self, i: int, j: int) -> Name:
        """ "OAS/CICTE" is the CICTE of the OAS; "OAS/EOM" a name that the release may explain."""
        length, things = self.known[j - 1]
        outer = self._of_thing(i, i + self.known[i][0], self.known[i][1])
        if length == 1:
            return Name(i, j, j, class_of(things), list(things), nested=[outer])
        return Name(i, j, j, nested=[outer])

    def _within_thing(self, first: int, last: int, things: list[Thing]) -> Name:
        """A known name with the states inside it: "United States Coast Guard" names a state too."""
        name = self._of_thing(first, last, things)
        if not name.is_state:
            for k in range(first + 1, last):
                length, inner = self.known[k]
                owned = self.tokens[k - 1].fold in self.lex.owner | self.lex.articles
                if length and k + length == last and owned and not any(CITY in t.types for t in inner):
                    name.nested.append(
                        self._of_thing(k, last, inner)
                    )  # "... Office of the Council of Europe"
            for k in range(first, last):
                length, states = self.lex.states.at(self.tokens, k)
                if 0 < length < last - first and k + length <= last:
                    name.nested.append(self._of_thing(k, k + length, states))
        return name

    def _of_thing(self, first: int, last: int, things: list[Thing]) -> Name:
        return Name(first, last, last, class_of(things), list(things))

    # ------------------------------------------------------------------ what follows the head

    def _complements(self, name: Name, end: int, depth: int) -> None:
        closed = False
        while name.last < end:
            j = name.last
            if not closed and (acronym := self._parenthesis(j)):
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
                and self._topical(name, depth)
                and self._lists(name, j, end)
            ):
                continue
            else:
                return

    def _trailing_head(self, name: Name, j: int, closed: bool) -> bool:
        """A small head after a name that has its own: "the Cyber Resilience (Cyber4D) programme of", "the REMJA group"."""
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
        """Reads "of ...": an owner if it is a name of its own, else part of the name. Whether anything was read."""
        k = self._after_article(j)
        if k >= end or name.owner is not None:
            return False
        if name.is_state or name.is_place:
            return False
        inner = self._government(k, end) or self.name(k, end, depth + 1)
        if inner is None:
            return False
        inner.article = self._article(k)
        if self._stands_alone(inner, k > j + 1) and not self._acronym_is_outer(name, inner):
            if name.cls is None and not name.things and not self._acronym(name.first):
                # a headless run such as "Justice of the United States": its user takes the owner over
                name.owner, name.last = inner, inner.last
                return False
            name.owner, name.last = inner, inner.last
            return False
        if closed or name.things or (name.cls is None and depth == 0):
            return False
        self._absorb(name, inner)
        return inner.acronym is None and inner.owner is None

    def _acronym_is_outer(self, name: Name, inner: Name) -> bool:
        """Whether "(DOITS)" abbreviates the whole ("Department of Information and ...") rather than the owner in it."""
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
            return self._acronym(inner.first) and inner.core - inner.first == 1 and not article
        if inner.plural or (self.lex.is_instrument(inner.cls) and not article):
            return False
        return article or inner.acronym is not None

    def _topic(self, name: Name, j: int, end: int, depth: int) -> bool:
        word = self.tokens[j].fold
        k = self._after_article(j)
        if k >= end:
            return False
        inner = self.name(k, end, depth + 1)
        if inner is None:
            return False
        located = inner.is_state or inner.is_place or self._region(inner)
        if word in self.lex.place and (located or inner.things or not self.lex.is_organization(name.cls)):
            if self.lex.is_activity(name.cls) and inner.is_state and word == "to":
                self._absorb(name, inner)
                return False
            return False
        if (
            (inner.things or inner.cls)
            and not located
            and not (self.lex.is_activity(name.cls) or self.lex.is_instrument(name.cls))
        ):
            if inner.things and self._acronym(inner.first):
                return False
            if inner.cls and not inner.plural and k > j + 1 and self.lex.is_organization(inner.cls):
                return False
        if inner.cls is None and not inner.things and self.office(k):
            return False
        self._absorb(name, inner)
        return inner.acronym is None and inner.owner is None

    def _topical(self, name: Name, depth: int) -> bool:
        """Only what a head is over goes on in a series; a headless run at the top may be a person or a company."""
        return name.cls is not None or depth > 0

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
        if k >= end - 1 or self.tokens[k].fold not in self.lex.conjunctions | self.lex.alternatives:
            return False
        start = self._after_article(k)
        if (
            headed
            and k + 2 < end
            and self.tokens[k + 1].fold in self.lex.topic
            and self.tokens[k + 1].fold not in self.lex.place
        ):
            start = self._after_article(k + 1)  # "... and on Their Destruction"
            if start < end and self._capital(start) and not self.known[start][0]:
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
        n = self._item(start, end)
        if n is not None and start > k + 1 and self.lex.head_of([t.fold for t in self.tokens[start:n]]):
            return False  # "... and the Bureau of Standards" is another name
        if n is None or (start > k + 1 and n - start > 1):
            return False
        if not listing and not (self.lex.is_activity(name.cls) or self.lex.is_instrument(name.cls)):
            return False
        name.core = name.last = n
        return True

    def _item(self, k: int, end: int) -> int | None:
        """The end of one item of such a series; None where a name of its own begins."""
        n = k
        while n < end and self._capital(n) and not self.known[n][0]:
            n += 1
        words = [t.fold for t in self.tokens[k:n]]
        if n == k or self._acronym(k) or (n < end and self.tokens[n].fold in self.lex.possessive):
            return None
        head = self.lex.head_of(words)
        if head and not head[2] and len(words) > 1:
            return None
        return n

    def _parenthesis(self, j: int) -> tuple[int, int] | None:
        """The acronym in "(CICTE)" or "(CCOC by its Spanish acronym)": its token, and where the parenthesis ends."""
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
        names = [self.tokens[k] for k in inside]
        if (
            len(inside) == close - j - 1 <= 3
            and all(t.capital for t in names)
            and not any(self.known[k][0] for k in inside)
        ):
            if len(inside) > 1 and not any(self.office(k) for k in inside):
                return first, close + 1  # "(Red Gealc)"
        # written alone, or with a note after it; never a list, a date or a sentence
        if tokens[first].acronym and (
            close - first <= 3 or tokens[first + 1].fold in self.lex.language.table("names")["note"]
        ):
            return first, close + 1
        return None


def class_of(things: Sequence[Thing]) -> str | None:
    """The most telling class of what is known, as a prefixed name."""
    for thing in things:
        for cls in thing.types:
            if cls == STATE:
                return "cc:State"
        for cls in thing.types:
            local = cls.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
            return (
                "cc:" if "cybercoop" in cls.value else "schema:" if "schema.org" in cls.value else "org:"
            ) + local
    return None


def overlaps(names: Sequence[Name]) -> bool:
    """Whether any two outermost names overlap, which the parser never lets happen."""
    return any(a.last > b.first for a, b in pairwise(names))


def _office_lengths(tokens: Sequence[Token], lexicon: Lexicon) -> list[int]:
    """For each token, how many tokens the office takes that covers it; 0 where there is none."""
    lengths = [0] * len(tokens)
    i = 0
    while i < len(tokens):
        for size in (3, 2, 1):
            if " ".join(t.fold for t in tokens[i : i + size]) in lexicon.offices:
                lengths[i : i + size] = [size] * len(lengths[i : i + size])
                i += size
                break
        else:
            i += 1
    return lengths
