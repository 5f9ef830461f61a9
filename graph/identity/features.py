"""What tells that two nodes are one thing: each feature compares them, and gives one of its outcomes.

The outcomes and their weights are data (`features.toml`). A feature of which too little is known gives none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

from pyoxigraph import NamedNode
from rapidfuzz import fuzz

from ...ontology.reference import load
from .known_things import Setting
from .likeness import among, person_words, same_person
from .spans_of_days import agreement, apart
from .surroundings import Standing
from .titles import compared
from .weights import kindred

Feature = Callable[[Standing, Standing], str]

_SPELT_ALIKE = 88  # of 100, in letters
_ABOUT = 2  # years between a release and those in the name of what it tells of
_FEW = 6  # states that a release may mention and still be about one of them
_MANY = 3  # who takes part in both
_THEN, _LATER = 60, 400  # days between a release and what it may tell of
_VERSION = 7  # days between a release and its translation
_LETTERS = re.compile(r"[A-Za-z]")  # of a number: they tell the language


def _share(left: frozenset[object], right: frozenset[object]) -> str:
    if not left or not right:
        return ""
    return "other" if left.isdisjoint(right) else "same"


def _name(left: Standing, right: Standing) -> str:
    return compared(left.titles, right.titles)


def _full_name(left: Standing, right: Standing) -> str:
    found = compared(left.full_titles, right.full_titles)
    if found not in ("same", "short") and (
        left.full_titles & right.any_titles or left.any_titles & right.full_titles
    ):
        return "called"
    return found


def _wording(left: Standing, right: Standing) -> str:
    ours, theirs = ({each.words for each in side.titles} for side in (left, right))
    return "" if ours & theirs else "other"


def _edition(left: Standing, right: Standing) -> str:
    return _share(left.numbers, right.numbers)


def _number(left: Standing, right: Standing) -> str:
    ours, theirs = left.numbers, right.numbers
    if not ours or not theirs:
        return ""
    if ours & theirs and (ours <= theirs or theirs <= ours):
        return "dated" if len(ours & theirs) > 1 or _year(left, right) == "same" else "same"
    return "other"


def _year(left: Standing, right: Standing) -> str:
    ours, theirs = left.years, right.years
    if bool(ours) == bool(theirs):
        return _share(ours, theirs)
    said, told = (ours, right.issued) if ours else (theirs, left.issued)
    if not told[0] or left.numbers or right.numbers:
        return ""
    near = any(abs(int(year) - int(day[:4])) <= _ABOUT for year in said for day in told)
    return "then" if near else "long"


def _recalled(left: Standing, right: Standing) -> str:
    """Whether one has a plain name, and no more than a month, a year or the number of an edition."""
    told = {_told(side) for side in (left, right) if not any(each.telling for each in side.titles)}
    return next((each for each in ("after", "before") if each in told), "")


def _told(node: Standing) -> str:
    if node.days is None:
        return "before" if node.numbers else ""
    if node.days.whole:
        return ""
    return "after" if node.issued[0] > node.days.end else "before"


def _acronym(left: Standing, right: Standing) -> str:
    return _share(left.acronyms, right.acronyms)


def _kind(left: Standing, right: Standing) -> str:
    ours, theirs = left.classes, right.classes
    if not ours or not theirs:
        return ""
    if ours & theirs:
        return "same"
    superclasses = load().superclasses
    if any(a in superclasses(b) or b in superclasses(a) for a in ours for b in theirs):
        return "fits"
    return "near" if any(kindred(a, b) for a, b in product(ours, theirs)) else "other"


def _days(left: Standing, right: Standing) -> str:
    if left.days and right.days:
        return agreement(left.days, right.days)
    ours, theirs = (side.days.start if side.days else side.issued[0] for side in (left, right))
    between = apart(ours, theirs)
    if between is None:
        return ""
    if between <= _THEN:
        return "then"
    return "later" if between <= _LATER or left.numbers & right.numbers else "long"


def _host(left: Standing, right: Standing) -> str:
    if left.about.states and right.about.states:
        return _share(left.about.states, right.about.states)
    return _named(left, right, left.about.states, right.about.states)


def _state(left: Standing, right: Standing) -> str:
    if left.states and right.states:
        return _share(left.states, right.states)
    if not left.states and not right.states:
        found = _share(left.mentioned_states, right.mentioned_states)
        return {"same": "shared", "other": "unshared"}.get(found, "")
    return _named(left, right, left.states, right.states)


def _named(left: Standing, right: Standing, ours: frozenset[NamedNode], theirs: frozenset[NamedNode]) -> str:
    """Whether the releases of the one that says nothing name what the other says."""
    said, other = (ours, right) if ours else (theirs, left)
    if not said or not other.mentions:
        return ""
    if said.isdisjoint(other.mentions):
        return "unnamed"
    if len(other.mentioned_states) <= _FEW or not said.isdisjoint(other.hosts):
        return "named"
    return "among"


def _owner(left: Standing, right: Standing) -> str:
    return _share(left.owners, right.owners)


def _place(left: Standing, right: Standing) -> str:
    return _share(left.around.whole(left.about.places), right.around.whole(right.about.places))


def _organizers(left: Standing, right: Standing) -> str:
    return _share(left.organizers, right.organizers)


def _parties(left: Standing, right: Standing) -> str:
    ours, theirs = left.taking_part, right.taking_part
    if not ours or not theirs:
        return ""
    shared = len(ours & theirs)
    return "many" if shared >= _MANY else "some" if shared else "other"


def _headcount(left: Standing, right: Standing) -> str:
    return _share(left.about.headcounts, right.about.headcounts)


def _group(left: Standing, right: Standing) -> str:
    return _share(left.around.whole(left.about.group_of), right.around.whole(right.about.group_of))


def _person_name(left: Standing, right: Standing) -> str:
    """The worst of all pairs of names: a person of two names fits no other that only one of them fits."""
    pairs = product(left.about.full_names, right.about.full_names)
    found = {
        _person_outcome(person_words(ours), person_words(theirs), ours, theirs) for ours, theirs in pairs
    }
    order = ("other", "surname", "spelling", "initial", "fits", "same")
    return next((each for each in order if each in found), "")


def _person_outcome(ours: list[str], theirs: list[str], left: str, right: str) -> str:
    if ours == theirs:
        return "same" if len(ours) > 1 else "surname"
    if same_person(left, right):
        return "fits"
    short, long = sorted((ours, theirs), key=len)
    if len(short) == 1 and len(short[0]) > 1 and short[0] in _surnames(long):
        return "surname"
    if "-" in min(left, right, key=len) and short == long[-len(short) :]:
        return "surname"
    if len(short) > 1 and 1 in (len(short[0]), len(long[0])) and among(short, long):
        return "initial" if len(short[-1]) > 1 else "other"
    if len(short) == len(long) > 1 and all(map(_spelt_alike, ours, theirs)):
        return "spelling"
    return "other"


def _surnames(names: list[str]) -> list[str]:
    """The words of a full name that may stand alone for it."""
    return names[1:] if len(names) < 4 else names[-2:]


def _spelt_alike(left: str, right: str) -> bool:
    return left == right or (min(len(left), len(right)) > 3 and fuzz.ratio(left, right) >= _SPELT_ALIKE)


def _office(left: Standing, right: Standing) -> str:
    if left.offices and right.offices:
        if left.offices & right.offices or left.offices & right.circle or left.circle & right.offices:
            return "same" if _by_organization(left, right) else "state"
        return "other" if left.circle.isdisjoint(right.circle) else "state"
    ours, theirs = (side.circle if side.offices else frozenset[NamedNode]() for side in (left, right))
    return _named(left, right, ours, theirs)


def _by_organization(left: Standing, right: Standing) -> bool:
    return bool((left.circle & right.circle) - left.states)


def _role(left: Standing, right: Standing) -> str:
    ours, theirs = (side.around.whole(side.about.roles) for side in (left, right))
    return "" if ours.isdisjoint(theirs) else "same"


def _versions(left: Standing, right: Standing) -> str:
    """Whether they stand in two language versions of one release."""
    return "yes" if any(_of_one(a, b) for a in left.settings for b in right.settings) else ""


def _of_one(left: Setting, right: Setting) -> bool:
    if left.language == right.language or not left.publisher or left.publisher != right.publisher:
        return False
    ours, theirs = (_LETTERS.sub("", each.number) for each in (left, right))
    between = apart(left.issued, right.issued)
    return between is not None and between <= (_VERSION if ours and ours == theirs else 0)


def _together(left: Standing, right: Standing) -> str:
    return "" if left.releases.isdisjoint(right.releases) else "yes"


FEATURES: dict[str, Feature] = {
    "name": _name,
    "full_name": _full_name,
    "wording": _wording,
    "person_name": _person_name,
    "acronym": _acronym,
    "edition": _edition,
    "number": _number,
    "year": _year,
    "recalled": _recalled,
    "kind": _kind,
    "days": _days,
    "host": _host,
    "place": _place,
    "state": _state,
    "owner": _owner,
    "organizers": _organizers,
    "parties": _parties,
    "headcount": _headcount,
    "group": _group,
    "office": _office,
    "role": _role,
    "versions": _versions,
    "together": _together,
}
