"""What releases say of one state, organization or person, put in order: the content of its report.

A state acts through its bodies and officers, an organization through its parts: what those do counts as done
by it, and says through whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from ..network.building import in_order, spoken_date
from ..things.statements import Passage, Release, distinct

ACTORS = ("state", "body", "organization")  # kinds that can be partners
_ACTING = ("body", "organization", "person")  # kinds that can act for another
_BELONGING = ("of-state", "part", "office")  # relations by which one acts for another
_STANDING = {*_BELONGING, "member", "in"}  # relations that are no cooperation


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is said: who (nobody: the node itself) does what to what, and where it is stated."""

    who: str
    says: str
    what: str
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class Entry:
    """A line of a report: another node, and how the reported one is tied to it."""

    iri: str
    label: str
    kind: str
    start: str = ""  # ISO 8601
    end: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def when(self) -> str:
        """Its dates in words; "" if no release gives any."""
        return " to ".join(dict.fromkeys(filter(None, map(spoken_date, (self.start, self.end)))))

    @property
    def told(self) -> list[tuple[str, list[str], str]]:
        """The parts in words: who, all that it does, to what."""
        said: dict[tuple[str, str], list[str]] = {}
        for part in self.parts:
            said.setdefault((part.who, part.what), []).append(part.says)
        return [(who, list(dict.fromkeys(says)), what) for (who, what), says in said.items()]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All that states it, each once, oldest release first."""
        return in_order(passage for part in self.parts for passage in part.passages)

    @property
    def releases(self) -> int:
        """How many distinct releases state it."""
        return distinct(passage.release for part in self.parts for passage in part.passages)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of a report."""

    key: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """All that a report tells of one node."""

    iri: str
    node: dict[str, Any]  # as `network.network` describes it
    sections: tuple[Section, ...]
    quotations: tuple[tuple[str, Passage], ...]  # by whom, oldest first
    named_in: tuple[tuple[Release, tuple[Passage, ...]], ...]

    def section(self, key: str) -> tuple[Entry, ...]:
        """The entries of a section; none if there is nothing to tell."""
        return next((each.entries for each in self.sections if each.key == key), ())


def profile(network: nx.MultiDiGraph, iri: str) -> Profile:
    """What a network tells of one of its nodes, in sections; empty ones are left out."""
    told = _Told(network, iri)
    activities = sorted(told.of_kind("activity"), key=lambda each: (each.start or "9", each.label))
    sections = (
        Section("activities", "Activities", tuple(activities)),
        Section("partners", "Partners", told.partners()),
        Section("bodies", "Cyber bodies", told.bodies()),
        Section("instruments", "Instruments", told.of_kind("instrument")),
        Section("offices", "Offices" if told.is_person else "People in office", told.offices()),
        Section("contributions", "Contributions", told.contributions()),
        Section("others", "Other ties", told.others()),
    )
    return Profile(
        iri=iri,
        node=network.nodes[iri],
        sections=tuple(section for section in sections if section.entries),
        quotations=told.quotations(),
        named_in=_by_release(network.nodes[iri]["passages"]),
    )


@dataclass(frozen=True, slots=True)
class _Tie:
    """An edge as seen from one of its ends."""

    actor: str
    other: str
    says: str
    edge: dict[str, Any]

    @property
    def passages(self) -> tuple[Passage, ...]:
        return in_order(proof.passage for proof in self.edge["evidence"])


