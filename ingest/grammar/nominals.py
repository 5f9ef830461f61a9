"""Where a noun phrase belongs: an adjunct, an item of a list, an apposition, a subject or an object."""

from __future__ import annotations

from dataclasses import replace

from ..names.entities import Kind
from .clausestate import State
from .coordination import (
    LIKE,
    continues,
    gaps,
    is_many,
    join,
    join_again,
    joins_list,
    likeness,
    named_kind,
    those_among,
)
from .displaced import acts, subject_behind
from .syntax import Clause, ClauseKind, Phrase, Tag, VerbGroup, Voice, Word

_DONE = frozenset((Kind.ACTIVITY, Kind.INSTRUMENT))
_PLACES = frozenset((Kind.PLACE, Kind.STATE))


def place_phrase(state: State, i: int, phrase: Phrase) -> None:
    """Puts the phrase at a place into the clauses; those beside it have been put before."""
    state.phrases.append(phrase)
    level = state.level
    if _is_time(state, i, phrase):
        return
    if level.preposition:
        _adjunct(state, phrase, level.preposition)
    elif level.conjunction and gaps(state, i, phrase):
        _gapped(state, phrase)
    elif _is_item(state, i):
        if not join(state, phrase):
            _object(state, phrase)
    elif level.comma and not level.conjunction:
        _after_comma(state, i, phrase)
    else:
        _argument(state, i, phrase)
    level = state.level
    level.line.append(phrase)
    level.settle(phrase)


def _is_time(state: State, i: int, phrase: Phrase) -> bool:
    """Whether a phrase only says when: "four months | after the attack"."""
    if phrase.head.lemma not in state.g.time_nouns or state.level.preposition:
        return False
    after = state.c[i + 1] if i + 1 < len(state.c) else None
    return isinstance(after, Word) and after.fold.partition(" ")[0] in state.g.shifting


def _is_item(state: State, i: int) -> bool:
    """Whether "and" stands before, at once or before what is inserted, and no clause begins."""
    level = state.level
    held = level.last is not None or (level.comma and bool(level.frontier))
    joined = level.conjunction and held
    return (joined or (level.interrupted and level.comma)) and not _begins(state, i)


# ---------------------------------------------------------------------- adjuncts


def _adjunct(state: State, phrase: Phrase, preposition: str) -> None:
    level, g = state.level, state.g
    host = level.last
    listed = preposition in g.listing and (host is not None or level.comma)
    if listed and joins_list(state, phrase, preposition) and join(state, phrase):
        return
    again = level.comma or level.conjunction
    if again and (level.conjunction or preposition == g.owner) and join_again(state, phrase, preposition):
        return
    if preposition in g.examples and level.frontier:
        clause = level.clause
        many = (*reversed(level.frontier), *reversed(clause.objects), clause.subject)
        nouns = [p for p in many if p is not None and p.head.tag is Tag.NOUN]
        named = next((p for p in nouns if is_many(state, p)), nouns[0] if nouns else host)
        if named is not None:
            named.parts.append((preposition, phrase))
            state.push(phrase)
            return
    if level.comma or level.conjunction:
        host = None
        level.inserted = len(level.frontier)
    elif preposition == g.agent and host is not None:
        host = _deed(state, host)
    if host is None and not level.inserted:
        del level.frontier[level.floor :]
    elif host is not None:
        host.parts.append((preposition, phrase))
    state.push(phrase)
    if preposition != g.owner or host is None:
        level.clause.obliques.append((preposition, phrase))


def _deed(state: State, host: Phrase) -> Phrase:
    """ "the organization of the workshop | by the OAS": of "the organization", not of "the workshop"."""
    frontier = state.level.frontier
    if host.head.kind is Kind.ACTIVITY and host.determiner in state.g.indefinite:
        return host  # "the impression of a mission | by the OAS"
    outer = frontier[-2] if len(frontier) > 1 else host
    return outer if (state.g.owner, host) in outer.parts else host


