"""Parts of the graph to take away, each a small graph of its own.

A release or a neighborhood comes with its evidence and with the types and names of all that it names; a
query's triples come as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from pyoxigraph import NamedNode, Quad, QuerySolutions, QueryTriples

from ...errors import CybercoopError
from ...ontology.terms import KNOWLEDGE_GRAPH, ONTOLOGY_GRAPH, RUNS_GRAPH, node, term
from ..network.building import network
from ..store.stores import OxigraphStore, Store, open_store
from ..things.resolve import resolve
from ..things.statements import kinds_of_nodes, replaced

CONSTRUCTED_GRAPH = node("graph/constructed")

_RELEASES = """
SELECT DISTINCT ?release ?reference WHERE {
  GRAPH ?release { ?release a ?class } ?class rdfs:subClassOf* cc:PressRelease .
  OPTIONAL { ?release dcterms:identifier ?reference }
} ORDER BY ?release
"""
_DERIVED = term("prov:wasDerivedFrom")
_STATED = tuple(map(term, ("rdf:subject", "rdf:predicate", "rdf:object")))


class UnknownReleaseError(CybercoopError):
    """No release of this reference was read."""


class NotAConstructError(CybercoopError):
    """A query that gives rows, where triples are wanted."""


def part(
    store: Store, release: str | None, focus: str | None, depth: int, construct: str | None
) -> OxigraphStore | None:
    """The part that is asked for: one release, what is around a thing, or what a CONSTRUCT yields; else None.

    Raises:
        CybercoopError: more than one of them is named, or what is named is not there.
    """
    if sum(each is not None for each in (release, focus, construct)) > 1:
        raise CybercoopError("one release, one focus or one CONSTRUCT: name only one of them")
    if release is not None:
        return of_release(store, release)
    if focus is not None:
        return around(store, resolve(store, focus, "node"), depth)
    return None if construct is None else constructed(store, construct)


def of_release(store: Store, reference: str) -> OxigraphStore:
    """One release: its graphs, and what the reference data know of all that it names.

    Args:
        store: the whole graph.
        reference: as it is printed (E-119/14), or the last part of the release's IRI.

    Raises:
        UnknownReleaseError: it was not read; says which were that are written alike.
    """
    release = _release(store, reference)
    own = [each for each in store.graphs() if each == release or each.value.startswith(f"{release.value}/")]
    return _part(store, [quad for graph in own for quad in store.quads(graph)])


def around(store: Store, focus: NamedNode, depth: int) -> OxigraphStore:
    """What releases state within some steps of a node, as `network.network` counts them.

    A statement belongs to it if all that it ties is near: of a mission, the participants within reach. So
    does the header of each release that states any.

    Raises:
        UnknownNodeError: no release names the focus.
    """
    near = {NamedNode(iri) for iri in network(store, focus, depth)}
    near |= {old for old, new in replaced(store).items() if new in near}
    far = {each for each in kinds_of_nodes(store) if each not in near}
    found: list[Quad] = []
    for release in releases_in(store):
        stated = list(store.quads(release))
        kept = _stated_near(stated, release, near, far)
        if kept:
            found += kept
            facts = {(quad.subject, quad.predicate, quad.object) for quad in kept}
            found += _evidence_of(facts, store.quads(NamedNode(f"{release.value}/evidence")))
            found += store.quads(NamedNode(f"{release.value}/text"))
    return _part(store, found)


def constructed(store: Store, sparql: str) -> OxigraphStore:
    """What a CONSTRUCT or DESCRIBE yields, and nothing else, in the graph `CONSTRUCTED_GRAPH`.

    Raises:
        NotAConstructError: the query gives rows.
        QueryError: the query is wrong.
    """
    answer = store.query(sparql)
    if not isinstance(answer, QueryTriples):
        raise NotAConstructError(
            "only what CONSTRUCT or DESCRIBE yields is a graph: `query` prints other answers"
        )
    part = open_store(None)
    part.replace(
        [], [Quad(triple.subject, triple.predicate, triple.object, CONSTRUCTED_GRAPH) for triple in answer]
    )
    return part


def known_of(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """What the reference data, and what users added, say of what these quads name."""
    named = {each for quad in quads for each in (quad.subject, quad.object)}
    graphs = store.graphs()
    for graph in set(graphs).difference(
        stated_in(store, graphs), (RUNS_GRAPH, ONTOLOGY_GRAPH, KNOWLEDGE_GRAPH)
    ):
        yield from (quad for quad in store.quads(graph) if quad.subject in named)


def stated_in(store: Store, graphs: Iterable[NamedNode]) -> list[NamedNode]:
    """Those of the graphs that hold what releases state, evidence and texts, or what was constructed."""
    releases = {graph.value for graph in releases_in(store)} | {CONSTRUCTED_GRAPH.value}
    return [
        graph for graph in graphs if not releases.isdisjoint({graph.value, graph.value.rpartition("/")[0]})
    ]


def _part(store: Store, quads: Collection[Quad]) -> OxigraphStore:
    part = open_store(None)
    part.replace([], [*quads, *known_of(store, quads)])
    return part


def releases_in(store: Store) -> dict[NamedNode, str]:
    """Each release and its reference, or else the last part of its IRI."""
    answer = store.query(_RELEASES)
    assert isinstance(answer, QuerySolutions)
    return {
        row["release"]: row["reference"].value
        if row["reference"]
        else row["release"].value.rsplit("/", 1)[-1]
        for row in answer
    }


def _release(store: Store, reference: str) -> NamedNode:
    asked = reference.strip().casefold()
    known = releases_in(store)
    for release, name in known.items():
        if asked in (name.casefold(), release.value.casefold(), release.value.rsplit("/", 1)[-1].casefold()):
            return release
    alike = get_close_matches(reference, known.values(), n=3)
    hint = f"did you mean {' or '.join(alike)}?" if alike else "`cybercoop ask coverage` shows what was read"
    raise UnknownReleaseError(f"no release {reference} was read: {hint}")


def _stated_near(
    stated: list[Quad], release: NamedNode, near: Collection[object], far: Collection[object]
) -> list[Quad]:
    """A release's statements about what is near; empty if there are none."""
    about: dict[object, list[Quad]] = {}
    for quad in stated:
        about.setdefault(quad.subject, []).append(quad)
    header = [quad for quad in about.pop(release, []) if quad.object not in far]
    kept = [
        quad
        for subject, quads in about.items()
        if subject in near or (subject not in far and _ties_near_only(quads, near, far))
        for quad in quads
        if quad.object not in far
    ]
    # What those point to and nothing else says: the role of an office.
    pointed = {quad.object for quad in kept if quad.subject not in near} - set(near)
    kept += [quad for each in pointed if each in about for quad in about[each] if quad not in kept]
    return [*kept, *header] if kept else []


def _ties_near_only(quads: list[Quad], near: Collection[object], far: Collection[object]) -> bool:
    """Whether a membership, a contribution or a quotation ties what is near, and nothing else."""
    tied = {quad.object for quad in quads}
    return not tied.isdisjoint(near) and tied.isdisjoint(far)


def _evidence_of(facts: Collection[object], quads: Iterable[Quad]) -> Iterator[Quad]:
    """The claims of some facts, with their passages."""
    about: dict[object, list[Quad]] = {}
    for quad in quads:
        about.setdefault(quad.subject, []).append(quad)
    for described in about.values():
        values = {quad.predicate: quad.object for quad in described}
        if tuple(map(values.get, _STATED)) in facts:
            yield from described
            yield from about.get(values.get(_DERIVED), ())
