"""A browser that is cut off from everything but the file it is shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

sync_api = pytest.importorskip("playwright.sync_api")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Opened:
    """A page, and what went wrong in it."""

    page: sync_api.Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def click_at(self, id_: str) -> None:
        """Click with the mouse where a node is drawn."""
        box = self.page.locator("#network").bounding_box()
        place = self.page.evaluate("id => cybercoop.place(id)", id_)
        self.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])


@pytest.fixture(scope="session")
def browser() -> Iterator[sync_api.Browser]:
    installed = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_api.sync_playwright() as playwright:
        try:
            running = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        except sync_api.Error as error:
            pytest.skip(f"no Chromium to test in: {error.message.splitlines()[0]}")
        yield running
        running.close()


@pytest.fixture
def open_page(browser: sync_api.Browser) -> Iterator[Callable[..., Opened]]:
    """Open a file; every request but for the file itself fails, and the test with it."""
    opened: list[Opened] = []

    def open_(path: Path, fragment: str = "", width: int = 1280, height: int = 800) -> Opened:
        context = browser.new_context(offline=True, viewport={"width": width, "height": height})
        page = context.new_page()
        result = Opened(page)
        opened.append(result)
        page.on("console", lambda message: result.errors.append(message.text))
        page.on("pageerror", lambda error: result.errors.append(str(error)))

        def refuse(route: sync_api.Route) -> None:
            if route.request.url.partition("#")[0] == path.as_uri():
                route.continue_()
            else:
                result.requests.append(route.request.url)
                route.abort()

        context.route("**/*", refuse)
        page.goto(path.as_uri() + fragment)
        return result

    yield open_
    for each in opened:
        each.page.context.close()
        assert each.requests == []
        assert each.errors == []
