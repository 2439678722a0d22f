"""When no forecast is made, and why: every reason has a name."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lactea.twin.diary import Diary
from lactea.twin.observing import Observed
from lactea.twin.problems import RefusalError

Array = NDArray[np.float64]
LEAST_DAYS, LEAST_READINGS = 4, 12
"""Days with a volume and readings below which a log says too little: assumed; about the readings from
which a day's milk is known to a few percent where single sessions differ by a fifth."""
MOST_GROSS, GROSS_WEIGHT = 0.25, 0.4
CHECK = "Check units, sides, and whether sessions are missing."
FURTHEST = 1.0
"""Median distance of readings from what was fitted, on the logarithmic scale, that no noise explains."""
WEIGHT_DAYS = 14
"""Days for which a weight of an infant counts as known: assumed, the interval of early weight checks."""


def check_log(observed: Observed) -> None:
    """Refuse a log that says too little."""
    days = len(np.unique(observed.days))
    if days < LEAST_DAYS or len(observed) < LEAST_READINGS:
        raise RefusalError(
            "too few sessions",
            f"Usable volumes in this log: {len(observed)}; days with any: {days}. A fit needs at least {LEAST_READINGS} "
            f"on {LEAST_DAYS} days. Until then only what holds for people in general can be shown.",
        )


def check_neighbours(weights: Array) -> None:
    """Refuse a log whose volumes do not fit each other, whoever kept it."""
    gross = float(np.mean(weights < GROSS_WEIGHT))
    if gross > MOST_GROSS:
        raise RefusalError(
            "contradictory",
            f"The log contradicts itself: {gross:.0%} of the volumes lie far from those beside them. {CHECK}",
        )


def check_reach(residuals: Array) -> None:
    """Refuse a log that lies far from those people of the fitted ensemble from whom a forecast would be made.

    Whether the log is wrong or the body one that the simulation does not know, nobody can tell from here.
    """
    distance = float(np.median(np.abs(residuals)))
    if distance > FURTHEST:
        raise RefusalError(
            "contradictory",
            "The log contradicts the simulation: half of all volumes are off by a factor of "
            f"{np.exp(distance):.1f} or more from the simulated people who come nearest. {CHECK} If all of "
            "that is right, this is a body that the simulation does not reach, and no forecast is made.",
        )


def check_infant(diary: Diary, clinician: bool, day: int) -> None:
    """Nothing about milk before the infant's weight and nappies; nothing to parents of ill infants."""
    infant = diary.infant
    if infant is None:
        return
    if infant.preterm_or_ill is None:
        raise RefusalError(
            "infant unknown",
            "Say first whether there is an infant, and whether it was born preterm or is ill: --infant none, "
            "healthy_term or preterm_or_ill. Unknown is not no.",
        )
    if infant.preterm_or_ill and not clinician:
        raise RefusalError(
            "clinician only",
            "For a preterm or ill infant, forecasts are shown to clinicians only (--mode clinician). Your care "
            "team can look at this log with you.",
        )
    weighed = infant.weighed_day
    if infant.weighed_kg is None or weighed is None or day - weighed > WEIGHT_DAYS:
        raise RefusalError(
            "no infant weight",
            f"The infant comes first: enter a weight of the last {WEIGHT_DAYS} days, then a forecast of milk is "
            "shown beside it.",
        )
    if infant.wet_nappies is None:
        raise RefusalError(
            "no nappies",
            "The infant comes first: enter wet nappies of a recent day, then a forecast of milk is shown "
            "beside them.",
        )


def check_medicines(asked: bool, clinician: bool) -> None:
    """No forecast of what a medicine may do, but to clinicians."""
    if asked and not clinician:
        raise RefusalError(
            "clinician only",
            "What a medicine may do is forecast for clinicians only (--mode clinician). Your care team can "
            "look at this log with you.",
        )
