"""How long large network pages take to make and to open, beside what pyvis makes by itself."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import networkx as nx
from cybercoop.graph.pages.view import view
from cybercoop.graph.things.relations import KINDS
from cybercoop.graph.things.statements import Evidence, Passage, Release
from playwright.sync_api import Browser, Error, sync_playwright

SIZES = ((2_000, 6_000), (10_000, 30_000))  # nodes, edges
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BEYOND = 30  # so many times as long as our page pyvis's own may take, before we stop waiting

Report = Callable[[str, str], None]


def pages(folder: Path, report: Report) -> None:
    """Make pages of made-up networks, and click on a node as soon as the browser lets us."""
    with sync_playwright() as playwright:
        installed = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(
            executable_path=installed, args=["--no-sandbox", "--disable-gpu"]
        )
        taken = {}
        for nodes, edges in SIZES:
            path = folder / f"{nodes}.html"
            graph = made_up(nodes, edges)
            size = f"page of {nodes:,} nodes, {edges:,} relations"
            report(f"{size}: made in", f"{_seconds(lambda g=graph, p=path: view(g, p)):.1f} s")  # type: ignore[misc]
            taken[nodes] = answers(browser, path)
            report("  opened, and a click answered, in", f"{taken[nodes]:.1f} s")
            report("  with all nodes shown, in", f"{answers(browser, path, '#all'):.1f} s")
        stock(folder / "stock.html", *SIZES[0])
        limit = BEYOND * taken[SIZES[0][0]]
        ready = stock_is_ready(browser, folder / "stock.html", limit)
        report(
            "  the same nodes by pyvis itself",
            f"{ready:.1f} s" if ready else f"not ready after {limit:.0f} s",
        )
        browser.close()


def made_up(size: int, relations: int) -> nx.MultiDiGraph:
    """A network in which a few nodes have most of the edges, as in real ones; always the same."""
    random = Random(1)
    releases = [Release(f"E-{n}/20", f"Release {n}", date(2010 + n % 14, 1, 2), None) for n in range(200)]
    proofs = [Evidence(Passage(f"Passage {n} of a release.", releases[n % 200], n)) for n in range(1000)]
    graph = nx.MultiDiGraph(sample=releases, focus=None)
    for n in range(size):
        proof = proofs[n % 1000]
        graph.add_node(
            f"https://example.org/{n}", kind=KINDS[n % 8].key, type="thing", label=f"Node {n}", acronym="",
            names=(), facts=(), quotations=(), passages=(proof.passage,), releases=1 + 20 // (n + 1),
            years=(2010 + n % 14,), themes=(), start=f"{2010 + n % 14}-05-01", end="",
        )  # fmt: skip
    for n in range(relations):
        ends = [f"https://example.org/{int(size * random.random() ** power)}" for power in (2, 1)]
        graph.add_edge(
            *ends, f"host{n}", relation="host", family="serve", label="takes place in", passive="hosts",
            evidence=(proofs[n % 1000],), releases=1, years=(2010 + n % 14,), themes=(), known=False,
        )  # fmt: skip
    return graph


def answers(browser: Browser, path: Path, fragment: str = "") -> float:
    """Seconds from opening a page to the words that a mouse click on its weightiest node brings up."""
    page = browser.new_page()
    started = time.perf_counter()
    page.goto(path.as_uri() + fragment)
    at = page.evaluate(
        """() => {
            const box = document.getElementById("network").getBoundingClientRect();
            const at = cybercoop.place("https://example.org/0");
            return [box.x + at.x, box.y + at.y];
        }"""
    )
    page.mouse.click(*at)
    page.locator("#details blockquote").first.wait_for()
    taken = time.perf_counter() - started
    page.close()
    return taken


def stock(path: Path, size: int, relations: int) -> None:
    """The same nodes and edges as pyvis shows them without a template of ours."""
    from pyvis.network import Network

    graph = made_up(size, relations)
    page = Network(directed=True, cdn_resources="in_line")
    numbers = {iri: n for n, iri in enumerate(graph)}
    page.nodes = [{"id": n, "label": str(n), "shape": "dot"} for n in numbers.values()]
    page.edges = [{"from": numbers[start], "to": numbers[end]} for start, end in graph.edges()]
    path.write_text(page.generate_html(), encoding="utf-8")


def stock_is_ready(browser: Browser, path: Path, limit: float) -> float | None:
    """Seconds until it stands still and answers; None if it does not within the limit."""
    page = browser.new_context(offline=True).new_page()
    started = time.perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="commit", timeout=limit * 1000)
        page.wait_for_function("network.physics.stabilized", timeout=limit * 1000)
    except Error:
        return None
    finally:
        page.context.close()
    return time.perf_counter() - started


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
