"""Readings, printed: as RDF for machines, as JSON with passages, or explained for those who improve rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from ..graph.exports.exporting import FORMATS, serialize
from ..graph.store.failures import FormatError
from ..graph.store.iris import short
from ..graph.things.relations import words
from ..ingest.base.model import Fact, Reading, Release
from ..ontology import reference
from ..ontology.terms import node, term
from ..reading import self_contained

if TYPE_CHECKING:
    from rich.text import Text

    from ..ingest.facts.explaining import Explained

_NAMES = frozenset(map(term, ("rdfs:label", "schema:name", "foaf:name", "dcterms:title")))
_WHOLE = frozenset({term("xsd:integer"), term("xsd:nonNegativeInteger")})
_NAMING = _NAMES | frozenset(map(term, ("skos:altLabel", "schema:text", "prov:wasQuotedFrom", "cc:asOf")))
_PLAIN_TYPES = frozenset(map(term, ("org:Membership", "org:Role", "schema:Quotation")))
# "Juan Manuel Santos: President" says whose membership or quotation it is.
_IN_THE_LABEL = frozenset(map(term, ("org:member", "org:role", "schema:spokenByCharacter")))
_MENTIONS = term("schema:mentions")
_COLORS = {  # by the kind of a slot
    "a": "bold magenta",
    "c": "cyan",
    "d": "blue",
    "i": "yellow",
    "m": "blue",
    "o": "green",
    "p": "bold cyan",
    "q": "italic",
    "s": "bold green",
    "u": "bold red",
}

_Json = dict[str, Any]


def format_for(path: Path | None) -> str:
    """The format that a file's suffix stands for; N-Quads for standard output and for devices.

    Raises:
        FormatError: it stands for none.
    """
    if path is None or (path.exists() and not path.is_file()):
        return "nquads"
    suffixes = {each.suffix: each.name for each in FORMATS} | {".json": "json"}
    if path.suffix.lower() not in suffixes:
        known = ", ".join(f"{suffix} ({name})" for suffix, name in suffixes.items())
        what = path.suffix or "a file without a suffix"
        raise FormatError(f"cannot write {what}: the formats are {known}; or say --format")
    return suffixes[path.suffix.lower()]


def printed(readings: Iterable[Reading], form: str) -> Iterator[str]:
    """Readings in a format, piece by piece; equal readings give equal text.

    All but ``jsonld``, which is one document, hold one release at a time in memory.

    Args:
        readings: what releases yield.
        form: ``json`` (an object a release, one after another), or an RDF format of `graph.export.FORMATS`,
            which has the types and names of all that is mentioned besides.
    """
    if form == "jsonld":
        yield from serialize((quad for reading in readings for quad in self_contained(reading)), form)
        return
    for reading in readings:
        if form == "json":
            yield json.dumps(facts_json(reading), ensure_ascii=False, indent=2) + "\n"
        else:
            yield from serialize(self_contained(reading), form)


def sheets(readings: Iterable[Reading]) -> Iterator[tuple[int, Text]]:
    """Releases to read: each passage, and below it what it states, line by line with its indent."""
    from rich.text import Text

    for number, reading in enumerate(readings):
        if number:
            yield 0, Text()
        release = reading.release
        labels = {fact.subject: fact.object.value for fact in reading.facts if fact.predicate in _NAMES}
        yield 0, Text(release.title, "bold")
        day = release.issued.isoformat() if release.issued else ""
        yield 0, Text(", ".join(filter(None, (release.reference, day, release.source))), "dim")
        for passage, facts in _by_passage(reading).items():
            yield 0, Text()
            yield 0, Text(f'"{passage}"')
            for fact in facts:
                yield 4, Text(_in_words(fact, labels), "cyan")


def _by_passage(reading: Reading) -> dict[str, list[Fact]]:
    """What a person wants to know of a release, in the order of its passages."""
    found: dict[str, list[Fact]] = {}
    for fact in sorted(reading.facts, key=lambda each: (each.passage.start, -each.passage.end)):
        header = fact.subject == node(f"release/{reading.release.key}")
        if not header and not _goes_without_saying(fact) and fact.predicate not in _IN_THE_LABEL:
            passage = " ".join(fact.passage.of(reading.release.text).split())
            found.setdefault(passage, []).append(fact)
    return found


def _in_words(fact: Fact, labels: dict[NamedNode, str]) -> str:
    value = fact.object.value if isinstance(fact.object, Literal) else _in_full(fact.object, labels)
    property_ = "kind" if fact.predicate == term("rdf:type") else words(fact.predicate)
    return f"{_label(fact.subject, labels)}, {property_}: {value}"


def _in_full(iri: NamedNode, labels: dict[NamedNode, str]) -> str:
    """What a person calls a thing, a theme, a class or a status."""
    if iri in labels or iri in reference.load().things:
        return _label(iri, labels)
    return reference.themes().get(iri) or words(iri)


def facts_json(reading: Reading) -> _Json:
    """The release's header, and its facts with labels and passages, ready for `json.dumps`."""
    labels = {fact.subject: fact.object.value for fact in reading.facts if fact.predicate in _NAMES}
    facts = [_fact(fact, reading.release.text, labels) for fact in reading.facts]
    return {"release": _header(reading.release), "facts": facts}


def _header(release: Release) -> _Json:
    return {
        "key": release.key,
        "reference": release.reference,
        "kind": release.kind,
        "title": release.title,
        "issued": release.issued.isoformat() if release.issued else None,
        "language": release.language,
        "publisher": release.publisher,
        "url": release.url,
        "source": release.source,
    }


