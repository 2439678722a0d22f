"""The forecast: from a fitted ensemble and a plan to milk by day and side, as what a log would show.

Everybody of the ensemble goes on from the last day of the log; upon what the equations give come the drift as
far as the log has shown it, days better and worse, and the noise of readings. Nothing is cut off at
the lower end but by nature: a volume is never negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from lactea.engine.course import DAY
from lactea.engine.lanes import LaneRun
from lactea.twin import noise as noises
from lactea.twin.calibration import Fit
from lactea.twin.diary import Diary
from lactea.twin.frozen import Stretch, about_to_live, live, stretches_of
from lactea.twin.noise import Noise
from lactea.twin.observing import Observed, back_to_milk, hours_before, soft_log
from lactea.twin.plans import Plan, futures

Array = NDArray[np.float64]
COURSES = 8
"""Courses of days to come; the ensemble is dealt out among them."""
DRAWS = 5
"""Draws of noise for each member."""
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
LEAST_SHARE = 0.01


@dataclass(frozen=True)
class Outlook:
    """Draws of what a log would show on the days to come.

    Attributes
    ----------
    first_day : int
        Day of the log of the first forecast day.
    milk : (draws, days, 2) mL by side; draws of one member stand together, in order of the members
    """

    first_day: int
    milk: Array

    @property
    def total(self) -> Array:
        """Both sides together, (draws, days)."""
        both: Array = self.milk.sum(axis=2)
        return both

    def quantiles(self, milk: Array | None = None) -> Array:
        """(levels, days) of `LEVELS`; of both sides together unless `milk` is given."""
        found: Array = np.quantile(self.total if milk is None else milk, LEVELS, axis=0)
        return found


@dataclass(frozen=True, eq=False)
class Ground:
    """From where a forecast starts: people at the end of a log and how far they were from it.

    Attributes
    ----------
    fit : Fit
    people : list of LaneRun
        With their states at the end of the log.
    residuals : (n, people), optional
        Readings minus what each gave; None where the log is not used.
    """

    fit: Fit
    people: list[LaneRun]
    residuals: Array | None

    @cached_property
    def means(self) -> Array:
        """Residuals by day and side, (days and sides, people); nothing where the log is not used."""
        if self.residuals is None:
            return np.zeros((0, len(self.people)))
        return self.fit.means.of(self.residuals)

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """For each member the first who is the very same: members who follow a log well are there several times."""
        known: dict[bytes, int] = {}
        states = [np.asarray(run.states).tobytes() for run in self.people]
        return np.array([known.setdefault(own, place) for place, own in enumerate(states)])

    @cached_property
    def courses(self) -> NDArray[np.int64]:
        """The course of days of each member; those who are the same share one."""
        _, number = np.unique(self.firsts, return_inverse=True)
        return number % COURSES


def after_the_log(fit: Fit) -> Ground:
    """People as fitted."""
    return Ground(fit, fit.after.later, fit.observed.value[:, None] - fit.simulated)


def before_the_log(fit: Fit) -> Ground:
    """People as drawn: the same sessions, and nothing learned from what they gave."""
    return Ground(fit, fit.before.later, None)


def forecast(ground: Ground, diary: Diary, plan: Plan, days: int, seed: int = 0) -> Outlook:
    """Milk of the days after the log under a plan.

    Parameters
    ----------
    ground : Ground
    diary : Diary
        The log until the day from which the forecast is made.
    plan : Plan
    days : int
    seed : int
        The same seed draws the same days and noise under every plan, so that plans differ by themselves.
    """
    courses = [stretches_of(sessions)[0] for sessions in futures(diary, plan, days, COURSES, seed)]
    lived = _live_once(ground, courses, days)
    noise, rng = _drawn(ground, days, seed), np.random.default_rng([seed, 29])
    draws = np.empty((len(ground.people), DRAWS, days, 2))
    for place, stretches in enumerate(courses):
        members = np.flatnonzero(ground.courses == place)
        milk = lived[ground.firsts[members], : len(stretches)]
        gaps = _gaps(ground.fit, stretches)
        draws[members] = noise.readings(rng, members, milk, stretches, gaps, marks_of(diary))
    return Outlook(ground.fit.cut // DAY, draws.reshape(-1, days, 2))


@dataclass(frozen=True)
class Marks:
    """How volumes of sessions are read: to marks so many mL apart, each side by itself or both together.

    Marks that are nothing apart leave volumes as they are.
    """

    apart: float
    by_side: bool

    def read(self, milk: Array) -> Array:
        """What would be written down of `milk`, (..., 2) mL by side; of very little, nothing."""
        if self.apart == 0:
            return milk
        if self.by_side:
            return self._to_marks(milk)
        total = milk.sum(axis=-1, keepdims=True)
        shared: Array = milk * self._to_marks(total) / np.maximum(total, np.finfo(float).tiny)
        return shared

    def _to_marks(self, milk: Array) -> Array:
        read: Array = np.round(milk / self.apart) * self.apart
        return read


def marks_of(diary: Diary) -> Marks:
    """How the volumes of a log were read, for the most part."""
    sessions = [one for one in diary.sessions if one.kind != "daily_total"]
    if not sessions:
        return Marks(0.0, by_side=False)
    by_side = [one.left is not None or one.right is not None for one in sessions]
    return Marks(float(np.median([one.step for one in sessions])), float(np.mean(by_side)) > 0.5)


def _live_once(ground: Ground, courses: Sequence[Sequence[Stretch]], days: int) -> Array:
    """Milk of each different person along its course, (people, stretches, 2); what is alike is lived once."""
    background, cut = ground.fit.background, ground.fit.cut
    ready, order = [], []
    for place, stretches in enumerate(courses):
        members = np.unique(ground.firsts[ground.courses == place])
        people = [ground.people[member] for member in members]
        ready += about_to_live(background, people, stretches, cut, cut + days * DAY)
        order += members.tolist()
    milk = live(background, ready)[1]
    found = np.full((len(ground.people), *milk.shape[1:]), np.nan)
    found[order] = milk
    return found


def _gaps(fit: Fit, stretches: Sequence[Stretch]) -> Array:
    """Hours since the last emptying, the log's last included."""
    before = fit.stretches[-6:]
    return hours_before([*before, *stretches])[len(before) :]


