"""Two small pictures for reports, a timeline and a neighborhood: coordinates that a template turns into SVG.

Labels never cover one another: on the timeline each has a lane of its own where it needs one, in the
neighborhood a row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import networkx as nx

from ..things.statements import iso_date
from .profile import Entry

LETTER = 6.6  # pixels that a letter of a label takes on average, at 12 pixels
LANE = 22.0  # from one row of the timeline to the next
ROW = 30.0  # from one neighbor to the next
NEIGHBORS = 24  # more cannot be read at this size


@dataclass(frozen=True, slots=True)
class Mark:
    """An activity on the timeline: its sign at (x, y), the label right or left of it."""

    x: float
    y: float
    label: str
    iri: str
    is_turned: bool  # the label is left of the sign


@dataclass(frozen=True, slots=True)
class Timeline:
    """Marks, and the years with where they begin."""

    width: float
    height: float
    years: tuple[tuple[int, float], ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A node of the neighborhood at (x, y), tied to the middle by a line."""

    x: float
    y: float
    label: str
    kind: str
    family: str
    is_left: bool


@dataclass(frozen=True, slots=True)
class Neighborhood:
    """The node in the middle, and those around it; `left_out` more found no room."""

    width: float
    height: float
    neighbors: tuple[Neighbor, ...]
    left_out: int


def timeline(entries: Iterable[Entry], period: tuple[int, int], width: float) -> Timeline:
    """Where activities with a date go between the first and the last year of a period."""
    first, last = period[0], period[1] + 1
    scale = (width - 20) / (last - first)
    dated = [entry for entry in entries if entry.start]
    lanes: list[float] = []  # where each lane is free from
    marks = []
    for entry in sorted(dated, key=lambda each: (each.start, each.label)):
        x = 10 + (_years(entry.start) - first) * scale
        label = shortened(entry.label, round(width / 16))
        size = len(label) * LETTER + 24
        is_turned = x + size > width
        left = max(0.0, x - size) if is_turned else x
        lane = next((index for index, free in enumerate(lanes) if free <= left), len(lanes))
        lanes[lane : lane + 1] = [left + size + 10]
        marks.append(Mark(round(x, 1), 34 + lane * LANE, label, entry.iri, is_turned))
    step = next(years for years in (1, 2, 5, 10, 20, 50, 100, 1000) if years * scale >= 44 or years == 1000)
    years = [(year, round(10 + (year - first) * scale, 1)) for year in range(first, last) if year % step == 0]
    return Timeline(width, 34 + max(len(lanes), 1) * LANE, tuple(years), tuple(marks))


def neighborhood(network: nx.MultiDiGraph, iri: str, width: float) -> Neighborhood:
    """Those to whom releases tie the node, the most often named ones, in two columns, like kinds together."""
    edges = [*network.out_edges(iri, data=True), *network.in_edges(iri, data=True)]
    found = list({end: None for *ends, edge in edges for end in ends if end != iri and not edge["known"]})
    found.sort(key=lambda each: (-network.nodes[each]["releases"], network.nodes[each]["label"]))
    shown = sorted(found[:NEIGHBORS], key=lambda each: network.nodes[each]["kind"])
    half = (len(shown) + 1) // 2
    height = max(half, 2) * ROW + 20
    neighbors = []
    for column, those in enumerate((shown[:half], shown[half:])):
        top = (height - (len(those) - 1) * ROW) / 2
        for row, each in enumerate(those):
            x = width * (0.36, 0.64)[column]
            neighbors.append(_neighbor(network, iri, each, (x, top + row * ROW), width))
    return Neighborhood(width, height, tuple(neighbors), len(found) - len(shown))


def shortened(text: str, letters: int) -> str:
    """A label of at most so many letters, on one line, without marks that turn the direction of writing."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[:300])
    plain = " ".join(plain.split())
    return plain if len(plain) <= letters else plain[: letters - 1].rstrip() + "…"


def _neighbor(
    network: nx.MultiDiGraph, iri: str, other: str, place: tuple[float, float], width: float
) -> Neighbor:
    x, y = place
    is_left = x < width / 2
    letters = int((min(x, width - x) - 20) / LETTER)
    node: dict[str, Any] = network.nodes[other]
    edges = [
        edge
        for ends in ((iri, other), (other, iri))
        for edge in network.get_edge_data(*ends, default={}).values()
    ]
    name = node["acronym"] if node["acronym"] and len(node["label"]) > letters else node["label"]
    return Neighbor(round(x, 1), y, shortened(name, letters), node["kind"], edges[0]["family"], is_left)


def _years(iso: str) -> float:
    """A day or month as a number of years: 2014.5 in its middle."""
    day = iso_date(iso) or iso_date(f"{iso}-01") or date.min
    return day.year + (day.timetuple().tm_yday - 1) / 366
