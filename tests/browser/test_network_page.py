"""The network page in a real browser, cut off from everything: the fixture fails on requests and errors."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import networkx as nx
import pytest
from cybercoop.graph.network import network
from cybercoop.graph.statements import Evidence, Passage, Release
from cybercoop.graph.store import load_reference, open_store
from cybercoop.graph.view import view
from pyoxigraph import parse

Opened = Any  # of conftest.py, which tests cannot import
SAMPLE = Path(__file__).parents[1] / "data" / "sample.trig"
MISSION = "activity/mission-col-2014-03-31-2014-04-04"
INVITED = f"state/EST invited {MISSION}"
KINDS = ("state", "organization", "person", "activity", "instrument", "body", "place", "group")


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


def synthetic(size: int, relations: int, text: str = "Name") -> nx.MultiDiGraph:
    random = Random(1)
    release = Release("E-1/20", f"Release of {text}", date(2020, 1, 2), "https://example.org/1")
    proof = Evidence(Passage(f"Passage of {text}", release, 0), "en/rule", 0.9)
    graph = nx.MultiDiGraph(sample=[release], focus=None)
    for index in range(size):
        graph.add_node(
            f"https://example.org/{index}", kind=KINDS[index % 8], type=text, label=f"{text} {index}",
            acronym="", names=(text,), facts=((text, text, (proof,)),), quotations=(proof.passage,),
            passages=(proof.passage,), releases=1 + 20 // (index + 1), years=(2010 + index % 10,),
        )  # fmt: skip
    for _ in range(relations):
        ends = [f"https://example.org/{int(size * random.random() ** power)}" for power in (2, 1)]
        if ends[0] != ends[1]:
            graph.add_edge(
                *ends, "host", relation="host", family="serve", label=text, passive=text, evidence=(proof,),
                releases=1, years=(2020,), known=False,
            )  # fmt: skip
    return graph


def shown(page: Opened) -> set[str]:
    return set(page.page.evaluate("cybercoop.nodes.getIds()"))


def details(page: Opened) -> str:
    return page.page.locator("#details").inner_text()


def test_nodes_are_drawn(page: Opened) -> None:
    assert len(shown(page)) == 15
    colors = page.page.evaluate(
        """() => {
            const canvas = document.querySelector("#network canvas");
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            const seen = new Set();
            for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] === 255)
                seen.add([pixels[i], pixels[i + 1], pixels[i + 2]].join());
            return [...seen];
        }"""
    )
    # Okabe and Ito's blue of states, green of organizations, orange of activities.
    assert {"0,114,178", "0,158,115", "230,159,0"} <= set(colors)


def test_says_what_it_rests_on(page: Opened) -> None:
    assert page.page.locator("#sample").inner_text() == "1 release, 2014"
    assert page.page.locator("h1").inner_text() == page.page.title()


def test_a_click_on_a_node_shows_its_passages(page: Opened) -> None:
    page.click_at("state/EST")
    text = details(page)
    assert "Estonia" in text
    assert "Canada, Estonia and the United Kingdom were invited" in text
    assert "E-900/14 · 28 March 2014" in text
    link = page.page.locator("#details figcaption a").first
    assert link.inner_text() == "OAS to Send Cyber Mission to Colombia"
    assert link.get_attribute("href") == "https://example.org/releases/E-900-14"
    assert "noopener" in (link.get_attribute("rel") or "")


def test_a_click_on_a_line_shows_its_passages(page: Opened) -> None:
    ends = page.page.evaluate("ids => ids.map(cybercoop.place)", ["person/marta-ruiz-prado", "state/COL"])
    box = page.page.locator("#network").bounding_box()
    assert box
    page.page.mouse.click(
        box["x"] + (ends[0]["x"] + ends[1]["x"]) / 2, box["y"] + (ends[0]["y"] + ends[1]["y"]) / 2
    )
    text = details(page)
    assert "Minister of Defense" in text
    assert "“Crime on the Internet stops at no border,” said the Minister of Defense of Colombia" in text
    assert "en/persons/office" in text


def test_a_click_beside_everything_ends_the_choice(page: Opened) -> None:
    page.page.evaluate("cybercoop.select('state/EST')")
    box = page.page.locator("#network").bounding_box()
    assert box
    page.page.mouse.click(box["x"] + 5, box["y"] + box["height"] - 5)
    assert "Most often named" in details(page)


def test_from_connection_to_passage_to_the_other_end(page: Opened) -> None:
    page.page.evaluate("cybercoop.select('state/EST')")
    page.page.get_by_role("button", name="1 passage: is invited to, Technical Assistance Mission").click()
    assert "is invited to" in details(page)
    page.page.locator("#details h2 button", has_text="Technical Assistance Mission").click()
    assert "31 March 2014 to 4 April 2014" in details(page)
    assert page.page.evaluate("document.activeElement.id") == "details"


def test_the_legend_counts_and_hides(page: Opened) -> None:
    states = page.page.locator("#kinds label", has_text="States")
    assert states.locator(".count").inner_text() == "5"
    states.locator("input").uncheck()
    assert not {id_ for id_ in shown(page) if id_.startswith("state/")}
    page.page.locator("#kinds label", has_text="States").locator("input").check()
    assert len(shown(page)) == 15
    page.page.get_by_label("is invited to").uncheck()
    assert not [id_ for id_ in page.page.evaluate("cybercoop.edges.getIds()") if " invited " in id_]
    page.page.get_by_label("Hide what nothing connects").check()
    assert "state/GBR" not in shown(page)
    assert "state/EST" in shown(page)  # among the experts


def test_search_finds_any_name_without_accents(page: Opened) -> None:
    search = page.page.get_by_role("combobox", name="Find a name")
    search.fill("reino uni")
    assert "United Kingdom" in page.page.locator("#found").inner_text()
    search.fill("bogota")
    search.press("Enter")
    assert "Bogotá" in details(page)
    search.fill("col")
    search.press("ArrowDown")
    second = page.page.locator("#found li").nth(1)
    assert second.get_attribute("aria-selected") == "true"
    assert search.get_attribute("aria-activedescendant") == second.get_attribute("id")
    search.press("Escape")
    assert page.page.locator("#found").is_hidden()
    search.fill("nobody")
    assert "No such name" in page.page.locator("#found").inner_text()


def test_the_address_keeps_the_choice(open_page: Callable[..., Opened], sample_page: Path) -> None:
    first = open_page(sample_page)
    first.page.evaluate("id => cybercoop.select(id)", INVITED)
    first.page.get_by_label("Places").uncheck()
    fragment = first.page.evaluate("location.hash")
    second = open_page(sample_page, fragment)
    assert "is invited to" in details(second)
    assert "Canada, Estonia and the United Kingdom were invited" in details(second)
    assert not second.page.get_by_label("Places").is_checked()


@pytest.mark.parametrize(
    "fragment", ["#select=nothing", "#near=x&depth=99&hide=,,&from=a", "#%E0%A4%A", "#select"]
)
def test_a_wrong_address_does_no_harm(
    open_page: Callable[..., Opened], sample_page: Path, fragment: str
) -> None:
    assert len(shown(open_page(sample_page, fragment))) == 15


def test_neighborhood(page: Opened) -> None:
    page.click_at("person/marta-ruiz-prado")
    page.page.get_by_role("button", name="Show neighborhood").click()
    assert shown(page) == {"person/marta-ruiz-prado", "state/COL"}
    page.page.get_by_label("Steps").select_option("2")
    assert MISSION in shown(page)
    page.page.get_by_role("button", name="Leave").click()
    assert len(shown(page)) == 15


def test_the_table_says_the_same_and_sorts(page: Opened) -> None:
    page.page.get_by_role("button", name="Table").click()
    rows = page.page.locator("#table tbody tr")
    assert rows.count() == page.page.evaluate("cybercoop.edges.length")
    assert rows.first.inner_text().startswith("Ana Lucía Torres")
    page.page.locator("#table th button", has_text="From").click()
    assert page.page.locator("#table th").first.get_attribute("aria-sort") == "descending"
    assert rows.first.inner_text().startswith("United Kingdom")
    rows.first.get_by_role("button", name="1 passage").click()
    assert "were invited" in details(page)


def test_light_and_dark(page: Opened) -> None:
    ground = "getComputedStyle(document.getElementById('picture')).backgroundColor"
    light = page.page.evaluate(ground)
    page.page.get_by_role("button", name="Dark").click()
    assert page.page.evaluate(ground) != light
    page.page.emulate_media(color_scheme="dark")
    assert page.page.locator("html").get_attribute("data-theme") == "dark"


def test_keyboard_alone_reaches_the_passages(page: Opened) -> None:
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Tab")
    page.page.keyboard.type("Estonia")
    page.page.keyboard.press("Enter")
    assert "Canada, Estonia and the United Kingdom were invited" in details(page)
    page.page.keyboard.press("Escape")
    assert "Most often named" in details(page)


@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1920])
def test_nothing_sticks_out(open_page: Callable[..., Opened], sample_page: Path, width: int) -> None:
    opened = open_page(sample_page, f"#select={MISSION}", width=width)
    assert opened.page.evaluate("document.documentElement.scrollWidth") == width
    picture = opened.page.locator("#picture").bounding_box()
    assert picture
    assert picture["height"] > 250
    assert picture["width"] > 340


@pytest.mark.parametrize(
    "text",
    [
        "<script>document.title='owned'</script>",
        "<img src=x onerror=document.title='owned'>",
        '" href="javascript:alert(1)" onclick="alert(1)',
        "'</title></style></script>",
        "\u202egnissecca \u2067x",
        "long " * 2000,
        "x" * 10_000,
    ],
)
def test_hostile_text_stays_text(open_page: Callable[..., Opened], tmp_path: Path, text: str) -> None:
    view(synthetic(12, 30, text), tmp_path / "network.html", title=text)
    opened = open_page(tmp_path / "network.html")
    page = opened.page
    before = page.evaluate("document.querySelectorAll('script, img, iframe, object').length")
    assert page.title().strip() == " ".join(text.split())
    opened.click_at("https://example.org/0")
    assert text.strip() in page.locator("#details blockquote").first.text_content()
    page.evaluate("cybercoop.select(cybercoop.edges.getIds()[0])")
    assert text.strip() in page.locator("#details blockquote").first.text_content()
    page.get_by_role("button", name="Table").click()
    page.get_by_role("combobox", name="Find a name").fill(text[:20])
    assert page.locator("#found li").count() > 1
    assert page.evaluate("document.querySelectorAll('script, img, iframe, object').length") == before
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    attributes = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(each => each.getAttributeNames())"
    )
    assert not [name for name in attributes if name.startswith("on")]


def test_a_large_network_opens_with_its_most_connected_part(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    start = time.perf_counter()
    view(synthetic(2000, 6000), tmp_path / "network.html")
    made = time.perf_counter()
    opened = open_page(tmp_path / "network.html")
    opened.click_at("https://example.org/0")
    assert "Passage of Name" in details(opened)
    answered = time.perf_counter()
    # Measured on two cores: 1.2 s and 0.6 s. The page promises 2 s; a busy machine gets three times as long.
    assert made - start < 10
    assert answered - made < 6
    assert len(shown(opened)) == 150
    status = opened.page.locator("#status")
    assert "The 150 most connected of 2,000 nodes; 1,850 are left out." in status.inner_text()
    status.get_by_role("button", name="Show all").click()
    assert len(shown(opened)) == 2000


def test_search_shows_what_was_left_out(open_page: Callable[..., Opened], tmp_path: Path) -> None:
    graph = synthetic(300, 900)
    view(graph, tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html")
    missing = next(id_ for id_ in graph if id_ not in shown(opened) and graph.degree(id_))
    opened.page.get_by_role("combobox", name="Find a name").fill(graph.nodes[missing]["label"])
    opened.page.keyboard.press("Enter")
    assert missing in shown(opened)
    assert graph.nodes[missing]["label"] in details(opened)


def test_years(open_page: Callable[..., Opened], tmp_path: Path) -> None:
    view(synthetic(40, 60), tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html")
    opened.page.get_by_label("From year").select_option("2015")
    opened.page.get_by_label("To year").select_option("2016")
    assert shown(opened) == {f"https://example.org/{index}" for index in range(40) if index % 10 in (5, 6)}
