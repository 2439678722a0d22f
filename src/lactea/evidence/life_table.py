"""Life tables: the chance of an event among those who are still at risk, as studies of fertility print it.

A woman leaves the table when she is no longer at risk, such as by a first period: she counts in the
months before and in none after. The share of all women in whom it happened is smaller.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from lactea.evidence.runs import Answer, InGroup, Question

MONTH_DAYS = 365.25 / 12


def moments(at: str) -> tuple[str, ...]:
    """The ends of the months up to a moment, the birth first."""
    from lactea.reading.durations import DAY, parse_duration

    days = parse_duration(at) / DAY
    months = max(1, round(days / MONTH_DAYS))
    return tuple(f"P{round(days * month / months)}D" for month in range(months + 1))


def by_month(question: Question) -> list[Question]:
    """The same question at the end of every month."""
    return [replace(question, at=at) for at in moments(question.at)]


def life_table(happened: Sequence[Sequence[Answer]], at_risk: Sequence[Sequence[Answer]]) -> Answer:
    """The cumulative chance of a group in percent.

    Parameters
    ----------
    happened : sequence of sequence of Answer
        By month, of every person: the chance in percent that it has happened while at risk.
    at_risk : sequence of sequence of Answer
        The same: the chance in percent to be still at risk.
    """
    everything = [answer for month in (*happened, *at_risk) for answer in month]
    problem = next((answer.problem for answer in everything if answer.problem), "")
    if problem:
        return Answer(problem=f"Somebody is missing in the life table: {problem}")
    hazard = 0.0
    for before, after in pairwise(zip(_sums(happened), _sums(at_risk), strict=True)):
        exposed = (before[1] + after[1]) / 2
        if exposed > 0:
            hazard += (after[0] - before[0]) / exposed
    people = len(happened[0])
    return Answer(
        100 * (1 - math.exp(-hazard)),
        group=InGroup(people, failed=0, never=0, low=None, high=None),
    )


def _sums(months: Sequence[Sequence[Answer]]) -> list[float]:
    return [sum(answer.value for answer in month) for month in months]
