"""Claims as persons name them: by a few letters of their number, or by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from ...ontology.terms import PREFIXES, node, term
from ..identity.verdicts import Content, Term
from ..knowledge.gathering import select, values
from ..knowledge.participations import roles
from ..store.failures import DecisionError
from ..store.iris import short
from ..store.stores import Store
from ..things.resolve import resolve, words
from .obeying import one_line

_SHORTEST = 4  # letters of a claim's number
_LETTERS = re.compile(r"[0-9a-f]{4,20}")
_CLAIMS = """
SELECT DISTINCT ?claim ?g ?s ?p ?o ?exact ?review WHERE {{
  {wanted}
  GRAPH ?g {{
    ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?passage .
    ?passage oa:exact ?exact
    OPTIONAL {{ ?claim cc:review ?review }}
    {which}
  }}
  FILTER(STRENDS(STR(?g), "/evidence"))
}} ORDER BY ?claim
"""
_OLD = "SELECT ?old WHERE {{ GRAPH <graph/knowledge> {{ ?old dcterms:isReplacedBy {thing} }} }}"
_ROLES = """
SELECT ?role ?references WHERE {{
  OPTIONAL {{ GRAPH <graph/knowledge> {{ {activity} dcterms:isReplacedBy ?thing }} }}
  OPTIONAL {{ GRAPH <graph/knowledge> {{ {actor} dcterms:isReplacedBy ?other }} }}
  BIND(COALESCE(?thing, {activity}) AS ?activity)
  BIND(COALESCE(?other, {actor}) AS ?actor)
  GRAPH <graph/knowledge> {{
    ?part cc:ofActivity ?activity ; cc:actor ?actor ; cc:role/rdfs:label ?role ; cc:references ?references
  }}
}} ORDER BY ?role
"""
_PROPERTIES = "SELECT DISTINCT ?p WHERE { GRAPH ?g { ?claim a cc:Claim ; rdf:predicate ?p } }"


@dataclass(frozen=True, slots=True)
class Found:
    """A claim of the store."""

    iri: NamedNode
    content: Content
    review: NamedNode | None

    @property
    def number(self) -> str:
        """What it may be called: the first letters of its hash."""
        return self.iri.value.rpartition("/")[2][:8]


def claims_called(store: Store, text: str) -> list[Found]:
    """The claim of a number, a path or an IRI.

    Raises:
        DecisionError: there is none, or more than one.
    """
    text = text.strip()
    letters = text.rpartition("/")[2]
    if not _LETTERS.fullmatch(letters):
        raise DecisionError(f'"{text}" is no claim: give at least {_SHORTEST} letters of its number')
    found = claims(store, which=f'FILTER(CONTAINS(STR(?claim), "/claim/{letters}"))')
    if not found:
        raise DecisionError(f'no claim has a number that begins with "{letters}": see `ask evidence`')
    if len({each.iri for each in found}) > 1:
        numbers = ", ".join(each.iri.value.rpartition("/")[2] for each in found[:5])
        raise DecisionError(f'"{letters}" may be {numbers}: give more letters')
    return found


def claims_saying(store: Store, subject: str, predicate: str, value: str, release: str = "") -> list[Found]:
    """The claims that say something of one thing and another, whatever releases call them.

    Args:
        store: the graph.
        subject: a thing, as people name it.
        predicate: a role such as "participant", or a property such as cc:hostState.
        value: a thing, or the value itself: a day, a number, a text.
        release: only in this one; its key.

    Raises:
        DecisionError: none says so.
        ValueRefusedError: a name stands for nothing, or for more than one thing.
    """
    thing, what = resolve(store, subject, "node"), property_called(store, predicate)
    said = [
        each
        for each in claims(store, _variants(store, thing), what)
        if not release or each.content.release == release
    ]
    wanted = _wanted(store, value, said)
    found = [each for each in said if each.content.object in wanted]
    if not found:
        there = sorted({_shown(each.content.object) for each in said})
        hint = f"they name {', '.join(there[:5])}" if there else "they say nothing of that kind"
        where = f"of {release} " if release else ""
        raise DecisionError(f'no claim {where}says "{subject} {predicate} {value}": {hint}')
    return found


def claims(
    store: Store, subjects: Iterable[NamedNode] = (), predicate: NamedNode | None = None, which: str = ""
) -> list[Found]:
    """Claims of the evidence graphs, by the nodes of their releases."""
    wanted = " ".join(
        filter(
            None,
            (values("s", list(subjects)) if subjects else "", values("p", [predicate]) if predicate else ""),
        )
    )
    return [
        Found(
            row["claim"],
            Content(
                row["g"].value.removesuffix("/evidence").rpartition("/")[2],
                row["s"],
                row["p"],
                row["o"],
                one_line(row["exact"].value),
            ),
            row["review"],
        )
        for row in select(store, _CLAIMS.format(wanted=wanted, which=which))
    ]


def other_roles(store: Store, content: Content) -> tuple[str, ...]:
    """What releases still say of an actor in an activity: each role with the releases that report it."""
    rows = select(store, _ROLES.format(activity=content.subject, actor=content.object))
    return tuple(f"{row['role'].value} ({row['references'].value})" for row in rows)


def property_called(store: Store, text: str) -> NamedNode:
    """The property of a role, of a prefixed name, or of the last words of one: "host state".

    Raises:
        DecisionError: there is none.
    """
    for role in roles().values():
        if text.casefold() in (role.name, role.label.casefold()):
            return role.predicate
    prefix, colon, _ = text.partition(":")
    if colon and prefix in PREFIXES:
        return term(text)
    known = {_last_words(row["p"]): row["p"] for row in select(store, _PROPERTIES)}
    asked = "".join(words(text))
    if asked in known:
        return NamedNode(known[asked].value)
    names = [*roles(), *(short(each.value) for each in known.values())]
    alike = get_close_matches(text, names, n=3)
    raise DecisionError(f'"{text}" is no role and no property: {" or ".join(alike or sorted(roles()))}')


def _last_words(iri: NamedNode) -> str:
    return re.split(r"[/#]", iri.value)[-1].casefold()


def _variants(store: Store, thing: NamedNode) -> list[NamedNode]:
    """A thing, and the nodes of releases that it stands for."""
    return [thing, *(row["old"] for row in select(store, _OLD.format(thing=thing)))]


def _wanted(store: Store, text: str, said: list[Found]) -> set[Term]:
    literal = {each.content.object for each in said if isinstance(each.content.object, Literal)}
    same: set[Term] = {each for each in literal if each.value.casefold() == text.strip().casefold()}
    if same:
        return same
    direct = {each.content.object for each in said if _shown(each.content.object) == text.strip()}
    return direct or set(_variants(store, resolve(store, text, "node")))


def _shown(value: Term) -> str:
    return short(value.value) if isinstance(value, NamedNode) else value.value


def release_called(store: Store, text: str) -> str:
    """The key of a release that is in the store, by its reference or its key.

    Raises:
        DecisionError: there is none.
    """
    found = {
        row["release"].value.rpartition("/")[2]: row["printed"].value if row["printed"] else ""
        for row in select(
            store,
            "SELECT ?release ?printed WHERE { GRAPH ?release { ?release a cc:PressRelease "
            "OPTIONAL { ?release dcterms:identifier ?printed } } }",
        )
    }
    asked = text.strip().removeprefix(node("release/").value).removeprefix("release/")
    for key, printed in found.items():
        if asked in (key, printed):
            return str(key)
    alike = get_close_matches(asked, found, n=3) or sorted(found)[:3]
    raise DecisionError(f'no release "{text}" was read: did you mean {" or ".join(alike)}?')
