"""Days of the week: which of them a part of a plan is for, and how that is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Literal, get_args

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
WORKING_WEEK = WEEKDAYS[:5]
"""Days away unless others are named. Assumed: no user said which; Monday to Friday is the commonest week of work,
and who works on other days names them."""
WEEK = 7
EVERY_DAY = frozenset(range(WEEK))
SHORTEST_RUN = 3


def weekday_of(day: date) -> Weekday:
    """The weekday of a date."""
    return WEEKDAYS[day.weekday()]


def weekdays_from(first: date, days: Iterable[int]) -> tuple[Weekday, ...]:
    """The weekdays of days of the week that are counted from a date, Monday first."""
    found = {weekday_of(first.fromordinal(first.toordinal() + day)) for day in days}
    return tuple(name for name in WEEKDAYS if name in found)


def holds(stretch: Mapping[str, Any], day: date) -> bool:
    """Whether a day is one of a stretch of a kept plan; plans kept without weekdays are for every day."""
    if not date.fromisoformat(stretch["from"]) <= day <= date.fromisoformat(stretch["until"]):
        return False
    return weekday_of(day) in stretch.get("weekdays", WEEKDAYS)


def said(names: Sequence[Weekday]) -> str:
    """Weekdays in words, such as ``Monday to Friday``; nothing where it is every day."""
    if len(names) == WEEK:
        return ""
    words = [name.capitalize() for name in names]
    places = [WEEKDAYS.index(name) for name in names]
    in_a_row = all(other == one + 1 for one, other in pairwise(places))
    if in_a_row and len(words) >= SHORTEST_RUN:
        return f"{words[0]} to {words[-1]}"
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
