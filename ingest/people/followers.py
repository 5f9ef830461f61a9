"""The person who stands after an office: "the Minister of Defense of Colombia, N", "OAS Secretary N"."""

from __future__ import annotations

from dataclasses import replace

from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.lookups import phrases_of
from ..text.tokens import fold
from .office_words import Office
from .register import Persons

Found = tuple[Mention, Entity]


class Followers:
    """Finds the persons of one document who stand after an office."""

    def __init__(self, document: Document, persons: Persons) -> None:
        """`persons` are those found so far; who is found here joins them."""
        self.doc = document
        self.lex = document.lexicon
        self.persons = persons
        self._is = frozenset(document.lexicon.table("offices")["is"])
        self._weak = frozenset(document.lexicon.table("offices")["weak"])
        self._embodied = phrases_of(frozenset(document.lexicon.table("offices")["embodied"]))

    def person(self, sentence: Sentence, office: Office) -> Found | None:
        """Whoever stands after an office, past a comma and titles."""
        tokens = sentence.tokens
        j = office.last
        comma = j < len(tokens) and tokens[j].text in ",:"
        if comma:
            j += 1
        elif j < len(tokens):
            j += self._embodied.from_token(tokens, j)  # "a Vice Chair in the person of N"
            j = self._past_verb(sentence, office, j)
        mention = self._candidate(sentence, j)
        while mention is None and j < len(tokens) and self._before_name(sentence, j):
            j += 1
            mention = self._candidate(sentence, j)
        if mention is None and j == office.last:
            mention = self._rest(sentence, j)
        if mention is None:
            return None
        if mention.kind is Kind.PERSON and mention.entity is not None:
            return mention, mention.entity
        return self._registered(sentence, office, self._nickname(sentence, mention), comma)

    def _past_verb(self, sentence: Sentence, office: Office, j: int) -> int:
        """The token after "is" or "will be", where a full name follows: "Its first Chair will be | N"."""
        tokens, k = sentence.tokens, j
        while k < len(tokens) and tokens[k].fold in self._is:
            k += 1
        named = k + 1 < len(tokens) and tokens[k].capital and tokens[k + 1].capital
        return k if named and (office.at or not office.alone) else j

    def _registered(self, sentence: Sentence, office: Office, mention: Mention, comma: bool) -> Found | None:
        known = self.persons.by_surname(sentence, mention)
        if mention.last - mention.first > 1:
            return known or (mention, self.persons.register(sentence, mention))
        if comma or (office.at and self._named_after_head(sentence, office)):
            return None  # "Manager of Google | Cloud"
        if known is not None or (office.alone and not sentence.tokens[office.first].capital):
            return known
        return mention, self.persons.register(sentence, mention)

    def _named_after_head(self, sentence: Sentence, office: Office) -> bool:
        """Whether other words than the office's own stand right before the name."""
        return fold(office.role.split()[-1]) != sentence.tokens[office.last - 1].fold

    def _candidate(self, sentence: Sentence, i: int) -> Mention | None:
        """A mention at a token that may be a person."""
        mention = sentence.mention_at(i)
        if mention is None or (mention.first != i and mention.kind is not Kind.PERSON):
            return None
        if mention.kind is Kind.PERSON:
            return mention
        if mention.kind not in (Kind.UNKNOWN, Kind.PLACE) or mention.name is None:
            return None
        return mention if self.persons.possible(sentence, mention.name) else None

    def _before_name(self, sentence: Sentence, j: int) -> bool:
        """Whether a token may stand between an office and a name: "Dr.", "the Hon.", "the diplomat"."""
        tokens, titles = sentence.tokens, self.persons.titles | self.persons.announcers
        if tokens[j].fold in self._weak and tokens[j].capital:
            return j + 1 < len(tokens) and tokens[j + 1].capital  # "Engineer N"
        if tokens[j].fold in self.lex.owner:  # "general de brigada N"
            return j + 1 < len(tokens) and tokens[j - 1].fold in titles and tokens[j + 1].fold in titles
        if self.lex.small_demonyms and tokens[j].fold in self.lex.demonyms:  # "le Rwandais N"
            return j + 1 < len(tokens) and tokens[j + 1].capital
        if tokens[j].fold in self.lex.articles:
            people = self.lex.demonyms if self.lex.small_demonyms else ()
            return j + 1 < len(tokens) and (tokens[j + 1].fold in titles or tokens[j + 1].fold in people)
        return tokens[j].fold in titles or tokens[j].text == "."

    def _rest(self, sentence: Sentence, j: int) -> Mention | None:
        """What of a name is left after an office's topic: "Minister of Science and Technology | N"."""
        mention = sentence.mention_at(j)
        if mention is None or mention.kind is not Kind.UNKNOWN or mention.name is None:
            return None
        name = replace(mention.name, first=j)
        if mention.last - j < 2 or not self.persons.possible(sentence, name):
            return None
        return Mention(Kind.UNKNOWN, j, mention.last, None, name)

    def _nickname(self, sentence: Sentence, mention: Mention) -> Mention:
        """Joins a name that a nickname in quotation marks splits: Jorge "Tuto" Quiroga."""
        tokens = sentence.tokens
        j = mention.last
        if j + 3 >= len(tokens) or tokens[j].text not in '"“' or tokens[j + 2].text not in '"”':
            return mention
        after = sentence.mention_at(j + 3) if tokens[j + 1].capital else None
        if after is not None and after.kind is Kind.UNKNOWN:
            return Mention(Kind.UNKNOWN, mention.first, after.last, None, mention.name)
        return mention
