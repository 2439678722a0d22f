"""The ensemble method against a second one, and against itself: small cases, by other means.

Importance sampling needs no straight lines and no iteration: members of the cohort are weighed by how
plausible they make a short log. It only works where a log says little, so the log is short and noisy.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.stats import chi2

from lactea.engine.course import DAY
from lactea.twin import calibration
from lactea.twin import noise as noises
from lactea.twin.calibration import LAW_SD, fit
from lactea.twin.diary import Diary
from lactea.twin.ensemble import live_through, prior
from lactea.twin.frozen import background_of, stretches_of
from lactea.twin.noise import Noise
from lactea.twin.observing import back_to_milk, condensing, observe, simulated
from lactea.twin.synthetic import Habits, make_person, pumping_scenario, schedule

LOG = Habits(first_day=10, days=5, per_day=4, noise=0.3, day_noise=0.15, unlogged=0.0, typing=0.0)

PEOPLE, BINS = 40, 5


def level(lived, cut):
    """Logarithm of the milk of the last two days, by member."""
    last = np.array([one.start for one in lived[1]]) >= cut - 2 * DAY
    return np.log(lived[0].milk[:, last].sum(axis=(1, 2)) + 1)


@pytest.mark.proof
def test_importance_sampling_of_many_finds_the_same_level() -> None:
    """Of three people, for one alone may lie a whole standard deviation off by the chance of 96 members."""
    found = np.array([beside_importance_sampling(number) for number in (4, 5, 6)])
    apart, widths = found.T
    assert np.sqrt(np.mean(apart**2)) < 0.75
    assert (widths > 0.4).all()
    assert (widths < 1.7).all()


def beside_importance_sampling(number: int) -> tuple[float, float]:
    """How far the fit's level lies off, in standard deviations of the other method, and how wide it is beside that."""
    person = make_person(number, LOG).diary
    background = background_of(
        pumping_scenario(LOG.per_day), LOG.first_day, LOG.first_day + LOG.days
    )
    many = prior(background, 768, seed=11)
    stretches, places = stretches_of(person.sessions)
    observed = observe(person.sessions, stretches, places)
    session, weights = noises.session_noise(observed)
    noise = Noise(session, calibration.FIRST_NOISE_DAY, calibration.FIRST_NOISE_DRIFT)
    means = condensing(observed, weights)
    spread = means @ noises.covariance(observed, weights, noise) @ means.T
    spread += LAW_SD**2 * np.eye(len(means))
    cut = (person.last_day + 1) * DAY
    lived = live_through(background, many, stretches, background.log_start, cut)
    days = np.array([one.start // DAY for one in stretches])
    off = means @ (observed.value[:, None] - simulated(observed, lived.milk, days))
    scores = -0.5 * (off * np.linalg.solve(spread, off)).sum(axis=0)
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    assert 1 / np.sum(shares**2) > 25  # else this method says nothing
    wanted = level((lived, stretches), cut)
    middle = float(shares @ wanted)
    width = float(np.sqrt(shares @ (wanted - middle) ** 2))

    found = fit(person, background, many[:96])
    levels = level((found.after, stretches), cut)
    return (levels.mean() - middle) / width, levels.std() / width


@pytest.mark.proof
def test_ranks_of_the_truth_are_spread_evenly() -> None:
    """Simulation-based calibration: truth and log are drawn from the very model that is fitted.

    Nobody is left out: a refusal ends the test, for whoever is fitted badly may be just whom it hides.
    """
    habits = replace(LOG, days=12, per_day=5)
    end = habits.first_day + habits.days
    background = background_of(pumping_scenario(habits.per_day), habits.first_day, end)
    cohort, truths = prior(background, 96, seed=77), prior(background, PEOPLE, seed=78)
    sessions = schedule(habits, np.random.default_rng(1))
    stretches, _ = stretches_of(sessions)
    start, cut = background.log_start, background.end
    lived = live_through(background, truths, stretches, start, cut)
    found_levels, true_levels = [], []
    for number in range(len(lived.runs)):
        log = _noisy(sessions, stretches, lived.milk[number], np.random.default_rng([2, number]))
        found = fit(Diary(date(2026, 1, 1), tuple(log)), background, cohort, seed=number)
        true_levels.append(level((lived, stretches), cut)[number])
        found_levels.append(level((found.after, stretches), cut))
    ranks = ranks_of(true_levels, found_levels)
    counts = np.histogram(ranks, bins=BINS, range=(0, 1))[0].tolist()
    print(f"ranks {counts}, chi-square {unevenness(ranks):.1f}, bound {BOUND:.1f}")
    assert unevenness(ranks) < BOUND, f"ranks {counts}"
    # These very fits would be caught if they were off by two fifths, or a third as wide as they are.
    off = ranks_of(np.array(true_levels) + np.log(1.4), found_levels)
    narrow = [own.mean() + (own - own.mean()) / 3 for own in found_levels]
    assert unevenness(off) > BOUND
    assert unevenness(ranks_of(true_levels, narrow)) > BOUND


def ranks_of(truths, drawn):
    """Share of the draws of each person below the truth."""
    return [float(np.mean(own < truth)) for truth, own in zip(truths, drawn, strict=True)]


def unevenness(ranks):
    """Chi-square of the counts of ranks against even ones."""
    counts, _ = np.histogram(ranks, bins=BINS, range=(0, 1))
    expected = len(ranks) / BINS
    return float(((counts - expected) ** 2 / expected).sum())


BOUND = float(chi2.ppf(0.999, BINS - 1))


def test_uneven_ranks_are_noticed_and_even_ones_are_not() -> None:
    rng = np.random.default_rng(8)
    truths = rng.normal(size=PEOPLE)
    right = [rng.normal(size=96) for _ in truths]
    assert unevenness(ranks_of(truths, right)) < BOUND
    assert unevenness(ranks_of(truths, [own / 4 for own in right])) > BOUND
    assert unevenness(ranks_of(truths, [own * 6 for own in right])) > BOUND
    assert unevenness(ranks_of(truths, [own + 1 for own in right])) > BOUND


def _noisy(sessions, stretches, milk, rng):
    """A log of these volumes, with every kind of noise that the fit supposes."""
    sure = [
        replace(session, left=float(left), right=float(right), step=0.01)
        for session, (left, right) in zip(sessions, milk, strict=True)
    ]
    observed = observe(sure, stretches, list(range(len(sure))))
    whole = noises.covariance(observed, np.ones(len(observed)), Noise(0.15, 0.09, 0.1))
    value = observed.value + np.linalg.cholesky(whole) @ rng.normal(size=len(observed))
    volumes = back_to_milk(value, observed.hours)
    for place, side, volume in zip(observed.stretch, observed.side, volumes, strict=True):
        sure[place] = replace(sure[place], **{("left", "right")[side]: float(volume)})
    return sure
