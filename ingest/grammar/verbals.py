"""Where a verb group belongs: it is finite, a participle, an infinitive or a gerund, and whose."""

from __future__ import annotations

from dataclasses import replace

from .attaching import beginning, host, nearest, no_place
from .clausestate import State
from .syntax import Clause, ClauseKind, Form, Modality, Phrase, Tag, VerbGroup, Voice

_LOOSE = frozenset((ClauseKind.PARTICIPLE, ClauseKind.INFINITIVE, ClauseKind.FRONTED, ClauseKind.GERUND))
_PASSIVE = frozenset((Form.PAST, Form.PARTICIPLE))


def place_verb(state: State, i: int, group: VerbGroup) -> None:
    """Puts the verb group at a place into the clauses."""
    level = state.level
    if level.preposition:
        _gerund(state, group, level.preposition)
    elif group.form is Form.INFINITIVE:
        _infinitive(state, group)
    elif _is_participle(state, i, group):
        _participle(state, group)
    else:
        _finite(state, i, group)
    level.settle(None)
    level.interrupted = False


# ---------------------------------------------------------------------- not finite


def _gerund(state: State, group: VerbGroup, preposition: str) -> None:
    """ "by organizing", "for sponsoring": of the subject, or of whom one thanks for it."""
    clause = state.level.clause
    sub = state.new(ClauseKind.GERUND, clause, preposition)
    sub.verb, sub.subject = group, clause.subject
    sub.antecedents = nearest(state)
    if preposition == state.g.purpose and clause.objects and clause.predicate is None:
        sub.subject = _thanked(state, clause) or clause.objects[0]
    if clause.subject is None and clause.verb is None:
        state.fronted.append(sub)
    state.enter(sub)


def _thanked(state: State, clause: Clause) -> Phrase | None:
    """Whom one thanks in more words: "expressed its gratitude to | Canada | for hosting"."""
    thing = clause.objects[0].head
    if thing.kind is not None or thing.tag is not Tag.NOUN:
        return None
    named = (p for prep, p in clause.obliques if prep == state.g.infinitive and p.first > thing.first)
    return next((p for p in named if p.head.tag is Tag.NAME), None)


def _infinitive(state: State, group: VerbGroup) -> None:
    level = state.level
    clause = level.clause
    if level.conjunction and clause.verb is not None and clause.verb.form is Form.INFINITIVE:
        _coordinate(state, group, clause, clause.kind)
        return
    if level.conjunction and _bare_again(clause, group):
        _coordinate(state, group, clause, clause.kind)
        return
    if (
        clause.verb is None
        and clause.subject is not None
        and level.last is not None
        and _heads(state, clause)
    ):
        clause.verb = group  # "OAS to Carry out Mission"
        group.modality = max(group.modality, Modality.PLANNED)
        return
    sub = state.new(ClauseKind.INFINITIVE, clause)
    sub.verb, sub.subject = group, clause.subject
    verb = clause.verb
    if (
        verb is not None
        and clause.objects
        and verb.voice is Voice.ACTIVE
        and verb.lemma in state.g.object_control
    ):
        sub.subject = clause.objects[0]
    sub.antecedents = nearest(state)
    if group.voice is Voice.PASSIVE and not group.chain and clause.verb is not None:
        sub.subject = host(state) or next(iter(sub.antecedents), sub.subject)  # "the forum, to be held"
        group.modality = max(group.modality, Modality.PLANNED)
    if clause.verb is None and clause.subject is None:
        state.fronted.append(sub)
    elif clause.verb is None and group.voice is Voice.ACTIVE:
        sub.subject = None  # "the request to organize"
    state.enter(sub)


def _heads(state: State, clause: Clause) -> bool:
    return clause.kind is ClauseKind.MAIN and not state.look.later_finite(state.at + 1)


def _bare_again(clause: Clause, group: VerbGroup) -> bool:
    """ "agreed to organize and | host": a verb without "to" after one that is governed."""
    verb = clause.verb
    return verb is not None and bool(verb.chain) and group.words[0].tag is Tag.VERB


