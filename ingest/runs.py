"""Runs of capitalized words: where a name begins, how far it goes, its head noun, what is known of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from ..ontology.reference import Thing
from .lexicon import CITY, STATE, Lexicon, office_length
from .names import Name, class_of
from .tokens import Token

_ROMAN = re.compile(r"[IVX]{1,6}")
_UNIVERSITY = "cc:University"  # whose name often has no article
_LONGEST = 60  # tokens: no name is longer


class Runs:
    """The runs of one sentence."""

    def __init__(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        blocked: frozenset[int],
        common: frozenset[str],
        titles: Mapping[int, int],
    ) -> None:
        """`blocked` tokens belong to dates and sums; `common` words occur in the release in small letters.

        `titles` maps the token of an opening quotation mark to the closing one's, where they enclose a name.
        """
        self.titles = titles
        self.tokens = tokens
        self.lex = lexicon
        self.blocked = blocked
        self.common = common
        self.offices = _office_lengths(tokens, lexicon)
        self.known = [
            lexicon.known.at(tokens, i) if t.text[0].isalnum() else (0, []) for i, t in enumerate(tokens)
        ]

    def run(self, i: int, end: int) -> Name | None:
        """The run that begins at a token, with its head and what is known of it."""
        if not self._begins(i):
            return None
        j = i
        length, things = self.known[i]
        end = min(end, i + _LONGEST)
        while j < end:
            known, _ = self.known[j]
            if known and (j == i or self.capital(j)):
                j += known
            elif size := self._compound(j, end) or (self._inserted(i, j, end) if j > i else 0):
                j += size
            elif (
                self.capital(j)
                or (j > i and self._number(j) and self.capital(j - 1))
                or (j > i and self._joins(i, j, end))
            ):
                j += 1
            elif j > i and self.tokens[j].text == "I" and self.known[i][0] == j - i and self.acronym(j - 1):
                j += 1  # "MISPA I"
            elif (j > i and self.tokens[j].text in "’'" and self._plural_possessive(j, end)) or (
                (j == i and self.tokens[j].text.isdigit())
                or (j > i and self._initial(j, end))
                or (j > i and self._particle(i, j, end))
                or (
                    j > i
                    and self.tokens[j].text == "/"
                    and j + 1 < end
                    and self.acronym(j - 1)
                    and self.acronym(j + 1)
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
            return Name(i, j, j, self.lex.numbered, modifier=Name.known(i, i + length, things))
        words = [t.fold for t in takewhile(lambda t: t.fold not in self.lex.numbering, self.tokens[i:j])]
        while words and any(map(str.isdigit, words[-1])) and self.lex.head_of(words) is None:
            words.pop()
        head = self.lex.head_of(words)
        if head is None and j > i + 1 and (cls := self.lex.first_heads.get(words[0] if words else "")):
            head = (words[0], cls, False)  # "Operation Harmattan Shield"
        if head is None and (head := self._small_head(i, j, end, length)):
            j += 1
        if head is None and length and not all(CITY in t.types for t in things):
            # what comes after the known name is another; but a city may be a person's name: "Santiago Pérez"
            return self._within_thing(i, i + length, things)
        if head is None and (stop := self._inner_known(i, j)):
            j = stop
        if head is None:
            j = self.before_person(i, j)
        name = Name(i, j, j)
        if self.tokens[i].text.isdigit() and head is None:
            return None
        if head is not None:
            name.head, name.cls, name.plural = head
            if length and length < j - i:
                name.modifier = Name.known(i, i + length, things)
            elif thing := self.lex.demonyms.get(self.tokens[i].fold):
                name.modifier = Name(i, i + 1, i + 1, "cc:State", [thing])
        name.nested = [
            Name.known(k, k + self.known[k][0], self.known[k][1])
            for k in range(i + 1, j)
            if self.known[k][0] and self.capital(k) and self._worth_nesting(k)
        ]
        return name

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
        rest = self.tokens[last + 1 : j]
        plain = any(
            t.acronym or t.fold in self.common or t.fold in self.lex.heads or t.fold in self.lex.modifiers
            for t in rest
        )
        if rest and rest[0].capital and rest[0].fold in self.lex.titles - self.lex.modifiers:
            return last + 1  # "Minister of Foreign Affairs | Dr. N"
        return j if len(rest) < 2 or plain or not rest[0].capital else last + 1

    def _compound(self, j: int, end: int) -> int:
        """How many tokens of a name a noun takes that "of" joins: "Rule of Law | Division"."""
        capital = self.tokens[j].capital and j not in self.blocked
        size = self.lex.compounds.from_token(self.tokens, j) if capital else 0
        whole = " ".join(t.fold for t in self.tokens[j : j + size]) in self.lex.heads
        return size if size and (whole or (j + size < end and self.capital(j + size))) else 0

    def _inserted(self, i: int, j: int, end: int) -> int:
        """How many tokens a document's number takes, or the "(Amendment)" before its head."""
        return self._numbered(i, j, end) or self._amendment(j, end)

    def _amendment(self, j: int, end: int) -> int:
        """How many tokens "(Amendment)" takes in "Cybercrimes (Amendment) Bill"."""
        if j + 3 >= end or self.tokens[j].text != "(" or self.tokens[j + 2].text != ")":
            return 0
        cls = self.lex.heads.get(self.tokens[j + 3].fold)
        return 3 if self.capital(j + 1) and self.capital(j + 3) and self.lex.is_instrument(cls) else 0

    def _numbered(self, i: int, j: int, end: int) -> int:
        """How many tokens of a document's name its number takes: "Decree | No. 12"."""
        head = self.lex.head_of([t.fold for t in self.tokens[i:j]])
        if (
            self.tokens[j].fold not in self.lex.numbering
            or head is None
            or not self.lex.is_instrument(head[1])
        ):
            return 0
        k = j + 1 + (j + 1 < end and self.tokens[j + 1].text == ".")
        return k + 1 - j if k < end and any(map(str.isdigit, self.tokens[k].text)) else 0

    def _plural_possessive(self, j: int, end: int) -> bool:
        """ "Law Officers' Network": an apostrophe inside a name."""
        before, token = self.tokens[j - 1], self.tokens[j]
        return before.end == token.start and before.fold.endswith("s") and j + 1 < end and self.capital(j + 1)

    def office_of(self, i: int, end: int) -> Name | None:
        """ "Solicitor General's Chambers", "Attorney General's Office": a body named after an office."""
        if self.tokens[i].fold in self.lex.function:
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

    def _worth_nesting(self, k: int) -> bool:
        return any(STATE in t.types for t in self.known[k][1]) or self.acronym(k)

    def _inner_known(self, i: int, j: int) -> int | None:
        """Where a run without a head meets a known organization, it ends: "Trend Micro OAS"."""
        return next((k for k in range(i + 1, j) if self.known[k][0] and self.acronym(k)), None)

    def _begins(self, i: int) -> bool:
        token = self.tokens[i]
        if not token.text[0].isalnum() or i in self.blocked:
            return False
        if token.text.isdigit() and len(token.text) == 4:  # "2030 Agenda for Sustainable Development"
            return i + 1 < len(self.tokens) and self.capital(i + 1) and not self.known[i + 1][0]
        length, _ = self.known[i]
        if length:
            return length > 1 or i > 0 or token.fold not in self.lex.function or token.acronym
        if not self.capital(i):
            return self._compound(i, len(self.tokens)) > 0
        if self._opens_sentence(i):
            follows = i + 1 < len(self.tokens) and (
                self.capital(i + 1) or i + 1 in self.titles or self._particle(i, i + 1, len(self.tokens))
            )
            plain = token.fold in self.lex.function or (
                token.fold in self.lex.openers and not self._of_unit(i)
            )
            return not plain and (follows or token.acronym or token.fold not in self.common)
        return True

    def _of_unit(self, i: int) -> bool:
        """Whether a unit's name of three words begins: "Media Relations Office"."""
        words = [t.fold for k, t in enumerate(self.tokens[i : i + 3], i) if self.capital(k)]
        return len(words) > 2 and words[2] in self.lex.units

    def _opens_sentence(self, i: int) -> bool:
        return i == 0 or (
            self.tokens[i - 1].text in '“"«:.•' and (i == 1 or self.tokens[i - 2].text in ",:.")
        )

    def capital(self, i: int) -> bool:
        """Whether a token may stand inside a name: capitalized, in no date, and no office."""
        token = self.tokens[i]
        if i in self.blocked or not token.word or not token.capital:
            return False
        if token.fold in self.lex.function and not token.acronym and not self._letter(i):
            return False
        return not self.office(i)

    def _letter(self, i: int) -> bool:
        """Whether a word that names do not hold is an initial here: "William A. McDonough"."""
        after = self.tokens[i + 1] if 0 < i < len(self.tokens) - 2 else None
        token = self.tokens[i]
        return len(token.text) == 1 and after is not None and after.text == "." and after.start == token.end

    def office(self, i: int) -> bool:
        """Whether the word belongs to an office in the singular ("Secretary General"), which parts names."""
        return self.offices[i] > 0

    def _number(self, i: int) -> bool:
        text = self.tokens[i].text
        return i not in self.blocked and text[0].isdigit() and "," not in text

    def _initial(self, j: int, end: int) -> bool:
        """Whether a full stop ends an initial inside a name: "William A. McDonough"."""
        if self.tokens[j].text != "." or j + 1 >= end or not self.capital(j + 1):
            return False
        before = self.tokens[j - 1]
        short = (len(before.text) == 1 and before.text.isupper()) or before.fold in self.lex.saints
        return short and before.end == self.tokens[j].start

    def _particle(self, i: int, j: int, end: int) -> bool:
        """Whether a small particle goes on with a person's name: "Gerardo de Icaza", "Juan de la Cruz"."""
        if self.tokens[j].fold not in self.lex.particles or self.known[i][0] > 1:
            return False
        k = j + 1
        while (
            k < end and k < j + 3 and self.tokens[k].fold in self.lex.particles and not self.tokens[k].capital
        ):
            k += 1
        return k < end and self.capital(k) and self.lex.head_of([t.fold for t in self.tokens[i:j]]) is None

    def acronym(self, i: int) -> bool:
        """Whether a token is written as an acronym."""
        return 0 <= i < len(self.tokens) and self.tokens[i].acronym

    def _joins(self, i: int, j: int, end: int) -> bool:
        """Whether an "and" joins the parts of one name ("Cyber Security and Cyber Crime Workshop")."""
        if self.tokens[j].fold not in self.lex.conjunctions or j + 1 >= end or not self.capital(j + 1):
            return False
        if self.tokens[j].text == "&":
            return True
        left = [t.fold for t in self.tokens[i:j]]
        k = j + 1
        while k < end and (size := int(self.capital(k)) or self._amendment(k, end)):
            k += size
        right = self.lex.head_of([t.fold for t in self.tokens[j + 1 : k]])
        head = self.lex.head_of(left)
        if head is not None and self.lex.is_instrument(head[1]) and right and self.lex.is_activity(right[1]):
            head = None  # "the Cybercrime Legislation and Enforcement Conference"
        if self.known[i][0] == j - i or self.known[j + 1][0] or head:
            return False
        if self.lex.head_first:
            return False
        one = self.article(i) != "" or left[0] in self.lex.joiners or left[-1] in self.lex.joiners
        one = one or (right is not None and right[0] in self.lex.units)
        if right is not None and right[1] == _UNIVERSITY and self.article(i) == "":
            return False  # "... of Foreign Affairs and George Mason University" are two
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

    def article(self, i: int) -> str:
        """The article before a token, or an empty string."""
        if i > 0 and self.tokens[i - 1].fold in self.lex.articles:
            return self.tokens[i - 1].fold
        return ""

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
                parents = {thing.parent for thing in things}
                owner = [t for t in self.lex.known.word(self.tokens[first].text) if t.iri in parents]
                name.nested += [Name.known(first, first + 1, owner)] if owner else []
            for k in range(first + 1, last):
                length, inner = self.known[k]
                before = self.tokens[k - 1].fold
                owned = before in self.lex.owner or before in self.lex.articles
                if length and k + length == last and owned and not any(CITY in t.types for t in inner):
                    name.nested.append(Name.known(k, last, inner))  # "... Office of the Council of Europe"
            for k in range(first, last):
                length, states = self.lex.states.at(self.tokens, k)
                if 0 < length < last - first and k + length <= last:
                    name.nested.append(Name.known(k, k + length, states))
        return name

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
        names = [self.tokens[k] for k in inside]
        if (
            len(inside) == close - j - 1 <= 3
            and all(t.capital for t in names)
            and not any(self.known[k][0] for k in inside)
            and len(inside) > 1
            and not any(self.office(k) for k in inside)
        ):
            return first, close + 1  # "(Red Gealc)"
        # written alone, or with a note after it; never a list, a date or a sentence
        if tokens[first].acronym and (close - first <= 3 or tokens[first + 1].fold in self.lex.notes):
            return first, close + 1
        return None


def _office_lengths(tokens: Sequence[Token], lexicon: Lexicon) -> list[int]:
    """For each token, how many tokens the office takes that covers it; 0 where there is none."""
    lengths = [0] * len(tokens)
    i = 0
    while i < len(tokens):
        size = office_length(tokens, i, lexicon)
        lengths[i : i + size] = [size] * size
        i += size or 1
    return lengths
