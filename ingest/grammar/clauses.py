"""Clauses from chunks, in one pass from left to right with a stack of what is interrupted."""

from __future__ import annotations

from collections.abc import Sequence

from ..names.entities import Kind
from .chunks import Chunk
from .clausestate import Level, State
from .completing import complete
from .coordination import is_many
from .nominals import place_phrase
from .relatives import open_relative, open_subordinate
from .syntax import Clause, ClauseKind, Form, Phrase, Tag, VerbGroup, Voice, Word
from .verbals import copied, place_verb
from .wordlists import Grammar

_DASHES = frozenset("–—-")
_OPENING = frozenset("([")
_CLOSING = frozenset(")]")
_LOOSE = frozenset((ClauseKind.FRONTED, ClauseKind.GERUND, ClauseKind.INFINITIVE, ClauseKind.SUBORDINATE))
_NAMED = frozenset((Kind.STATE, Kind.ORGANIZATION, Kind.PERSON))
_PASSIVE = frozenset((Form.PAST, Form.PARTICIPLE))
_PLACES = frozenset((Kind.PLACE, Kind.STATE))


def clauses(grammar: Grammar, chunks: Sequence[Chunk], heading: bool) -> tuple[list[Clause], list[Phrase]]:
    """The clauses of a sentence in the order in which they begin, and its phrases in that of the text."""
    state = State(grammar, chunks, heading)
    for i, chunk in enumerate(chunks):
        state.at = i
        if i < state.resume:
            continue
        if isinstance(chunk, Phrase):
            place_phrase(state, i, chunk)
        elif isinstance(chunk, VerbGroup):
            place_verb(state, i, chunk)
        else:
            _word(state, i, chunk)
    while state.outer:
        _close(state)
    complete(state)
    return state.clauses, state.phrases


def _word(state: State, i: int, word: Word) -> None:
    level = state.level
    tag = word.tag
    if tag is Tag.TIME:
        level.preposition = ""
        if state.look.word(i - 1, Tag.CONJUNCTION) and state.look.word(i - 2, Tag.TIME):
            level.conjunction = False  # "between April 2017 and January 2018"
    elif word.fold in state.g.so and _so(state, i, word.fold):
        return
    elif tag is Tag.PREPOSITION or tag is Tag.TO:
        _preposition(state, i, word.fold)
    elif tag is Tag.RELATIVE:
        open_relative(state, i, word)
    elif tag is Tag.CONJUNCTION:
        level.conjunction, level.nor = True, word.fold in state.g.nor
    elif tag is Tag.SUBORDINATOR and not _shortened(state, i):
        open_subordinate(state, word.fold)
    elif tag is Tag.PARTICLE:
        _particle(state, i, word.fold)
    elif tag is Tag.MARK:
        _mark(state, i, word.fold)


def _preposition(state: State, i: int, fold: str) -> None:
    if state.look.word(i + 1, Tag.RELATIVE):
        state.level.marker = fold
    elif fold in state.g.subordinating and _opens_clause(state, i):
        open_subordinate(state, fold)  # "after it had opened"
    elif not (fold in state.g.partitive and _denied_object(state, i)):
        if not (state.level.preposition in state.g.outer and state.level.preposition):
            _stranded(state)
        state.level.preposition = state.level.preposition or fold


def _denied_object(state: State, i: int) -> bool:
    """Whether a denied verb has its object behind a preposition: "n'a pas envoyé | de représentant"."""
    before = state.c[i - 1] if i else None
    return isinstance(before, VerbGroup) and not before.modality.real and state.look.phrase(i + 1)


def _stranded(state: State) -> None:
    """A preposition without a phrase is a particle: "put it | on", "was handed | over"."""
    level = state.level
    if level.preposition in state.g.examples and state.g.inflected:
        return  # "entre ellos, | A y B"
    if level.preposition in state.g.stranded and level.clause.verb is not None:
        level.clause.particles.append(level.preposition)
    level.preposition = ""


def _opens_clause(state: State, i: int) -> bool:
    """Whether a subject with its verb follows, and that verb is not one that is still awaited."""
    look, level = state.look, state.level
    if not look.phrase(i + 1) or not look.direct(i + 2):
        return False
    awaited = any(clause.verb is None for clause in (level.clause, *level.stack[-2:]))
    return (
        not awaited
        or level.clause.subject is None
        or look.later_finite(min(look.verb_after(i) + 1, len(state.c)))
    )


def _particle(state: State, i: int, fold: str) -> None:
    state.level.clause.particles.append(fold)


# ---------------------------------------------------------------------- marks