def _is_participle(state: State, i: int, group: VerbGroup) -> bool:
    if group.form in (Form.PARTICIPLE, Form.GERUND):
        return True
    if group.form is not Form.PAST or group.voice is Voice.PASSIVE:
        return False
    level, look = state.level, state.look
    clause = level.clause
    if clause.subject is None and clause.verb is None:
        fronted = group.lemma not in state.g.inverting or look.agent(i + 1)
        return fronted or look.later_finite(i + 1)  # "Gathered in Lima | were"
    if look.agent(i + 1):
        return True
    if level.last is not None and level.last is clause.subject and level.last.head.tag is Tag.PRONOUN:
        return False
    if clause is state.parenthesis or group.lemma in state.g.intransitive or look.finite(i):
        return False
    if level.conjunction:
        return _shares_participle(clause)
    if clause.verb is None and clause.kind is ClauseKind.RELATIVE:
        return False
    if clause.verb is None and level.comma and _is_alone(clause.subject) and level.line[-1] is clause.subject:
        return True  # "An exercise, | organized with the ITU"
    if clause.verb is None:
        return look.later_finite(i + 1) or (state.heading and clause.kind is ClauseKind.MAIN)
    if level.opened is not None and clause.kind is not ClauseKind.MAIN:
        return look.later_finite(i + 1)
    return level.last is not None or level.comma


def _is_alone(phrase: Phrase | None) -> bool:
    """Whether no apposition within a name lets a comma stand after it: "Ana Ruiz, Minister of Chile"."""
    return phrase is not None and "," not in phrase.head.text


def _shares_participle(clause: Clause) -> bool:
    verb = clause.verb
    return verb is not None and (verb.voice is Voice.PASSIVE or clause.kind is ClauseKind.PARTICIPLE)


def _participle(state: State, group: VerbGroup) -> None:
    level = state.level
    clause = level.clause
    if group.form in _PASSIVE and not (group.chain and state.g.inflected):  # "tiene previsto | destinar"
        group.voice = Voice.PASSIVE
    shared = level.conjunction and clause.verb is not None
    if shared and _alike(clause, group):
        _coordinate(state, group, clause, clause.kind)
    elif clause.verb is None and clause.subject is None and level.last is None:
        sub = state.new(ClauseKind.FRONTED, clause)  # "Organized by the OAS, the workshop ..."
        sub.verb = group
        state.fronted.append(sub)
        state.enter(sub)
    elif state.heading and _heads(state, clause) and group.voice is Voice.PASSIVE and clause.verb is None:
        clause.verb = group  # "Officials Trained in Accra"
    else:
        _reduced(state, group)


def _alike(clause: Clause, group: VerbGroup) -> bool:
    """Whether a participle after "and" has the subject of the verb before: both passive, or both gerunds."""
    verb = clause.verb
    if verb is None:
        return False
    if group.form is Form.GERUND:
        return verb.form is Form.GERUND
    return verb.voice is Voice.PASSIVE


def _reduced(state: State, group: VerbGroup) -> None:
    """ "a workshop | organized by", "officials | attending": of the phrase before, or of the subject."""
    level = state.level
    clause = level.clause
    sub = state.new(ClauseKind.PARTICIPLE, clause)
    sub.verb = group
    sub.antecedents = nearest(state)
    subject = clause.subject
    if group.form is Form.GERUND and subject is not None and (level.comma or level.last is None):
        sub.antecedents.insert(0, subject)
    sub.subject = beginning(state) or (no_place(sub.antecedents) if level.comma else host(state))
    if sub.subject is None and sub.antecedents:
        sub.subject = sub.antecedents[0]
    state.enter(sub)


# ---------------------------------------------------------------------- finite


def _finite(state: State, i: int, group: VerbGroup) -> None:
    level = state.level
    _return(state)
    clause = level.clause
    if _in_passing(state, i, group):
        state.parenthesis = state.new(ClauseKind.MAIN, None)
        state.enter(state.parenthesis)
        state.parenthesis.verb = group
    elif clause.verb is None:
        clause.verb = group
        _object_after_relative(state, i, clause)
    elif level.comma and not level.conjunction and group.lemma in state.g.reporting:
        state.enter(state.new(ClauseKind.MAIN, None), interrupt=False)  # "..., said Ana Ruiz"
        level.clause.verb = group
    elif _interrupted(state, clause):
        _misread(state, group)
    else:
        base = _base(state)
        _coordinate(state, group, base, base.kind)


