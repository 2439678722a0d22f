"""The measurement model: scale, rounding, gross errors, what readings share."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.twin.diary import Session
from lactea.twin.frozen import stretches_of
from lactea.twin.noise import (
    Noise,
    covariance,
    day_means,
    density,
    effective_number,
    plausible,
    session_noise,
)
from lactea.twin.observing import back_to_milk, condensing, observe, simulated, soft_log

HOUR = 3600


@given(st.floats(0, 2000), st.floats(0.5, 24))
def test_the_scale_goes_back_and_forth(milk, hours) -> None:
    there = soft_log(np.array([milk]), np.array([hours]))
    assert back_to_milk(there, np.array([hours]))[0] == pytest.approx(milk, abs=1e-6, rel=1e-9)


@given(st.floats(-20, 20), st.floats(0.5, 24))
def test_nothing_on_the_scale_is_a_negative_volume(value, hours) -> None:
    assert back_to_milk(np.array([value]), np.array([hours]))[0] >= 0


def readings(volumes, **entries):
    sessions = [
        Session((3 * n + 1) * HOUR, "pump", 900, left=float(a), right=float(b), **entries)
        for n, (a, b) in enumerate(volumes)
    ]
    stretches, places = stretches_of(sessions)
    return observe(sessions, stretches, places)


def test_the_first_session_gives_no_rate_and_the_others_milk_per_hour() -> None:
    found = readings([(50, 60), (30, 0), (45, 15)])
    assert found.milk.tolist() == [30, 0, 45, 15]
    np.testing.assert_allclose(found.hours, 3.0)
    np.testing.assert_allclose(found.value, np.log(np.array([30, 0, 45, 15]) / 3 + 1))


def test_coarser_marks_and_smaller_volumes_are_less_sure() -> None:
    fine, coarse = readings([(50, 50)] * 3, step=1.0), readings([(50, 50)] * 3, step=10.0)
    assert (coarse.rounding > fine.rounding).all()
    little = readings([(50, 50), (5, 50), (5, 50)], step=5.0)
    assert little.rounding[0] > little.rounding[1]


def test_a_breast_that_was_not_emptied_waits_longer() -> None:
    sessions = [
        Session(1 * HOUR, "pump", 900, left=50.0, right=50.0),
        Session(4 * HOUR, "pump", 900, left=50.0, breasts="left"),
        Session(7 * HOUR, "pump", 900, left=50.0, right=90.0),
    ]
    stretches, places = stretches_of(sessions)
    found = observe(sessions, stretches, places)
    assert found.hours.tolist() == [3.0, 3.0, 6.0]


def test_nursing_without_weights_is_no_reading_but_empties() -> None:
    sessions = [
        Session(1 * HOUR, "pump", 900, total=80.0),
        Session(4 * HOUR, "nurse", 900),
        Session(7 * HOUR, "pump", 900, total=70.0),
    ]
    stretches, places = stretches_of(sessions)
    found = observe(sessions, stretches, places)
    assert found.hours.tolist() == [3.0]


def test_a_daily_total_is_that_of_all_sessions_of_the_day() -> None:
    sessions = [
        Session(1 * HOUR, "pump", 900),
        Session(9 * HOUR, "pump", 900),
        Session(12 * HOUR, "daily_total", total=400.0),
    ]
    stretches, places = stretches_of(sessions)
    found = observe(sessions, stretches, places)
    milk = np.array([[[100.0, 50.0], [80.0, 20.0]]])
    days = np.array([one.start // 86_400 for one in stretches])
    np.testing.assert_allclose(simulated(found, milk, days), np.log(250 / 24 + 1))
    np.testing.assert_allclose(found.value, np.log(400 / 24 + 1))


def test_a_digit_too_many_counts_for_nearly_nothing() -> None:
    rng = np.random.default_rng(3)
    volumes = np.round(60 * np.exp(rng.normal(0, 0.15, (40, 2))))
    volumes[20, 0] *= 10
    found = readings(volumes)
    spread, weights = session_noise(found)
    wrong = int(np.argmax(found.milk))
    assert weights[wrong] < 0.1
    assert np.median(weights) > 0.9
    assert 0.08 < spread < 0.25


def test_the_longer_the_log_the_more_it_says_but_never_more_than_its_readings() -> None:
    rng = np.random.default_rng(4)
    numbers = []
    for sessions in (20, 60, 180):
        found = readings(np.round(60 * np.exp(rng.normal(0, 0.15, (sessions, 2)))))
        noise = Noise(session=0.15, day=0.09, drift=0.1)
        numbers.append(effective_number(day_means(found, np.ones(len(found)), 0.15), noise))
        assert numbers[-1] < len(found)
    assert numbers == sorted(numbers)


def test_a_log_that_wanders_speaks_for_a_larger_drift() -> None:
    found = readings([(60, 60)] * 150)
    weights = np.ones(len(found))
    still = np.random.default_rng(1).normal(0, 0.15, len(found))
    wandering = still + 0.8 * np.sin(found.ticks / 86_400 / 3)
    drifts = []
    for residuals in (still, wandering):
        tried, shares = plausible(day_means(found, weights, 0.15), 0.15, residuals)
        drifts.append(float(shares @ [noise.drift for noise in tried]))
    assert drifts[1] > 2 * drifts[0]


def test_means_of_days_say_what_all_readings_say() -> None:
    """The same plausibility as by the covariance of every single reading, but for the drift within a day."""
    rng = np.random.default_rng(5)
    found = readings(np.round(60 * np.exp(rng.normal(0, 0.2, (90, 2)))))
    weights = rng.uniform(0.2, 1.0, len(found))
    noise = Noise(0.2, 0.1, 0.3)
    residuals = rng.normal(0, 0.3, (len(found), 6)) + rng.normal(0, 0.5, 6)
    whole = covariance(found, weights, noise)
    wanted = -0.5 * (residuals * np.linalg.solve(whole, residuals)).sum(axis=0)
    means = day_means(found, weights, noise.session)
    assert len(means.own) < len(found) / 5
    np.testing.assert_allclose(density(means, noise, residuals), wanted, rtol=0.03)


def test_means_are_means_and_keep_a_constant() -> None:
    found = readings([(60, 60)] * 300)
    means = condensing(found, np.ones(len(found)))
    assert len(means) <= 80
    np.testing.assert_allclose(means.sum(axis=1), 1.0)
    whole = covariance(found, np.ones(len(found)), Noise(0.2, 0.05, 0.1))
    assert np.linalg.eigvalsh(means @ whole @ means.T).min() > 0


def test_drops_are_less_than_a_millilitre_and_more_than_nothing() -> None:
    drops = Session(4 * HOUR, "pump", 900, total=0.0, drops=True)
    sessions = [
        Session(HOUR, "pump", 900, total=0.0),
        drops,
        replace(drops, start=7 * HOUR, drops=False),
    ]
    stretches, places = stretches_of(sessions)
    some, none = observe(sessions, stretches, places).milk
    assert 0 == none < some < 1
