"""Where the names of a release stand: each outermost name becomes a mention of what it stands for."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ..base.model import Span
from ..text.tokens import Token
from .document import Document, Mention, Sentence
from .entities import Entity, Kind, kind_of
from .lexicon import Lexicon
from .name import Name
from .naming import Namer
from .shared_heads import Sharing

_NO_CAPACITY = ("cc:Company", "cc:University", "cc:Programme")  # nobody acts as one of these
_DESCRIPTION = 6  # words of a description after a name, at most


class Mentions:
    """Mentions what the names of one document stand for."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document."""
        self.doc = document
        self.lex = document.lexicon
        self.book = document.book
        self.namer = namer
        names = self.lex.table("names")
        self.described = dict.fromkeys(names["described"], "org:Organization")
        self.described |= dict.fromkeys(names["projects"], "cc:Programme")
        self.described |= {word: "cc:Company" for word in names["companies"] if word in self.described}
        self.shared = self.lex.shared
        self._sharing = Sharing(document, namer)
        self.over_office = self.lex.owner | self.lex.topic - self.lex.place
        self.topics = frozenset(self.lex.table("offices")["over"])
        self.also_regions = frozenset(names["also_regions"])
        self.acting_as, self.capacities, self.comparing = (
            frozenset(names[key]) for key in ("acting_as", "capacities", "comparing")
        )

    def run(self) -> None:
        """Resolves all names, the body's first and the headline's last, since a headline abbreviates."""
        for sentence in self.doc.sentences:
            headline = sentence.index < 0
            self._expansions(sentence)
            over = 0  # where what an office is over ends
            for name in sentence.names:
                if name.first < over:
                    self._beyond(sentence, name, over)
                    continue
                over = max(over, self._portfolio_end(sentence, name))
                if headline and not (name.things or self._known_here(sentence, name)):
                    self._pick_known(sentence, name)
                    continue
                self.mention(sentence, name)
            sentence.order()

    def _expansions(self, sentence: Sentence) -> None:
        """ "APN (National Ports Agency)": the acronym stands before its expansion."""
        tokens = sentence.tokens
        for short, full in pairwise(list(sentence.names)):
            j = short.last
            if short.things or short.cls or short.core - short.first > 1 or not tokens[short.first].acronym:
                continue
            closes = full.last < len(tokens) and tokens[full.last].text == ")"
            expands = full.cls is not None and full.acronym is None and not (full.is_state or full.is_place)
            if j + 1 == full.first and tokens[j].text == "(" and closes and expands:
                full.acronym = short.first
                sentence.names.remove(short)

    def _known_here(self, sentence: Sentence, name: Name) -> bool:
        return self.book.find(self.namer.text(sentence, name.first, name.core)) is not None

    def _pick_known(self, sentence: Sentence, name: Name) -> None:
        """Of a headline's run only the states and known bodies count: every word there may be capitalized."""
        k = name.first
        while k < name.last:
            length, things = sentence.parser.known[k]
            if length and sentence.tokens[k].capital:
                self.mention(sentence, Name.known(k, k + length, things))
                k += length
                continue
            if sentence.tokens[k].acronym and (entity := self.book.find(sentence.tokens[k].text)):
                self._record(sentence, k, k + 1, entity)
            k += 1

    def mention(self, sentence: Sentence, name: Name) -> Mention | None:
        """Resolves an outermost name and records where it stands."""
        if self._over(sentence, name):
            topic = sentence.parser.topic(name.first)
            for inner in [*topic.nested, *([topic.owner] if topic.owner else [])]:
                self.namer.entity(sentence, inner)
            return None
        if self._capacity(sentence, name):
            if name.owner is not None:
                self.namer.entity(sentence, name.owner)
            return None
        if name.cls is None and name.owner is not None and self._portfolio(sentence, name):
            return self.mention(sentence, name.owner)  # "the Minister of Justice of | Chile"
        if name.plural and name.head in self.shared and (several := self._sharing.bodies(sentence, name)):
            mention = Mention(
                Kind.ORGANIZATION, name.first, name.last, several[0], name, more=tuple(several[1:])
            )
            sentence.add(mention)
            return mention
        if name.is_state and self._region(sentence, name):
            return None
        entity = self._entity(sentence, name)
        if entity is None and name.cls is not None:
            return None
        kind = kind_of(self.lex, entity) if entity else Kind.UNKNOWN
        mention = Mention(kind, name.first, name.last, entity, name)
        sentence.add(mention)
        if entity is not None and kind is Kind.ORGANIZATION and name.acronym is None:
            self._apposed(sentence, name, entity)
        return mention

    def _entity(self, sentence: Sentence, name: Name) -> Entity | None:
        """What a name stands for, told also by the words before it."""
        owner = self._possessor(sentence, name)
        possessor = owner.entity if owner is not None else None
        entity = self.namer.entity(sentence, name, possessor)
        if entity is None and name.cls is None and (cls := self._introduced(sentence, name, owner)):
            entity = self.namer.adopt(sentence, name, cls, "names/introduced")
            self.namer.belong(entity, self.namer.entity(sentence, name.owner) if name.owner else possessor)
        if entity is not None and kind_of(self.lex, entity) is Kind.ORGANIZATION:
            self.namer.belong(entity, self._nation(sentence, name))
        return entity

    def _possessor(self, sentence: Sentence, name: Name) -> Mention | None:
        """ "Kazakhstan's Ministry of Digital Development" is a ministry of Kazakhstan."""
        i = name.first - 1
        if i < 1 or sentence.tokens[i].fold not in self.lex.possessive:
            return None
        owner = sentence.mention_at(i - 1)
        if owner is None or owner.kind not in (Kind.STATE, Kind.ORGANIZATION):
            return None
        if owner.kind is Kind.STATE:
            name.possessor = owner.first
        return owner

    def _nation(self, sentence: Sentence, name: Name) -> Entity | None:
        """The state of "the Uruguayan civil association | Data Training Center"."""
        tokens, i = sentence.tokens, name.first - 1
        if i < 1 or not (tokens[i].fold in self.described or self._adjective(tokens, i)):
            return None
        while i > 0 and name.first - i < _DESCRIPTION and tokens[i].text.islower() and tokens[i].word:
            i -= 1
        around = range(name.first - 1, i, -1) if self.lex.head_first else (i,)
        people = next(filter(None, (self.lex.demonym(tokens, k) for k in around)), None)
        return self.book.state(people[0]) if people is not None else None

    def _region(self, sentence: Sentence, name: Name) -> bool:
        """Whether a state's name is a region's of another: "Atlanta, Georgia"."""
        tokens, i = sentence.tokens, name.first - 1
        if i < 1 or tokens[i].text != "," or tokens[name.first].fold not in self.also_regions:
            return False
        city = sentence.mention_at(i - 1)
        thing = city.entity.thing if city is not None and city.entity is not None else None
        return thing is not None and thing.state is not None and thing.state != name.things[0].iri

    def _apposed(self, sentence: Sentence, name: Name, entity: Entity) -> None:
        """An acronym between commas after a name is its own: "the African Forum, AfricaCERT, organized"."""
        tokens, j = sentence.tokens, name.last
        if j + 2 < len(tokens) and tokens[j].text == tokens[j + 2].text == "," and tokens[j + 1].acronym:
            token = tokens[j + 1]
            known = sentence.parser.known[j + 1][0]
            after = tokens[j + 3] if j + 3 < len(tokens) else token
            if not after.text.islower() or after.fold in self.lex.articles | self.lex.conjunctions:
                return  # a list: "the Bank, TashiCell, the Authority and the Ministry"
            if known > 1 or (known and entity.thing is not None) or name.things or len(token.text) <= 3:
                return
            if self.book.find(token.text) is None:
                entity.acronyms.setdefault(token.text, Span(token.start, token.end))
                self.book.index(token.text, entity)

    def _introduced(self, sentence: Sentence, name: Name, owner: Mention | None) -> str | None:
        """The class of a name that its kind introduces in small letters: "the company Trend Micro".

        Or that shows by its form, "BruCERT", or by the state whose it is: "Costa Rica's SUTEL".
        """
        i = name.first - 1
        if self._team(sentence, name):
            return "cc:CyberBody"
        if (cls := self._described(sentence, name)) is not None:
            return cls
        owned = owner is not None and owner.kind is Kind.STATE
        owned = owned or (self.lex.head_first and name.owner is not None and name.owner.is_state)
        if owned and self._only_acronym(sentence, name):
            return "org:Organization"
        while i > 1 and self._adjective(sentence.tokens, i):
            i -= 1  # "la empresa japonesa N"
        if i < 1 or name.quoted or not sentence.tokens[i].text.islower():
            return None
        return self.namer.introducers.get(sentence.tokens[i].fold)

    def _adjective(self, tokens: list[Token], i: int) -> bool:
        """Whether a small adjective stands between a noun and a name, where adjectives follow nouns."""
        if (
            not self.lex.head_first
            or not tokens[i].text.islower()
            or tokens[i].fold in self.namer.introducers
        ):
            return False
        return self.lex.demonym(tokens, i) is not None or tokens[i].fold.endswith(self.lex.adjective_endings)

    def _only_acronym(self, sentence: Sentence, name: Name) -> bool:
        token = sentence.tokens[name.first]
        return name.core - name.first == 1 and token.acronym and token.text not in self.lex.generic

    def _described(self, sentence: Sentence, name: Name) -> str | None:
        """The class of a name that a noun after it tells: "AMPARO, a regional project"."""
        tokens, i = sentence.tokens, name.last + 1
        if name.quoted or i + 1 >= len(tokens) or tokens[i - 1].text != ",":
            return None
        if tokens[i].fold not in self.lex.articles or tokens[name.first].fold in self.lex.plain:
            return None
        k = i + 1
        while k < len(tokens) and k - i <= _DESCRIPTION and _describes(tokens[k], self.lex):
            if any(tokens[k].fold in words for words in (self.lex.function, self.lex.owner, self.lex.topic)):
                break
            k += 1
        if k >= len(tokens) or tokens[k].fold in self.lex.possessive or not tokens[k - 1].text.islower():
            return None
        return self.described.get(tokens[k - 1].fold)

    def _team(self, sentence: Sentence, name: Name) -> bool:
        """Whether a name is written as those of response teams: "mmCERT", "CERT Vanuatu", not "a GovCERT"."""
        if name.quoted or name.article in self.lex.indefinite:
            return False
        stated = any(nested.is_state and nested.core == name.core for nested in name.nested)
        size = name.core - name.first
        text = self.namer.text(sentence, name.first, name.core)
        return (size == 1 or stated or "/" in text) and self.lex.teams.fullmatch(text) is not None

    def _after_office(self, sentence: Sentence, name: Name) -> bool:
        """Whether a name is only what an office is over: "Minister of | Information Technologies"."""
        i = name.first - 1
        if name.things or name.quoted or name.article or i < 1:
            return False
        connector = sentence.tokens[i].fold
        if connector not in self.over_office or not self._office_before(sentence, i, connector):
            return False
        return not self.lex.is_activity(name.cls) or sentence.tokens[name.first].fold in self.topics

    def _office_before(self, sentence: Sentence, i: int, connector: str) -> bool:
        """Whether an office ends before a token, or where it is held: "Representative of X | for"."""
        if sentence.parser.runs.office(i - 1):
            return True
        body = sentence.mention_at(i - 1) if connector not in self.lex.owner else None
        if body is None or body.kind not in (Kind.STATE, Kind.ORGANIZATION) or body.last != i:
            return False
        k = body.first - 1
        k -= k > 0 and sentence.tokens[k].fold in self.lex.articles
        return k > 0 and sentence.tokens[k].fold in self.lex.owner and sentence.parser.runs.office(k - 1)

    def _portfolio(self, sentence: Sentence, name: Name) -> bool:
        """Whether a name is what an office is over, one or several: "the Ministers of | Justice"."""
        i = name.first - 2
        post = i >= 0 and sentence.tokens[i].fold in self.lex.posts and sentence.tokens[i].capital
        plain = not (name.things or name.quoted or name.article)
        joined = plain and post and sentence.tokens[i + 1].fold in self.over_office
        return joined or self._after_office(sentence, name)

    def _over(self, sentence: Sentence, name: Name) -> bool:
        return name.cls is not None and self._after_office(sentence, name)

    def _portfolio_end(self, sentence: Sentence, name: Name) -> int:
        """Where a series ends that an office is over: "Minister for Trade, Ports and Fisheries"."""
        if not self._after_office(sentence, name):
            return 0
        return sentence.parser.topic(name.first).core

    def _beyond(self, sentence: Sentence, name: Name, over: int) -> None:
        """What of a name is left after what an office is over: "Minister of Women and Equalities | N"."""
        if name.cls is None and not name.things and over < name.core:
            rest = replace(name, first=over)
            sentence.add(Mention(Kind.UNKNOWN, over, name.last, None, rest))

    def _capacity(self, sentence: Sentence, name: Name) -> bool:
        """Whether a name says what somebody acts as: "as Technical Secretariat of the Working Group"."""
        if name.things or name.quoted or name.cls in _NO_CAPACITY or not self.lex.is_organization(name.cls):
            return False
        tokens, i = sentence.tokens, name.first - 1 - bool(name.article)
        if i < 0 or tokens[i].fold not in self.acting_as:
            return False
        before = tokens[i - 1].fold if i else ""
        return before in self.capacities if name.article else before not in self.comparing

    def _record(self, sentence: Sentence, first: int, last: int, entity: Entity) -> None:
        entity.mention(sentence.offsets(first, last))
        sentence.add(Mention(kind_of(self.lex, entity), first, last, entity))


def _describes(token: Token, lexicon: Lexicon) -> bool:
    """Whether a description may hold a token: "Osiptel, the country's telecommunications regulator"."""
    return token.word or token.fold in lexicon.possessive
