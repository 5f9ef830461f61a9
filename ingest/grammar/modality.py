"""How far each clause says that what it tells happens; dependent clauses have it from their governors."""

from __future__ import annotations

from collections.abc import Sequence

from ..names.entities import Kind
from .syntax import Clause, ClauseKind, Modality, Phrase, Voice
from .wordlists import Grammar

_GOVERNED = frozenset((ClauseKind.INFINITIVE, ClauseKind.GERUND, ClauseKind.SUBORDINATE))
_FEW = 4  # objects of one verb that are looked at
_ATTACHED = frozenset((ClauseKind.RELATIVE, ClauseKind.PARTICIPLE))
_SURE = frozenset((Kind.STATE, Kind.ORGANIZATION, Kind.PERSON))
_UNREAL = frozenset((Modality.WISHED, Modality.HYPOTHETICAL))


def judge(grammar: Grammar, clauses: Sequence[Clause], question: bool) -> None:
    """Sets the modality of each clause; parents stand before their dependents. A question tells nothing."""
    condition = _condition(grammar, clauses)
    for clause in clauses:
        clause.modality = max(_own(grammar, clause), _inherited(grammar, clause))
        if clause.kind is ClauseKind.MAIN and condition and clause.modality is Modality.PLANNED:
            clause.modality = Modality.HYPOTHETICAL
    for clause in clauses if question else ():
        clause.modality = max(clause.modality, Modality.HYPOTHETICAL)
    gone = [p for clause in clauses for p in _cancelled(grammar, clause)]
    for clause in clauses if gone else ():
        if clause.kind in _ATTACHED and any(p in gone for p in (clause.subject, *clause.objects)):
            clause.modality = Modality.CANCELLED


def _condition(grammar: Grammar, clauses: Sequence[Clause]) -> bool:
    """Whether "if" opens one of the clauses."""
    return any(c.marker in grammar.conditional and c.kind is ClauseKind.SUBORDINATE for c in clauses)


def _own(grammar: Grammar, clause: Clause) -> Modality:
    verb = clause.verb
    found = verb.modality if verb is not None else Modality.ASSERTED
    doubted = clause.marker in grammar.conditional or clause.marker in grammar.doubting
    if doubted and clause.kind is ClauseKind.SUBORDINATE:
        found = max(found, Modality.HYPOTHETICAL)
    if clause.marker in grammar.nor and clause.kind is ClauseKind.MAIN:
        found = max(found, Modality.NEGATED)
    if clause.kind is ClauseKind.GERUND and clause.marker in grammar.negating:
        found = max(found, Modality.NEGATED)
    named = [clause.subject, *clause.objects]
    if verb is not None and any(_none(grammar, p) for p in named):
        found = max(found, Modality.NEGATED)
    if found is Modality.HYPOTHETICAL and verb is not None and _reported(grammar, clause):
        return Modality.PLANNED  # "said that the OAS would organize"
    return found


def _none(grammar: Grammar, phrase: Phrase | None) -> bool:
    if phrase is None:
        return False
    return phrase.determiner in grammar.no or phrase.head.fold in grammar.no


def _reported(grammar: Grammar, clause: Clause) -> bool:
    """Whether "would" is the future of a past: what somebody said that somebody would do."""
    verb, parent = clause.verb, clause.parent
    if verb is None or parent is None or parent.verb is None or clause.kind is not ClauseKind.SUBORDINATE:
        return False
    if clause.marker in grammar.conditional or parent.verb.lemma not in grammar.reporting:
        return False
    perfect = any(grammar.auxiliaries.get(w.fold) == "have" for w in verb.words)
    return not perfect and any(w.fold in grammar.reported_future for w in verb.words)


def _inherited(grammar: Grammar, clause: Clause) -> Modality:
    parent = clause.parent
    if parent is None:
        return Modality.ASSERTED
    if clause.kind in _GOVERNED or _taken(clause, parent):
        return _from_governor(grammar, clause, parent)
    if clause.kind in _ATTACHED and parent.modality in _UNREAL and _indefinite(grammar, clause, parent):
        return parent.modality
    return Modality.ASSERTED


def _taken(clause: Clause, parent: Clause) -> bool:
    """Whether a participle is what the verb just before it takes: "is considering | creating a council"."""
    verb, above = clause.verb, parent.verb
    if (
        verb is None
        or above is None
        or clause.kind is not ClauseKind.PARTICIPLE
        or verb.voice is Voice.PASSIVE
    ):
        return False
    return verb.words[0].first == above.words[-1].last


def _from_governor(grammar: Grammar, clause: Clause, parent: Clause) -> Modality:
    governed = Modality.ASSERTED
    verb = parent.verb
    if clause.kind is not ClauseKind.GERUND or not clause.marker:
        if verb is not None and (clause.kind is ClauseKind.SUBORDINATE or clause.verb is not None):
            governed = grammar.governs.get(verb.lemma, governed)
        noun = clause.antecedents[0] if clause.antecedents else None
        if clause.kind is ClauseKind.INFINITIVE and noun is not None:
            governed = max(governed, grammar.governs.get(noun.head.lemma, governed))
    if clause.kind is ClauseKind.GERUND and grammar.inflected and clause.antecedents and clause.verb:
        noun = clause.antecedents[0]  # "en condiciones de | crear un centro"
        if clause.verb.words[0].first - noun.last == 1:
            governed = max(governed, grammar.governs.get(noun.head.lemma, governed))
    if clause.kind is ClauseKind.SUBORDINATE and clause.marker not in grammar.that and clause.marker:
        return Modality.ASSERTED
    return max(governed, parent.modality)


def _indefinite(grammar: Grammar, clause: Clause, parent: Clause) -> bool:
    """Whether what a clause is attached to is only thought of: "would like to host a | workshop"."""
    antecedent = clause.antecedents[0] if clause.antecedents else clause.subject
    if antecedent is not None and antecedent.head.kind in _SURE:
        return False  # "wishes to thank Canada, | which paid for it"
    if antecedent is None or antecedent is parent.subject or antecedent.head.mention is None:
        return antecedent is not None and antecedent is not parent.subject
    return antecedent.determiner in grammar.indefinite or not antecedent.determiner


def name(clause: Clause) -> str:
    """The verb of a clause with its particles: "call-off"."""
    return "" if clause.verb is None else "-".join((clause.verb.lemma, *clause.particles))


def _cancelled(grammar: Grammar, clause: Clause) -> list[Phrase]:
    """What a clause says is cancelled; what the sentence tells of it elsewhere does not happen either."""
    verb = clause.verb
    if (
        verb is None
        or grammar.governs.get(name(clause)) is not Modality.CANCELLED
        or not clause.modality.real
    ):
        return []
    clause.modality = Modality.CANCELLED
    if verb.voice is Voice.PASSIVE:
        return [] if clause.subject is None else [clause.subject]
    return clause.objects[:_FEW]