def _after_comma(state: State, i: int, phrase: Phrase) -> None:
    level = state.level
    last = level.last
    if state.g.inflected and acts(state, phrase) and subject_behind(state):
        _object(state, phrase)
        return
    beside = i > 1 and state.c[i - 2] is last  # not "In Lima on 5 May, Peru unveiled"
    if last is not None and beside and last.head.kind is Kind.PLACE and phrase.head.kind in _PLACES:
        last.asides.append(phrase)
        return
    waiting = _without_subject(state)
    if waiting is not None and state.look.awaits(i + 1):
        if level.clause is not waiting:
            state.back_to(waiting)
        _subject(state, phrase)
    elif level.clause.verb is None and level.clause.subject is not None and _reports(state, i):
        state.parenthesis = state.new(ClauseKind.MAIN, None)
        state.enter(state.parenthesis)
        state.parenthesis.subject = phrase
    elif level.clause.verb is None and _taken_for_subject(state, i, phrase):
        subject = level.clause.subject
        _subject(state, phrase)
        if subject is not None:
            phrase.asides.append(subject)
    elif level.clause.verb is not None and level.opened is None and state.look.subject(i + 1):
        _new_clause(state, phrase)
    elif level.clause is waiting and not continues(state, phrase):
        _subject(state, phrase)
    elif _lacks_object(state, i, phrase):
        _object(state, phrase)
    else:
        _aside(state, phrase)


def _lacks_object(state: State, i: int, phrase: Phrase) -> bool:
    """ "conducted in Lima, Peru, | a course": the verb has no object yet, and the phrase is new."""
    clause = state.level.clause
    verb = clause.verb
    if verb is None or clause.objects:
        return False
    new = phrase.head.kind in _DONE or phrase.determiner in state.g.indefinite
    if state.g.inflected and clause.subject is None and verb.lemma not in state.g.copulas:
        return new or acts(state, phrase)
    if verb.voice is Voice.PASSIVE or verb.lemma in state.g.intransitive | state.g.copulas:
        return False
    if not clause.obliques and state.level.last is None:
        return True  # "will hold on Tuesday, 7 April, | the presentation"
    led = phrase.determiner if state.g.inflected and acts(state, phrase) else ""
    if led and state.level.last is not None and not state.level.last.determiner:
        return True  # "réunira à Luxembourg, | l'Autriche"
    last = state.level.last  # "showed in Lima, | the operation of a laboratory" is no apposition of a place
    return new or (last is not None and last.head.kind is Kind.PLACE and state.look.of(i + 1, (None, *_DONE)))


def _taken_for_subject(state: State, i: int, phrase: Phrase) -> bool:
    """ "Valid for three years, | the memorandum | provides": what stood before was no subject."""
    subject = state.level.clause.subject
    if subject is None or subject.head.kind is Kind.PERSON or subject.items or subject.asides:
        return False
    listed = phrase.head.tag is Tag.NAME and continues(state, phrase)
    return state.look.direct(i + 1) and not listed


def _reports(state: State, i: int) -> bool:
    """Whether the phrase is a speaker in passing: "the workshop, | Ana Ruiz | said, gathered"."""
    group = state.c[i + 1] if i + 1 < len(state.c) else None
    if not isinstance(group, VerbGroup):
        return False
    phrase = state.c[i]
    named = isinstance(phrase, Phrase) and phrase.head.tag is Tag.PRONOUN
    after = i + 2 + state.look.word(i + 2, Tag.PARTICLE)
    return (named or group.lemma in state.g.reporting) and state.look.word(after, Tag.MARK)


def _without_subject(state: State) -> Clause | None:
    """The clause that still lacks subject and verb: the present one, or one that a participle interrupts."""
    level = state.level
    for clause in (level.clause, *reversed(level.stack)):
        if clause.verb is None:
            return clause if clause.subject is None else None
    return None


def _aside(state: State, phrase: Phrase) -> None:
    """An apposition, or an item of a list that "and" has still to show."""
    frontier = state.level.frontier
    if not frontier:
        _argument_of(state, phrase)
        return
    best = max(range(len(frontier)), key=lambda k: (likeness(frontier[k], phrase), k))
    host = frontier[best]
    if host.head.kind is Kind.STATE and phrase.head.kind is Kind.STATE:
        host.items.append(phrase)
        del frontier[best + 1 :]
        return
    if is_many(state, phrase) and (person := _person(state)) is not None:
        person.items.append(phrase)
        del frontier[frontier.index(person) + 1 :]
        return
    if likeness(host, phrase) < LIKE:
        host = state.level.last or host
        state.push(phrase)
    else:
        del frontier[best + 1 :]
    host.asides.append(phrase)


def _person(state: State) -> Phrase | None:
    """One person, of whom what is many can be no apposition: "Ana Ruiz, the Chair, | the ambassadors"."""
    for phrase in state.level.frontier:
        if phrase.head.kind is Kind.PERSON and not phrase.items:
            return phrase
    return None


# ---------------------------------------------------------------------- subjects and objects


