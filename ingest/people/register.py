"""The persons that one release has named so far, by name and by surname."""

from __future__ import annotations

from collections.abc import Sequence

from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.given_names import is_given
from ..names.lexicon import CITY
from ..names.name import Name
from ..text.tokens import Token

PERSON = "foaf:Person"


class Persons:
    """Keeps the persons of one document, each once."""

    def __init__(self, document: Document) -> None:
        """Starts with none."""
        self.doc = document
        self.lex = document.lexicon
        self.titles = frozenset(document.lexicon.table("offices")["titles"])
        self.announcers = frozenset(document.lexicon.table("offices")["persons"])
        self._honors = frozenset(document.lexicon.table("offices")["honors"])
        self.surnames: dict[str, list[Entity]] = {}
        self._openers: dict[str, list[Entity]] = {}  # by the first word, a surname in eastern Asia

    def put(self, sentence: Sentence, mention: Mention) -> None:
        """Puts a person's mention in place of those that it covers."""
        covered = [m for m in sentence.mentions if m.first < mention.last and mention.first < m.last]
        for m in covered:
            if m.kind is Kind.PERSON and m.entity is mention.entity:
                mention.first, mention.last = min(m.first, mention.first), max(m.last, mention.last)
            elif m.kind is Kind.PERSON:
                return
        sentence.keep([*(m for m in sentence.mentions if m not in covered), mention])
        sentence.order()

    def possible(self, sentence: Sentence, name: Name) -> bool:
        """Whether a name may be a person's: no acronym, no quoted title, nothing known but a city."""
        tokens = sentence.tokens[name.first : name.core]
        if name.cls not in (None, "schema:City") or name.acronym is not None or name.quoted:
            return False
        if name.things and not all(CITY in t.types for t in name.things):
            return False
        own = self._without_rank(tokens)
        if not own:
            return False  # "the | Hon."
        if len(own) > 1 and self.lex.is_organization(self.lex.heads.get(own[0].fold)):
            return False  # "General | Secretariat Building"
        if " ".join(t.fold for t in tokens) in self.lex.regions:
            return False  # "Central America, who"
        if len(own) == 1 and any(
            word in self.lex.modifiers for word in self.lex.plurals.singulars(own[0].fold)
        ):
            return False  # "Attorney | Generals"
        if any(t.acronym for t in tokens) and not (
            self._surname_in_capitals(sentence, name) or _in_capitals(tokens)
        ):
            return False
        return all(t.word or t.text in '"“”-.' for t in tokens) and not any(
            t.fold in self.lex.conjunctions for t in tokens
        )

    def _without_rank(self, tokens: Sequence[Token]) -> list[Token]:
        """A name's words without its titles: "Police Brigadier General | Bounmy Sengdara"."""
        ranked = len(tokens) > 1 and tokens[0].fold in self.lex.modifiers and tokens[1].fold in self.titles
        return [t for t in tokens[int(ranked) :] if t.fold not in self.titles]

    def plain_words(self, tokens: Sequence[Token]) -> bool:
        """Whether a name is made of words as bodies, offices and groups have: "Member Countries"."""
        if not tokens or is_given(tokens[0]):
            return False
        others = (self.lex.plain, self.lex.openers, self.lex.portfolios)
        return any(
            any(word in words for words in others) or self.lex.head_of([word]) is not None
            for word in (t.fold for t in tokens)
        )

    def turned(self, sentence: Sentence, mention: Mention) -> Mention:
        """The whole of a name whose surname stands first, in capitals: "VILLALBA, | Carlos Andres"."""
        tokens, i = sentence.tokens, mention.first - 1
        if i < 1 or tokens[i].text != "," or not is_given(tokens[mention.first]):
            return mention
        before = sentence.mention_at(i - 1)
        if before is None or before.kind is not Kind.UNKNOWN or before.last != i or before.name is None:
            return mention
        surname = tokens[before.first : i]
        if before.name.acronym is not None or not all(_capitals(t) for t in surname):
            return mention
        return Mention(Kind.UNKNOWN, before.first, mention.last, None, mention.name)

    def _surname_in_capitals(self, sentence: Sentence, name: Name) -> bool:
        """Whether capitals are a surname's: "Mr. TANAKA Hiroshi", "Jean-Marie KOUASSI"."""
        tokens = sentence.tokens[name.first : name.core]
        small = [t for t in tokens if t.word and not t.acronym]
        before = name.first - 1
        before -= before > 0 and sentence.tokens[before].text == "."
        titled = before >= 0 and sentence.tokens[before].fold in self.titles
        return bool(small) and (titled or any(is_given(t) for t in small))

    def by_surname(self, sentence: Sentence, mention: Mention) -> tuple[Mention, Entity] | None:
        """The person named last whose surname a mention ends with."""
        tokens = sentence.tokens
        words = [t.fold for t in tokens[mention.first : mention.last] if t.fold not in self.titles and t.word]
        entity = self.surnamed(words)
        if entity is None and len(words) == 1:
            opened = self._openers.get(words[0], [])  # "Ambassador Yoo": Yoo Ji-hye
            entity = opened[-1] if opened else None
        return None if entity is None else (mention, entity)

    def surnamed(self, words: list[str]) -> Entity | None:
        """The person named last who bears all these surnames."""
        words = [word for word in words if word not in self.lex.particles] or words
        known = [self.surnames.get(word, []) for word in words]
        shared = [e for e in known[0] if all(e in k for k in known)] if known and all(known) else []
        return shared[-1] if shared else None

    def register(self, sentence: Sentence, mention: Mention) -> Entity:
        """The person of a name, known from now on by name and surnames."""
        first = mention.first
        tokens = sentence.tokens
        if mention.last - first > 2 and tokens[first + 1].fold in self.titles:
            first += tokens[first].fold in self.lex.modifiers
        while first < mention.last - 1 and tokens[first].fold in self.titles:
            first += 1 + (tokens[first + 1].text == "." and first + 2 < mention.last)  # "M. | Paul Biya"
        last = mention.last
        if (
            mention.name is not None
            and mention.name.first == mention.first
            and mention.name.owner is not None
        ):
            last = mention.name.core  # "Ambassador Andrea Murillo of Colombia"
        while last - first > 2 and sentence.tokens[last - 1].acronym and self._honored(sentence, last - 1):
            last -= 1  # "Dennis Smythe | QC"
        span = sentence.offsets(first, last)
        text = _usual(" ".join(span.of(self.doc.text).split()), sentence.tokens[first:last])
        entity = self.same(text)
        if entity is None:
            entity = self.doc.book.add(Entity(PERSON, rule="people/office"))
        entity.call(text, span)
        entity.mention(span)
        self.doc.book.index(text, entity)
        if last - first > 1:
            self._openers.setdefault(sentence.tokens[first].fold, []).append(entity)
        for token in sentence.tokens[first + 1 : last]:
            if token.word and len(token.text) > 2:
                known = self.surnames.setdefault(token.fold, [])
                if entity not in known:
                    known.append(entity)
        return entity

    def _honored(self, sentence: Sentence, i: int) -> bool:
        return sentence.tokens[i].fold in self._honors

    def same(self, text: str) -> Entity | None:
        """The person of just this name."""
        found = self.doc.book.find(text)
        return found if found is not None and found.cls == PERSON else None


def _capitals(token: Token) -> bool:
    return token.word and token.text.isupper() and len(token.text) > 2


def _in_capitals(tokens: Sequence[Token]) -> bool:
    """Whether a name of two words or more stands in capitals throughout: "MARIA DEL PILAR SOTO"."""
    words = [t for t in tokens if t.word]
    return len(words) > 1 and all(t.text.isupper() for t in words) and any(map(is_given, words))


def _usual(text: str, tokens: Sequence[Token]) -> str:
    """A name in the usual order and letters: "Carlos Andres Villalba" for "VILLALBA, Carlos Andres"."""
    surname, comma, given = text.partition(", ")
    if comma:
        return f"{given} {surname.title()}"
    return text.title() if _in_capitals(tokens) else text
