"""What the shell offers at a press of Tab: names and formats, without opening a graph.

Names are offered without spaces and quotes ("South-Korea"), which no shell has to escape; they are found so
too, as `graph.things.resolve` compares names by their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

Offer = Callable[[str], list[str]]

_THINGS = {"state": ("cc:State",), "organization": ("org:Organization",)}
_BOTH = ("cc:State", "org:Organization")
_ROOTS = _THINGS | {"agent": _BOTH, "node": _BOTH}


def one_of_these(choices: Iterable[str]) -> Offer:
    """What offers some words that are known beforehand."""
    return lambda incomplete: [each for each in choices if each.startswith(incomplete)]


def named(kind: str) -> Offer | None:
    """What offers names of a kind of parameter (`queries.catalogue.TYPES`); None for kinds without names."""
    if kind != "theme" and kind not in _ROOTS:
        return None

    def offer(incomplete: str) -> list[str]:
        from ..graph.things.resolve import words
        from ..ontology.reference import themes

        begun = incomplete.strip("\"'")
        found = themes() if kind == "theme" else _of_classes(_ROOTS[kind])
        single = {re.sub(r"[\W_]+", "-", name).strip("-") for name in found}
        alike = (each for each in single if words(each[: len(begun)]) == words(begun))
        # Shells want back what was typed, in its own writing: "co" goes on to "colombia".
        return sorted(begun + each[len(begun) :] for each in alike)

    return offer


def export_formats(incomplete: str) -> list[str]:
    """The formats that a graph is written in."""
    from ..graph.exports.exporting import FORMATS, SUMMARIES

    return one_of_these([each.name for each in (*FORMATS, *SUMMARIES)])(incomplete)


def projections(incomplete: str) -> list[str]:
    """The networks that can be analyzed."""
    from ..graph.network.projections import PROJECTIONS

    return one_of_these(PROJECTIONS)(incomplete)


def measures(incomplete: str) -> list[str]:
    """What actors can be ranked by."""
    from ..graph.network.measures import MEASURES

    return one_of_these(MEASURES)(incomplete)


def languages(incomplete: str) -> list[str]:
    """The codes of the languages that are read."""
    from ..ingest.text.language import codes

    return one_of_these(codes())(incomplete)


def _of_classes(curies: tuple[str, ...]) -> Iterator[str]:
    """The names and acronyms of things of some classes that come with cybercoop."""
    from ..ontology.reference import load
    from ..ontology.terms import term

    known, roots = load(), [term(each) for each in curies]
    for thing in known.things.values():
        if any(known.is_a(thing, root) for root in roots):
            yield from (thing.label, *thing.acronyms)
