"""Where offices are held: the body or the state that stands after an office."""

from __future__ import annotations

from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind, latest
from ..names.name import Name
from ..names.naming import Namer


class Seats:
    """Finds where the offices of one document are held."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names are resolved."""
        self.doc = document
        self.lex = document.lexicon
        self.namer = namer
        table = document.lexicon.table("offices")
        self._over = frozenset(table["over"])
        self._called = {word: c["classes"] for c in table["called"] for word in c["nouns"]}

    def of_name(self, sentence: Sentence, name: Name) -> Entity | None:
        """Where an office may be held: a state or an organization, not a bare topic."""
        written = sentence.offsets(name.first, name.core).of(self.doc.text)
        if name.nested and not name.cls and sentence.tokens[name.first + 1].text == "/":
            return self.doc.book.find(written) or self.namer.entity(sentence, name.nested[0])
        if name.is_place:
            return None
        if name.cls is None and not name.things:
            if not sentence.tokens[name.first].acronym:
                return self.doc.book.find(written)
            return self.doc.book.find(written) or self.company(sentence, name)
        if self.lex.is_instrument(name.cls) and not name.things:
            return None
        if name.plural and not name.things:
            return None
        cls = self.namer.with_owner.get(name.head, name.cls)  # "President of the Congress"
        known = self.namer.entity(sentence, name)
        plain = known is None and not name.quoted and name.article not in self.lex.indefinite
        if plain and cls and self.lex.is_organization(cls) and sentence.tokens[name.first].capital:
            # a lone head is a name where an office is held
            return self.namer.adopt(sentence, name, cls, "names/office-at")
        return known

    def company(self, sentence: Sentence, name: Name) -> Entity | None:
        """An unexplained acronym where an office is held can only be an organization."""
        token = sentence.tokens[name.first]
        if name.core - name.first > 1 or not token.acronym or token.text in self.lex.generic:
            return None
        return self.namer.adopt(sentence, name, "org:Organization", "names/office-at")

    def employer(self, sentence: Sentence, k: int) -> tuple[Entity, int] | None:
        """A name of no known kind after "at" employs: "Senior Analyst at Fallow Ridge Canada"."""
        name = sentence.parser.topic(k)
        length, _ = sentence.parser.known[name.last] if name.last < len(sentence.tokens) else (0, [])
        if name.last == name.core and length and sentence.tokens[name.last].capital:
            name.last = name.core = name.last + length
        if not sentence.parser.runs.capital(k):
            return None
        return self.namer.adopt(sentence, name, "org:Organization", "names/office-at"), name.last

    def introduced(self, sentence: Sentence, k: int) -> tuple[Entity, int] | None:
        """A name that its kind introduces in small letters: "the South Korean agency NIA"."""
        for i in range(k, min(k + 4, len(sentence.tokens) - 1)):
            if sentence.tokens[i].fold in self.namer.introducers and sentence.tokens[i].text.islower():
                mention = sentence.mention_at(i + 1)
                if mention is not None and mention.kind is Kind.ORGANIZATION and mention.entity is not None:
                    return mention.entity, mention.last
        return None

    def called(self, sentence: Sentence, k: int) -> tuple[Entity, int] | None:
        """The body that a small noun after an article calls again, and the noun's end: "of the | company"."""
        token, before = sentence.tokens[k], sentence.tokens[k - 1]
        if not token.text.islower() or before.fold not in self.lex.articles - self.lex.indefinite:
            return None
        cls = self._called.get(token.fold)
        if cls is not None and (meant := self._last(cls, token.start)) is not None:
            return meant, k + 1
        size = self.lex.phrases.from_token(sentence.tokens, k)
        head = " ".join(t.fold for t in sentence.tokens[k : k + size])
        if not size or not self.lex.is_organization(self.lex.heads[head]):
            return None
        again = self.namer.again(head, self.lex.heads[head], token.start)
        return None if again is None else (again, k + size)

    def _last(self, classes: list[str], before: int) -> Entity | None:
        """The body of some classes mentioned last."""
        return latest(self.doc.book.of_classes(classes), before)

    def possessed(self, sentence: Sentence, owner: Entity, j: int) -> tuple[Entity, int]:
        """The body that a possessive leads to: "Australia's Department of Foreign Affairs", or the owner."""
        tokens = sentence.tokens
        if j + 1 >= len(tokens) or tokens[j].fold not in self.lex.possessive:
            further = sentence.mention_at(j)  # "the OAS | Secretariat for Multidimensional Security"
            if further is None or further.first != j or further.kind is not Kind.ORGANIZATION:
                return owner, j
            return (further.entity, further.last) if further.entity is not None else (owner, j)
        if tokens[j + 1].fold in self._over:
            return owner, j + 2  # "Head of Brazil's delegation"
        mention = sentence.mention_at(j + 1)
        if (
            owner.cls != "cc:State"
            or mention is None
            or mention.kind is not Kind.ORGANIZATION
            or mention.entity is None
        ):
            return owner, j
        return mention.entity, mention.last

    def national(self, sentence: Sentence, k: int) -> tuple[Entity, int] | None:
        """The state of a demonym, and where its small noun ends: "head of the Canadian delegation"."""
        tokens = sentence.tokens
        thing = self.lex.demonyms.get(tokens[k].fold) if tokens[k].capital else None
        if thing is None or k + 1 >= len(tokens) or tokens[k + 1].fold not in self._over:
            return None
        return self.doc.book.state(thing), k + 2

    def after_comma(self, sentence: Sentence, j: int) -> tuple[Entity, int, int] | None:
        """The body after an office and a comma; where what the office is over ends, and where all ends.

        "N, Permanent Secretary, Ministry of Health,"; "N, Director, Digital Economy, of the Commission,".
        """
        tokens, over = sentence.tokens, j
        if j + 1 >= len(tokens) or tokens[j].text != ",":
            return None
        k = j + 1
        mention = sentence.mention_at(k)
        if mention is not None and mention.kind in (Kind.UNKNOWN, Kind.INSTRUMENT) and not tokens[k].acronym:
            k = over = mention.last
            if k + 1 >= len(tokens) or tokens[k].text != ",":
                return None
            k += 1
            if tokens[k].fold in self.lex.owner and k + 1 < len(tokens):
                k += 2 if tokens[k + 1].fold in self.lex.articles else 1
            mention = sentence.mention_at(k)
        if mention is None or mention.first != k or mention.kind not in (Kind.ORGANIZATION, Kind.UNKNOWN):
            return None
        if mention.last < len(tokens) and tokens[mention.last].text not in ",;.)":
            return None
        entity = mention.entity
        if mention.kind is Kind.UNKNOWN and mention.name is not None and mention.name.core == mention.last:
            entity = self.company(sentence, mention.name)
        return None if entity is None else (entity, over, mention.last)

    def after_person(self, sentence: Sentence, person: Mention, j: int) -> tuple[Entity, int] | None:
        """The body of an office that stands before its bearer: "Trial attorney N, of the Department of"."""
        tokens = sentence.tokens
        if person.name is not None and person.name.owner is not None and person.name.core < j:
            j = person.name.core
        if j + 1 < len(tokens) and tokens[j].text == ",":
            j += 1
        if tokens[j - 1].text == "," and tokens[j].fold not in self.lex.owner:
            body = sentence.mention_at(j)
            if (
                body is not None
                and body.first == j
                and body.kind is Kind.ORGANIZATION
                and body.entity is not None
            ):
                return (body.entity, body.last) if self._closes(sentence, body.last) else None
        if j + 1 >= len(tokens) or tokens[j].fold not in self.lex.owner:
            return None
        name = sentence.parser.name(j + 2 if tokens[j + 1].fold in self.lex.articles else j + 1)
        entity = self.of_name(sentence, name) if name is not None and (name.cls or name.things) else None
        return None if entity is None or name is None else self.possessed(sentence, entity, name.last)

    def _closes(self, sentence: Sentence, j: int) -> bool:
        """Whether an apposition ends at a token, and no list goes on: "N, Ministry of Health, opened"."""
        rest = sentence.tokens[j : j + 2]
        if not rest or rest[0].text in ".;":
            return True
        small = len(rest) > 1 and rest[1].text.islower() and rest[1].fold not in self.lex.articles
        return rest[0].text == "," and small and rest[1].fold not in self.lex.conjunctions

    def again(self, sentence: Sentence, i: int) -> tuple[Entity, int] | None:
        """The body that a small noun at a token calls again, and where its article stands: "the bank"."""
        tokens = sentence.tokens
        if i < 1 or tokens[i - 1].fold not in self.lex.articles - self.lex.indefinite:
            return None
        cls = self.lex.heads.get(tokens[i].fold)
        if cls is None or not tokens[i].text.islower() or not self.lex.is_organization(cls):
            return None
        entity = self.namer.again(tokens[i].fold, cls, tokens[i].start)
        return None if entity is None else (entity, i - 1)
