"""The forms of an adjective of origin: cubano, cubana, cubanos, cubanas.

Regular formation only, from the masculine singular, by the endings in `inflection.toml`; what is irregular
stands written out in `state_names.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("inflection.toml")


@cache
def _formation() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def forms(adjective: str, language: str) -> tuple[str, ...]:
    """All forms of gender and number of an adjective; English ones with the plural of the noun ("Cubans").

    A text with strokes ("grec/grecque/grecs/grecques") is a list of forms already.

    Raises:
        KeyError: no formation is known for the language.
    """
    if "/" in adjective:
        return tuple(adjective.split("/"))
    formation = _formation()[language]
    if adjective in formation.get("invariable", ()):
        return (adjective,)
    rule = next(rule for rule in formation["endings"] if adjective.endswith(rule["of"]))
    stem = adjective.removesuffix(rule["of"])
    return tuple(stem + each for each in rule["forms"])
