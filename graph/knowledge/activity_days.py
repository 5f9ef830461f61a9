"""How far an activity has come, and on which days it was."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection

from pyoxigraph import NamedNode

from ...ontology.terms import term
from .believing import Support, support
from .said import World
from .settling_values import Settled

_STATUS = term("cc:status")
ANNOUNCED, UNDERWAY, COMPLETED, CANCELLED = map(
    term, ("cc:announced", "cc:underway", "cc:completed", "cc:cancelled")
)
_ORDER = (ANNOUNCED, CANCELLED, UNDERWAY, COMPLETED)  # what a later one of one day stands against
_BEGUN = (UNDERWAY, COMPLETED)
_DAY = len("2014-03-31")


def status(world: World, activity: NamedNode) -> tuple[NamedNode, Support] | None:
    """The status that the latest release reports; what is announced is never un-begun by it."""
    backed = {
        each: support(claims, world.headers)
        for each, claims in world.values(activity, _STATUS).items()
        if isinstance(each, NamedNode) and each in _ORDER
    }
    if any(each in backed for each in _BEGUN):
        backed.pop(ANNOUNCED, None)
    if not backed:
        return None
    latest = max(backed, key=lambda each: (backed[each].last, _ORDER.index(each)))
    return latest, backed[latest]


def unreported_status(last_day: str, reported: str, roles: Collection[str]) -> NamedNode:
    """The status of an activity of which no release says how far it is: by its days, else by who was there.

    Args:
        last_day: its last day, as far as it is stated; nothing if it is not.
        reported: when the last release spoke of it.
        roles: what actors have to do with it.
    """
    if last_day and reported:
        return ANNOUNCED if last_day > reported else COMPLETED
    waited_for = {"invited", "expected"}
    return ANNOUNCED if roles and waited_for & set(roles) and "participant" not in roles else COMPLETED


def first_day(iso: str) -> str:
    """The first day of a day, month or year."""
    return iso + "-01-01"[len(iso) - 4 :] if len(iso) < _DAY else iso


def last_day(iso: str) -> str:
    """The last day of a day, month or year."""
    if len(iso) >= _DAY:
        return iso
    year, month = int(iso[:4]), int(iso[5:7] or 12)
    return f"{iso[:4]}-{month:02}-{monthrange(year, month)[1]:02}"


def days(start: Settled | None, end: Settled | None, about: Support) -> tuple[str, str]:
    """The first and the last day: as stated, else by when it is reported. Nothing if no release is dated."""
    stated = [each.value.value for each in (start, end) if each]
    if stated:
        return first_day(stated[0]), last_day(stated[-1])
    return about.first, about.last
