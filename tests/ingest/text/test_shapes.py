"""The shapes of language data: each wrong key and each value of a wrong kind is told by name."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from cybercoop.ingest.text.language import ANY, codes, load
from cybercoop.ingest.text.shapes import misfits

SHAPES = load(ANY).table("keys")
ENGLISH = load("en")


def _keys(table: Any, within: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key of a shape, with the tables that it stands in."""
    for kind, keys in table.items():
        if isinstance(keys, str):
            yield from ((*within, key) for key in keys.split() if kind != "any")
        else:
            yield (*within, kind)
            yield from _keys(keys, (*within, kind))


PLACES = [(name, *path) for name, shape in SHAPES.items() for path in _keys(shape)]


def _changed(path: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A copy of an English table, and the table inside it that holds the last key of a path."""
    table = deepcopy(dict(ENGLISH.table(path[0])))
    inner: dict[str, Any] = table
    for key in path[1:-1]:
        inner = inner[key]
    return table, inner


@pytest.mark.parametrize("code", codes())
def test_what_ships_has_these_shapes(code: str) -> None:
    tables = load(code).tables
    assert [m for name in SHAPES if name in tables for m in misfits(SHAPES[name], tables[name])] == []


@pytest.mark.parametrize("path", PLACES, ids=".".join)
def test_a_missing_key_is_told(path: tuple[str, ...]) -> None:
    table, inner = _changed(path)
    del inner[path[-1]]
    assert list(misfits(SHAPES[path[0]], table)) == [f"the key '{'.'.join(path[1:])}' is missing"]


@pytest.mark.parametrize("path", PLACES, ids=".".join)
def test_a_mistyped_key_is_told_with_the_one_that_is_meant(path: tuple[str, ...]) -> None:
    table, inner = _changed(path)
    inner[path[-1] + "x"] = inner[path[-1]]
    (message,) = misfits(SHAPES[path[0]], table)
    assert message.startswith(f"unknown key '{'.'.join(path[1:])}x'; ")


@pytest.mark.parametrize("path", PLACES, ids=".".join)
def test_a_value_of_another_kind_is_told(path: tuple[str, ...]) -> None:
    table, inner = _changed(path)
    inner[path[-1]] = 3.5
    (message,) = misfits(SHAPES[path[0]], table)
    assert message.startswith(f"'{'.'.join(path[1:])}' must be ")


def test_a_list_within_a_table_is_checked_too() -> None:
    shape = {"words by class": "heads", "number by word": "months"}
    table = {"heads": {"cc:Law": "decree"}, "months": {"may": True}}
    assert list(misfits(shape, table)) == [
        "'heads.cc:Law' must be a list of strings that are not empty",
        "'months.may' must be a whole number",
    ]


def test_a_near_key_is_named() -> None:
    assert list(misfits({"words": "bodies"}, {"bodies": ["unit"], "bodys": ["team"]})) == [
        "unknown key 'bodys'; did you mean 'bodies'?"
    ]
