"""What stands where in a clause, in the terms of the active voice, and by which words a frame may call it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..names.entities import Kind
from .by_name import ByName, Framed
from .frames import Frames
from .syntax import Clause, ClauseKind, Parse, Phrase, Tag, VerbGroup, Voice

_UNREAL = ("wished", "hypothetical")  # auxiliaries


@dataclass(slots=True)
class Standing:
    """The phrases of a clause, by place, for one of its names: "take part", "bear cost"."""

    clause: Clause
    verb: VerbGroup
    key: str
    at: dict[str, list[Phrase]] = field(default_factory=dict)  # by "subject", "object" and prepositions
    light: Phrase | None = None  # the noun of a light verb: "bore the COSTS of"
    doing: bool = False  # whether it governs a clause of what its frame asks for: "invited | to join it"
    inner: list[Phrase] = field(
        default_factory=list
    )  # what stands in a clause that it governs: "invited to join | it"

    def phrases(self, place: str, prepositions: Mapping[str, frozenset[str]]) -> list[Phrase]:
        """What stands in a place."""
        if place not in prepositions:
            return self.at.get(place, [])
        words = prepositions[place]
        return [p for prep, found in self.at.items() if prep in words for p in found]


def keys(clause: Clause) -> Iterator[tuple[str, Phrase | None]]:
    """The names by which frames may call a clause's verb, longest first, with the noun that is part of it."""
    verb = clause.verb
    if verb is None:
        return
    lemma, particles = verb.lemma, ("", *(f"{p} " for p in clause.particles))
    for prep, phrase in clause.obliques:
        if word := _noun(phrase):
            yield from ((f"{lemma} {p}{word}", phrase) for p in particles[1:])
            yield f"{lemma} {prep} {word}", phrase
        yield f"{lemma} {prep}", None  # "is putting on | the workshop"
    for phrase in (*clause.objects, *([clause.predicate] if clause.predicate is not None else [])):
        for each in (phrase, *(part for _, part in phrase.parts)):  # "bore part of the costs"
            if word := _word(each):
                yield from ((f"{lemma} {p}{word}", each) for p in particles)
        yield from ((f"{lemma} {prep} {_word(part)}", part) for prep, part in phrase.parts)
    for particle in clause.particles:
        yield f"{lemma} {particle}", None
    if clause.subject is not None and (word := _word(clause.subject)):
        if verb.voice is Voice.PASSIVE:
            yield f"{lemma} {word}", clause.subject
        yield f"{word} {lemma}", clause.subject
    yield lemma, None


def naming(clause: Clause, frames: ByName[Framed]) -> Iterator[tuple[str, Phrase | None, tuple[Framed, ...]]]:
    """The names of a clause's verb, as `keys` gives them, for which a table has frames, and these."""
    if clause.verb is None or not frames.has_verb(clause.verb.lemma):
        return
    for key, light in keys(clause):
        if found := frames.get(key):
            yield key, light, found


def _word(phrase: Phrase) -> str:
    """The noun of a phrase, as frames write it; of a name none."""
    return "" if phrase.head.kind is not None else phrase.head.lemma or phrase.head.fold


def _noun(phrase: Phrase) -> str:
    """The noun of a phrase, also where it is part of an activity's name: "around the round table"."""
    head = phrase.head
    return head.text.split()[-1].casefold() if head.kind is Kind.ACTIVITY else _word(phrase)


