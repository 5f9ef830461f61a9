"""From what people type to the thing that is called so.

A name is found whatever its case, accents, punctuation, leading article and language; by its acronym or ISO
code; or by some of its words if only one thing has them ("Molano"). A node's path (``state/COL``) and its
IRI work too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

import pyoxigraph as ox
from pyoxigraph import NamedNode

from ...errors import CybercoopError
from ...ontology.label_languages import main_language
from ...ontology.terms import node
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
NAMED = frozenset(_CLASSES)  # the types that are names of things
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
_THEMES = """
SELECT DISTINCT ?name WHERE { GRAPH <graph/knowledge> {
  ?theme skos:inScheme <theme/gfce> ; rdfs:label ?name .
} } ORDER BY ?name
"""
_WHERE_AND_WHEN = """
SELECT ?node ?place ?year WHERE { GRAPH <graph/knowledge> {
  ?node a cc:Activity ; cc:year ?year . OPTIONAL { ?node cc:placeName ?place }
} }
"""
_TOLD = """
SELECT ?name ?where ?day ?whose ?office WHERE {{ GRAPH <graph/knowledge> {{
  {node} rdfs:label ?name .
  OPTIONAL {{ {node} cc:placeName ?where }}
  OPTIONAL {{ {node} a cc:Activity ; cc:begins ?begins . OPTIONAL {{ {node} schema:startDate ?start }} }}
  BIND(COALESCE(?start, ?begins) AS ?day)
  OPTIONAL {{ {node} cc:stateName ?whose }}
  OPTIONAL {{ ?held org:member {node} ; cc:roleName ?office ; cc:lastReported ?last }}
}} }} ORDER BY DESC(?last) ?office LIMIT 1
"""
_RELEASES = "release/"
_ARTICLES = frozenset({"the", "el", "la", "los", "las", "o", "a", "os", "as", "le", "les", "l"})
_ALIKE_WORD = 0.8  # Hoffmeister is like Hofmeister
_ALIKE = 0.7  # of difflib's ratio: Colombai is like Colombia, Atlantis is not like Albania
_MOST = 5  # things that a message lists

_Names = dict[str, set[NamedNode]]


class ValueRefusedError(CybercoopError):
    """A value cannot be understood: says which, why, and what may be meant."""


def resolve(store: Store, text: str, type: str) -> NamedNode:  # noqa: A002 - the word of the headers
    """The node that a name stands for.

    Args:
        store: the graph that knows the names.
        text: a name, an acronym, an ISO 3166 code, some words of a name (of an activity also
            where or in which year it was), a path under the base, or an IRI.
        type: ``state``, ``organization``, ``person``, ``agent``, ``activity``, ``theme`` or ``node``.

    Raises:
        ValueRefusedError: nothing of this type is called so, or more than one thing is; names the likeliest.
    """
    called = _CALLED.get(type, type)
    if not text.strip():
        raise ValueRefusedError(f"an empty name stands for no {called}")
    names = _names(store, type)
    found = _at_path(store, names, text) or names.get(plain(text)) or _with_words(store, names, text)
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise ValueRefusedError(
            f'"{text}" may be {listed(store, found)}: give more of the name, where or when'
        )
    meant = _alike(names, text)
    if meant:
        raise ValueRefusedError(f'no {called} is called "{text}": did you mean {listed(store, meant)}?')
    hint = "neither releases nor reference data name it"
    raise ValueRefusedError(f'no {called} is called "{text}": {there_are(store, type) or hint}')


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


def there_are(store: Store, type: str) -> str:  # noqa: A002
    """What there is of a type of which there are few, for who asked for something else; nothing of others."""
    if type != "theme":
        return ""
    themes = [row["name"].value for row in _rows(store, _THEMES)]
    return f"the themes are {', '.join(themes)}" if themes else ""


def _rows(store: Store, sparql: str) -> list[ox.QuerySolution]:
    answer = store.query(sparql)
    assert isinstance(answer, ox.QuerySolutions)
    return list(answer)


def _names(store: Store, type: str) -> _Names:  # noqa: A002
    """All things of a type by each of their names, made plain; one thing under several nodes is one."""
    now = replaced(store)
    names: _Names = {}
    for each in _rows(store, _NAMES.format(roots=" ".join(_CLASSES[type]))):
        node_ = each["node"]
        names.setdefault(plain(each["name"].value), set()).add(now.get(node_, node_))
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


def _with_words(store: Store, names: _Names, text: str) -> set[NamedNode]:
    """What has all of the words in one of its names, or some there and the others in its place and year.

    A release is called by its title, which names what it is about: that, and not the release, is meant.
    """
    asked = set(plain(text).split())
    if not asked:
        return set()
    found = {each for name, nodes in names.items() if asked <= set(name.split()) for each in nodes}
    if not found:
        around = _circumstances(store)
        for name, nodes in names.items():
            left = asked - set(name.split())
            found |= {each for each in nodes if left < asked and left <= around.get(each, frozenset())}
    return {each for each in found if not short(each.value).startswith(_RELEASES)} or found


def _circumstances(store: Store) -> dict[NamedNode, frozenset[str]]:
    """Of each activity the words of its place, and its year."""
    return {
        row["node"]: frozenset(words(f"{row['place'].value if row['place'] else ''} {row['year'].value}"))
        for row in _rows(store, _WHERE_AND_WHEN)
    }


def _alike(names: _Names, text: str) -> list[NamedNode]:
    """What is called something like it as a whole, or has a like word for each of its words."""
    alike = get_close_matches(plain(text), names, n=_MOST, cutoff=_ALIKE)
    known = {word for name in names for word in name.split()}
    meant = [set(get_close_matches(word, known, n=3, cutoff=_ALIKE_WORD)) for word in plain(text).split()]
    if all(meant):
        alike += sorted(name for name in names if all(each & set(name.split()) for each in meant))
    return list(dict.fromkeys(each for name in alike for each in sorted(names[name], key=str)))


def listed(store: Store, nodes: Iterable[NamedNode]) -> str:
    """Some things by name, told apart by where and when, whose they are, or which office they hold."""
    told = {each: _told(store, each) for each in dict.fromkeys(nodes)}
    texts = list(told.values())
    labels = [text if texts.count(text) == 1 else f"{text} [{short(n.value)}]" for n, text in told.items()]
    more = f" or {len(labels) - _MOST} others" if len(labels) > _MOST else ""
    shown = sorted(labels) if isinstance(nodes, set) else labels
    return " or ".join(shown[:_MOST]) + more


def _told(store: Store, thing: NamedNode) -> str:
    rows = _rows(store, _TOLD.format(node=thing))
    for row in rows:
        name, details = row["name"].value, (row["where"], row["day"], row["whose"], row["office"])
        told = ", ".join(each.value for each in details if each)
        return f"{name} ({told})" if told else name
    labels = _rows(store, _LABELS.format(node=thing, main=main_language()))
    return next((row["label"].value for row in labels), short(thing.value))
