"""The things that releases keep naming: states, cities and organizations, with names in all languages.

They are read from the Turtle files beside this module, which also ship as graphs of the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from .label_languages import main_language
from .terms import ONTOLOGY_GRAPH, REFERENCE_GRAPH, THEMES_GRAPH, term

_HERE = Path(__file__).parent
_ONTOLOGY = "cybercoop.ttl"
_REIFICATION = "reification.ttl"  # classes that OWL 2 DL has no place for
_THEMES = "themes.ttl"
_NAMED = ("states.ttl", "places.ttl", "organizations.ttl")
_REFERENCE = (*_NAMED, "membership.ttl")

_TYPE = term("rdf:type")
_LABEL = term("rdfs:label")
_ALT_LABEL = term("skos:altLabel")
_ACRONYM = term("cc:acronym")
_EPITHET = term("cc:epithet")
_DEMONYM = term("cc:demonym")
_PARENT = term("org:subOrganizationOf")
_OF_STATE = term("cc:ofState")
_CONTAINED_IN = term("schema:containedInPlace")
_POPULATION = term("cc:population")

# What goes along with a thing that a release names.
_SENT_ALONG = frozenset(
    {
        _TYPE,
        _LABEL,
        _ALT_LABEL,
        _ACRONYM,
        _PARENT,
        _OF_STATE,
        _CONTAINED_IN,
        term("cc:isoAlpha2"),
        term("cc:isoAlpha3"),
    }
)

_Object = NamedNode | Literal
_Description = dict[NamedNode, list[_Object]]


@dataclass(frozen=True, slots=True)
class Thing:
    """A state, city or organization of the reference data."""

    iri: NamedNode
    types: tuple[NamedNode, ...]  # the classes that the data name, superclasses left out
    label: str  # English
    names: Mapping[str, tuple[str, ...]]  # by ISO 639-1 code; "" holds those of no language, and acronyms
    acronyms: tuple[str, ...]  # of all languages; also in names[""]
    demonyms: Mapping[str, tuple[str, ...]]  # by language: "Colombian", "Colombians"; "colombiana", ...
    parent: NamedNode | None  # the organization that this one is part of
    state: NamedNode | None  # whose organization it is, or where the city lies
    population: int | None  # of a city, to choose among namesakes


@dataclass(frozen=True, slots=True, eq=False)  # one value a process: hashed by identity
class Reference:
    """All things of the reference data, and the classes of the ontology."""

    things: Mapping[NamedNode, Thing]
    _descriptions: Mapping[NamedNode, _Description]
    _superclasses: Mapping[NamedNode, frozenset[NamedNode]]

    def names(self, language: str) -> Iterator[tuple[str, Thing]]:
        """Every name that a text in this language may use: its own, the main one, and of no language."""
        for thing in self.things.values():
            for name in _in_language(thing.names, language, main_language(), ""):
                yield name, thing

    def demonyms(self, language: str) -> Iterator[tuple[str, Thing]]:
        """Every word of this language for what comes from a state: "Colombian", "colombiana"."""
        for thing in self.things.values():
            for name in _in_language(thing.demonyms, language):
                yield name, thing

    def superclasses(self, cls: NamedNode) -> frozenset[NamedNode]:
        """The class itself and all classes above it."""
        return self._superclasses.get(cls, frozenset({cls}))

    def is_a(self, thing_or_class: Thing | NamedNode, cls: NamedNode) -> bool:
        """Whether a thing belongs to a class, or a class lies below it (or is it).

        The node of a known thing is read as that thing.
        """
        if isinstance(thing_or_class, NamedNode):
            known = self.things.get(thing_or_class)
            types = known.types if known else (thing_or_class,)
        else:
            types = thing_or_class.types
        return any(cls in self.superclasses(each) for each in types)

    def quads(self, iris: Iterable[NamedNode]) -> Iterator[Quad]:
        """What the reference graph says of these things: types, names, codes, parent and state.

        Nodes that the reference data do not know are passed over.
        """
        for iri in sorted(set(iris), key=str):
            for predicate, objects in self._descriptions.get(iri, {}).items():
                if predicate in _SENT_ALONG:
                    yield from (Quad(iri, predicate, each, REFERENCE_GRAPH) for each in objects)


@cache
def load() -> Reference:
    """The reference data that ship with this package; read once."""
    descriptions: dict[NamedNode, _Description] = {}
    for file in _NAMED:
        _describe(_triples(file), descriptions)
    things = {
        iri: _thing(iri, description)
        for iri, description in descriptions.items()
        if _TYPE in description and _LABEL in description
    }
    return Reference(things, descriptions, _class_tree(chain(_triples(_ONTOLOGY), _triples(_REIFICATION))))


def shipped_quads() -> Iterator[Quad]:
    """Every shipped statement in its graph: the ontology, the themes and the reference data."""
    yield from _in_graph(_ONTOLOGY, ONTOLOGY_GRAPH)
    yield from _in_graph(_REIFICATION, ONTOLOGY_GRAPH)
    yield from _in_graph(_THEMES, THEMES_GRAPH)
    for file in _REFERENCE:
        yield from _in_graph(file, REFERENCE_GRAPH)


@cache
def themes() -> Mapping[NamedNode, str]:
    """All themes, as their owners name them."""
    named = term("skos:prefLabel")
    return {
        triple.subject: triple.object.value
        for triple in _triples(_THEMES)
        if triple.predicate == named
        and isinstance(triple.object, Literal)
        and isinstance(triple.subject, NamedNode)
    }


def shapes() -> str:
    """The SHACL shapes of a sound graph, as Turtle."""
    return (_HERE / "shapes.ttl").read_text(encoding="utf-8")


def _triples(file: str) -> Iterator[Triple]:
    for quad in parse(path=_HERE / file, format=RdfFormat.TURTLE):
        yield quad.triple


def _in_graph(file: str, graph: NamedNode) -> Iterator[Quad]:
    for triple in _triples(file):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _describe(triples: Iterable[Triple], descriptions: dict[NamedNode, _Description]) -> None:
    """Gather the triples by subject and predicate."""
    for subject, predicate, value in triples:
        descriptions.setdefault(subject, {}).setdefault(predicate, []).append(value)


def _thing(iri: NamedNode, description: _Description) -> Thing:
    acronyms = _texts(description, _ACRONYM)
    names = _by_language(description, _LABEL, _ALT_LABEL, _EPITHET, besides=acronyms)
    if acronyms:
        names[""] = (*names.get("", ()), *acronyms)
    population = _texts(description, _POPULATION)
    return Thing(
        iri=iri,
        types=_nodes(description, _TYPE),
        label=_shown(description[_LABEL]),
        names=names,
        acronyms=acronyms,
        demonyms=_by_language(description, _DEMONYM),
        parent=next(iter(_nodes(description, _PARENT)), None),
        state=next(iter((*_nodes(description, _OF_STATE), *_nodes(description, _CONTAINED_IN))), None),
        population=int(population[0]) if population else None,
    )


def _texts(description: _Description, predicate: NamedNode) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.value for each in description.get(predicate, ())))


def _nodes(description: _Description, predicate: NamedNode) -> tuple[NamedNode, ...]:
    return tuple(each for each in description.get(predicate, ()) if isinstance(each, NamedNode))


def _by_language(
    description: _Description, *predicates: NamedNode, besides: tuple[str, ...] = ()
) -> dict[str, tuple[str, ...]]:
    """The texts of these predicates by their language tag, each once, in the order of the file."""
    found: dict[str, dict[str, None]] = {}
    for predicate in predicates:
        for text in description.get(predicate, ()):
            if isinstance(text, Literal) and text.value not in besides:
                found.setdefault(text.language or "", {})[text.value] = None
    return {language: tuple(texts) for language, texts in found.items()}


def _shown(labels: list[_Object]) -> str:
    return next(
        (each.value for each in labels if isinstance(each, Literal) and each.language == main_language()),
        labels[0].value,
    )


def _in_language(names: Mapping[str, tuple[str, ...]], *languages: str) -> Iterator[str]:
    """The names in any of these languages, each once."""
    yield from dict.fromkeys(name for language in languages for name in names.get(language, ()))


def _class_tree(ontology: Iterable[Triple]) -> dict[NamedNode, frozenset[NamedNode]]:
    """Every class with itself and all classes above it."""
    direct: dict[NamedNode, set[NamedNode]] = {}
    for subject, predicate, value in ontology:
        if predicate == term("rdfs:subClassOf") and isinstance(subject, NamedNode):
            direct.setdefault(subject, set()).add(value)

    def above(cls: NamedNode, seen: frozenset[NamedNode]) -> frozenset[NamedNode]:
        seen |= {cls}
        for each in direct.get(cls, set()) - seen:
            seen |= above(each, seen)
        return seen

    return {cls: above(cls, frozenset()) for cls in direct}
