"""What the page saves opens again elsewhere, and says what the picture says."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
from cybercoop.graph.pages.view import view

Opened = Any  # of conftest.py, which tests cannot import
MISSION = "activity/mission-col-2014-03-31-2014-04-04"


def saved(page: Opened, button: str, path: Path) -> Path:
    page.page.locator("#saving > summary").click()
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name=button).click()
    file = path / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_tables_are_saved_with_passages(page: Opened, tmp_path: Path) -> None:
    page.page.get_by_label("Places").uncheck()
    text = saved(page, "Relations with passages", tmp_path).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {(row["from id"], row["relation"], row["to id"]) for row in rows} == {
        (edge["from"], edge["says"], edge["to"])
        for edge in page.page.evaluate("cybercoop.edges.getIds().map((id) => edgeOf.get(id))")
    }
    (invited,) = [row for row in rows if (row["from"], row["relation"]) == ("Estonia", "is invited to")]
    assert invited["passage"] == "Canada, Estonia and the United Kingdom were invited"
    assert (invited["release"], invited["date"]) == ("E-900/14", "2014-03-28")
    assert invited["address"] == "https://example.org/releases/E-900-14"
    text = saved(page, "Nodes (CSV)", tmp_path).read_text(encoding="utf-8-sig")
    nodes = list(csv.DictReader(io.StringIO(text)))
    assert {row["id"] for row in nodes} == page.shown()
    assert {"place"} & {row["kind"] for row in nodes} == set()


def test_gexf_opens_again(page: Opened, tmp_path: Path) -> None:
    graph = nx.read_gexf(saved(page, "GEXF", tmp_path))
    assert set(graph) == page.shown()
    assert graph.number_of_edges() == page.page.evaluate("cybercoop.edges.length")
    assert graph.nodes["state/EST"]["label"] == "Estonia"
    assert graph.nodes["state/EST"]["releases"] == 1
    assert graph.nodes[MISSION]["start"] == "2014-03-31"
    assert {"position", "color", "size"} <= graph.nodes[MISSION]["viz"].keys()
    ((_, _, edge),) = [
        each
        for each in graph.edges(data=True)
        if each[:2] == ("state/EST", MISSION) and "invited" in each[2]["id"]
    ]
    assert edge["passages"] == "Canada, Estonia and the United Kingdom were invited"


def test_hostile_text_is_saved_as_text(
    open_page: Callable[..., Opened], tmp_path: Path, synthetic: Callable[..., Any]
) -> None:
    text = '=HYPERLINK("x")\x00\x0b</node>&'
    view(synthetic(5, 9, text), tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html")
    graph = nx.read_gexf(saved(opened, "GEXF", tmp_path))
    assert graph.nodes["https://example.org/1"]["label"] == '=HYPERLINK("x")</node>& 1'
    rows = csv.DictReader(
        io.StringIO(saved(opened, "Nodes (CSV)", tmp_path).read_text("utf-8-sig"), newline="")
    )
    assert all(row["name"].startswith("'=HYPERLINK") for row in rows)


def test_the_picture_is_saved(page: Opened, tmp_path: Path) -> None:
    image = saved(page, "Picture", tmp_path).read_bytes()
    assert image.startswith(b"\x89PNG")
    width = int.from_bytes(image[16:20], "big")
    assert width == 2 * page.page.evaluate("document.getElementById('network').clientWidth")
    page.click_at("state/EST")  # the picture on the screen is as it was
    assert "Estonia" in page.details()
