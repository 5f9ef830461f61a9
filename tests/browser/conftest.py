"""A browser that is cut off from everything but the file it is shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

import networkx as nx
import pytest
from cybercoop.graph.network.building import network
from cybercoop.graph.pages.view import view
from cybercoop.graph.store.stores import load_reference, open_store
from cybercoop.graph.things.statements import Evidence, Passage, Release
from pyoxigraph import parse

sync_api = pytest.importorskip("playwright.sync_api")

SAMPLE = Path(__file__).parents[1] / "data" / "sample.trig"
KINDS = ("state", "organization", "person", "activity", "instrument", "body", "place", "group")
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

    def shown(self) -> set[str]:
        """The ids of the nodes that are drawn."""
        return set(self.page.evaluate("cybercoop.nodes.getIds()"))

    def details(self) -> str:
        """What the panel says."""
        return str(self.page.locator("#details").inner_text())

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


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("view") / "network.html"
    with open_store(None) as store:
        store.replace([], parse(path=SAMPLE))
        load_reference(store)
        view(network(store), path)
    return path


@pytest.fixture
def page(open_page: Callable[..., Opened], sample_page: Path) -> Opened:
    return open_page(sample_page)


@pytest.fixture
def synthetic() -> Callable[..., nx.MultiDiGraph]:
    """Make networks of any size, in which a few nodes have most of the edges; every name holds a text."""

    def make(size: int, relations: int, text: str = "Name") -> nx.MultiDiGraph:
        random = Random(1)
        release = Release("E-1/20", f"Release of {text}", date(2020, 1, 2), "https://example.org/1")
        proof = Evidence(Passage(f"Passage of {text}", release, 0), "en/rule", 0.9)
        graph = nx.MultiDiGraph(sample=[release], focus=None)
        for index in range(size):
            graph.add_node(
                f"https://example.org/{index}", kind=KINDS[index % 8], type=text, label=f"{text} {index}",
                acronym="", names=(text,), facts=((text, text, (proof,)),), quotations=(proof.passage,),
                passages=(proof.passage,), releases=1 + 20 // (index + 1), years=(2010 + index % 10,),
                themes=(f"Theme {index % 3}",) if index % 8 == 3 else (),
                start=f"{2010 + index % 10}-03", end="",
            )  # fmt: skip
        for _ in range(relations):
            ends = [f"https://example.org/{int(size * random.random() ** power)}" for power in (2, 1)]
            if ends[0] != ends[1]:
                graph.add_edge(
                    *ends, "host", relation="host", family="serve", label=text, passive=text,
                    evidence=(proof,), releases=1, years=(2020,), themes=(), known=False,
                )  # fmt: skip
        return graph

    return make
