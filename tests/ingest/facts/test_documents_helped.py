"""Who helped to write a document, whose it is, and what is only meant."""

import pytest
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.facts.extraction import understand
from cybercoop.ingest.header.parsing import parse
from cybercoop.ontology.reference import load

EN = "Press Release\n\nNews on cyber security\n\nMay 14, 2019\n\nA workshop on ports was held in Lima.\n\n"
ES = "Comunicado de prensa\n\nNoticias\n\n14 de mayo de 2019\n\nUn taller se celebró en Lima, Perú.\n\n"
SUPPORTED = "cc:supportedBy"


def told(text: str) -> set[tuple[str, str]]:
    """The predicates and objects of all relations."""
    relations = understand(parse(Source("x.txt", text + "\n")), load()).statements.relations
    return {(r.predicate, r.object.thing.label if r.object.thing else r.object.name) for r in relations}


@pytest.mark.parametrize(
    "sentence",
    [
        "INTERPOL helped to draft the National Digital Security Strategy of Peru.",
        "INTERPOL helped draft the National Digital Security Strategy of Peru.",
        "INTERPOL supported Peru in the drafting of the National Digital Security Strategy.",
        "INTERPOL assisted in the revision of the National Digital Security Strategy of Peru.",
        "The National Digital Security Strategy of Peru was drafted with the help of INTERPOL.",
        "The National Digital Security Strategy of Peru was written with the support of INTERPOL.",
    ],
)
def test_who_helps_to_write_supports_the_document(sentence: str) -> None:
    assert (SUPPORTED, "INTERPOL") in told(EN + sentence)


def test_a_document_is_not_of_the_state_that_helped_to_write_it() -> None:
    release = parse(
        Source("x.txt", EN + "Estonia helped to draft the first National Digital Security Strategy.\n")
    )
    understood = understand(release, load())
    (strategy,) = (e for e in understood.document.book.entities if e.cls == "cc:Strategy")
    assert strategy.state is None


@pytest.mark.parametrize(
    "sentence",
    [
        "La OEA está dispuesta a acompañar la redacción de una estrategia nacional.",
        "La OEA está dispuesta a organizar el taller cada año.",
        "La OEA está lista para financiar el taller.",
        "El Perú y la OEA están dispuestos a patrocinar el taller.",
    ],
)
def test_who_is_willing_has_done_nothing(sentence: str) -> None:
    assert told(ES + sentence) == set()


def test_who_was_to_take_part_in_what_is_cancelled_was_expected() -> None:
    text = "The workshop on ports in Quito has been cancelled. Chile had already named its participants."
    assert told(EN.replace("A workshop on ports was held in Lima.", text)) == {
        ("cc:expectedParticipant", "Chile")
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Chile cancelled its participation in the workshop.",
        "The delegation of Chile cancelled its trip to the workshop.",
    ],
)
def test_who_calls_off_its_own_part_cancels_no_activity(sentence: str) -> None:
    understood = understand(parse(Source("x.txt", EN + sentence + "\n")), load())
    assert [a.cancelled for a in understood.real] == [None]


@pytest.mark.parametrize(
    "sentence",
    [
        "INTERPOL presented the National Digital Security Strategy, which Peru adopted on May 1.",
        "Chile and INTERPOL signed the Agreement on Ports, which enters into force on June 1.",
    ],
)
def test_a_day_that_is_told_of_a_document_is_not_that_of_its_signing(sentence: str) -> None:
    understood = understand(parse(Source("x.txt", EN + sentence + "\n")), load())
    moments = [a for a in understood.real if a.entity.cls in ("cc:Signing", "cc:Launch")]
    assert [a.start for a in moments] == [None]


@pytest.mark.parametrize("verb", ["cria", "criou", "institui"])
def test_a_decree_that_creates_a_body_in_portuguese(verb: str) -> None:
    text = f"Foi aprovado o Decreto-Lei 14/2022, que {verb} o Núcleo de Resposta de Angola (NRIA)."
    top = "Nota à Imprensa\n\nNotícias\n\n14 de maio de 2019\n\nUma oficina realizou-se em Luanda.\n\n"
    assert "cc:establishes" in {predicate for predicate, _ in told(top + text)}
