"""The cases of reading.toml and kinds.toml: what was once misread, with what each text states and what not.

The head of the former tells how a case is written; here it is read and compared, by names and never by IRIs.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import cybercoop
import pytest
from cybercoop.ontology.reference import load
from cybercoop.ontology.terms import BASE, term
from pyoxigraph import Literal, NamedNode

CASES = [Path(__file__).with_name(name) for name in ("reading.toml", "kinds.toml")]
HEADLINE, DATE = "Partners Join Forces against Cybercrime", "May 14, 2019"
KEYS = {"id", "section", "text", "body", "headline", "date", "suffix", "release"}
KEYS |= {"title", "issued", "refused", "expect", "never", "known_fault"}
KINDS = {  # the words of the cases, and the classes of the vocabulary; whatever has a name is a "thing" too
    "release": "cc:PressRelease",
    "state": "cc:State",
    "person": "foaf:Person",
    "organization": "org:Organization",
    "international organization": "cc:InternationalOrganization",
    "government body": "cc:GovernmentBody",
    "programme": "cc:Programme",
    "cyber body": "cc:CyberBody",
    "company": "cc:Company",
    "activity": "cc:Activity",
    "mission": "cc:Mission",
    "electoral observation mission": "cc:ElectoralObservationMission",
    "workshop": "cc:Workshop",
    "conference": "cc:Conference",
    "meeting": "cc:Meeting",
    "course": "cc:Course",
    "exercise": "cc:Exercise",
    "visit": "cc:Visit",
    "launch": "cc:Launch",
    "signing": "cc:Signing",
    "seminar": "cc:Seminar",
    "forum": "cc:Forum",
    "project": "cc:Project",
    "document": "cc:Instrument",
    "policy": "cc:Policy",
    "strategy": "cc:Strategy",
    "agreement": "cc:Agreement",
    "report": "cc:Report",
    "resolution": "cc:Resolution",
    "law": "cc:Law",
    "office": "org:Membership",
    "quotation": "schema:Quotation",
    "contribution": "cc:Contribution",
    "experts": "cc:ExpertGroup",
}
PROPERTIES = {
    "title": "dcterms:title",
    "issued": "dcterms:issued",
    "acronym": "cc:acronym",
    "of state": "cc:ofState",
    "established by": "cc:establishedBy",
    "supported by": "cc:supportedBy",
    "adopted by": "cc:adoptedBy",
    "mandated by": "cc:mandatedBy",
    "start": "schema:startDate",
    "end": "schema:endDate",
    "place": "schema:location",
    "state": "cc:hostState",
    "status": "cc:status",
    "organizers": "schema:organizer",
    "sponsors": "schema:sponsor",
    "participants": "cc:participant",
    "invited": "cc:invitedParticipant",
    "expected": "cc:expectedParticipant",
    "absent": "cc:absentParticipant",
    "requested by": "cc:requestedBy",
    "beneficiaries": "cc:beneficiary",
    "members": "org:hasMember",
    "person": "org:member",
    "role": "org:role",
    "at": "org:organization",
    "by": "schema:spokenByCharacter",
    "words": "schema:text",
    "donors": "cc:donor",
    "recipients": "cc:recipient",
    "through": "cc:through",
    "amount": "schema:value",
    "at least": "schema:minValue",
    "at most": "schema:maxValue",
    "bound": "cc:valueIs",
    "currency": "schema:currency",
}
SINGULAR = {
    form: word
    for word in [*KINDS, "thing"]
    for form in (word, f"{word}s", f"{word}es", f"{word[:-1]}ies")  # "activities", but also "activitys"
}
NAMES = ["rdfs:label", "skos:prefLabel", "skos:altLabel", "foaf:name", "schema:name", "cc:acronym"]

Names = frozenset[str]
Triple = tuple[str, str, str]


def norm(text: str) -> str:
    """Case, accents, punctuation, a leading article and the "D.C." of Washington dropped; plain numbers."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return f"{Decimal(text).normalize():f}"
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"^(the|an?) (?=.)| d ?c$", "", re.sub(r"[\W_]+", " ", plain).strip())


# ---------------------------------------------------------------- what a reading holds


@dataclass(frozen=True, slots=True)
class Thing:
    """A node with its kinds, its names, and the names of each value that it has of a property."""

    kinds: frozenset[str]
    names: Names
    says: Mapping[str, list[Names]]

    def __str__(self) -> str:
        said = [f"{word}: {' + '.join(map(_short, values))}" for word, values in self.says.items()]
        kinds = "/".join(sorted(self.kinds - {"thing"}))
        return " | ".join([f"{kinds}: {_short(self.names)}", *sorted(said)])


