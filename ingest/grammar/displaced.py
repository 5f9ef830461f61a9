"""Subjects behind their verbs or left out, and objects that a preposition or a pronoun tells.

Only languages whose verbs tell the person have them; English subjects stand before their verbs.
"""

from __future__ import annotations

from ..names.entities import Kind
from .clausestate import State
from .syntax import Clause, ClauseKind, Form, Phrase, Tag, VerbGroup, Voice, Word

_WHOLE = frozenset((ClauseKind.MAIN, ClauseKind.SUBORDINATE, ClauseKind.VERBLESS))
_THINGS = frozenset((Kind.ACTIVITY, Kind.INSTRUMENT))
_TOLD = frozenset((ClauseKind.SUBORDINATE, ClauseKind.INFINITIVE))
_NAMES = frozenset((Kind.ORGANIZATION, Kind.STATE, Kind.PERSON))
_ACTORS = _NAMES | {Kind.UNKNOWN}


def displace(state: State) -> None:
    """Finds the subjects and objects of the clauses of a sentence that stand where English has none."""
    told: Clause | None = None
    for clause in state.clauses:
        verb = clause.verb
        if verb is None:
            continue
        _suffering(state, clause, verb)
        _own_reflexive(state, clause, verb)
        _trained(state, clause, verb)
        _personal(state, clause, verb)
        _controlled(state, clause)
        if verb.voice is Voice.ACTIVE and verb.form is Form.FINITE:
            _pronoun(state, clause, verb)
            _another(state, clause, verb, told)
            _behind(state, clause, verb)
        if verb.form is Form.FINITE:
            _unsaid(state, clause, verb, told)
        if clause.kind is ClauseKind.MAIN and clause.subject is not None:
            told = clause


def _suffering(state: State, clause: Clause, verb: VerbGroup) -> None:
    """ "al celebrarse | el foro", "Fue inaugurado | el taller", "al concluir | el curso"."""
    alone = verb.lemma in state.g.intransitive and verb.form is Form.INFINITIVE and not verb.chain
    if clause.subject is None and clause.objects and (verb.voice is Voice.PASSIVE or alone):
        clause.subject = clause.objects.pop(0)


def _reflexive(verb: VerbGroup) -> bool:
    """Whether a verb is passive by its pronoun: "se capacitó a"."""
    return any(word.tag is Tag.REFLEXIVE or word.clitic for word in verb.words)


def _trained(state: State, clause: Clause, verb: VerbGroup) -> None:
    """ "Se capacitó | a fiscales": passive, though the verb has a meaning of its own with this pronoun."""
    g = state.g
    if g.conjugation is None or verb.lemma not in g.pronominals or clause.subject or clause.objects:
        return
    nouns = [(p, phrase) for p, phrase in clause.obliques if p == g.personal and phrase.head.kind is None]
    if nouns and acts(state, nouns[0][1]) and not is_plural(state, verb):
        verb.lemma, verb.voice = g.conjugation.plain(verb.lemma)[0], Voice.PASSIVE


def _own_reflexive(state: State, clause: Clause, verb: VerbGroup) -> None:
    """ "prefirió | fijarse en": who is governed by a verb does it, though a passive is written the same."""
    joined = bool(verb.chain) and not any(word.tag is Tag.REFLEXIVE for word in verb.words)
    joined = joined and verb.voice is Voice.PASSIVE and _reflexive(verb)
    if joined and clause.subject is not None and acts(state, clause.subject):
        verb.voice = Voice.ACTIVE


def _personal(state: State, clause: Clause, verb: VerbGroup) -> None:
    """ "capacitó | a funcionarios de Perú": an object with a preposition."""
    g = state.g
    if clause.objects or verb.lemma in g.intransitive or verb.lemma in g.pronominals:
        return
    if verb.voice is Voice.PASSIVE and not _reflexive(verb):
        return
    for oblique in clause.obliques:
        preposition, phrase = oblique
        if preposition == g.personal and acts(state, phrase) and phrase is not clause.subject:
            clause.obliques.remove(oblique)
            clause.objects.append(phrase)
            return


def _controlled(state: State, clause: Clause) -> None:
    """ "invitó a Chile a | participar", "agradeció a Canadá por | financiar": what the object does."""
    above = clause.parent
    if above is None or above.verb is None or clause.subject is not above.subject:
        return
    obliques = [phrase for preposition, phrase in above.obliques if preposition == state.g.personal]
    held = next((phrase for phrase in (*above.objects, *obliques)), None)
    led = clause.kind is ClauseKind.INFINITIVE and above.verb.lemma in state.g.object_control
    thanked = clause.kind is ClauseKind.GERUND and clause.marker == state.g.purpose
    if held is not None and (led or thanked) and above.verb.voice is Voice.ACTIVE and acts(state, held):
        clause.subject = held


