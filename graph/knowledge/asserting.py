"""What is asserted of a thing: its relations, the parts that others have in it, and where claims conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode

from ...ontology.terms import term
from .activity_days import status
from .believing import Support, support
from .describing import NAMES, Thing
from .participations import Part, parts, role_properties
from .said import MENTIONS, TYPE, Term, World
from .settling_values import Refines, Settled, same, same_day, settle
from .stating import Assertion, Conflict, merged, relation

START, END, STATUS = term("schema:startDate"), term("schema:endDate"), term("cc:status")
PLACE, HEADCOUNT, HEADCOUNT_IS = term("schema:location"), term("cc:headcount"), term("cc:headcountIs")
HOST_STATE = term("cc:hostState")
_EXACTLY = term("cc:exactly")
# Properties of which a thing has one value.
_ONE: Mapping[NamedNode, Refines] = {
    START: same_day,
    END: same_day,
    PLACE: same,
    HOST_STATE: same,
    HEADCOUNT: same,
    term("org:subOrganizationOf"): same,
    term("cc:ofState"): same,
    term("schema:containedInPlace"): same,
}
_UNCONTESTED = frozenset({PLACE, HEADCOUNT})  # of these a thing may well have several
_NO_RELATIONS = NAMES | {MENTIONS, TYPE, STATUS, HEADCOUNT_IS} | _ONE.keys()


@dataclass(slots=True)
class Asserted:
    """All that is asserted of one thing."""

    relations: list[Assertion] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    one: dict[NamedNode, Settled] = field(default_factory=dict)  # what has one value
    waiting: int = 0  # statements that are not believed enough


def assert_all(
    world: World, thing: Thing, threshold: float, refines: Mapping[NamedNode, Refines] | None = None
) -> Asserted:
    """What is believed of a thing at least so far.

    Args:
        world: what releases say.
        thing: of which.
        threshold: from 0 to 1.
        refines: for some properties, when a value says no less than another.
    """
    made = Asserted()
    iri = thing.iri
    _typing(world, thing, made, threshold)
    for predicate, plain in _ONE.items():
        settled = _settled(world, thing, predicate, (refines or {}).get(predicate, plain))
        if settled:
            _take(made, iri, predicate, settled, threshold)
    _in_order(made, iri, threshold)
    for predicate in sorted({claim.predicate for claim in world.about.get(iri, ())}, key=str):
        if predicate not in _NO_RELATIONS | role_properties():
            for value, claims in sorted(world.values(iri, predicate).items(), key=lambda each: str(each[0])):
                if value != iri:
                    _relate(made, relation(iri, predicate, value, support(claims, world.headers)), threshold)
    if thing.kind == "activity":
        found = status(world, iri)
        if found:
            _relate(made, relation(iri, STATUS, *found), threshold)
        _take_part(world, made, iri, threshold)
    return made


def _typing(world: World, thing: Thing, made: Asserted, threshold: float) -> None:
    """That the thing is there: all claims that tell what it is."""
    claims = [claim for those in world.values(thing.iri, TYPE).values() for claim in those]
    if claims:
        _relate(made, relation(thing.iri, TYPE, thing.cls, support(claims, world.headers)), threshold)


def _relate(made: Asserted, assertion: Assertion, threshold: float) -> None:
    if assertion.support.belief < threshold:
        made.waiting += 1
    else:
        made.relations.append(assertion)


def _settled(world: World, thing: Thing, predicate: NamedNode, refines: Refines) -> Settled | None:
    """The one value of a property; where the reference data know it, theirs alone."""
    values = {
        value: claims for value, claims in world.values(thing.iri, predicate).items() if value != thing.iri
    }
    known = {term("org:subOrganizationOf"): thing.parent, term("cc:ofState"): thing.state}.get(predicate)
    if known is not None and known in values:
        values = {known: values[known]}
    return settle(world, values, refines)


def _take(made: Asserted, iri: NamedNode, predicate: NamedNode, settled: Settled, threshold: float) -> None:
    rivals = tuple((value, each) for value, each in settled.rivals if each.belief >= threshold)
    made.waiting += len(settled.rivals) - len(rivals)
    if settled.support.belief < threshold:
        made.waiting += 1
        return
    made.one[predicate] = replace(settled, rivals=rivals)
    if predicate != HOST_STATE:  # which is a part in the activity
        made.relations.append(relation(iri, predicate, settled.value, settled.support))
    if rivals and predicate not in _UNCONTESTED:
        made.conflicts.append(_conflict(iri, predicate, settled, rivals))


def _conflict(
    iri: NamedNode, predicate: NamedNode, settled: Settled, rivals: tuple[tuple[Term, Support], ...]
) -> Conflict:
    values = sorted((settled.value, *(value for value, _ in rivals)), key=str)
    claims = merged((settled.support.claims, *(each.claims for _, each in rivals)))
    return Conflict(iri, predicate, tuple(values), claims)


def _in_order(made: Asserted, iri: NamedNode, threshold: float) -> None:
    """What ends before it starts is wrong about one of the two: the less believed goes."""
    start, end = made.one.get(START), made.one.get(END)
    if not start or not end:
        return
    short = min(len(start.value.value), len(end.value.value))
    if start.value.value[:short] <= end.value.value[:short]:
        return
    wrong = START if start.support.strength < end.support.strength else END
    lost, kept = made.one.pop(wrong), made.one[END if wrong == START else START]
    made.relations = [each for each in made.relations if each.parts[1] != ("rdf:predicate", wrong)]
    values = tuple(sorted((lost.value, kept.value), key=str))
    claims = merged((lost.support.claims, kept.support.claims))
    made.conflicts = [each for each in made.conflicts if each.predicate != wrong]
    made.conflicts.append(Conflict(iri, wrong, values, claims))


def _take_part(world: World, made: Asserted, iri: NamedNode, threshold: float) -> None:
    host = made.one.get(HOST_STATE)
    state = host.value if host and isinstance(host.value, NamedNode) else None
    made.parts, waiting, conflicts = parts(world, iri, threshold, state)
    made.waiting += len(waiting)
    made.conflicts += conflicts
