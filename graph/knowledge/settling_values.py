"""One value where releases give several: the better believed, then the one that was reported later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from .believing import Support, support
from .said import Claim, Term, World

Values = Mapping[Term, list[Claim]]
Refines = Callable[[Term, Term], bool]  # whether a value says the same as another, no less precisely


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands, and what does not."""

    value: Term
    support: Support
    rivals: tuple[tuple[Term, Support], ...] = ()


def same(value: Term, other: Term) -> bool:
    """What refines a value of which there is nothing vaguer: itself."""
    return value == other


def same_day(value: Term, other: Term) -> bool:
    """Whether a date says no less than another: "2014-03-31" than "2014-03"."""
    return isinstance(value, Literal) and isinstance(other, Literal) and value.value.startswith(other.value)


def settle(world: World, values: Values, refines: Refines = same) -> Settled | None:
    """The value that stands among several of which one is right; None if there is none."""
    if not values:
        return None
    backed = {
        value: support(
            (claim for other in values if refines(value, other) for claim in values[other]), world.headers
        )
        for value in values
    }

    def rank(value: Term) -> tuple[object, ...]:
        return (*backed[value].strength, len(value.value), str(value))

    first, *others = sorted(backed, key=rank, reverse=True)
    rivals = [
        (value, backed[value])
        for value in sorted(others, key=str)
        if not (refines(first, value) or refines(value, first))
    ]
    return Settled(first, backed[first], tuple(rivals))