@lru_cache(maxsize=4)
def _drawn(ground: Ground, days: int, seed: int) -> _Drawn:
    """Drawn once for all plans."""
    return _Drawn(ground, days, seed)


class _Drawn:
    """Draws of everything that lies between a simulation and a reading on days to come."""

    def __init__(self, ground: Ground, days: int, seed: int) -> None:
        self.ground, self.days = ground, days
        self.first = ground.fit.cut // DAY
        rng = np.random.default_rng([seed, 23])
        fit, people = ground.fit, len(ground.people)
        likely = np.flatnonzero(fit.shares >= LEAST_SHARE)
        shares = fit.shares[likely] / fit.shares[likely].sum()
        self.kind = likely[rng.choice(len(likely), size=(people, DRAWS), p=shares)]
        self.days_own = rng.normal(size=(people, DRAWS, days))
        self.drift = self._drifts(rng)

    def _drifts(self, rng: np.random.Generator) -> Array:
        """Drift by member, draw, day and side."""
        people = len(self.ground.people)
        drift = np.empty((people, DRAWS, self.days, 2))
        normal = rng.normal(size=(people, DRAWS, 2 * self.days))
        for kind in np.unique(self.kind):
            gain, root = self._drift_law(self.ground.fit.noises[kind])
            members, draws = np.nonzero(self.kind == kind)
            middle = 0.0 if gain is None else (gain @ self.ground.means[:, members]).T
            found = middle + normal[members, draws] @ root.T
            drift[members, draws] = found.reshape(-1, self.days, 2)
        return drift

    def _drift_law(self, noise: Noise) -> tuple[Array | None, Array]:
        """How residuals carry over to the days to come, and the root of the covariance that is left."""
        coming, means = self._coming(), self.ground.fit.means
        spread = noises.drift_covariance(coming, coming, noise)
        gain = None
        if self.ground.residuals is not None:
            shared = noises.drift_covariance(coming, means.observed, noise)
            gain = cho_solve(cho_factor(means.covariance(noise)), shared.T).T
            spread = spread - gain @ shared.T
        values, vectors = np.linalg.eigh(spread)
        return gain, vectors * np.sqrt(np.maximum(values, 0.0))

    def _coming(self) -> Observed:
        days = np.repeat(np.arange(self.first, self.first + self.days), 2)
        side = np.tile([0, 1], self.days)
        nothing = np.zeros(len(days))
        return Observed(
            nothing,
            (days * DAY + DAY // 2).astype(float),
            side,
            side,
            nothing,
            nothing,
            nothing,
            days,
        )

    def readings(
        self,
        rng: np.random.Generator,
        members: NDArray[np.int64],
        milk: Array,
        stretches: Sequence[Stretch],
        hours: Array,
        marks: Marks,
    ) -> Array:
        """Draws by day and side, (members, draws, days, 2) in mL."""
        fit = self.ground.fit
        found = np.zeros((len(members), DRAWS, self.days, 2))
        day = np.array([one.start // DAY - self.first for one in stretches], dtype=int)
        per_day = np.array([[noise.day for noise in fit.noises]])[0][self.kind[members]]
        days_own = self.days_own[members] * per_day[:, :, None]
        session = fit.noises[0].session
        for place in range(len(stretches)):
            own = rng.normal(size=(len(members), DRAWS, 2)) * session
            gap = np.nan_to_num(hours[place], nan=24.0)
            value = soft_log(milk[:, place], gap)[:, None]
            value = value + self.drift[members, :, day[place]] + own
            value = value + days_own[:, :, day[place], None]
            usable = milk[:, place][:, None] > 0
            found[:, :, day[place]] += marks.read(np.where(usable, back_to_milk(value, gap), 0.0))
        return found
