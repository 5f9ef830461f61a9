from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from cybercoop.graph.network.layout import SPRING_LIMIT, positions


def a_graph(size: int) -> nx.MultiDiGraph:
    named = nx.relabel_nodes(nx.barabasi_albert_graph(size, 2, seed=1), str)
    return nx.MultiDiGraph(named)


@pytest.mark.parametrize("size", [30, SPRING_LIMIT + 100])
def test_the_same_graph_has_the_same_picture(size: int) -> None:
    assert positions(a_graph(size)) == positions(a_graph(size))


@pytest.mark.parametrize("size", [1, 2, 30, SPRING_LIMIT + 100])
def test_no_two_nodes_lie_on_one_another(size: int) -> None:
    graph = a_graph(size) if size > 2 else nx.MultiDiGraph([("a", "b")] if size == 2 else [])
    graph.add_nodes_from(["alone", "lonely"])
    places = positions(graph)
    assert places.keys() == set(graph)
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 30 for a, b in combinations(places.values(), 2))


@pytest.mark.parametrize("size", [100, SPRING_LIMIT + 200])
def test_neighbors_are_nearer_than_strangers(size: int) -> None:
    graph = nx.relabel_nodes(nx.grid_2d_graph(10, size // 10), str)
    places = positions(nx.MultiDiGraph(graph))

    def mean(pairs: list[tuple[str, str]]) -> float:
        apart = [
            ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5 for a, b in pairs
        ]
        return sum(apart) / len(apart)

    strangers = list(combinations(list(graph)[::7], 2))
    assert mean(list(graph.edges())) < mean(strangers) / 3


def test_components_and_self_loops_are_placed() -> None:
    graph = nx.MultiDiGraph(nx.disjoint_union_all([nx.path_graph(300), nx.cycle_graph(300)]))
    graph.add_edge(0, 0)
    assert len(positions(nx.relabel_nodes(graph, str))) == 600
