"""A page with a release in two languages: two releases of the graph, about the same things."""

from __future__ import annotations

from pathlib import Path

import cybercoop
import pytest

PAGE = """<html><head>
<meta property="og:url" content="https://example.org/news/7">
</head><body><main>
<h1>OAS and Colombia Hold Workshop on Incident Response</h1>
<p>E-119/14</p><p>31.03.2014</p>
<p>The Organization of American States (OAS) and the Government of Colombia held a workshop on incident
response in Bogotá from 24 to 26 March 2014.</p>
<p>The workshop was attended by officials from Peru and Chile.</p>
<h1>La OEA y Colombia realizan un taller de respuesta a incidentes</h1>
<p>La Organización de los Estados Americanos (OEA) y el Gobierno de Colombia realizaron un taller de respuesta
a incidentes en Bogotá del 24 al 26 de marzo de 2014.</p><p>En el taller participaron funcionarios de Perú y
Chile.</p></main></body></html>"""
PASSAGES = """
SELECT ?release ?words ?start { ?claim rdf:predicate cc:participant ; prov:wasDerivedFrom ?passage .
  ?passage schema:isPartOf ?release ; oa:exact ?words ; oa:start ?start }"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


def test_both_are_read_with_passages_of_their_own(page: Path) -> None:
    with cybercoop.open(":memory:") as graph:
        read = graph.ingest(page).read
        assert len(set(read)) == 2
        assert read[1] == f"{read[0]}-es"
        sources = graph.query("SELECT DISTINCT ?source { ?r dcterms:title ?t ; dcterms:source ?source }")
        assert [row["source"] for row in sources] == ["https://example.org/news/7"]
        rows = graph.query(PASSAGES)
        events = graph.query("SELECT DISTINCT ?event { ?event cc:participant ?state }")
    told = {row["release"].rpartition("/")[2]: row["words"] for row in rows}
    assert told[read[0]].endswith("officials from Peru and Chile.")
    assert told[read[1]].endswith("funcionarios de Perú y Chile.")
    assert len(events) == 1
    assert graph_is_stable(page, read)


def graph_is_stable(page: Path, read: list[str]) -> bool:
    """Whether the releases have the same keys when the page is read again."""
    return [reading.release.key for reading in cybercoop.readings(page)] == read  # type: ignore[union-attr]


def test_one_release_is_asked_for(page: Path) -> None:
    with pytest.raises(cybercoop.CybercoopError, match="more than one release"):
        cybercoop.extract(page)
