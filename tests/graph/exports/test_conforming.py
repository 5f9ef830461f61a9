"""What `check` says of the shapes is what pySHACL says from outside, of the Turtle file that is exported."""

from __future__ import annotations

import io

import pyshacl
import pytest
import rdflib
from cybercoop.graph.exports import conforming
from cybercoop.graph.exports.exporting import export
from cybercoop.graph.store.stores import Store
from cybercoop.ontology.reference import shapes
from cybercoop.ontology.terms import REFERENCE_GRAPH, node, term
from pyoxigraph import Literal, Quad
from rdflib.namespace import RDF, SH

RELEASE, EVIDENCE, OTHER = (node(f"release/{path}") for path in ("E-900-14", "E-900-14/evidence", "E-901-14"))
ACTIVITY = node("activity/mission-col-2014-03-31-2014-04-04")
Found = set[tuple[str, str, str]]


def quad(subject: str, predicate: str, value: object, graph: str = "release/E-900-14") -> Quad:
    held = value if isinstance(value, Literal) else node(str(value))
    return Quad(node(subject), term(predicate), held, node(graph))


WRONG = [
    quad(ACTIVITY.value.partition("/cybercoop/")[2], "cc:hostState", "organization/OAS"),
    quad("activity/nameless", "rdf:type", term("cc:Workshop").value.partition("/cybercoop/")[2]),
    quad("activity/nameless", "schema:startDate", Literal("31 March")),
    quad("state/COL", "cc:isoAlpha3", Literal("CLM"), "graph/reference"),
    quad("release/E-900-14/claim/none", "rdf:type", "ontology#Claim", "release/E-900-14/evidence"),
    quad("participation/1", "rdf:type", "ontology#Participation", "graph/knowledge"),
    quad("participation/1", "cc:belief", Literal(2), "graph/knowledge"),
    quad("relation/1", "rdf:type", "ontology#Relation", "graph/knowledge"),
    quad("relation/1", "rdf:subject", ACTIVITY.value.partition("/cybercoop/")[2], "graph/knowledge"),
    Quad(node("relation/1"), term("rdf:predicate"), term("cc:status"), node("graph/knowledge")),
    Quad(node("relation/1"), term("rdf:object"), term("cc:completed"), node("graph/knowledge")),
    quad("relation/2", "rdf:type", "ontology#Relation", "graph/knowledge"),
    quad("relation/2", "rdf:subject", ACTIVITY.value.partition("/cybercoop/")[2], "graph/knowledge"),
    Quad(node("relation/2"), term("rdf:predicate"), term("cc:status"), node("graph/knowledge")),
    Quad(node("relation/2"), term("rdf:object"), term("cc:announced"), node("graph/knowledge")),
]


def from_outside(store: Store) -> Found:
    """As a person runs it: all layers in one exported file, the shapes that ship, and pySHACL."""
    file = io.BytesIO()
    export(store, file, "turtle", layer="all")
    data = rdflib.Graph().parse(data=file.getvalue(), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(data=shapes(), format="turtle"))
    return {
        (str(report.value(each, SH.focusNode)), _path(report.value(each, SH.resultPath)), str(message))
        for each in report.subjects(RDF.type, SH.ValidationResult)
        for message in report.objects(each, SH.resultMessage)
    }


def _path(path: object) -> str:
    """A path of several steps is a list, whose blank nodes differ from one reading to the next."""
    return "" if isinstance(path, rdflib.BNode) else str(path)


def from_within(store: Store) -> Found:
    return {
        (str(each.node), _path(each.path), str(text))
        for each in conforming.unmet(store)
        for text in each.messages
    }


def test_what_pyshacl_finds_in_the_export_is_found(sample: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few nodes are taken at once."""
    sample.replace([], WRONG)
    found = from_within(sample)
    assert found == from_outside(sample)
    texts = " ".join(message for _, _, message in found)
    for words in (
        "must be a state",
        "needs a label",
        "a start must be a day",
        "alpha-3",
        "one status",
        "belief",
    ):
        assert words in texts
    monkeypatch.setattr(conforming, "_PART", 50)
    assert from_within(sample) == found


def test_releases_that_contradict_each_other_conform_together(sample: Store) -> None:
    """What was found wrong from outside alone: two releases give one activity two statuses."""
    sample.replace([], [Quad(ACTIVITY, term("cc:status"), term("cc:completed"), OTHER)])
    said = {
        each.object
        for each in sample.quads()
        if (each.subject, each.predicate) == (ACTIVITY, term("cc:status"))
    }
    assert len(said) == 2
    assert from_within(sample) == from_outside(sample) == set()


def test_reference_data_that_somebody_changed_are_checked(sample: Store) -> None:
    without = [each for each in sample.quads(REFERENCE_GRAPH) if each.predicate != term("cc:isoAlpha3")]
    sample.replace([REFERENCE_GRAPH], without)
    assert any("alpha-3" in message for _, _, message in from_within(sample))
