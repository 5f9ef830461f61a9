"""Turns parsed names into entities: one entity a thing, whatever the release calls it."""

from __future__ import annotations

from ...ontology.reference import Thing
from ..base.model import Span
from ..text.tokens import acronym_like, fold
from .document import Document, Sentence
from .entities import Entity, Kind, kind_of
from .generic import Generic
from .name import Name, class_of
from .namesakes import Namesakes
from .quoted import cue_after, cue_before
from .recalling import Recall

__all__ = ["Namer", "kind_of"]

_CYBER = "cc:CyberBody"
_AGREEMENT = "cc:Agreement"
_PLACES = ("cc:State", "schema:City", "schema:Place")


class Namer:
    """Resolves the names of one document."""

    def __init__(self, document: Document) -> None:
        """Prepares for one document."""
        self.doc = document
        self.lex = document.lexicon
        self.book = document.book
        self.namesakes = Namesakes(document)
        names = self.lex.table("names")
        self.introducers = dict.fromkeys(names["companies"], "cc:Company") | dict.fromkeys(
            names["agencies"], "org:Organization"
        )
        if self.lex.head_first:
            self.introducers |= dict.fromkeys(names["projects"], "cc:Programme")
        self.with_owner: dict[str, str] = names["with_owner"]
        self.signed, self.auxiliaries = frozenset(names["signed"]), frozenset(names["auxiliaries"])
        self.recall = Recall(document, self.namesakes)
        self.text = self.recall.text
        self.again = self.recall.again
        self._generic = Generic(document, self.recall)

    def entity(self, sentence: Sentence, name: Name, possessor: Entity | None = None) -> Entity | None:
        """The entity that a name stands for; None where it is a generic word, or not yet understood.

        `possessor` is whose it is by what stands before: "Peru's Ministry of Defense".
        """
        owner = self.entity(sentence, name.owner) if name.owner else possessor
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
        if self._generic.is_generic(sentence, name, cls):
            return self._again(sentence, name, cls, span)
        return self._named(sentence, name, cls, owner, modifier)

    def _hyphened(self, sentence: Sentence, name: Name) -> None:
        """The states in "ASEAN-Japan Centre"."""
        if name.is_state:
            return
        for k in range(name.first, name.core):
            parts = sentence.tokens[k].text.split("-")
            for part in parts if len(parts) == 2 else ():
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
        if name.acronym is None or entity.cls in (*_PLACES, "foaf:Person"):
            return
        token = sentence.tokens[name.acronym]
        known = sentence.parser.known[name.acronym][1]
        if self._of_owner(sentence, name) and name.owner is not None:
            owner = self.entity(sentence, name.owner)
            if owner is not None:
                owner.acronyms.setdefault(token.text, Span(token.start, token.end))
                self.book.index(token.text, owner)
            return
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
        if name.cls in _PLACES:
            return None
        if self.lex.is_organization(name.cls) and self.lex.cyber.search(
            self.text(sentence, name.first, name.core)
        ):
            return _CYBER
        if name.head in self.with_owner and self._owned(sentence, name):
            return self.with_owner[name.head]
        body = self.lex.is_organization(name.cls) and name.cls != "cc:Programme" and not name.things
        if body and self._signed(sentence, name):
            return _AGREEMENT
        return name.cls

    def _signed(self, sentence: Sentence, name: Name) -> bool:
        """Whether it was signed, as no body is: "The ICT Alliance for the Americas was signed"."""
        following = [t.fold for t in sentence.tokens[name.last : name.last + 3]]
        return any(word in self.signed for word in following[1:]) and following[0] in self.auxiliaries

    def _owned(self, sentence: Sentence, name: Name) -> bool:
        """Whether an owner follows the head: "Forum of Teams"."""
        following = next(
            (k + 1 for k in range(name.first, name.core) if sentence.tokens[k].fold == name.head),
            len(sentence.tokens),
        )
        return following < len(sentence.tokens) and sentence.tokens[following].fold in self.lex.owner

    def _again(self, sentence: Sentence, name: Name, cls: str, span: Span) -> Entity | None:
        """ "the Committee", "the Strategy": the one named before."""
        if name.plural or name.article in self.lex.indefinite or self.lex.is_activity(cls):
            return None
        entity = self.again(name.head, cls, span.start)
        if entity is not None:
            entity.mention(span)
        return entity

    def _named(
        self, sentence: Sentence, name: Name, cls: str, owner: Entity | None, modifier: Entity | None
    ) -> Entity:
        """The entity of a name with a head: one named before, or a new one."""
        called = self._calls(sentence, name)
        acronym = self._telling_acronym(sentence, name)
        names = [text for text, _ in called] + [acronym]
        start = sentence.tokens[name.first].start
        entity = self.recall.named(names, cls, (owner, modifier), start)
        entity = entity or self.recall.shortened(sentence, name, cls, modifier)
        if entity is None:
            rule = "names/quoted" if name.quoted else "names/headed"
            entity = self.book.add(Entity(cls, head=name.head, rule=rule))
        for text, span in called:
            entity.call(text, span)
            self.book.index(text, entity)
        entity.mention(sentence.offsets(name.first, name.core))
        if acronym or (name.acronym is not None and (cls == _CYBER or self._of_owner(sentence, name))):
            self._acronym(sentence, name, entity)
        self.belong(entity, owner)
        entity.owned = entity.owned or entity.parent is not None
        self.belong(entity, modifier)
        if name.nation is not None:
            self.belong(entity, self.book.state(name.nation))
        for nested in name.nested:
            if nested.is_state and nested.core == name.core and entity.state is None:
                self.belong(entity, self.entity(sentence, nested))
        return entity

    def _calls(self, sentence: Sentence, name: Name) -> list[tuple[str, Span]]:
        """What a name calls its entity, most telling first: with its owner, alone, without its modifier."""
        stretches = []
        if name.possessor is not None and name.core - name.first == 1:
            stretches.append((name.possessor, name.core))  # "Azerbaijan's CERT"
        elif name.owner is not None and name.acronym is None and name.owner.core > name.core:
            stretches.append((name.first, name.owner.core))
        if not stretches or name.core - name.first > 1:  # "the Court of Justice | of Chile", no mere "Court"
            stretches.append((name.first, name.core))
        if name.modifier is not None and name.core - name.modifier.last > 1:
            stretches.append((name.modifier.last, name.core))
        return [(self.text(sentence, a, b), sentence.offsets(a, b)) for a, b in stretches]

    def _of_owner(self, sentence: Sentence, name: Name) -> bool:
        """Whether an acronym is that of the well-known body whose part a name is.

        So it is where that body's names spell it, and the name's own words do not: "the Cyber Unit of the
        National Telecommunications Commission (CONATEL)".
        """
        owner = name.owner
        if owner is None or owner.is_state or name.acronym is None:
            return False
        acronym = fold(sentence.tokens[name.acronym].text)
        theirs = [each for t in owner.things for names in t.names.values() for each in names]
        own = self.text(sentence, name.first, name.core)
        return not _spells(own, acronym) and any(_spells(each, acronym) for each in theirs)

    def _telling_acronym(self, sentence: Sentence, name: Name) -> str:
        """The acronym that a name gives, unless it means a kind of body or the owner: "CSIRT"."""
        if self._of_owner(sentence, name):
            return ""
        acronym = sentence.tokens[name.acronym].text if name.acronym is not None else ""
        return "" if acronym in self._generic.acronyms else acronym

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
            and text in self._generic.acronyms
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


def _spells(name: str, acronym: str) -> bool:
    """Whether the letters of an acronym stand in a name in their order, the first of both being the same."""
    letters = iter(fold(name))
    return fold(name)[:1] == acronym[:1] and all(letter in letters for letter in acronym)
