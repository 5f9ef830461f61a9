"""Which part of the network is shown: years, themes, kinds, neighborhoods, paths; what is left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
from cybercoop.graph.pages.view import view

Opened = Any  # of conftest.py, which tests cannot import
MISSION = "activity/mission-col-2014-03-31-2014-04-04"


def test_neighborhood(page: Opened) -> None:
    page.click_at("person/marta-ruiz-prado")
    page.page.get_by_role("button", name="Show neighborhood").click()
    assert page.shown() == {"person/marta-ruiz-prado", "state/COL"}
    page.page.get_by_label("Steps").select_option("2")
    assert MISSION in page.shown()
    page.page.get_by_role("button", name="Leave").click()
    assert len(page.shown()) == 15


def test_a_large_network_opens_with_its_most_connected_part(
    open_page: Callable[..., Opened], tmp_path: Path, synthetic: Callable[..., Any]
) -> None:
    view(synthetic(2000, 6000), tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html")
    opened.click_at("https://example.org/0")
    assert "Passage of Name" in opened.details()
    assert len(opened.shown()) == 150
    status = opened.page.locator("#status")
    assert "The 150 most connected of 2,000 nodes; 1,850 are left out." in status.inner_text()
    status.get_by_role("button", name="Show all").click()
    assert len(opened.shown()) == 1986
    assert "14 that nothing connects are left out." in status.inner_text()
    status.get_by_role("button", name="Show them").click()
    assert len(opened.shown()) == 2000


def test_search_shows_what_was_left_out(
    open_page: Callable[..., Opened], tmp_path: Path, synthetic: Callable[..., Any]
) -> None:
    graph = synthetic(300, 900)
    view(graph, tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html")
    missing = next(id_ for id_ in graph if id_ not in opened.shown() and graph.degree(id_))
    opened.page.get_by_role("combobox", name="Find a name").fill(graph.nodes[missing]["label"])
    opened.page.keyboard.press("Enter")
    assert missing in opened.shown()
    assert graph.nodes[missing]["label"] in opened.details()


def test_years(open_page: Callable[..., Opened], tmp_path: Path, synthetic: Callable[..., Any]) -> None:
    view(synthetic(40, 60), tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html")
    opened.page.get_by_label("From year").select_option("2015")
    opened.page.get_by_label("To year").select_option("2016")
    assert opened.shown() == {f"https://example.org/{index}" for index in range(40) if index % 10 in (5, 6)}


def test_a_theme_keeps_its_activities_and_who_has_a_part(
    open_page: Callable[..., Opened], tmp_path: Path, synthetic: Callable[..., Any]
) -> None:
    graph = synthetic(40, 60)
    view(graph, tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html")
    opened.page.get_by_label("Theme").select_option("Theme 1")
    of_theme = {iri for iri, themes in graph.nodes(data="themes") if "Theme 1" in themes}
    assert of_theme
    assert opened.shown() == of_theme.union(*(nx.all_neighbors(graph, iri) for iri in of_theme))
    again = open_page(tmp_path / "network.html", opened.page.evaluate("location.hash"))
    assert again.page.get_by_label("Theme").input_value() == "Theme 1"
    assert again.shown() == opened.shown()
    opened.page.get_by_label("Theme").select_option("Every theme")
    assert len(opened.shown()) == 40


def test_a_kind_and_a_relation_of_the_same_name_are_switched_apart(page: Opened) -> None:
    page.page.get_by_label("takes place at").uncheck()
    assert "place/col-bogota" in page.shown()
    assert not [id_ for id_ in page.page.evaluate("cybercoop.edges.getIds()") if " place " in id_]


def test_many_nodes_without_relations_are_left_out_at_first(
    open_page: Callable[..., Opened], tmp_path: Path, synthetic: Callable[..., Any]
) -> None:
    graph = synthetic(30, 8)
    view(graph, tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html")
    tied = {iri for iri in graph if graph.degree(iri)}
    assert opened.shown() == tied
    lonely = sorted(set(graph) - tied)
    assert f"{len(lonely)} that nothing connects are left out." in opened.page.locator("#status").inner_text()
    opened.page.get_by_role("combobox", name="Find a name").fill(graph.nodes[lonely[-1]]["label"])
    opened.page.keyboard.press("Enter")
    assert "No release says how it is tied to others." in opened.details()
    assert opened.shown() == tied
    opened.page.get_by_role("button", name="Show them").click()
    assert opened.shown() == set(graph)
    assert open_page(tmp_path / "network.html", "#loose=show").shown() == set(graph)


def test_a_path_is_drawn_and_told_step_by_step(open_page: Callable[..., Opened], sample_page: Path) -> None:
    opened = open_page(sample_page, "#select=state/EST")
    opened.page.get_by_role("button", name="Path to…").click()
    opened.page.keyboard.type("Torres")
    opened.page.keyboard.press("Enter")
    assert {"state/EST", "person/ana-lucia-torres", MISSION} <= opened.shown()
    assert len(opened.shown()) < 15
    text = opened.details()
    assert "2 steps" in text
    assert text.index("is invited to") < text.index("asked for")
    assert "Canada, Estonia and the United Kingdom were invited" in text
    assert "The President of Colombia, Ana Lucía Torres, asked for it." in text
    again = open_page(sample_page, opened.page.evaluate("location.hash"))
    assert again.details() == text
    assert again.shown() == opened.shown()
    opened.page.get_by_label("is invited to").uncheck()
    assert "2 steps" not in opened.details()
    opened.page.get_by_role("button", name="Leave").click()
    assert len(opened.shown()) == 15


def test_where_no_path_leads(
    open_page: Callable[..., Opened], tmp_path: Path, synthetic: Callable[..., Any]
) -> None:
    graph = synthetic(6, 0)
    view(graph, tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html", "#path=https://example.org/0&path=https://example.org/1")
    assert "No path leads from one to the other." in opened.details()
    assert opened.shown() == {"https://example.org/0", "https://example.org/1"}
