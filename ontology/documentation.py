"""The ontology for people: the page of `make docs` that tells every term, as HTML.

Written from the Turtle files beside this module, with everything that they say of a term. (pyLODE would do
it too, but its latest release for Python 3.11, 3.4.1, cannot be imported once installed: it looks for a
pyproject.toml beside itself.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from .label_languages import main_language, names
from .terms import BASE, ONTOLOGY_GRAPH, PREFIXES, term

_HERE = Path(__file__).parent
_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_Value = NamedNode | Literal

_SUBCLASS, _SUBPROPERTY = term("rdfs:subClassOf"), term("rdfs:subPropertyOf")
_DOMAIN, _RANGE, _INVERSE = term("rdfs:domain"), term("rdfs:range"), term("owl:inverseOf")
_LABEL, _DEFINITION, _COMMENT = term("rdfs:label"), term("skos:definition"), term("rdfs:comment")
_TYPE, _PREF_LABEL = term("rdf:type"), term("skos:prefLabel")
_PROPERTIES = frozenset(
    map(term, ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "rdf:Property"))
)
_CLASSES = frozenset(map(term, ("owl:Class", "rdfs:Class")))
_SCHEME, _CONCEPT = term("skos:ConceptScheme"), term("skos:Concept")
_HEAD = (
    ("Version", "owl:versionInfo"),
    ("Issued", "dcterms:issued"),
    ("Modified", "dcterms:modified"),
    ("By", "dcterms:creator"),
    ("License", "dcterms:license"),
)
# What has a place of its own on the page, or says nothing to a reader.
_TOLD = frozenset(
    {_TYPE, _LABEL, _DEFINITION, _COMMENT, _SUBCLASS, _SUBPROPERTY, _DOMAIN, _RANGE, _INVERSE}
    | {term("rdfs:isDefinedBy"), _PREF_LABEL}
)


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property, individual or concept, with all that is said of it."""

    iri: NamedNode
    said: dict[NamedNode, list[_Value]]

    def nodes(self, predicate: NamedNode) -> list[NamedNode]:
        """The nodes that it is tied to by a predicate."""
        return [value for value in self.said.get(predicate, ()) if isinstance(value, NamedNode)]

    def words(self, predicate: NamedNode) -> dict[str, str]:
        """What a predicate says in each language, in the order of `label_languages.toml`."""
        texts = [value for value in self.said.get(predicate, ()) if isinstance(value, Literal)]
        order = list(names())
        texts.sort(key=lambda text: (order.index(text.language) if text.language in order else 9, text.value))
        return {text.language or "": text.value for text in texts}

    @property
    def name(self) -> str:
        """Its English label, or else another, or else its short name."""
        labels = self.words(_LABEL) or self.words(_PREF_LABEL)
        return labels.get(main_language()) or next(iter(labels.values()), short(self.iri))


def short(iri: NamedNode) -> str:
    """The IRI as a prefixed name, or as a path under the base."""
    cut = max(iri.value.rfind("#"), iri.value.rfind("/")) + 1
    prefix = _PREFIX_OF.get(iri.value[:cut])
    return f"{prefix}:{iri.value[cut:]}" if prefix else iri.value.removeprefix(BASE)


def content() -> tuple[str, str]:
    """The documentation of the ontology and the themes that ship: its title, and HTML for a page."""
    page = _Page(_terms("cybercoop.ttl"), _terms("themes.ttl"))
    return page.ontology.name, "".join(page.parts())


