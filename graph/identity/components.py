"""What belongs together because pairs of it do."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def components(pairs: Iterable[tuple[T, T]]) -> list[set[T]]:
    """The sets into which pairs tie things together; a thing paired with itself may be a set of its own."""
    held: dict[T, set[T]] = {}
    for left, right in pairs:
        ours, theirs = held.setdefault(left, {left}), held.setdefault(right, {right})
        if ours is not theirs:
            small, large = sorted((ours, theirs), key=len)
            large |= small
            held.update(dict.fromkeys(small, large))
    return list({id(each): each for each in held.values()}.values())
