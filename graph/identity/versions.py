"""One release in two languages: two texts, and one witness.

A publisher that writes in several languages files the versions of a release under one number, with a letter
for the language ("E-119/14", "C-119/14"), or gives them out on one day. The version that came later into the
graph says of which it is one (``dcterms:isVersionOf``), and what counts witnesses counts them once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from ...ontology.reference import load
from ...ontology.terms import term
from ..store.stores import Store
from .known_things import facts_of

VERSION_OF = term("dcterms:isVersionOf")
_NUMBER, _LANGUAGE, _PUBLISHER = map(term, ("dcterms:identifier", "dcterms:language", "dcterms:publisher"))
_ISSUED, _MENTIONS = term("dcterms:issued"), term("schema:mentions")
_HEADER = (_NUMBER, _LANGUAGE, _PUBLISHER, _ISSUED, _MENTIONS, VERSION_OF)
_QUERY = f"""
SELECT ?s ?p ?o WHERE {{
  {{ SELECT DISTINCT ?s {{ ?class rdfs:subClassOf* cc:PressRelease . ?s a ?class }} }}
  VALUES ?p {{ {" ".join(map(str, _HEADER))} }}
  ?s ?p ?o
}}
"""
_DAYS = 7  # a translation may come some days later
_ALIKE = 0.6  # of all that two releases of one day name, what both must name
_LEAST = 5  # and how many things at least

_Facts = dict[NamedNode, set[NamedNode | Literal]]


@dataclass(frozen=True, slots=True)
class _Header:
    """What tells of which release another may be a version."""

    number: str  # its reference, with letters left out: "-119/14"; nothing if it has none
    language: str
    publisher: str
    issued: date | None
    named: frozenset[NamedNode]
    original: NamedNode | None  # the release that it is a version of


class Versions:
    """Which releases of a store are versions of one."""

    def __init__(self, store: Store) -> None:
        self._headers: dict[NamedNode, _Header] = {}
        self._alike: dict[object, set[NamedNode]] = defaultdict(set)
        said: dict[NamedNode, _Facts] = defaultdict(lambda: defaultdict(set))
        answer = store.query(_QUERY)
        assert isinstance(answer, QuerySolutions)
        for row in answer:
            said[row["s"]][row["p"]].add(row["o"])
        for release, facts in said.items():
            self._learn(release, _header(facts))

    def original(self, quads: Iterable[Quad]) -> NamedNode | None:
        """The release that this one is a version of, by what the others say; none if it is the first."""
        release, header = _read(quads)
        others = {iri for key in _keys(header) for iri in self._alike[key]} - {release}
        if any(self._headers[iri].original == release for iri in others):
            return None
        found = {
            self._headers[iri].original or iri for iri in others if _one_release(header, self._headers[iri])
        }
        return found.pop() if len(found) == 1 else None

    def learn(self, quads: Iterable[Quad]) -> None:
        """Take in a release as it is stored, in place of what it was before."""
        release, header = _read(quads)
        if release in self._headers:
            for key in _keys(self._headers[release]):
                self._alike[key].discard(release)
        self._learn(release, header)

    def _learn(self, release: NamedNode, header: _Header) -> None:
        self._headers[release] = header
        for key in _keys(header):
            self._alike[key].add(release)


def version_of(quads: Iterable[Quad], original: NamedNode) -> Quad:
    """The note, beside a release's claims, that it is a version of another."""
    release, _ = facts_of(quads)
    return Quad(release, VERSION_OF, original, NamedNode(f"{release.value}/evidence"))


def _read(quads: Iterable[Quad]) -> tuple[NamedNode, _Header]:
    kept = list(quads)
    release, _ = facts_of(kept)
    said: _Facts = defaultdict(set)
    for quad in kept:
        if quad.subject == release and isinstance(quad.object, NamedNode | Literal):
            said[quad.predicate].add(quad.object)
    return release, _header(said)


def _header(said: _Facts) -> _Header:
    def text(predicate: NamedNode) -> str:
        return min((each.value for each in said.get(predicate, ())), default="")

    issued = text(_ISSUED)
    originals = sorted(
        (each for each in said.get(VERSION_OF, ()) if isinstance(each, NamedNode)), key=lambda iri: iri.value
    )
    return _Header(
        number=re.sub(r"[A-Za-z]", "", text(_NUMBER)),
        language=text(_LANGUAGE),
        publisher=text(_PUBLISHER),
        issued=date.fromisoformat(issued) if len(issued) == len("2014-03-28") else None,
        named=frozenset(each for each in said.get(_MENTIONS, ()) if isinstance(each, NamedNode)),
        original=originals[0] if originals else None,
    )


def _keys(header: _Header) -> list[object]:
    """What versions of one release share: publisher and number, or publisher and day."""
    if not header.publisher:
        return []
    found: list[object] = [(header.publisher, header.issued)] if header.issued else []
    if any(map(str.isdigit, header.number)):
        found.append((header.publisher, header.number))
    return found


def _one_release(left: _Header, right: _Header) -> bool:
    """Whether two releases of one publisher tell the same in two languages."""
    if left.language == right.language or not left.issued or not right.issued:
        return False
    if left.number and left.number == right.number:
        return abs(left.issued - right.issued).days <= _DAYS
    if left.issued != right.issued or (left.number and right.number):
        return False
    shared, either = left.named & right.named, left.named | right.named
    return (
        len(shared) >= _LEAST and len(shared) >= _ALIKE * len(either) and not shared <= load().things.keys()
    )
