"""Holding a trial: people of the pool are assigned, leave or stay, and are measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lactea.reading.durations import DAY
from lactea.trial.allocation import allocate
from lactea.trial.design import Design
from lactea.trial.draws import Draws, Floats, Places
from lactea.trial.outcomes import Flags
from lactea.trial.participants import DropOut
from lactea.trial.pool import Pool


@dataclass(frozen=True, slots=True)
class Held:
    """A trial that was held.

    Parameters
    ----------
    rows : array of int
        Place in the pool of each participant, in the order of enrolment.
    arm : array of int
        Of each.
    left : array of float
        When each left, in days after randomisation; infinite for those who stayed.
    measured : array of float, (person, measurement, visit)
        With errors; NaN after somebody left.
    """

    rows: Places
    arm: Places
    left: Floats
    measured: Floats

    def __len__(self) -> int:
        return len(self.rows)


def hold(design: Design, pool: Pool, n: int, seed: int) -> Held:
    """The trial itself: the first `n` people of the pool, each of them once.

    Errors and leaving belong to the person: they stay the same when other people join or an arm
    changes.
    """
    rows = np.arange(n)
    return _held(design, pool, rows, pool.people[rows], Draws(seed))


def hold_again(design: Design, pool: Pool, n: int, seed: int, replicate: int) -> Held:
    """A repetition: `n` people drawn from the pool with replacement, assigned and measured anew.

    The pool stands for all the people who might have come. Somebody drawn twice is two people with
    the same body and other errors.
    """
    draws = Draws(seed, replicate)
    places = np.arange(n)
    rows = (draws.uniform("who comes", places) * len(pool)).astype(np.int64)
    return _held(design, pool, rows, places, draws)


def _held(design: Design, pool: Pool, rows: Places, places: Places, draws: Draws) -> Held:
    ratio = [arm.ratio for arm in design.arms.values()]
    arm = allocate(design.randomisation, ratio, pool.stratum[rows], places, draws)
    true = pool.values[arm, rows]
    left = _leaving(design, arm, _risen(design, true), places, draws)
    measured = _with_errors(design, true, places, draws)
    visits = np.array(design.visits) / DAY
    gone = left[:, None, None] < visits[None, None, :]
    return Held(rows, arm, left, np.where(gone, np.nan, measured))


def _leaving(design: Design, arm: Places, risen: Flags, places: Places, draws: Draws) -> Floats:
    """When each leaves, in days: the hazard lived through exceeds a draw of the person."""
    left = np.full(len(arm), np.inf)
    endured = -np.log1p(-draws.uniform("drop-out", places))
    for number, name in enumerate(design.arms):
        of_arm = [one for one in design.drop_out if one.arm in {"", name}]
        for has_risen in (True, False):
            there = np.flatnonzero((arm == number) & (risen == has_risen))
            left[there] = _day_at(endured[there], of_arm, has_risen)
    return left


def _day_at(endured: Floats, drop_out: Sequence[DropOut], risen: bool) -> Floats:
    """The day by which so much hazard has been lived through; infinite where it never is.

    Hazards of several entries add up.
    """
    ends = np.unique([tick / DAY for one in drop_out for tick in (one.since, one.until)])
    lived = sum((one.lived_by(ends, risen) for one in drop_out), np.zeros(len(ends)))
    if not lived.any():
        return np.full(len(endured), np.inf)
    day: Floats = np.interp(endured, lived, ends, right=np.inf)
    return day


def _risen(design: Design, true: Floats) -> Flags:
    """Whose outcome rises from the first visit to that of the primary endpoint, without errors."""
    endpoint = design.endpoints[design.analysis.endpoint]
    series = true[:, list(design.measurements).index(endpoint.measurement)]
    return np.asarray(series[:, design.visit_index(endpoint.at)] > series[:, 0])


def _with_errors(design: Design, true: Floats, places: Places, draws: Draws) -> Floats:
    measured = true.copy()
    for number, (name, measurement) in enumerate(design.measurements.items()):
        for place, visit in enumerate(design.visits):
            relative = draws.normal(f"{name} at {visit}, share", places)
            absolute = draws.normal(f"{name} at {visit}", places)
            values = measured[:, number, place]
            measured[:, number, place] = (
                values * (1 + measurement.cv * relative) + measurement.sd * absolute
            )
    return measured
