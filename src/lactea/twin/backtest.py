"""How wrong past forecasts were: made again from what was known a week and two weeks ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lactea.engine.course import DAY
from lactea.engine.lanes import LaneRun
from lactea.twin.calibration import fit
from lactea.twin.diary import Diary, daily_volumes
from lactea.twin.forecast import after_the_log, forecast
from lactea.twin.frozen import Background
from lactea.twin.plans import KEEP_GOING
from lactea.twin.problems import RefusalError

AGO = (7, 14)
LOW, MIDDLE, HIGH = 0, 2, 4


@dataclass(frozen=True, slots=True)
class Past:
    """A forecast as it would have been made some days ago, against what came.

    Attributes
    ----------
    days_ago : int
    compared : int
        Days with a logged volume since.
    inside : int
        Days on which it lay in the 90 % band.
    mean_error : float
        Mean of forecast middle minus log, in mL a day.
    typical_error : float
        Mean absolute difference in mL a day.
    rows : tuple of (day, low, middle, high, logged)
    refused : str, optional
        Why none could have been made then.
    """

    days_ago: int
    compared: int = 0
    inside: int = 0
    mean_error: float = 0.0
    typical_error: float = 0.0
    rows: tuple[tuple[int, float, float, float, float], ...] = ()
    refused: str | None = None


def past_forecasts(
    diary: Diary, background: Background, cohort: Sequence[LaneRun], seed: int = 0
) -> list[Past]:
    """Forecasts as they would have been made 7 and 14 days before the end of a log."""
    return [_past(diary, background, cohort, ago, seed) for ago in AGO]


def _past(
    diary: Diary, background: Background, cohort: Sequence[LaneRun], ago: int, seed: int
) -> Past:
    cut = diary.last_day + 1 - ago
    known = diary.until(cut)
    if not known.sessions:
        return Past(ago, refused="the log began later")
    try:
        found = fit(known, background, cohort, seed)
    except RefusalError as error:
        return Past(ago, refused=error.reason)
    first = found.cut // DAY
    days = diary.last_day + 1 - first
    outlook = forecast(after_the_log(found), known, KEEP_GOING, days, seed)
    bands, came = outlook.quantiles(), daily_volumes(diary)
    low, middle, high = bands[[LOW, MIDDLE, HIGH]].tolist()
    rows = tuple(
        (first + day, low[day], middle[day], high[day], came[first + day][0])
        for day in range(days)
        if first + day in came
    )
    errors = np.array([guess - milk for _, _, guess, _, milk in rows] or [0.0])
    inside = sum(least <= milk <= most for _, least, _, most, milk in rows)
    return Past(ago, len(rows), inside, float(errors.mean()), float(np.abs(errors).mean()), rows)
