"""Where a network's nodes go on the page: the same network, the same picture.

Up to `SPRING_LIMIT` nodes are placed by the spring model of networkx (Fruchterman and Reingold 1991). Its
cost grows with the square of the nodes, so larger networks are placed by pivot multidimensional scaling
(Brandes and Pich 2006), which keeps distances in the network, and then by the same two forces, with repulsion
between near nodes only.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

Points = NDArray[np.float64]

SPRING_LIMIT = 400
_SEED = 7
_PIVOTS = 50
_STEPS = 80
_SPACING = 110.0  # pixels between neighbors at zoom 1
_ROOM = 80.0  # pixels that each node has for itself, down
_LABEL = 1.5  # and so many times as many across


def positions(graph: nx.Graph) -> dict[str, tuple[int, int]]:
    """Where each node goes, in pixels around (0, 0); unconnected nodes stand in rows below the others."""
    ties = nx.Graph(graph.to_undirected(as_view=True))
    ties.remove_edges_from(list(nx.selfloop_edges(ties)))
    loose = [node for node in ties if ties.degree(node) == 0]
    ties.remove_nodes_from(loose)
    placed: dict[str, tuple[int, int]] = {}
    if ties:
        points = _spring(ties) if len(ties) <= SPRING_LIMIT else _scaled(ties)
        points = _apart(_drawn_in(points - points.mean(axis=0)))
        placed = {node: (round(x), round(y)) for node, (x, y) in zip(ties, points, strict=True)}
    return placed | _in_rows(loose, placed)


def _spring(graph: nx.Graph) -> Points:
    found = nx.spring_layout(graph, k=1.6 / len(graph) ** 0.5, iterations=200, seed=_SEED)
    points: Points = np.array([found[node] for node in graph]) * _SPACING * 0.65 * len(graph) ** 0.5
    return points


def _scaled(graph: nx.Graph) -> Points:
    ties = csr_array(nx.to_scipy_sparse_array(graph, weight=None, dtype=float))
    points = _pivot_scaling(ties)
    points *= _SPACING * len(points) ** 0.5 / 2 / max(np.abs(points).max(), 1e-9)
    points += np.random.default_rng(_SEED).normal(scale=_SPACING / 2, size=points.shape)
    return _relaxed(points, ties)


def _pivot_scaling(ties: csr_array) -> Points:
    """Pivot multidimensional scaling: distances to a few nodes far apart tell the place of all."""
    pivot, distances, nearest = 0, [], np.full(ties.shape[0], np.inf)
    for _ in range(min(_PIVOTS, ties.shape[0])):
        steps = dijkstra(ties, directed=False, unweighted=True, indices=pivot)
        reached = steps[np.isfinite(steps)]
        steps[~np.isfinite(steps)] = reached.max() + 2  # another component
        distances.append(steps)
        nearest = np.minimum(nearest, steps)
        pivot = int(nearest.argmax())
    squares = np.array(distances).T ** 2
    centered = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
    axes = np.linalg.svd(centered.T @ centered)[0][:, :2]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), [0, 1]])  # the sign of an axis is arbitrary: fix it
    return np.asarray(centered @ axes)


def _relaxed(points: Points, ties: csr_array) -> Points:
    """Attraction along ties, repulsion within three spacings, in steps that shorten."""
    degree = np.maximum(ties.sum(axis=1), 1)[:, None]
    for step in range(_STEPS):
        pull = (ties @ points) / degree - points
        near = cKDTree(points).query_pairs(3 * _SPACING, output_type="ndarray")
        gap = points[near[:, 0]] - points[near[:, 1]]
        away = gap * (_SPACING / np.maximum((gap**2).sum(axis=1, keepdims=True), 1.0))
        push = np.zeros_like(points)
        for axis in (0, 1):
            push[:, axis] += np.bincount(near[:, 0], away[:, axis], len(points))
            push[:, axis] -= np.bincount(near[:, 1], away[:, axis], len(points))
        move = 0.3 * pull + push * _SPACING * 0.3
        length = np.maximum(np.hypot(move[:, 0], move[:, 1])[:, None], 1e-9)
        points = points + move / length * np.minimum(length, _SPACING * 2 * (1 - step / _STEPS))
    return points


def _drawn_in(points: Points) -> Points:
    """Draw the outskirts in: the forces leave far too much room around loosely tied nodes."""
    radius = np.hypot(points[:, 0], points[:, 1])[:, None]
    drawn: Points = points * np.maximum(radius / max(radius.max(), 1e-9), 1e-3) ** -0.35
    return drawn


def _apart(points: Points) -> Points:
    """Push nodes that lie on one another apart, so that each can be clicked and read: labels are wide."""
    points = points * (1 / _LABEL, 1)
    for _ in range(60):
        near = cKDTree(points).query_pairs(_ROOM, output_type="ndarray")
        if not len(near):
            break
        gap = points[near[:, 0]] - points[near[:, 1]]
        length = np.hypot(gap[:, 0], gap[:, 1])
        gap[length < 1e-6] = (1.0, 0.0)
        missing = (_ROOM - length) / np.maximum(length, 1.0) / 2
        shift = gap * missing[:, None] * 0.7
        np.add.at(points, near[:, 0], shift)
        np.add.at(points, near[:, 1], -shift)
    return points * (_LABEL, 1)


def _in_rows(loose: list[str], placed: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    columns = max(4, round((2 * len(placed or loose)) ** 0.5))
    top = max((y for _, y in placed.values()), default=0) + round(2 * _SPACING)
    left = -round((columns - 1) * _SPACING / 2)
    return {
        node: (left + round(index % columns * _SPACING), top + round(index // columns * _SPACING))
        for index, node in enumerate(loose)
    }
