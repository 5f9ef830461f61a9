"""Numbers of people, groups of experts, and sums of money."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ..base.model import Span
from .choices import either
from .language import Language
from .numbers import DIGITS, amount, in_words

_BESIDE = 60  # characters before a number of people in which a verb speaks of them
_AFTER = 160  # characters after it in which one does
_NEAR = 20  # characters beside it in which a word says that it is no number of all
_DIGIT = re.compile(r"\d")
_EXACTLY, _LEAST, _ABOUT, _UP_TO = "cc:exactly", "cc:atLeast", "cc:about", "cc:upTo"


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people, and how exactly: "cc:exactly", "cc:atLeast", "cc:about"."""

    number: int
    bound: str
    span: Span
    experts: bool


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in a currency (ISO 4217): an amount with how it is meant, or what it is between."""

    amount: Decimal
    currency: str
    span: Span
    bound: str = _EXACTLY
    most: Decimal | None = None  # of a range, whose least is `amount`


@dataclass(frozen=True, slots=True)
class _People:
    """How one language counts people."""

    experts: re.Pattern[str]
    people: re.Pattern[str]
    nouns: re.Pattern[str]  # what is counted, after a blank; without it no sentence counts anybody
    before: re.Pattern[str]
    after: re.Pattern[str]
    unless: re.Pattern[str]
    words: dict[str, int]
    least: frozenset[str]
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sums:
    """How one language writes sums."""

    patterns: tuple[re.Pattern[str], ...]
    bounds: tuple[tuple[re.Pattern[str], str], ...]
    big: dict[str, int]
    currency: dict[str, str]
    signs: re.Pattern[str]  # the signs and names of currencies: no sum is without one


@cache
def _people(language: Language) -> _People:
    data = language.table("counts")
    head, numbers = data["headcount"], data["numbers"]
    words = in_words(numbers)
    how = f"(?P<how>(?i:{either([*numbers['least'], *numbers['about']])}) )?"
    number = rf"{how}(?P<n>\d[\d,.]{{0,20}}\d|\d|(?i:{either(words)}))"

    def counting(kinds: list[str], nouns: list[str]) -> re.Pattern[str]:
        before = f"(?:(?:{either(kinds)}) )*" if kinds else ""
        return re.compile(rf"(?<![\w-]){number} {before}(?:{either(nouns)})\b")

    return _People(
        experts=counting(head["kinds"], head["experts"]),
        people=counting(head["groups"], head["people"]),
        nouns=re.compile(rf" (?:{either([*head['experts'], *head['people']])})\b"),
        before=re.compile(rf"\b(?:{either(head['before'])}) (?:(?:{either(head['total'])}) )?$"),
        after=re.compile(rf"^[^.;]{{0,{_AFTER}}}?\b(?:{either(head['after'])})\b"),
        unless=re.compile(rf"\b(?:{either(head['unless'])})\b"),
        words=words,
        least=frozenset(numbers["least"]),
        about=frozenset(numbers["about"]),
    )


@cache
def _sums(language: Language) -> _Sums:
    money = language.table("counts")["money"]
    big = rf"(?: (?P<big>{either(money['big'])}))?"
    joins = f"(?:{either(money['joins'])})?" if money["joins"] else ""  # "millones de dólares"
    sign, name = f"(?P<sign>{either(money['signs'])})", f"{joins}(?P<name>{either(money['names'])})"
    least = rf"(?P<least>{DIGITS})(?: (?P<big0>{either(money['big'])}))? (?:{either(money['between'])}) "
    patterns = (
        rf"(?<!\w){sign} ?{least}(?:(?:{either(money['signs'])}) ?)?(?P<n>{DIGITS}){big}",
        rf"(?<![\w,.]){least}(?P<n>{DIGITS}){big} {name}\b",
        rf"(?<!\w){sign} ?(?P<n>{DIGITS}){big}",
        rf"(?<![\w,.])(?P<n>{DIGITS}){big} {name}\b",
    )
    currency = {**money["names"], **money["signs"]}
    bounds = ((money["most"], _UP_TO), (money["least"], _LEAST), (money["about"], _ABOUT))
    return _Sums(
        tuple(map(re.compile, patterns)),
        tuple((re.compile(rf"\b(?i:{either(words)}) $"), bound) for words, bound in bounds),
        money["big"],
        currency,
        re.compile(either(currency)),
    )


def headcounts(text: str, span: Span, language: Language) -> Iterator[Headcount]:
    """The numbers of people that a stretch of text says; groups of experts first."""
    counting = _people(language)
    if counting.nouns.search(text, span.start, span.end) is None:
        return
    for pattern, experts in ((counting.experts, True), (counting.people, False)):
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
            bound = _LEAST if how in counting.least else _ABOUT if how in counting.about else _EXACTLY
            yield Headcount(number, bound, Span(match.start(), match.end()), experts)


def _present(text: str, sentence: Span, match: re.Match[str], counting: _People) -> bool:
    """Whether people are said to be at an activity, and not only to be many."""
    before, after = text[sentence.start : match.start()][-_BESIDE:], text[match.end() : sentence.end]
    if counting.unless.search(before[-_NEAR:] + match[0] + after[:_NEAR]):
        return False
    return bool(counting.before.search(before) or counting.after.search(after))


def sums(text: str, span: Span, language: Language) -> list[Money]:
    """The sums of money that a stretch of text names, left to right."""
    writing = _sums(language)
    if not _DIGIT.search(text, span.start, span.end) or not writing.signs.search(text, span.start, span.end):
        return []
    found: list[Money] = []
    for pattern in writing.patterns:
        for match in pattern.finditer(text, span.start, span.end):
            money = _sum(text, span, match, writing)
            if money is not None and not _overlaps(money, found):
                found.append(money)
    return sorted(found, key=lambda m: m.span)


def _sum(text: str, sentence: Span, match: re.Match[str], writing: _Sums) -> Money | None:
    groups = match.groupdict()
    currency = writing.currency.get(groups.get("sign") or groups.get("name") or "")
    last = writing.big.get(groups.get("big") or "", 1)
    number = amount(match["n"], last)
    if number is None or currency is None:
        return None
    end = match.end() - (len(match[0]) - len(match[0].rstrip(".,")))
    span = Span(match.start(), end)
    if groups.get("least"):
        least = amount(match["least"], writing.big.get(groups.get("big0") or "", last))
        if least is None or least >= number:
            return None
        return Money(least, currency, span, most=number)
    before = text[sentence.start : match.start()]
    bound = next((bound for words, bound in writing.bounds if words.search(before)), _EXACTLY)
    return Money(number, currency, span, bound)


def _overlaps(money: Money, found: Iterable[Money]) -> bool:
    return any(money.span.start < m.span.end and m.span.start < money.span.end for m in found)
