"""Both routes give what the engine gives; a lane's recording is that of the full run."""

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.results.observables import ObservableError
from lactea.results.readouts import Readout, read_readout
from lactea.scenario import load
from lactea.sensitivity.analysis import model_of
from lactea.sensitivity.factors import Space
from lactea.sensitivity.local import elasticities
from lactea.sensitivity.problems import SensitivityError
from lactea.sensitivity.readouts import default_readouts
from lactea.sensitivity.routes import ClosedLoop, frozen
from lactea.sensitivity.screening import screen
from lactea.sensitivity.thin_recording import READABLE
from lactea.sensitivity.wording import LEAST_ELASTICITY

DAYS = 5
PUMPING = load("exclusive-pumping")
ALL = tuple(read_readout(f"{name}:mean:P3D/P5D") for name in sorted(READABLE))
ALL = tuple(
    Readout(one.observable, "value", "any") if one.observable.startswith("activation.") and one.observable != "activation.level" else one
    for one in ALL
)  # fmt: skip


@pytest.fixture(scope="module")
def natural():
    return load("natural")


@pytest.fixture(scope="module")
def lanes(natural):
    return frozen(natural, ALL, DAYS)


def test_a_lane_reads_like_a_recording(natural, lanes) -> None:
    full = simulate(natural, days=DAYS, resolved=lanes.resolved)
    wanted = [readout.read(full) for readout in ALL]
    np.testing.assert_allclose(lanes([{}])[0], wanted, rtol=2e-3, atol=1e-3)


def test_where_nobody_decides_both_routes_are_one() -> None:
    readouts = (default_readouts(DAYS)[0], default_readouts(DAYS)[3])
    people = [{}, {"lobule_formation": 0.0093, "person.storage": 1.3, "transfer": 14.0}]
    loop = ClosedLoop(PUMPING, readouts, DAYS)(people)
    repeated = frozen(PUMPING, readouts, DAYS)(people)
    np.testing.assert_allclose(repeated, loop, rtol=1e-3)
    assert abs(loop[1, 0] / loop[0, 0] - 1) > 0.05


def test_somebody_who_cannot_be_is_missing_and_the_others_are_not(pumping) -> None:
    people = [{"person.storage": 1e6}, {}]
    for route in (pumping, ClosedLoop(PUMPING, pumping.readouts, DAYS)):
        found = route(people)
        assert np.isnan(found[0]).all()
        assert np.isfinite(found[1]).all()


def test_what_lanes_do_not_keep_is_refused(natural, lanes) -> None:
    with pytest.raises(SensitivityError, match="Take the closed loop"):
        frozen(natural, (read_readout("session.volume"),), DAYS)


@pytest.fixture(scope="module")
def pumping():
    readouts = (*default_readouts(DAYS)[:1], read_readout("activation.time"))
    return frozen(PUMPING, readouts, DAYS)


def test_a_parameter_of_nothing_in_this_run_is_a_dummy(pumping) -> None:
    # Nobody here has kidney disease: its parameters move nothing at all.
    names = ["filtration_stage_4", "transfer"]
    space = Space.of(PUMPING)
    found = elasticities(pumping, space.middles, names)
    assert found.elasticity[0, 0] == 0.0
    assert found.elasticity[1, 0] != 0.0
    screened = screen(model_of(space, names, pumping), names, 2, seed=0)[0]
    assert screened.mu_star[0] == 0.0
    assert screened.mu_star[1] > 0.0


def test_the_noise_of_an_elasticity_is_what_is_said(pumping) -> None:
    middles = Space.of(PUMPING).middles
    names = ["lobule_formation", "progesterone_inhibition", "oxytocin_basal"]
    one, other = (elasticities(pumping, middles, names, step).elasticity for step in (0.02, 0.01))
    np.testing.assert_allclose(one, other, atol=2 * LEAST_ELASTICITY, rtol=0.01)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("milk.removed", "not an observable"),
        ("milk.removed_per_day:average", "valid here: mean"),
        ("milk.removed_per_day:mean:P1D:P2D", "OBSERVABLE"),
        ("", "not an observable"),
    ],
)
def test_a_readout_that_is_none_is_told(text, said) -> None:
    with pytest.raises(ObservableError, match=said):
        read_readout(text)


def test_a_readout_reads_back() -> None:
    for readout in (*default_readouts(30), read_readout("activation.time")):
        assert read_readout(str(readout)) == readout
