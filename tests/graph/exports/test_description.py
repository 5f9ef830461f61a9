from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from cybercoop.graph.exports.description import DATASET, DESCRIPTION_GRAPH
from cybercoop.graph.exports.exporting import export
from cybercoop.graph.exports.menu import MENU_GRAPH
from cybercoop.graph.store.stores import Store, load_reference, open_store
from cybercoop.ontology.terms import NamedNode, node, term
from cybercoop.queries.catalogue import questions
from pyoxigraph import BlankNode, Literal, Quad, RdfFormat, parse

ABOUT = (DESCRIPTION_GRAPH, MENU_GRAPH)
FORMATS = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
# As the SIB's sparql-editor asks an endpoint for its menu, its prefixes and its classes.
MENU = """SELECT DISTINCT ?sq ?comment ?query {
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select ?query }"""
PREFIXES = "SELECT DISTINCT ?prefix ?namespace { ?any sh:namespace ?namespace ; sh:prefix ?prefix }"
CLASSES = """SELECT DISTINCT ?class ?property ?other {
  ?part void:class ?class ; void:propertyPartition ?within . ?within void:property ?property .
  OPTIONAL { ?within void:classPartition/void:class ?other } }"""


def exported(store: Store, form: str, **options: bool) -> bytes:
    stream = io.BytesIO()
    export(store, stream, form, **options)
    return stream.getvalue()


def quads_of(store: Store) -> set[Quad]:
    return set(parse(exported(store, "nq"), RdfFormat.N_QUADS))  # type: ignore[arg-type]


@pytest.fixture
def loaded(sample: Store) -> Iterator[Store]:
    """A store into which an export was loaded, as an endpoint's would be."""
    with open_store(None) as store:
        store.replace([], quads_of(sample))
        yield store


def rows(store: Store, query: str) -> set[tuple[str, ...]]:
    return {tuple("" if value is None else value.value for value in row) for row in store.query(query)}


def value(store: Store, predicate: str) -> str:
    ((found,),) = rows(store, f"SELECT ?o {{ {DATASET} {predicate} ?o }}")
    return found


@pytest.mark.parametrize("form", FORMATS)
def test_it_comes_beside_the_graph_which_is_as_it_was(quads: list[Quad], form: str) -> None:
    import rdflib

    sample = open_store(None)
    sample.replace([], quads)
    plain, full = (exported(sample, form, description=each) for each in (False, True))
    sizes, counted = [], []
    for data in (plain, full):
        counted.append(len(set(parse(data, RdfFormat.from_extension(form)))))  # type: ignore[arg-type]
        dataset = rdflib.Dataset()
        dataset.parse(data=data, format=FORMATS[form])
        sizes.append(sum(len(graph) for graph in dataset.graphs()))
    assert sizes == counted
    added = {quad.triple for quad in quads_of(sample) if quad.graph_name in ABOUT}
    assert counted[1] - counted[0] == len(added)


def test_its_counts_are_those_of_what_is_exported(sample: Store, loaded: Store) -> None:
    described = [quad for quad in quads_of(sample) if quad.graph_name not in ABOUT]
    triples = {quad.triple for quad in described}
    assert int(value(loaded, "void:triples")) == len(triples)
    assert int(value(loaded, "void:distinctSubjects")) == len({each.subject for each in triples})
    assert int(value(loaded, "void:properties")) == len({each.predicate for each in triples})
    classes = {each.object for each in triples if each.predicate == term("rdf:type")}
    assert int(value(loaded, "void:classes")) == len(classes)
    found = rows(
        loaded, f"SELECT ?c ?n {{ {DATASET} void:classPartition [ void:class ?c ; void:entities ?n ] }}"
    )
    typed = {(each.object, each.subject) for each in triples if each.predicate == term("rdf:type")}
    members = {each: {subject for cls, subject in typed if cls == each} for each in classes}
    assert found == {(each.value, str(len(subjects))) for each, subjects in members.items()}
    used = rows(
        loaded, f"SELECT ?p ?n {{ {DATASET} void:propertyPartition [ void:property ?p ; void:triples ?n ] }}"
    )
    assert sum(int(number) for _, number in used) == len(triples)


