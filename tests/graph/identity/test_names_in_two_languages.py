"""Things that releases name in several languages, and releases that are versions of one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cybercoop.graph.identity.cognates import cognates, meaning
from cybercoop.graph.identity.decisions import Decisions
from cybercoop.graph.identity.duplicates import duplicates
from cybercoop.graph.identity.identities import identities
from cybercoop.graph.identity.known_things import Known
from cybercoop.graph.knowledge.gathering import headers
from cybercoop.graph.store.stores import OxigraphStore, load_reference, open_store
from cybercoop.ontology.terms import node, term
from pyoxigraph import Literal, NamedNode, Quad

DAY = term("xsd:date")


@pytest.fixture
def store() -> Iterator[OxigraphStore]:
    with open_store(None) as opened:
        load_reference(opened)
        yield opened


def thing(
    path: str, cls: str, name: str, language: str, *facts: tuple[str, NamedNode | Literal]
) -> list[Quad]:
    """A thing as a release states it; the release's graph is put in by `ingest`."""
    iri, graph = node(path), node("release/?")
    return [
        Quad(iri, term("rdf:type"), term(cls), graph),
        Quad(iri, term("rdfs:label"), Literal(name, language=language), graph),
        Quad(iri, term("schema:name"), Literal(name, language=language), graph),
        *(Quad(iri, term(predicate), value, graph) for predicate, value in facts),
    ]


def days(first: str, last: str) -> tuple[tuple[str, Literal], ...]:
    return (
        ("schema:startDate", Literal(first, datatype=DAY)),
        ("schema:endDate", Literal(last, datatype=DAY)),
    )


def ingest(store: OxigraphStore, key: str, quads: list[Quad]) -> dict[str, str]:
    graph = node(f"release/{key}")
    stated = [
        Quad(graph, term("rdf:type"), term("cc:PressRelease"), graph),
        *(Quad(each.subject, each.predicate, each.object, graph) for each in quads),
    ]
    before = identities(Known(store), Decisions())
    store.replace([graph], stated)
    found = identities(Known(store), Decisions())
    return {
        old.value.rpartition("/")[2]: new.value.rpartition("/")[2]
        for old, new in found.items()
        if before.get(old) != new
    }


def test_a_word_has_one_meaning() -> None:
    assert cognates().meanings["ciberseguridad"] == ("cyber", "security")
    assert cognates().meanings["ministere"] == ("ministry",)


