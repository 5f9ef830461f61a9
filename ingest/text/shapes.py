"""What shape the files of a language have: the keys of each, told by ``languages/und/keys.toml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any


def _words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


# A kind of value: what a person calls it, and what tells it.
_KINDS: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "words": ("a list of strings that are not empty", _words),
    "word": ("a string that is not empty", lambda value: isinstance(value, str) and bool(value)),
    "number": ("a whole number", lambda value: isinstance(value, int) and not isinstance(value, bool)),
    "yes": ("true or false", lambda value: isinstance(value, bool)),
    "any": ("anything", lambda value: True),
}


def misfits(shape: Mapping[str, Any], table: Mapping[str, Any], within: str = "") -> Iterator[str]:
    """What is wrong with a table, a line each: keys that are missing or unknown, values of another kind.

    A `shape` maps a kind ("words", or "words by class" for a table with keys of its own) to the keys of
    that kind, and a key to the shape of the table under it.
    """
    kinds = {key: kind for kind, keys in shape.items() if isinstance(keys, str) for key in keys.split()}
    tables = {key: inner for key, inner in shape.items() if not isinstance(inner, str)}
    for key in sorted(kinds.keys() | tables.keys()):
        if key not in table:
            yield f"the key '{within}{key}' is missing"
    for key, value in table.items():
        if key in tables:
            yield from _misfits_within(tables[key], value, f"{within}{key}")
        elif key in kinds:
            yield from _misfitting(kinds[key], value, f"{within}{key}")
        else:
            yield f"unknown key '{within}{key}'; {_meant(key, kinds.keys() | tables.keys())}"


def _misfits_within(shape: Mapping[str, Any], value: object, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from misfits(shape, value, f"{key}.")
    else:
        yield f"'{key}' must be a table"


def _misfitting(kind: str, value: object, key: str) -> Iterator[str]:
    kind, _, by = kind.partition(" by ")
    name, fits = _KINDS[kind]
    if not by:
        if not fits(value):
            yield f"'{key}' must be {name}"
    elif not isinstance(value, dict):
        yield f"'{key}' must be a table by {by}"
    else:
        yield from (f"'{key}.{inner}' must be {name}" for inner, each in value.items() if not fits(each))


def _meant(key: str, known: set[str]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"known are {', '.join(sorted(known))}"
