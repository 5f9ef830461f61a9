"""All that the frames of a language find in one parsed sentence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .capacities import Capacities
from .frames import Frames
from .gifts import Gift, Gifts
from .making import Made, Makings
from .nounframes import Nominals
from .referring import Referring
from .roles import Role, Roles
from .syntax import Parse
from .ties import Tie, Ties


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence tells of activities, bodies, documents and money."""

    roles: tuple[Role, ...]
    ties: tuple[Tie, ...]
    gifts: tuple[Gift, ...]


def tell(frames: Frames, parse: Parse, refer: Referring) -> Telling:
    """What one sentence tells; the order follows the text, whatever the order of the frames."""
    capacities = Capacities(frames, parse, refer)
    apart = capacities.companions()
    roles = [
        *(role for role in Roles(frames, parse, refer).found() if apart.isdisjoint(role.actors)),
        *Nominals(frames, parse, refer).found(),
        *capacities.found(),
    ]
    return Telling(
        tuple(sorted(dict.fromkeys(roles), key=lambda r: (*_place(r), r.role))),
        tuple(sorted(dict.fromkeys(Ties(frames, parse, refer).found()), key=_place)),
        tuple(Gifts(frames, parse, refer).found()),
    )


def makings(frames: Frames, parse: Parse, refer: Referring, heads: Collection[str]) -> list[Made]:
    """The activities that the verbs of one sentence make; `heads` are nouns that may mean one."""
    return list(Makings(frames, parse, refer, heads).found())


def _place(found: Role | Tie) -> tuple[int, int, str]:
    """Where the words stand that tell something: of two frames that tell it the first by name counts."""
    return found.first, found.last, found.frame
