"""How central an actor is, in the usual ways; each measure gives a value per node of an undirected graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import networkx as nx
import numpy as np

Measure = Callable[[nx.Graph], Mapping[str, float]]

_COLUMNS = 256  # how many sources are followed at once: bounds the memory to so many columns


def partners(graph: nx.Graph) -> Mapping[str, float]:
    """How many others an actor is tied to (degree)."""
    return dict(graph.degree())


def strength(graph: nx.Graph) -> Mapping[str, float]:
    """The weights of an actor's ties together (weighted degree): partners, each by its distinct releases."""
    return dict(graph.degree(weight="weight"))


def betweenness(graph: nx.Graph) -> Mapping[str, float]:
    """On what share of the shortest paths between others an actor lies, 0 to 1; all ties are one step long.

    Brandes' algorithm (Journal of Mathematical Sociology 25, 2001) over matrices, many sources at once: the
    values are those of ``networkx.betweenness_centrality``, some fifty times sooner, because leaving out each
    release in turn asks for them hundreds of times.
    """
    number = len(graph)
    if number < 3:
        return dict.fromkeys(graph, 0.0)
    steps = nx.to_scipy_sparse_array(graph, weight=None, dtype=float, format="csr")
    total = np.zeros(number)
    for start in range(0, number, _COLUMNS):
        sources = np.arange(start, min(start + _COLUMNS, number))
        total += _dependencies(steps, sources).sum(axis=1)
    values = total / ((number - 1) * (number - 2))
    return dict(zip(graph, map(float, values), strict=True))


def _dependencies(steps: np.ndarray, sources: np.ndarray) -> np.ndarray:
    """Per node (row) and source (column): what share of the source's shortest paths runs through the node."""
    front = np.zeros((steps.shape[0], len(sources)))
    front[sources, np.arange(len(sources))] = 1
    paths, fronts = front.copy(), [front]
    while front.any():
        front = (steps @ front) * (paths == 0)
        paths += front
        fronts.append(front)
    shares = np.zeros_like(paths)
    for nearer, farther in zip(fronts[-2::-1], fronts[:0:-1], strict=True):
        behind = np.divide(1 + shares, paths, out=np.zeros_like(paths), where=farther > 0)
        shares += (steps @ behind) * nearer
    shares[sources, np.arange(len(sources))] = 0
    return shares


def closeness(graph: nx.Graph) -> Mapping[str, float]:
    """How near an actor is to those it reaches, by the share of all that it reaches, 0 to 1.

    That is Wasserman and Faust's form, for networks that do not hang together.
    """
    return dict(nx.closeness_centrality(graph))


def pagerank(graph: nx.Graph) -> Mapping[str, float]:
    """How often a walk along the ties, by their weights, comes by (PageRank, damping 0.85); sums to 1."""
    return dict(nx.pagerank(graph, max_iter=1000)) if graph else {}


MEASURES: Mapping[str, Measure] = {
    each.__name__: each for each in (partners, strength, betweenness, closeness, pagerank)
}


def places(values: Mapping[str, float]) -> dict[str, int]:
    """Each node's place, 1 for the highest value; equal values share the better place (1, 2, 2, 4).

    Values that differ by rounding only count as equal.
    """
    rounded = {node: round(value, 9) for node, value in values.items()}
    first: dict[float, int] = {}
    for place, value in enumerate(sorted(rounded.values(), reverse=True), start=1):
        first.setdefault(value, place)
    return {node: first[value] for node, value in rounded.items()}
