"""Every fact stands in the text: passages, claims and graphs agree, over generated and shipped texts."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cybercoop.ingest import extract
from cybercoop.ingest.base.model import Fact, Paragraph, Reading, Release, Source, Span
from cybercoop.ingest.facts import mapping
from cybercoop.ingest.header import parsing as releases
from cybercoop.ingest.text.canonical import canonical
from cybercoop.ingest.text.sentences import sentences
from cybercoop.ontology.reference import load as load_reference
from cybercoop.ontology.terms import term
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

Properties = dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]

ROOT = Path(__file__).parents[3]
TEXTS = sorted([*ROOT.glob("tests/cases/*/release.txt"), *ROOT.glob("examples/releases/*.txt")])

NAMES = [
    "the OAS",
    "Colombia",
    "the Ministry of Justice of Peru",
    "Elena Ruiz",
    "the Committee",
    "Ulmer Byte Inc.",
    "the Inter-American Committee against Terrorism (CICTE)",
    "the Regional Workshop on Cyber Crime",
    "REMJA V",
    'the workshop "Safe Anchor"',
    "the Ministries of Health, Justice and Defense of Chile",
    "a three-day course",
    "Georgetown, Guyana",
    "officials from Peru, Chile and Jamaica",
    "the Minister of Defense, Elena Ruiz,",
    "OAS Secretary General Ana Vela",
    "APN (National Ports Agency)",
    "the Attorney General's Office",
    'Jorge "Tito" Paz',
    "an agreement",
    "the Panamanian government",
    "the Strategy",
    "It",
    "she",
    "the Cyber Drill",
    "the mission",
]
VERBS = [
    "organized",
    "signed",
    "will host",
    "met with",
    "said that",
    "was attended by",
    "and",
    "of",
    "launched",
    "published",
    "created",
    "gave $3 million to",
    "for",
    "in",
    ",",
    "with the support of",
    "requested",
    "concluded",
    "trained 40 people at",
]
REST = [
    "on March 3",
    "today",
    "from May 30 to June 3, 2014",
    "in Lima, Peru",
    "in October",
    "on Tuesday",
    "(",
    ")",
    '"',
    "“",
    "”",
    "’s",
    "⟨a1⟩",
    "⟨",
    "⟩",
    ";",
    "—",
    "\u00e9\u0301",
    "İI",
    "ß",
    "🙂",
    "\u200b",
    "1,000,000",
    "..",
    "?",
    "%",
    "<b>",
    "\\",
    "\t",
]
SENTENCE = st.lists(st.sampled_from([*NAMES, *NAMES, *VERBS, *REST]), min_size=1, max_size=14).map(
    lambda parts: " ".join(parts)[:1].upper() + " ".join(parts)[1:] + "."
)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join)
BODY = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n\n".join)


def composed(body: str) -> Release:
    """A release with a title and a body of paragraphs."""
    text = canonical(f"OAS Organizes Workshop in Peru\n\n{body}")
    title, *rest = text.split("\n\n")
    spans, start = [], len(title) + 2
    for part in rest:
        spans.append(Span(start, start + len(part)))
        start += len(part) + 2
    body_spans = tuple(Paragraph(span, sentences(text, span, "en")) for span in spans)
    header = {"title": Span(0, len(title))}
    return Release(text, "en", "release", title, body_spans, issued=date(2014, 3, 1), header=header)


def of_file(path: Path) -> Release:
    return releases.parse(
        Source(str(path), path.read_text(encoding="utf-8"), url="https://example.org/a?b=c d")
    )


def check(reading: Reading) -> None:
    """What holds of every reading."""
    text = reading.release.text
    for fact in reading.facts:
        assert 0 <= fact.passage.start < fact.passage.end <= len(text), fact
        assert 0 < fact.confidence <= 1, fact
    quads = mapping.quads(reading)
    facts_graph, evidence, _ = mapping.release_graphs(reading.release.key)
    stated = {(q.subject, q.predicate, q.object) for q in quads if q.graph_name == facts_graph}
    values = properties([q for q in quads if q.graph_name == evidence])
    claimed = set()
    for node in values:
        if term("cc:Claim") in values[node][term("rdf:type")]:
            (subject,), (predicate,), (value,) = (
                values[node][term(f"rdf:{part}")] for part in ("subject", "predicate", "object")
            )
            claimed.add((subject, predicate, value))
            (passage,) = values[node][term("prov:wasDerivedFrom")]
            assert passage in values, "a claim without a passage"
        if term("cc:Passage") in values[node][term("rdf:type")]:
            (start,), (end,), (exact,) = (
                values[node][term(f"oa:{part}")] for part in ("start", "end", "exact")
            )
            assert exact.value == text[int(start.value) : int(end.value)]
            assert exact.value
    assert claimed <= stated, "a claim of what is not stated"
    assert {triple for triple in stated if triple[1] != term("dcterms:source")} == claimed


def properties(quads: list[Quad]) -> Properties:
    """The values of each node's properties."""
    found: Properties = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        found[quad.subject][quad.predicate].append(quad.object)
    return found


@settings(max_examples=150, deadline=None)
@given(BODY)
def test_generated_texts(body: str) -> None:
    release = composed(body)
    reading = extract(release, load_reference())
    check(reading)
    assert mapping.quads(extract(release, load_reference())) == mapping.quads(reading)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "/".join(path.parts[-2:]))
def test_shipped_texts(path: Path) -> None:
    reading = extract(of_file(path), load_reference())
    check(reading)
    assert reading.facts
    assert mapping.quads(extract(of_file(path), load_reference())) == mapping.quads(reading)


def test_a_claim_is_named_by_all_that_it_says() -> None:
    release = NamedNode("https://w3id.org/cybercoop/release/E-1-14")
    stated = Fact(release, term("dcterms:title"), Literal("A"), Span(0, 1), "en/relations/one")
    others = (
        replace(stated, subject=term("cc:Mission")),
        replace(stated, predicate=term("rdfs:label")),
        replace(stated, object=Literal("B")),
        replace(stated, passage=Span(0, 2)),
        replace(stated, passage=Span(1, 1)),
        replace(stated, rule="en/relations/two"),
    )
    names = [mapping.claim_iri(release, fact) for fact in (stated, *others)]
    assert len(set(names)) == len(names)
    assert mapping.claim_iri(release, replace(stated)) == names[0]


@pytest.mark.parametrize("measured", [0.95, 0.93, 0.9, 1.0])
def test_a_claims_confidence_is_kept_as_it_was_measured(
    monkeypatch: pytest.MonkeyPatch, measured: float
) -> None:
    monkeypatch.setattr("cybercoop.ingest.base.model.confidence", lambda rule: measured)
    reading = extract(of_file(TEXTS[0]), load_reference())
    quads = mapping.quads(reading)
    kept = {quad.object.value for quad in quads if quad.predicate == term("cc:confidence")}  # type: ignore[union-attr]
    assert measured in {float(each) for each in kept}
    assert {float(each) for each in kept} == {round(fact.confidence, 6) for fact in reading.facts}
