"""Of which phrase before it a participle, infinitive or gerund may speak."""

from __future__ import annotations

from ..names.entities import Kind
from .clausestate import State
from .syntax import Phrase

_ACTING = frozenset((Kind.STATE, Kind.ORGANIZATION, Kind.PERSON))
_PLACES = frozenset((Kind.PLACE, Kind.STATE))
_NEAREST = 6  # phrases before a participle that it may speak of


def nearest(state: State) -> list[Phrase]:
    """The phrases before, the nearest first."""
    return state.level.line[: -_NEAREST - 1 : -1]


def beginning(state: State) -> Phrase | None:
    """The states or bodies that a clause begins with: "Chile and Peru, | though invited, did not come"."""
    level = state.level
    subject = level.clause.subject if level.comma and level.clause.verb is None else None
    if subject is None or subject.head.kind not in _ACTING:
        return None
    return subject if level.line[-1] in (subject, *subject.items) else None


def no_place(phrases: list[Phrase]) -> Phrase | None:
    """The nearest phrase that names no place: "a workshop in Lima, Peru, | organized by"."""
    return next((p for p in phrases if p.head.kind not in _PLACES), phrases[0] if phrases else None)


def host(state: State) -> Phrase | None:
    """The phrase before, but of "officials of Togo" and "a workshop in Lima" the first."""
    frontier = state.level.frontier
    k = len(frontier) - 1
    while (
        k > state.level.floor and frontier[k].head.kind in _PLACES and _within(frontier[k - 1], frontier[k])
    ):
        k -= 1
    if k < 0 or state.level.last is None:
        return state.level.last
    last = frontier[k].items[-1] if frontier[k].items else frontier[k]
    return last if last.determiner or last.head.kind is not frontier[k].head.kind else frontier[k]


def _within(outer: Phrase, inner: Phrase) -> bool:
    return any(part is inner for _, part in outer.parts) or any(aside is inner for aside in outer.asides)
