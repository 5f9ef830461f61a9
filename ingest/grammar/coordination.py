"""Lists: which phrase before an item of a list is its fellow, and what becomes of those between."""

from __future__ import annotations

from dataclasses import replace

from ..names.entities import Kind
from .clausestate import State
from .syntax import ClauseKind, Phrase, Tag, Word

_ACTORS = frozenset((Kind.ORGANIZATION, Kind.STATE, Kind.PERSON, Kind.UNKNOWN))
_UNTOLD = {Kind.UNKNOWN, Kind.ORGANIZATION}  # a name of nothing known may well be a body's
_ATTACHED = frozenset((ClauseKind.RELATIVE, ClauseKind.PARTICIPLE))
_DEEDS = frozenset((Kind.ACTIVITY, Kind.INSTRUMENT))
_FEW = 8  # phrases before that are looked at
_NEAR = 4  # clauses or adjuncts before an item that are looked at
SAME, LIKE, _OTHER = 3, 2, 1


def likeness(held: Phrase, phrase: Phrase) -> int:
    """How much alike two phrases are, as items of one list should be."""
    one, other = held.head, phrase.head
    if one.tag is Tag.NAME and other.tag is Tag.NAME:
        if one.kind is other.kind or {one.kind, other.kind} == _UNTOLD:
            return SAME
        return LIKE if (one.kind in _ACTORS) == (other.kind in _ACTORS) else _OTHER
    if one.tag is Tag.PRONOUN and other.kind is Kind.PERSON:
        return LIKE
    if one.tag is other.tag:
        return SAME if one.tag is Tag.NOUN else LIKE
    counted = other.tag in (Tag.DETERMINER, Tag.NUMBER)  # "a course in Lima and another in Quito"
    return LIKE if counted and (one.tag is Tag.NOUN or one.kind is Kind.ACTIVITY) else _OTHER


def join(state: State, phrase: Phrase) -> bool:
    """Joins a phrase to the open list that is most like it, the nearest of several; whether there is one."""
    level = state.level
    frontier = level.frontier
    best = _joined(state, phrase)
    level.interrupted = False
    if best < 0:
        return False
    if best and _promoted(frontier[best - 1], frontier[best], level.comma):
        best -= 1
    first = frontier[best]
    if level.semicolon:
        level.series = first
    joined = [aside for aside in first.asides if _is_item(first, aside, phrase)]
    if joined:
        first.asides = [aside for aside in first.asides if aside not in joined]
        first.items += joined
    if best < level.inserted:
        _take_over(first, frontier[level.inserted :])
    _alone(state, first)
    first.items.append(phrase)
    del frontier[best + 1 :]
    return True


def _take_over(first: Phrase, inserted: list[Phrase]) -> None:
    """Items that an adjunct seemed to have: "by A, through its office, | the Bank, and C"."""
    for phrase in inserted:
        taken = [a for a in phrase.asides if a.head.kind in _ACTORS and likeness(first, a) == SAME]
        if phrase.head.tag is Tag.NAME:
            first.items += taken
            phrase.asides = [aside for aside in phrase.asides if aside not in taken]


def _joined(state: State, phrase: Phrase) -> int:
    """The place in the frontier of the phrase that an item joins; -1 where there is none."""
    level = state.level
    frontier = level.frontier
    if level.semicolon and level.series in frontier:
        return frontier.index(level.series)
    first = 0 if level.comma else min(level.floor, len(frontier) - 1)
    best = max(
        range(max(first, 0), len(frontier)),
        key=lambda k: (likeness(frontier[k], phrase), _worded(frontier[k], phrase), k),
        default=-1,
    )
    if state.g.inflected and level.comma and best > 0 and (outer := _apposed(frontier, best, phrase)) >= 0:
        return outer
    if level.comma and level.opened is not None and 0 < level.floor <= best:
        outer = _most_alike(frontier, phrase, level.floor)  # "the Bank, which pays for it, and | the Fund"
        if likeness(frontier[outer], phrase) >= LIKE:
            return outer
    if level.comma and 0 < level.inserted <= best:  # "by A, with the help of B, and C"
        outer = _most_alike(frontier, phrase, level.inserted)
        alike = likeness(frontier[outer], phrase)
        alone = not any(held.asides or held.items for held in frontier[level.inserted :])
        closed = alone and alike >= LIKE and level.clause.verb is None  # "A, through its B, and | C hosted"
        if closed or alike >= likeness(frontier[best], phrase):
            return outer
    return best


def _worded(held: Phrase, phrase: Phrase) -> bool:
    """Whether two nouns both have an article or none: "the Minister of Justice and | the Ambassador"."""
    return phrase.head.tag is not Tag.NOUN or bool(held.determiner) == bool(phrase.determiner)


def _apposed(frontier: list[Phrase], best: int, phrase: Phrase) -> int:
    """The phrase before an apposition that a comma closes: "A, dependent on B, | and C" is "A and C"."""
    for k in range(best):
        aside = frontier[k + 1] in frontier[k].asides and frontier[k + 1].head.tag is Tag.NOUN
        if aside and likeness(frontier[k], phrase) == SAME:
            return k
    return -1


