"""The profile of a state, an organization or a person as one HTML page to read, print and mail.

The page needs no script, and its Content Security Policy allows none: it is text, and two drawings. Several
names stand side by side to compare.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
from pyoxigraph import NamedNode

from ...errors import CybercoopError
from ..network.building import UnknownNodeError, network, spoken_date
from ..store.files import whole_file
from ..store.iris import short
from ..store.stores import Store
from ..things.relations import KINDS
from ..things.statements import Passage, Release
from .drawing import Neighborhood, Timeline, neighborhood, timeline
from .profile import Profile, profile
from .view import content_policy, template

_WIDTHS = (980.0, 600.0, 400.0)  # pixels of a drawing: alone, beside another, beside more and on phones
QUOTED = 2  # passages of a line that are seen at once


class ReportError(CybercoopError):
    """There is nothing to report on."""


@dataclass(frozen=True, slots=True)
class Column:
    """A profile with its drawings: wide, and narrow for phones."""

    profile: Profile
    drawings: dict[str, tuple[Timeline, Neighborhood]]


def report(store: Store, nodes: list[NamedNode], path: Path) -> None:
    """Write the profile of one node, or of several side by side.

    Args:
        store: where releases were ingested, with the reference data.
        nodes: states, organizations and persons; the same one twice counts once.
        path: the file to write, replaced if it is there.

    Raises:
        ReportError: no node is given.
        UnknownNodeError: no release names one of them.
        ExportError: the file cannot be written.
    """
    html = render(network(store, structure=True), [node.value for node in nodes])
    with whole_file(path) as file:
        file.write(html.encode())


def render(whole: nx.MultiDiGraph, iris: list[str]) -> str:
    """The page itself, as HTML."""
    from jinja2 import Environment  # late: reports alone need it

    iris = list(dict.fromkeys(iris))
    if not iris:
        raise ReportError("say on whom to report: a state, an organization or a person")
    for iri in iris:
        if iri not in whole:
            raise UnknownNodeError(
                f"no release in the graph names {short(iri)}: ingest one that does, or choose another"
            )
    profiles = [profile(whole, iri) for iri in iris]
    style = template("colors.css") + template("report.css")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"plural": _plural, "years": _years, "spoken": spoken_date}
    environment.filters |= {"anchor": _anchor, "by_release": _by_release}
    return environment.from_string(template("report.html")).render(
        columns=_columns(whole, profiles),
        common=_common(profiles),
        sample=whole.graph["sample"],
        kinds={kind.key: kind for kind in KINDS},
        title=" and ".join(each.node["label"] for each in profiles),
        quoted=QUOTED,
        style=style,
        policy=content_policy((), style),
    )


def _columns(whole: nx.MultiDiGraph, profiles: list[Profile]) -> list[Column]:
    """The profiles with their drawings; timelines to compare have the same years."""
    widths = {"wide": _WIDTHS[min(len(profiles), len(_WIDTHS)) - 1], "narrow": _WIDTHS[-1]}
    years = [int(entry.start[:4]) for each in profiles for entry in each.section("activities") if entry.start]
    period = (min(years, default=0), max(years, default=0))

    def drawings(each: Profile, width: float) -> tuple[Timeline, Neighborhood]:
        return timeline(each.section("activities"), period, width), neighborhood(whole, each.iri, width)

    return [
        Column(each, {name: drawings(each, width) for name, width in widths.items()}) for each in profiles
    ]


def _common(profiles: list[Profile]) -> dict[str, list[str]]:
    """What all of several profiles share: labels by title of a section."""
    shared = {}
    for title, key in (
        ("Activities", "activities"),
        ("Partners", "partners"),
        ("Instruments", "instruments"),
    ):
        labels = {entry.iri: entry.label for each in profiles for entry in each.section(key)}
        in_all = set.intersection(*({entry.iri for entry in each.section(key)} for each in profiles))
        shared[title] = sorted(labels[iri] for iri in in_all)
    return shared


def _by_release(passages: Iterable[Passage]) -> list[tuple[Release, list[Passage]]]:
    """Passages, which are in order, a release after the other."""
    found: dict[Release, list[Passage]] = {}
    for passage in passages:
        found.setdefault(passage.release, []).append(passage)
    return list(found.items())


def _plural(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _years(releases: Iterable[Release]) -> str:
    """From when to when: ", 2009 to 2023"."""
    years = sorted({release.issued.year for release in releases if release.issued})
    return f", {years[0]} to {years[-1]}" if len(years) > 1 else "".join(f", {year}" for year in years)


def _anchor(iri: str, column: Column) -> str:
    """A fragment by which a drawing leads to a line: unique in the page, for a node in each column."""
    return f"{short(column.profile.iri)}--{short(iri)}".replace(" ", "_")
