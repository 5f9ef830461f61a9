"""Words that open dependent clauses: what relative pronouns stand for, where subordinate clauses hang."""

from __future__ import annotations

from ..names.entities import Kind
from .clausestate import State
from .displaced import is_plural
from .syntax import Clause, ClauseKind, Form, Phrase, Tag, VerbGroup, Word

_THINGS = frozenset((Kind.PLACE, Kind.STATE, Kind.ACTIVITY, Kind.INSTRUMENT))
_COUNTING = frozenset((Tag.DETERMINER, Tag.NUMBER, Tag.PRONOUN))
_PASSED = (Tag.ADVERB, Tag.TIME, Tag.PARTICLE)


def open_relative(state: State, i: int, word: Word) -> None:
    """Begins the relative clause that the pronoun at a place opens."""
    level = state.level
    antecedent = _antecedent(state, i, word.fold)
    marker, level.marker = level.marker, ""
    sub = state.new(ClauseKind.RELATIVE, level.clause, word.fold)
    sub.antecedents = level.line[:-7:-1]
    if antecedent is not None:
        _gap(state, i, word.fold, marker, sub, antecedent)
    state.enter(sub)
    level.settle(None)
    if marker and word.fold in state.g.whose:
        level.preposition = marker  # "in whose organization | the ITU takes part"
    level.floor = len(level.frontier)


def _antecedent(state: State, i: int, fold: str) -> Phrase | None:
    """What a relative pronoun stands for."""
    level = state.level
    if level.conjunction:  # "which the OAS organized and | which Canada funded"
        for clause in (level.clause, *reversed(level.stack[-3:])):
            if clause.kind is ClauseKind.RELATIVE and clause.antecedents:
                return clause.antecedents[0]
    last = level.last
    if last is None:
        return level.line[-1] if level.line else None
    if fold in state.g.personal_relatives and last.head.kind in _THINGS:
        return next((p for p in reversed(level.frontier) if p.head.kind not in _THINGS), last)
    if state.g.inflected:
        last = _outer(state, last)
    top = level.frontier[-1] if level.frontier else last
    if top.items and top.items[-1] is last and _speaks_of_all(state, i, top):
        return top
    return last


def _outer(state: State, last: Phrase) -> Phrase:
    """What a noun that only modifies belongs to: "el memorando en materia de seguridad | que firmaron"."""
    level = state.level
    k = len(level.frontier) - 1
    while k > level.floor and _modifies(state, level.frontier[k - 1], level.frontier[k]):
        k -= 1
    return level.frontier[k] if 0 <= k < len(level.frontier) - 1 else last


def _modifies(state: State, outer: Phrase, inner: Phrase) -> bool:
    if inner.head.kind is not None or inner.head.lemma in state.g.people or inner.items:
        return False
    within = any(part is inner for _, part in outer.parts)
    apart = state.level.comma and outer.head.kind in (Kind.ACTIVITY, Kind.INSTRUMENT)
    return within and (not inner.determiner or apart)


def _speaks_of_all(state: State, i: int, phrase: Phrase) -> bool:
    """Whether a relative clause is about a whole list, as its verb or a comma before the verb tells."""
    j = i + 1
    if state.look.word(j, Tag.PREPOSITION):
        j = state.look.verb_after(j)  # "which as members may speak"
    verb = state.c[j] if j < len(state.c) else None
    if not isinstance(verb, VerbGroup):
        return False
    first = verb.words[0]
    if state.g.inflected:
        return is_plural(state, verb)
    if first.fold in state.g.plural_verbs or first.form is Form.BASE:
        return True
    singular = first.fold in state.g.singular or first.form is Form.FINITE
    return not singular and state.level.comma and state.level.clause.verb is None


def _gap(state: State, i: int, fold: str, marker: str, sub: Clause, antecedent: Phrase) -> None:
    """What the antecedent is in the relative clause."""
    j = i + 1
    while j < len(state.c) and (state.look.word(j, *_PASSED) or state.look.word(j, Tag.MARK)):
        j += 1
    after = state.c[j] if j < len(state.c) else None
    if marker == state.g.owner and antecedent.head.tag in _COUNTING and isinstance(after, VerbGroup):
        sub.subject = antecedent  # "states, each of which has"
    elif fold in state.g.whose:
        if isinstance(after, Phrase):
            after.owner = antecedent
    elif marker:
        sub.obliques.append((marker, antecedent))
    elif fold in state.g.where:
        sub.obliques.append((state.g.place, antecedent))
    elif isinstance(after, Phrase) or (isinstance(after, Word) and after.tag is Tag.PREPOSITION):
        sub.objects.append(antecedent)
        if not isinstance(after, Phrase):
            sub.subject = antecedent
            sub.objects.clear()
    else:
        sub.subject = antecedent


def open_subordinate(state: State, fold: str) -> None:
    """Begins the clause that a word such as "that" or "if" opens."""
    level = state.level
    parent = level.clause
    if level.conjunction and parent.kind is ClauseKind.SUBORDINATE and parent.parent is not None:
        parent = parent.parent  # "said that ..., and that"
    sub = state.new(ClauseKind.SUBORDINATE, parent, fold)
    state.enter(sub)
    level.frontier.clear()
    level.settle(None)