@pytest.mark.parametrize(
    "names",
    [
        (
            "National Cyber Security and Cyber Defense Policy",
            "Política Nacional de Seguridad y Defensa Cibernética",
            "Política Nacional de Segurança e Defesa Cibernética",
            "Politique nationale de cybersécurité et de cyberdéfense",
        ),
        (
            "Ministry of Education and Science",
            "Ministerio de Educación y Ciencia",
            "Ministério da Educação e Ciência",
            "Ministère de l'Éducation et de la Science",
        ),
        (
            "Second Regional Forum",
            "Segundo Foro Regional",
            "Segundo Fórum Regional",
            "Deuxième Forum régional",
        ),
        ("Fifth Meeting", "V Reunión", "Quinta Reunião", "Cinquième réunion"),
    ],
)
def test_names_that_mean_the_same(names: tuple[str, ...]) -> None:
    assert len({meaning(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ministry of Education", "Ministerio de Salud"),
        ("National Strategy 2018-2021", "Estrategia Nacional 2022-2025"),
        ("First Regional Forum", "Segundo Foro Regional"),
        ("National Cyber Security Strategy", "Política Nacional de Ciberseguridad"),
    ],
)
def test_names_that_do_not(left: str, right: str) -> None:
    assert meaning(left) != meaning(right)


def test_a_body_of_a_state_is_one_in_two_languages(store: OxigraphStore) -> None:
    of_uruguay = ("cc:ofState", node("state/URY"))
    ingest(
        store,
        "A",
        thing("organization/ury-port-office", "cc:GovernmentBody", "National Port Office", "en", of_uruguay),
    )
    told = thing(
        "organization/ury-oficina", "cc:GovernmentBody", "Oficina Nacional de Puertos", "es", of_uruguay
    )
    assert ingest(store, "B", told) == {"ury-oficina": "ury-port-office"}
    of_peru = ("cc:ofState", node("state/PER"))
    told = thing(
        "organization/per-oficina", "cc:GovernmentBody", "Oficina Nacional de Puertos", "es", of_peru
    )
    assert ingest(store, "C", told) == {}
    assert (
        ingest(
            store,
            "D",
            thing("organization/oficina", "cc:GovernmentBody", "Oficina Nacional de Puertos", "es"),
        )
        == {}
    )


def test_an_instrument_of_a_state_is_one_in_two_languages(store: OxigraphStore) -> None:
    of_chile = ("cc:ofState", node("state/CHL"))
    ingest(
        store, "A", thing("instrument/chl-a", "cc:Policy", "National Cyber Security Policy", "en", of_chile)
    )
    name = "Política Nacional de Ciberseguridad"
    assert ingest(store, "B", thing("instrument/chl-b", "cc:Policy", name, "es", of_chile)) == {
        "chl-b": "chl-a"
    }
    assert ingest(store, "C", thing("instrument/chl-c", "cc:Strategy", name, "es", of_chile)) == {}
    mentioned = Quad(node("release/D"), term("schema:mentions"), node("state/CHL"), node("release/D"))
    anybodys = [*thing("instrument/d", "cc:Policy", name, "es"), mentioned]
    assert ingest(store, "D", anybodys) == {}
    assert any(
        {each.left.iri, each.right.iri} == {node("instrument/chl-a"), node("instrument/d")}
        for each in duplicates(store)
    )


def test_an_activity_of_no_state_is_one_by_its_days_and_name(store: OxigraphStore) -> None:
    when = days("2020-05-04", "2020-05-05")
    ingest(store, "A", thing("activity/a", "cc:Seminar", "Regional Seminar on Port Security", "en", *when))
    name = "Séminaire régional sur la sécurité des ports"
    assert ingest(store, "B", thing("activity/b", "cc:Seminar", name, "fr", *when)) == {"b": "a"}
    later = days("2021-05-04", "2021-05-05")
    assert ingest(store, "C", thing("activity/c", "cc:Seminar", name, "fr", *later)) == {}
    assert ingest(store, "D", thing("activity/d", "cc:Seminar", "Seminario regional", "es", *when)) == {}


# Versions


def release(
    key: str,
    language: str,
    *,
    number: str | None = None,
    issued: str = "2014-03-28",
    publisher: str = "organization/OAS",
    named: str = "abcdefgh",
) -> list[Quad]:
    """A release's header; `named` are the activities that it mentions, a letter each."""
    graph = node(f"release/{key}")
    quads = [
        Quad(graph, term("rdf:type"), term("cc:PressRelease"), graph),
        Quad(graph, term("dcterms:language"), Literal(language), graph),
        Quad(graph, term("dcterms:issued"), Literal(issued, datatype=DAY), graph),
        Quad(graph, term("dcterms:publisher"), node(publisher), graph),
        *(Quad(graph, term("schema:mentions"), node(f"activity/{letter}"), graph) for letter in named),
    ]
    if number:
        quads.append(Quad(graph, term("dcterms:identifier"), Literal(number), graph))
    return quads


def versions_of(store: OxigraphStore, *releases: list[Quad]) -> dict[str, str]:
    """Which release is held to be a version of which, once all are stored, in whichever order."""
    for quads in releases:
        graph = quads[0].subject
        assert isinstance(graph, NamedNode)
        store.replace([graph], quads)
    found = headers(store, {})
    return {
        iri.value.rpartition("/")[2]: header.witness.value.rpartition("/")[2]
        for iri, header in found.items()
        if header.witness != iri
    }


def test_one_number_with_another_letter(store: OxigraphStore) -> None:
    english = release("E-119-14", "en", number="E-119/14", named="a")
    spanish = release("C-119-14", "es", number="C-119/14", named="b", issued="2014-03-29")
    assert versions_of(store, english, spanish) == {"C-119-14": "E-119-14"}
    assert versions_of(store, english) == {"C-119-14": "E-119-14"}  # again, and the first stays the first
    french = release("F-119-14", "fr", number="F-119/14", named="c")
    assert versions_of(store, french) == {"C-119-14": "E-119-14", "F-119-14": "E-119-14"}


def test_one_day_and_the_same_things(store: OxigraphStore) -> None:
    assert versions_of(store, release("x", "es"), release("y", "pt", named="abcdefg")) == {"y": "x"}


@pytest.mark.parametrize(
    "other",
    [
        release("other", "en", number="C-119/14"),  # the same language
        release("other", "es", number="C-119/14", publisher="organization/UN"),
        release("other", "es", number="C-119/14", issued="2014-06-28"),
        release("other", "es", number="C-120/14"),  # another number
        release("other", "es", issued="2014-03-29"),  # no number, and another day
        release("other", "es", named="abcijklm"),  # no number, and other things
        release("other", "es", named="abcd"),  # no number, and too little
    ],
)
def test_what_is_no_version(store: OxigraphStore, other: list[Quad]) -> None:
    assert versions_of(store, release("E-119-14", "en", number="E-119/14"), other) == {}
