"""One thing, one node, across releases: which nodes of a release are things that the graph knows already.

A release is read alone, so the same person may bear two names in two releases, and have two nodes. Before a
release is stored, its nodes are held against those of all other releases and of the reference data, and
take the IRI of the one that they are, if there is exactly one and nothing speaks against it. What persons
decided (`graph.decisions`) goes before that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad, QuerySolutions

from ...ontology.reference import load
from ...ontology.terms import term
from ..store.stores import Store
from ..things.descriptions import Description, described
from .cognates import meaning
from .decisions import Decisions
from .known_things import Known, facts_of
from .likeness import same_person

# In an evidence graph: the IRI that a node of this release would bear alone, and the one that it bears.
REPLACED = term("dcterms:isReplacedBy")

_ACTIVITY = term("cc:Activity")
_LONG = 3  # words of a name that is not everybody's
_RELEASES_WITH = """
SELECT DISTINCT ?g WHERE {
  GRAPH ?g { { ?node ?p ?o } UNION { ?s ?p ?node } }
  FILTER(?p != dcterms:isReplacedBy && CONTAINS(STR(?g), "/release/"))
}
"""
_REPLACED = "SELECT ?g ?old ?new WHERE { GRAPH ?g { ?old dcterms:isReplacedBy ?new } }"

Mapped = Mapping[NamedNode, NamedNode]


def canonical(
    store: Store | Known, quads: Iterable[Quad], decisions: Decisions | None = None
) -> dict[NamedNode, NamedNode]:
    """The nodes of a release that are others in the graph, each with the node that it is.

    Args:
        store: the graph; or what is known of it, which saves reading it for each of many releases.
        quads: all of one release, as ingest made them. What the store holds of this release does not count.
        decisions: what persons decided.
    """
    known = store if isinstance(store, Known) else Known(store)
    return dict(_Matching(known, list(quads), decisions or Decisions()).found())


def renamed(quads: Iterable[Quad], mapping: Mapped) -> list[Quad]:
    """The quads with nodes replaced, in claims too, and with a note of each replacement beside the claims.

    IRIs of claims and passages, texts and the names of graphs stay as they are.
    """
    return list(dict.fromkeys(_renamed(quads, mapping)))


def _renamed(quads: Iterable[Quad], mapping: Mapped) -> Iterator[Quad]:
    for quad in quads:
        subject, predicate, value, graph = quad
        noted = predicate == REPLACED
        new_subject = subject if noted else mapping.get(subject, subject)
        new_value = mapping.get(value, value)
        if noted and new_value == subject:
            continue  # what was replaced is back
        yield Quad(new_subject, predicate, new_value, graph)
        if new_value != value and str(graph).endswith("/evidence>"):
            yield Quad(value, REPLACED, new_value, graph)


class _Matching:
    """The nodes of one release held against all that is known without it."""

    def __init__(self, known: Known, quads: list[Quad], decisions: Decisions) -> None:
        self._known, self._decisions = known, decisions
        self._release, facts = facts_of(quads)
        self._nodes = _nodes(facts)
        self._own = described(quad.triple for quad in facts)
        self._mapping: dict[NamedNode, NamedNode] = {}

    def found(self) -> dict[NamedNode, NamedNode]:
        """Each node with the one that it is; nodes that stay what they are left out."""
        decided = {iri: self._decisions.root(iri) for iri in self._nodes}
        self._mapping = {iri: root for iri, root in decided.items() if iri != root}
        for kind in (
            "organization",
            "person",
            "activity",
            "instrument",
        ):  # persons are told apart by organizations
            self._match([iri for iri in self._nodes if iri in self._own and self._own[iri].kind == kind])
        return self._mapping

    def _match(self, nodes: list[NamedNode]) -> None:
        proposed: dict[NamedNode, NamedNode] = {}
        # Parents before their parts.
        for iri in sorted(nodes, key=lambda iri: (len(self._circle(self._own[iri])), iri.value)):
            if iri not in self._mapping and not self._known.about(iri, self._release):
                described_here = self._mapped(self._own[iri])
                if (same := self._same(iri, described_here)) is not None:
                    proposed[iri] = self._decisions.root(same)
        # What a release names twice, it holds for two things.
        here = Counter(proposed.get(iri, self._mapping.get(iri, iri)) for iri in self._nodes)
        self._mapping |= {iri: same for iri, same in proposed.items() if here[same] == 1}

    def _same(self, iri: NamedNode, description: Description) -> NamedNode | None:
        """The one known node that this must be; None if there is none or more than one."""
        found = self._compatible(iri, description)
        if len(found) != 1:
            return None
        (other,) = found
        about = self._known.about(other, self._release)
        # If what was found may be a third thing just as well, nobody can say which of them it is.
        if about is None or (about.kind != "organization" and self._compatible(other, about) - {iri}):
            return None
        return other

    def _compatible(self, iri: NamedNode, description: Description) -> set[NamedNode]:
        return {
            other
            for other in self._known.alike(description)
            if other != iri
            and (about := self._known.about(other, self._release)) is not None
            and about.kind == description.kind
            and not self._decisions.differ(iri, other)
            and _FITS[description.kind](self, description, about)
        }

    def _persons_fit(self, left: Description, right: Description) -> bool:
        if not all(same_person(a, b) for a in left.full_names for b in right.full_names):
            return False
        return _agree(self._circle(left), self._circle(right))

    def _organizations_fit(self, left: Description, right: Description) -> bool:
        """The full name of one is a name of the other, and their state is the same, or what they are part of.

        That two have the same acronym says little.
        """
        said = (left.full_names, right.names), (left.names, right.full_names)
        if not any(_titles(ours) & _titles(theirs) for ours, theirs in said):
            return False
        ours, theirs = self._states(left), self._states(right)
        shared = ours & theirs or left.parents & right.parents
        return bool(shared) and _agree(ours, theirs) and _agree(left.parents, right.parents)

    def _activities_fit(self, left: Description, right: Description) -> bool:
        """Their days and host are the same, or their name if one tells no host; and their kind."""
        ours, theirs = _days(left), _days(right)
        if ours is None or ours != theirs or not _one_kind(left, right):
            return False
        if left.states and right.states:
            return not left.states.isdisjoint(right.states)
        return _share_title(left.full_names, right.full_names)

    def _instruments_fit(self, left: Description, right: Description) -> bool:
        """Both are of one state, and their names mean the same: a strategy of no state is anybody's."""
        ours, theirs = self._states(left), self._states(right)
        named = _share_title(left.full_names, right.names) or _share_title(left.names, right.full_names)
        return named and not ours.isdisjoint(theirs) and _one_kind(left, right)

    def _circle(self, description: Description) -> frozenset[NamedNode]:
        """The states and organizations around a thing, also by what this release alone says of them."""
        around: set[NamedNode] = set(self._known.circle(description, self._release))
        for iri in list(around):
            if iri in self._own:
                around |= self._known.circle(self._mapped(self._own[iri]), self._release)
        return frozenset(around)

    def _states(self, description: Description) -> frozenset[NamedNode]:
        return self._known.states(description, self._release)

    def _mapped(self, description: Description) -> Description:
        """A description by the nodes that were found so far."""

        def moved(nodes: frozenset[NamedNode]) -> frozenset[NamedNode]:
            return frozenset(self._mapping.get(iri, iri) for iri in nodes)

        return Description(
            description.classes,
            description.names,
            description.full_names,
            moved(description.states),
            moved(description.parents),
            moved(description.offices),
            description.starts,
            description.ends,
        )


