"""What replacing graphs comes to: only what differs is written, for adding is cheap and removing is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from .failures import StoreError


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done, all of it or nothing."""

    contents: dict[NamedNode, set[Quad]]  # what each graph concerned holds afterwards
    drops: list[NamedNode]  # the graphs of which something goes: they are emptied first
    fresh: list[Quad]  # what is then added

    @property
    def sparql(self) -> str:
        """The change as one SPARQL update, which is one transaction."""
        drops = [f"DROP SILENT GRAPH {graph}" for graph in self.drops]
        added = "".join(f"GRAPH {graph_name(quad)} {{ {quad.triple} }}\n" for quad in self.fresh)
        return ";\n".join([*drops, f"INSERT DATA {{\n{added}}}"])


def change(
    stored: Callable[[NamedNode], set[Quad]], graphs: Collection[NamedNode], quads: Iterable[Quad]
) -> Change:
    """What it takes to replace the graphs by these quads; graphs that are not named keep what they have.

    Raises:
        StoreError: a quad is in no named graph.
    """
    given = by_graph(quads)
    contents: dict[NamedNode, set[Quad]] = {}
    drops: list[NamedNode] = []
    fresh: list[Quad] = []
    for graph in dict.fromkeys([*graphs, *given]):
        before = stored(graph)
        wanted = given[graph] if graph in graphs else before | given[graph]
        gone = not before <= wanted
        contents[graph] = wanted
        if gone:
            drops.append(graph)
        fresh += wanted if gone else wanted - before
    return Change(contents, drops, fresh)


def by_graph(quads: Iterable[Quad]) -> dict[NamedNode, set[Quad]]:
    """Quads by the named graph that they are in, with none for every other.

    Raises:
        StoreError: a quad is in no named graph.
    """
    found: dict[NamedNode, set[Quad]] = defaultdict(set)
    for quad in quads:
        found[graph_name(quad)].add(quad)
    return found


def graph_name(quad: Quad) -> NamedNode:
    """The named graph that a quad is in.

    Raises:
        StoreError: it is in none.
    """
    if not isinstance(quad.graph_name, NamedNode):
        raise StoreError(f"this statement is in no named graph: {quad}")
    return quad.graph_name


def added_to(graph: NamedNode, quads: Iterable[Quad]) -> set[Quad]:
    """Those of some quads that are in a graph."""
    return {quad for quad in quads if quad.graph_name == graph}


def amendment(gone: Iterable[Quad], fresh: Iterable[Quad]) -> str:
    """Quads that go and quads that come, as one SPARQL update, which is one transaction."""
    lost, added = (
        "".join(f"GRAPH {graph_name(quad)} {{ {quad.triple} }}\n" for quad in each) for each in (gone, fresh)
    )
    return f"DELETE DATA {{\n{lost}}};\nINSERT DATA {{\n{added}}}"
