"""Whose an acronym is behind the name of a part of a well-known body."""

import pytest
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.facts.extraction import understand
from cybercoop.ingest.header.parsing import parse
from cybercoop.ontology.reference import load

EN = "Press Release\n\nNews\n\nMay 14, 2019\n\nA workshop on ports was held in Lima.\n\n"
PT = "Nota à Imprensa\n\nNotícias\n\n14 de maio de 2019\n\nUma oficina realizou-se em Luanda.\n\n"


@pytest.mark.parametrize(
    ("text", "acronym", "name"),
    [
        (
            EN + "The Cyber Unit of the National Telecommunications Commission of Honduras (CONATEL) came.",
            "CONATEL",
            "National Telecommunications Commission of Honduras",
        ),
        (
            EN + "The Cyber Security Program of the Organization of American States (CSP) came.",
            "CSP",
            "Cyber Security Program",
        ),
        (
            EN + "The Fraud Unit of the Organization of American States (OAS) came.",
            "OAS",
            "Organization of American States",
        ),
        (
            PT + "O Departamento de Segurança do Gabinete de Segurança Institucional (GSI) veio.",
            "GSI",
            "Institutional Security Office of the Presidency",
        ),
    ],
)
def test_whose_an_acronym_is(text: str, acronym: str, name: str) -> None:
    entities = understand(parse(Source("x.txt", text + "\n")), load()).document.book.entities
    assert [e.name for e in entities if acronym in e.acronyms] == [name]
