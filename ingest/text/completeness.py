"""What a language still lacks beside the fullest one: files, keys, frames, each with that one's entry."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from .language import ANY, Table, load, read_tables
from .shapes import misfits

_DEEPEST = 2  # "verb.organize": what is below is a language's own
_PLACES = frozenset({"class", "theme"})  # by these, all languages have the same keys; by words, each its own
_EXAMPLES = "examples"  # sentences of each language
_SHOWN = 160  # characters of an entry


class Lack(NamedTuple):
    """Something that the model has and a language has not."""

    file: str  # "frames.toml"
    key: str  # "verb.organize"
    model: str  # what stands there in the model, shortened
    whole: bool  # whether the file itself is missing


class Findings(NamedTuple):
    """What is to be done in a language's folder."""

    model: str  # the language that it was compared with
    lacks: tuple[Lack, ...]
    empty: tuple[Lack, ...]  # has the key with nothing under it, perhaps on purpose
    wrong: tuple[str, ...]  # values of a wrong kind, unknown keys


def compare(folder: Traversable) -> Findings:
    """Compare the files of a folder with those of the model.

    Raises:
        LanguageDataError: a file is not TOML.
    """
    shared = load(ANY)
    model = str(shared.table("language")["model"])
    shapes: Table = shared.table("keys")
    optional = shared.strings("language", "optional")
    tables = read_tables(folder)
    found = [
        lack
        for name, table in load(model).tables.items()
        for lack in _differences(name, table, tables.get(name), shapes.get(name))
        if not f"{name}.{lack[0].key}.".startswith(tuple(f"{each}." for each in optional))
    ]
    return Findings(
        model,
        tuple(lack for lack, missing in found if missing),
        tuple(lack for lack, missing in found if not missing),
        tuple(_wrong(tables, shapes, {f"{lack.file} {lack.key}" for lack, _ in found})),
    )


def _differences(
    name: str, model: Table, table: Table | None, shape: Table | None
) -> Iterator[tuple[Lack, bool]]:
    """What is missing in a file (true), or empty there alone (false)."""
    for path, entry in _entries(model, shape):
        value = _at(table, path)
        if _filled(entry) and not _filled(value):
            yield Lack(f"{name}.toml", ".".join(path), _shown(entry), table is None), value is None


def _entries(
    model: Table, shape: Table | None, within: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every entry of the model that all languages should have, by its path."""
    for key, value in model.items():
        path = (*within, key)
        if key == _EXAMPLES:
            continue
        inner, shared = _below(key, shape)
        if isinstance(value, Mapping) and shared and len(path) < _DEEPEST:
            yield from _entries(value, inner, path)
        else:
            yield path, value


def _below(key: str, shape: Table | None) -> tuple[Table | None, bool]:
    """The shape of the table under a key, and whether all languages have the same keys there."""
    if shape is None:
        return None, True
    if isinstance(shape.get(key), Mapping):
        return shape[key], True
    kinds = (kind for kind, keys in shape.items() if isinstance(keys, str) and key in keys.split())
    return None, any(kind.partition(" by ")[2] in _PLACES for kind in kinds)


def _wrong(tables: Mapping[str, Table], shapes: Table, told: Collection[str]) -> Iterator[str]:
    """What does not fit its shape, but for what the comparison tells already."""
    for name, shape in shapes.items():
        for message in misfits(shape, tables[name]) if name in tables else ():
            missing = re.fullmatch(r"the key '(.+)' is missing", message)
            if not (missing and any(f"{each}.".startswith(f"{name}.toml {missing[1]}.") for each in told)):
                yield f"{name}.toml: {message}"


def _at(table: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        if not isinstance(table, Mapping) or key not in table:
            return None
        table = table[key]
    return table


def _filled(value: Any) -> bool:
    """Whether something stands there; false is an answer, too."""
    return value not in ("", [], {}, None)


def _shown(entry: Any) -> str:
    """An entry in one line, as a person reads it."""
    if isinstance(entry, Mapping):
        text = "; ".join(f"{key}: {_shown(value)}" for key, value in entry.items())
    elif isinstance(entry, list):
        text = ", ".join(_shown(each) for each in entry)
    else:
        text = " ".join(str(entry).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 2].rsplit(",", 1)[0] + ", …"
