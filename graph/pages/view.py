"""The network as one HTML file that a person can mail: no server, no internet, no installation.

pyvis renders a template of our own, with vis-network from its package, our style and our scripts inlined.
The page may load nothing and run nothing else: its Content Security Policy names the hashes of what it holds.
What releases say goes in as JSON, and onto the page as text.
"""

from __future__ import annotations

import base64
import hashlib
import heapq
import json
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

import networkx as nx

from ...errors import CybercoopError
from ...ontology.terms import BASE
from ..network.layout import positions
from ..store.files import whole_file
from ..things.relations import ALL_RELATIONS, KINDS
from ..things.statements import Evidence, Passage, Release

START = 150  # nodes at first sight: more are a hairball
CAP = 10_000  # nodes in a page: more are slow to draw

_TEMPLATES = Path(__file__).parent / "templates"
_SCRIPTS = (
    "model.js",
    "keys.js",
    "panel.js",
    "table.js",
    "picture.js",
    "timeline.js",
    "saving.js",
    "search.js",
    "page.js",
)

# Positions are computed here, so the browser has no physics to do.
_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
    "nodes": {"shape": "custom"},
    "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.45}}, "smooth": False, "width": 1.2},
}


class ViewError(CybercoopError):
    """There is nothing to show."""


def view(network: nx.MultiDiGraph, path: Path, title: str | None = None) -> None:
    """Write a network as an interactive page.

    A network of more than `START` nodes opens with its most connected part, and the page offers the rest; of
    more than `CAP` it holds the most connected part only, and says so.

    Args:
        network: what `network.network` returns.
        path: the file to write, replaced if it is there.
        title: the page's heading; by default what the network is about.

    Raises:
        ViewError: the network is empty.
        ExportError: the file cannot be written.
    """
    if not network:
        raise ViewError(
            "there is nothing to show: the graph holds no release yet; run `cybercoop ingest` first"
        )
    html = render(network, title or _title(network))
    with whole_file(path) as file:
        file.write(html.encode())


def render(network: nx.MultiDiGraph, title: str) -> str:
    """The page itself, as HTML."""
    from pyvis.network import Network  # late: it brings IPython along

    content = _Content(network)
    page = Network(directed=True, heading=title, cdn_resources="in_line")
    page.set_template_dir(str(_TEMPLATES), "network.html")
    page.set_options(json.dumps(_OPTIONS))
    # Its add_node and add_edge search a list at every call: 10,000 nodes would take half a minute.
    page.nodes, page.edges = content.nodes, content.edges
    scripts = [_vis_network(), *(template(name) for name in _SCRIPTS)]
    style = template("colors.css") + template("network.css")
    page.templateEnv.filters["data"] = embedded
    page.templateEnv.globals.update(
        page=content.page(), scripts=scripts, style=style, policy=content_policy(scripts, style)
    )
    return str(page.generate_html())


