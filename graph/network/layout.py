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
_NEAREST = 12  # nodes that a node keeps away from
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
    points += np.random.default_rng(_SEED).normal(scale=1e-3 * np.abs(points).max(), size=points.shape)
    return _relaxed(_spread(points), ties)


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


def _spread(points: Points) -> Points:
    """The same directions from the middle, at distances that fill a disk evenly."""
    radius = np.hypot(points[:, 0], points[:, 1])
    even = np.sqrt(radius.argsort().argsort() + 1.0) * _SPACING * 0.7
    spread: Points = points * (even / np.maximum(radius, 1e-9))[:, None]
    return spread


def _relaxed(points: Points, ties: csr_array) -> Points:
    """Attraction along ties and repulsion from the nearest nodes, in steps that shorten."""
    degree = np.maximum(ties.sum(axis=1), 1)[:, None]
    for step in range(_STEPS):
        pull = (ties @ points) / degree - points
        one, other = _near_pairs(points)
        gap = points[one] - points[other]
        away = gap * (_SPACING / np.maximum((gap**2).sum(axis=1, keepdims=True), 1.0))
        push = np.zeros_like(points)
        np.add.at(push, one, away)
        move = 0.3 * pull + push * _SPACING * 0.3
        length = np.maximum(np.hypot(move[:, 0], move[:, 1])[:, None], 1e-9)
        points = points + move / length * np.minimum(length, _SPACING * 2 * (1 - step / _STEPS))
    return points


def _near_pairs(points: Points) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Each node with its nearest ones: so many pairs at most, however dense the picture is."""
    nearest = cKDTree(points).query(points, k=min(_NEAREST + 1, len(points)))[1]
    one = np.repeat(np.arange(len(points)), nearest.shape[1])
    other = nearest.ravel()
    return one[one != other], other[one != other]


def _drawn_in(points: Points) -> Points:
    """Draw the outskirts in: the forces leave far too much room around loosely tied nodes."""
    radius = np.hypot(points[:, 0], points[:, 1])[:, None]
    drawn: Points = points * np.maximum(radius / max(radius.max(), 1e-9), 1e-3) ** -0.35
    return drawn


def _apart(points: Points) -> Points:
    """Push nodes that lie on one another apart, so that each can be clicked and read: labels are wide."""
    points = points * (1 / _LABEL, 1)
    for _ in range(60 if len(points) > 1 else 0):
        one, other = _near_pairs(points)
        gap = points[one] - points[other]
        length = np.hypot(gap[:, 0], gap[:, 1])
        tight = length < _ROOM
        if not tight.any():
            break
        same = length < 1e-6
        gap[same, 0] = np.where(one < other, 1.0, -1.0)[same]
        missing = (_ROOM - length) / np.maximum(length, 1.0) / 2
        np.add.at(points, one[tight], (gap * missing[:, None] * 0.7)[tight])
    return points * (_LABEL, 1)


def _in_rows(loose: list[str], placed: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    columns = max(4, round((2 * len(placed or loose)) ** 0.5))
    top = max((y for _, y in placed.values()), default=0) + round(2 * _SPACING)
    left = -round((columns - 1) * _SPACING / 2)
    return {
        node: (left + round(index % columns * _SPACING), top + round(index // columns * _SPACING))
        for index, node in enumerate(loose)
    }
