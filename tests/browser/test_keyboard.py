"""Without a mouse, and for screen readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Opened = Any  # of conftest.py, which tests cannot import


def test_keyboard_alone_reaches_the_passages(page: Opened) -> None:
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Tab")
    page.page.keyboard.type("Estonia")
    page.page.keyboard.press("Enter")
    assert "Canada, Estonia and the United Kingdom were invited" in page.details()
    page.page.keyboard.press("Escape")
    assert "Most often named" in page.details()


def focused(page: Opened) -> str:
    return str(page.page.evaluate("document.activeElement.textContent"))


def test_arrow_keys_move_in_lists_tables_and_timeline(
    open_page: Callable[..., Opened], sample_page: Path
) -> None:
    page = open_page(sample_page, "#table=relations")
    first, second = (page.page.locator("#table tbody tr").nth(row) for row in (0, 1))
    first.locator("button").first.focus()
    page.page.keyboard.press("ArrowRight")
    assert focused(page) == first.locator("button").nth(1).inner_text()
    page.page.keyboard.press("ArrowDown")
    assert focused(page) == second.locator("button").nth(1).inner_text()
    page.page.keyboard.press("Home")
    assert focused(page) == first.locator("button").first.inner_text()
    assert page.page.locator("#table tbody button:not([tabindex='-1'])").count() == 1
    page.page.evaluate("cybercoop.select('state/COL')")
    links = page.page.locator("#details .links").first
    links.locator("button").first.focus()
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("Enter")
    assert "Relation" in page.details()


def test_escape_closes_one_thing_after_the_other(open_page: Callable[..., Opened], sample_page: Path) -> None:
    page = open_page(sample_page, "#near=state/COL&depth=1&select=state/COL")
    page.page.locator("#saving > summary").click()
    for still in ("#saving[open]", "#details:has-text('Path to')", "#status:has-text('Around')"):
        assert page.page.locator(still).count() == 1
        page.page.keyboard.press("Escape")
        assert page.page.locator(still).count() == 0
    assert len(page.shown()) == 15


def test_a_choice_is_announced(page: Opened) -> None:
    page.page.get_by_role("combobox", name="Find a name").fill("Estonia")
    assert page.page.locator("#announcement[role=status]").inner_text() == "1 name found"
    page.page.keyboard.press("Enter")
    assert "Estonia, State: named by 1 release" in page.page.locator("#announcement").inner_text()
    unnamed = page.page.evaluate(
        """[...document.querySelectorAll("button, input, select")].filter((each) =>
            each.checkVisibility() && !each.textContent.trim() && !each.ariaLabel && !each.labels?.length
        ).length"""
    )
    assert unnamed == 0
