"""Sums of money: who gives and who gets them, in the constructions in which releases say it."""

import pytest
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.facts.extraction import understand
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.names.entities import Entity
from cybercoop.ontology.reference import load

TOPS = {
    "en": "Press Release\n\nNews on cyber security\n\nMay 14, 2019\n\nA workshop on ports was held in Lima.",
    "es": "Comunicado de prensa\n\nNoticias\n\n14 de mayo de 2019\n\nEl taller tuvo lugar en Lima.",
    "fr": "Communiqué de presse\n\nNouvelles\n\n14 mai 2019\n\nUn atelier sur les ports s'est tenu à Lima.",
}


def label(entity: Entity) -> str:
    """The English name of what the reference data know."""
    return entity.thing.label if entity.thing is not None else entity.name


def given(language: str, sentence: str) -> list[tuple[str, set[str], set[str]]]:
    """Each sum as "EUR 600000", with its donors and recipients."""
    release = parse(Source("x.txt", f"{TOPS[language]}\n\n{sentence}\n"))
    found = understand(release, load()).statements.contributions
    names = [({label(e) for e in c.donors}, {label(e) for e in c.recipients}) for c in found]
    return [(f"{c.money.currency} {c.money.amount:.0f}", *who) for c, who in zip(found, names, strict=True)]


@pytest.mark.parametrize(
    ("language", "sentence", "recipient"),
    [
        (
            "en",
            "The Ambassador of Spain, Ana Ruiz, promised Suriname EUR 600,000 from her Government.",
            "Suriname",
        ),
        (
            "en",
            "At the closing session Ana Ruiz, Ambassador of Spain, pledged EUR 600,000 to Suriname.",
            "Suriname",
        ),
        (
            "en",
            "Ana Ruiz, Minister of Peru, announced a grant of EUR 600,000 from Spain to Suriname.",
            "Suriname",
        ),
        ("en", "Spain helped Suriname with EUR 600,000.", "Suriname"),
        ("en", "She recalled the EUR 600,000 with which Spain helped Suriname.", "Suriname"),
        ("en", "Spain provided equipment to Suriname in the amount of EUR 600,000.", "Suriname"),
        ("en", "Spain donated a laboratory to Suriname for a value of EUR 600,000.", "Suriname"),
        ("es", "España entregó equipos a Honduras por un monto de 600.000 euros.", "Honduras"),
        ("es", "España aportó a Honduras un laboratorio por valor de 600.000 euros.", "Honduras"),
        ("es", "La Embajadora de España, Ana Ruiz, prometió a Honduras 600.000 euros.", "Honduras"),
        ("fr", "L'Espagne a accordé à Haïti un prêt d'un montant de 600 000 euros.", "Haiti"),
    ],
)
def test_who_gives_to_whom(language: str, sentence: str, recipient: str) -> None:
    assert given(language, sentence) == [("EUR 600000", {"Spain"}, {recipient})]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Ruiz, Minister of Justice of Peru, said that Suriname would need EUR 600,000.",
        "Losses amounted to a value of EUR 600,000.",
        "Spain would help Suriname with EUR 600,000 if it were asked.",
        "Spain did not help Suriname with EUR 600,000.",
    ],
)
def test_what_is_no_gift(sentence: str) -> None:
    assert given("en", sentence) == []
