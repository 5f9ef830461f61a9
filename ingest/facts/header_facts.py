"""What a release's header says: title, date, reference, kind, language, publisher."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ...ontology.terms import node, term
from ..base.model import Fact, Release, Span


def header_facts(release: Release) -> Iterator[Fact]:
    """The facts of the header, each with the text that states it.

    The title stands for what only a page's metadata say, its date; a publisher that only an address shows is
    left out.
    """
    iri, spans = node(f"release/{release.key}"), release.header
    title = spans.get("title", Span(0, min(len(release.text), 1)))

    def fact(predicate: str, value: NamedNode | Literal, where: str, rule: str, certainty: float = 1) -> Fact:
        return Fact(iri, term(predicate), value, spans.get(where, title), f"header/{rule}", certainty)

    words = Literal(release.title, language=release.language)
    yield fact("rdf:type", term("cc:PressRelease"), "kind", "kind")
    if release.kind == "advisory":
        yield fact("rdf:type", term("cc:Advisory"), "kind", "kind")
    yield fact("dcterms:title", words, "title", "title", release.title_certainty)
    yield fact("rdfs:label", words, "title", "title", release.title_certainty)
    yield fact("dcterms:language", Literal(release.language), "title", "language")
    if release.reference and "reference" in spans:
        yield fact("dcterms:identifier", Literal(release.reference), "reference", "reference")
    if release.issued:
        issued = Literal(release.issued.isoformat(), datatype=term("xsd:date"))
        yield fact("dcterms:issued", issued, "issued", "date" if "issued" in spans else "date-of-the-page")
    elif release.month:
        yield fact(
            "dcterms:issued", Literal(release.month, datatype=term("xsd:gYearMonth")), "issued", "month"
        )
    if release.publisher and "publisher" in spans:
        yield fact("dcterms:publisher", node(release.publisher), "publisher", "publisher")
