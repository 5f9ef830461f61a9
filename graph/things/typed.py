"""From what people type to the terms that a query compares: names of things, kinds, dates, numbers, text."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from ...ontology.inflection import forms
from ...ontology.reference import load, shipped_quads
from ...ontology.terms import ONTOLOGY_GRAPH, term
from ..store.stores import Store
from .resolve import NAMED, ValueRefusedError, plain, resolve, words

_NUMBERS = {
    "year": (r"\d{4}", "xsd:integer", "write four digits, such as 2014"),
    "integer": (r"[+-]?\d{1,18}", "xsd:integer", "write a whole number, such as 3"),
    "decimal": (r"[+-]?\d{1,18}(\.\d{1,18})?", "xsd:decimal", "write digits and a point, such as 0.9"),
}
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_YES, _NO = {"true", "yes", "1"}, {"false", "no", "0"}
_KINDS = """
SELECT DISTINCT ?name WHERE { GRAPH <graph/knowledge> {
  ?activity a cc:Activity ; cc:kindName ?name .
} } ORDER BY ?name
"""
_MISSIONS = """
SELECT ?host ?name ?year WHERE { GRAPH <graph/knowledge> {
  ?mission a cc:Mission ; cc:year ?year . OPTIONAL { ?mission cc:hostState ?host . ?host rdfs:label ?name }
} } ORDER BY ?name ?year
"""


def value(store: Store, text: str, type: str) -> NamedNode | Literal:  # noqa: A002 - the word of the headers
    """The term that a text stands for.

    Args:
        store: the graph that knows the names.
        text: as typed.
        type: one of `queries.catalogue.TYPES` but ``choice``. A date is written as in ISO 8601,
            ``2014-03-28``, or is a year or a month, which stand for their first day, or until their last;
            a decimal has a point; a kind is one of activities, in singular or plural.

    Raises:
        ValueRefusedError: it is no such date or number, is empty, or names nothing or more than one thing.
    """
    text = text.strip()
    if type in NAMED:
        return resolve(store, text, type)
    if not text:
        raise ValueRefusedError("the value is empty")
    if type == "text":
        return Literal(text)
    if type in ("date", "until"):
        return _date(text, last=type == "until")
    if type == "kind":
        return kind(store, text)
    if type == "mission":
        return mission(store, text)
    if type == "flag":
        return _flag(text)
    pattern, datatype, hint = _NUMBERS[type]
    if not re.fullmatch(pattern, text, re.ASCII):
        raise ValueRefusedError(f'"{text}" is no {type}: {hint}')
    return Literal(text, datatype=term(datatype))


def kind(store: Store, text: str) -> NamedNode:
    """The class of activities that people call so, in any language, in singular or plural.

    Raises:
        ValueRefusedError: there is none; says which kinds the graph has.
    """
    asked = plain(text)
    found = {cls for cls, names in _kinds().items() if asked in names}
    if len(found) == 1:
        return next(iter(found))
    answer = store.query(_KINDS)
    assert isinstance(answer, ox.QuerySolutions)
    there = [row["name"].value for row in answer]
    hint = f"the graph has {', '.join(there)}" if there else "the graph has no activities"
    raise ValueRefusedError(f'no kind of activity is called "{text}": {hint}')


@cache
def _kinds() -> dict[NamedNode, frozenset[str]]:
    """Of each class of activities what it may be called, made plain: its names and their plurals."""
    activity, known = term("cc:Activity"), load()
    named = (term("rdfs:label"), term("skos:altLabel"))
    names: dict[NamedNode, set[str]] = {}
    for subject, predicate, name, graph in shipped_quads():
        if graph == ONTOLOGY_GRAPH and predicate in named and activity in known.superclasses(subject):
            those = names.setdefault(subject, set())
            those |= {plain(name.value), *_plurals(name.value, name.language or "en")}
    return {cls: frozenset(those) for cls, those in names.items()}


def _plurals(name: str, language: str) -> set[str]:
    """The name with any one of its words, or all, in the plural."""
    varied = [{plain(each) for each in forms(word, language)} | {word} for word in words(name)]
    found = {""}
    for those in varied:
        found = {f"{begun} {word}".strip() for begun in found for word in those}
    return found


def mission(store: Store, text: str) -> NamedNode | Literal:
    """A year or a state of which there are missions, else the activity of this name.

    Raises:
        ValueRefusedError: there is no mission of this year or state, or no one activity of this name.
    """
    answer = store.query(_MISSIONS)
    assert isinstance(answer, ox.QuerySolutions)
    rows = list(answer)
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        years = sorted({row["year"].value for row in rows})
        if text in years:
            return Literal(text, datatype=term("xsd:integer"))
        raise ValueRefusedError(
            f"no mission of {text} is reported: there are missions of {', '.join(years) or 'no year'}"
        )
    try:
        state = resolve(store, text, "state")
    except ValueRefusedError:
        return resolve(store, text, "activity")
    if any(row["host"] == state for row in rows):
        return state
    hosts = ", ".join(dict.fromkeys(row["name"].value for row in rows if row["name"]))
    raise ValueRefusedError(f"no mission to {text} is reported: there are missions to {hosts or 'no state'}")


def _date(text: str, last: bool) -> Literal:
    found = _DAY.fullmatch(text)
    try:
        day = _completed(found[1], found[2], found[3], last) if found else None
    except ValueError:
        day = None
    if day is None:
        raise ValueRefusedError(
            f'"{text}" is no date: write a day, a month or a year, such as 2014-03-28 or 2014'
        )
    return Literal(day.isoformat(), datatype=term("xsd:date"))


def _completed(year: str, month: str | None, day: str | None, last: bool) -> date:
    """The day, else the first or the last day of the month or the year.

    Raises:
        ValueError: there is no such day.
    """
    in_year = int(month) if month else 12 if last else 1
    first = date(int(year), in_year, 1)
    in_month = int(day) if day else monthrange(first.year, in_year)[1] if last else 1
    return first.replace(day=in_month)


def _flag(text: str) -> Literal:
    if text.casefold() not in _YES | _NO:
        raise ValueRefusedError(f'"{text}" is neither yes nor no')
    return Literal(text.casefold() in _YES)
