from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import networkx as nx
import pytest
from cybercoop.graph.network.building import UnknownNodeError, network
from cybercoop.graph.pages.drawing import LANE, LETTER, neighborhood, shortened, timeline
from cybercoop.graph.pages.profile import Entry
from cybercoop.graph.pages.report import ReportError, render, report
from cybercoop.graph.store.failures import ExportError
from cybercoop.graph.store.stores import Store
from cybercoop.ontology.terms import BASE, node

COLOMBIA, ESTONIA = node("state/COL"), node("state/EST")


def text(html: str) -> str:
    """What a person reads."""
    from html import unescape

    body = re.sub(r"<(style|title)[^>]*>.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(body).split())


def test_a_report_has_sample_lines_passages_and_links(sample: Store, tmp_path: Path) -> None:
    report(sample, [COLOMBIA], tmp_path / "colombia.html")
    html = (tmp_path / "colombia.html").read_text(encoding="utf-8")
    read = text(html)
    assert "Rests on 1 release, 2014." in read
    assert "State, named by 1 of 1 release, 2014" in read
    assert "Technical Assistance Mission on Cyber Security 31 March 2014 to 4 April 2014" in read
    assert "Ana Lucía Torres : asked for" in read
    assert "The President of Colombia, Ana Lucía Torres, asked for it." in read
    assert "E-900/14 , 28 March 2014: OAS to Send Cyber Mission to Colombia" in read
    assert '<a href="https://example.org/releases/E-900-14"' in html
    for title in ("Activities", "Partners", "Cyber bodies", "Instruments", "People in office", "Quotations"):
        assert f"<h3>{title}" in html


def test_drawings_lead_to_lines(sample: Store) -> None:
    html = render(network(sample), [COLOMBIA.value])
    targets = re.findall(r'<a href="#([^"]+)"', html)
    assert targets
    for target in targets:
        assert html.count(f'id="{target}"') == 1


def test_several_stand_side_by_side(sample: Store) -> None:
    html = render(network(sample), [COLOMBIA.value, ESTONIA.value, COLOMBIA.value])
    assert html.count("<article>") == 2
    read = text(html)
    assert read.startswith("Colombia and Estonia")
    assert "Activities in common Technical Assistance Mission on Cyber Security" in read
    assert re.search(r"Partners in common .*Organization of American States", read)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_page_loads_and_runs_nothing(sample: Store) -> None:
    html = render(network(sample), [COLOMBIA.value])
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    allowed = policy[1].replace("&#39;", "'")
    assert allowed.startswith(f"default-src 'none'; script-src 'none'; style-src 'sha256-{digest}';")
    markup = html.replace(style[0], "")
    assert "<script" not in html
    assert not re.search(r"\s(?:on\w+|style|src)=", re.sub(r">[^<]*<", "><", markup))


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", '" onclick="alert(1)', "{{ 7 * 7 }}", "\u202egnp.exe", "x" * 10_000],
)
def test_hostile_names_stay_text(sample: Store, hostile: str) -> None:
    graph = network(sample)
    for _, each in graph.nodes(data=True):
        each["label"], each["names"] = hostile, (hostile,)
    for *_, edge in graph.edges(data=True):
        edge["label"] = edge["passive"] = hostile
    html = render(graph, [COLOMBIA.value])
    assert "<script" not in html
    assert " onclick" not in re.sub(r">[^<]*<", "><", html)
    assert " ".join(hostile.split()) in text(html)


def test_the_same_graph_gives_the_same_page(sample: Store) -> None:
    assert render(network(sample), [COLOMBIA.value]) == render(network(sample), [COLOMBIA.value])


def test_who_is_not_named_has_no_report(sample: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownNodeError, match="no release in the graph names state/BRB"):
        report(sample, [node("state/BRB")], tmp_path / "r.html")
    with pytest.raises(ReportError, match="say on whom"):
        report(sample, [], tmp_path / "r.html")
    assert not (tmp_path / "r.html").exists()


def test_a_place_that_cannot_be_written(sample: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there is no folder"):
        report(sample, [COLOMBIA], tmp_path / "missing" / "r.html")


def test_marks_of_a_timeline_do_not_cover_one_another() -> None:
    starts = [f"20{n % 7 + 10}-0{n % 9 + 1}" for n in range(40)]
    entries = [Entry(f"i{n}", f"Workshop {n} on a long subject", "activity", starts[n]) for n in range(40)]
    drawn = timeline([*entries, Entry("undated", "Undated", "activity")], (2010, 2016), 600)
    assert len(drawn.marks) == 40
    boxes = []
    for mark in drawn.marks:
        size = len(mark.label) * LETTER + 10
        left = mark.x - size if mark.is_turned else mark.x
        assert left >= 0
        assert left + size <= 600 + LETTER
        boxes.append((left, left + size, mark.y))
    for index, one in enumerate(boxes):
        for other in boxes[:index]:
            assert abs(one[2] - other[2]) >= LANE or one[0] >= other[1] or one[1] <= other[0]
    assert drawn.height > max(mark.y for mark in drawn.marks)
    assert [year for year, _ in drawn.years] == list(range(2010, 2017))


def test_a_neighborhood_leaves_out_the_least_named() -> None:
    graph = nx.MultiDiGraph()
    for index in range(60):
        graph.add_node(str(index), kind="state", label=f"S{index}", acronym="", releases=index)
    for index in range(1, 60):
        graph.add_edge("0", str(index), family="lead", known=index > 50)
    drawn = neighborhood(graph, "0", 600)
    assert {each.label for each in drawn.neighbors} == {f"S{index}" for index in range(27, 51)}
    assert drawn.left_out == 26
    assert len({(each.is_left, each.y) for each in drawn.neighbors}) == 24


@pytest.mark.parametrize(
    ("name", "short"), [("Estonia", "Estonia"), ("a\nb\u202ec", "a b c"), ("x" * 99, "x" * 9 + "…")]
)
def test_shortened(name: str, short: str) -> None:
    assert shortened(name, 10) == short


def test_base_is_not_in_anchors(sample: Store) -> None:
    assert BASE not in re.sub(
        r"<style>.*?</style>", "", render(network(sample), [COLOMBIA.value]), flags=re.DOTALL
    )
