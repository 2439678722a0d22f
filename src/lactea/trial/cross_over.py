"""Cross-over designs: everybody is their own control, period after period, with wash-outs between.

The arms of such a trial are sequences. A period is `begins` to `at` after randomisation, and its value is
read at the visit `at`; what lies between two periods is the wash-out, in which nothing is given.
"""

from __future__ import annotations

from typing import Annotated, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator
from scipy import stats

from lactea.reading.durations import SpanTicks
from lactea.reading.problems import fault
from lactea.reading.record import Record
from lactea.trial.draws import Floats

Flags = npt.NDArray[np.bool_]
Period = Annotated[int, Field(ge=1, le=6)]


class CrossOverPeriod(Record):
    """From `begins` to the visit `at`, both after randomisation."""

    begins: SpanTicks
    at: SpanTicks

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.at <= self.begins:
            raise fault("the visit of a period comes after it has begun.", "at")
        return self


class CrossOver(Record):
    """Periods in order of time, and in which of them (1 is the first) each arm is treated."""

    periods: Annotated[tuple[CrossOverPeriod, ...], Field(min_length=2, max_length=6)]
    treated: dict[str, tuple[Period, ...]]

    @model_validator(mode="after")
    def _one_after_the_other(self) -> Self:
        for place, (one, other) in enumerate(zip(self.periods, self.periods[1:], strict=False), 1):
            if other.begins < one.at:
                raise fault("a period begins before the last one has ended.", "periods", place)
        for arm, numbers in self.treated.items():
            if any(number > len(self.periods) for number in numbers):
                raise fault(f"there are {len(self.periods)} periods.", "treated", arm)
        return self

    def given(self, arm: str) -> list[bool]:
        """Whether an arm is treated in each period."""
        return [number in self.treated[arm] for number in range(1, len(self.periods) + 1)]


def within_people(values: Floats, given: Flags, alpha: float) -> tuple[float, float, float, float]:
    """The effect by period and person: least squares on the treatment, with a level for each of both.

    With two periods and two sequences this is the t test of half the differences between periods.

    Parameters
    ----------
    values : array of float, (person, period)
        NaN where somebody was not measured; who has one value says nothing.
    given : array of bool, (person, period)
    alpha : float

    Returns
    -------
    tuple
        Effect, low, high and p; NaN where the treatment cannot be told from person and period.
    """
    nothing = (float("nan"),) * 4
    seen = np.isfinite(values) & (np.isfinite(values).sum(axis=1) > 1)[:, None]
    periods = values.shape[1]
    columns = [given.astype(float)]
    columns += [np.tile(np.eye(periods)[p], (len(values), 1)) for p in range(1, periods)]
    people = int(seen.any(axis=1).sum())
    degrees = int(seen.sum()) - people - len(columns)
    if degrees < 1:
        return nothing
    table = np.column_stack([_own_mean_off(column, seen)[seen] for column in columns])
    target = _own_mean_off(values, seen)[seen]
    if np.linalg.matrix_rank(table) < len(columns):
        return nothing
    found, *_ = np.linalg.lstsq(table, target)
    left = target - table @ found
    error = float(np.sqrt(left @ left / degrees * np.linalg.inv(table.T @ table)[0, 0]))
    effect, reach = float(found[0]), float(stats.t.ppf(1 - alpha / 2, degrees)) * error
    if error == 0:
        return effect, effect, effect, 0.0 if effect else 1.0
    p = 2 * float(stats.t.sf(abs(effect) / error, degrees))
    return effect, effect - reach, effect + reach, p


def _own_mean_off(values: Floats, seen: Flags) -> Floats:
    """Values without the mean of each person, over the periods in which they were seen."""
    known = np.where(seen, values, 0.0)
    means = known.sum(axis=1) / np.maximum(seen.sum(axis=1), 1)
    off: Floats = known - means[:, None]
    return off