def _most_alike(frontier: list[Phrase], phrase: Phrase, end: int) -> int:
    """Of the phrases before a place in the frontier the nearest that is most like an item."""
    return max(range(end), key=lambda k: (likeness(frontier[k], phrase), k))


def join_again(state: State, phrase: Phrase, preposition: str) -> bool:
    """ "officials of Chile and | of Peru": one list, though its preposition stands again."""
    frontier = state.level.frontier
    obliques = state.level.clause.obliques[-_NEAR:]
    for k in range(len(frontier) - 1, -1, -1):
        part = (preposition, frontier[k])
        if likeness(frontier[k], phrase) >= LIKE and (
            part in obliques or (k and any(part in item.parts for item in frontier[k - 1].every()))
        ):
            frontier[k].items.append(phrase)
            del frontier[k + 1 :]
            return True
    return False


def joins_list(state: State, phrase: Phrase, preposition: str) -> bool:
    """Whether "as well as" joins an item of a list; "together with" does so before the verb only."""
    if preposition != state.g.together:
        return bool(state.level.frontier)
    best = max((likeness(held, phrase) for held in state.level.frontier), default=0)
    return best >= LIKE and state.level.clause.verb is None


def continues(state: State, phrase: Phrase) -> bool:
    """Whether a name goes on with a list of names of its kind."""
    return any(likeness(held, phrase) == SAME for held in state.level.frontier)


def _is_item(first: Phrase, aside: Phrase, last: Phrase) -> bool:
    """Whether what stood between commas was an item, now that "and" closes the list."""
    if first.head.tag is Tag.NAME:
        return aside.head.tag is Tag.NAME and likeness(first, aside) >= LIKE
    return aside.head.tag is last.head.tag


def _promoted(host: Phrase, first: Phrase, comma: bool) -> bool:
    """ "the Government, | the Senate and the OAS": no apposition to one is a list."""
    plural = host.head.tag is Tag.NOUN and host.head.lemma != host.head.fold
    person = host.head.kind is Kind.PERSON or (host.head.tag is Tag.NAME and comma)
    unlike = host.head.kind in _DEEDS and first.head.kind in _ACTORS  # "of the workshop, | A and B, met"
    if plural or person or unlike or first not in host.asides or host.number:
        return False
    host.asides.remove(first)
    host.items += [first, *(aside for aside in first.asides if aside.head.tag is Tag.NAME)]
    first.asides = [aside for aside in first.asides if aside.head.tag is not Tag.NAME]
    return True


def _alone(state: State, first: Phrase) -> None:
    """Clauses on the first item of a list do not speak of the others: "Canada, which ..., and Spain"."""
    for clause in state.clauses[-_NEAR:]:
        held = clause.subject is first or first in clause.objects
        if held and clause.kind in _ATTACHED and first in clause.antecedents:
            alone = replace(first, items=[*first.items])
            clause.subject = alone if clause.subject is first else clause.subject
            clause.objects = [alone if p is first else p for p in clause.objects]


def gaps(state: State, i: int, phrase: Phrase) -> bool:
    """ "Ana Ruiz signed for the OAS, and | Juan Soto | for Peru": the verb is left out."""
    clause = state.level.clause
    if clause.verb is None or clause.subject is None or not clause.obliques or not state.look.phrase(i + 2):
        return False
    after = state.c[i + 1]
    same = isinstance(after, Word) and after.tag is Tag.PREPOSITION and after.fold == clause.obliques[-1][0]
    named = clause.subject.head.tag is Tag.NAME and phrase.head.kind is clause.subject.head.kind
    return same and named and not state.look.direct(i + 1)


def is_many(state: State, phrase: Phrase) -> bool:
    """Whether a noun means several."""
    predicative = phrase.head.fold in state.g.predicative  # "étaient présents | l'EPFL et"
    return phrase.head.tag is Tag.NOUN and state.g.plural(phrase.head.fold) and not predicative


def named_kind(state: State, i: int, phrase: Phrase) -> bool:
    """ "from the companies | A, B and C": whom a noun of many means stands at once after it."""
    host = state.level.last
    if host is None or host.last != phrase.first or phrase.head.kind not in (Kind.ORGANIZATION, Kind.UNKNOWN):
        return False
    if host.head.tag is not Tag.NOUN or not is_many(state, host) or state.look.direct(i + 1):
        return False
    host.asides.append(phrase)
    state.push(phrase)
    return True


def those_among(state: State) -> Phrase | None:
    """Of whom "among them" names some, where these words stand before."""
    last = state.level.last
    if last is None or last.head.tag is not Tag.PRONOUN:
        return None
    for phrase in reversed(state.level.line[-_FEW:]):
        if phrase.parts and phrase.parts[-1][1] is last and phrase.parts[-1][0] in state.g.examples:
            return phrase
    return None