def acts(state: State, phrase: Phrase) -> bool:
    """Whether a phrase names somebody, or people."""
    if phrase.head.kind is not None:
        return phrase.head.kind in _ACTORS
    return phrase.head.lemma in state.g.people or phrase.head.fold in state.g.people


def _pronoun(state: State, clause: Clause, verb: VerbGroup) -> None:
    """ "el taller lo organiza la OEA", "la OEA lo organiza": the object, which a pronoun may repeat."""
    if verb.clitic not in state.g.clitics or not verb.clitic:
        return
    start = verb.words[0].first
    repeated = next((o for o in clause.obliques if o[0] == state.g.personal and o[1].first < start), None)
    if repeated is not None and clause.subject is None:
        clause.obliques.remove(repeated)
        clause.subject = repeated[1]  # "A este grupo lo | crearon los ministros"
    subject, behind = clause.subject, clause.objects[0] if clause.objects else None
    if behind is None:
        clause.objects.append(_word(verb.clitic, verb.words[0].first))
    elif acts(state, behind):
        clause.subject, clause.inverted = behind, True
        clause.objects[0] = subject or _word(verb.clitic, verb.words[0].first)


def _word(fold: str, at: int) -> Phrase:
    """A pronoun that stands for nothing of its own."""
    word = Word(fold, fold, at, at, Tag.PRONOUN)
    return Phrase([word], word)


def _another(state: State, clause: Clause, verb: VerbGroup, told: Clause | None) -> None:
    """ "La reunión concluyó, y de ella se encargó | la OEA": the subject before is not that of this verb."""
    shared = told is not None and clause.kind is ClauseKind.MAIN and clause.subject is told.subject
    alone = _called(clause, verb) in state.g.inverting | state.g.intransitive
    if shared and alone and clause.objects and acts(state, clause.objects[0]):
        clause.subject = None


def _behind(state: State, clause: Clause, verb: VerbGroup) -> None:
    """ "Participaron | expertos de Chile", "Inauguró el taller | Ana Ruiz", "que organizó | la OEA"."""
    if not clause.objects and clause.kind is ClauseKind.RELATIVE:
        _done_by_another(state, clause, verb)
    if not clause.objects or (verb.clitic in state.g.clitics and verb.clitic):
        return
    if clause.subject is None:
        found = _subject(state, clause, verb)
        if found is not None:
            clause.objects.remove(found)
            clause.subject, clause.inverted = found, True
            if clause.predicate is found:
                clause.predicate = clause.objects[0] if clause.objects else None
    elif _turns(state, clause, clause.subject, verb):
        clause.subject, clause.objects[0] = clause.objects[0], clause.subject


def _done_by_another(state: State, clause: Clause, verb: VerbGroup) -> None:
    """ "La OEA anunció el foro que | organizará en Lima": who does it stands in the clause above."""
    antecedent, above = clause.subject, clause.parent
    if antecedent is None or antecedent not in clause.antecedents or above is None or above.subject is None:
        return
    thing = antecedent.head.kind in _THINGS and above.subject is not antecedent
    alone = _called(clause, verb) in state.g.intransitive | state.g.inverting | state.g.copulas
    done = thing and not alone and verb.voice is Voice.ACTIVE and acts(state, above.subject)
    if done and is_plural(state, verb) == is_many(state, above.subject):
        clause.subject, clause.objects = above.subject, [antecedent]


def _turns(state: State, clause: Clause, first: Phrase, verb: VerbGroup) -> bool:
    """Whether what stands before a verb is its object, and what stands behind it its subject."""
    if clause.kind is ClauseKind.RELATIVE:
        return _suffers(state, clause, verb)
    return clause.kind is ClauseKind.MAIN and _turned(state, first, clause.objects[0], verb)


def _turned(state: State, first: Phrase, behind: Phrase, verb: VerbGroup) -> bool:
    """ "Un acuerdo | firmaron la OEA y Canadá": the verb agrees with what stands behind it."""
    if acts(state, first) or not acts(state, behind) or not _definite(behind):
        return False
    many = is_plural(state, verb)
    return many != is_many(state, first) and many == is_many(state, behind)


