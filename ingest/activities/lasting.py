"""From what is said to an activity's first and last day: "a three-day workshop concluded today"."""

from __future__ import annotations

from collections.abc import Collection

from ..base.model import Span
from ..text.reckoning import shift
from .topics import Activity

MOMENTS = frozenset({"cc:Launch", "cc:Signing"})  # they last no days
WITH_DAYS = MOMENTS | {"cc:Activity"}  # weak nouns of these make an activity by a day, not by a place
_DAY = 2  # the least weight of a date that tells a day
_RANGE = 3  # and of one that tells first and last


def settle(activity: Activity, oneday: Collection[str]) -> None:
    """Joins first and last days said apart, and counts days where only a duration is said.

    Activities of the nouns `oneday` end on the day on which they begin, unless the text has it otherwise.
    """
    if activity.entity.head in oneday and activity.duration is None and activity.start is None:
        activity.begun = activity.begun or activity.ended
        activity.ended = activity.ended or activity.begun
    days = None if activity.entity.cls in MOMENTS else activity.duration
    if activity.begun and (activity.start is None or activity.weight < _DAY):
        _from_first(activity, activity.begun, days)
    elif activity.ended and (activity.start is None or activity.weight < _RANGE):
        _from_last(activity, activity.ended, days)
    elif activity.start and activity.end and days and days > 1:
        start, end = activity.start, activity.end
        if start[0] == end[0] and len(start[0]) == len("2019-05-14"):
            activity.end = (shift(start[0], days - 1), end[1])


def _from_first(activity: Activity, begun: tuple[str, Span], days: int | None) -> None:
    activity.start, activity.end = begun, activity.ended
    if activity.end is None and activity.entity.cls in MOMENTS:
        activity.end = begun
    elif activity.end is None and days:
        activity.end = (shift(begun[0], days - 1), begun[1])


def _from_last(activity: Activity, ended: tuple[str, Span], days: int | None) -> None:
    known = activity.start is not None and activity.weight >= _DAY and activity.start[0] < ended[0]
    first = activity.start if known else activity.begun
    activity.start, activity.end = first, ended
    if first is None and days:
        activity.start = (shift(ended[0], 1 - days), ended[1])
    elif first is None and activity.entity.cls in MOMENTS:
        activity.start = ended
