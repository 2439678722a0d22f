"""A day of a mother who takes a substance: levels hour by hour, and each feed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.reading.durations import DAY, HOUR
from lactea.scenario import load as load_scenario
from lactea.transfer import intake as intakes
from lactea.transfer.exposure import half_life_in_infant_h, usual_child
from lactea.transfer.figures import clearing_of, mother_of
from lactea.transfer.ratio import Ratio
from lactea.transfer.schema import Substance
from lactea.transfer.simulation import Course, Intake, follow

NATURAL = "natural"
HALF_LIVES = 5.0
MOST_RUN_IN_DAYS = 60
FIRST_DOSE_HOUR = 2
"""Hours after midnight-to-be of the shown day; the origin is at 8 in the morning, so 10 o'clock."""
EVEN = 1.3
"""Highest over lowest milk level of a day below which the hour of a feed hardly matters."""
LEAST_LEVEL = 1e-12
NOTHING_LEFT = 1e-4
"""Of the highest level of a day: less than this is nothing."""
LEAST_FEED_ML = 0.1


@dataclass(frozen=True)
class Feed:
    """A feed at the breast.

    Attributes
    ----------
    hour : float
        From the beginning of the day shown.
    after_dose_h : float
        Since the last dose.
    ml, ug : float
        Milk and substance that one infant got.
    """

    hour: float
    after_dose_h: float
    ml: float
    ug: float


@dataclass(frozen=True)
class Hour:
    """Levels at one hour, in ng/mL; the milk's is that of both breasts together."""

    hour: float
    plasma: float
    milk: float
    infant: float


@dataclass(frozen=True)
class Day:
    """A day at or near steady state.

    Attributes
    ----------
    hours : tuple of Hour
    feeds : tuple of Feed
    milk_average, plasma_average, infant_average : float
        ng/mL over the day.
    ml, ug : float
        Milk and substance that one infant got in the day.
    kg : float
        Weight of the infant.
    highest_after_dose_h, lowest_after_dose_h : float
        When milk is highest and lowest after a dose.
    swing : float
        Highest over lowest milk level.
    share_of_dose_in_milk : float
        What a whole day's milk carried away, over what was taken in that day.
    run_in_days : int
        How long it had been taken before.
    """

    hours: tuple[Hour, ...]
    feeds: tuple[Feed, ...]
    milk_average: float
    plasma_average: float
    infant_average: float
    ml: float
    ug: float
    kg: float
    highest_after_dose_h: float
    lowest_after_dose_h: float
    swing: float
    share_of_dose_in_milk: float
    run_in_days: int

    @property
    def even(self) -> bool:
        """Whether the level in milk hardly changes over the day."""
        return self.swing < EVEN


def day_of(
    substance: Substance,
    ratio: Ratio,
    mg: float,
    every_h: float,
    infant_days: float,
    gestation_weeks: float = intakes.TERM_WEEKS,
) -> Day | None:
    """Simulate the natural course to the age of the infant and show its last day.

    None where the kinetics of the mother are not known.

    Parameters
    ----------
    substance : Substance
    ratio : Ratio
    mg, every_h : float
        The dose, and how often it is taken: for five half-lives before the day, at most since birth.
    infant_days, gestation_weeks : float
    """
    mother = mother_of(substance)
    if mother is None:
        return None
    child = usual_child(max(infant_days, 1.0), gestation_weeks)
    infant_half_life = half_life_in_infant_h(mother, clearing_of(substance, mother), child)
    needed = math.ceil(HALF_LIVES * max(mother.half_life_h, infant_half_life) / 24) + 1
    first_day = math.floor(infant_days)
    run_in = min(needed, MOST_RUN_IN_DAYS, first_day)
    begins = (first_day - run_in) * DAY + FIRST_DOSE_HOUR * HOUR
    ends = (first_day + 1) * DAY
    doses = [Intake(tick, mg) for tick in range(begins, ends, round(every_h * HOUR))]
    overrides = [f"horizon={first_day + 1} d"]
    if gestation_weeks < intakes.TERM_WEEKS:
        overrides += [
            f"infant.birth_weight={intakes.weight(0, gestation_weeks):.2f} kg",
            f"protocol[0].length={gestation_weeks * 7:.0f} days",
        ]
    scenario = load_scenario(NATURAL, overrides)
    window = (first_day * DAY, ends)
    (course,) = follow(scenario, substance, ratio, doses, [window]).courses
    return _day(course, [dose.tick / HOUR for dose in doses], mg * 24 / every_h, run_in)


def _day(course: Course, doses: Sequence[float], mg_per_day: float, run_in: int) -> Day:
    start = course.hours[0]
    both = _both(course)
    clock = np.arange(25) + start
    hours = tuple(
        Hour(
            float(hour - start),
            *(float(np.interp(hour, course.hours, line))
              for line in (course.plasma, both, course.infant)),
        )
        for hour in clock
    )  # fmt: skip
    fine = np.linspace(start, course.hours[-1], 24 * 12 + 1)
    milk = np.interp(fine, course.hours, both)
    high, low = int(np.argmax(milk)), int(np.argmin(milk))
    taken = float(course.taken[-1] - course.taken[0])
    return Day(
        hours=hours,
        feeds=_feeds(course, doses),
        milk_average=_average(course.hours, both),
        plasma_average=_average(course.hours, course.plasma),
        infant_average=_average(course.hours, course.infant),
        ml=float(course.milk_taken[-1] - course.milk_taken[0]),
        ug=taken * 1000,
        kg=float(course.infant_kg[-1]),
        highest_after_dose_h=_since(float(fine[high]), doses),
        lowest_after_dose_h=_since(float(fine[low]), doses),
        swing=_swing(float(milk[high]), float(milk[low])),
        share_of_dose_in_milk=taken / mg_per_day if mg_per_day > 0 else 0.0,
        run_in_days=run_in,
    )


def _both(course: Course) -> NDArray[np.float64]:
    """Level in the milk of both breasts, by what each holds."""
    held = course.stored.sum(axis=1)
    return np.asarray((course.milk * course.stored).sum(axis=1) / np.maximum(held, LEAST_LEVEL))


def _swing(high: float, low: float) -> float:
    """Highest over lowest; 1 where there is nothing, infinite where it falls to nothing."""
    if high <= LEAST_LEVEL:
        return 1.0
    return high / low if low > high * NOTHING_LEFT else math.inf


def _average(hours: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    return float(np.trapezoid(values, hours) / (hours[-1] - hours[0]))


def _since(hour: float, doses: Sequence[float]) -> float:
    """Hours since the last dose; not a number before the first."""
    before = [dose for dose in doses if dose <= hour]
    return hour - before[-1] if before else math.nan


def _feeds(course: Course, doses: Sequence[float]) -> tuple[Feed, ...]:
    edges = np.flatnonzero(np.diff(course.at_breast.astype(int)))
    begins = [i + 1 for i in edges if course.at_breast[i + 1]]
    feeds = []
    for first in begins:
        last = next((int(i) for i in edges if i >= first), len(course.hours) - 1)
        ml = float(course.milk_taken[last] - course.milk_taken[first])
        if ml >= LEAST_FEED_ML:
            ug = 1000 * float(course.taken[last] - course.taken[first])
            hour = float(course.hours[first])
            feeds.append(Feed(hour - float(course.hours[0]), _since(hour, doses), ml, ug))
    return tuple(feeds)
