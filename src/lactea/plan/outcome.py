"""How a supply meets the goal: in whom, on which day of arrival, and how far."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from lactea.plan.need import need_by_day
from lactea.plan.request import Request
from lactea.plan.supply import Supply
from lactea.scenario.rules import UNITS

Array = NDArray[np.float64]
ARRIVALS = 9
"""Days of arrival that are looked at: the middles of so many equally likely parts of the range."""
BAND = 0.9
FIRST_DROPS_ML = 1.0
"""Milk of a day that counts as drops: the threshold that rules of scenarios name."""
assert UNITS["milk.removed_per_day"][1] == "1 mL"


@dataclass(frozen=True)
class Outcome:
    """A goal held against a supply.

    Attributes
    ----------
    values : (people, arrivals)
        What is compared with the target: a share, mL/day or mL.
    target : float
    people : int
        Whose runs did not fail.
    """

    values: Array
    target: float
    people: int

    @property
    def chance(self) -> float:
        """Share of people and arrivals in which the goal is reached."""
        return float(np.mean(self.values >= self.target)) if self.people else math.nan

    @property
    def attained(self) -> float:
        """Mean of the share of the target that is reached, at most 1."""
        if not self.people:
            return math.nan
        return float(np.mean(np.minimum(self.values / self.target, 1.0)))

    @property
    def band(self) -> tuple[float, float]:
        """Wilson's band around the chance, for so many people."""
        return wilson(self.chance, self.people)

    def quantiles(self, shares: tuple[float, ...] = (0.05, 0.25, 0.5, 0.75, 0.95)) -> list[float]:
        """Of the values, all arrivals together."""
        return [float(value) for value in np.quantile(self.values, shares)]

    def at_arrival(self, place: int) -> Array:
        """The values of everybody for one arrival."""
        return self.values[:, place]


def wilson(share: float, n: int, width: float = BAND) -> tuple[float, float]:
    """Wilson's interval of a share of `n`."""
    if not n:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + width) / 2)
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def arrival_days(request: Request) -> tuple[int, ...]:
    """Days on which the infant may come, equally likely each: a triangle over the range.

    The day of the birth where it is there; today where nobody is awaited.
    """
    infant, lactation = request.infant, request.lactation
    if infant is None or infant.arrives is None:
        return (0 if lactation is None else request.day(lactation.born),)
    low, likely, high = (
        request.day(day)
        for day in (infant.arrives.earliest, infant.arrives.likely, infant.arrives.latest)
    )
    if low == high:
        return (low,)
    shares = [(number + 0.5) / ARRIVALS for number in range(ARRIVALS)]
    return tuple(round(_triangle(share, low, likely, high)) for share in shares)


def _triangle(share: float, low: int, likely: int, high: int) -> float:
    """Quantile of the triangular distribution."""
    rise = (likely - low) / (high - low)
    if share < rise:
        return low + math.sqrt(share * (high - low) * (likely - low))
    return high - math.sqrt((1 - share) * (high - low) * (high - likely))


def outcome_of(
    supply: Supply, request: Request, arrivals: tuple[int, ...] | None = None
) -> Outcome:
    """The goal of a request held against the supply of its people.

    Parameters
    ----------
    arrivals
        Days of arrival to look at; all of `arrival_days` without it.
    """
    whole = np.isfinite(supply.removed).all(axis=1)
    kept = Supply(supply.removed[whole])
    days = arrival_days(request) if arrivals is None else arrivals
    columns = [_values(kept, request, arrival) for arrival in days]
    return Outcome(np.stack(columns, axis=1), target_of(request), int(whole.sum()))


def target_of(request: Request) -> float:
    """The number that the values of a goal are compared with."""
    goal = request.goal
    target = {
        "share_of_need": goal.share,
        "volume": goal.per_day,
        "keep": goal.per_day,
        "any_drops": FIRST_DROPS_ML,
        "stash": goal.amount,
        "stop": 0.0,
    }[goal.kind]
    assert target is not None
    return target


def goal_day(request: Request, arrival: int) -> int:
    """The last day that counts for the goal, where the infant comes on a day."""
    goal = request.goal
    if not goal.counts_from_arrival:
        return request.last_day
    return max(1, min(request.last_day, arrival + goal.wait))


def _values(supply: Supply, request: Request, arrival: int) -> Array:
    day = goal_day(request, arrival)
    match request.goal.kind:
        case "share_of_need":
            need = need_by_day(request, arrival)[day - 1]
            share: Array = supply.lasting[:, day - 1] / max(need, FIRST_DROPS_ML)
            return share
        case "any_drops":
            values: Array = supply.removed[:, :day].max(axis=1)
            return values
        case "keep":
            lowest: Array = supply.lasting[:, min(6, day - 1) : day].min(axis=1)
            return lowest
        case "stash":
            put_by: Array = surplus(supply, request, arrival)[:, :day].sum(axis=1)
            return put_by
        case _:
            return supply.lasting[:, day - 1]


def surplus(supply: Supply, request: Request, arrival: int) -> Array:
    """Milk beyond what the infant needs, mL per day of everybody; all of it where there is none."""
    if request.infant is None:
        return supply.removed
    return np.maximum(supply.removed - need_by_day(request, arrival), 0.0)
