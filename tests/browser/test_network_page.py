"""The network page in a real browser, cut off from everything: the fixture fails on requests and errors."""

from __future__ import annotations

import csv
import io
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
            themes=(f"Theme {index % 3}",) if index % 8 == 3 else (), start=f"{2010 + index % 10}-03", end="",
        )  # fmt: skip
    for _ in range(relations):
        ends = [f"https://example.org/{int(size * random.random() ** power)}" for power in (2, 1)]
        if ends[0] != ends[1]:
            graph.add_edge(
                *ends, "host", relation="host", family="serve", label=text, passive=text, evidence=(proof,),
                releases=1, years=(2020,), themes=(), known=False,
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
    assert len(shown(opened)) == 1986
    assert "14 that nothing connects are left out." in status.inner_text()
    status.get_by_role("button", name="Show them").click()
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


def test_a_theme_keeps_its_activities_and_who_has_a_part(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    graph = synthetic(40, 60)
    view(graph, tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html")
    opened.page.get_by_label("Theme").select_option("Theme 1")
    of_theme = {iri for iri, themes in graph.nodes(data="themes") if "Theme 1" in themes}
    assert of_theme
    assert shown(opened) == of_theme.union(*(nx.all_neighbors(graph, iri) for iri in of_theme))
    again = open_page(tmp_path / "network.html", opened.page.evaluate("location.hash"))
    assert again.page.get_by_label("Theme").input_value() == "Theme 1"
    assert shown(again) == shown(opened)
    opened.page.get_by_label("Theme").select_option("Every theme")
    assert len(shown(opened)) == 40


def test_a_kind_and_a_relation_of_the_same_name_are_switched_apart(page: Opened) -> None:
    page.page.get_by_label("takes place at").uncheck()
    assert "place/col-bogota" in shown(page)
    assert not [id_ for id_ in page.page.evaluate("cybercoop.edges.getIds()") if " place " in id_]


def test_many_nodes_without_relations_are_left_out_at_first(
    open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    graph = synthetic(30, 8)
    view(graph, tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html")
    tied = {iri for iri in graph if graph.degree(iri)}
    assert shown(opened) == tied
    lonely = sorted(set(graph) - tied)
    assert f"{len(lonely)} that nothing connects are left out." in opened.page.locator("#status").inner_text()
    opened.page.get_by_role("combobox", name="Find a name").fill(graph.nodes[lonely[-1]]["label"])
    opened.page.keyboard.press("Enter")
    assert "No release says how it is tied to others." in details(opened)
    assert shown(opened) == tied
    opened.page.get_by_role("button", name="Show them").click()
    assert shown(opened) == set(graph)
    assert shown(open_page(tmp_path / "network.html", "#loose=show")) == set(graph)


def test_a_path_is_drawn_and_told_step_by_step(open_page: Callable[..., Opened], sample_page: Path) -> None:
    opened = open_page(sample_page, "#select=state/EST")
    opened.page.get_by_role("button", name="Path to…").click()
    opened.page.keyboard.type("Torres")
    opened.page.keyboard.press("Enter")
    assert {"state/EST", "person/ana-lucia-torres", MISSION} <= shown(opened)
    assert len(shown(opened)) < 15
    text = details(opened)
    assert "2 steps" in text
    assert text.index("is invited to") < text.index("asked for")
    assert "Canada, Estonia and the United Kingdom were invited" in text
    assert "The President of Colombia, Ana Lucía Torres, asked for it." in text
    again = open_page(sample_page, opened.page.evaluate("location.hash"))
    assert details(again) == text
    assert shown(again) == shown(opened)
    opened.page.get_by_label("is invited to").uncheck()
    assert "2 steps" not in details(opened)
    opened.page.get_by_role("button", name="Leave").click()
    assert len(shown(opened)) == 15


def test_where_no_path_leads(open_page: Callable[..., Opened], tmp_path: Path) -> None:
    graph = synthetic(6, 0)
    view(graph, tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html", "#path=https://example.org/0&path=https://example.org/1")
    assert "No path leads from one to the other" in details(opened)
    assert shown(opened) == {"https://example.org/0", "https://example.org/1"}


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
    assert {row["id"] for row in nodes} == shown(page)
    assert {"place"} & {row["kind"] for row in nodes} == set()


def test_gexf_opens_again(page: Opened, tmp_path: Path) -> None:
    graph = nx.read_gexf(saved(page, "GEXF", tmp_path))
    assert set(graph) == shown(page)
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


def test_hostile_text_is_saved_as_text(open_page: Callable[..., Opened], tmp_path: Path) -> None:
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
    assert "Estonia" in details(page)


def test_activities_stand_on_a_timeline(page: Opened) -> None:
    mark = page.page.locator("#marks .mark")
    assert mark.count() == 1
    assert "31 March 2014 to 4 April 2014" in (mark.get_attribute("aria-label") or "")
    mark.click()
    assert "Technical Assistance Mission" in details(page)
    assert mark.get_attribute("aria-pressed") == "true"
    page.page.locator("#timeline summary").click()
    assert not mark.is_visible()


def test_the_timeline_is_in_order_and_follows_the_filters(
    open_page: Callable[..., Opened], tmp_path: Path
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
    assert "Relation" in details(page)


def test_escape_closes_one_thing_after_the_other(open_page: Callable[..., Opened], sample_page: Path) -> None:
    page = open_page(sample_page, "#near=state/COL&depth=1&select=state/COL")
    page.page.locator("#saving > summary").click()
    for still in ("#saving[open]", "#details:has-text('Path to')", "#status:has-text('Around')"):
        assert page.page.locator(still).count() == 1
        page.page.keyboard.press("Escape")
        assert page.page.locator(still).count() == 0
    assert len(shown(page)) == 15


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


def test_labels_do_not_cover_one_another(open_page: Callable[..., Opened], tmp_path: Path) -> None:
    view(synthetic(60, 200), tmp_path / "network.html")
    opened = open_page(tmp_path / "network.html", "#select=https://example.org/0")
    drawn = opened.page.evaluate(
        """() => {
            const drawn = [];
            const pen = CanvasRenderingContext2D.prototype;
            const fillText = pen.fillText;
            pen.fillText = function (text, x, y) {
                const width = this.measureText(text).width;
                const left = x - { center: width / 2, right: width, left: 0 }[this.textAlign];
                drawn.push([left, y, left + width, y + parseFloat(this.font.match(/([\\d.]+)px/)[1])]);
                fillText.call(this, text, x, y);
            };
            cybercoop.network.redraw();
            return new Promise((done) => requestAnimationFrame(() => done(drawn)));
        }"""
    )
    assert len(drawn) > 5
    for index, one in enumerate(drawn):
        for other in drawn[:index]:
            apart = one[0] >= other[2] or one[2] <= other[0] or one[1] >= other[3] or one[3] <= other[1]
            assert apart, (one, other)
