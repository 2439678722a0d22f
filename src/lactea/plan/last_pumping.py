"""For a stash that has to last until a day: on which day pumping may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from lactea.plan.evaluate import Evaluated
from lactea.plan.outcome import arrival_days, surplus
from lactea.plan.request import Request
from lactea.stash.moments import parse_zone
from lactea.stash.need import SteadyNeed
from lactea.stash.reach import Pumping, pumping_days
from lactea.stash.storage import Times


@dataclass(frozen=True)
class LastPumping:
    """The answer for the plan that puts by most.

    Attributes
    ----------
    until
        The day that has to be reached.
    put_by
        mL a day, the median of people, mean of the days of the plan.
    day
        The last day of pumping; None where pumping to the end does not reach it.
    """

    until: date
    put_by: float
    day: date | None


def last_pumping(request: Request, plans: Sequence[Evaluated]) -> LastPumping | None:
    """The last day of pumping with which the stash lasts; None where nothing has to last.

    Milk keeps as long as the shortest published time for a freezer says, and what ends first goes
    first; the stash room counts.
    """
    goal = request.goal
    if goal.lasts_until is None or goal.daily is None or not plans:
        return None
    arrival = arrival_days(request)[0]
    daily = max(float(np.nanmedian(surplus(one.supply, request, arrival))) for one in plans)
    limit = Times("term", None).of("frozen", "freezer")
    keeps = 0 if limit is None else limit.ticks
    days = [
        request.today + timedelta(days=n)
        for n in range((goal.lasts_until - request.today).days + 1)
    ]
    need = SteadyNeed(Fraction(goal.daily), f"{goal.daily:g} mL a day")
    pumping = Pumping(Fraction(daily), keeps)
    count = pumping_days([], days, need, pumping, parse_zone(request.zone))
    day = None if count is None else days[max(count - 1, 0)]
    return LastPumping(goal.lasts_until, daily, day)
