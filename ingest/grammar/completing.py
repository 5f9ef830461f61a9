"""What can only be said of clauses when the whole sentence is known: inverted subjects, shared objects."""

from __future__ import annotations

from ..names.entities import Kind
from .clausestate import State
from .displaced import displace
from .syntax import Clause, ClauseKind, Form, Phrase, Tag, VerbGroup, Voice

_CLOSED = frozenset(",?!")
_WHOLE = frozenset((ClauseKind.MAIN, ClauseKind.SUBORDINATE))


def complete(state: State) -> None:
    """Completes the clauses of a sentence."""
    for clause in state.clauses:
        _inverted(state, clause)
    if state.g.inflected:
        displace(state)
    for clause in state.fronted:
        if clause.subject is None and clause.parent is not None and clause.parent.subject is not None:
            clause.subject = clause.parent.subject
            clause.antecedents.insert(0, clause.subject)
    for clause in state.clauses:
        _raised(state, clause)
    below: dict[int, list[Clause]] = {}
    for clause in state.clauses:
        below.setdefault(id(clause.parent), []).append(clause)
    for clause in state.clauses:
        _those(state, clause, below.get(id(clause), []))
    for first, second in zip(state.clauses[-2::-1], state.clauses[:0:-1], strict=False):
        _shared_object(state, first, second)
    for label, value in state.labels:
        if value.verb is not None:
            label.kind, value.kind = ClauseKind.VERBLESS, ClauseKind.MAIN  # "Lima: Chile Takes the Chair"
            continue
        label.objects = [p for p in (value.subject, *value.objects) if p is not None]
        for phrase in label.objects:
            _listed(phrase)
        label.obliques += value.obliques
    kept = {id(value) for _, value in state.labels if value.verb is None}
    state.clauses[:] = [c for c in state.clauses if id(c) not in kept and _says(c)]


def _raised(state: State, clause: Clause) -> None:
    """ "organized the course, which began in Lima, | jointly with A": what the main clause tells."""
    verb, above, subject = clause.verb, clause.parent, clause.subject
    if verb is None or above is None or subject is None or clause.kind is not ClauseKind.RELATIVE:
        return
    if (
        verb.lemma not in state.g.intransitive
        or subject.head.kind is not Kind.ACTIVITY
        or subject not in above.objects
    ):
        return
    together = [oblique for oblique in clause.obliques if oblique[0] == state.g.together]
    above.obliques += together
    clause.obliques = [oblique for oblique in clause.obliques if oblique not in together]


def _listed(phrase: Phrase) -> None:
    """After a label, names that commas part are a list: "Sponsors: Cisco, Citi Foundation"."""
    if phrase.head.tag is Tag.NAME:
        phrase.items += [aside for aside in phrase.asides if aside.head.kind is phrase.head.kind]
        phrase.asides = [aside for aside in phrase.asides if aside.head.kind is not phrase.head.kind]


def _says(clause: Clause) -> bool:
    """Whether there is anything in a clause."""
    return clause.verb is not None or clause.subject is not None or bool(clause.obliques or clause.objects)


def _inverted(state: State, clause: Clause) -> None:
    """ "Also present were Chile and Peru", "Around the table sat experts": the subject stands last."""
    verb, subject = clause.verb, clause.subject
    relative = clause.kind is ClauseKind.RELATIVE and bool(clause.obliques) and subject is None
    whole = clause.kind in _WHOLE or relative
    if verb is None or not clause.objects or not whole or verb.voice is Voice.PASSIVE:
        return
    if subject is not None and _is_speech(state, subject, verb):
        clause.subject, clause.objects[0] = clause.objects[0], subject
    elif state.g.inflected:
        return
    elif subject is None and _inverts(state, verb):
        clause.subject = clause.objects.pop(0)
    elif subject is not None and subject.head.fold in state.g.predicative and verb.lemma in state.g.copulas:
        clause.subject, clause.predicate = clause.objects.pop(0), subject
        clause.objects.insert(0, subject)
        clause.inverted = True
        return
    else:
        return
    clause.inverted = True
    if clause.predicate is clause.subject:
        clause.predicate = None


def _is_speech(state: State, subject: Phrase, verb: VerbGroup) -> bool:
    """Whether a quotation before a verb is what somebody after it says."""
    head = subject.head
    if head.tag is not Tag.QUOTATION:
        return False
    return verb.lemma in state.g.reporting or head.text[-2:-1] in _CLOSED


def _inverts(state: State, verb: VerbGroup) -> bool:
    return verb.lemma in state.g.inverted and verb.form is not Form.INFINITIVE


def _those(state: State, clause: Clause, below: list[Clause]) -> None:
    """ "Those taking part are Chile and Peru": who they are is said by the copula."""
    verb = clause.verb
    if verb is None or verb.lemma not in state.g.copulas:
        return
    named = clause.predicate or (clause.objects[0] if clause.objects else None)
    if clause.inverted or (clause.subject is not None and not _is_those(state, clause.subject)):
        named = clause.subject
    if named is None or _is_those(state, named):
        return
    for other in below:
        subject = other.subject
        if subject is not None and _is_those(state, subject):
            other.subject = named


def _is_those(state: State, phrase: Phrase) -> bool:
    return phrase.head.tag is Tag.DETERMINER and phrase.head.fold in state.g.alone and not phrase.items


def _at_once(state: State, first: Clause, second: Clause) -> bool:
    """ "The OAS organized and | Canada funded the course": only "and" stands between."""
    if first.verb is None or second.subject is None or first.verb.lemma in state.g.intransitive:
        return False
    return 0 <= second.subject.first - first.verb.words[-1].last <= 1


def _shared_object(state: State, first: Clause, second: Clause) -> None:
    """ "organized and financed | the workshop": the object stands after the second verb only."""
    one, other = first.verb, second.verb
    if one is None or other is None or first.objects or first.obliques or not second.objects:
        return
    if first.kind is not second.kind or not (
        first.subject is second.subject or _at_once(state, first, second)
    ):
        return
    if first.subject is None and first.kind in _WHOLE:
        return
    if _active(one) and _active(other) and first.parent is second.parent:
        first.objects = second.objects[:1]


def _active(verb: VerbGroup) -> bool:
    return verb.voice is Voice.ACTIVE and verb.head.tag is Tag.VERB
