"""Numbers of people, groups of experts, and sums of money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from ..base.model import Span
from .language import Language
from .triggers import stems, triggers

_BESIDE = 60  # characters before a number of people in which a verb speaks of them
_NEAR = 20  # characters beside it in which a word says that it is no number of all


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people, and how exactly: "cc:exactly", "cc:atLeast", "cc:about"."""

    number: int
    bound: str
    span: Span
    experts: bool


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in a currency (ISO 4217)."""

    amount: Decimal
    currency: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Counting:
    experts: re.Pattern[str]
    people: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    unless: re.Pattern[str]
    words: dict[str, int]
    least: frozenset[str]
    about: frozenset[str]
    money: tuple[re.Pattern[str], ...]
    big: dict[str, int]
    currency: dict[str, str]


@cache
def _counting(language: Language) -> _Counting:
    data = language.table("relations")
    head, money = data["headcount"], data["money"]
    words = sorted(head["words"], key=len, reverse=True)
    number = r"\d[\d,.]{0,20}\d|\d|" + "|".join(f"[{w[0].upper()}{w[0]}]{re.escape(w[1:])}" for w in words)

    def filled(pattern: str) -> re.Pattern[str]:
        return re.compile(r"(?<![\w-])" + pattern.replace("{n}", number))

    return _Counting(
        filled(head["experts"]),
        filled(head["people"]),
        re.compile(head["before"]),
        re.compile(head["after"]),
        re.compile(head["unless"]),
        head["words"],
        frozenset(head["least"]),
        frozenset(head["about"]),
        tuple(re.compile(p) for p in money["patterns"]),
        money["big"],
        money["currency"],
    )


def headcounts(text: str, span: Span, language: Language) -> Iterator[Headcount]:
    """The numbers of people that a stretch of text says; groups of experts first."""
    counting = _counting(language)
    words = stems(span.of(text))
    for pattern, experts in ((counting.experts, True), (counting.people, False)):
        if any(words.isdisjoint(either) for either in triggers(pattern.pattern)):
            continue
        for match in pattern.finditer(text, span.start, span.end):
            if not (experts or _present(text, span, match, counting)):
                continue
            written = match["n"].lower()
            number = counting.words.get(written)
            if number is None:
                digits = re.sub(r"[,.](?=\d{3}\b)", "", written)
                if not digits.isdigit():
                    continue
                number = int(digits)
            how = (match["how"] or "").strip().lower()
            bound = (
                "cc:atLeast"
                if how in counting.least
                else "cc:about"
                if how in counting.about
                else "cc:exactly"
            )
            yield Headcount(number, bound, Span(match.start(), match.end()), experts)


def _present(text: str, sentence: Span, match: re.Match[str], counting: _Counting) -> bool:
    """Whether people are said to be at an activity, and not only to be many."""
    before, after = text[sentence.start : match.start()][-_BESIDE:], text[match.end() : sentence.end]
    if counting.unless.search(before[-_NEAR:] + match[0] + after[:_NEAR]):
        return False
    return bool(counting.before.search(before) or counting.after.search(after))


def sums(text: str, span: Span, language: Language) -> list[Money]:
    """The sums of money that a stretch of text names, left to right."""
    counting = _counting(language)
    found: list[Money] = []
    for pattern in counting.money:
        for match in pattern.finditer(text, span.start, span.end):
            groups = match.groupdict()
            written = match["n"].rstrip(".,")
            plain = re.sub(r"[,.](?=\d{3}(?:\D|$))", "", written).replace(",", ".")
            try:
                amount = Decimal(plain) * counting.big.get((groups.get("big") or "").lower(), 1)
            except InvalidOperation:
                continue
            currency = counting.currency.get((groups.get("sign") or groups.get("cur") or "").strip())
            end = match.end() - (len(match.group()) - len(match.group().rstrip(".,")))
            if currency and all(end <= m.span.start or match.start() >= m.span.end for m in found):
                found.append(Money(amount, currency, Span(match.start(), end)))
    return sorted(found, key=lambda m: m.span)
