"""Numbers in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?:,\d{1,2})?(?![\d.,]*\d)|\d[\d.,]{0,20})"  # "450 000" too
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3})")


def in_words(data: Mapping[str, Any]) -> dict[str, int]:
    """The numbers that a language has words for, up to a few hundred."""
    small, tens = dict(data["words"]), dict(data["tens"])
    found = {word: number for word, number in small.items() if number > 1} | dict(data["teens"]) | tens
    for join in data["joins"]:
        ones = [(one, m) for one, m in small.items() if m < 10]
        found |= {f"{ten}{join}{one}": n + m for ten, n in tens.items() for one, m in ones}
    hundred, *more = data["hundred"]
    for word, number in [*((a, 1) for a in data["a"]), *small.items()]:
        found[f"{word} {hundred}"] = 100 * number
        for joiner in more:
            found |= {f"{word} {joiner} {ten}": 100 * number + n for ten, n in tens.items()}
    for word, number in dict(data["above"]).items():  # "ciento veinte"
        found |= {f"{word} {small}": number + n for small, n in list(found.items()) if n < number}
    return found


def amount(written: str, times: int = 1) -> Decimal | None:
    """A number written in digits: commas and points before three digits only group them."""
    written = _GROUPS.sub("", written.rstrip(".,"))
    plain = re.sub(r"[,.](?=\d{3}(?:\D|$))", "", written).replace(",", ".")
    try:
        number = Decimal(plain) * times
    except InvalidOperation:
        return None
    return number.to_integral_value() if number == number.to_integral_value() else number
