"""What the sentences of a release say of its entities, each statement once, with its passage and its rule."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.model import Span
from ..names.entities import Entity
from ..text.counts import Money
from .rules import Rule


@dataclass(frozen=True, slots=True)
class Relation:
    """Something that a sentence says of two entities."""

    subject: Entity
    predicate: str
    object: Entity
    passage: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """Money that somebody gives or promises."""

    donor: Entity
    money: Money
    recipient: Entity | None
    passage: Span
    rule: str


class Statements:
    """The relations and contributions of one release, in the order in which they are found."""

    def __init__(self, language: str) -> None:
        """Starts with none; `language` is the ISO 639-1 code of the rules."""
        self.relations: list[Relation] = []
        self.contributions: list[Contribution] = []
        self._language = language
        self._said: set[tuple[Entity, str, Entity]] = set()

    def rule_id(self, rule: Rule) -> str:
        """The path of a rule."""
        return f"{self._language}/relations/{rule.id}"

    def relate(self, subject: Entity, rule: Rule, entity: Entity, passage: Span) -> None:
        """Notes what a rule says of two entities."""
        self.add(Relation(subject, rule.predicate, entity, passage, self.rule_id(rule)))

    def founded(self, body: Entity) -> bool:
        """Whether something is said to have established a body."""
        return any(
            (r.predicate == "cc:establishes" and r.object is body)
            or (r.predicate == "cc:establishedBy" and r.subject is body)
            for r in self.relations
        )

    def add(self, relation: Relation) -> None:
        """Notes a relation that was not said before."""
        key = (relation.subject, relation.predicate, relation.object)
        if key not in self._said:
            self._said.add(key)
            self.relations.append(relation)
