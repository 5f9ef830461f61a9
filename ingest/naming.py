"""Turns parsed names into entities: one entity a thing, whatever the release calls it."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from pyoxigraph import NamedNode

from ..ontology.reference import Thing
from .document import Document, Mention, Sentence, cue_after, cue_before
from .entities import Entity, latest
from .lexicon import CITY, INSTRUMENTS, STATE, best
from .model import Span
from .names import Name, class_of
from .tokens import acronym_like, name_key

RULE = "names/"
_ALIKE = 0.4  # share of words in common
_DISTINCT = 5  # letters of an acronym that no other body is likely to bear
_CYBER = "cc:CyberBody"
_LETTERS = {"cc:State": "s", "schema:City": "c", "schema:Place": "c", "foaf:Person": "p"}


class Namer:
    """Resolves the names of one document."""

    def __init__(self, document: Document) -> None:
        """Prepares for one document."""
        self.doc = document
        self.lex = document.lexicon
        self.book = document.book
        self.states = frozenset(
            thing.iri
            for sentence in document.sentences
            for _, things in sentence.parser.known
            for thing in things
            if STATE in thing.types
        )
        names = self.lex.language.table("names")
        self.introducers = dict.fromkeys(names["companies"], "cc:Company") | dict.fromkeys(
            names["agencies"], "org:Organization"
        )
        self.with_owner: dict[str, str] = names["with_owner"]
        self.shared: dict[str, str] = names["shared"]
        self._label_heads: dict[NamedNode, str | None] = {}
        self.generic: set[str] = set(self.lex.generic)

    def run(self) -> None:
        """Resolves all names, the body's first and the headline's last, since a headline abbreviates."""
        for sentence in self.doc.sentences:
            headline = sentence.index < 0
            self._expansions(sentence)
            for name in sentence.names:
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
            if j + 1 == full.first and tokens[j].text == "(" and closes and full.cls and full.acronym is None:
                full.acronym = short.first
                sentence.names.remove(short)

    def _known_here(self, sentence: Sentence, name: Name) -> bool:
        return self.book.find(self._text(sentence, name.first, name.core)) is not None

    def _pick_known(self, sentence: Sentence, name: Name) -> None:
        """Of a headline's run only the states and known bodies count: every word there may be capitalized."""
        k = name.first
        while k < name.last:
            length, things = sentence.parser.known[k]
            if length and sentence.tokens[k].capital:
                self.mention(sentence, Name(k, k + length, k + length, class_of(things), list(things)))
                k += length
                continue
            if sentence.tokens[k].acronym and (entity := self.book.find(sentence.tokens[k].text)):
                self._record(sentence, k, k + 1, entity)
            k += 1

    # ------------------------------------------------------------------ one name

    def mention(self, sentence: Sentence, name: Name) -> Mention | None:
        """Resolves an outermost name and records where it stands."""
        if self._over(sentence, name):
            topic = sentence.parser.topic(name.first)
            for inner in [*topic.nested, *([topic.owner] if topic.owner else [])]:
                self.entity(sentence, inner)
            return None
        if name.plural and name.head in self.shared and (several := self._shared(sentence, name)):
            mention = Mention("o", name.first, name.last, several[0], name, more=tuple(several[1:]))
            sentence.add(mention)
            return mention
        entity = self.entity(sentence, name)
        if entity is None and name.cls is None and (cls := self._introduced(sentence, name)):
            entity = self.adopt(sentence, name, cls, "names/introduced")
        if entity is None and name.cls is not None:
            return None
        kind = self._letter(entity) if entity else "u"
        mention = Mention(kind, name.first, name.last, entity, name)
        sentence.add(mention)
        if entity is not None and kind == "o" and name.acronym is None:
            self._apposed(sentence, name, entity)
        return mention

    def _apposed(self, sentence: Sentence, name: Name, entity: Entity) -> None:
        """An acronym between commas after a name is its own: "the African Forum of Teams, AfricaCERT, organized"."""
        tokens, j = sentence.tokens, name.last
        if j + 2 < len(tokens) and tokens[j].text == tokens[j + 2].text == "," and tokens[j + 1].acronym:
            token = tokens[j + 1]
            if not (known := sentence.parser.known[j + 1][0]) or (entity.thing is None and known == 1):
                if self.book.find(token.text) is None and len(token.text) > 3 and not name.things:
                    entity.acronyms.setdefault(token.text, Span(token.start, token.end))
                    self.book.index(token.text, entity)

    def _introduced(self, sentence: Sentence, name: Name) -> str | None:
        """The class of a name that its kind introduces in small letters: "the company Trend Micro"."""
        i = name.first - 1
        if i < 1 or name.quoted or not sentence.tokens[i].text.islower():
            return None
        return self.introducers.get(sentence.tokens[i].fold)

    def _shared(self, sentence: Sentence, name: Name) -> list[Entity]:
        """The bodies that share a head noun: "the Ministries of Health, Justice and Defense of Bolivia" are three."""
        tokens = sentence.tokens
        owner = self.entity(sentence, name.owner) if name.owner else None
        of = next((k for k in range(name.first, name.core) if tokens[k].fold in self.lex.owner), None)
        if of is None:
            return []
        parts: list[tuple[int, int]] = []
        start = of + 1
        for k in range(of + 1, name.core + 1):
            ends = k == name.core or tokens[k].text == "," or tokens[k].fold in self.lex.conjunctions
            if ends and k > start:
                while start < k and tokens[start].fold in self.lex.articles:
                    start += 1
                if start < k:
                    parts.append((start, k))
            if ends:
                start = k + 1
        if len(parts) < 2:
            return []
        singular = name.head[0].upper() + name.head[1:]
        found: list[Entity] = []
        for first, last in parts:
            text = f"{singular} {tokens[of].text} {self._text(sentence, first, last)}"
            entity = self.book.find(text) or self.book.add(
                Entity(self.shared[name.head], head=name.head, rule=RULE + "shared")
            )
            span = sentence.offsets(name.first, name.core)
            entity.call(text, span)
            self.book.index(text, entity)
            entity.mention(span)
            self._belong(entity, owner)
            found.append(entity)
        return found

    def _over(self, sentence: Sentence, name: Name) -> bool:
        """Whether a name is only what an office is over: "Minister of | Information Technologies"."""
        i = name.first - 1
        if name.things or name.quoted or name.article or i < 1 or not self.lex.is_organization(name.cls):
            return False
        return sentence.tokens[i].fold in self.lex.owner and sentence.parser.runs.office(i - 1)

    def _letter(self, entity: Entity) -> str:
        cls = entity.cls
        if cls in _LETTERS:
            return _LETTERS[cls]
        return "a" if self.lex.is_activity(cls) else "i" if cls in INSTRUMENTS else "o"

    def entity(self, sentence: Sentence, name: Name) -> Entity | None:
        """The entity that a name stands for; None where it is a generic word, or not yet understood."""
        owner = self.entity(sentence, name.owner) if name.owner else None
        for nested in name.nested:
            self.entity(sentence, nested)
        self._hyphened(sentence, name)
        modifier = self._modifier(sentence, name)
        span = sentence.offsets(name.first, name.core)
        thing = self._thing(sentence, name, owner, modifier)
        if thing is None and name.things and (local := self._alias(sentence, name)):
            return local
        if thing is not None:
            return self._of_thing(sentence, name, thing, span)
        cls = self._class(sentence, name)
        if cls is None:
            return self._alias(sentence, name)
        if self._is_generic(sentence, name, cls):
            return self._again(sentence, name, cls, span)
        return self._named(sentence, name, cls, span, owner, modifier)

    def _hyphened(self, sentence: Sentence, name: Name) -> None:
        """The states in "ASEAN-Japan Centre"."""
        for k in range(name.first, name.core):
            parts = sentence.tokens[k].text.split("-")
            for part in parts if len(parts) == 2 and not name.is_state else ():
                for thing in self.lex.states.word(part):
                    entity = self.book.of_thing(thing, "cc:State", RULE + "known")
                    span = sentence.offsets(k, k + 1)
                    entity.call(part, span)
                    entity.mention(span)

    def _text(self, sentence: Sentence, first: int, last: int) -> str:
        text = sentence.offsets(first, last).of(self.doc.text)
        return re.sub(r"\s+", " ", text.strip('“”"«» ').rstrip(",;"))

    def _modifier(self, sentence: Sentence, name: Name) -> Entity | None:
        if name.modifier is None:
            return None
        if name.modifier.things and name.modifier.first == name.first and self._is_demonym(sentence, name):
            thing = name.modifier.things[0]
            return Entity("cc:State", thing=thing)  # only its state is used: a demonym is no mention
        return self.entity(sentence, name.modifier)

    def _is_demonym(self, sentence: Sentence, name: Name) -> bool:
        return sentence.parser.known[name.first][0] == 0

    def _of_thing(self, sentence: Sentence, name: Name, thing: Thing, span: Span) -> Entity:
        entity = self.book.of_thing(thing, class_of([thing]) or "org:Organization", RULE + "known")
        text = self._text(sentence, name.first, name.core)
        for state in name.nested:
            if name.is_state:  # "the Government of Estonia": the name is the state's own
                text = self._text(sentence, state.first, state.core)
        entity.call(text, span)
        entity.mention(span)
        self.book.index(text, entity)
        self._acronym(sentence, name, entity)
        return entity

    def _acronym(self, sentence: Sentence, name: Name, entity: Entity) -> None:
        if name.acronym is None or entity.cls in _LETTERS:
            return
        token = sentence.tokens[name.acronym]
        known = sentence.parser.known[name.acronym][1]
        if (
            known
            and entity.thing is not None
            and entity.thing not in known
            and token.text not in entity.thing.acronyms
        ):
            # "General Secretariat of the Organization of American States (OAS)": the acronym is the inner body's
            self.entity(
                sentence, Name(name.acronym, name.acronym + 1, name.acronym + 1, class_of(known), known)
            )
            return
        close = next(
            (k for k in range(name.acronym, name.last) if sentence.tokens[k].text == ")"), name.acronym + 1
        )
        text = token.text
        if close - name.acronym in (2, 3) and all(
            t.text in "/-" or t.acronym for t in sentence.tokens[name.acronym : close]
        ):
            text = self._text(sentence, name.acronym, close)
        entity.acronyms.setdefault(
            text,
            sentence.offsets(name.acronym, max(name.acronym + 1, close))
            if text != token.text
            else Span(token.start, token.end),
        )
        self.book.index(text, entity)

    def _thing(
        self, sentence: Sentence, name: Name, owner: Entity | None, modifier: Entity | None
    ) -> Thing | None:
        """What the reference data know by this name, unless the text gives it another owner than they do."""
        things = name.things
        if not things and name.modifier is not None and name.cls:
            start = name.modifier.last
            length, found = sentence.parser.known[start] if start < name.core else (0, [])
            if length == name.core - start:
                things = found
        if not things:
            return self._by_acronym(sentence, name)
        text = self._text(sentence, name.first, name.core)
        local = self.book.find(text)
        if local is not None and local.thing is None:
            return None  # the release has defined this name itself
        fitting = [t for t in things if self._fits(t, owner) and self._fits(t, modifier)]
        if (near := self._in_state(sentence, name, things)) is not None:
            return near
        return best(fitting, self.states)

    def _in_state(self, sentence: Sentence, name: Name, things: list[Thing]) -> Thing | None:
        """Among namesakes the city in the state that follows: "Georgetown, Guyana", "Antigua, Guatemala"."""
        j = name.last
        if j + 1 >= len(sentence.tokens) or sentence.tokens[j].text != ",":
            return None
        states = {t.iri for t in sentence.parser.known[j + 1][1] if STATE in t.types}
        return next((t for t in things if CITY in t.types and t.state in states), None)

    def _by_acronym(self, sentence: Sentence, name: Name) -> Thing | None:
        """A known body under another name: same distinctive acronym, and much the same words."""
        if name.acronym is None:
            return None
        token = sentence.tokens[name.acronym]
        words = set(name_key(self._text(sentence, name.first, name.core)).split())
        fitting = []
        for thing in sentence.parser.known[name.acronym][1]:
            if token.text not in thing.acronyms:
                continue
            likeness = max(
                (
                    len(words & set(k)) / len(words | set(k))
                    for n in thing.names.values()
                    for x in n
                    if (k := name_key(x).split())
                ),
                default=0.0,
            )
            if likeness >= _ALIKE or (len(token.text) >= _DISTINCT and not token.text.isupper()):
                fitting.append(thing)
        return best(fitting, self.states)

    def _fits(self, thing: Thing, owner: Entity | None) -> bool:
        if owner is None or thing.iri == owner.iri:
            return True
        if owner.cls == "cc:State":
            return (
                thing.state is None and thing.parent is None and CITY not in thing.types
            ) or thing.state == owner.iri
        if owner.thing is None:
            return thing.parent is None or owner.cls == "cc:State"
        return owner.iri in self._ancestors(thing)

    def _ancestors(self, thing: Thing) -> set[NamedNode]:
        found: set[NamedNode] = set()
        current: Thing | None = thing
        while current is not None and current.parent is not None and current.parent not in found:
            found.add(current.parent)
            current = self.lex.reference.things.get(current.parent)
        return found

    # ------------------------------------------------------------------ names that the reference data do not know

    def _class(self, sentence: Sentence, name: Name) -> str | None:
        """The class by the head noun, or by a head noun beside a quoted name."""
        if name.quoted:
            before = cue_before(sentence.tokens, name.first, self.lex)
            after = cue_after(sentence.tokens, name.core - 1, self.lex)
            if before or after:
                name.head, cls = before or after  # type: ignore[misc]
                return cls
        if name.cls in ("cc:State", "schema:City", "schema:Place"):
            return None
        if self.lex.is_organization(name.cls) and self.lex.cyber.search(
            self._text(sentence, name.first, name.core)
        ):
            return _CYBER
        if name.head in self.with_owner and self._owned(sentence, name):
            return self.with_owner[name.head]
        return name.cls

    def _owned(self, sentence: Sentence, name: Name) -> bool:
        """Whether an owner follows the head: "Forum of Teams"."""
        following = next(
            (k + 1 for k in range(name.first, name.core) if sentence.tokens[k].fold == name.head),
            len(sentence.tokens),
        )
        return following < len(sentence.tokens) and sentence.tokens[following].fold in self.lex.owner

    def _is_generic(self, sentence: Sentence, name: Name, cls: str) -> bool:
        if name.quoted:
            return False
        if name.plural and self.lex.is_activity(cls):
            return True
        acronym = sentence.tokens[name.acronym].text if name.acronym is not None else ""
        if self.lex.is_organization(cls):
            if name.plural:
                if acronym:
                    self.generic |= {acronym, acronym.removesuffix("s")}
                return not (acronym and not acronym.endswith("s"))
            if name.article in self.lex.indefinite and (not acronym or acronym in self.generic):
                return True
        single = name.core - name.first == 1 + (
            name.first < name.core - 1 and not sentence.tokens[name.core - 1].word
        )
        if single and name.owner is None and not acronym:
            return name.core - name.first == 1
        return False

    def _again(self, sentence: Sentence, name: Name, cls: str, span: Span) -> Entity | None:
        """ "the Committee", "the Strategy": the one named before."""
        if name.plural or name.article in self.lex.indefinite or self.lex.is_activity(cls):
            return None
        entity = self.book.last(
            name.head, [cls, _CYBER, "cc:Programme", "cc:InternationalOrganization"], span.start
        )
        if entity is None:
            entity = self._known_by_head(name.head, span.start)
        if entity is not None:
            entity.mention(span)
        return entity

    def _known_by_head(self, head: str, before: int) -> Entity | None:
        return latest(
            (e for e in self.book.things() if e.thing and self._label_head(e.thing) == head), before
        )

    def _label_head(self, thing: Thing) -> str | None:
        """The head noun of the English label."""
        if thing.iri not in self._label_heads:
            found = self.lex.head_of(self._base(thing.label))
            self._label_heads[thing.iri] = found[0] if found else None
        return self._label_heads[thing.iri]

    def _base(self, label: str) -> list[str]:
        """The words of a label before its first connector."""
        words = re.findall(r"[\w-]+", label.casefold())
        return list(takewhile(lambda w: w not in self.lex.owner and w not in self.lex.topic, words))

    def _named(
        self,
        sentence: Sentence,
        name: Name,
        cls: str,
        span: Span,
        owner: Entity | None,
        modifier: Entity | None,
    ) -> Entity:
        text = self._text(sentence, name.first, name.core)
        single = name.core - name.first == 1
        full = (
            self._text(sentence, name.first, name.owner.core) if name.owner and name.acronym is None else ""
        )
        found = (self.book.find(full) if full else None) or (
            None if single and owner else self.book.find(text)
        )
        acronym = sentence.tokens[name.acronym].text if name.acronym is not None else ""
        if found is None and acronym and acronym not in self.generic:
            found = self.book.find(acronym)
        if found is None and name.modifier is not None and cls:
            stripped = self._text(sentence, name.modifier.last, name.core)
            candidate = self.book.find(stripped)
            if candidate is not None and self._same_owner(candidate, modifier):
                found = candidate
        if found is not None and found.cls != cls and self._letter(found) != self._letter(Entity(cls)):
            found = None
        entity = found or self.book.add(
            Entity(cls, head=name.head, rule=RULE + ("quoted" if name.quoted else "headed"))
        )
        if not (single and full):
            entity.call(text, span)
            self.book.index(text, entity)
        if full:
            entity.call(full, sentence.offsets(name.first, name.owner.core))  # type: ignore[union-attr]
            self.book.index(full, entity)
        if name.modifier is not None and name.core - name.modifier.last > 1:
            stripped = self._text(sentence, name.modifier.last, name.core)
            entity.call(stripped, sentence.offsets(name.modifier.last, name.core))
            self.book.index(stripped, entity)
        entity.mention(span)
        if (acronym and acronym not in self.generic) or (acronym and cls == _CYBER):
            self._acronym(sentence, name, entity)
        self._belong(entity, owner)
        self._belong(entity, modifier)
        for nested in name.nested:
            if nested.is_state and nested.core == name.core and entity.state is None:
                self._belong(entity, self.entity(sentence, nested))
        return entity

    def _same_owner(self, entity: Entity, owner: Entity | None) -> bool:
        if owner is None:
            return True
        if owner.cls == "cc:State":
            return entity.state is None or entity.state.iri == owner.iri
        return entity.parent is None or entity.parent is owner

    def _belong(self, entity: Entity, owner: Entity | None) -> None:
        if owner is None or owner is entity or entity.thing is not None:
            return
        if owner.cls == "cc:State":
            entity.state = entity.state or owner
        elif self._letter(owner) == "o":
            entity.parent = entity.parent or owner

    def _alias(self, sentence: Sentence, name: Name) -> Entity | None:
        """A name without a head that the release has explained before: an acronym, "Microsoft"."""
        text = self._text(sentence, name.first, name.core)
        entity = self.book.find(text)
        if entity is None:
            return None
        if (
            self._letter(entity) == "o"
            and acronym_like(text)
            and text in self.generic
            and name.article in self.lex.indefinite
        ):
            return None
        span = sentence.offsets(name.first, name.core)
        entity.mention(span)
        return entity

    def adopt(self, sentence: Sentence, name: Name, cls: str, rule: str) -> Entity:
        """Makes an organization of a name without a head, because of where it stands."""
        span = sentence.offsets(name.first, name.core)
        text = self._text(sentence, name.first, name.core)
        entity = self.book.find(text) or self.book.add(Entity(cls, rule=rule))
        entity.call(text, span)
        if acronym_like(text) and " " not in text:
            entity.acronyms.setdefault(text, span)
        self.book.index(text, entity)
        entity.mention(span)
        self._acronym(sentence, name, entity)
        return entity

    def _record(self, sentence: Sentence, first: int, last: int, entity: Entity) -> None:
        entity.mention(sentence.offsets(first, last))
        sentence.add(Mention(self._letter(entity), first, last, entity))
