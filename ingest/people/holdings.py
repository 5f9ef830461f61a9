"""Who holds which office, by what one release says."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..base.model import Span
from ..names.entities import Entity
from ..text.splitting import Splitter
from ..text.tokens import fold
from .office_words import Office


@dataclass(slots=True)
class Holding:
    """That a person holds an office, and the passage that says so."""

    person: Entity
    office: Office
    passage: Span


class Holdings:
    """The offices of one document's persons, in the order of the text."""

    def __init__(self, connectors: Collection[str], splitter: Splitter) -> None:
        """`connectors` are the words between an office and what it is over: "of", "for"."""
        self._splitter = splitter
        self._connectors = connectors
        self._all: list[Holding] = []
        self._holders: dict[Office, Entity] = {}

    def __iter__(self) -> Iterator[Holding]:
        return iter(self._all)

    def add(self, person: Entity, office: Office, passage: Span) -> None:
        """Notes that a person holds an office."""
        self._holders[office] = person
        self._all.append(Holding(person, office, passage))

    def holder(self, office: Office) -> Entity | None:
        """Who holds an office, where its own phrase says so."""
        return self._holders.get(office)

    def any(self, person: Entity, within: Span) -> bool:
        """Whether a person is said to hold an office in a stretch of the text."""
        return any(h.person is person and within.holds(h.passage) for h in self._all)

    def called(self, role: str, before: int) -> Entity | None:
        """The one person who the text before an offset says holds such an office: "the Minister"."""
        wanted = fold(role)
        found = {h.person for h in self._all if h.passage.end <= before and self._head(h.office) == wanted}
        return found.pop() if len(found) == 1 else None

    def _head(self, office: Office) -> str:
        """The words of an office before those that say what it is over: "minister"."""
        words = fold(self._splitter.folded(office.role)).split()
        end = next((n for n, word in enumerate(words) if word in self._connectors), len(words))
        return " ".join(words[:end])

    def once(self) -> list[Holding]:
        """Each office of a person once: those with a place, or else the first."""
        kept: dict[tuple[Entity, str], list[Holding]] = {}
        for holding in self._all:
            same = kept.setdefault((holding.person, fold(holding.office.role)), [])
            if same and (not holding.office.at or any(h.office.at == holding.office.at for h in same)):
                continue
            same[:] = [*(h for h in same if h.office.at), holding]
        return [h for h in self._all if h in kept[h.person, fold(h.office.role)]]
