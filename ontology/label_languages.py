"""In which languages things are named, and which of them comes first: data, in `label_languages.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("label_languages.toml")


@cache
def names() -> Mapping[str, str]:
    """The languages by code (ISO 639-1), each with its own name; the first is shown before others."""
    found: Mapping[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["names"]
    return found


@cache
def main_language() -> str:
    """The code of the first: the language of what cybercoop itself says."""
    return next(iter(names()))


def rank(language: str | None) -> int:
    """Where a label in this language stands among the labels of a node: the lowest is shown.

    First the main language, then names of no language, then the other languages in their order.
    """
    if not language:
        return 1
    order = list(names())
    return 0 if language == order[0] else 1 + order.index(language) if language in order else len(order) + 1
