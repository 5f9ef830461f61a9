"""Clauses as a person reads them: "organize(subject=OAS, object=workshop, in=Lima)"."""

from __future__ import annotations

from .activevoice import places
from .syntax import Clause, ClauseKind, Modality, Phrase

_KINDS = frozenset((ClauseKind.LABEL, ClauseKind.VERBLESS))


def shown(clause: Clause) -> str:
    """A clause in one line: modality, verb with its particles, and what stands in each place."""
    words = [] if clause.modality is Modality.ASSERTED else [clause.modality.name.lower()]
    if clause.verb is not None:
        words += [*clause.verb.chain, " ".join([clause.verb.lemma, *clause.particles])]
    elif clause.kind in _KINDS:
        words.append(clause.kind.value)
    held = ", ".join(
        f"{place}={' + '.join(map(named, _items(phrases)))}" for place, phrases in places(clause).items()
    )
    return f"{' '.join(words)}({held})"


def _items(phrases: list[Phrase]) -> list[Phrase]:
    return [item for phrase in phrases for item in phrase.every()]


def named(phrase: Phrase) -> str:
    """A phrase without its adjuncts."""
    return phrase.head.text
