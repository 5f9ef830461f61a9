"""The pages of `make docs`: all there, linked with each other, and alone in the world."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from cybercoop.queries.catalogue import questions

ROOT = Path(__file__).parents[1]


class Elements(HTMLParser):
    """What a page's elements are called, where they lead, and what they load."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        assert tag != "script"
        assert not any(name.startswith("on") for name in told)
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if tag == "a" and "href" in told else []
        self.loads += [told[name] for name in ("src", "href") if name in told and tag != "a"]


def test_every_guide_is_a_page(site: Path) -> None:
    pages = {path.name for path in site.glob("*.html")}
    guides = {f"{path.stem}.html" for path in (ROOT / "docs").glob("*.md")}
    others = {"index.html", "ontology.html", "examples.html", "changelog.html", "license.html"}
    assert guides | others == pages
    for path in site.glob("*.html"):
        text = path.read_text("utf-8")
        menu = set(re.findall(r'href="(\w+\.html)"', text.partition("<main")[0]))
        assert menu == pages, f"{path.name} does not lead to all pages"
        assert text.count('aria-current="page"') == 2  # in either menu, wide and narrow
        assert text.count("<h1") == 1


def test_links_lead_somewhere(site: Path) -> None:
    pages = {path.name: Elements(path) for path in site.glob("*.html")}
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            target, _, fragment = link.partition("#")
            if "://" in link:
                continue
            assert not target or target in pages, f"{name} leads to {link}"
            assert not fragment or fragment in pages[target or name].ids, f"{name} leads to {link}"


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in site.glob("*.html"):
        for load in Elements(path).loads:
            assert load == "data:," or (site / load).is_file(), f"{path.name} loads {load}"
    style = (site / "style.css").read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_questions_stand_with_their_parameters_and_examples(site: Path) -> None:
    text = (site / "questions.html").read_text("utf-8")
    for each in questions().values():
        assert f">{each.name}</h3>" in text
        for parameter in each.parameters:
            assert f"<code>--{parameter.name.replace('_', '-')}</code>" in text
    assert "cybercoop ask activities-in-state" in text


def test_what_is_typed_in_a_session_stands_out(site: Path) -> None:
    assert "<b>$ cybercoop ingest examples/releases</b>" in (site / "index.html").read_text("utf-8")


def test_a_link_to_what_is_not_there_is_refused(
    maker: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maker, "ROOT", tmp_path)
    with pytest.raises(maker.BrokenLinkError, match=r"a.md links to b.md, which is not there"):
        maker._guide("a.md", "# A\n\n[b](b.md)\n", {}, tmp_path)


def test_markup_in_a_guide_is_text(maker: ModuleType, tmp_path: Path) -> None:
    page = maker._guide(
        "a.md", "# A <b>\n\n<script>x</script> [x](javascript:x)\n", {"a.md": "a.html"}, tmp_path
    )
    assert "<script" not in page.body
    assert "href" not in page.body