def _mark(state: State, i: int, mark: str) -> None:
    level = state.level
    if mark != ":" and mark not in _OPENING:
        _stranded(state)
    if mark == ",":
        _comma(state)
    elif mark in _OPENING and i in state.look.closing:
        _open(state)
    elif mark in _CLOSING and state.outer:
        _close(state)
    elif mark in _DASHES:
        _dash(state)
    elif mark == ":":
        _colon(state, i)
    elif mark == ";" and _names_some(state, i):
        level.comma = True
    elif mark == ";" and _goes_on(state, i):
        level.comma = level.conjunction = level.semicolon = True
    elif mark in ";!?•·*" or (mark == "." and i + 1 == len(state.c)):
        _boundary(state, ClauseKind.MAIN)


def _comma(state: State) -> None:
    level = state.level
    level.interrupted = level.interrupted or level.conjunction
    level.comma, level.conjunction = True, False
    clause = level.clause
    if clause is state.parenthesis:
        state.parenthesis = None
        state.back_to(level.stack[-1])
        level.last = None
        return
    if clause.kind not in _LOOSE or clause.verb is None or (host := _interrupted(state)) is None:
        return
    i = state.at
    if state.look.phrase(i + 1) and not state.look.awaits(i + 2) and level.last is not None:
        return  # "Financed by Canada, | Spain and Japan, the mission visited"
    state.back_to(host)
    level.last = None


def _dash(state: State) -> None:
    """As a comma; but a place that opens the sentence says where: "LIMA, Peru - The OAS ..."."""
    level = state.level
    clause, subject = level.main, level.main.subject
    if (
        subject is None
        or clause is not level.clause
        or clause.verb is not None
        or state.phrases[0] is not subject
    ):
        level.comma = True
    elif subject.head.kind is Kind.PLACE or subject.head.kind is Kind.STATE:
        clause.obliques.append((state.g.place, subject))
        clause.subject = None
        level.frontier.clear()
        level.settle(None)
    else:
        level.comma = True


def _names_some(state: State, i: int) -> bool:
    """Whether some of those before are named: "especialistas de 17 países; | entre ellos, A y B"."""
    after = state.c[i + 1] if i + 1 < len(state.c) else None
    preposition = isinstance(after, Word) and after.fold in state.g.examples
    return state.g.inflected and preposition and state.level.last is not None


def _counted(state: State, aside: Clause) -> Phrase | None:
    """Of whom a bracket after the verb names some: "Three countries took part | (Chile, Peru and Spain)"."""
    subject = state.level.clause.subject
    several = aside.verb is None and aside.subject is not None and bool(aside.subject.items)
    named = several and aside.subject is not None and aside.subject.head.kind in _NAMED
    return subject if named and subject is not None and is_many(state, subject) else None


def _goes_on(state: State, i: int) -> bool:
    """Whether a list goes on after a semicolon: a phrase follows, and no verb of its own."""
    if state.level.last is None or state.look.later_finite(i + 1):
        return False
    return state.look.phrase(i + 1 + state.look.word(i + 1, Tag.CONJUNCTION))


def _interrupted(state: State) -> Clause | None:
    """The main clause, where a fronted one before it has come to its end."""
    for clause in reversed(state.level.stack):
        if clause.verb is None and clause.subject is None:
            return clause
        if clause.verb is not None:
            return None
    return None


def _open(state: State) -> None:
    """A bracket: what stands in it is read by itself."""
    antecedent = state.level.last or (state.level.line[-1] if state.level.line else None)
    state.outer.append(state.level)
    clause = state.new(ClauseKind.VERBLESS, state.level.clause)
    state.level = Level(clause, clause)
    if antecedent is not None:
        state.level.line.append(antecedent)
        state.level.last = antecedent


def _close(state: State) -> None:
    inner, state.level = state.level, state.outer.pop()
    clause = inner.main
    here = clause.subject
    antecedent = state.level.last or _counted(state, clause)
    if antecedent is None and clause.verb is None and here is not None and here.head.kind in _PLACES:
        state.level.main.obliques.append((state.g.place, here))  # "[Lima, 5 May] The OAS ..."
    if clause.verb is None and clause.subject is not None and antecedent is not None:
        antecedent.asides.append(clause.subject)


def _colon(state: State, i: int) -> None:
    level = state.level
    clause = level.clause
    if level.preposition:
        return  # "Organized by: the OAS"
    if clause.kind is ClauseKind.FRONTED and clause.verb is not None and clause is not level.main:
        level.comma = False
        return  # "Participating: Chile and Peru"
    if level.main.verb is None and level.main.subject is not None and clause is level.main:
        clause.kind = ClauseKind.LABEL
        clause.predicate = None
        value = state.new(ClauseKind.VERBLESS, clause)
        state.labels.append((clause, value))
        state.enter(value, interrupt=False)
        level.settle(None)
        level.frontier.clear()
        return
    if state.look.phrase(i + 1) and not state.look.subject(i + 2, commas=True) and clause.verb is not None:
        _list_after(state, clause)
        return
    _boundary(state, ClauseKind.MAIN)


