"""A log in the model: the sessions of a run, and what they tell of who was run."""

import numpy as np
import pytest

from lactea.cohort.statistics import Noise
from lactea.engine import simulate
from lactea.scenario import load
from lactea.sensitivity.factors import Space, chosen
from lactea.sensitivity.identifiability import identify
from lactea.sensitivity.log_model import LogModel
from lactea.sensitivity.log_scenario import scenario_of_log
from lactea.sensitivity.problems import SensitivityError
from lactea.sensitivity.session_log import LoggedSession
from lactea.sensitivity.wording import log_sentences

PUMPING = load("exclusive-pumping")
SPACE = Space.of(PUMPING)
FACTORS = chosen(SPACE.factors, ["person.tissue_potential", "person.storage", "oxytocin_basal"])
EVERY, LENGTH = 3 * 3600, 900
STARTS = range(5 * 86_400 + 3600, 7 * 86_400, EVERY)
EMPTY = tuple(LoggedSession(start, LENGTH, "both", None) for start in STARTS)


@pytest.fixture(scope="module")
def model() -> LogModel:
    return LogModel.of(PUMPING, FACTORS, EMPTY)


@pytest.fixture(scope="module")
def volumes(model) -> np.ndarray:
    """Of the person in the middle, and of one with more tissue."""
    return model.volumes(np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]))


def test_sessions_of_the_log_give_what_the_same_sessions_gave(volumes) -> None:
    recording = simulate(PUMPING, days=7)
    starts = recording.sessions["start_h"] * 3600
    inside = (starts >= STARTS[0] - 1) & (starts < STARTS[-1] + 1)
    wanted = recording.sessions["volume"][inside].sum(axis=1)
    np.testing.assert_allclose(volumes[0], wanted, rtol=2e-3)


def test_a_session_without_a_volume_still_empties_the_breasts(volumes) -> None:
    sessions = [LoggedSession(one.start, one.duration, one.breasts, 50.0) for one in EMPTY]
    sessions[1] = EMPTY[1]
    found = LogModel.of(PUMPING, FACTORS, sessions).volumes(np.zeros((1, len(FACTORS))))
    np.testing.assert_allclose(found[0], np.delete(volumes[0], 1), rtol=1e-6)


def test_more_tissue_gives_more(volumes) -> None:
    assert (volumes[1] > volumes[0]).all()


def test_scheduled_sessions_end_where_the_log_begins() -> None:
    logged = scenario_of_log(PUMPING, EMPTY)
    pumps = [step for step in logged.protocol if step.do == "pump"]
    assert pumps[0].stop == STARTS[0]
    assert [step.start for step in pumps[1:]] == list(STARTS)
    assert logged.horizon_tick == 7 * 86_400


def test_sessions_too_near_to_be_told_apart_are_refused() -> None:
    near = [
        LoggedSession(5 * 86_400, 605, "left", None),
        LoggedSession(5 * 86_400 + 606, 600, "right", None),
    ]
    with pytest.raises(SensitivityError, match="join them"):
        LogModel.of(PUMPING, FACTORS, near)
    apart = [near[0], LoggedSession(5 * 86_400 + 700, 600, "right", None)]
    assert LogModel.of(PUMPING, FACTORS, apart).lanes.every < 600


def test_an_empty_log_tells_what_it_would_tell() -> None:
    found = identify(PUMPING, FACTORS, EMPTY, Noise(sd=5.0), profiled=2)
    assert (found.measured, found.fit, found.profiles) == (0, None, ())
    # Of two days soon after birth: how much tissue there is, and how much it stores, tell alike.
    assert found.information.left[0] < 0.6
    assert found.information.left[2] > 0.99
    told = " ".join(log_sentences(found))
    assert "would tell" in told
    assert "says nothing" in told
    assert "oxytocin_basal" in told


def test_a_larger_error_leaves_more_open() -> None:
    small, large = (
        identify(PUMPING, FACTORS, EMPTY, Noise(sd=sd), profiled=0).information.left
        for sd in (2.0, 20.0)
    )
    assert (small <= large + 1e-12).all()


@pytest.mark.slow
def test_a_log_finds_the_person_who_wrote_it(volumes) -> None:
    sessions = [
        LoggedSession(one.start, one.duration, one.breasts, float(volume))
        for one, volume in zip(EMPTY, volumes[1], strict=True)
    ]
    found = identify(PUMPING, FACTORS[:1], sessions, Noise(sd=5.0), profiled=1)
    assert found.fit is not None
    # The distribution pulls a little towards the middle.
    assert found.fit.at[0] == pytest.approx(1.0, abs=0.05)
    (one,) = found.profiles
    assert one.low is not None
    assert one.high is not None
    assert one.low < 1.0 < one.high
    # Nearly a straight line here: the profile is the information, with the distribution beside it.
    sd = found.information.left[0]
    assert one.high - one.low == pytest.approx(2 * 1.96 * sd, rel=0.1)
    assert "oxytocin_basal" not in " ".join(log_sentences(found))


def test_no_error_is_refused() -> None:
    with pytest.raises(SensitivityError, match="give the error"):
        identify(PUMPING, FACTORS, EMPTY, Noise(), profiled=0)


def test_parameters_that_move_nothing_are_refused() -> None:
    idle = chosen(SPACE.factors, ["growth_fast"])
    with pytest.raises(SensitivityError, match="None of these parameters"):
        identify(PUMPING, idle, EMPTY, Noise(sd=5.0), profiled=0)
