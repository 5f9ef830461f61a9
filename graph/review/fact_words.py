"""A fact in a person's words, as claims that state it: what is new gets its class and its name as well."""

from __future__ import annotations

import hashlib
import re
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from ...ontology.terms import node, term
from ..identity.verdicts import Content, Term
from ..knowledge.gathering import select
from ..store.failures import DecisionError
from ..store.stores import Store
from ..things.resolve import ValueRefusedError, resolve, words
from .claim_names import property_called
from .obeying import one_line

_NUMBERS = frozenset(map(term, ("cc:headcount", "schema:value", "schema:minValue", "schema:maxValue")))
_DAYS = frozenset(map(term, ("schema:startDate", "schema:endDate", "cc:asOf")))
_TEXTS = frozenset(
    map(term, ("rdfs:label", "schema:name", "foaf:name", "skos:altLabel", "cc:acronym", "schema:currency"))
)
_DATES = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}  # by the length of what is typed
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
# Where the nodes of a class are, by the narrowest class above it that has a place of its own.
_FOLDERS = {
    "foaf:Person": "person",
    "cc:Activity": "activity",
    "cc:Instrument": "instrument",
    "org:Organization": "organization",
    "schema:Place": "place",
}
_CLASSES = "SELECT DISTINCT ?class ?label WHERE { ?class rdfs:subClassOf* ?root ; rdfs:label ?label }"


def facts(
    store: Store, release: str, passage: str, subject: str, predicate: str, value: str, kind: str = ""
) -> list[Content]:
    """The claims that state a fact: itself, and what a new thing in it is and is called.

    Args:
        store: the graph that knows the names.
        release: key of the release that says so.
        passage: in these words.
        subject: a thing, as people name it.
        predicate: a role, or a property.
        value: a thing, a day, a number or a text.
        kind: the class of the one of both that the graph does not know yet, such as "workshop".

    Raises:
        DecisionError: a word stands for nothing.
        ValueRefusedError: a name stands for nothing, or for more than one thing, and no class is given.
    """
    what = property_called(store, predicate)
    quoted = one_line(passage)
    new: list[tuple[NamedNode, NamedNode, Term]] = []
    thing = _thing(store, release, subject, kind, new)
    other = value_for(what, value)
    if other is None:
        other = _thing(store, release, value, kind, new)
    triples = [*new, (thing, what, other)]
    return [Content(release, *each, quoted) for each in triples]


def value_for(predicate: NamedNode, text: str) -> Term | None:
    """The day, number or text that a property takes; None if it takes a thing.

    Raises:
        DecisionError: the text is no such value.
    """
    text = text.strip()
    if predicate in _TEXTS:
        return Literal(text)
    if predicate in _DAYS:
        if not _DATE.fullmatch(text):
            raise DecisionError(f'"{text}" is no date: write 2014-03-28, or 2014-03 where no day is told')
        return Literal(text, datatype=term(_DATES[len(text)]))
    if predicate in _NUMBERS:
        if not re.fullmatch(r"\d{1,15}(\.\d{1,4})?", text):
            raise DecisionError(f'"{text}" is no number: write digits, such as 250000')
        whole = predicate == term("cc:headcount")
        return Literal(text, datatype=term("xsd:integer" if whole else "xsd:decimal"))
    if predicate == term("rdf:type") or predicate == term("cc:status"):
        prefix = "cc:" if ":" not in text else ""
        return term(prefix + text)
    return None


def _thing(
    store: Store, release: str, text: str, kind: str, new: list[tuple[NamedNode, NamedNode, Term]]
) -> NamedNode:
    try:
        return resolve(store, text, "node")
    except ValueRefusedError:
        if not kind or "/" in text:
            raise
    cls, folder = _class(store, kind)
    name = "-".join(words(text))[:80]
    if not name.isascii() or not name:
        name = hashlib.sha256(text.encode()).hexdigest()[:12]
    iri = node(f"{folder}/{f'{release}-{name}' if folder == 'activity' else name}")
    label = (
        "foaf:name" if folder == "person" else "schema:name" if folder in ("activity", "instrument") else ""
    )
    for predicate, value in (("rdf:type", cls), ("rdfs:label", Literal(text)), (label, Literal(text))):
        if predicate:
            new.append((iri, term(predicate), value))
    return iri


def _class(store: Store, kind: str) -> tuple[NamedNode, str]:
    """The class that people call so, and where its nodes are."""
    asked = "".join(words(kind))
    known: dict[str, tuple[NamedNode, str]] = {}
    for root, folder in _FOLDERS.items():
        found = select(store, _CLASSES.replace("?root", str(term(root))))
        for row in found:
            known.setdefault("".join(words(row["label"].value)), (row["class"], folder))
    if asked in known:
        return known[asked]
    alike = get_close_matches(asked, known, n=3) or sorted(known)[:5]
    raise DecisionError(f'"{kind}" is no kind of thing: {", ".join(alike)}')
