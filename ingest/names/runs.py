"""Runs of capitalized words: how far a name goes, its head noun, what is known of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ...ontology.reference import Thing
from ..text.tokens import Token
from .extents import Extents
from .lexicon import CITY, STATE
from .lookups import phrases_of
from .name import Name, class_of
from .words import UNIVERSITY

_ROMAN = re.compile(r"[IVX]{1,6}")
_COMPANY = "cc:Company"
_PLACES = {STATE, CITY}
_BRANCHED = (_COMPANY, UNIVERSITY)
_STOPS = frozenset(',;:)”“"')
_BEFORE_ENDING = (",", "!")
_LONGEST = 60  # tokens: no name is longer
_LONGEST_NAME = 16  # of several parts

Head = tuple[str, str, bool]  # a head noun, its class, and whether it stands in the plural


class Runs(Extents):
    """The runs of one sentence."""

    def run(self, i: int, end: int) -> Name | None:
        """The run that begins at a token, with its head and what is known of it."""
        if self._small_name(i):
            head = self.tokens[i].fold
            return Name(i, i + 1, i + 1, self.lex.heads[head], head=head, nation=self._nation(i, i + 1))
        if not self.begins(i):
            return None
        if self.lex.head_first and (size := self.lex.boards.from_token(self.tokens, i)):
            return Name(i, i + size, i + size)  # "Consejo de Administración | del Banco"
        length, _ = self.known[i]
        end = min(end, i + _LONGEST)
        if (foreign := self._foreign(i, end)) is not None and foreign.core > i + length:
            return foreign
        j = self.extent(i, end)
        if j == i:
            return None
        if (company := self._company(i, j)) is not None:
            return company
        if length:
            known = self._known(i, j)
            if known is not None:
                return known
        return self._headed(i, j, end)

    def _small_name(self, i: int) -> bool:
        """Whether a small head begins a name: "le | ministère de la Justice", "la | embajada de Noruega"."""
        token = self.tokens[i]
        if token.fold not in self.lex.small_heads or not token.text.islower() or i + 2 >= len(self.tokens):
            return False
        of = i + 1 + (self.lex.demonym(self.tokens, i + 1) is not None)  # "le ministère français de"
        k = self.after_article(of)
        if k >= len(self.tokens) or self.tokens[of].fold not in self.lex.owner or k in self.blocked:
            return False
        return self.tokens[k].capital and self.tokens[k].word and self.article(i) not in self.lex.indefinite

    def _company(self, i: int, j: int) -> Name | None:
        """A name that ends as companies' do: "Quillnet Networks, Inc.", "Yahoo! Inc."."""
        endings = self.lex.company_endings
        base = j
        while base > i and self.tokens[base - 1].text in endings:
            base -= 1
        last = self.dotted(j) if base < j else j
        while last + 1 < len(self.tokens):
            k = last + (self.tokens[last].text in _BEFORE_ENDING)
            if self.tokens[k].text not in endings:
                break
            last = self.dotted(k + 1)
        if base == i or last == base:
            return None
        length, things = self.known[i]
        if length and i + length >= base and not all(CITY in t.types for t in things):
            return Name(i, last, last, class_of(things), things)
        return Name(i, last, last, _COMPANY, head=self.tokens[j - 1].fold, nested=self._states(i, j))

    def _known(self, i: int, j: int) -> Name | None:
        """What the reference data know by a run's first words, where nothing of another name follows."""
        length, things = self.known[i]
        if j == i + length:
            return self._within_thing(i, j, things)
        if j > i + length + 1 and self.tokens[i + length].text == "/":
            return self._slashed(i, j)
        if j == i + length + 1 and self.tokens[i].acronym and _ROMAN.fullmatch(self.tokens[j - 1].text):
            # "REMJA V": one meeting of a body that meets in series
            return Name(i, j, j, self.lex.numbered, modifier=Name.known(i, i + length, things))
        return None

    def _headed(self, i: int, j: int, end: int) -> Name | None:
        """A run that is no known name as a whole, with its head noun if it has one."""
        length, things = self.known[i]
        head = self._head(i, j)
        if head is None and (head := self._small_head(i, j, end, length)):
            j += 1
        if head is None and length:
            if self._branch(i + length, j, things):
                return Name(i, j, j, class_of(things), nested=self._states(i, j))
            if not all(CITY in t.types for t in things) and not self._announced(i):
                # what comes after the known name is another; but a city may be a person's: "Santiago Pérez"
                return self._within_thing(i, i + length, things)
        if head is None:
            if self.tokens[i].text.isdigit():
                return None
            j = self.before_person(i, self._inner_known(i, j) or j)
        name = Name(i, j, j)
        if head is not None:
            name.head, name.cls, name.plural = head
            name.modifier = self._modifier(i, j)
            name.nation = self._nation(i, j)
        name.nested = [
            Name.known(k, k + self.known[k][0], self.known[k][1])
            for k in range(i + 1, j)
            if self.known[k][0] and self.capital(k) and self._worth_nesting(name, k)
        ]
        return name

    def _head(self, i: int, j: int) -> Head | None:
        """The head noun of a run, which a number or a place may follow, or which stands first."""
        if self._venue(i, j):
            return None  # "Montego Bay Convention Centre"
        words = [t.fold for t in takewhile(lambda t: t.fold not in self.lex.numbering, self.tokens[i:j])]
        if len(words) > 2 and words[-2] in ("/", "-") and any(map(str.isdigit, words[-3])):
            del words[-2:]  # "Decree 050-2018-PCM"
        while words and any(map(str.isdigit, words[-1])) and self.lex.head_of(words) is None:
            words.pop()
        head = self.lex.head_of(words) or self._before_place(i, words)
        if head is None and len(words) > 1 and (cls := self.lex.foreign_last.get(words[-1])):
            return words[-1], cls, False  # "Global Cyber Security Center"
        if head is None and j > i + 1 and (cls := self.lex.first_heads.get(words[0] if words else "")):
            return words[0], cls, False  # "Operation Harmattan Shield"
        return head

    def _announced(self, i: int) -> bool:
        """Whether a small noun announces a title: "projeto | Cabo Verde Digital"."""
        return i > 0 and self.tokens[i - 1].fold in self.lex.entitling and self.tokens[i - 1].text.islower()

    def _venue(self, i: int, j: int) -> bool:
        """Whether a run is named as buildings are, or as the boards of bodies."""
        if self.lex.head_first:
            return (
                phrases_of(self.lex.venues).from_token(self.tokens, i)
                + self.lex.boards.from_token(self.tokens, i)
                > 0
            )
        return " ".join(t.fold for t in self.tokens[max(i, j - 2) : j]) in self.lex.venues

    def _modifier(self, i: int, j: int) -> Name | None:
        """The owner that stands before a head: a known name, or a state by its demonym."""
        length, things = self.known[i]
        if 0 < length < j - i:
            return Name.known(i, i + length, things)
        if thing := self.lex.demonyms.get(self.tokens[i].fold):
            return Name(i, i + 1, i + 1, "cc:State", [thing])
        return None

    def _nation(self, i: int, j: int) -> Thing | None:
        """The state whose adjective stands in a name or after it: "Policía Nacional Colombiana"."""
        if not self.lex.small_demonyms:
            return None
        last = min(j, len(self.tokens) - 1)
        found = (self.lex.demonym(self.tokens, k) for k in range(last, i, -1))
        return next((people[0] for people in found if people is not None), None)

    def _branch(self, first: int, last: int, things: list[Thing]) -> bool:
        """Whether words after a known company or university say where it is: "Northwind Telecom | Peru"."""
        if class_of(things) not in _BRANCHED or first >= last:
            return False
        place = " ".join(t.fold for t in self.tokens[first:last])
        return place in self.lex.regions or self.lex.states.at(self.tokens, first)[0] == last - first

    def _before_place(self, i: int, words: Sequence[str]) -> Head | None:
        """The head that a place follows: "Cyber Challenge Colombia 2023", "U.S. Embassy Gaborone"."""
        end = i + len(words)
        for k in range(i + 1, end):
            size, things = self.known[k]
            if k + size == end and any(t.types and {CITY, STATE} & set(t.types) for t in things):
                head = self.lex.head_of(words[: k - i])
                placed = head is not None and (self.lex.is_activity(head[1]) or head[0] in self.lex.local)
                return head if placed else None
        return None

    def _foreign(self, i: int, end: int) -> Name | None:
        """ "Universidad Católica Madre y Maestra": a name in a language whose head nouns stand first."""
        size = self.lex.foreign_phrases.from_token(self.tokens, i)
        if not size or not self.tokens[i].capital:
            return None
        head = " ".join(t.fold for t in self.tokens[i : i + size])
        j, k = i + size, i + size
        while k < end and (self.capital(k) or self.tokens[k].fold in self.lex.foreign_joins):
            k += 1
            j = k if self.capital(k - 1) else j
        if j == i + size:
            return None
        cls = self.lex.foreign[head]
        return Name(i, j, j, cls, head=head, nested=[s for s in self._states(i, j) if s.core == j])

    def _states(self, first: int, last: int) -> list[Name]:
        """The states that a run of tokens names."""
        found = [(k, *self.lex.states.at(self.tokens, k)) for k in range(first, last)]
        return [
            Name.known(k, k + n, states) for k, n, states in found if 0 < n < last - first and k + n <= last
        ]

    def office_of(self, i: int, end: int) -> Name | None:
        """ "Solicitor General's Chambers", "Attorney General's Office": a body named after an office."""
        if not self.possessive or self.tokens[i].fold in self.lex.function:
            return None
        j = i
        while (
            j < end and j - i < 5 and self.tokens[j].capital and self.tokens[j].word and j not in self.blocked
        ):
            j += 1
        if not (0 < j - i < 5) or j + 1 >= end or self.tokens[j].fold not in self.lex.possessive:
            return None
        body = self.run(j + 1, end)
        unit = body is not None and body.core == j + 2 and body.head in self.lex.units and j - i > 1
        if not self.office(j - 1) and (not unit or any(self.known[k][0] for k in range(i, j))):
            return None  # "Public Defender's Office" needs no known office, "Chile's Office" is Chile's
        if body is None or not self.lex.is_organization(body.cls) or body.things:
            return None
        return Name(i, body.last, body.core, body.cls, head=body.head)

    def _worth_nesting(self, name: Name, k: int) -> bool:
        """Whether a known name within another is meant too: a state, but not in "Business Finland"."""
        size, things = self.known[k]
        if not any(STATE in t.types for t in things):
            return self.acronym(k)
        whole = name.cls is None and k == name.first + 1 and k + size == name.last
        return not whole or not self._brand(self.tokens[k - 1])

    def _brand(self, before: Token) -> bool:
        """Whether a word before a state makes a brand of it: "Expertise France", not "Elections Canada"."""
        return before.capital and not before.acronym and before.fold not in self.lex.portfolios

    def _inner_known(self, i: int, j: int) -> int | None:
        """Where a run without a head meets a known organization, it ends: "Trend Micro OAS"."""
        bodies = (k for k in range(i + 1, j) if self.known[k][0] and self.acronym(k))
        return next((k for k in bodies if not all(CITY in t.types for t in self.known[k][1])), None)

    def _small_head(self, i: int, j: int, end: int, known: int) -> Head | None:
        """A head noun in small letters right after the run: "Cybercrime unit", "Trieste summit"."""
        if self.lex.head_first or j >= end or self.tokens[j].fold not in self.lex.heads or known:
            return None
        cls = self.lex.heads[self.tokens[j].fold]
        if (
            cls == _COMPANY
            or self.tokens[j].fold in self.lex.common_heads
            or self.lex.is_activity(cls)
            or any(" ".join(t.fold for t in self.tokens[k:j]) in self.lex.demonyms for k in range(i, j))
        ):
            return None
        if self.opens_sentence(i) and j - i < 2:
            return None
        return self.tokens[j].fold, cls, False

    def of_parts(self, i: int) -> Name | None:
        """A name of several parts with a head at its end: "Safe Harbours for Trade programme"."""
        j, link = self._parts(i)
        acronym = self.parenthesis(j) if i < j < len(self.tokens) - 1 else None
        last = acronym[1] if acronym else j
        noun = self.tokens[last] if i < last < len(self.tokens) else None
        if noun is not None and noun.text.islower() and self.lex.heads.get(noun.fold) == "cc:Programme":
            token, core = (acronym[0], j) if acronym else (None, last + 1)
            return Name(i, last + 1, core, "cc:Programme", acronym=token, head=noun.fold)
        if self.tokens[link].fold not in self.lex.topic:
            return None
        head = self.lex.head_of([t.fold for t in self.tokens[link + 1 : j]])  # "Women in Ports Alliance"
        if head is None or head[2] or not self.lex.is_organization(head[1]) or self.article(link + 1):
            return None
        return Name(i, j, j, head[1], head=head[0])

    def _parts(self, i: int) -> tuple[int, int]:
        """Where capitalized words and what joins them end, and the last of the words that join."""
        between = self.lex.owner | self.lex.topic | self.lex.conjunctions
        j, link, limit = i, i, min(len(self.tokens) - 1, i + _LONGEST_NAME)
        while j < limit:
            joins = self.tokens[j].fold in between and not self.capital(j)
            link = j if joins else link
            if self.capital(j) or (joins and self.capital(j + 1)):
                j += 1
            elif joins and self.article(j + 2) and self.capital(j + 2):
                j += 2
            else:
                break
        return j, link

    def _slashed(self, i: int, j: int) -> Name:
        """ "OAS/CICTE" is the CICTE of the OAS; "OAS/EOM" a name that the release may explain."""
        length, things = self.known[j - 1]
        outer = Name.known(i, i + self.known[i][0], self.known[i][1])
        if length == 1:
            return Name(i, j, j, class_of(things), list(things), nested=[outer])
        return Name(i, j, j, nested=[outer])

    def _within_thing(self, first: int, last: int, things: list[Thing]) -> Name:
        """A known name with the states inside it: "United States Coast Guard" names a state too."""
        name = Name.known(first, last, things)
        if not name.is_state:
            if last > first + 1 and self.tokens[first].acronym:  # "CARICOM | Implementation Agency"
                whose = [
                    t for t in self.lex.known.word(self.tokens[first].text) if not _PLACES & set(t.types)
                ]
                name.nested += [Name.known(first, first + 1, whose)] if whose else []
            for k in range(first + 1, last):
                length, inner = self.known[k]
                before = self.tokens[k - 1].fold
                owned = before in self.lex.owner or before in self.lex.articles
                if not length or k + length != last or name.is_place:
                    continue
                if owned and not any(CITY in t.types for t in inner):
                    name.nested.append(Name.known(k, last, inner))  # "... Office of the Council of Europe"
            name.nested += [s for s in self._states(first, last) if self._names_state(name, s.first)]
        return name

    def _names_state(self, name: Name, k: int) -> bool:
        """Whether a name names the state in it: "Expertise France" and "Mexico City" name none."""
        before = self.tokens[k - 1]
        if name.is_place:
            return before.text == ","
        return k != name.first + 1 or not self._brand(before)