def _gapped(state: State, phrase: Phrase) -> None:
    told = state.level.clause
    assert told.verb is not None
    _new_clause(state, phrase)
    clause = state.level.clause
    clause.verb = replace(told.verb)
    clause.objects, clause.particles = [*told.objects], [*told.particles]


def _begins(state: State, i: int) -> bool:
    """Whether the phrase after "and" is the subject of a clause of its own."""
    level = state.level
    if level.clause.verb is None or level.opened is not None:
        return False
    return state.look.subject(i + 1, commas=level.comma)


def _argument(state: State, i: int, phrase: Phrase) -> None:
    level = state.level
    clause = level.clause
    if clause.verb is None:
        if clause.subject is not None:
            _second(state, i, phrase, clause.subject)
        else:
            _subject(state, phrase)
    elif (level.comma or level.conjunction) and state.look.subject(i + 1, commas=True):
        _new_clause(state, phrase)
    elif named_kind(state, i, phrase):
        return
    elif level.last and state.look.direct(i + 1) and (main := _without_subject(state)) is not None:
        state.back_to(main)  # "Before joining CICTE | she | worked"
        _subject(state, phrase)
    elif not state.g.inflected and state.look.subject(i + 1, commas=True) and _complement(state, i, phrase):
        return
    elif (host := those_among(state)) is not None:
        host.parts[-1] = (host.parts[-1][0], phrase)  # "officials, among them | judges"
        state.push(phrase)
    else:
        _object(state, phrase)


def _second(state: State, i: int, phrase: Phrase, subject: Phrase) -> None:
    """A phrase right after a subject without verb: the subject is an object after all, or an apposition."""
    level = state.level
    clause = level.clause
    whose = clause.kind is ClauseKind.RELATIVE and clause.marker in state.g.whose
    if subject.head.tag is Tag.QUOTATION or (whose and state.look.subject(i + 1)):
        clause.objects.append(subject)  # "..." | she | said; "whose costs | the OAS | will meet"
        _subject(state, phrase)
    elif level.last is None or state.g.inflected or not _zero_relative(state, i, phrase):
        phrase.asides.append(subject)
        _subject(state, phrase)


def _zero_relative(state: State, i: int, phrase: Phrase) -> bool:
    """ "the workshop | CICTE organized": a relative clause without its pronoun."""
    look, level = state.look, state.level
    if level.comma or level.conjunction or level.last is None or not look.subject(i + 1):
        return False
    if not look.later_finite(min(look.verb_after(i) + 1, len(state.c))):
        return False
    _relative(state, level.last, phrase)
    return True


def _complement(state: State, i: int, phrase: Phrase) -> bool:
    """ "said | CICTE organized", "funded the workshop | CICTE organized"."""
    level = state.level
    clause, last = level.clause, level.last
    if last is None:
        if clause.verb is None or clause.verb.lemma not in state.g.reporting:
            return False
        state.enter(state.new(ClauseKind.SUBORDINATE, clause))
        _subject(state, phrase)
        return True
    if not state.look.subject(i + 1):
        return False
    _relative(state, last, phrase)
    return True


def _relative(state: State, antecedent: Phrase, subject: Phrase) -> None:
    sub = state.new(ClauseKind.RELATIVE, state.level.clause)
    sub.objects.append(antecedent)
    sub.antecedents = state.level.line[:-7:-1]
    state.enter(sub)
    _subject(state, subject)


def _new_clause(state: State, phrase: Phrase) -> None:
    parent = state.level.clause
    sub = state.new(ClauseKind.MAIN, parent.parent if parent.kind is ClauseKind.MAIN else None)
    state.enter(sub, interrupt=False)
    state.level.stack.clear()
    _subject(state, phrase)


def _subject(state: State, phrase: Phrase) -> None:
    state.level.clause.subject = phrase
    _anew(state, phrase)


def _argument_of(state: State, phrase: Phrase) -> None:
    if state.level.clause.verb is None:
        _subject(state, phrase)
    else:
        _object(state, phrase)


def _object(state: State, phrase: Phrase) -> None:
    clause = state.level.clause
    verb = clause.verb
    if verb is not None and verb.lemma in state.g.copulas and verb.head.tag is not Tag.VERB:
        clause.predicate = clause.predicate or phrase
    clause.objects.append(phrase)
    _anew(state, phrase)


def _anew(state: State, phrase: Phrase) -> None:
    """A phrase that hangs on no other: lists before it are closed."""
    del state.level.frontier[state.level.floor :]
    state.level.inserted = 0
    state.push(phrase)