def _short(names: Names) -> str:
    """One of the names, rather a word than a code."""
    return min(names, key=lambda name: (len(name) < 4, len(name), name), default="")


def things(stated: set[Triple]) -> list[Thing]:
    """The nodes of a reading that have a known kind, with what the reference data say of them."""
    said: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in sorted(stated | known(stated)):
        said.setdefault(subject, {}).setdefault(predicate, []).append(value)

    def names(value: str) -> Names:
        if not value.startswith("http"):
            return frozenset({norm(value)})
        called = [name for each in NAMES for name in said.get(value, {}).get(term(each).value, [])]
        local = re.sub(r"([a-z])([A-Z])", r"\1 \2", re.split("[#/]", value)[-1])
        return frozenset(map(norm, called or [local]))

    found = []
    for node, about in said.items():
        if kinds := _kinds(about.get(term("rdf:type").value, [])):
            says = {word: about.get(term(curie).value, []) for word, curie in PROPERTIES.items()}
            values = {word: list(map(names, each)) for word, each in says.items() if each}
            found.append(Thing(kinds, names(node), values))
    return found


def known(stated: set[Triple]) -> set[Triple]:
    """What the reference data say, in English, of the nodes of a reading."""
    nodes = {NamedNode(part) for triple in stated for part in triple if part.startswith(BASE)}
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in load().quads(nodes)
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode | Literal)
        and (isinstance(quad.object, NamedNode) or quad.object.language in (None, "en"))
    }


def _kinds(classes: Iterable[str]) -> frozenset[str]:
    above = {cls for each in classes for cls in load().superclasses(NamedNode(each))}
    kinds = {word for word, curie in KINDS.items() if term(curie) in above}
    if "experts" in kinds:
        kinds.discard("organization")
    return frozenset(kinds | {"thing"} if kinds else kinds)


