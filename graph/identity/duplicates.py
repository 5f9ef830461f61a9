"""Pairs of nodes that may be one thing, for a person to decide: the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TextIO

from pyoxigraph import Literal, NamedNode, QuerySolutions

from ...ontology.reference import load
from ..store import answers
from ..store.iris import short
from ..store.stores import Store
from ..things.descriptions import Description
from .cognates import meaning
from .decisions import KINDS, Decisions
from .known_things import Known
from .likeness import likeness, title_words

_LEAST = 0.6  # pairs with a lower score are not worth a person's time
_COMMON = 60  # a word in the names of more things than this brings no pair together
_SHARED = 0.1  # states or organizations that both belong to, or the first day of both
_APART = 0.4  # a ministry of another state is another ministry, a workshop of another year another workshop
_APART_PERSON = 0.2  # but a person may serve two
_TOGETHER = 0.25  # one release names both, as two
_BARE = 0.2  # an activity or instrument of which not even three words are said, as "cyber drill"

_MENTIONS = """
SELECT ?node ?release ?exact ?start WHERE {{
  VALUES ?node {{ {nodes} }}
  GRAPH ?evidence {{
    ?claim rdf:object ?node ; rdf:predicate schema:mentions ; prov:wasDerivedFrom ?passage .
    ?passage oa:exact ?exact ; oa:start ?start ; schema:isPartOf ?release .
  }}
}} ORDER BY ?node ?release ?start
"""
_SETTINGS = """
SELECT DISTINCT ?release ?state ?issued WHERE {
  ?class rdfs:subClassOf* cc:PressRelease .
  GRAPH ?release { ?release a ?class OPTIONAL { ?release dcterms:issued ?issued } }
  OPTIONAL { GRAPH ?release { ?release schema:mentions ?state } ?state a cc:State }
}
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

    score: float  # 0 to 1, of all pairs the likeliest has the highest; not a probability
    kind: str  # person, organization, activity, instrument or place
    left: Side  # the one that would stay
    right: Side

    @property
    def command(self) -> str:
        """What to type if they are the same."""
        return f"cybercoop same {short(self.left.iri.value)} {short(self.right.iri.value)}"


def duplicates(store: Store, decisions: Decisions | None = None, most: int | None = None) -> list[Doubt]:
    """Pairs of things that may be one, the likeliest first, without those that somebody decided on.

    The score is how alike their names are (`graph.likeness`); more if they share a state, an organization or
    their days; less if these differ, or if one release names both.

    Args:
        store: the graph.
        decisions: what persons decided.
        most: how many pairs at most.
    """
    known, settings, decided = Known(store), _Settings(store), decisions or Decisions()
    scored = [
        (score, left, right)
        for left, right in _pairs(known)
        if not decided.differ(left, right)
        and decided.root(left) != decided.root(right)
        and (score := _score(known, settings, left, right)) >= _LEAST
    ]
    scored.sort(key=lambda each: (-each[0], each[1].value, each[2].value))
    return list(_doubts(store, known, scored[:most]))


class _Settings:
    """Which states each release mentions, and in which year it was issued."""

    def __init__(self, store: Store) -> None:
        self._states: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._years: dict[NamedNode, set[str]] = defaultdict(set)
        answer = store.query(_SETTINGS)
        assert isinstance(answer, QuerySolutions)
        for row in answer:
            if state := row["state"]:
                self._states[row["release"]].add(state)
            if issued := row["issued"]:
                self._years[row["release"]].add(issued.value[:4])

    def states(self, releases: Iterable[NamedNode]) -> frozenset[NamedNode]:
        """The states that any of these releases mentions."""
        return frozenset(state for release in releases for state in self._states[release])

    def years(self, releases: Iterable[NamedNode]) -> frozenset[str]:
        """The years in which these releases were issued."""
        return frozenset(year for release in releases for year in self._years[release])