class _Told:
    """The ties of a node and of those that act for it."""

    def __init__(self, network: nx.MultiDiGraph, iri: str) -> None:
        self.network, self.iri = network, iri
        self.is_person = network.nodes[iri]["kind"] == "person"
        self.own = dict.fromkeys(self._own())
        self.ties = [tie for actor in (iri, *self.own) for tie in self._ties(actor)]

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """What of a kind the node or its own have to do with."""
        entries = _Entries(self.network)
        for tie in self.ties:
            if self._kind(tie.other) == kind:
                entries.add(tie.other, Part(self._through(tie.actor), tie.says, "", tie.passages))
        return entries.sorted(lambda entry: (-entry.releases, entry.label))

    def partners(self) -> tuple[Entry, ...]:
        """Who has a part in the same activities and instruments, or is tied to the node by cooperation."""
        entries = _Entries(self.network)
        matters = [tie.other for tie in self.ties if self._kind(tie.other) in ("activity", "instrument")]
        for matter in dict.fromkeys(matters):
            for tie in self._with_groups(matter):
                if self._is_partner(tie.actor):
                    says = tie.says if tie.other == matter else f"{tie.says} the experts of"
                    label = self.network.nodes[matter]["label"]
                    entries.add(tie.actor, Part("", says, label, tie.passages))
        for tie in self.ties:
            if self._is_partner(tie.other) and tie.edge["relation"] not in _STANDING:
                entries.add(tie.other, Part(self._through(tie.actor), tie.says, "", tie.passages))
        return entries.sorted(lambda entry: (-entry.releases, -len(entry.parts), entry.label))

    def bodies(self) -> tuple[Entry, ...]:
        """The cyber bodies that the node or its own are tied to, and what established its own."""
        entries = _Entries(self.network)
        for tie in self.ties:
            if self._kind(tie.other) == "body":
                entries.add(tie.other, Part(self._through(tie.actor), tie.says, "", tie.passages))
            elif self._kind(tie.actor) == "body" and tie.edge["relation"] == "establishes":
                what = self.network.nodes[tie.other]["label"]
                entries.add(tie.actor, Part("", tie.says, what, tie.passages))
        return entries.sorted(lambda entry: entry.label)

    def offices(self) -> tuple[Entry, ...]:
        """Of a person: where it holds which office; of another: who holds one in it and in its own."""
        entries = _Entries(self.network)
        for tie in self.ties:
            if tie.edge["relation"] == "office" and (self.is_person or self._kind(tie.other) == "person"):
                where = "" if tie.actor == self.iri else self.network.nodes[tie.actor]["label"]
                entries.add(tie.other, Part("", tie.says, where, tie.passages))
        return entries.sorted(lambda entry: entry.label)

    def contributions(self) -> tuple[Entry, ...]:
        """Money and means given and received."""
        entries = _Entries(self.network)
        for tie in self.ties:
            if tie.edge["relation"] == "contribution":
                entries.add(tie.other, Part(self._through(tie.actor), tie.says, "", tie.passages))
        return entries.sorted(lambda entry: (-entry.releases, entry.label))

    def others(self) -> tuple[Entry, ...]:
        """The node's own ties that releases state and no other section tells."""
        told = {"activity", "body", "instrument"}
        partners = {entry.iri for entry in self.partners()}
        entries = _Entries(self.network)
        for tie in self.ties:
            elsewhere = self._kind(tie.other) in told or tie.edge["relation"] in ("office", "contribution")
            cooperates = tie.other in partners and tie.edge["relation"] not in _STANDING
            if tie.actor == self.iri and not elsewhere and not cooperates and not tie.edge["known"]:
                entries.add(tie.other, Part("", tie.says, "", tie.passages))
        return entries.sorted(lambda entry: entry.label)

    def quotations(self) -> tuple[tuple[str, Passage], ...]:
        """What the node and its own say, word for word."""
        said = [
            (self.network.nodes[speaker]["label"], passage)
            for speaker in (self.iri, *self.own)
            for passage in self.network.nodes[speaker]["quotations"]
        ]
        return tuple(sorted(said, key=lambda each: (*each[1].release.by_date, each[1].start)))

    def _own(self) -> Iterator[str]:
        """Who acts for the node: its bodies, parts and officers, and theirs; bodies of its instruments."""
        if self.is_person:
            return
        for one in self._belonging_to(self.iri):
            if self._kind(one) == "instrument":
                yield from self._established_by(one)
            elif self._kind(one) in _ACTING:
                yield one
                yield from (each for each in self._belonging_to(one) if self._kind(each) in _ACTING)

    def _belonging_to(self, iri: str) -> list[str]:
        edges = self.network.in_edges(iri, data="relation")
        return [source for source, _, relation in edges if relation in _BELONGING and source != self.iri]

    def _established_by(self, instrument: str) -> list[str]:
        edges = self.network.out_edges(instrument, data="relation")
        return [made for _, made, how in edges if how == "establishes" and self._kind(made) == "body"]

    def _ties(self, actor: str) -> Iterator[_Tie]:
        for _, other, edge in self.network.out_edges(actor, data=True):
            yield _Tie(actor, other, edge["label"], edge)
        for other, _, edge in self.network.in_edges(actor, data=True):
            yield _Tie(actor, other, edge["passive"], edge)

    def _with_groups(self, matter: str) -> Iterator[_Tie]:
        """The ties of all that have to do with a matter, the members of its expert groups among them."""
        for near in dict.fromkeys(nx.all_neighbors(self.network, matter)):
            ends = (
                [near] if self._kind(near) != "group" else dict.fromkeys(nx.all_neighbors(self.network, near))
            )
            for actor in ends:
                target = matter if actor == near else near
                yield from (tie for tie in self._ties(actor) if tie.other == target)

    def _is_partner(self, iri: str) -> bool:
        return self._kind(iri) in ACTORS and iri != self.iri and iri not in self.own

    def _kind(self, iri: str) -> str:
        return str(self.network.nodes[iri]["kind"])

    def _through(self, actor: str) -> str:
        return "" if actor == self.iri else str(self.network.nodes[actor]["label"])


class _Entries:
    """Entries by node, each part once."""

    def __init__(self, network: nx.MultiDiGraph) -> None:
        self._network = network
        self._entries: dict[str, Entry] = {}

    def add(self, iri: str, part: Part) -> None:
        if iri not in self._entries:
            node = self._network.nodes[iri]
            self._entries[iri] = Entry(iri, node["label"], node["kind"], node["start"], node["end"])
        if part not in self._entries[iri].parts:
            self._entries[iri].parts.append(part)

    def sorted(self, key: Callable[[Entry], Any]) -> tuple[Entry, ...]:
        return tuple(sorted(self._entries.values(), key=key))


def _by_release(passages: Iterable[Passage]) -> tuple[tuple[Release, tuple[Passage, ...]], ...]:
    """Passages, which are in order, with their release."""
    found: dict[Release, list[Passage]] = {}
    for passage in passages:
        found.setdefault(passage.release, []).append(passage)
    return tuple((release, tuple(those)) for release, those in found.items())
