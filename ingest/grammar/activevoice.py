"""A clause in the terms of its active voice: who does it, to what, and what stands after each preposition."""

from __future__ import annotations

from .syntax import Clause, Phrase, Voice

SUBJECT, OBJECT = "subject", "object"


def places(clause: Clause, agent: str = "by") -> dict[str, list[Phrase]]:
    """The phrases of a clause by their place: "subject", "object", or a preposition.

    Of a passive clause the subject is the object of the active one, and "by" leads its subject.
    """
    found: dict[str, list[Phrase]] = {}
    verb = clause.verb
    passive = verb is not None and verb.voice is Voice.PASSIVE
    for preposition, phrase in clause.obliques:
        found.setdefault(SUBJECT if passive and preposition == agent else preposition, []).append(phrase)
    if passive:
        if clause.subject is not None:
            found[OBJECT] = [clause.subject]
        elif clause.objects:
            found[OBJECT] = [*clause.objects]
        return found
    if clause.subject is not None:
        found[SUBJECT] = [clause.subject]
    if clause.objects:
        found[OBJECT] = [*clause.objects]
    return found
