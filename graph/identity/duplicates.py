"""Pairs of nodes that may be one thing, for a person to decide: the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp
from textwrap import shorten
from typing import TextIO

from pyoxigraph import Literal, NamedNode, QuerySolutions

from ...ontology.reference import load
from ..store import answers
from ..store.iris import short
from ..store.stores import Store
from ..things.descriptions import Description
from .clustering import Pair
from .decisions import KINDS, Decisions
from .identities import Comparison, assess
from .known_things import Known
from .weights import weights

_SCREEN = 4  # pairs that a screen holds
_WIDE = 100  # letters of a passage, of which people need see no more
_HIGHEST = 0.99  # nothing in the list is certain
_TOO_LITTLE = "too little to be sure, or another fits as well"

_MENTIONS = """
SELECT ?node ?release ?exact ?start WHERE {{
  VALUES ?node {{ {nodes} }}
  GRAPH ?evidence {{
    ?claim rdf:object ?node ; rdf:predicate schema:mentions ; prov:wasDerivedFrom ?passage .
    ?passage oa:exact ?exact ; oa:start ?start ; schema:isPartOf ?release .
  }}
}} ORDER BY ?node ?release ?start
"""
COLUMNS = (
    "score",
    "kind",
    "left",
    "leftNames",
    "leftReleases",
    "leftPassage",
    "right",
    "rightNames",
    "rightReleases",
    "rightPassage",
    "for",
    "against",
    "command",
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of a doubtful pair."""

    iri: NamedNode
    names: tuple[str, ...]
    releases: tuple[str, ...]  # keys of those that name it; none if only the reference data know it
    passage: str  # one that names it


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two nodes that may be one thing."""

    score: float  # 0 to 1, of all pairs the likeliest has the highest; no probability
    kind: str  # person, organization, activity, instrument or place
    left: Side  # the one that would stay
    right: Side
    reasons: tuple[str, ...] = ()  # what speaks for it, in words
    against: tuple[str, ...] = ()  # what speaks against it

    @property
    def command(self) -> str:
        """What to type if they are the same."""
        return f"cybercoop same {short(self.left.iri.value)} {short(self.right.iri.value)}"


def duplicates(store: Store, decisions: Decisions | None = None, most: int | None = None) -> list[Doubt]:
    """Pairs of things that may be one, the likeliest first, without those that somebody decided on.

    What is certain is one thing already, and what cannot be is not asked; see `graph.identity.identities`.

    Args:
        store: the graph.
        decisions: what persons decided.
        most: how many pairs at most.
    """
    known = Known(store)
    found = [
        (_score(known, pair, comparison), pair, comparison)
        for pair, comparison in assess(known, decisions or Decisions()).doubtful
        if _about(known, pair.left).kind in KINDS
    ]
    found.sort(key=lambda each: (-each[0], each[1].left.value, each[1].right.value))
    return list(_doubts(store, known, found[:most]))


def _score(known: Known, pair: Pair, comparison: Comparison) -> float:
    """How near a sum is to what makes two things one, from 0 to 1: it ranks pairs of all kinds."""
    above = comparison.score - weights()[_about(known, pair.left).kind].certain
    return min(_HIGHEST, round(1 / (1 + exp(-above)), 2))


def _about(known: Known, iri: NamedNode) -> Description:
    about = known.about(iri)
    assert about is not None  # pairs are made of known nodes
    return about


def _doubts(store: Store, known: Known, found: list[tuple[float, Pair, Comparison]]) -> Iterator[Doubt]:
    passages = _passages(store, {iri for _, pair, _ in found for iri in (pair.left, pair.right)})

    def side(iri: NamedNode) -> Side:
        about = _about(known, iri)
        keys = [release.value.rpartition("/")[2] for release in known.releases(iri)]
        names = sorted(about.names, key=lambda name: (-len(name), name))
        return Side(iri, tuple(names), tuple(keys), passages.get(iri, ""))

    for score, pair, comparison in found:
        # The one that the reference data know stays, else the one that more releases name.
        left, right = sorted(
            (pair.left, pair.right),
            key=lambda iri: (iri not in load().things, -len(known.releases(iri)), iri.value),
        )
        outcomes = [each for each in comparison.outcomes if each.says and each.weight]
        yield Doubt(
            score,
            _about(known, left).kind,
            side(left),
            side(right),
            tuple(each.says for each in outcomes if each.weight > 0),
            tuple(each.says for each in outcomes if each.weight < 0) or (_TOO_LITTLE,),
        )


def _passages(store: Store, nodes: Iterable[NamedNode]) -> dict[NamedNode, str]:
    """The first passage that names each node."""
    values = " ".join(sorted(map(str, nodes)))
    answer = store.query(_MENTIONS.format(nodes=values))
    assert isinstance(answer, QuerySolutions)
    found: dict[NamedNode, str] = {}
    for row in answer:
        found.setdefault(row["node"], row["exact"].value)
    return found


def write(
    doubts: list[Doubt],
    format: str,  # noqa: A002
    store: Store,
    stream: TextIO,
    most: int | None = None,
) -> None:
    """Write doubtful pairs: ``table`` for people, else one of the formats of `graph.answers`.

    Args:
        doubts: all of them, the likeliest first.
        format: its name.
        store: makes the answer of other formats.
        stream: where to.
        most: how many pairs; unless given, a screen of them for people, and all for programs.

    Raises:
        FormatError: there is no such format.
    """
    if format != "table":
        answers.write(store.query(_as_query(doubts[:most])), format, stream)
        return
    shown = doubts[: most or _SCREEN]
    stream.write("\n\n".join(map(_shown, shown)) + "\n" if shown else "no doubtful pair\n")
    if rest := len(doubts) - len(shown):
        stream.write(f"\n{rest} more: cybercoop duplicates --most {len(doubts)}\n")


def _shown(doubt: Doubt) -> str:
    def lines(side: Side) -> list[str]:
        names = " | ".join(side.names[:3])
        where = ", ".join(side.releases[:3]) or "reference data"
        return [
            f"  {answers.shown(Literal(f'{short(side.iri.value)}: {names} ({where})'))}",
            *([f'    "{answers.shown(Literal(shorten(side.passage, _WIDE)))}"'] if side.passage else []),
        ]

    return "\n".join(
        [
            f"{doubt.score:.2f} {doubt.kind}",
            *lines(doubt.left),
            *lines(doubt.right),
            *([f"  for:     {', '.join(doubt.reasons)}"] if doubt.reasons else []),
            *([f"  against: {', '.join(doubt.against)}"] if doubt.against else []),
            f"  {doubt.command}",
        ]
    )


def _as_query(doubts: list[Doubt]) -> str:
    """The pairs as a SPARQL query that gives them, so that they go into every format of results."""
    rows = "\n".join(f"({' '.join(map(str, _row(doubt)))})" for doubt in doubts)
    columns = " ".join(f"?{name}" for name in COLUMNS)
    return f"SELECT {columns} WHERE {{ VALUES ({columns}) {{ {rows} }} }} ORDER BY DESC(?score) ?left ?right"


def _row(doubt: Doubt) -> Iterator[NamedNode | Literal]:
    yield Literal(doubt.score)
    yield Literal(doubt.kind)
    for side in (doubt.left, doubt.right):
        yield side.iri
        yield from (Literal(" | ".join(side.names)), Literal(" ".join(side.releases)), Literal(side.passage))
    yield from (Literal(", ".join(doubt.reasons)), Literal(", ".join(doubt.against)))
    yield Literal(doubt.command)
