"""Several bodies of one head noun: "the Ministries of Health, Justice and Defense"."""

from __future__ import annotations

from .document import Document, Sentence
from .entities import Entity
from .name import Name
from .naming import Namer


class Sharing:
    """Tells apart the bodies that share a head noun in one document."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document."""
        self.lex = document.lexicon
        self.book = document.book
        self.namer = namer
        self.shared = self.lex.shared

    def bodies(self, sentence: Sentence, name: Name) -> list[Entity]:
        """The bodies that share a head noun: "the Ministries of Health, Justice and Defense" are three."""
        owner = self.namer.entity(sentence, name.owner) if name.owner else None
        states = self._further_states(sentence, name)
        parts = self._parts(sentence, name)
        if len(parts) < 2 and not states:
            return []
        singular = name.head[0].upper() + name.head[1:]
        of = next(t.text for t in sentence.tokens[name.first :] if t.fold in self.lex.owner)
        texts = [f"{singular} {of} {self.namer.text(sentence, a, b)}" for a, b in parts]
        owners = [owner, *(self.namer.entity(sentence, state) for state in states)]
        if states:
            name.last = states[-1].last
        if not texts:  # "the Permanent Missions of Chile and Jamaica"
            whose = [one for one in owners if one is not None]
            return [self._part(sentence, name, f"{singular} {of} {one.name}", one) for one in whose]
        return [self._part(sentence, name, text, one) for text in texts for one in owners]

    def _parts(self, sentence: Sentence, name: Name) -> list[tuple[int, int]]:
        """What each of several bodies is over: "of | Health, | Justice and | Defense"."""
        tokens = sentence.tokens
        of = next((k for k in range(name.first, name.core) if tokens[k].fold in self.lex.owner), None)
        if of is None:
            return []
        parts: list[tuple[int, int]] = []
        start = of + 1
        for k in range(of + 1, name.core + 1):
            if k < name.core and tokens[k].text != "," and tokens[k].fold not in self.lex.conjunctions:
                continue
            while start < k and tokens[start].fold in self.lex.articles:
                start += 1
            if start < k:
                parts.append((start, k))
            start = k + 1
        return parts

    def _further_states(self, sentence: Sentence, name: Name) -> list[Name]:
        """The states after the first: "the Ministries of Defense of Peru | and Chile"."""
        found: list[Name] = []
        tokens, j = sentence.tokens, name.last
        while name.owner is not None and name.owner.is_state and j + 1 < len(tokens):
            k = j + 1 + (tokens[j + 1].fold in self.lex.articles | self.lex.conjunctions)
            joined = tokens[j].text == "," or tokens[j].fold in self.lex.conjunctions
            size, things = sentence.parser.known[k] if joined and k < len(tokens) else (0, [])
            state = Name.known(k, k + size, things)
            if not size or not state.is_state:
                break
            found.append(state)
            j = state.last
        return found

    def _part(self, sentence: Sentence, name: Name, text: str, owner: Entity | None) -> Entity:
        """One of the bodies that share a head."""
        cls = self.shared[name.head]
        span = sentence.offsets(name.first, name.core)
        entity = self.namer.recall.named([text], cls, [owner], span.start)
        entity = entity or self.book.add(Entity(cls, head=name.head, rule="names/shared"))
        entity.call(text, span)
        self.book.index(text, entity)
        entity.mention(span)
        self.namer.belong(entity, owner)
        return entity
