"""From the patterns of ``dates.toml`` to regular expressions: macros, slots and the names of months."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from ..base.refusals import LanguageDataError

_ACCENTS = {"a": "[aáâãà]", "e": "[eéêè]", "i": "[ií]", "o": "[oóôõ]", "u": "[uúûü]", "c": "[cç]"}
MONTH, WEEKDAY = "{month}", "{weekday}"
_NAME = re.compile(r"\{([a-z]\w*)\}")  # of a macro or slot; "{0,3}" is none


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


def expanded(
    patterns: Sequence[str], macros: Mapping[str, str], slots: Collection[str], language: str
) -> list[str]:
    """Patterns with the macros, the parts that they share, put in; the slots stay.

    Raises:
        LanguageDataError: a pattern uses a name that is neither macro nor slot, or none uses a macro.
    """
    name = f"languages/{language}/dates.toml"
    used = {each for pattern in (*patterns, *macros.values()) for each in _NAME.findall(pattern)}
    for unknown in sorted(used - macros.keys() - set(slots)):
        raise LanguageDataError(f"{name}: unknown name '{{{unknown}}}'; known are {', '.join(sorted(slots))}")
    for unused in sorted(macros.keys() - used):
        raise LanguageDataError(f"{name}: the macro '{unused}' is used by no pattern")
    return [_NAME.sub(lambda m: macros.get(m[1], m[0]), pattern) for pattern in patterns]


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


def needs(pattern: str) -> str:
    """Which name a pattern cannot do without."""
    return next((name for name in (MONTH, WEEKDAY) if name in pattern), "")