def _in_passing(state: State, i: int, group: VerbGroup) -> bool:
    """ "El taller, | explicó Ana Ruiz, | reunirá": who says so stands between commas, its verb first."""
    clause, look = state.level.clause, state.look
    waits = clause.verb is None and clause.subject is not None and state.level.comma
    if not (state.g.inflected and waits and group.lemma in state.g.reporting):
        return False
    return look.comma(i + 1) or (look.phrase(i + 1) and look.comma(i + 2))


def _return(state: State) -> None:
    """A finite verb goes back to the clause that waits for one: "the workshop organized by X | gathered"."""
    level = state.level
    clause = level.clause
    if clause.verb is None:
        return
    loose = clause.kind in _LOOSE
    relative = clause.kind is ClauseKind.RELATIVE and not (level.conjunction and not level.comma)
    if not loose and not relative and clause.kind is not ClauseKind.SUBORDINATE:
        return
    if (opened := level.opened) is not None:
        state.back_to(opened)
    elif (loose or relative) and (main := _empty(state)) is not None:
        state.back_to(main)


def _empty(state: State) -> Clause | None:
    """An interrupted clause with neither subject nor verb: "Taking part | were Chile and Peru"."""
    for clause in reversed(state.level.stack):
        if clause.verb is None:
            return clause
    return None


def _interrupted(state: State, clause: Clause) -> bool:
    """Whether the phrase just before is the verb's subject, though it was taken for an object."""
    level = state.level
    return level.last in clause.objects and not level.comma and not level.conjunction


def _misread(state: State, group: VerbGroup) -> None:
    level = state.level
    clause, last = level.clause, level.last
    assert last is not None
    sub = state.new(ClauseKind.MAIN, None)
    sub.verb, sub.subject = group, last
    sub.antecedents = [last]
    if last in clause.objects:
        clause.objects.remove(last)
    state.enter(sub, interrupt=False)


def _base(state: State) -> Clause:
    """The clause whose subject a further finite verb shares."""
    level = state.level
    clause = level.clause
    if clause.kind in _LOOSE or (clause.kind is ClauseKind.RELATIVE and level.comma):
        for held in reversed(level.stack):
            if held.kind not in _LOOSE and held.verb is not None:
                state.back_to(held)
                return held
    return clause


def _coordinate(state: State, group: VerbGroup, clause: Clause, kind: ClauseKind) -> None:
    """One more verb with the subject of a clause: "organized the workshop and | thanked Canada"."""
    sub = state.new(kind, clause.parent, clause.marker)
    sub.verb, sub.subject = group, clause.subject
    sub.antecedents = clause.antecedents
    if state.level.conjunction and state.level.nor:
        group.modality = max(group.modality, Modality.NEGATED)
    verb = clause.verb
    if verb is not None and _shares_auxiliary(group):
        group.chain = group.chain or verb.chain
        group.modality = max(group.modality, verb.modality)
        if group.form in _PASSIVE and verb.voice is Voice.PASSIVE:
            group.voice = Voice.PASSIVE
    if clause.kind is ClauseKind.RELATIVE and clause.objects and clause.objects[0] in clause.antecedents:
        sub.objects.append(clause.objects[0])
    if kind is ClauseKind.FRONTED:
        state.fronted.append(sub)
    state.enter(sub, interrupt=False)


def _shares_auxiliary(group: VerbGroup) -> bool:
    """Whether a verb after "and" has no auxiliary of its own, and a form that needs one."""
    first = group.words[0]
    return first.tag is Tag.VERB and (
        group.voice is Voice.PASSIVE or first.form not in (Form.FINITE, Form.PAST)
    )


def _object_after_relative(state: State, i: int, clause: Clause) -> None:
    """ "the statement that the OAS organized | the workshop": no relative, for the verb has its object."""
    that = clause.kind is ClauseKind.RELATIVE and clause.marker in state.g.that
    if that and clause.objects and state.look.phrase(i + 1):
        clause.kind = ClauseKind.SUBORDINATE
        clause.objects.clear()


def copied(group: VerbGroup) -> VerbGroup:
    """The same verb for another subject: "so did Chile"."""
    return replace(group)
