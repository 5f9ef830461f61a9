"""IRIs and words as people read them: short names, and an order in which 2 comes before 10."""

from __future__ import annotations

import re

from ...ontology.terms import BASE, PREFIXES

# Local names that need no escape in Turtle, SPARQL and JSON-LD alike.
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# A relative reference that cannot be taken for an absolute IRI, a query or a network path (RFC 3986, 4.2),
# and of which no segment is a dot or two, which would be resolved away (5.2.4).
_RELATIVE = re.compile(r"[A-Za-z0-9][^:?/]*(?:/(?!\.{1,2}(?:[/#]|$))[^:?/]+)*")


def curie(iri: str) -> str | None:
    """The IRI as a prefixed name, such as ``cc:Mission``; None if no prefix of the vocabulary fits."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _PREFIX_OF.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri, cut) else None


def relative(iri: str) -> str | None:
    """The IRI as a path under the base, such as ``state/COL``; None if it is not under the base."""
    return iri[len(BASE) :] if iri.startswith(BASE) and _RELATIVE.fullmatch(iri, len(BASE)) else None


def short(iri: str) -> str:
    """The shortest of prefixed name, path under the base, and the IRI itself."""
    return curie(iri) or relative(iri) or iri


def natural(text: str) -> tuple[list[str | int], str]:
    """A sort key by which numbers inside a text are ordered as numbers; equal for equal texts only."""
    parts = re.split(r"([0-9]+)", text)
    return [int(part) if at % 2 else part for at, part in enumerate(parts)], text


_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
