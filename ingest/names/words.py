"""The words of a sentence as parts of names: which may begin one or stand in it, and what joins them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...ontology.reference import Thing
from ..text.tokens import Token
from .expansions import expansions
from .given_names import is_given
from .lexicon import CITY, STATE, Lexicon
from .office_runs import office_lengths

_NOTHING: tuple[int, list[Thing]] = (0, [])
UNIVERSITY = "cc:University"  # whose name often has no article


class Words:
    """The words of one sentence."""

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
        self.tokens = tokens
        self.lex = lexicon
        self.blocked = blocked
        self.common = common
        words = [t for t in tokens if t.word]
        self._shouted = len(words) > 2 and all(t.text.isupper() for t in words)  # a line in capitals
        folds = [t.fold for t in tokens]
        self.possessive = not lexicon.possessive.isdisjoint(folds)
        self.spelled = expansions(tokens)  # where names begin whose acronym spells them out
        self._in_spelled = {i for first, acronym in self.spelled.items() for i in range(first, acronym)}
        self.offices = office_lengths(tokens, lexicon)
        self.known = [
            lexicon.known.at(tokens, i) if fold in lexicon.known.first else _NOTHING
            for i, fold in enumerate(folds)
        ]
        for i in [i for i, found in enumerate(self.known) if found[0]]:
            if (i and self._other_place(i)) or self._given(i):
                self.known[i] = _NOTHING

    def _other_place(self, i: int) -> bool:
        """Whether a state's name is but part of another place's: "New Mexico"."""
        if not self.lex.not_state_after.up_to_token(self.tokens, i - 1) or not self.tokens[i - 1].word:
            return False
        return any(STATE in t.types for t in self.known[i][1])

    def _given(self, i: int) -> bool:
        """Whether a state's name is a person's: "Mauricio Sandí"."""
        size, things = self.known[i]
        if size > 1 or i + 1 >= len(self.tokens) or not is_given(self.tokens[i]):
            return False
        after = self.tokens[i + 1]
        named = after.capital and not after.acronym and after.fold not in self.lex.function
        return named and self.known[i + 1][0] == 0 and any(STATE in t.types for t in things)

    def begins(self, i: int) -> bool:
        """Whether a name may begin with a token."""
        token = self.tokens[i]
        if not token.text[0].isalnum() or i in self.blocked:
            return False
        if token.text.isdigit() and len(token.text) == 4:  # "2030 Agenda for Sustainable Development"
            return i + 1 < len(self.tokens) and self.capital(i + 1) and not self.known[i + 1][0]
        length, _ = self.known[i]
        if token.fold in self.lex.function and self.opens_sentence(i) and self._labels(i):
            return False
        if "-" in token.text and self._compound_word(token):
            return False  # "the EU-funded SHIELD programme"
        if self._compatriot(i):
            return False
        if length:
            return length > 1 or i > 0 or token.fold not in self.lex.function or token.acronym
        if not self.capital(i):
            return self.compound(i, len(self.tokens)) > 0
        if self.opens_sentence(i):
            if self._verb(i):
                return False
            follows = i + 1 < len(self.tokens) and (
                self.capital(i + 1) or i + 1 in self.titles or self.particle(i, i + 1, len(self.tokens))
            )
            plain = self._no_name(token) or (token.fold in self.lex.openers and not self._of_unit(i))
            return not plain and (follows or token.acronym or token.fold not in self.common)
        return True

    def _compatriot(self, i: int) -> bool:
        """Whether a capitalized word only says whence a person comes: "le | Rwandais Innocent Nkusi"."""
        if (
            not self.lex.small_demonyms
            or self.known[i][0]
            or not self.article(i)
            or i + 1 >= len(self.tokens)
        ):
            return False
        return self.tokens[i].fold in self.lex.demonyms and self.tokens[i + 1].capital

    def _verb(self, i: int) -> bool:
        """Whether a capitalized word is a verb that opens a sentence: "Participaron Chile y Perú"."""
        token = self.tokens[i]
        if not self.lex.verb_endings or token.acronym or is_given(token) or token.fold in self.lex.heads:
            return False
        if token.text.lower().endswith(self.lex.verb_endings):
            return True
        # nor does a noun stand before a name without an article or a preposition
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if after is None or not after.capital or token.fold in self.lex.titles:
            return False
        return self.known[i + 1][0] > 0 or is_given(after)

    def _compound_word(self, token: Token) -> bool:
        """Whether a word with a hyphen is but an adjective or a number: "EU-funded", "Thirty-eight"."""
        first, _, last = token.text.partition("-")
        small = last.islower() and first.casefold() in self.lex.function
        return small or token.fold.rpartition("-")[2] in self.lex.participles

    def _no_name(self, token: Token) -> bool:
        """Whether a word opens no name: a small word, or one for people: "Observers of"."""
        if token.fold in self.lex.function:
            return True
        return any(w in self.lex.office_phrases for w in self.lex.plurals.singulars(token.fold))

    def _labels(self, i: int) -> bool:
        """Whether a colon follows a token: "WHO: the delegates" is not the World Health Organization."""
        return i + 1 < len(self.tokens) and self.tokens[i + 1].text == ":"

    def _of_unit(self, i: int) -> bool:
        """Whether a unit's name of three words begins: "Media Relations Office"."""
        words = [t.fold for k, t in enumerate(self.tokens[i : i + 3], i) if self.capital(k)]
        return len(words) > 2 and words[2] in self.lex.units

    def opens_sentence(self, i: int) -> bool:
        """Whether a token is the first of its sentence, so that its capital says nothing."""
        return i == 0 or (
            self.tokens[i - 1].text in '“"«:.•' and (i == 1 or self.tokens[i - 2].text in ",:.")
        )

    def capital(self, i: int) -> bool:
        """Whether a token may stand inside a name: capitalized, in no date, and no office."""
        token = self.tokens[i]
        if i in self.blocked or not token.word or not token.capital:
            return False
        if i in self._in_spelled:
            return True
        if token.fold in self.lex.function and (self._shouted or not token.acronym) and not self._letter(i):
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

    def acronym(self, i: int) -> bool:
        """Whether a token is written as an acronym, and not in a line of capitals."""
        return 0 <= i < len(self.tokens) and self.tokens[i].acronym and not self._shouted

    def article(self, i: int) -> str:
        """The article before a token, or an empty string."""
        if i > 0 and self.tokens[i - 1].fold in self.lex.articles:
            return self.tokens[i - 1].fold
        return ""

    def after_article(self, j: int) -> int:
        """The token after this one, past an article that is no part of a name: "de | El Salvador"."""
        k = j + 1
        if k >= len(self.tokens) or self.tokens[k].fold not in self.lex.articles:
            return k
        return k if self.known[k][0] > 1 and self.tokens[k].capital else k + 1

    def compound(self, j: int, end: int) -> int:
        """How many tokens of a name a noun takes that "of" joins: "Rule of Law | Division"."""
        capital = self.tokens[j].capital and j not in self.blocked
        if capital and self.tokens[j].fold in self.lex.placed and (size := self._placed(j, end)):
            return size
        size = self.lex.compounds.from_token(self.tokens, j) if capital else 0
        if not size or (j + size < end and self.capital(j + size)):
            return size
        whole = " ".join(t.fold for t in self.tokens[j : j + size]) in self.lex.heads
        return size if whole else 0

    def _placed(self, j: int, end: int) -> int:
        """How many tokens "City of London" takes before the rest of a name: "City of London | Police"."""
        if j + 3 >= end or self.tokens[j + 1].fold not in self.lex.owner or not self.tokens[j + 2].capital:
            return 0
        k = j + 2 + max(self.known[j + 2][0], 1)
        last = k
        while last < end and self.tokens[last].capital and last not in self.blocked:
            last += 1
        head = self.lex.head_of([t.fold for t in self.tokens[k:last]])
        return k - j if head is not None else 0

    def inserted(self, i: int, j: int, end: int) -> int:
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
        if self.tokens[j].fold not in self.lex.numbering:
            return 0
        head = self.lex.head_of([t.fold for t in self.tokens[i:j]])
        if head is None or not self.lex.is_instrument(head[1]):
            return 0
        k = j + 1 + (j + 1 < end and self.tokens[j + 1].text == ".")
        return k + 1 - j if k < end and any(map(str.isdigit, self.tokens[k].text)) else 0

    def number(self, i: int) -> bool:
        """Whether a token is a number that may end a name."""
        text = self.tokens[i].text
        return i not in self.blocked and text[0].isdigit() and "," not in text

    def goes_on(self, j: int, end: int) -> bool:
        """Whether a token goes on with a document's number: "JD-09/2016", "050-2018-PCM"."""
        if self.tokens[j].text in "/-":
            return j + 1 < end and self._ends_number(j)
        return j > 1 and self.tokens[j - 1].text in "/-" and self._ends_number(j - 1)

    def _ends_number(self, mark: int) -> bool:
        """Whether a slash or hyphen stands, without blanks, between a number and its year or issuer."""
        before, after = self.tokens[mark - 1], self.tokens[mark + 1]
        if before.end != self.tokens[mark].start or after.start != self.tokens[mark].end:
            return False
        return before.text[-1].isdigit() and (
            (before.word and after.text.isdigit()) or (not before.word and after.acronym)
        )

    def plural_possessive(self, j: int, end: int) -> bool:
        """ "Law Officers' Network": an apostrophe inside a name."""
        before, token = self.tokens[j - 1], self.tokens[j]
        return before.end == token.start and before.fold.endswith("s") and j + 1 < end and self.capital(j + 1)

    def possessed(self, i: int, j: int, end: int) -> bool:
        """Whether "'s" goes on with a name: "Children's Commission", "Saint Mary's College"."""
        if self.tokens[j].fold not in self.lex.possessive or j + 1 >= end or not self.capital(j + 1):
            return False
        k = j + 1
        while k < end and self.capital(k):
            k += 1
        head = self.lex.head_of([t.fold for t in self.tokens[j + 1 : k]])
        length, things = self.known[i]
        if length == j - i and not all(CITY in t.types for t in things):
            return False  # "Chile's Institute"
        if head is None or head[2] or not self.lex.is_organization(head[1]):
            return False
        return self.tokens[j - 1].fold in self.lex.possessors or head[1] == UNIVERSITY

    def _heads_both(self, left: Sequence[str], cls: str, right: tuple[str, str, bool]) -> bool:
        """Whether the noun after "and" heads what stands before it too."""
        if self.lex.is_instrument(cls) and self.lex.is_activity(right[1]):
            return True  # "the Cybercrime Legislation and Enforcement Conference"
        # "Customs and Excise Department"
        return len(left) == 1 and left[0] in self.lex.portfolios and right[0] in self.lex.units

    def second_half(self, j: int) -> bool:
        """Whether a small word is half of one that began with a capital: "Cyber | security and"."""
        return self.tokens[j - 1].capital and self.tokens[j].fold in self.lex.halves.get(
            self.tokens[j - 1].fold, ()
        )

    def initial(self, j: int, end: int) -> bool:
        """Whether a full stop ends an initial inside a name: "William A. McDonough"."""
        if self.tokens[j].text != "." or j + 1 >= end or not self.capital(j + 1):
            return False
        before = self.tokens[j - 1]
        short = (len(before.text) == 1 and before.text.isupper()) or before.fold in self.lex.saints
        return short and before.end == self.tokens[j].start

    def particle(self, i: int, j: int, end: int) -> bool:
        """Whether a small particle goes on with a person's name: "Gerardo de Icaza", "Juan de la Cruz"."""
        word = self.tokens[j].fold
        if word not in self.lex.particles or self.known[i][0] > 1:
            return False
        if word in self.lex.articles and self.tokens[j - 1].fold not in self.lex.owner:
            return False  # "Maria de | o Carmo", but not "Ana Silva | a Pedro Costa"
        if word in self.lex.ordinary and not (is_given(self.tokens[i]) or self._holds_office(i, j, end)):
            return False  # "Ciberespacio | de España"
        if word in self.lex.conjunctions and j + 1 < end and is_given(self.tokens[j + 1]):
            return False  # "Juan Pérez | y Ana Ruiz"
        k, tokens = j + 1, self.tokens
        while k < min(end, j + 3) and tokens[k].fold in self.lex.particles and not tokens[k].capital:
            k += 1
        if word in self.lex.ordinary and k < end and any(STATE in t.types for t in self.known[k][1]):
            return False  # "Ana Pérez | de Chile"
        return k < end and self.capital(k) and self.lex.head_of([t.fold for t in self.tokens[i:j]]) is None

    def _holds_office(self, i: int, j: int, end: int) -> bool:
        """Whether an office in apposition shows a person: "Filomeno | da Costa Pinto, diretor de"."""
        if j != i + 1 or self.tokens[i].fold in self.lex.heads or self.tokens[i].fold in self.lex.portfolios:
            return False
        k = j
        while k < end and k < j + 6 and (self.capital(k) or self.tokens[k].fold in self.lex.particles):
            k += 1
        if k + 2 >= end or self.tokens[k].text != "," or not self.capital(k - 1):
            return False
        return self.offices[self.after_article(k)] > 0

    def joins(self, i: int, j: int, end: int) -> bool:
        """Whether an "and" joins the parts of one name ("Cyber Security and Cyber Crime Workshop")."""
        if self.tokens[j].fold not in self.lex.conjunctions or j + 1 >= end or not self.capital(j + 1):
            return False
        if self.tokens[j].text == "&" or j < self.spelled.get(i, 0):
            return True
        if self.tokens[j - 1].text.isdigit():
            return False  # "Act 854 and Executive Order 13636" are two
        left = [t.fold for t in self.tokens[i:j]]
        k = j + 1
        while k < end and (size := int(self.capital(k)) or self._amendment(k, end)):
            k += size
        right = self.lex.head_of([t.fold for t in self.tokens[j + 1 : k]])
        head = self.lex.head_of(left)
        if head is not None and right and self._heads_both(left, head[1], right):
            head = None
        if self.known[i][0] == j - i or self.known[j + 1][0] or head or j + 1 in self.spelled:
            return False
        if self.lex.head_first:
            return False
        one = self.article(i) != "" or left[0] in self.lex.joiners or left[-1] in self.lex.joiners
        one = one or (right is not None and right[0] in self.lex.units)
        if right is not None and right[1] == UNIVERSITY and self.article(i) == "":
            return False  # "... of Foreign Affairs and George Mason University" are two
        return (right is not None and not right[2] and one and k - j > 2) or (right is not None and one)