def standing(clause: Clause, verb: VerbGroup, key: str, light: Phrase | None, frames: Frames) -> Standing:
    """What stands where in a clause that a frame calls by a name.

    Args:
        clause: the clause.
        verb: its verb.
        key: the name.
        light: the noun that belongs to the name; what stands beside it stands beside the verb.
        frames: the language's frames.
    """
    found = Standing(clause, verb, key, light=light)
    at = found.at
    if light is not None:
        for prep, part in light.parts:
            at.setdefault(prep, []).append(part)
        if light.owner is not None and light.owner.head.mention is not None:  # "led Chile's delegation"
            at.setdefault(frames.grammar.owner, []).append(light.owner)
    for prep, phrase in clause.obliques:
        if phrase is not light:
            at.setdefault(prep, []).append(phrase)
    subject = _subject(clause, frames)
    subjects = [subject] if subject is not None and subject is not light else []
    of = frames.prepositions["owner"]
    objects = [phrase for phrase in clause.objects if light is None or not _holds(phrase, light, of)]
    governed = key.removeprefix(f"{verb.lemma} ") if light is None else ""
    if governed in at and governed not in clause.particles:
        objects = [*objects, *at.pop(governed)]
    if verb.voice is Voice.PASSIVE:
        at["object"] = subjects or objects
        at["subject"] = [p for word in sorted(frames.prepositions["agent"]) for p in at.get(word, [])]
    else:
        at["subject"], at["object"] = subjects, objects
    return found


def _holds(phrase: Phrase, light: Phrase, of: Collection[str]) -> bool:
    """Whether a phrase is a noun that belongs to the verb, or tells how much of it: "part | of the costs"."""
    return phrase is light or any(part is light and prep in of for prep, part in phrase.parts)


def governing(clause: Clause, verb: VerbGroup, frames: Frames) -> Standing | None:
    """What stands where beside the first verb of a chain: "has been INVITED to join the mission"."""
    lemma = verb.chain[0]
    kinds = frames.grammar.auxiliaries
    before: list[str] = []
    for word in verb.words:
        if word.lemma == lemma and word.tag is Tag.VERB:
            break
        if word.tag is Tag.NEGATION or kinds.get(word.fold) in _UNREAL:
            return None
        before += [kinds[word.fold]] if word.fold in kinds else []
    passive = before[-1:] == ["be"]
    upper = replace(verb, lemma=lemma, voice=Voice.PASSIVE if passive else Voice.ACTIVE, chain=())
    found = Standing(clause, upper, lemma)
    found.at["object" if passive else "subject"] = [p for p in (clause.subject,) if p is not None]
    for prep, phrase in clause.obliques:
        found.at.setdefault(prep, []).append(phrase)
    found.inner = [*clause.objects, *(phrase for _, phrase in clause.obliques)]
    return found


def below(parse: Parse, clause: Clause, verbs: Collection[str], others: bool = False) -> list[Clause]:
    """The clauses of some verbs that a clause governs: "invited Chile | to join the mission".

    Also what others shall do, if these count: "requested | that the OAS hold a workshop".
    """
    if not verbs:
        return []
    kinds = (ClauseKind.INFINITIVE, ClauseKind.GERUND, ClauseKind.SUBORDINATE)
    inner = (c for c in parse.clauses if c.parent is clause and c.kind in kinds)
    return [c for c in inner if called(c, verbs) and (others or not _of_others(c))]


def _of_others(clause: Clause) -> bool:
    """Whether a clause tells what others do: "Chile announced | that Peru will attend"."""
    own = clause.subject is None or clause.subject.head.tag is Tag.PRONOUN
    return clause.kind is ClauseKind.SUBORDINATE and not own


def called(clause: Clause, names: Collection[str]) -> bool:
    """Whether a clause's verb has one of these names."""
    return any(key in names for key, _ in keys(clause))


def inside(clauses: Iterable[Clause]) -> list[Phrase]:
    """What stands in some clauses beside their subjects."""
    return [phrase for c in clauses for phrase in (*c.objects, *(p for _, p in c.obliques))]


def _subject(clause: Clause, frames: Frames) -> Phrase | None:
    """The subject of a clause: of "Taking part are A and B" the two."""
    above = clause.parent
    if clause.subject is not None or above is None or above.verb is None:
        return clause.subject
    displaced = above.inverted and above.verb.lemma in frames.copulas
    return above.subject if displaced and clause.kind is ClauseKind.FRONTED else None
