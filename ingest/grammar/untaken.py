"""What no frame of a language took in a sentence: verbs, nouns and names that may tell something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..names.entities import Kind
from .frames import Frames
from .gifts import Gift
from .making import Made
from .referring import ACTORS, Referring
from .roles import Role
from .syntax import Clause, Parse, Phrase, Tag
from .telling import Telling
from .ties import Tie

_DEEP = 5  # phrases within phrases, at most


class Untaken(StrEnum):
    """What kind of word no frame took."""

    VERB = "verb"  # with an actor and an activity
    NOUN = "noun"  # with an actor, beside an activity
    NAME = "name"  # that no clause holds


@dataclass(frozen=True, slots=True)
class Missed:
    """A word that no frame took; token indexes."""

    kind: Untaken
    word: str  # the lemma; of a name as written
    first: int
    last: int


def untaken(
    frames: Frames, parse: Parse, refer: Referring, telling: Telling, makings: Iterable[Made]
) -> Iterator[Missed]:
    """What no frame took in a sentence, although it speaks of an activity and of somebody."""
    found: list[Role | Tie | Gift | Made] = [*telling.roles, *telling.ties, *telling.gifts, *makings]
    taken = [(each.first, each.last) for each in found]
    held: set[int] = set()
    for clause in parse.clauses:
        placed = list(_placed(clause))
        for phrase in placed:
            _hold(phrase, held)
        verb = clause.verb
        active = any(refer.activity(phrase) is not None for phrase in placed)
        if not active or not clause.modality.real:
            continue
        acting = [p for p in placed if refer.actors(p) and refer.activity(p) is None]
        if verb is not None and acting and not _among(verb.head.first, taken):
            yield Missed(Untaken.VERB, verb.lemma, verb.words[0].first, verb.words[-1].last)
        for phrase in placed:
            if _speaks(frames, refer, phrase) and not _among(phrase.head.first, taken):
                yield Missed(Untaken.NOUN, phrase.head.lemma, phrase.head.first, phrase.head.last)
    for word in parse.words:
        if word.kind in ACTORS and word.kind is not Kind.UNKNOWN and id(word) not in held:
            yield Missed(Untaken.NAME, word.text, word.first, word.last)


def _placed(clause: Clause) -> Iterator[Phrase]:
    """The phrases of a clause."""
    for phrase in (clause.subject, clause.predicate, *clause.objects, *(p for _, p in clause.obliques)):
        if phrase is not None:
            yield phrase


def _hold(phrase: Phrase, held: set[int], depth: int = 0) -> None:
    """Notes the words of a phrase and of all within it."""
    if depth > _DEEP:
        return
    held.update(map(id, phrase.words))
    inner = [*phrase.items, *phrase.asides, *(part for _, part in phrase.parts)]
    for each in (*inner, *([phrase.owner] if phrase.owner is not None else ())):
        _hold(each, held, depth + 1)


def _speaks(frames: Frames, refer: Referring, phrase: Phrase) -> bool:
    """Whether a noun has an actor of its own and no frame: "with the blessing of the OAS"."""
    head = phrase.head
    if head.kind is not None or head.tag is not Tag.NOUN or refer.crowd(phrase):
        return False
    classes = frames.classes
    if head.lemma in classes.bodies | classes.topics | classes.aspects or head.lemma in frames.nouns:
        return False
    return any(refer.actors(part) for _, part in phrase.parts)


def _among(token: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(first <= token < last for first, last in spans)