def _pairs(known: Known) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Pairs of one kind with a word in common that not everything has, or with fitting initials."""
    by_word: dict[tuple[str, str], set[NamedNode]] = defaultdict(set)
    named = known.nodes()
    for iri in {*named, *(iri for iri in load().things)}:
        about = known.about(iri)
        if about and about.kind and short(iri.value).split("/")[0] in KINDS:
            for word in _words(about):
                by_word[about.kind, word].add(iri)
    seen: set[tuple[NamedNode, NamedNode]] = set()
    releases = set(named)
    for members in by_word.values():
        if len(members) <= _COMMON:
            for pair in combinations(sorted(members, key=lambda iri: iri.value), 2):
                if not releases.isdisjoint(pair) and not set(pair) <= load().things.keys():
                    seen.add(pair)
    yield from sorted(seen, key=lambda pair: (pair[0].value, pair[1].value))


def _words(about: Description) -> set[str]:
    found: set[str] = set()
    for name in about.names:
        words = title_words(name)
        found.update(word for word in (*words, *meaning(name)) if len(word) > 1)
        if len(words) > 2:
            found.add("".join(word[0] for word in words))
    return found


def _score(known: Known, settings: _Settings, left: NamedNode, right: NamedNode) -> float:
    ours, theirs = _about(known, left), _about(known, right)
    score = likeness(ours.names, theirs.names)
    if score < _LEAST - 2 * _SHARED:
        return 0.0
    releases = known.releases(left), known.releases(right)
    if ours.kind == "person":
        score += _weighed(known.circle(ours), known.circle(theirs), _APART_PERSON)
    else:
        # Of what is said to be of no state, the states that its releases mention are a hint.
        states = known.states(ours), known.states(theirs)
        hinted = [own or settings.states(those) for own, those in zip(states, releases, strict=True)]
        score += _weighed(*states, _APART) or min(0.0, _weighed(hinted[0], hinted[1], _APART))
    if ours.kind == "activity":
        years = _years(ours) or settings.years(releases[0]), _years(theirs) or settings.years(releases[1])
        score += _weighed(ours.starts, theirs.starts, _APART) or min(0.0, _weighed(*years, _APART))
    if not set(releases[0]).isdisjoint(releases[1]):
        score -= _TOGETHER
    if ours.kind in ("activity", "instrument") and min(map(_length, (ours, theirs))) < 3:
        score -= _BARE
    return round(max(0.0, min(1.0, score)), 2)


def _about(known: Known, iri: NamedNode) -> Description:
    about = known.about(iri)
    assert about is not None  # pairs are made of known nodes
    return about


def _weighed(left: frozenset[Hashable], right: frozenset[Hashable], apart: float) -> float:
    if not left or not right:
        return 0.0
    return -apart if left.isdisjoint(right) else _SHARED


def _years(about: Description) -> frozenset[str]:
    return frozenset(start[:4] for start in about.starts)


def _length(about: Description) -> int:
    return max((len(title_words(name)) for name in about.names), default=0)


def _doubts(store: Store, known: Known, scored: list[tuple[float, NamedNode, NamedNode]]) -> Iterator[Doubt]:
    passages = _passages(store, {iri for _, left, right in scored for iri in (left, right)})

    def side(iri: NamedNode) -> Side:
        about = _about(known, iri)
        keys = [release.value.rpartition("/")[2] for release in known.releases(iri)]
        names = sorted(about.names, key=lambda name: (-len(name), name))
        return Side(iri, tuple(names), tuple(keys), passages.get(iri, ""))

    for score, *pair in scored:
        # The one that the reference data know stays, else the one that more releases name.
        left, right = sorted(
            pair, key=lambda iri: (iri not in load().things, -len(known.releases(iri)), iri.value)
        )
        yield Doubt(score, _about(known, left).kind, side(left), side(right))


def _passages(store: Store, nodes: Iterable[NamedNode]) -> dict[NamedNode, str]:
    """The first passage that names each node."""
    values = " ".join(sorted(map(str, nodes)))
    answer = store.query(_MENTIONS.format(nodes=values))
    assert isinstance(answer, QuerySolutions)
    found: dict[NamedNode, str] = {}
    for row in answer:
        found.setdefault(row["node"], row["exact"].value)
    return found


def write(doubts: list[Doubt], format: str, store: Store, stream: TextIO) -> None:  # noqa: A002
    """Write doubtful pairs: ``table`` for people, else one of the formats of `graph.answers`.

    Raises:
        FormatError: there is no such format.
    """
    if format == "table":
        stream.write("\n\n".join(map(_shown, doubts)) + "\n" if doubts else "no doubtful pair\n")
    else:
        answers.write(store.query(_as_query(doubts)), format, stream)


def _shown(doubt: Doubt) -> str:
    def lines(side: Side) -> list[str]:
        names = " | ".join(side.names[:3])
        where = ", ".join(side.releases[:3]) or "reference data"
        return [
            f"  {answers.shown(Literal(f'{short(side.iri.value)}: {names} ({where})'))}",
            *([f'    "{answers.shown(Literal(side.passage))}"'] if side.passage else []),
        ]

    return "\n".join(
        [f"{doubt.score:.2f} {doubt.kind}", *lines(doubt.left), *lines(doubt.right), f"  {doubt.command}"]
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
    yield Literal(doubt.command)
