"""The documentation in a browser: at every width nothing is wider than the screen, and the menu opens."""

from __future__ import annotations

from pathlib import Path

import pytest

sync_api = pytest.importorskip("playwright.sync_api")


def test_no_page_is_wider_than_the_screen(browser: sync_api.Browser, site: Path) -> None:
    for width in (360, 800, 1000, 1400):
        context = browser.new_context(offline=True, viewport={"width": width, "height": 800})
        page = context.new_page()
        for path in sorted(site.glob("*.html")):
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path.name, width)
            assert page.locator("main").bounding_box()["width"] > min(width, 560) * 0.8, (path.name, width)
        context.close()


@pytest.mark.parametrize(("width", "wide"), [(360, False), (1400, True)])
def test_the_menu_leads_to_other_pages(browser: sync_api.Browser, site: Path, width: int, wide: bool) -> None:
    context = browser.new_context(offline=True, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    if not wide:
        assert not page.locator("nav.pages").is_visible()
        page.locator(".top summary").click()
    page.locator('a[href="questions.html"]:visible').first.click()
    assert page.locator("h1").inner_text() == "Questions that the graph answers"
    context.close()


def test_it_is_dark_where_the_system_is(browser: sync_api.Browser, site: Path) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        context = browser.new_context(offline=True, color_scheme=scheme)
        page = context.new_page()
        page.goto((site / "index.html").as_uri())
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    light, dark = ([int(part) for part in ground[4:-1].split(",")] for ground in grounds)
    assert sum(light) > 700 > 200 > sum(dark)