def test_it_says_from_which_releases_when_and_by_what(loaded: Store) -> None:
    assert rows(loaded, f"SELECT ?r {{ {DATASET} prov:wasDerivedFrom ?r }}") == {
        (node("release/E-900-14").value,)
    }
    assert value(loaded, "dcterms:modified") == "2014-03-28"  # of the latest release, not of today
    assert value(loaded, "dcterms:temporal/dcat:endDate") == "2014-03-28"
    assert value(loaded, "void:documents") == "1"
    assert value(loaded, "dcterms:language") == "en"
    assert value(loaded, "prov:wasAttributedTo/dcterms:license") == "https://spdx.org/licenses/MIT"
    assert value(loaded, "prov:wasAttributedTo/schema:softwareVersion")
    vocabularies = {iri for (iri,) in rows(loaded, f"SELECT ?v {{ {DATASET} void:vocabulary ?v }}")}
    assert {term("cc:x").value[:-1], "http://www.w3.org/ns/org#", "https://schema.org/"} <= vocabularies
    assert "http://www.w3.org/ns/dcat#" not in vocabularies  # no release uses it
    generated = rows(loaded, "SELECT DISTINCT ?s { ?c a cc:Claim ; prov:wasGeneratedBy ?s }")
    assert generated <= rows(loaded, f"SELECT ?s {{ {DATASET} prov:wasAttributedTo ?s }}")


def test_classes_are_described_as_editors_ask_for_them(loaded: Store) -> None:
    mission, organizer = term("cc:TechnicalAssistanceMission").value, term("schema:organizer").value
    found = {other for cls, used, other in rows(loaded, CLASSES) if (cls, used) == (mission, organizer)}
    assert found == {term("cc:InternationalOrganization").value}


def test_editors_find_all_questions_as_a_menu(loaded: Store) -> None:
    found = rows(loaded, MENU)
    assert {iri.rsplit("/", 1)[-1] for iri, *_ in found} == set(questions())
    assert {comment for _, comment, _ in found} == {each.text for each in questions().values()}
    assert ("cc", term("cc:x").value[:-1]) in rows(loaded, PREFIXES)


def test_every_question_of_the_menu_runs_as_it_stands(loaded: Store) -> None:
    import pyoxigraph as ox
    from cybercoop.graph.knowledge.assembling import assemble

    assemble(loaded)
    plain = ox.Store()  # that knows none of our prefixes
    plain.extend(loaded.quads())
    answers = {
        iri.rsplit("/", 1)[-1]: list(plain.query(query, use_default_graph_as_union=True))  # type: ignore[arg-type]
        for iri, _, query in rows(loaded, MENU)
    }
    assert len(answers["mission-team"]) > 1
    assert answers["bodies-created"]
    # Its example asks about Colombia, which is bound as a term.
    (query,) = [query for iri, _, query in rows(loaded, MENU) if iri.endswith("/activities-in-state")]
    assert node("state/COL").value in query


def test_names_that_the_graph_does_not_know_leave_the_defaults() -> None:
    with open_store(None) as store:
        load_reference(store)
        release = node("release/x")
        store.replace([], [Quad(release, term("rdf:type"), term("cc:PressRelease"), release)])
        found = quads_of(store)
    queries = {q.subject for q in found if q.predicate == term("sh:select")}
    assert len(queries) == len(questions())
    dates = [q for q in found if q.subject == DATASET and q.predicate == term("dcterms:modified")]
    assert dates == []  # no release has a date


def test_there_is_no_blank_node(sample: Store) -> None:
    about = [quad for quad in quads_of(sample) if quad.graph_name in ABOUT]
    assert not [quad for quad in about if BlankNode in (type(quad.subject), type(quad.object))]
    assert all(isinstance(quad.object, (NamedNode, Literal)) for quad in about)


def test_an_export_that_was_loaded_is_described_anew(loaded: Store) -> None:
    assert quads_of(loaded) == set(loaded.quads())
