"""Sessions are measured as they would be one by one, whatever they are measured with."""

import numpy as np
import pytest

from lactea.body.registry import default_body
from lactea.engine.sessions import MEASURES, PER_BREAST, Session, measure
from lactea.engine.solver import Rows

BODY = default_body()
PARAMETERS = {name: one.value for name, one in BODY.parameters.items()}


def session(seed: int, suckled: tuple[float, float], stretches: int = 2) -> Session:
    """A session of random steps: what counts is the arithmetic, and not whether a body could do it."""
    draw = np.random.default_rng(seed)
    clock, parts = 3600.0 * seed, []
    for number in range(stretches):
        rows = int(draw.integers(3, 40))
        seconds = clock + np.concatenate([[0.0], np.cumsum(draw.uniform(1, 10, rows - 1))])
        clock = seconds[-1]
        states = draw.uniform(0.1, 1.0, (rows, len(BODY.state_ids)))
        for name in ("removed_left", "removed_right", "infant_intake"):
            states[:, BODY.state_ids.index(name)] = np.cumsum(draw.uniform(0, 2, rows))
        inputs = np.array([one.default for one in BODY.inputs.values()])
        for side, strength in zip(("left", "right"), suckled, strict=True):
            inputs[BODY.input_ids.index(f"suckling_{side}")] = strength * (number % 2 == 0)
        parts.append(Rows(seconds, states, draw.normal(size=states.shape), inputs))
    return Session("pump", parts)


SESSIONS = [
    session(1, (1.0, 1.0)),
    session(2, (1.0, 0.0), stretches=3),
    session(3, (0.0, 0.0), stretches=1),
    session(4, (0.0, 1.0), stretches=4),
]


def test_together_is_as_one_by_one() -> None:
    together = measure(BODY, SESSIONS, PARAMETERS)
    alone = [measure(BODY, [one], PARAMETERS) for one in SESSIONS]
    for name in (*MEASURES, *PER_BREAST):
        expected = np.concatenate([one[name] for one in alone])
        np.testing.assert_allclose(together[name], expected, rtol=1e-9, atol=1e-12, err_msg=name)


def test_what_nobody_drew_from_has_no_fat_and_no_minutes() -> None:
    measured = measure(BODY, SESSIONS, PARAMETERS)
    drawn = np.array([[True, True], [True, False], [False, False], [False, True]])
    for name in ("fat", "foremilk_fat", "hindmilk_fat"):
        assert np.array_equal(np.isfinite(measured[name]), drawn)
    assert np.array_equal(measured["minutes_at"] > 0, drawn)
    assert (measured["ejections_at"][~drawn] == 0).all()
    most = measured["ejections_at"].max(axis=1)
    assert (most <= measured["ejections"]).all()
    assert (measured["ejections_at"].sum(axis=1) >= measured["ejections"])[[0, 1, 3]].all()


@pytest.mark.parametrize("number", range(len(SESSIONS)))
def test_the_simple_measures_are_what_a_reader_of_the_rows_would_write(number: int) -> None:
    one = SESSIONS[number]
    measured = {name: values[0] for name, values in measure(BODY, [one], PARAMETERS).items()}
    rows = np.concatenate([part.states for part in one.stretches])
    seconds = np.concatenate([part.seconds for part in one.stretches])
    prolactin = rows[:, BODY.state_ids.index("prolactin")]
    oxytocin = rows[:, BODY.state_ids.index("oxytocin")]
    assert measured["start_h"] == seconds[0] / 3600
    assert measured["duration_min"] == pytest.approx((seconds[-1] - seconds[0]) / 60)
    assert measured["prolactin_peak"] == prolactin.max()
    top = seconds[prolactin.argmax()] - seconds[0]
    assert measured["prolactin_peak_min"] == pytest.approx(top / 60)
    at_two = np.interp(seconds[0] + 120, seconds, oxytocin)
    assert measured["oxytocin_2min"] == pytest.approx(at_two)
    assert measured["oxytocin_mean"] == pytest.approx(
        np.trapezoid(oxytocin, seconds) / (seconds[-1] - seconds[0])
    )
    for place, side in enumerate(("left", "right")):
        removed = rows[:, BODY.state_ids.index(f"removed_{side}")]
        assert measured["volume"][place] == pytest.approx(removed[-1] - removed[0])
