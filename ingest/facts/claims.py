"""What the sentences of a release say of its entities, each statement once, with its passage and its rule."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ..base.model import Span
from ..grammar.frames import Frames
from ..names.entities import Entity
from ..text.counts import Money

_CAME, _EXPECTED = "cc:participant", "cc:expectedParticipant"
_AWAITED = ("cc:invitedParticipant", _EXPECTED)
_PRESENT = (_CAME, *_AWAITED)


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

    money: Money
    donors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    channels: tuple[Entity, ...]
    passage: Span
    rule: str


class Statements:
    """The relations and contributions of one release, in the order in which they are found."""

    def __init__(self, frames: Frames) -> None:
        """Starts with none; `frames` are those of the release's language."""
        self.relations: list[Relation] = []
        self.contributions: list[Contribution] = []
        self._frames = frames
        self._said: set[tuple[Entity, str, Entity]] = set()

    def rule_id(self, frame: str) -> str:
        """The path of a frame."""
        return f"{self._frames.code}/frames/{frame}"

    def predicate(self, role: str) -> str:
        """The property that a role, or a frame of bodies and documents, stands for."""
        return self._frames.predicates[role]

    def acts(self, noun: str) -> bool:
        """Whether a noun tells by itself that something is made or signed: "signature"."""
        return noun in self._frames.acts

    def founded(self, body: Entity) -> bool:
        """Whether something is said to have established a body."""
        return any(
            (r.predicate == "cc:establishes" and r.object is body)
            or (r.predicate == "cc:establishedBy" and r.subject is body)
            for r in self.relations
        )

    def helped(self) -> set[tuple[Entity, Entity]]:
        """Documents with those who helped to write them."""
        return {(r.subject, r.object) for r in self.relations if r.predicate == "cc:supportedBy"}

    def add(self, relation: Relation) -> None:
        """Notes a relation that was not said before."""
        key = (relation.subject, relation.predicate, relation.object)
        if key not in self._said:
            self._said.add(key)
            self.relations.append(relation)

    def called_off(self, cancelled: Collection[Entity]) -> None:
        """Who was to take part in what is cancelled was only expected."""
        self.relations = [
            replace(r, predicate=_EXPECTED) if r.predicate == _CAME and r.subject in cancelled else r
            for r in self.relations
        ]

    def without_absent(self, unsure: Sequence[Relation] = ()) -> None:
        """Drops it that somebody was invited or expected who is said not to have come.

        Args:
            unsure: who did not come, too; they count if they were invited or expected.
        """
        awaited = {(r.subject, r.object) for r in self.relations if r.predicate in _AWAITED}
        for relation in unsure:
            if (relation.subject, relation.object) in awaited:
                self.add(relation)
        absent = {(r.subject, r.object) for r in self.relations if r.predicate == "cc:absentParticipant"}
        self.relations = [
            r for r in self.relations if r.predicate not in _PRESENT or (r.subject, r.object) not in absent
        ]