def embedded(value: Any) -> str:
    """JSON that may stand in a script element: nothing in it can end the element, or a line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def content_policy(scripts: Iterable[str], style: str) -> str:
    """A Content Security Policy (W3C, Level 3) by which a page runs these scripts and this style only."""

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    allowed = " ".join(map(source, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {source(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def template(name: str) -> str:
    """The text of a file in templates/."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """vis-network, as the newest file that comes with pyvis."""
    library = resources.files("pyvis").joinpath("lib")
    versions = [entry for entry in library.iterdir() if entry.name.startswith("vis-")]
    newest = max(versions, key=lambda entry: [int(part) for part in entry.name[4:].split(".")])
    script = newest.joinpath("vis-network.min.js").read_text(encoding="utf-8")
    return script.partition("//# sourceMappingURL")[0]  # a developer's tools would look for that file


def _title(network: nx.MultiDiGraph) -> str:
    focus = network.graph.get("focus")
    return f"Around {network.nodes[focus]['label']}" if focus else "Who works with whom on cybersecurity"


class _Content:
    """A network as lists for the page: every release and passage once, and referred to by its number."""

    def __init__(self, network: nx.MultiDiGraph) -> None:
        self._releases: dict[Release, int] = {}
        self._passages: dict[Passage, int] = {}
        focus = network.graph.get("focus")
        order = most_connected(network, CAP, focus)
        self.left_out = len(network) - len(order)
        network = network.subgraph(order)
        tied = [node for node in order if network.degree(node)]
        self.start = (
            order[:START] if len(tied) > START else order
        )  # what nothing ties is last, and hidden anyway
        self.focus, self.sample = focus, network.graph.get("sample", [])
        whole = positions(network)
        first = positions(network.subgraph(self.start)) if len(self.start) < len(order) else whole
        self.nodes = [self._node(node, network.nodes[node], whole[node], first.get(node)) for node in order]
        self.edges = [self._edge(*edge) for edge in network.edges(keys=True, data=True)]

    def page(self) -> dict[str, Any]:
        """All but nodes and edges."""
        issued = sorted(release.issued for release in self.sample if release.issued)
        return {
            "kinds": [{"key": kind.key, "many": kind.plural, "outline": kind.outline} for kind in KINDS],
            "relations": self._relations(),
            "releases": [_release(release) for release in self._releases],
            "passages": [[passage.text, self._releases[passage.release]] for passage in self._passages],
            "sample": {"releases": len(self.sample), "years": [day.year for day in issued[:1] + issued[-1:]]},
            "start": len(self.start),
            "leftOut": self.left_out,
            "focus": short(self.focus) if self.focus else None,
        }

    def _relations(self) -> list[dict[str, str]]:
        """The relations that there are, ours first, then those that the graph brought along."""
        there = {edge["relation"]: (edge["says"], edge["family"]) for edge in self.edges}
        known = {each.key: (each.verb, each.family) for each in ALL_RELATIONS if each.key in there}
        all_of_them = known | {key: there[key] for key in sorted(there.keys() - known.keys())}
        return [{"key": key, "label": says, "family": family} for key, (says, family) in all_of_them.items()]

    def _node(
        self, iri: str, node: dict[str, Any], whole: tuple[int, int], first: tuple[int, int] | None
    ) -> dict[str, Any]:
        x, y = whole
        return {
            "id": short(iri),
            "kind": node["kind"],
            "type": node["type"],
            "name": node["label"],
            "acronym": node["acronym"],
            "names": node["names"],
            "facts": [[name, value, self._evidence(proofs)] for name, value, proofs in node["facts"]],
            "quotations": [self._passage(passage) for passage in node["quotations"]],
            "passages": [self._passage(passage) for passage in node["passages"]],
            "releases": node["releases"],
            "years": node["years"],
            "themes": node["themes"],
            "start": node["start"],
            "end": node["end"],
            "whole": [x, y],
            "first": first,
        }

    def _edge(self, source: str, target: str, key: str, edge: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": f"{short(source)} {key} {short(target)}",
            "from": short(source),
            "to": short(target),
            "relation": edge["relation"],
            "family": edge["family"],
            "says": edge["label"],
            "passive": edge["passive"],
            "evidence": self._evidence(edge["evidence"]),
            "years": edge["years"],
            "themes": edge["themes"],
            "known": edge["known"],
        }

    def _evidence(self, proofs: Iterable[Evidence]) -> list[tuple[int, str | None, float | None]]:
        return [(self._passage(proof.passage), proof.rule, proof.confidence) for proof in proofs]

    def _passage(self, passage: Passage) -> int:
        self._releases.setdefault(passage.release, len(self._releases))
        return self._passages.setdefault(passage, len(self._passages))


def _release(release: Release) -> dict[str, str | None]:
    issued = release.issued.isoformat() if release.issued else None
    known = {"key": release.key, "reference": release.reference, "title": release.title}
    return known | {"date": issued, "url": release.link}


def short(iri: str) -> str:
    """A node's id in the page and in its links: the IRI without our base."""
    return iri.removeprefix(BASE)


def most_connected(network: nx.MultiDiGraph, limit: int, focus: str | None = None) -> list[str]:
    """The nodes in order of importance, at most `limit`, so that the first ones of a component hang together.

    Starting from the focus, else from the node that most releases name, the next is always the weightiest
    neighbor of those taken. Nodes without any edge come last.
    """

    def weight(node: str) -> tuple[int, int, str]:
        return (
            -network.degree(node) - network.nodes[node]["releases"],
            -network.nodes[node]["releases"],
            node,
        )

    taken: dict[str, None] = {}
    waiting: list[tuple[tuple[int, int, str], str]] = []
    by_weight = sorted(network, key=lambda node: (network.degree(node) == 0, weight(node)))
    for start in ([focus] if focus else []) + by_weight:
        heapq.heappush(waiting, (weight(start), start))
        while waiting and len(taken) < limit:
            _, node = heapq.heappop(waiting)
            if node not in taken:
                taken[node] = None
                for neighbor in {*network.successors(node), *network.predecessors(node)} - taken.keys():
                    heapq.heappush(waiting, (weight(neighbor), neighbor))
    return list(taken)
