from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from cybercoop.ontology import documentation
from cybercoop.ontology.terms import BASE
from pyoxigraph import NamedNode, RdfFormat, parse

ONTOLOGY = Path(documentation.__file__).with_name("cybercoop.ttl")


class Links(HTMLParser):
    """What a page's elements are called, where they lead, and what they would load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.loads: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and tag == "a":
                self.targets.append(value or "")
            elif name in ("src", "href"):
                self.loads.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page() -> str:
    return documentation.content()[1]


def test_every_term_of_the_ontology_has_its_place(page: str) -> None:
    triples = list(parse(path=ONTOLOGY, format=RdfFormat.TURTLE))
    ours = {each.subject for each in triples if isinstance(each.subject, NamedNode)}
    named = {documentation.short(each) for each in ours if each.value != f"{BASE}ontology"}
    assert len(named) > 60
    assert named <= set(Links(page).ids)


def test_links_within_the_page_lead_somewhere(page: str) -> None:
    links = Links(page)
    assert links.open == []
    assert len(links.ids) == len(set(links.ids))
    assert {each[1:] for each in links.targets if each.startswith("#")} <= set(links.ids)


def test_it_loads_nothing(page: str) -> None:
    assert Links(page).loads == []
    assert "<script" not in page
    assert "@import" not in page
    assert "url(" not in page


def section(page: str, name: str) -> str:
    found = re.search(rf'<section class="term" id="{re.escape(name)}">.*?</section>', page, re.DOTALL)
    assert found
    return found.group()


def test_a_term_is_told_with_all_that_the_ontology_says(page: str) -> None:
    mission = section(page, "cc:TechnicalAssistanceMission")
    assert "A mission whose task is to advise or assist in technical matters." in mission
    assert "Misión de asistencia técnica" in mission
    assert '<dt>Below</dt><dd><a href="#cc:Mission"' in mission
    assert "#cc:establishedBy" in section(page, "cc:establishes")  # its inverse, from either side
    assert "#cc:establishes" in section(page, "cc:establishedBy")
    assert "#cc:hostState" in section(page, "cc:State")
    assert "Cybercrime" in page  # a theme


def test_the_classes_are_a_tree(page: str) -> None:
    tree = page[page.index('id="tree"') : page.index('id="classes"')]
    assert tree.index("cc:Activity") < tree.index("cc:Mission") < tree.index("cc:TechnicalAssistanceMission")


def test_text_is_escaped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "themes.ttl").write_text("")
    (tmp_path / "cybercoop.ttl").write_text(
        "<https://w3id.org/cybercoop/ontology#X> a <http://www.w3.org/2002/07/owl#Class> ;"
        ' <http://www.w3.org/2000/01/rdf-schema#label> "<script>x</script>"@en .'
    )
    monkeypatch.setattr(documentation, "_HERE", tmp_path)
    page = documentation.content()[1]
    assert "<script" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
