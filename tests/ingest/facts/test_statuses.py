"""Whether an activity is announced, underway or completed on the day of the release, and when it is told."""

import pytest
from cybercoop.ingest import extract
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.header.parsing import parse
from cybercoop.ontology.reference import load
from cybercoop.ontology.terms import term

TOPS = {
    "en": "Press Release\n\nNews on cyber security\n\nMay 14, 2019",
    "es": "Comunicado de prensa\n\nNoticias de ciberseguridad\n\n14 de mayo de 2019",
    "fr": "Communiqué de presse\n\nNouvelles de la cybersécurité\n\n14 mai 2019",
    "pt": "Comunicado de imprensa\n\nNotícias de cibersegurança\n\n14 de maio de 2019",
}
CASES = [
    ("en", "A workshop on ports was held in Lima from May 10 to 14.", "completed"),
    ("en", "From May 10 to 14 a workshop on ports takes place in Lima.", "underway"),
    ("en", "A workshop on ports was opened in Lima and runs from May 10 to 14.", "underway"),
    ("en", "A workshop on ports takes place in Lima from May 10 to 17.", "underway"),
    ("en", "A mission on ports will visit Peru in June, the OAS announced today.", "announced"),
    ("es", "El taller sobre puertos se celebró en Lima del 10 al 14 de mayo.", "completed"),
    ("es", "El taller sobre puertos se celebra en Lima del 10 al 14 de mayo.", "underway"),
    (
        "es",
        "Una misión sobre puertos visitará el Perú en junio de este año, anunció hoy la OEA.",
        "announced",
    ),
    ("fr", "L'atelier sur les ports s'est tenu à Lima du 10 au 14 mai.", "completed"),
    ("fr", "L'OEA a annoncé aujourd'hui qu'un atelier sur les ports se tiendra à Lima en juin.", "announced"),
    ("pt", "A oficina sobre portos foi realizada em Lima de 10 a 14 de maio.", "completed"),
    ("pt", "A OEA anunciou hoje que realizará em setembro, em Lima, uma oficina sobre portos.", "announced"),
]


def values(language: str, sentence: str, predicate: str) -> list[str]:
    """What is stated with a predicate, as the last words of IRIs or as literals."""
    release = parse(Source("x.txt", f"{TOPS[language]}\n\n{sentence}\n"))
    found = (f.object.value for f in extract(release, load()).facts if f.predicate == term(predicate))
    return sorted({value.rsplit("#", 1)[-1] for value in found})


@pytest.mark.parametrize(("language", "sentence", "status"), CASES)
def test_status(language: str, sentence: str, status: str) -> None:
    assert values(language, sentence, "cc:status") == [status]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "Ayer, 13 de mayo, se inauguró en Lima el Centro Nacional de Respuesta (CENR)."),
        ("en", "Yesterday, May 13, the National Response Center (NRC) was inaugurated in Lima."),
    ],
)
def test_a_day_told_twice_is_one(language: str, sentence: str) -> None:
    assert values(language, sentence, "schema:startDate") == ["2019-05-13"]


def test_a_day_in_the_margins_is_not_that_of_the_activity() -> None:
    text = "Al margen del ejercicio, el 12 de mayo, Chile y Perú firmaron un Acuerdo sobre Alertas."
    assert values(
        "es", f"El ejercicio se realizó en Lima del 10 al 14 de mayo. {text}", "schema:startDate"
    ) == [
        "2019-05-10",
        "2019-05-12",
    ]
