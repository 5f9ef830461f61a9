"""Offices in the plural that several persons hold: "the Ministers of Justice of A and B, N and M"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..base.model import Span
from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.naming import Namer
from .office_words import Office
from .register import Persons

_BETWEEN = frozenset(",()")
_TOPIC = 8  # words that an office is over, at most
_PLACES = (Kind.STATE, Kind.ORGANIZATION)

Holder = tuple[Mention, Entity]


class Sharing:
    """Finds the holders of offices in the plural in one document."""

    def __init__(self, document: Document, namer: Namer, persons: Persons) -> None:
        """`persons` are those found so far; who is found here joins them."""
        self.lex = document.lexicon
        self.namer = namer
        self.persons = persons
        self._of_it = frozenset(document.lexicon.table("offices")["of_it"])

    def of(self, sentence: Sentence) -> Iterator[tuple[Entity, Office, Span]]:
        """Each person, the office, and the words that say so."""
        heads = self.lex.plural_offices
        for i in [i for i, token in enumerate(sentence.tokens) if token.fold in heads]:
            if sentence.mention_at(i) is not None:
                continue
            token, head = sentence.tokens[i], heads[sentence.tokens[i].fold]
            role = self._before(sentence, i) + (head.capitalize() if token.capital else head)
            k = self._after_topic(sentence, i + 1)
            over = "".join(f" {t.text}" for t in sentence.tokens[i + 1 : k])
            for holder, place in self._pairs(sentence, i, k):
                mention, person = self._registered(sentence, holder)
                office = Office(mention.first, mention.last, role + over, [place])
                yield person, office, sentence.offsets(i, mention.last)

    def _before(self, sentence: Sentence, i: int) -> str:
        """The words of an office before its head: "Vice |", "Permanent |"."""
        k = i
        while k > 0 and sentence.tokens[k - 1].fold in self.lex.modifiers | self.lex.portfolios:
            k -= 1
        return "".join(f"{t.text} " for t in sentence.tokens[k:i])

    def _after_topic(self, sentence: Sentence, i: int) -> int:
        """The token after what an office is over: "Ministers of Justice | of Chile"."""
        tokens = sentence.tokens
        if i >= len(tokens) or tokens[i].fold not in self.lex.owner | self.lex.topic:
            return i
        for k in range(i + 1, min(i + _TOPIC, len(tokens))):
            if tokens[k].text == "," or ((mention := sentence.mention_at(k)) and mention.kind in _PLACES):
                break
            if tokens[k].fold in self.lex.owner and sentence.mention_at(k + 1) is not None:
                return k
        return i

    # ------------------------------------------------------------------ who and where

    def _pairs(self, sentence: Sentence, head: int, first: int) -> list[tuple[Mention, Entity]]:
        """The persons after an office, each with where it is held."""
        found = self._line(sentence, first)
        persons = [m for m, place in found if place is None]
        places = [place for _, place in found if place is not None]
        if (
            not places and head and sentence.tokens[head - 1].fold in self._of_it
        ):  # "by their commanders, N and M"
            places = [
                m.entity
                for m in sentence.mentions
                if m.last <= head and m.kind is Kind.ORGANIZATION and m.entity
            ]
        if len(persons) < 2 or len(persons) != len(places):
            return []
        return list(zip(persons, places, strict=True))

    def _line(self, sentence: Sentence, i: int) -> list[tuple[Mention, Entity | None]]:
        """The persons and places that follow one another, with nothing but "of" and "and" between."""
        found: list[tuple[Mention, Entity | None]] = []
        while i < len(sentence.tokens):
            mention = sentence.mention_at(i)
            if mention is None:
                if not self._joins(sentence, i):
                    break
                i += 1
                continue
            if mention.first != i or not (told := self._told(sentence, mention)):
                break
            found += told
            i = mention.last
        return found

    def _joins(self, sentence: Sentence, i: int) -> bool:
        token = sentence.tokens[i]
        words = self.lex.owner | self.lex.articles | self.lex.conjunctions | self.persons.titles
        return token.text in _BETWEEN or token.fold in words or self._rank(sentence, i)

    def _rank(self, sentence: Sentence, i: int) -> bool:
        return sentence.tokens[i].text == "." and i > 0 and sentence.tokens[i - 1].fold in self.persons.titles

    def _told(self, sentence: Sentence, mention: Mention) -> Sequence[tuple[Mention, Entity | None]]:
        """The place or the person that a mention names, or both: "Ana Rojas of Chile"."""
        if mention.kind in _PLACES and mention.entity is not None:
            return [(mention, mention.entity)]
        if mention.kind is Kind.PERSON:
            offices = sentence.parser.runs.offices[mention.first : mention.last]
            return [] if any(offices) else [(mention, None)]  # who has an office of their own holds no other
        name = mention.name
        if mention.kind is not Kind.UNKNOWN or name is None or not self.persons.possible(sentence, name):
            return []
        if name.core - name.first < 2:
            return []
        owner = self.namer.entity(sentence, name.owner) if name.owner is not None else None
        return [(mention, None), *([(mention, owner)] if owner is not None else [])]

    def _registered(self, sentence: Sentence, mention: Mention) -> Holder:
        """The person of a name."""
        if mention.kind is Kind.PERSON and mention.entity is not None:
            return mention, mention.entity
        person = self.persons.register(sentence, mention)
        last = (
            mention.name.core if mention.name is not None and mention.name.owner is not None else mention.last
        )
        found = Mention(Kind.PERSON, mention.first, last, person)
        self.persons.put(sentence, found)
        return found, person
