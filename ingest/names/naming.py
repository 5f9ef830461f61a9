"""Turns parsed names into entities: one entity a thing, whatever the release calls it."""

from __future__ import annotations

from functools import cached_property

from ...ontology.reference import Thing
from ..base.model import Span
from ..text.tokens import acronym_like
from .document import Document, Sentence, cue_after, cue_before
from .entities import Entity, Kind
from .founding import founded
from .lexicon import INSTRUMENTS, Lexicon
from .name import Name, class_of
from .namesakes import Namesakes, plain_text

_CYBER = "cc:CyberBody"
_NAMED_BY = 3  # words that make a name of what the text comes back to
_KINDS = {
    "cc:State": Kind.STATE,
    "schema:City": Kind.PLACE,
    "schema:Place": Kind.PLACE,
    "foaf:Person": Kind.PERSON,
}


def kind_of(lexicon: Lexicon, entity: Entity) -> Kind:
    """The kind of mention that an entity gets."""
    if entity.cls in _KINDS:
        return _KINDS[entity.cls]
    if lexicon.is_activity(entity.cls):
        return Kind.ACTIVITY
    return Kind.INSTRUMENT if entity.cls in INSTRUMENTS else Kind.ORGANIZATION


class Namer:
    """Resolves the names of one document."""

    def __init__(self, document: Document) -> None:
        """Prepares for one document."""
        self.doc = document
        self.lex = document.lexicon
        self.book = document.book
        self.namesakes = Namesakes(document)
        names = self.lex.language.table("names")
        self.introducers = dict.fromkeys(names["companies"], "cc:Company") | dict.fromkeys(
            names["agencies"], "org:Organization"
        )
        self.with_owner: dict[str, str] = names["with_owner"]
        self.generic: set[str] = set(self.lex.generic)

    def text(self, sentence: Sentence, first: int, last: int) -> str:
        """The words of a run of tokens, as a name is written."""
        return plain_text(self.doc, sentence, first, last)

    def entity(self, sentence: Sentence, name: Name) -> Entity | None:
        """The entity that a name stands for; None where it is a generic word, or not yet understood."""
        owner = self.entity(sentence, name.owner) if name.owner else None
        for nested in name.nested:
            self.entity(sentence, nested)
        self._hyphened(sentence, name)
        modifier = self._modifier(sentence, name)
        span = sentence.offsets(name.first, name.core)
        thing = self.namesakes.thing(sentence, name, owner, modifier)
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
                    entity = self.book.of_thing(thing, "cc:State", "names/known")
                    span = sentence.offsets(k, k + 1)
                    entity.call(part, span)
                    entity.mention(span)

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
        entity = self.book.of_thing(thing, class_of([thing]) or "org:Organization", "names/known")
        text = self.text(sentence, name.first, name.core)
        for state in name.nested:
            if name.is_state:  # "the Government of Estonia": the name is the state's own
                text = self.text(sentence, state.first, state.core)
        entity.call(text, span)
        entity.mention(span)
        self.book.index(text, entity)
        self._acronym(sentence, name, entity)
        return entity

    def _acronym(self, sentence: Sentence, name: Name, entity: Entity) -> None:
        if name.acronym is None or entity.cls in _KINDS:
            return
        token = sentence.tokens[name.acronym]
        known = sentence.parser.known[name.acronym][1]
        if (
            known
            and entity.thing is not None
            and entity.thing not in known
            and token.text not in entity.thing.acronyms
        ):
            # "Secretariat of the Organization of American States (OAS)": the acronym is the inner body's
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
            text = self.text(sentence, name.acronym, close)
        entity.acronyms.setdefault(
            text,
            sentence.offsets(name.acronym, max(name.acronym + 1, close))
            if text != token.text
            else Span(token.start, token.end),
        )
        self.book.index(text, entity)

    def _class(self, sentence: Sentence, name: Name) -> str | None:
        """The class by the head noun, or by a head noun beside a quoted name."""
        if name.quoted:
            before = cue_before(sentence.tokens, name.first, self.lex)
            after = cue_after(sentence.tokens, name.core - 1, self.lex)
            if cue := before or after:
                name.head, cls = cue
                return cls
        if name.cls in ("cc:State", "schema:City", "schema:Place"):
            return None
        if self.lex.is_organization(name.cls) and self.lex.cyber.search(
            self.text(sentence, name.first, name.core)
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
                text = self.text(sentence, name.first, name.core)
                return not (founded(sentence, name, text) or self._comes_back(sentence, name, cls))
        single = name.core - name.first == 1 + (
            name.first < name.core - 1 and not sentence.tokens[name.core - 1].word
        )
        if single and name.owner is None and not acronym:
            return name.core - name.first == 1
        return False

    def _comes_back(self, sentence: Sentence, name: Name, cls: str) -> bool:
        """Whether "the Board" means "a Joint Selection Board": three words or more, and no other board."""
        if name.core - name.first < _NAMED_BY or name.head not in self.comebacks:
            return False
        return self.again(name.head, cls, sentence.tokens[name.first].start) is None

    @cached_property
    def comebacks(self) -> frozenset[str]:
        """Heads that stand alone with a definite article, where no other name of the release has them."""
        alone: set[str] = set()
        named: set[str] = set()
        for sentence in self.doc.body:
            for name in sentence.names:
                definite = name.article and name.article not in self.lex.indefinite
                if name.core - name.first == 1 and definite and not name.things:
                    alone.add(name.head)
                elif name.core - name.first > 1 and name.article not in self.lex.indefinite:
                    named.add(name.head)
        return frozenset(alone - named)

    def _again(self, sentence: Sentence, name: Name, cls: str, span: Span) -> Entity | None:
        """ "the Committee", "the Strategy": the one named before."""
        if name.plural or name.article in self.lex.indefinite or self.lex.is_activity(cls):
            return None
        entity = self.again(name.head, cls, span.start)
        if entity is not None:
            entity.mention(span)
        return entity

    def again(self, head: str, cls: str, before: int) -> Entity | None:
        """The entity of this head noun that was mentioned last before an offset."""
        classes = [cls, _CYBER, "cc:Programme", "cc:InternationalOrganization"]
        return self.book.last(head, classes, before) or self.namesakes.by_head(head, before)

    def _named(
        self,
        sentence: Sentence,
        name: Name,
        cls: str,
        span: Span,
        owner: Entity | None,
        modifier: Entity | None,
    ) -> Entity:
        text = self.text(sentence, name.first, name.core)
        single = name.core - name.first == 1
        whole = name.owner.core if name.owner and name.acronym is None else name.core
        full = self.text(sentence, name.first, whole) if whole > name.core else ""
        found = (self.book.find(full) if full else None) or (
            None if single and owner else self.book.find(text)
        )
        acronym = sentence.tokens[name.acronym].text if name.acronym is not None else ""
        if found is None and acronym and acronym not in self.generic:
            found = self.book.find(acronym)
        if found is None and name.modifier is not None and cls:
            stripped = self.text(sentence, name.modifier.last, name.core)
            candidate = self.book.find(stripped)
            if candidate is not None and self._same_owner(candidate, modifier):
                found = candidate
        if (
            found is not None
            and found.cls != cls
            and kind_of(self.lex, found) is not kind_of(self.lex, Entity(cls))
        ):
            found = None
        entity = found or self.book.add(
            Entity(cls, head=name.head, rule="names/" + ("quoted" if name.quoted else "headed"))
        )
        if not (single and full):
            entity.call(text, span)
            self.book.index(text, entity)
        if full:
            entity.call(full, sentence.offsets(name.first, whole))
            self.book.index(full, entity)
        if name.modifier is not None and name.core - name.modifier.last > 1:
            stripped = self.text(sentence, name.modifier.last, name.core)
            entity.call(stripped, sentence.offsets(name.modifier.last, name.core))
            self.book.index(stripped, entity)
        entity.mention(span)
        if (acronym and acronym not in self.generic) or (acronym and cls == _CYBER):
            self._acronym(sentence, name, entity)
        self.belong(entity, owner)
        entity.owned = entity.owned or entity.parent is not None
        self.belong(entity, modifier)
        for nested in name.nested:
            if nested.is_state and nested.core == name.core and entity.state is None:
                self.belong(entity, self.entity(sentence, nested))
        return entity

    def _same_owner(self, entity: Entity, owner: Entity | None) -> bool:
        if owner is None:
            return True
        if owner.cls == "cc:State":
            return entity.state is None or entity.state.iri == owner.iri
        return entity.parent is None or entity.parent is owner

    def belong(self, entity: Entity, owner: Entity | None) -> None:
        """Notes what an entity belongs to, a state or another body."""
        if owner is None or owner is entity or entity.thing is not None:
            return
        if owner.cls == "cc:State":
            entity.state = entity.state or owner
        elif kind_of(self.lex, owner) is Kind.ORGANIZATION:
            entity.parent = entity.parent or owner

    def _alias(self, sentence: Sentence, name: Name) -> Entity | None:
        """A name without a head that the release has explained before: an acronym, "Microsoft"."""
        text = self.text(sentence, name.first, name.core)
        entity = self.book.find(text)
        if entity is None:
            return None
        if (
            kind_of(self.lex, entity) is Kind.ORGANIZATION
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
        text = self.text(sentence, name.first, name.core)
        entity = self.book.find(text) or self.book.add(Entity(cls, rule=rule))
        entity.call(text, span)
        if acronym_like(text) and " " not in text:
            entity.acronyms.setdefault(text, span)
        self.book.index(text, entity)
        entity.mention(span)
        self._acronym(sentence, name, entity)
        return entity
