"""What an exported graph says of itself: DCAT, VoID and PROV, in a graph of its own.

All of it is counted from what is exported, and its date is that of the latest release, not of the clock: so
an equal graph is described alike on every day. Classes come with their properties, and those with the
classes of their values, as VoID has it; SPARQL editors complete names by that. Every node has an IRI.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.label_languages import main_language
from ...ontology.terms import BASE, ONTOLOGY_GRAPH, PREFIXES, node, term
from ..store.iris import curie
from ..store.sparql import Term

DESCRIPTION_GRAPH = node("graph/description")
DATASET = node("dataset")

_TITLE = "Cyber-capacity cooperation, as press releases state it"
_WHAT = (
    "Who does what with whom to strengthen cybersecurity, read from press releases; each fact comes with the "
    "passage that states it. No report is not no activity."
)
_RIGHTS = "The software and its reference data: MIT. The passages quoted belong to those who published them."
_MIT = NamedNode("https://spdx.org/licenses/MIT")
_TYPE, _RELEASE = term("rdf:type"), term("cc:PressRelease")
_ISSUED, _LANGUAGE = term("dcterms:issued"), term("dcterms:language")
_Value = NamedNode | Literal
_Key = TypeVar("_Key")


def description(quads: Iterable[Quad]) -> Iterator[Quad]:
    """What these quads are, for the graph `DESCRIPTION_GRAPH`."""
    for subject, predicate, value in _statements(_Counts(quads)):
        yield Quad(subject, term(predicate), value, DESCRIPTION_GRAPH)


class _Counts:
    """What is counted of the quads, the same triple of several graphs once."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        triples = {quad.triple for quad in quads}
        classes: dict[Term, list[NamedNode]] = defaultdict(list)
        for triple in triples:
            if triple.predicate == _TYPE and isinstance(triple.object, NamedNode):
                classes[triple.subject].append(triple.object)
        self.triples = len(triples)
        self.subjects = {triple.subject for triple in triples}
        self.objects = {triple.object for triple in triples}
        self.members = Counter(each for found in classes.values() for each in found)
        self.properties = Counter(triple.predicate for triple in triples)
        self.used: Counter[tuple[NamedNode, NamedNode]] = Counter()  # of members of a class, by property
        self.reached: Counter[tuple[NamedNode, NamedNode, NamedNode]] = Counter()  # and class of the value
        for triple in triples:
            for one in classes.get(triple.subject, ()):
                self.used[one, triple.predicate] += 1
                for other in classes.get(triple.object, ()):
                    self.reached[one, triple.predicate, other] += 1
        read = {each for each, found in classes.items() if _RELEASE in found and isinstance(each, NamedNode)}
        self.releases = sorted(read, key=str)
        said = [(each.predicate, each.object) for each in triples if each.subject in read]
        literals = [(predicate, value.value) for predicate, value in said if isinstance(value, Literal)]
        self.dates = sorted(value for predicate, value in literals if predicate == _ISSUED)
        self.languages = sorted({value for predicate, value in literals if predicate == _LANGUAGE})


_Statement = tuple[NamedNode, str, _Value]


def _statements(counts: _Counts) -> Iterator[_Statement]:
    yield from _dataset(counts)
    yield from _software()
    for property_, number in _in_order(counts.properties):
        part = _part(DATASET, "property", property_)
        yield DATASET, "void:propertyPartition", part
        yield part, "void:property", property_
        yield part, "void:triples", Literal(number)
    for cls, number in _in_order(counts.members):
        part = _part(DATASET, "class", cls)
        yield DATASET, "void:classPartition", part
        yield part, "void:class", cls
        yield part, "void:entities", Literal(number)
    for (cls, property_), number in _in_order(counts.used):
        within = _part(DATASET, "class", cls)
        part = _part(within, "property", property_)
        yield within, "void:propertyPartition", part
        yield part, "void:property", property_
        yield part, "void:triples", Literal(number)
    for (cls, property_, reached), number in _in_order(counts.reached):
        within = _part(_part(DATASET, "class", cls), "property", property_)
        part = _part(within, "class", reached)
        yield within, "void:classPartition", part
        yield part, "void:class", reached
        yield part, "void:triples", Literal(number)


def _dataset(counts: _Counts) -> Iterator[_Statement]:
    for kind in ("dcat:Dataset", "void:Dataset", "prov:Entity"):
        yield DATASET, "rdf:type", term(kind)
    for predicate, text in (
        ("dcterms:title", _TITLE),
        ("rdfs:label", _TITLE),
        ("dcterms:description", _WHAT),
    ):
        yield DATASET, predicate, Literal(text, language=main_language())
    yield DATASET, "dcterms:rights", Literal(_RIGHTS, language=main_language())
    yield DATASET, "dcterms:conformsTo", ONTOLOGY_GRAPH
    yield DATASET, "void:uriSpace", Literal(BASE)
    yield DATASET, "prov:wasAttributedTo", _software_node()
    for namespace in sorted(PREFIXES.values()):
        if any(_in_namespace(each.value, namespace) for each in (*counts.properties, *counts.members)):
            yield DATASET, "void:vocabulary", NamedNode(namespace)
    for predicate, number in (
        ("void:triples", counts.triples),
        ("void:distinctSubjects", len(counts.subjects)),
        ("void:distinctObjects", len(counts.objects)),
        ("void:classes", len(counts.members)),
        ("void:properties", len(counts.properties)),
        ("void:entities", sum(1 for each in counts.subjects if isinstance(each, NamedNode))),
        ("void:documents", len(counts.releases)),
    ):
        yield DATASET, predicate, Literal(number)
    for release in counts.releases:
        yield DATASET, "prov:wasDerivedFrom", release
    for language in counts.languages:
        yield DATASET, "dcterms:language", Literal(language)
    yield from _period(counts.dates)


def _period(dates: list[str]) -> Iterator[_Statement]:
    """From the first to the latest release; the latest also says how new the dataset is."""
    if not dates:
        return
    first, latest = (Literal(day, datatype=term("xsd:date")) for day in (dates[0], dates[-1]))
    period = node("dataset/period")
    yield DATASET, "dcterms:modified", latest
    yield DATASET, "dcterms:temporal", period
    yield period, "rdf:type", term("dcterms:PeriodOfTime")
    yield period, "dcat:startDate", first
    yield period, "dcat:endDate", latest


def _software() -> Iterator[_Statement]:
    software = _software_node()
    yield software, "rdf:type", term("prov:SoftwareAgent")
    yield software, "rdf:type", term("schema:SoftwareApplication")
    yield software, "rdfs:label", Literal(f"cybercoop {version('cybercoop')}")
    yield software, "schema:name", Literal("cybercoop")
    yield software, "schema:softwareVersion", Literal(version("cybercoop"))
    yield software, "dcterms:license", _MIT


def _software_node() -> NamedNode:
    return node(f"software/cybercoop-{version('cybercoop')}")  # as claims name what generated them


def _part(whole: NamedNode, kind: str, named: NamedNode) -> NamedNode:
    """The IRI of a partition, by the short name of its class or property: ``dataset/class/cc-Mission``."""
    short = curie(named.value)
    name = short.replace(":", "-", 1) if short else "".join(c if c.isalnum() else "-" for c in named.value)
    return NamedNode(f"{whole.value}/{kind}/{name}")


def _in_order(counts: Counter[_Key]) -> list[tuple[_Key, int]]:
    return sorted(counts.items(), key=lambda each: str(each[0]))


def _in_namespace(iri: str, namespace: str) -> bool:
    return iri.startswith(namespace) and not set(iri[len(namespace) :]) & set("/#")
