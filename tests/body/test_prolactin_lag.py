"""The prolactin of one session serves milk making only later."""

from itertools import pairwise

import numpy as np
import pytest

from lactea.engine import Recording, simulate
from lactea.scenario import load

ONCE_A_DAY = "protocol[2].every='1 d'"
DAY = 12


def run(lag: str) -> Recording:
    return simulate(
        load("exclusive-pumping", [ONCE_A_DAY, f"parameters.synthesis_lag='{lag}'"]), days=DAY + 1
    )


def hours_to_peak(recording: Recording, name: str) -> float:
    """From the start of the session of the day to the highest value of a state."""
    trace = recording.trace
    start = recording.sessions["start_h"][-1]
    inside = (trace.time_h >= start) & (trace.time_h <= start + 20)
    values = trace.states[inside, trace.names.index(name)]
    return float(trace.time_h[inside][int(np.argmax(values))] - start)


@pytest.fixture(scope="module")
def by_lag() -> list[Recording]:
    return [run(lag) for lag in ("0.3 h", "1 h", "3 h")]


def test_what_synthesis_feels_peaks_later_than_prolactin() -> None:
    """By a half-hour at least; curves are kept every half-hour between sessions."""
    usual = simulate(load("exclusive-pumping", [ONCE_A_DAY]), days=DAY + 1)
    released, felt = (hours_to_peak(usual, name) for name in ("prolactin", "prolactin_message"))
    assert released < 0.6
    assert felt >= released + 0.5


def test_the_longer_the_lag_the_later(by_lag) -> None:
    peaks = [hours_to_peak(recording, "prolactin_message") for recording in by_lag]
    assert all(less < more for less, more in pairwise(peaks))


def test_the_lag_changes_when_not_how_much(by_lag) -> None:
    milk = [recording.days["removed"][-3:].sum() for recording in by_lag]
    assert max(milk) < 1.1 * min(milk)
