"""All that the frames of a language find in one parsed sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .capacities import Capacities
from .frames import Frames
from .gifts import Gift, Gifts
from .making import Made, Makings
from .nounframes import Nominals
from .referring import Referring
from .roles import Role, Roles
from .syntax import ClauseKind, Parse
from .ties import Tie, Ties


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence tells of activities, bodies, documents and money."""

    roles: tuple[Role, ...]
    ties: tuple[Tie, ...]
    gifts: tuple[Gift, ...]
    openings: tuple[int, ...] = (0,)  # tokens with which its clauses begin that stand on their own


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
        (0, *_openings(frames, parse)),
    )


def _openings(frames: Frames, parse: Parse) -> Iterator[int]:
    """Where clauses begin that are no part of others: main ones, and what somebody said."""
    for clause in parse.clauses:
        above = clause.parent.verb if clause.parent is not None else None
        reported = clause.kind is ClauseKind.SUBORDINATE and clause.marker in frames.grammar.that
        reported = reported and above is not None and above.lemma in frames.grammar.reporting
        if clause.verb is not None and (clause.kind is ClauseKind.MAIN or reported):
            first = clause.verb.words[0].first
            yield first if clause.subject is None else min(first, clause.subject.first)


def makings(frames: Frames, parse: Parse, refer: Referring, heads: Collection[str]) -> list[Made]:
    """The activities that the verbs of one sentence make; `heads` are nouns that may mean one."""
    return list(Makings(frames, parse, refer, heads).found())


def _place(found: Role | Tie) -> tuple[int, int, str]:
    """Where the words stand that tell something: of two frames that tell it the first by name counts."""
    return found.first, found.last, found.frame
