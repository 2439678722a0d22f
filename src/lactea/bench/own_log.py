"""A personal log: seconds of a fit, and of one what-if after it.

The log is made up (`lactea.twin.synthetic`), its people live in another body. A time stands only where the
forecast lies near what the log shows.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from lactea.engine.lanes import compile_lanes
from lactea.twin.calibration import fit
from lactea.twin.diary import daily_volumes
from lactea.twin.ensemble import prior
from lactea.twin.forecast import after_the_log, forecast
from lactea.twin.frozen import background_of
from lactea.twin.plans import PLANS
from lactea.twin.synthetic import Habits, make_person, pumping_scenario

T = TypeVar("T")
FIRST_DAY, PER_DAY, AHEAD = 20, 9, 14
NEAR = 1.5
"""The middle of the forecast may be off by so much from the last days of the log."""


@dataclass(frozen=True)
class OwnLog:
    """Seconds by the wall; not a number where the forecast was wrong.

    Attributes
    ----------
    days, sessions : int
        Of the log.
    fit, what_if : float
        Simulating the cohort to the beginning of the log and fitting it; one way to go on.
    processor, what_if_processor : float
        Processor seconds of both, which a busy machine does not lengthen as much.
    """

    days: int
    sessions: int
    fit: float
    what_if: float
    processor: float
    what_if_processor: float


def measure(days: int) -> OwnLog:
    """Time a log of so many days."""
    habits = Habits(first_day=FIRST_DAY, days=days, per_day=PER_DAY, unlogged=0.05)
    diary = make_person(3, habits, sure=True).diary
    background = background_of(pumping_scenario(PER_DAY), FIRST_DAY, FIRST_DAY + days + AHEAD)
    compile_lanes(background.body)
    found, fitting = _timed(lambda: fit(diary, background, prior(background)))
    ground = after_the_log(found)
    outlook = forecast(ground, diary, PLANS[0], AHEAD)
    _, asking = _timed(lambda: forecast(ground, diary, PLANS[1], AHEAD))
    recent = np.mean([milk for milk, _ in list(daily_volumes(diary).values())[-7:]])
    right = 1 / NEAR < float(np.median(outlook.total[:, 0])) / float(recent) < NEAR
    (wall, busy), (wall_asking, busy_asking) = (
        (fitting, asking) if right else ((math.nan, math.nan), (math.nan, math.nan))
    )
    return OwnLog(days, len(diary.sessions), wall, wall_asking, busy, busy_asking)


def _timed(work: Callable[[], T]) -> tuple[T, tuple[float, float]]:
    """What `work` gives, and its seconds by the wall and of the processor."""
    start, busy = time.perf_counter(), time.process_time()
    result = work()
    return result, (time.perf_counter() - start, time.process_time() - busy)
