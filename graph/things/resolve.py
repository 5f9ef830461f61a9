"""From what people type to the terms that a query compares: names of things, dates, numbers, text.

A name is found whatever its case, accents, punctuation, leading article and language; by its acronym or ISO
code; or by some of its words if only one thing has them ("Molano"). A node's path (``state/COL``) and its
IRI work too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from ...errors import CybercoopError
from ...ontology.label_languages import main_language
from ...ontology.terms import node, term
from ..store.iris import short
from ..store.stores import Store
from .statements import replaced

_AGENTS = ("cc:State", "org:Organization", "foaf:Person")
_CLASSES = {  # what each type of parameter may name: members of these classes and of those below them
    "state": ("cc:State",),
    "organization": ("org:Organization",),
    "person": ("foaf:Person",),
    "agent": _AGENTS,
    "activity": ("cc:Activity",),
    "theme": ("skos:Concept",),
    "node": (
        *_AGENTS,
        "cc:Activity",
        "cc:Instrument",
        "cc:ExpertGroup",
        "schema:Place",
        "cc:PressRelease",
        "skos:Concept",
    ),
}
_CALLED = {"agent": "state, organization or person", "node": "thing"}

_NAMES = """
SELECT DISTINCT ?node ?name WHERE {{
  VALUES ?root {{ {roots} }}
  ?node a/rdfs:subClassOf* ?root ;
        rdfs:label|skos:prefLabel|skos:altLabel|skos:notation|schema:name|foaf:name|dcterms:identifier|
        cc:acronym|cc:epithet|cc:isoAlpha2|cc:isoAlpha3 ?name .
}}
"""
_LABELS = """
SELECT ?label WHERE {{ {node} rdfs:label|skos:prefLabel ?label }}
ORDER BY DESC(LANG(?label) = "{main}") ?label LIMIT 1
"""
_ARTICLES = frozenset({"the", "el", "la", "los", "las", "o", "a", "os", "as", "le", "les", "l"})
_ALIKE = 0.7  # of difflib's ratio: Colombai is like Colombia, Atlantis is not like Albania
_MOST = 5  # things that a message lists

_Names = dict[str, set[NamedNode]]


class ValueRefusedError(CybercoopError):
    """A value cannot be understood: says which, why, and what may be meant."""


def value(store: Store, text: str, type: str) -> NamedNode | Literal:  # noqa: A002 - the word of the headers
    """The term that a text stands for.

    Args:
        store: the graph that knows the names.
        text: as typed.
        type: one of `queries.catalogue.TYPES`. A date is written as in ISO 8601, ``2014-03-28``; a year with
            four digits; a decimal with a point.

    Raises:
        ValueRefusedError: it is no such date or number, is empty, or names nothing or more than one thing.
    """
    text = text.strip()
    if type in _CLASSES:
        return resolve(store, text, type)
    if not text:
        raise ValueRefusedError("the value is empty")
    if type == "text":
        return Literal(text)
    if type == "date":
        return _date(text)
    pattern, datatype, hint = _NUMBERS[type]
    if not re.fullmatch(pattern, text, re.ASCII):
        raise ValueRefusedError(f'"{text}" is no {type}: {hint}')
    return Literal(text, datatype=term(datatype))


def resolve(store: Store, text: str, type: str) -> NamedNode:  # noqa: A002
    """The node that a name stands for.

    Args:
        store: the graph that knows the names.
        text: a name, an acronym, an ISO 3166 code, some words of a name, a path under the base, or an IRI.
        type: ``state``, ``organization``, ``person``, ``agent``, ``activity``, ``theme`` or ``node``.

    Raises:
        ValueRefusedError: nothing of this type is called so, or more than one thing is; names the likeliest.
    """
    called = _CALLED.get(type, type)
    if not text.strip():
        raise ValueRefusedError(f"an empty name stands for no {called}")
    names = _names(store, type)
    found = _at_path(store, names, text) or names.get(plain(text)) or _with_words(names, text)
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise ValueRefusedError(
            f'"{text}" may be {_listed(store, found)}: give more of the name, or the path'
        )
    alike = get_close_matches(plain(text), names, n=_MOST, cutoff=_ALIKE)
    meant = [each for name in alike for each in sorted(names[name], key=str)]
    hint = (
        f"did you mean {_listed(store, meant)}?" if meant else "neither releases nor reference data name it"
    )
    raise ValueRefusedError(f'no {called} is called "{text}": {hint}')


def plain(text: str) -> str:
    """A name without case, accents, punctuation and leading article: what names are compared by."""
    found = words(text)
    if len(found) > 1 and found[0] in _ARTICLES:
        del found[0]
    return " ".join(found)


def words(text: str) -> list[str]:
    """The words of a name, without case, accents and punctuation."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    bare = re.sub(r"(?<=\w)\.(?=\w)", "", bare.casefold().replace("&", " and "))  # U.S. is US
    return re.findall(r"[^\W_]+", bare)


_NUMBERS = {
    "year": (r"\d{4}", "xsd:integer", "write four digits, such as 2014"),
    "integer": (r"[+-]?\d{1,18}", "xsd:integer", "write a whole number, such as 3"),
    "decimal": (r"[+-]?\d{1,18}(\.\d{1,18})?", "xsd:decimal", "write digits and a point, such as 0.9"),
}


def _date(text: str) -> Literal:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueRefusedError(f'"{text}" is no date: write year, month and day, such as 2014-03-28')
    return Literal(day.isoformat(), datatype=term("xsd:date"))


def _names(store: Store, type: str) -> _Names:  # noqa: A002
    """All things of a type by each of their names, made plain."""
    answer = store.query(_NAMES.format(roots=" ".join(_CLASSES[type])))
    assert isinstance(answer, ox.QuerySolutions)
    names: _Names = {}
    now = replaced(store)
    for each in answer:
        names.setdefault(plain(each["name"].value), set()).add(now.get(each["node"], each["node"]))
    return names


def _at_path(store: Store, names: _Names, text: str) -> set[NamedNode]:
    if "/" not in text:
        return set()
    try:
        there = NamedNode(text) if "://" in text else node(text.strip("/"))
    except ValueError:
        return set()
    there = replaced(store).get(there, there)
    return {there} if any(there in nodes for nodes in names.values()) else set()


def _with_words(names: _Names, text: str) -> set[NamedNode]:
    """What has all of the words in one of its names."""
    asked = set(plain(text).split())
    if not asked:
        return set()
    return {each for name, nodes in names.items() if asked <= set(name.split()) for each in nodes}


def _listed(store: Store, nodes: Iterable[NamedNode]) -> str:
    """Some things by label and path."""
    labels = [f"{_label(store, each)} ({short(each.value)})" for each in dict.fromkeys(nodes)]
    more = f" or {len(labels) - _MOST} others" if len(labels) > _MOST else ""
    shown = sorted(labels) if isinstance(nodes, set) else labels
    return " or ".join(shown[:_MOST]) + more


def _label(store: Store, thing: NamedNode) -> str:
    answer = store.query(_LABELS.format(node=thing, main=main_language()))
    assert isinstance(answer, ox.QuerySolutions)
    return next((each["label"].value for each in answer), short(thing.value))
