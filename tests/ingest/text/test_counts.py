"""Sums of money and numbers of people, as each language writes them."""

from __future__ import annotations

import pytest
from cybercoop.ingest.base.model import Span
from cybercoop.ingest.text.counts import headcounts, sums
from cybercoop.ingest.text.language import load

SUMS = [
    ("en", "It gives US$ 2.1 million and 850,000 euros.", ["2100000 USD", "850000 EUR"]),
    ("es", "El BID destina 13,4 millones de dólares.", ["13400000 USD"]),
    ("es", "Entrega 9.8 millones de dólares y 84.000 euros.", ["9800000 USD", "84000 EUR"]),
    (
        "es",
        "Costó US$ 2 millones y un fondo de 2.100 millones de guaraníes.",
        ["2000000 USD", "2100000000 PYG"],
    ),
    ("pt", "Custou 2,1 milhões de euros e R$ 300 mil.", ["2100000 EUR", "300000 BRL"]),
    ("fr", "L’Union apporte 2 millions d’euros.", ["2000000 EUR"]),
]
PEOPLE = [
    ("es", "Toman parte en el foro 120 especialistas llegados de 17 países.", [120]),
    ("es", "Ciento veinte especialistas participaron en el foro.", [120]),
    ("es", "Ciento treinta y cinco especialistas participaron en el foro.", [135]),
    ("fr", "Cent vingt experts ont participé à l'atelier.", [120]),
    ("pt", "Cento e vinte e cinco especialistas participaram na oficina.", [125]),
    ("en", "One hundred and twenty-five experts took part in the workshop.", [125]),
    ("en", "Thirty-four investigators and prosecutors received their certificates.", [34]),
    ("en", "Since Monday, 29 prosecutors of Barbados and Guyana have worked on a case.", [29]),
    ("en", "The ministry employs 29 prosecutors.", []),
    ("en", "The court has 12 judges, and 40 lawyers wrote to it.", []),
    ("es", "Más de treinta y cinco fiscales participaron en el curso.", [35]),
]


@pytest.mark.parametrize(("code", "text", "expected"), SUMS, ids=[text for _, text, _ in SUMS])
def test_sums(code: str, text: str, expected: list[str]) -> None:
    found = sums(text, Span(0, len(text)), load(code))
    assert [f"{money.amount} {money.currency}" for money in found] == expected


@pytest.mark.parametrize(("code", "text", "expected"), PEOPLE, ids=[text for _, text, _ in PEOPLE])
def test_people(code: str, text: str, expected: list[int]) -> None:
    found = headcounts(text, Span(0, len(text)), load(code))
    assert [count.number for count in found] == expected