def _fact(fact: Fact, text: str, labels: dict[NamedNode, str]) -> _Json:
    span = fact.passage
    return {
        "subject": _node(fact.subject, labels),
        "predicate": short(fact.predicate.value),
        "object": _value(fact.object) if isinstance(fact.object, Literal) else _node(fact.object, labels),
        "passage": {"start": span.start, "end": span.end, "exact": span.of(text)},
        "rule": fact.rule,
        "confidence": fact.confidence,
    }


def _node(iri: NamedNode, labels: dict[NamedNode, str]) -> _Json:
    return {"iri": iri.value, "label": _label(iri, labels)}


def _label(iri: NamedNode, labels: dict[NamedNode, str]) -> str:
    known = reference.load().things.get(iri)
    return labels.get(iri) or (known.label if known else short(iri.value))


def _value(literal: Literal) -> str | int:
    return int(literal.value) if literal.datatype in _WHOLE else literal.value


def explanations(readings: Iterable[Reading]) -> Iterator[tuple[int, Text]]:
    """Releases as they were understood, one after another; see `explanation`."""
    from rich.text import Text

    from ..ingest.facts.explaining import explain

    for number, reading in enumerate(readings):
        if number:
            yield 0, Text()
        yield from explanation(reading.release, explain(reading.release, reference.load()))


def summaries(readings: Iterable[Reading]) -> Iterator[tuple[int, Text]]:
    """What was not understood in many releases, by reason, what was met most often first."""
    from rich.text import Text

    from ..ingest.facts.explaining import explain, summary

    known = reference.load()
    reason = None
    for why, word, number in summary((r.release, explain(r.release, known)) for r in readings):
        if why != reason:
            yield 0, Text(f"{why}:", "bold")
            reason = why
        yield 2, Text(f"{number:5}  {word}")


def explanation(release: Release, explained: list[Explained]) -> Iterator[tuple[int, Text]]:
    """A release as it was understood, line by line, each with its indent; at the end, what was not.

    Facts are written as the edges of the graph that they are: ``property: subject -> objects [rule, file]``.
    """
    from rich.text import Text

    from ..ingest.facts.extraction import has_frames

    facts = [fact for each in explained for fact in each.facts]
    labels = {fact.subject: fact.object.value for fact in facts if fact.predicate in _NAMES}
    labels[node(f"release/{release.key}")] = "release"
    yield 0, Text(f"{release.source}: {release.title}", "bold")
    if not has_frames(release.language):
        yield (
            0,
            Text(f"no rules for language {release.language} yet: only the header and known names are read"),
        )
    for number, each in enumerate(explained, 1):
        yield 0, Text()
        yield 0, Text.assemble((f"[{number}] ", "dim"), _colored(release.text, each))
        yield from ((4, line) for line in _understood(release.language, each, labels))
    yield 0, Text()
    yield from _gaps(release.text, explained)


def _colored(text: str, explained: Explained) -> Text:
    """The sentence on one line, its names in the colors of their kinds."""
    from rich.text import Text

    line = Text(explained.span.of(text).replace("\n", " ").replace("\t", " "))
    for name in explained.names:
        if color := _COLORS.get(name.kind.value if name.kind else ""):
            start = explained.span.start
            line.stylize(color, name.span.start - start, name.span.end - start)
    return line


def _understood(language: str, explained: Explained, labels: dict[NamedNode, str]) -> Iterator[Text]:
    from rich.text import Text

    from ..ingest.facts.explaining import rule_file

    for line in (*explained.clauses, *explained.frames):
        yield Text(line, "dim")
    for name in explained.names:
        names = ", ".join(name.names) or "?"
        found = f"  [{name.rule}, {rule_file(name.rule, language)}]" if name.rule else ""
        kind = name.kind.value if name.kind else ""
        yield Text.assemble((names, _COLORS.get(kind, "")), (found, "dim"))
    edges: dict[tuple[str, str], list[str]] = {}
    for fact in explained.facts:
        if _goes_without_saying(fact) or (fact.predicate == _MENTIONS and explained.names):
            continue  # the names say it
        value = fact.object.value if isinstance(fact.object, Literal) else _label(fact.object, labels)
        edge = f"{short(fact.predicate.value).partition(':')[2]}: {_label(fact.subject, labels)}"
        source = f"  [{fact.rule} {fact.confidence:.2f}, {rule_file(fact.rule, language)}]"
        edges.setdefault((edge, source), []).append(value)
    for (edge, source), values in edges.items():
        yield Text.assemble(f"{edge} -> {', '.join(values)}", (source, "dim"))


def _goes_without_saying(fact: Fact) -> bool:
    """Whether a fact only names a node, or gives the type of one that its other facts make plain."""
    return fact.predicate in _NAMING or fact.object in _PLAIN_TYPES


def _gaps(text: str, explained: list[Explained]) -> Iterator[tuple[int, Text]]:
    """What was not understood, by reason, and in which sentences."""
    from rich.text import Text

    where: dict[str, dict[str, list[str]]] = {}
    for number, each in enumerate(explained, 1):
        for gap in each.gaps:
            words = " ".join(gap.span.of(text).split()) + (f" ({gap.rule})" if gap.rule else "")
            where.setdefault(gap.why, {}).setdefault(words, []).append(str(number))
    yield (
        0,
        Text(
            "not understood" if where else "not understood: nothing that looks like a name or an event",
            "bold",
        ),
    )
    for why in sorted(where):
        yield 2, Text(f"{why}:")
        for words, numbers in where[why].items():
            yield 4, Text.assemble((words, "red"), (f"  [{', '.join(dict.fromkeys(numbers))}]", "dim"))
