"""What can be read in a language without rules: the header, and the names of known things."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from ...ontology.reference import Reference
from ...ontology.terms import node, term
from ..base.model import Fact, Reading, Release, Span
from ..names.lexicon import CITY, best
from ..names.lookups import Lookup
from ..text.language import load
from ..text.splitting import splitter
from .header_facts import header_facts


def known_names(release: Release, reference: Reference) -> Reading:
    """The header's facts, and a mention of each state and organization that the reference data know."""
    lookup, split = _lookup(release.language, reference), splitter(load(release.language))
    facts = list(header_facts(release))
    subject, mentions = node(f"release/{release.key}"), term("schema:mentions")
    found: set[NamedNode] = set()
    seen: set[tuple[NamedNode, Span]] = set()
    for span in (s for paragraph in release.paragraphs for s in paragraph.sentences):
        tokens = split.tokens(release.text, span.start, span.end)
        i = 0
        while i < len(tokens):
            length, things = lookup.at(tokens, i) if tokens[i].capital else (0, [])
            thing = best(things, frozenset())
            # cities' names are often persons' too
            if thing is not None and CITY not in thing.types and (thing.iri, span) not in seen:
                seen.add((thing.iri, span))
                found.add(thing.iri)
                facts.append(Fact(subject, mentions, thing.iri, span, "names/known"))
            i += max(length, 1)
    if release.publisher and "publisher" in release.header:
        found.add(node(release.publisher))
    return Reading(release, tuple(facts), frozenset(found))


@cache
def _lookup(language: str, reference: Reference) -> Lookup:
    """All names, so that the longest wins: "Antigua Guatemala" is no Antigua."""
    return Lookup(reference.names(language), splitter(load(language)))