def _subject(state: State, clause: Clause, verb: VerbGroup) -> Phrase | None:
    g = state.g
    if _called(clause, verb) in g.inverting | g.intransitive:
        return clause.objects[0]
    if clause.kind not in _WHOLE and clause.kind is not ClauseKind.RELATIVE:
        return None
    acting = [phrase for phrase in clause.objects if acts(state, phrase)]
    if not acting:
        return None
    if len(clause.objects) > 1:
        return acting[-1]
    person = acting[0].head.kind is Kind.PERSON
    return acting[0] if _definite(acting[0]) and (person or verb.lemma not in g.founding) else None


def _called(clause: Clause, verb: VerbGroup) -> str:
    """A verb with its particles: "tener-lugar"."""
    return "-".join((verb.lemma, *clause.particles))


def _definite(phrase: Phrase) -> bool:
    """Whether one who acts is no object, which would have its preposition: "Organiza | la OEA"."""
    if phrase.head.kind is not None:
        return phrase.head.kind in _NAMES
    return bool(phrase.determiner) and not phrase.number


def _awaits_subject(state: State, clause: Clause) -> bool:
    """Whether a clause has its verb and object, and no subject yet: "Patrocinan el encuentro, ..., |"."""
    verb = clause.verb
    if verb is None or clause.subject is not None or clause.kind not in _WHOLE:
        return False
    if _called(clause, verb) in state.g.inverting | state.g.intransitive:
        return False
    if verb.voice is Voice.PASSIVE or verb.form is not Form.FINITE or verb.lemma in state.g.copulas:
        return False
    return bool(clause.objects) and not any(acts(state, phrase) for phrase in clause.objects)


def subject_behind(state: State) -> bool:
    """Goes back to a clause whose subject stands after what was inserted; whether there is one."""
    level = state.level
    if level.clause.kind is ClauseKind.RELATIVE and level.clause.verb and level.clause.subject is None:
        return False
    for clause in (level.clause, *reversed(level.stack)):
        if _awaits_subject(state, clause):
            if clause is not level.clause:
                state.back_to(clause)
            return True
        if clause.kind is ClauseKind.MAIN:
            return False
    return False


def _suffers(state: State, clause: Clause, verb: VerbGroup) -> bool:
    """Whether what a relative clause is about is its object: "el taller que | organizó la OEA"."""
    antecedent, behind = clause.subject, clause.objects[0]
    whose = clause.marker in state.g.whose
    if (
        antecedent is None
        or not (whose or antecedent in clause.antecedents)
        or behind.first < verb.words[-1].last
    ):
        return False
    if verb.lemma in state.g.copulas or verb.lemma in state.g.intransitive:
        return False
    if behind.head.kind is Kind.PERSON:
        return True  # as an object a person has its preposition
    if acts(state, antecedent):
        return False
    if not acts(state, behind) or not _definite(behind):
        return False
    many = is_plural(state, verb)
    if many != is_many(state, antecedent):
        return True
    return verb.lemma not in state.g.founding and many == is_many(state, behind)


def is_many(state: State, phrase: Phrase) -> bool:
    """Whether a phrase means several."""
    return bool(phrase.items) or (phrase.head.kind is None and state.g.plural(phrase.head.fold))


def is_plural(state: State, verb: VerbGroup) -> bool:
    """Whether a verb tells that its subject is several."""
    for word in verb.words:
        if word.tag is Tag.AUXILIARY and (reading := state.g.auxiliary(word.fold)):
            return reading.plural
        if word.tag is Tag.VERB:
            return word.plural
    return False


def _unsaid(state: State, clause: Clause, verb: VerbGroup, told: Clause | None) -> None:
    """ "Además, | organizó un taller": the subject is that of the clause before, or a pronoun not said."""
    g = state.g
    if clause.subject is not None or clause.kind not in _WHOLE or not g.unsaid or state.heading:
        return
    if verb.lemma in g.impersonal or (verb.lemma in g.copulas and not verb.chain):
        return
    told_below = any(c.parent is clause and c.kind in _TOLD for c in state.clauses)
    if verb.voice is Voice.PASSIVE and (clause.objects or told_below):
        return  # "se prevé que"
    above = clause.parent
    if clause.kind is ClauseKind.SUBORDINATE and above is not None and above.verb is not None:
        asked = above.verb.lemma in g.object_control | g.addressing and bool(above.objects)
        if asked and acts(state, above.objects[0]):
            clause.subject = above.objects[0]  # "pidió a Perú que | acoja el foro"
            return
    many = is_plural(state, verb)
    before = told.subject if told is not None and clause.kind is ClauseKind.MAIN else None
    if before is not None and before.head.tag is not Tag.PRONOUN and is_many(state, before) == many:
        clause.subject = before
        return
    at = 0 if told is None and clause.kind is ClauseKind.MAIN else verb.words[0].first
    clause.subject = _word(g.unsaid[many], at)
