"""Fertility week by week: what `lactea fertility` prints of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

import numpy as np

from lactea.results.lactational_amenorrhoea import other_food_share
from lactea.results.observables import evaluate
from lactea.results.recording import Recording, day_numbers

CHANCES = {
    "lh_percent": "lh.level",
    "ovulation_percent": "ovulation.chance",
    "menses_percent": "menses.chance",
    "conception_percent": "pregnancy.chance",
    "conception_before_menses_percent": "pregnancy.before_menses",
    "lam_holds_percent": "lam.holds",
    "lam_conception_percent": "lam.pregnancy",
}


@dataclass(frozen=True, slots=True)
class Week:
    """One week after the origin. Chances at its end in percent, feeds and other food as its mean.

    `lh_percent` is LH relative to a usual cycle; chances count from the birth, and those of conception
    are without contraception.
    """

    week: int
    sessions_per_day: float
    other_food_percent: float
    lh_percent: float
    ovulation_percent: float
    menses_percent: float
    conception_percent: float
    conception_before_menses_percent: float
    lam_holds_percent: float
    lam_conception_percent: float

    def as_data(self) -> dict[str, object]:
        """The week as plain data."""
        return asdict(self)


def fertility_weeks(recording: Recording) -> tuple[Week, ...]:
    """Every whole week from the origin on."""
    days = day_numbers(recording)
    sessions = np.asarray(recording.days["sessions"], dtype=float)
    other = other_food_share(recording)
    weeks = []
    for week in range(1, int(days[-1] + 1) // 7 + 1):
        these = (days >= 7 * (week - 1)) & (days < 7 * week)
        at = f"P{7 * week}D"
        values = {name: evaluate(recording, of, "mean", at) for name, of in CHANCES.items()}
        values["lh_percent"] *= 100
        weeks.append(
            Week(
                week=week,
                sessions_per_day=float(sessions[these].mean()),
                other_food_percent=float(100 * other[these].mean()),
                **values,
            )
        )
    return tuple(weeks)


def mean_weeks(people: Sequence[Sequence[Week]]) -> tuple[Week, ...]:
    """The mean of several people, week by week; a mean of chances is a share of people."""
    names = [field.name for field in fields(Week)]
    means = []
    for those in zip(*people, strict=True):
        values = {name: float(np.mean([getattr(week, name) for week in those])) for name in names}
        means.append(Week(**values | {"week": those[0].week}))
    return tuple(means)
