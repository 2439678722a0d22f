"""Calibration: from the cohort to one person, by their log.

An iterative ensemble method (ensemble smoother with multiple data assimilation, Emerick and Reynolds
2013, by the library iterative-ensemble-smoother): people of the cohort live through the logged sessions,
those values move by which the cohort's milk differs, four times with a quarter of the log's weight each.
Readings count by the covariance of `noise`, so that what a log says a hundred times in one week is not
taken for a hundred weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from lactea.engine.course import DAY
from lactea.engine.lanes import LaneRun
from lactea.reading.extras import optional
from lactea.twin import noise as noises
from lactea.twin.diary import Diary
from lactea.twin.ensemble import Lived, live_through
from lactea.twin.frozen import Background, Stretch, stretches_of
from lactea.twin.learned import Learned, bounded, learned_of, values_of, with_values
from lactea.twin.noise import DayMeans, Noise
from lactea.twin.observing import Observed, condensing, observe, simulated
from lactea.twin.refusals import check_log, check_neighbours, check_reach

Array = NDArray[np.float64]
STEPS = 4
LAW_SD = 0.15
"""Standard deviation that every mean of readings is off because no law of filling and let-down is exact:
assumed. Without it the fit of people who follow other laws does not settle."""
LEAST_EFFECTIVE, HALVINGS = 0.4, 40
"""Least effective share of the members after weighing: assumed, so that forty of a hundred still speak."""
FIRST_NOISE_DAY, FIRST_NOISE_DRIFT = 0.09, 0.15
"""Noise of a day and of the drift during the fit; the log then says which are plausible."""


@dataclass(frozen=True)
class Fit:
    """What a log taught.

    Attributes
    ----------
    background : Background
    learned : tuple of Learned
    stretches : list of Stretch
    observed : Observed
    weights : (n,) of the readings; near 0 for gross errors
    means : DayMeans
        The readings by day and side.
    prior, posterior : (fitted, people) logarithms of the fitted values
    before, after : Lived
        The cohort and the fitted ensemble along the log.
    simulated : (n, people)
        What the fitted ensemble gave at each reading.
    noises, shares : list of Noise, and how plausible each is
    cut : int
        Tick after the last day of the log.
    """

    background: Background
    learned: tuple[Learned, ...]
    stretches: list[Stretch]
    observed: Observed
    weights: Array
    means: DayMeans
    prior: Array
    posterior: Array
    before: Lived
    after: Lived
    simulated: Array
    noises: list[Noise]
    shares: Array
    cut: int

    @property
    def noise(self) -> Noise:
        """The mean of plausible noises."""
        return noises.middle(self.noises, self.shares)


def readings_of(diary: Diary) -> tuple[list[Stretch], Observed, float, Array]:
    """What a log says before anybody is simulated.

    Returns
    -------
    list of Stretch
    Observed
    float
        Standard deviation of a reading.
    (n,) weights of the readings

    Raises
    ------
    RefusalError
        If the log is too short or contradicts itself.
    """
    stretches, places = stretches_of(diary.sessions)
    observed = observe(diary.sessions, stretches, places)
    check_log(observed)
    session, weights = noises.session_noise(observed)
    check_neighbours(weights)
    return stretches, observed, session, weights


def fit(diary: Diary, background: Background, cohort: Sequence[LaneRun], seed: int = 0) -> Fit:
    """Fit the cohort to a log.

    Parameters
    ----------
    diary : Diary
    background : Background
        From the first day of the log on, and at least to its end.
    cohort : sequence of LaneRun
        People with their states when the log begins, see `lactea.twin.ensemble.prior`.
    seed : int

    Raises
    ------
    RefusalError
        If the log is too short, contradicts itself, or is like that of no simulated person.
    """
    stretches, observed, session, weights = readings_of(diary)
    first = Noise(session, FIRST_NOISE_DAY, FIRST_NOISE_DRIFT)
    means = condensing(observed, weights)
    spread = means @ noises.covariance(observed, weights, first) @ means.T
    spread += LAW_SD**2 * np.eye(len(spread))
    cut = (diary.last_day + 1) * DAY
    days = np.array([stretch.start // DAY for stretch in stretches])

    def lived(runs: Sequence[LaneRun]) -> Lived:
        return live_through(background, runs, stretches, background.log_start, cut)

    smoother = _library().ESMDA(
        covariance=spread, observations=means @ observed.value, alpha=STEPS, seed=seed
    )
    body = background.body
    now = before = lived(cohort)
    learned = learned_of(body, before.runs)
    prior = values = values_of(body, learned, before.runs)
    for _ in range(smoother.num_assimilations()):
        found = simulated(observed, now.milk, days)
        smoother.prepare_assimilation(Y=means @ found)
        values = bounded(smoother.assimilate_batch(X=values), prior)
        now = lived(with_values(body, learned, now.runs, values))
        values = values_of(body, learned, now.runs)
    found = simulated(observed, now.milk, days)
    by_day = noises.day_means(observed, weights, session)
    kept, tried, shares = followers(by_day, session, observed.value[:, None] - found, seed)
    now, values, found = now.of(kept), values[:, kept], found[:, kept]
    return Fit(background, learned, stretches, observed, weights, by_day, prior, values, before, now,
               found, tried, shares, cut)  # fmt: skip


def followers(
    means: DayMeans, session: float, residuals: Array, seed: int
) -> tuple[NDArray[np.int64], list[Noise], Array]:
    """Members that follow the log, the noises that are tried, and how plausible each is.

    A log is refused if even these members lie far from it. The mean of all says nothing of that: straight
    lines lead some members out of all milk, who pull it down and are dropped here.

    Parameters
    ----------
    means : DayMeans
    session : float
        Standard deviation of a reading.
    residuals : (n, people) readings minus what each member gave
    seed : int

    Raises
    ------
    RefusalError
        If no members come near the log.
    """
    tried, shares = noises.plausible(means, session, residuals.mean(axis=1))
    likely = noises.middle(tried, shares)
    kept = kept_members(noises.density(means, likely, residuals), seed)
    check_reach(residuals[:, kept].mean(axis=1))
    return kept, tried, shares


def kept_members(scores: Array, seed: int) -> NDArray[np.int64]:
    """Members of the fitted ensemble, those that follow the log best more than once.

    The ensemble method moves people by straight lines; who ends up beside the log is dropped here. The
    scores are tempered until `LEAST_EFFECTIVE` of the members still count.
    """
    people, strength = len(scores), 1.0
    shares = np.full(people, 1 / people)
    for _ in range(HALVINGS):
        shares = np.exp(strength * (scores - scores.max()))
        shares /= shares.sum()
        if 1 / np.sum(shares**2) >= LEAST_EFFECTIVE * people:
            break
        strength /= 2
    start = np.random.default_rng([seed, 31]).uniform()
    places = (start + np.arange(people)) / people
    chosen: NDArray[np.int64] = np.searchsorted(np.cumsum(shares), places).clip(0, people - 1)
    return chosen


def _library() -> ModuleType:
    return optional("iterative_ensemble_smoother", "lactea[fit]", "Fitting a log")
