"""Which of the things that the reference data know a name means: several may share one name."""

from __future__ import annotations

import re
from itertools import takewhile

from pyoxigraph import NamedNode

from ...ontology.reference import Thing
from ..text.tokens import name_key
from .document import Document, Sentence
from .entities import Entity, latest
from .lexicon import CITY, STATE, best
from .name import Name

_ALIKE = 0.4  # share of words in common
_DISTINCT = 5  # letters of an acronym that no other body is likely to bear


class Namesakes:
    """Tells known things apart by what else one document says."""

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
        self._label_heads: dict[NamedNode, str | None] = {}

    def thing(
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
        text = plain_text(self.doc, sentence, name.first, name.core)
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
        words = set(name_key(plain_text(self.doc, sentence, name.first, name.core)).split())
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
            distinct = len(token.text) >= _DISTINCT + token.text.isupper()
            if likeness >= _ALIKE or distinct:
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

    def by_head(self, head: str, before: int) -> Entity | None:
        """The known thing mentioned last before an offset whose label has this head noun."""
        return latest(self.headed(head), before)

    def headed(self, head: str) -> list[Entity]:
        """The known things that the release names whose label has this head noun."""
        return [e for e in self.book.things() if e.thing and self._label_head(e.thing) == head]

    def _label_head(self, thing: Thing) -> str | None:
        """The head noun of the label in the text's language."""
        if thing.iri not in self._label_heads:
            own = thing.names.get(self.lex.language.code, ())
            label = thing.label if thing.label in own else next(iter(own), thing.label)
            found = self.lex.head_of(self._base(label))
            self._label_heads[thing.iri] = found[0] if found else None
        return self._label_heads[thing.iri]

    def _base(self, label: str) -> list[str]:
        """The words of a label before its first connector."""
        words = re.findall(r"[\w-]+", self.lex.splitter.folded(label.casefold()))
        return list(takewhile(lambda w: w not in self.lex.owner and w not in self.lex.topic, words))


def plain_text(document: Document, sentence: Sentence, first: int, last: int) -> str:
    """The words of a run of tokens on one line, without quotation marks around them."""
    text = document.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
    ended = ",;." if text[-1:] in '”"»' and text[:1] in '“"«' else ",;"
    return " ".join(text.strip('“”"«» ').rstrip(ended).split())
