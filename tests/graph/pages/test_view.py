from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from cybercoop.graph.network.building import network
from cybercoop.graph.pages.view import START, ViewError, embedded, most_connected, view
from cybercoop.graph.store.failures import ExportError
from cybercoop.graph.store.stores import Store
from cybercoop.graph.things.statements import Evidence, Passage, Release

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "{{ 7 * 7 }}",
    "a\u2028b\u2029c",
    "\u202egnp.exe",
]


def scripts(html: str) -> list[tuple[str, str]]:
    return re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL)


def content(html: str) -> dict[str, Any]:
    (text,) = [text for attributes, text in scripts(html) if 'id="data"' in attributes]
    return json.loads(text)


def small(label: str = "Node", url: str | None = None, size: int = 3) -> nx.MultiDiGraph:
    """A chain of `size` nodes, with one passage."""
    release = Release("E-1/20", label, date(2020, 1, 2), url)
    proof = Evidence(Passage(label, release, 0), label, 0.5)
    graph = nx.MultiDiGraph(sample=[release], focus=None)
    for index in range(size):
        graph.add_node(
            f"https://example.org/{index}", kind="state", type=label, label=label, acronym="", names=(label,),
            facts=((label, label, (proof,)),), quotations=(), passages=(proof.passage,), releases=1,
            years=(2020,), themes=(label,), start="2020-01", end="2020-01-02",
        )  # fmt: skip
    for index in range(size - 1):
        graph.add_edge(
            f"https://example.org/{index}", f"https://example.org/{index + 1}", "host", relation="host",
            family="serve", label=label, passive=label, evidence=(proof,), releases=1, years=(2020,),
            themes=(), known=False,
        )  # fmt: skip
    return graph


@pytest.fixture
def page(tmp_path: Path) -> Any:
    def write(graph: nx.MultiDiGraph, title: str | None = None) -> str:
        view(graph, tmp_path / "network.html", title)
        return (tmp_path / "network.html").read_text(encoding="utf-8")

    return write


def test_a_page_holds_the_network(sample: Store, page: Any) -> None:
    graph = network(sample)
    data = content(page(graph))
    assert len(data["nodes"]) == len(graph)
    assert len(data["edges"]) == graph.number_of_edges()
    invited = next(edge for edge in data["edges"] if edge["id"].startswith("state/EST invited activity/"))
    ((passage, rule, confidence),) = invited["evidence"]
    text, release = data["passages"][passage]
    assert text == "Canada, Estonia and the United Kingdom were invited"
    assert (rule, confidence) == ("en/relations/invited", 0.95)
    assert data["releases"][release] == {
        "key": "E-900/14",
        "reference": "E-900/14",
        "title": "OAS to Send Cyber Mission to Colombia",
        "date": "2014-03-28",
        "url": "https://example.org/releases/E-900-14",
    }
    assert data["sample"] == {"releases": 1, "years": [2014, 2014]}


def test_the_same_network_gives_the_same_page(sample: Store, page: Any) -> None:
    assert page(network(sample)) == page(network(sample))


def test_making_a_page_leaves_the_network_as_it_was(sample: Store, page: Any) -> None:
    graph = network(sample)
    page(graph)
    assert nx.utils.graphs_equal(graph, network(sample))


def test_a_page_loads_nothing(page: Any) -> None:
    html = page(small())
    markup = re.sub(r"<(script|style)([^>]*)>.*?</\1>", r"<\1\2>", html, flags=re.DOTALL)
    loading = re.findall(r"(?:src|href)\s*=\s*[\"']?([^\"'\s>]+)", markup)
    assert [place for place in loading if not place.startswith(("data:", "#"))] == []
    assert "sourceMappingURL" not in html
    assert "@import" not in html
    assert not re.search(r"\son\w+=", markup)


def test_the_policy_names_exactly_what_is_there(page: Any) -> None:
    html = page(small())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    running = [text for attributes, text in scripts(html) if "application/json" not in attributes]
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    for text in [*running, *styles]:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]
    assert policy[1].count("sha256-") == len(running) + len(styles)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_data(page: Any, text: str) -> None:
    harmless, html = page(small("Node")), page(small(text), title=text)
    assert len(scripts(html)) == len(scripts(harmless))
    data = content(html)
    assert {node["name"] for node in data["nodes"]} == {text}
    assert data["passages"][0][0] == text
    if "<" in text:
        assert text not in html


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "HTTPS:x", ""]
)
def test_only_web_addresses_become_links(page: Any, url: str) -> None:
    assert content(page(small(url=url)))["releases"][0]["url"] is None
    assert content(page(small(url="https://example.org/1")))["releases"][0]["url"] == "https://example.org/1"


@pytest.mark.parametrize("value", ["</script>", "<!--", "&lt;", "\u2028", "\u2029", 'say "href"', "\\u003c"])
def test_embedded_json_is_inert_and_reads_back(value: str) -> None:
    text = embedded({value: value})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {value: value}


def test_a_large_network_opens_with_its_most_connected_part(page: Any) -> None:
    data = content(page(small(size=START + 50)))
    assert (data["start"], len(data["nodes"])) == (START, START + 50)
    assert all(node["first"] for node in data["nodes"][:START])
    assert not any(node["first"] for node in data["nodes"][START:])


def test_most_connected_hangs_together_and_starts_at_the_focus() -> None:
    graph = nx.MultiDiGraph(nx.relabel_nodes(nx.barabasi_albert_graph(200, 2, seed=4), str))
    nx.set_node_attributes(graph, 1, "releases")
    graph.add_node("alone", releases=1)
    first = most_connected(graph, 50)
    assert first[0] == max(graph, key=graph.degree)
    assert nx.is_connected(graph.subgraph(first).to_undirected())
    assert most_connected(graph, 50, "150")[0] == "150"
    assert sorted(most_connected(graph, 1000)) == sorted(graph)


def test_beyond_the_cap_the_page_says_what_it_leaves_out(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cybercoop.graph.pages.view.CAP", 100)
    data = content(page(small(size=130)))
    assert (len(data["nodes"]), data["leftOut"]) == (100, 30)


def test_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(ViewError, match="nothing to show"):
        view(nx.MultiDiGraph(), tmp_path / "network.html")
    assert not (tmp_path / "network.html").exists()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there is no folder"):
        view(small(), tmp_path / "missing" / "network.html")
