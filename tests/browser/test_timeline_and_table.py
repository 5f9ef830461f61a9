"""The timeline below the picture, and the table instead of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cybercoop.graph.pages.view import view

Opened = Any  # of conftest.py, which tests cannot import


def test_the_table_says_the_same_and_sorts(page: Opened) -> None:
    page.page.get_by_role("button", name="Table").click()
    rows = page.page.locator("#table tbody tr")
    assert rows.count() == page.page.evaluate("cybercoop.edges.length")
    assert rows.first.inner_text().startswith("Ana Lucía Torres")
    page.page.locator("#table th button", has_text="From").click()
    assert page.page.locator("#table th").first.get_attribute("aria-sort") == "descending"
    assert rows.first.inner_text().startswith("United Kingdom")
    rows.first.get_by_role("button", name="1 passage").click()
    assert "were invited" in page.details()


def test_activities_stand_on_a_timeline(page: Opened) -> None:
    mark = page.page.locator("#marks .mark")
    assert mark.count() == 1
    assert "31 March 2014 to 4 April 2014" in (mark.get_attribute("aria-label") or "")
    mark.click()
    assert "Technical Assistance Mission" in page.details()
    assert mark.get_attribute("aria-pressed") == "true"
    page.page.locator("#timeline summary").click()
    assert not mark.is_visible()


def test_the_timeline_is_in_order_and_follows_the_filters(
    open_page: Callable[..., Opened], tmp_path: Path, synthetic: Callable[..., Any]
) -> None:
    view(synthetic(60, 120), tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html")
    marks = opened.page.locator("#marks .mark")
    assert marks.count() == 8
    starts = marks.evaluate_all("all => all.map((mark) => [nodeOf.get(mark.value).start, mark.offsetLeft])")
    assert starts == sorted(starts)
    boxes = [marks.nth(index).bounding_box() for index in range(8)]
    for index, one in enumerate(boxes):
        for other in boxes[:index]:
            assert one["y"] != other["y"] or other["x"] + other["width"] <= one["x"] + 1
    opened.page.get_by_label("From year").select_option("2015")
    assert marks.count() < 8
    opened.page.get_by_role("checkbox", name="Activities").uncheck()
    assert not opened.page.locator("#timeline").is_visible()


def test_the_table_of_nodes(page: Opened) -> None:
    page.page.get_by_role("button", name="Table").click()
    page.page.get_by_role("button", name="15 nodes").click()
    rows = page.page.locator("#table tbody tr")
    assert rows.count() == 15
    page.page.locator("#table th button", has_text="Name").click()
    assert rows.first.inner_text().startswith("Ana Lucía Torres")
    assert "table=nodes" in page.page.evaluate("location.hash")
    assert page.page.locator("#picture").is_hidden()
