"""Where offices are held: the body or the state that stands after an office, before it, or earlier."""

from __future__ import annotations

from collections import Counter

from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind, latest
from ..names.given_names import is_given
from ..names.lookups import Phrases
from ..names.name import Name
from ..names.naming import Namer
from ..text.tokens import fold

_LEADING = 2  # so many times as often as any other is a state named that a release is about


class Seats:
    """Finds where the offices of one document are held."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names are resolved."""
        self.doc = document
        self.lex = document.lexicon
        self.namer = namer
        table = document.lexicon.language.table("offices")
        self.of_it = frozenset(table["of_it"])
        self._houses: dict[str, str] = table["houses"]
        self._over = frozenset(table["over"])
        self._seated = [
            (office, noun) for s in table["seats"] for office in s["offices"] for noun in s["bodies"]
        ]
        self._for = Phrases(table["for_whom"])
        self._choosing = frozenset(table["choosing"])
        self._meanwhile = frozenset(table["meanwhile"])
        self._fresh = frozenset(table["fresh"])
        self._surnames: frozenset[str] | None = None
        self._home: list[Entity] | None = None
        self._for_after = Phrases([*table["for_whom"], *table["in_charge"]])
        self._signing = frozenset(table["signing"])
        self._acting = frozenset(table["acting"])
        self._called = {word: c["classes"] for c in table["called"] for word in c["nouns"]}

    # ------------------------------------------------------------------ after the office

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
            return owner, j
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

    # ------------------------------------------------------------------ before the office

    def before(self, sentence: Sentence, first: int) -> tuple[Entity, int] | None:
        """ "OAS Secretary General", "Canada's Ambassador", "Peruvian President": the place stands before."""
        tokens = sentence.tokens
        i = first - 1
        if i >= 0 and tokens[i].fold in self.lex.possessive:
            i -= 1
        if i < 0:
            return None
        mention = sentence.mention_at(i)
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

    def _again(self, sentence: Sentence, i: int) -> tuple[Entity, int] | None:
        """The body that a small noun at a token calls again, and where its article stands: "the bank"."""
        tokens = sentence.tokens
        if i < 1 or tokens[i - 1].fold not in self.lex.articles - self.lex.indefinite:
            return None
        cls = self.lex.heads.get(tokens[i].fold)
        if cls is None or not tokens[i].text.islower() or not self.lex.is_organization(cls):
            return None
        entity = self.namer.again(tokens[i].fold, cls, tokens[i].start)
        return None if entity is None else (entity, i - 1)

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
        return named[0].entity if len(named) == 1 else None

    def _plain_subject(self, sentence: Sentence) -> Entity | None:
        """The body that a small noun at the head of a sentence calls again: "The centre was set up"."""
        if len(sentence.tokens) < 2 or sentence.tokens[0].fold not in self.lex.articles:
            return None
        again = self._again(sentence, 1)
        return None if again is None else again[0]

    # ------------------------------------------------------------------ elsewhere

    def the_one(self, sentence: Sentence, kind: Kind, classes: tuple[str, ...]) -> list[Entity]:
        """The one entity of some classes that a sentence names, or its paragraph so far."""
        found: list[Entity] = []
        i = sentence.index
        while i >= 0 and self.doc.body[i].paragraph == sentence.paragraph and not found:
            for mention in self.doc.body[i].mentions:
                entity = mention.entity if mention.kind is kind else None
                if entity is not None and entity.cls in classes and entity not in found:
                    found.append(entity)
            i -= 1
        return found if len(found) == 1 else []

    def home(self) -> list[Entity]:
        """The one state that the headline is about, or else the one that most of the release is about."""
        if self._home is None:
            self._home = self._main_state()
        return list(self._home)

    def _main_state(self) -> list[Entity]:
        title = [self.doc.title] if self.doc.title is not None else []
        for sentences in (title, self.doc.body):
            states = Counter(filter(None, (_state(m.entity) for s in sentences for m in s.mentions)))
            leading = states.most_common(2)
            if leading and (len(leading) == 1 or leading[0][1] >= _LEADING * leading[1][1]):
                return [leading[0][0]]
        return []

    def seat(self, role: str, before: int) -> list[Entity]:
        """The body named last of the kind in which such an office is held: the Rector's university."""
        words = role.split()
        if any(word in self.lex.owner for word in words):
            return []
        nouns = [noun for office, noun in self._seated if f" {office} " in f" {role} "]
        found = [self.namer.again(noun, self.lex.heads[noun], before) for noun in nouns]
        last = [(e.last_before(before) or 0, n, e) for n, e in enumerate(found) if e is not None]
        return [max(last)[2]] if last else []

    def house(self, role: str) -> list[Entity]:
        """The ministry that the release names and that the office leads: "Deputy Minister of Health"."""
        words = role.split()
        for n, word in enumerate(words):
            if (house := self._houses.get(fold(word))) and n + 1 < len(words):
                found = self.doc.book.find(" ".join([house, *words[n + 1 :]]))
                return [found] if found is not None else []
        return []


def _state(entity: Entity | None) -> Entity | None:
    """The state that an entity is, or belongs to."""
    if entity is None:
        return None
    return entity if entity.cls == "cc:State" else entity.state
