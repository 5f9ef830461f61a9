"""The body or the state before an office: "OAS Secretary General", "For the OAS, Executive Director N"."""

from __future__ import annotations

from ..names.document import Document, Sentence
from ..names.entities import Entity, Kind
from ..names.given_names import is_given
from ..names.lookups import phrases_of
from ..names.naming import Namer
from .affiliations import Seats


class Owners:
    """Finds who owns the offices of one document, by what stands before them, and by verbs beside them."""

    def __init__(self, document: Document, namer: Namer, seats: Seats) -> None:
        """`seats` finds again what small nouns mean."""
        self.doc = document
        self.lex = document.lexicon
        self.namer = namer
        self._again = seats.again
        table = document.lexicon.table("offices")
        self.of_it, self._choosing, self._meanwhile, self._fresh, self._signing, self._acting = (
            frozenset(table[key]) for key in ("of_it", "choosing", "meanwhile", "fresh", "signing", "acting")
        )
        self._new = self._fresh | frozenset(table["ordinals"])
        self._for = phrases_of(frozenset(table["for_whom"]))
        self._for_after = phrases_of(frozenset([*table["for_whom"], *table["in_charge"]]))
        self._surnames: frozenset[str] | None = None

    def before(self, sentence: Sentence, first: int) -> tuple[Entity, int] | None:
        """ "OAS Secretary General", "Canada's Ambassador", "Peruvian President": the place stands before."""
        tokens = sentence.tokens
        i = first - 1
        while i > 0 and tokens[i].fold in self._new:
            i -= 1  # "its new | Director"
        if i >= 0 and tokens[i].fold in self.lex.possessive:
            i -= 1
        if i < 0:
            return None
        mention = sentence.mention_at(i)
        if self.lex.head_first and i == first - 1 and tokens[i].fold not in self.of_it:
            return None  # whose an office is stands after it
        if (
            mention is not None
            and mention.entity is not None
            and mention.kind in (Kind.ORGANIZATION, Kind.STATE)
            and mention.last - 1 <= i < mention.last
        ):
            return mention.entity, mention.first
        if i < first - 1 and (employer := self._employing(sentence, i)) is not None:
            return employer
        if i < first - 1 and (again := self._again(sentence, i)) is not None:
            return again  # "the bank's Country Representative"
        if tokens[i].fold in self.of_it:
            if (again := self._again(sentence, i - 1)) is not None:
                return again[0], first  # "for the university its rector"
            earlier = [
                m.entity
                for m in sentence.mentions
                if m.last <= i and m.kind in (Kind.ORGANIZATION, Kind.STATE) and m.entity
            ]
            owner = earlier[-1] if earlier else self._subject_before(sentence)
            return (owner, first) if owner is not None else None
        people = self.lex.demonym(tokens, i)
        return (self.doc.book.state(people[0]), people[1]) if people else None

    def _employing(self, sentence: Sentence, i: int) -> tuple[Entity, int] | None:
        """A name of no known kind that owns an office employs: "Clingendael's Senior Fellow"."""
        mention = sentence.mention_at(i)
        name = None if mention is None or mention.kind is not Kind.UNKNOWN else mention.name
        if mention is None or name is None or name.quoted or mention.last != i + 1 or name.core != i + 1:
            return None
        first = sentence.tokens[mention.first]
        if name.cls is not None or name.things or is_given(first) or first.fold in self._endings():
            return None
        return self.namer.adopt(sentence, name, "org:Organization", "names/office-at"), mention.first

    def _endings(self) -> frozenset[str]:
        """The last words of longer names of no known kind, persons' surnames among them."""
        if self._surnames is None:
            unknown = ((s, m) for s in self.doc.body for m in s.mentions if m.kind is Kind.UNKNOWN)
            self._surnames = frozenset(s.tokens[m.last - 1].fold for s, m in unknown if m.last - m.first > 1)
        return self._surnames

    def for_whom(self, sentence: Sentence, first: int) -> Entity | None:
        """The body that somebody acts for: "For the OAS, Secretary General N", "for the bank it was"."""
        tokens, i = sentence.tokens, first - 1
        while i > 0 and (tokens[i].text == "," or tokens[i].fold in self._acting):
            i -= 1
        mention = sentence.mention_at(i)
        begin = None if mention is None else mention.first
        entity = (
            None if mention is None or mention.kind not in (Kind.ORGANIZATION, Kind.STATE) else mention.entity
        )
        if entity is None and (again := self._again(sentence, i)) is not None:
            entity, begin = again
        if entity is None or begin is None:
            return None
        k = begin - 1
        k -= k > 0 and tokens[k].fold in self.lex.articles
        return entity if k >= 0 and self._for.up_to_token(tokens, k) else None

    def signs_for(self, sentence: Sentence, j: int) -> Entity | None:
        """The body that somebody acts for, told after the office: "N, Secretary, signed for the OAS"."""
        tokens = sentence.tokens
        j += j < len(tokens) and tokens[j].text == ","
        j += j < len(tokens) and tokens[j].fold in self._signing
        size = self._for_after.from_token(tokens, j) if j < len(tokens) else 0
        k = j + size
        k += k < len(tokens) and tokens[k].fold in self.lex.articles
        mention = sentence.mention_at(k)
        if not size or mention is None or mention.first != k or mention.kind is not Kind.ORGANIZATION:
            return None
        return mention.entity

    def chooser(self, sentence: Sentence, first: int) -> Entity | None:
        """The body that has or gives an office: "The Board elected a new Chair, N", "CITEL named N Chair"."""
        tokens, i = sentence.tokens, first - 1
        between = self.lex.articles | self._fresh | self._meanwhile | self._choosing
        while i > 0 and (tokens[i].fold in between or i in sentence.parser.blocked):
            i -= 1
        if not any(t.fold in self._choosing for t in tokens[i + 1 : first]):
            return None
        mention = sentence.mention_at(i)
        if mention is not None and mention.kind is Kind.ORGANIZATION:
            return mention.entity
        again = self._again(sentence, i)
        return None if again is None else again[0]

    def _subject_before(self, sentence: Sentence) -> Entity | None:
        """What the sentence before, in the same paragraph, begins with, or its one body: whose "Its" is."""
        i = sentence.index - 1
        if i < 0 or self.doc.body[i].paragraph != sentence.paragraph:
            return None
        earlier = self.doc.body[i]
        if (again := self._plain_subject(earlier)) is not None:
            return again
        named = [
            m for m in earlier.mentions if m.kind in (Kind.ORGANIZATION, Kind.STATE) and m.entity is not None
        ]
        if named and all(t.fold in self.lex.articles for t in earlier.tokens[: named[0].first]):
            return named[0].entity
        bodies = [m for m in named if m.kind is Kind.ORGANIZATION] or named
        return bodies[0].entity if len(bodies) == 1 else None

    def _plain_subject(self, sentence: Sentence) -> Entity | None:
        """The body that a small noun at the head of a sentence calls again: "The centre was set up"."""
        if len(sentence.tokens) < 2 or sentence.tokens[0].fold not in self.lex.articles:
            return None
        again = self._again(sentence, 1)
        return None if again is None else again[0]
