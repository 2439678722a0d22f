"""What the infant needs per day, by its age: that of the model, given all its milk by bottle."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lactea.engine import simulate
from lactea.plan.present import Expected
from lactea.plan.request import LONGEST, Request
from lactea.reading.durations import format_duration
from lactea.scenario import Scenario

Array = NDArray[np.float64]
LONGEST_AGE = 2 * LONGEST.days


def need_by_age(infant: Expected, days: int) -> Array:
    """Daily milk in mL, all infants together, at each day of age before `days`."""
    hundred = -(-max(days, 1) // 100) * 100
    return _need(infant, min(hundred, LONGEST_AGE))[:days]


def need_by_day(request: Request, arrival: int) -> Array:
    """Daily milk in mL from today to the last day of the plan; 0 before the infant is there.

    Parameters
    ----------
    arrival
        Day of the birth; in the past where the infant is there.
    """
    assert request.infant is not None
    need = np.zeros(request.last_day)
    first = max(arrival, 0)
    ages = need_by_age(request.infant, max(request.last_day - arrival, 1))
    if first < request.last_day:
        need[first:] = ages[first - arrival :]
    return need


@lru_cache(maxsize=8)
def _need(infant: Expected, days: int) -> Array:
    scenario = Scenario.model_validate(
        {
            "schema": "lactea.scenario/1",
            "name": "need",
            "summary": "An infant that gets all its milk by bottle.",
            "origin": "first_step",
            "infant": {
                "count": infant.count,
                "sex": infant.sex,
                "birth_weight": f"{infant.birth_weight!r} kg",
            },
            "protocol": [{"do": "top_up", "start": "0 h", "share": 1.0}],
            "horizon": format_duration(days * 86_400),
        }
    )
    return np.asarray(simulate(scenario).days["topup"], dtype=float)
