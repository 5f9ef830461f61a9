"""Where an office is held that names no place: by what its paragraph, or the release, names."""

from __future__ import annotations

from collections import Counter

from ..names.document import Document, Sentence
from ..names.entities import Entity, Kind
from ..names.naming import Namer
from ..text.tokens import fold
from .office_words import Office

_INTERNATIONAL = "cc:InternationalOrganization"
_BODIES = (
    *("org:Organization", "cc:GovernmentBody", "cc:CyberBody", "cc:Company", "cc:University"),
    _INTERNATIONAL,
)
_LEADING = 2  # so many times as often as any other is a state named that a release is about


class Settling:
    """Finds where the offices of one document are held that say nothing of it."""

    def __init__(self, document: Document, namer: Namer) -> None:
        """Prepares for one document whose names are resolved."""
        self.doc = document
        self.lex = document.lexicon
        self.namer = namer
        table = document.lexicon.table("offices")
        self._national, self._international = (frozenset(table[k]) for k in ("national", "international"))
        self._houses: dict[str, str] = table["houses"]
        self._seated = [
            (office, noun) for s in table["seats"] for office in s["offices"] for noun in s["bodies"]
        ]
        self._home: list[Entity] | None = None

    def settle(self, sentence: Sentence, office: Office) -> None:
        """Gives an office its place."""
        role = fold(office.role)
        if role in self._international:
            office.at = self.the_one(sentence, Kind.ORGANIZATION, (_INTERNATIONAL,))
        elif holds_word(role, self._national):
            office.at = (
                self.the_one(sentence, Kind.STATE, ("cc:State",))
                or self._people_before(sentence, office)
                or self._house(office.role)
                or self._at_home()
            )
        else:
            start = sentence.tokens[office.first].start
            office.at = self._house(office.role) or self._seat(role, start) or self._spoken_of(sentence)

    def _people_before(self, sentence: Sentence, office: Office) -> list[Entity]:
        """The state of the one people named before an office: "The Japanese side: N, Ambassador"."""
        found = {
            people[0].iri: people[0]
            for i in range(office.first)
            if sentence.tokens[i].capital and (people := self.lex.demonym(sentence.tokens, i)) is not None
        }
        return [self.doc.book.state(*found.values())] if len(found) == 1 else []

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

    def _spoken_of(self, sentence: Sentence) -> list[Entity]:
        """The one body that the sentences before it in a paragraph name: "Director N said"."""
        if sentence.index and self.doc.body[sentence.index - 1].paragraph == sentence.paragraph:
            return self.the_one(sentence, Kind.ORGANIZATION, _BODIES)
        return []

    def _at_home(self) -> list[Entity]:
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

    def _seat(self, role: str, before: int) -> list[Entity]:
        """The body named last of the kind in which such an office is held: the Rector's university."""
        words = role.split()
        if any(word in self.lex.owner for word in words):
            return []
        nouns = [noun for office, noun in self._seated if f" {office} " in f" {role} "]
        found = [self.namer.again(noun, self.lex.heads[noun], before) for noun in nouns]
        last = [(e.last_before(before) or 0, n, e) for n, e in enumerate(found) if e is not None]
        return [max(last)[2]] if last else []

    def _house(self, role: str) -> list[Entity]:
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


def holds_word(role: str, offices: frozenset[str]) -> bool:
    """Whether a folded role contains one of some offices as whole words."""
    return any(f" {office} " in f" {role} " for office in offices)