# ---------------------------------------------------------------- what a case expects


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an expectation: any of some names, in which * stands for any words."""

    patterns: tuple[str, ...]
    optional: bool = False

    def fits(self, names: Names) -> bool:
        return any(fnmatchcase(name, pattern) for name in names for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class Line:
    """One expectation."""

    text: str
    kind: str
    names: tuple[Value, ...] = ()
    says: tuple[tuple[str, tuple[Value, ...]], ...] = ()
    count: int | None = None
    only: bool = False

    def holds(self, all_things: Sequence[Thing]) -> bool:
        """Whether the reading is as the line says."""
        those = [thing for thing in all_things if self.kind in thing.kinds]
        if self.only:
            return _are([thing.names for thing in those], self.names) and len(those) <= len(self.names)
        fitting = [thing for thing in those if self._named(thing) and self._says(thing)]
        return len(fitting) == self.count if self.count is not None else bool(fitting)

    def forbids(self, all_things: Sequence[Thing]) -> bool:
        """Whether the reading has what the line tells, if only among other values."""
        return any(
            self.kind in thing.kinds
            and self._named(thing)
            and all(_stand(thing.says.get(word, []), values) for word, values in self.says)
            for thing in all_things
        )

    def _named(self, thing: Thing) -> bool:
        return not self.names or any(value.fits(thing.names) for value in self.names)

    def _says(self, thing: Thing) -> bool:
        return all(_are(thing.says.get(word, []), values) for word, values in self.says)


def _are(found: Sequence[Names], wanted: Sequence[Value]) -> bool:
    """Whether these are the wanted values: none missing, and none too much."""
    needed = [value for value in wanted if not value.optional]
    return _stand(found, needed) and all(any(value.fits(names) for value in wanted) for names in found)


def _stand(found: Sequence[Names], needed: Sequence[Value]) -> bool:
    """Whether each needed value finds a node of its own."""
    if not needed:
        return True
    places = [i for i, names in enumerate(found) if needed[0].fits(names)]
    return any(_stand([*found[:i], *found[i + 1 :]], needed[1:]) for i in places)


def parse(text: str) -> Line:
    """A line as the head of reading.toml describes it; a word that it does not know is an error."""
    head, *parts = text.split(" | ")
    kind, _, names = head.partition(": ")
    first, _, rest = kind.partition(" ")
    counted = first.isdigit() or first == "only"
    word = rest if counted else kind
    said = [part.partition(": ") for part in parts]
    if unknown := {word for word, _, _ in said} - PROPERTIES.keys() or {word} - SINGULAR.keys():
        raise ValueError(f"{text}: {unknown}")
    says = tuple((word, _values(values)) for word, _, values in said)
    count = int(first) if first.isdigit() else None
    return Line(text, SINGULAR[word], _values(names), says, count, first == "only")


def _values(text: str) -> tuple[Value, ...]:
    return tuple(map(_value, text.split(" + "))) if text and text != "none" else ()


def _value(text: str) -> Value:
    optional = text.startswith("(") and text.endswith(")")
    inner = "*" if text == "others" else text[1:-1] if optional else text
    patterns = tuple("*".join(map(norm, name.split("*"))) for name in inner.split(" / "))
    return Value(patterns, optional or text == "others")


@dataclass(frozen=True, slots=True)
class Case:
    """A text, or several that are read into one graph, with what is right."""

    id: str
    section: int
    texts: tuple[str, ...]
    suffix: str
    refused: bool
    expect: tuple[Line, ...]
    never: tuple[Line, ...]
    known_fault: str


def cases() -> list[Case]:
    files = (tomllib.loads(path.read_text(encoding="utf-8")) for path in CASES)
    return [_case(raw) for each in files for raw in each["case"]]


def _case(raw: dict[str, Any]) -> Case:
    releases = raw.get("release", [raw])
    if unknown := {key for each in [raw, *releases] for key in each} - KEYS:
        raise ValueError(f"{raw['id']}: {unknown}")
    header = tuple(
        replace(parse("release"), text=f"{key}: {raw[key]}", says=((key, _header(raw[key])),))
        for key in ("title", "issued")
        if key in raw
    )
    return Case(
        id=raw["id"],
        section=raw["section"],
        texts=tuple(map(_text, releases)),
        suffix=raw.get("suffix", ".txt"),
        refused=raw.get("refused", False),
        expect=(*header, *map(parse, raw.get("expect", []))),
        never=tuple(map(parse, raw.get("never", []))),
        known_fault=raw.get("known_fault", ""),
    )


def _header(text: str) -> tuple[Value, ...]:
    """A title, whose marks are only marks, or a date."""
    return () if text == "none" else (Value(tuple(norm(each) for each in text.split(" / "))),)


def _text(raw: Mapping[str, str]) -> str:
    if "text" in raw:
        return raw["text"]
    header = ["Press Release", raw.get("headline", HEADLINE), raw.get("date", DATE)]
    return "\n\n".join([*header, raw["body"].strip()]) + "\n"


# ---------------------------------------------------------------- the comparison

# What all releases say together: the assembled graph where there is one, else the graphs of the releases.
TOGETHER = (
    f"SELECT ?s ?p ?o {{ GRAPH <{BASE}graph/knowledge> {{ ?s ?p ?o }} }}",
    "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o . ?g dcterms:title ?title } "
    f"FILTER STRSTARTS(STR(?g), '{BASE}release/') }}",
)


def read(case: Case, folder: Path) -> set[Triple]:
    """What the case's texts state."""
    files = [folder / f"text-{i}{case.suffix}" for i in range(len(case.texts))]
    for file, text in zip(files, case.texts, strict=True):
        file.write_text(text, encoding="utf-8")
    if len(files) == 1:
        reading = cybercoop.extract(files[0])
        stated = {(fact.subject.value, fact.predicate.value, fact.object.value) for fact in reading.facts}
        if (issued := reading.release.issued) is not None:  # also where only a page's metadata tell it
            iri = f"{BASE}release/{reading.release.key}"
            stated.add((iri, term("dcterms:issued").value, issued.isoformat()))
        return stated
    with cybercoop.open(":memory:", decisions=folder / "none.csv") as graph:
        graph.ingest(*files)
        certain = [doubt for doubt in graph.duplicates() if doubt.score >= 1]
        assert not certain, "what is certainly one thing is merged, not listed"
        rows = next(filter(None, map(graph.query, TOGETHER)))
    return {(row["s"], row["p"], str(row["o"])) for row in rows}


def parameter(case: Case) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=case.known_fault)] if case.known_fault else []
    return pytest.param(case, id=f"{case.section}-{case.id}", marks=marks)


@pytest.mark.parametrize("case", [parameter(case) for case in cases()])
def test_reading(case: Case, tmp_path: Path) -> None:
    if case.refused:
        with pytest.raises(cybercoop.CybercoopError) as refusal:
            read(case, tmp_path)
        assert re.fullmatch(r".*\brelease.*", str(refusal.value)), "one line says that this is no release"
        return
    found = things(read(case, tmp_path))
    wrong = [f"missing:   {line.text}" for line in case.expect if not line.holds(found)]
    wrong += [f"forbidden: {line.text}" for line in case.never if line.forbids(found)]
    assert not wrong, "\n".join(["", *wrong, "found:", *sorted(f"  {thing}" for thing in found)])


def test_every_case_expects_something_and_has_a_name_of_its_own() -> None:
    every = cases()
    assert [case.id for case in every if case.refused == bool(case.expect)] == []
    assert len({case.id for case in every}) == len(every)
