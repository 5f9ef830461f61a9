"""Which thing named before a name means: by the same name, its acronym, a shorter form, its head alone."""

from __future__ import annotations

from collections.abc import Iterable

from ..text.tokens import name_key
from .document import Document, Sentence
from .entities import Entity, kind_of, latest
from .lexicon import Lexicon
from .name import Name
from .namesakes import Namesakes, plain_text

_CYBER = "cc:CyberBody"
_WIDER = (_CYBER, "cc:Programme", "cc:InternationalOrganization")


class Recall:
    """Finds again what one document has named."""

    def __init__(self, document: Document, namesakes: Namesakes) -> None:
        """Prepares for one document."""
        self.doc = document
        self.lex = document.lexicon
        self.book = document.book
        self.namesakes = namesakes

    def text(self, sentence: Sentence, first: int, last: int) -> str:
        """The words of a run of tokens, as a name is written."""
        return plain_text(self.doc, sentence, first, last)

    def again(self, head: str, cls: str, before: int) -> Entity | None:
        """The entity of this head noun that was mentioned last before an offset."""
        return self.book.last(head, [cls, *_WIDER], before) or self.namesakes.by_head(head, before)

    def named(
        self, names: Iterable[str], cls: str, owners: Iterable[Entity | None], before: int
    ) -> Entity | None:
        """What bears one of some names and may have these owners; of several the last mentioned."""
        kind = kind_of(self.lex, Entity(cls))
        whose = [owner for owner in owners if owner is not None]
        for name in filter(None, names):
            fitting = [
                entity
                for entity in self.book.bearers(name)
                if (entity.cls == cls or kind_of(self.lex, entity) is kind)
                and all(may_belong(entity, owner) for owner in whose)
            ]
            if fitting:
                return latest(fitting, before) or fitting[0]
        return None

    def shortened(self, sentence: Sentence, name: Name, cls: str, modifier: Entity | None) -> Entity | None:
        """What "the Working Group" shortens: "the Working Group on Cyber Crime" that stands before it."""
        definite = name.article and name.article not in self.lex.indefinite
        if not definite or name.owner is not None or name.acronym is not None or name.core - name.first < 2:
            return None
        words = name_key(self.text(sentence, name.first, name.core))
        before = sentence.tokens[name.first].start
        candidates = [
            e for e in self.book.headed(name.head) if kind_of(self.lex, e) is kind_of(self.lex, Entity(cls))
        ]
        candidates += self.namesakes.headed(name.head)
        return latest(
            (
                e
                for e in candidates
                if (modifier is None or may_belong(e, modifier))
                and any(_shortens(words, longer, self.lex) for longer in _all_names(e))
            ),
            before,
        )


def _all_names(entity: Entity) -> Iterable[str]:
    return entity.names if entity.thing is None else (*entity.names, entity.thing.label)


def _shortens(words: str, name: str, lexicon: Lexicon) -> bool:
    """Whether words are what a longer name begins with, before its topic or owner, or what it ends with."""
    longer = name_key(name)
    if longer.endswith(f" {words}"):
        return not _tells_whose(longer[: -len(words) - 1], lexicon)
    if not longer.startswith(f"{words} "):
        return False
    follows = longer[len(words) + 1 :].partition(" ")[0]
    return follows in lexicon.owner or follows in lexicon.topic


def _tells_whose(words: str, lexicon: Lexicon) -> bool:
    """Whether words before a name tell whose it is: "Ibero-American", "Peruvian"."""
    return (
        words in lexicon.regions or words.rpartition("-")[2] in lexicon.regions or words in lexicon.demonyms
    )


def may_belong(entity: Entity, owner: Entity) -> bool:
    """Whether nothing that is known of an entity gives it another owner: two states have two ministries."""
    if owner is entity or entity.thing is not None:
        return True
    if owner.cls == "cc:State":
        state = entity.state or (entity.parent.state if entity.parent is not None else None)
        return state is None or state.iri == owner.iri
    if owner.state is not None and entity.state is not None and owner.state.iri != entity.state.iri:
        return False
    return entity.parent is None or entity.parent in owner.line() or owner in entity.parent.line()