def _terms(file: str) -> dict[NamedNode, Term]:
    said: dict[NamedNode, dict[NamedNode, list[_Value]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=_HERE / file, format=RdfFormat.TURTLE, base_iri=BASE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            said[quad.subject][quad.predicate].append(quad.object)
    return {iri: Term(iri, said[iri]) for iri in sorted(said, key=str)}


class _Page:
    """Turns terms into HTML; all text is escaped on its way."""

    def __init__(self, terms: dict[NamedNode, Term], themes: dict[NamedNode, Term]) -> None:
        self.ontology = terms.get(ONTOLOGY_GRAPH, Term(ONTOLOGY_GRAPH, {}))
        self.terms = {**terms, **themes}
        rest = [each for each in terms.values() if each.iri != ONTOLOGY_GRAPH]
        self.classes = [each for each in rest if _CLASSES & {*each.nodes(_TYPE)}]
        self.properties = [each for each in rest if _PROPERTIES & {*each.nodes(_TYPE)}]
        told = {each.iri for each in (*self.classes, *self.properties)}
        self.individuals = [each for each in rest if each.iri not in told and each.nodes(_TYPE)]
        self.schemes = [each for each in themes.values() if _SCHEME in each.nodes(_TYPE)]
        self.concepts = [each for each in themes.values() if _CONCEPT in each.nodes(_TYPE)]

    def parts(self) -> Iterator[str]:
        yield f"<h1>{escape(self.ontology.name)}</h1>\n"
        yield from self._head()
        sections = (
            ("Classes", self.classes),
            ("Properties", self.properties),
            ("Individuals", self.individuals),
            ("Themes", [*self.schemes, *self.concepts]),
        )
        yield f'<h2 id="tree">The classes at a glance</h2>\n{self._tree()}'
        for name, terms in sections:
            yield f'<h2 id="{name.lower()}">{name} ({len(terms)})</h2>\n'
            for each in terms:
                yield from self._section(each)

    def _head(self) -> Iterator[str]:
        for text in self.ontology.words(term("dcterms:description")).values():
            yield f"<p>{escape(text)}</p>\n"
        yield "<dl>"
        yield self._line("IRI", [f"<code>{escape(self.ontology.iri.value)}</code>"])
        for name, predicate in _HEAD:
            yield self._line(name, map(self._value, self.ontology.said.get(term(predicate), ())))
        yield '</dl>\n<div class="table"><table><tr><th>prefix</th><th>namespace</th></tr>'
        for prefix, namespace in PREFIXES.items():
            yield f"<tr><td><code>{prefix}:</code></td><td>{escape(namespace)}</td></tr>"
        yield "</table></div>\n"

    def _section(self, each: Term) -> Iterator[str]:
        anchor = escape(short(each.iri), quote=True)
        yield f'<section class="term" id="{anchor}"><h3>{escape(each.name)} <code>{anchor}</code></h3>\n'
        told = [*each.words(_DEFINITION).items(), *each.words(_COMMENT).items()]
        for language, text in dict.fromkeys(
            told
        ):  # comments repeat definitions, for tools that read RDFS only
            yield f'<p lang="{escape(language or main_language(), quote=True)}">{escape(text)}</p>\n'
        yield f"<dl>{''.join(self._lines(each))}</dl></section>\n"

    def _lines(self, each: Term) -> Iterator[str]:
        labels = each.words(_LABEL) or each.words(_PREF_LABEL)
        called = [
            f'<span lang="{escape(language, quote=True)}">{escape(text)}</span> ({names()[language]})'
            for language, text in labels.items()
            if language in names() and language != main_language()
        ]
        yield self._line("In other languages", called)
        kinds = [kind for kind in each.nodes(_TYPE) if kind not in _CLASSES | {_CONCEPT, _SCHEME}]
        yield self._links("Kind", kinds)
        yield self._links("Below", each.nodes(_SUBCLASS) + each.nodes(_SUBPROPERTY))
        above = [
            low.iri
            for low in self.terms.values()
            if each.iri in low.nodes(_SUBCLASS) + low.nodes(_SUBPROPERTY)
        ]
        yield self._links("Above", above)
        yield self._links("Of", each.nodes(_DOMAIN))
        yield self._links("Leads to", each.nodes(_RANGE))
        inverse = [other.iri for other in self.properties if each.iri in other.nodes(_INVERSE)]
        yield self._links("Inverse", [*each.nodes(_INVERSE), *inverse])
        yield self._links(
            "Properties", [one.iri for one in self.properties if each.iri in one.nodes(_DOMAIN)]
        )
        yield self._links("Reached by", [one.iri for one in self.properties if each.iri in one.nodes(_RANGE)])
        yield self._links("Members", [one.iri for one in self.individuals if each.iri in one.nodes(_TYPE)])
        for predicate in sorted(each.said.keys() - _TOLD, key=short):
            yield self._line(short(predicate), map(self._value, each.said[predicate]))

    def _tree(self) -> str:
        below: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        known = {each.iri for each in self.classes}
        for each in self.classes:
            for above in each.nodes(_SUBCLASS):
                below[above].append(each.iri)
        alone = {each.iri for each in self.classes if not each.nodes(_SUBCLASS)}
        return self._branches(sorted((below.keys() - known) | alone, key=short), below)

    def _branches(self, nodes: Iterable[NamedNode], below: dict[NamedNode, list[NamedNode]]) -> str:
        items = "".join(
            f"<li>{self._link(each)}{self._branches(below[each], below) if each in below else ''}</li>"
            for each in nodes
        )
        return f'<ul class="tree">{items}</ul>\n'

    def _links(self, name: str, nodes: Iterable[NamedNode]) -> str:
        return self._line(name, map(self._link, dict.fromkeys(nodes)))

    def _line(self, name: str, values: Iterable[str]) -> str:
        joined = ", ".join(values)
        return f"<dt>{escape(name)}</dt><dd>{joined}</dd>" if joined else ""

    def _value(self, value: _Value) -> str:
        if isinstance(value, NamedNode):
            return self._link(value)
        mark = f" <small>({escape(value.language)})</small>" if value.language else ""
        return escape(value.value) + mark

    def _link(self, iri: NamedNode) -> str:
        """To the term's place on the page, or else to where the web has it."""
        text = escape(short(iri))
        target = f"#{text}" if iri in self.terms else iri.value
        title = (
            escape(self.terms[iri].name, quote=True) if iri in self.terms else escape(iri.value, quote=True)
        )
        return f'<a href="{escape(target, quote=True)}" title="{title}">{text}</a>'