def _list_after(state: State, clause: Clause) -> None:
    """ "The following states attended: Chile, Peru": what stands after the colon is what was announced."""
    passive = clause.verb is not None and clause.verb.voice is Voice.PASSIVE
    agents = [p for prep, p in clause.obliques if prep == state.g.agent and passive]
    after = state.c[state.at + 1]
    named = isinstance(after, Phrase) and (after.head.kind in _NAMED or after.head.tag is Tag.NUMBER)
    near = [p for p in state.level.line[-1:] if named and is_many(state, p)]  # "from eight countries: A"
    hosts = (p for p in (*near, *reversed(clause.objects), *agents, clause.subject) if p is not None)
    whom = [p for p in hosts if p.head.tag is not Tag.PRONOUN]
    host = next(iter(whom), None)
    if named and host is not None and host.head.tag is Tag.NOUN:  # "Five universities entered a team: A, B"
        host = next((p for p in whom if is_many(state, p)), host)
    if host is None and clause.objects:  # "others joined them: A and B"
        state.level.settle(None)
        state.level.frontier.clear()
        return
    if host is None or (host.head.tag is Tag.NAME and host.head.kind is not Kind.ACTIVITY):
        _boundary(state, ClauseKind.MAIN)
        return
    level = state.level
    level.frontier[:] = [host]
    level.last, level.comma, level.conjunction = host, True, False


def _boundary(state: State, kind: ClauseKind) -> None:
    level = state.level
    if level.clause.verb is not None or level.clause.subject is not None or level.clause.obliques:
        level.clause = state.new(kind, None)
        level.stack.clear()
        level.floor = level.inserted = 0
        level.interrupted = False
    level.frontier.clear()
    level.settle(None)


def _turned(state: State, i: int) -> VerbGroup | None:
    """The verb that follows a subject which stands behind its auxiliary; the subject may be a list."""
    for chunk in state.c[i:]:
        if isinstance(chunk, VerbGroup):
            return chunk
        if isinstance(chunk, Word) and chunk.tag is not Tag.CONJUNCTION and chunk.fold != ",":
            return None
    return None


def _shortened(state: State, i: int) -> bool:
    """Whether a participle is all that stands after "though": "Chile, though | invited, did not come"."""
    group = state.c[i + 1] if i + 1 < len(state.c) else None
    waits = state.level.clause.verb is None and state.level.comma and state.level.last is not None
    bare = isinstance(group, VerbGroup) and group.form in _PASSIVE and len(group.words) == 1
    return waits and bare and (state.look.comma(i + 2) or state.look.word(i + 2, Tag.PREPOSITION))


def _so(state: State, i: int, marker: str) -> bool:
    """ "and so did Chile": another subject for the verb before."""
    c = state.c
    if i + 2 >= len(c):
        return False
    group, phrase = c[i + 1], c[i + 2]
    if (
        not isinstance(group, VerbGroup)
        or not isinstance(phrase, Phrase)
        or group.head.tag is not Tag.AUXILIARY
    ):
        return False
    if (verb := _turned(state, i + 3)) is not None:  # "Nor | did | Chile and Peru | send experts"
        if verb.form in _PASSIVE and state.g.auxiliaries.get(group.head.fold) == "be":
            verb.voice = Voice.PASSIVE
        state.enter(state.new(ClauseKind.MAIN, None, marker), interrupt=False)
        state.level.settle(None)
        state.level.frontier.clear()
        state.resume = i + 2
        return True
    if marker in state.g.nor and state.look.word(i + 3, Tag.CONJUNCTION):
        return False  # the verb of several is not found
    told = next(
        (k for k in reversed(state.clauses) if k.verb is not None and k.kind is ClauseKind.MAIN), None
    )
    sub = state.new(ClauseKind.MAIN, None, marker)
    sub.verb, sub.subject = group, phrase
    if told is not None and told.verb is not None:
        sub.verb = copied(told.verb)
        sub.objects, sub.obliques = [*told.objects], [*told.obliques]
        sub.particles = [*told.particles]
    state.phrases.append(phrase)
    state.enter(sub, interrupt=False)
    state.level.settle(phrase)
    state.level.frontier[:] = [phrase]
    state.resume = i + 3
    return True
