"""From the patterns of ``dates.toml`` to regular expressions: macros, slots and the names of months."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_ACCENTS = {"a": "[aáâãà]", "e": "[eéêè]", "i": "[ií]", "o": "[oóôõ]", "u": "[uúûü]", "c": "[cç]"}


def any_of(names: Mapping[str, int], capital: bool) -> str:
    """A pattern for any of the names, with or without their accents."""
    written = []
    for name in sorted(names, key=len, reverse=True):
        body = "".join(_ACCENTS.get(c, re.escape(c)) for c in name[1:])
        first = name[0].upper() if capital else f"[{name[0]}{name[0].upper()}{'é' if name[0] == 'e' else ''}]"
        written.append(first + body)
    return "|".join(written)


def words_of(alternatives: Sequence[str]) -> str:
    """A pattern for any of some words."""
    return rf"\b(?:{'|'.join(alternatives)})\b"


def macros(pattern: str, parts: Mapping[str, str]) -> str:
    """Puts the macros in, the parts that patterns share."""
    return re.sub(r"\{(\w+)\}", lambda m: parts.get(m[1], m[0]), pattern)


def fill(pattern: str, slots: dict[str, str]) -> str:
    """Puts the slots' patterns in; a slot used twice is a group once."""
    seen: set[str] = set()

    def one(match: re.Match[str]) -> str:
        slot = match.group(1)
        body = slots[slot]
        if slot in seen:
            return (
                re.sub(r"\?P<\w+>", "?:", body, count=1) if slot != "year" else body.replace("?P<year>", "?:")
            )
        seen.add(slot)
        return body

    return re.sub(r"\{(\w+)\}", one, pattern)


def compile_pattern(pattern: str, slots: dict[str, str]) -> re.Pattern[str]:
    """A pattern with its slots, standing by itself."""
    return re.compile(r"(?<![\w-])" + fill(pattern, slots) + r"(?![\w])")
