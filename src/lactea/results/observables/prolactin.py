"""Prolactin: its level, its rise with sessions, its day."""

from __future__ import annotations

from typing import Any

import numpy as np

import lactea.engine.arrays  # noqa: F401  (equations read arrays once it is loaded)
from lactea.body.registry import default_body
from lactea.results.observables.language import ONCE, observable
from lactea.results.observables.samples import Samples
from lactea.results.observables.series import by_session, level, sampled
from lactea.results.observables.window import Window
from lactea.results.recording import SECONDS_PER_HOUR, Recording, column, day_numbers

SUBSYSTEM = "prolactin"
NORMAL_FOLD = 1.5
FOLLOWED_H = 2.0
"""How long after its start a session is followed to its highest prolactin, if no other begins before."""
MINUTE = 1 / 60
"""Hours to either side of a moment within which gestation advances where there is a pregnancy."""
WAY_TO_THE_FLUID = ("decidual_release", "amniotic_prolactin")
"""Quantities of the body that lead from gestation to the prolactin of amniotic fluid."""


@observable("prolactin.level", "ng/mL", SUBSYSTEM)
def prolactin_level(recording: Recording, window: Window) -> Samples:
    """Plasma prolactin over time, sessions included."""
    return level(recording, window, "prolactin")


@observable("prolactin.amniotic", "ng/mL", SUBSYSTEM)
def amniotic(recording: Recording, window: Window) -> Samples:
    """Prolactin of amniotic fluid over time; zero where there is no pregnancy."""
    hours = np.asarray(recording.trace.time_h)
    gestation = column(recording.trace, "gestation")
    before, after = (np.interp(hours + aside, hours, gestation) for aside in (-MINUTE, MINUTE))
    carried = (after > before).astype(float)
    known: dict[str, Any] = {
        **recording.parameter_values,
        "gestation": gestation,
        "pregnant": carried,
        "placenta": carried,
    }
    for step in default_body().steps:
        if step.target in WAY_TO_THE_FLUID:
            known[step.target] = step.equation(*(known[name] for name in step.needs))
    return sampled(hours, known[WAY_TO_THE_FLUID[-1]], window)


@observable("prolactin.basal", "ng/mL", SUBSYSTEM)
def basal(recording: Recording, window: Window) -> Samples:
    """Prolactin just before a session."""
    return by_session(recording, window, recording.sessions["prolactin_before"])


@observable("prolactin.session_peak", "ng/mL", SUBSYSTEM)
def session_peak(recording: Recording, window: Window) -> Samples:
    """Highest prolactin during a session."""
    return by_session(recording, window, recording.sessions["prolactin_peak"])


@observable("prolactin.session_rise", "ng/mL", SUBSYSTEM)
def session_rise(recording: Recording, window: Window) -> Samples:
    """Highest prolactin during a session minus the level just before."""
    sessions = recording.sessions
    return by_session(recording, window, sessions["prolactin_peak"] - sessions["prolactin_before"])


@observable("prolactin.session_fold", "1", SUBSYSTEM)
def session_fold(recording: Recording, window: Window) -> Samples:
    """Highest prolactin during a session over the level just before."""
    sessions = recording.sessions
    return by_session(recording, window, sessions["prolactin_peak"] / sessions["prolactin_before"])


@observable("prolactin.time_to_peak", "min", SUBSYSTEM)
def time_to_peak(recording: Recording, window: Window) -> Samples:
    """Time from the start of a session to the highest prolactin before the next, mostly after its end."""
    starts = np.asarray(recording.sessions["start_h"], dtype=float)
    ends = np.minimum(np.append(starts[1:], np.inf), starts + FOLLOWED_H)
    times, levels = recording.trace.time_h, column(recording.trace, "prolactin")
    firsts, lasts = np.searchsorted(times, starts), np.searchsorted(times, ends)
    within = np.asarray(recording.sessions["prolactin_peak_min"], dtype=float)
    highest = [
        60 * (times[first + int(np.argmax(levels[first:last]))] - start) if last > first else inside
        for first, last, start, inside in zip(firsts, lasts, starts, within, strict=True)
    ]
    return by_session(recording, window, np.asarray(highest))


@observable("prolactin.acrophase", "h", SUBSYSTEM, ONCE)
def acrophase(recording: Recording, window: Window) -> Samples:
    """Clock time at which the daily wave (first harmonic, sessions included) is highest."""
    wide = window.day_wide()
    trace = recording.trace
    # Whole days at even steps, so that the wave of the day is not tilted by what is left over.
    days = max(1, int((wide.stop_h - wide.start_h) // 24))
    hours = wide.start_h + np.arange(0, 24 * days, 1 / 6)
    values = np.interp(hours, trace.time_h, column(trace, "prolactin"))
    wave = np.sum(values * np.exp(2j * np.pi * hours / 24))
    clock = np.angle(wave) * 24 / (2 * np.pi) + recording.scenario.origin_clock / SECONDS_PER_HOUR
    return Samples.of([wide.start_h], [clock % 24])


@observable("prolactin.normalisation", "d", SUBSYSTEM, ONCE)
def normalisation(recording: Recording, window: Window) -> Samples:
    """First day from the origin on which mean prolactin is at most 1.5 times the mean of the run's
    first day (the person before pregnancy, where the run begins there) and stays so.
    """
    numbers = day_numbers(recording)
    mean = np.asarray(recording.days["prolactin_mean"], dtype=float)
    above = np.flatnonzero(mean > NORMAL_FOLD * mean[0])
    first = max(0, int(numbers[above[-1]]) + 1 if len(above) else 0)
    reached = first <= numbers[-1] and window.start_h <= 24 * first <= window.stop_h
    return Samples.of([24.0 * first], [float(first)]) if reached else Samples.of([], [])
