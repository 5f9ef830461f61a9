"""For whom an agent stands: the top of the chain of what it is part of, or whose it is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

from ...ontology.reference import load
from ...ontology.terms import term
from .describing import Thing

_FILE = Path(__file__).with_name("roll_up.toml")


@cache
def _classes(key: str) -> frozenset[NamedNode]:
    return frozenset(map(term, tomllib.loads(_FILE.read_text(encoding="utf-8"))[key]))


def top(thing: Thing, known: Callable[[NamedNode], Thing | None]) -> NamedNode:
    """The agent that another rolls up to; itself if it is part of nothing."""
    seen: set[NamedNode] = set()
    while thing.iri not in seen:
        seen.add(thing.iri)
        above = _above(thing)
        higher = known(above) if above else None
        if higher is None:
            return thing.iri
        thing = higher
    return min(seen, key=lambda iri: iri.value)  # what is part of itself: any of them, but always the same


def _above(thing: Thing) -> NamedNode | None:
    classes = load().superclasses(thing.cls)
    if classes & _classes("itself"):
        return None
    if classes & _classes("state") and thing.state:
        return thing.state
    return thing.parent