_FITS = {
    "person": _Matching._persons_fit,
    "organization": _Matching._organizations_fit,
    "activity": _Matching._activities_fit,
    "instrument": _Matching._instruments_fit,
}


def _nodes(facts: Iterable[Quad]) -> list[NamedNode]:
    found = {part for quad in facts for part in (quad.subject, quad.object) if isinstance(part, NamedNode)}
    return sorted(found, key=lambda iri: iri.value)


def _titles(names: Iterable[str]) -> set[tuple[str, ...]]:
    return {meaning(name) for name in names}


def _share_title(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether a name of both means the same, and is no mere "Cyber Exercise"."""
    return any(len(title) >= _LONG for title in _titles(left) & _titles(right))


def _agree(left: frozenset[NamedNode], right: frozenset[NamedNode]) -> bool:
    """Whether they share something, or one says nothing."""
    return not left or not right or not left.isdisjoint(right)


def _days(description: Description) -> tuple[str, str] | None:
    """The first and the last day, if exactly that is known."""
    if len(description.starts) != 1 or len(description.ends) > 1:
        return None
    start = next(iter(description.starts))
    end = next(iter(description.ends), start)
    return (start, end) if len(start) == len(end) == len("2014-03-31") else None


def _one_kind(left: Description, right: Description) -> bool:
    ours, theirs = _narrowest(left), _narrowest(right)
    superclasses = load().superclasses
    return any(a in superclasses(b) or b in superclasses(a) for a in ours for b in theirs)


def _narrowest(description: Description) -> set[NamedNode]:
    """Its classes that are above none of its others; none if all that is known is that it is an activity."""
    superclasses = load().superclasses
    above = {cls for each in description.classes for cls in superclasses(each) if cls != each}
    return set(description.classes) - above - {_ACTIVITY}


def unite(store: Store, decisions: Decisions) -> list[NamedNode]:
    """Make one node of all that was decided to be the same, in one transaction.

    Returns:
        The graphs that were rewritten, sorted.
    """
    mapping = decisions.merged()
    graphs = {graph for old in mapping for graph in _graphs_with(store, old)}
    ordered = sorted(graphs, key=lambda graph: graph.value)
    if ordered:
        quads = [quad for graph in ordered for quad in store.quads(graph)]
        store.replace(ordered, renamed(quads, mapping))
    return ordered


def _graphs_with(store: Store, iri: NamedNode) -> Iterator[NamedNode]:
    answer = store.query(_RELEASES_WITH, {"node": iri})
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        yield row["g"]


def replacements(store: Store) -> dict[NamedNode, dict[NamedNode, NamedNode]]:
    """The IRIs that nodes would bear in some release alone: by release, each with the one that they bear."""
    answer = store.query(_REPLACED)
    assert isinstance(answer, QuerySolutions)
    found: dict[NamedNode, dict[NamedNode, NamedNode]] = {}
    for row in answer:
        release = NamedNode(row["g"].value.removesuffix("/evidence"))
        found.setdefault(release, {})[row["old"]] = row["new"]
    return found
