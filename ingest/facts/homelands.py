"""Of which state a national body or document is, where only the text around it tells."""

from __future__ import annotations

from collections.abc import Collection

from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..text.tokens import fold

_CYBER = "cc:CyberBody"
_UNIVERSITY = "cc:University"  # many bear a state's name, and no state has founded them
_MEMORY = 50  # sentences of a paragraph, at most


class Homelands:
    """Finds the state that a sentence of one document speaks of."""

    def __init__(self, document: Document) -> None:
        """Prepares for one document whose names are found."""
        self.doc = document
        self.national = frozenset(document.lexicon.table("names")["national"])

    def settle(self, helped: Collection[tuple[Entity, Entity]]) -> None:
        """A national policy, or a body that one creates, is of the one state that its paragraph speaks of.

        Args:
            helped: documents with those who helped to write them, whose they are not.
        """
        for sentence in self.doc.body:
            for mention in sentence.mentions:
                entity = mention.entity
                if entity is None or mention.kind not in (Kind.INSTRUMENT, Kind.ORGANIZATION):
                    continue
                if (
                    entity.state is None
                    and entity.thing is None
                    and entity.parent is None
                    and (self._is_national(entity) or _is_numbered_law(entity))
                ):
                    nation = self.nation(sentence)
                    entity.state = nation if nation and (entity, nation) not in helped else None

    def founder(self, sentence: Sentence, body: Entity) -> Entity | None:
        """The state that has set up a body, where the text names it."""
        if body.state is not None and body.cls != _UNIVERSITY:
            return body.state
        if body.cls != _CYBER and not self._is_national(body):
            return None
        own = body.thing.state if body.thing is not None else None
        if body.thing is not None and own is None:
            return None  # an international body
        state = next((e for e in self.doc.book.things() if e.thing and e.thing.iri == own), None)
        return state or self.nation(sentence) or self._headline_state()

    def likely(self, sentence: Sentence) -> list[Entity]:
        """The one state that a sentence, its paragraph or the headline names."""
        state = self.nation(sentence) or self._headline_state()
        return [state] if state is not None else []

    def nation(self, sentence: Sentence) -> Entity | None:
        """The one state that a sentence or its paragraph names, else the one whose bodies it names."""
        states = self._where(sentence)
        if not states:
            owners = [m.entity.state for m in sentence.mentions if m.entity and m.kind is Kind.ORGANIZATION]
            states = list(dict.fromkeys(state for state in owners if state is not None))
        return states[0] if len(states) == 1 else None

    def _is_national(self, entity: Entity) -> bool:
        return any(self.national.intersection(fold(name).split()) for name in entity.names)

    def _headline_state(self) -> Entity | None:
        """The one state that the headline names."""
        states = _states(self.doc.title.mentions) if self.doc.title else []
        return states[0] if len(states) == 1 else None

    def _where(self, sentence: Sentence) -> list[Entity]:
        """The one state of a sentence, else of those before it in its paragraph."""
        for i in range(sentence.index, max(sentence.index - 1 - _MEMORY, -1), -1):
            near = self.doc.body[i]
            if near.paragraph != sentence.paragraph:
                break
            if states := _states(near.mentions):
                return states if len(states) == 1 else []
        return []


def _is_numbered_law(entity: Entity) -> bool:
    """Whether it is a law or decree that only its number names: "In Paraguay, Decree 5512 protects"."""
    return entity.cls == "cc:Law" and any(sign.isdigit() for sign in entity.name)


def _states(mentions: list[Mention]) -> list[Entity]:
    return list(dict.fromkeys(m.entity for m in mentions if m.kind is Kind.STATE and m.entity is not None))
