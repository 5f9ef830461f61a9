"""Activities that a sentence says not to take place: cancelled ones, and "did not organize a workshop"."""

from __future__ import annotations

from collections.abc import Iterator

from ..names.document import Mention
from .frames import Frames
from .modality import name
from .referring import Referring
from .standing import naming
from .syntax import Clause, ClauseKind, Modality, Parse, Phrase, Voice

_ORGANIZES = ("organizer", "host")


def cancelled(frames: Frames, parse: Parse, refer: Referring) -> Iterator[tuple[Clause, Phrase]]:
    """What a sentence says to be cancelled, with the clause that says so."""
    for clause in parse.clauses:
        if clause.modality is not Modality.CANCELLED or name(clause) not in frames.grammar.calling_off:
            continue
        for phrase in _held(clause) if not _stays_away(frames, clause) else ():
            if refer.activity(phrase) is not None:
                yield clause, phrase


def _stays_away(frames: Frames, clause: Clause) -> bool:
    """Whether somebody calls off only their own part in something: "cancelled its participation in it"."""
    named = (frame for _, _, found in naming(clause, frames.verbs) for frame in found)
    return any(frame.holding("absent") for frame in named)


def denied(frames: Frames, parse: Parse, refer: Referring) -> Iterator[Mention]:
    """The activities that nobody organized, as far as a sentence knows: "did not hold a workshop"."""
    for clause in parse.clauses:
        if clause.modality is not Modality.NEGATED or clause.verb is None or not _organizes(frames, clause):
            continue
        for phrase in _held(clause):
            mention = refer.named(phrase)
            if mention is not None and (
                phrase.determiner in frames.grammar.indefinite or _none(frames, phrase)
            ):
                yield mention


def _held(clause: Clause) -> list[Phrase]:
    """What is organized or cancelled in a clause."""
    verb = clause.verb
    if verb is not None and verb.voice is Voice.PASSIVE:
        return [clause.subject] if clause.subject is not None else []
    return clause.objects[:1] if clause.kind is not ClauseKind.RELATIVE else []


def _organizes(frames: Frames, clause: Clause) -> bool:
    """Whether a clause tells who organizes something."""
    found = (frame for _, _, named in naming(clause, frames.verbs) for frame in named)
    return any(
        "object" in frame.holding("activity") and any(frame.holding(role) for role in _ORGANIZES)
        for frame in found
    )


def _none(frames: Frames, phrase: Phrase) -> bool:
    return phrase.determiner in frames.grammar.no
