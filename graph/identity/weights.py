"""The table of features: what each outcome weighs, and what it says to people."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

from ...ontology.terms import term

_FILE = Path(__file__).with_name("features.toml")
_KINDRED = "kindred"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer of a feature."""

    weight: float
    says: str
    against: bool = False  # two such things are one only if a person says so
    never: bool = False  # nobody need be asked


@dataclass(frozen=True, slots=True)
class Weights:
    """The features of one kind."""

    certain: float  # from this sum on, two things are one
    doubtful: float  # from this sum on, a person is asked
    features: Mapping[str, Mapping[str, Outcome]]


@cache
def weights() -> dict[str, Weights]:
    """The table by kind, read once.

    Raises:
        ValueError: a kind lacks a threshold, or an outcome its weight; names the place.
    """
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {kind: _weights(kind, table) for kind, table in data.items() if kind != _KINDRED}


def _weights(kind: str, table: dict[str, object]) -> Weights:
    try:
        certain, doubtful = (float(str(table.pop(name))) for name in ("certain", "doubtful"))
    except KeyError as error:
        raise ValueError(f"{_FILE.name}: {kind} has no {error}") from error
    features = {}
    for name, outcomes in table.items():
        if not isinstance(outcomes, dict):
            raise ValueError(f"{_FILE.name}: {kind}.{name} is no table of outcomes")
        try:
            features[name] = {each: Outcome(**said) for each, said in outcomes.items()}
        except TypeError as error:
            raise ValueError(f"{_FILE.name}: {kind}.{name}: {error}") from error
    return Weights(certain, doubtful, features)


@cache
def _groups() -> tuple[frozenset[NamedNode], ...]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(frozenset(map(term, group)) for group in data[_KINDRED]["groups"])


def kindred(left: NamedNode, right: NamedNode) -> bool:
    """Whether releases take two classes for each other."""
    return any(left in group and right in group for group in _groups())
