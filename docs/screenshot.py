"""Make the README's picture: `make picture` runs this on a network page and writes a PNG file.

Usage: python docs/screenshot.py PAGE.html PICTURE.png
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1440, "height": 900}
# The mission that is tied to most others, as a reader sees it who clicks on it and then on its date.
CHOOSE = """
() => {
    const ties = (node) => node.edges.length;
    const missions = data.nodes.filter((node) => node.kind === "activity" && /mission/i.test(node.type));
    cybercoop.select(missions.sort((one, other) => ties(other) - ties(one))[0].id, true);
    document.querySelector("#details dl summary").click();
}
"""


def main(page_file: str, picture: str) -> None:
    """Open the page, choose, and write what is to be seen."""
    with sync_playwright() as playwright:
        installed = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(
            executable_path=installed, args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(
            viewport=SIZE, offline=True, color_scheme="light", reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto(Path(page_file).resolve().as_uri())
        page.evaluate(CHOOSE)
        page.evaluate("document.activeElement.blur()")
        page.wait_for_timeout(300)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
