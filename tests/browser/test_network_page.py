"""The network page in a real browser, cut off from everything: the fixture fails on requests and errors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cybercoop.graph.pages.view import view

Opened = Any  # of conftest.py, which tests cannot import
MISSION = "activity/mission-col-2014-03-31-2014-04-04"
INVITED = f"state/EST invited {MISSION}"


def test_nodes_are_drawn(page: Opened) -> None:
    assert len(page.shown()) == 15
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
    text = page.details()
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
    text = page.details()
    assert "Minister of Defense" in text
    assert "“Crime on the Internet stops at no border,” said the Minister of Defense of Colombia" in text
    assert "en/persons/office" in text


def test_a_passage_says_by_which_rule_it_was_read_and_how_good_that_is(page: Opened) -> None:
    page.page.evaluate("id => cybercoop.select(id)", INVITED)
    assert "Read by the rule en/relations/invited, right in 95 of 100 cases" in page.details()


def test_a_click_beside_everything_ends_the_choice(page: Opened) -> None:
    page.page.evaluate("cybercoop.select('state/EST')")
    box = page.page.locator("#network").bounding_box()
    assert box
    page.page.mouse.click(box["x"] + 5, box["y"] + box["height"] - 5)
    assert "Most often named" in page.details()


def test_from_connection_to_passage_to_the_other_end(page: Opened) -> None:
    page.page.evaluate("cybercoop.select('state/EST')")
    page.page.get_by_role("button", name="1 passage: is invited to, Technical Assistance Mission").click()
    assert "is invited to" in page.details()
    page.page.locator("#details h2 button", has_text="Technical Assistance Mission").click()
    assert "31 March 2014 to 4 April 2014" in page.details()
    assert page.page.evaluate("document.activeElement.id") == "details"


def test_the_legend_counts_and_hides(page: Opened) -> None:
    states = page.page.locator("#kinds label", has_text="States")
    assert states.locator(".count").inner_text() == "5"
    states.locator("input").uncheck()
    assert not {id_ for id_ in page.shown() if id_.startswith("state/")}
    page.page.locator("#kinds label", has_text="States").locator("input").check()
    assert len(page.shown()) == 15
    page.page.get_by_label("is invited to").uncheck()
    assert not [id_ for id_ in page.page.evaluate("cybercoop.edges.getIds()") if " invited " in id_]
    page.page.get_by_label("Hide what nothing connects").check()
    assert "state/GBR" not in page.shown()
    assert "state/EST" in page.shown()  # among the experts


def test_search_finds_any_name_without_accents(page: Opened) -> None:
    search = page.page.get_by_role("combobox", name="Find a name")
    search.fill("reino uni")
    assert "United Kingdom" in page.page.locator("#found").inner_text()
    search.fill("bogota")
    search.press("Enter")
    assert "Bogotá" in page.details()
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
    assert "is invited to" in second.details()
    assert "Canada, Estonia and the United Kingdom were invited" in second.details()
    assert not second.page.get_by_label("Places").is_checked()


@pytest.mark.parametrize(
    "fragment", ["#select=nothing", "#near=x&depth=99&hide=,,&from=a", "#%E0%A4%A", "#select"]
)
def test_a_wrong_address_does_no_harm(
    open_page: Callable[..., Opened], sample_page: Path, fragment: str
) -> None:
    assert len(open_page(sample_page, fragment).shown()) == 15


def test_light_and_dark(page: Opened) -> None:
    ground = "getComputedStyle(document.getElementById('picture')).backgroundColor"
    light = page.page.evaluate(ground)
    page.page.get_by_role("button", name="Dark").click()
    assert page.page.evaluate(ground) != light
    page.page.emulate_media(color_scheme="dark")
    assert page.page.locator("html").get_attribute("data-theme") == "dark"


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
def test_hostile_text_stays_text(
    open_page: Callable[..., Opened], tmp_path: Path, text: str, synthetic: Callable[..., Any]
) -> None:
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


def test_labels_do_not_cover_one_another(
    open_page: Callable[..., Opened], tmp_path: Path, synthetic: Callable[..., Any]
) -> None:
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
