"""Derivatives along frozen steps: against differences of the same run, and of the reference solver."""

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.engine.error import difference
from lactea.engine.frozen import FrozenSteps, freeze
from lactea.engine.gradient import Gradient, gradient, gradient_along
from lactea.engine.readouts import READOUTS
from lactea.engine.simulation import replay_figures
from lactea.scenario import ResolvedProtocol, Scenario, loads

PUMPED = """
schema: lactea.scenario/1
name: pumped
summary: A short pregnancy of somebody treated with insulin, then the pump, and some doses.
origin: placenta_delivered
person: {diabetes: type1}
protocol:
  - {do: pregnancy, length: "2 weeks"}
  - {do: birth, at: "0 h", placenta: delivered}
  - {do: pump, start: "1 h", every: "6 h", duration: "10 min", breasts: both, simultaneous: true, device: hospital_grade}
  - {do: take, medicine: domperidone, dose: "10 mg", every: "8 h", start: "0 d", stop: "2 d"}
horizon: "2 d"
"""
PARAMETERS = (
    "prolactin_half_life",
    "capacity_per_tissue",
    "insulin_response_insulin_treated",
    "domperidone_oral_clearance",
    "tissue_resting",
    "growth_lactogen_half",
    "synthesis_limit",
    "lactotroph_base",
    "letdown_interval",
    "estradiol_plateau",
)
"""More than fit into one vector; some the body begins with, one that acts through the person, one of a medicine."""
AGREEMENT = 1e-3
CLOSE = 2e-5
"""Error of central differences with steps of a hundred-thousandth, beside that of their digits."""
DIGITS = 1e-10


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return loads(PUMPED, "a test")


@pytest.fixture(scope="module")
def resolved(scenario: Scenario) -> ResolvedProtocol:
    return simulate(scenario).resolved


@pytest.fixture(scope="module")
def frozen(scenario: Scenario, resolved: ResolvedProtocol) -> FrozenSteps:
    return freeze(scenario, resolved)


@pytest.fixture(scope="module")
def found(scenario: Scenario, frozen: FrozenSteps) -> Gradient:
    return gradient_along(scenario, frozen, PARAMETERS, tuple(READOUTS))


def changed(scenario: Scenario, found: Gradient, name: str, by: float) -> Scenario:
    """The same person with one parameter set to another value, in its published unit."""
    place = found.parameters.index(name)
    text = f"{float(found.at[place]) + by!r} {found.units[place]}".removesuffix(" 1")
    return scenario.model_copy(update={"parameters": {**scenario.parameters, name: text}})


def test_the_values_are_those_of_the_compiled_engine(scenario, resolved, found) -> None:
    compiled = replay_figures(scenario, resolved)
    assert difference(found.values, compiled) < AGREEMENT
    assert found.first_day == resolved.start_tick // 86_400


def test_every_derivative_is_the_limit_of_differences(scenario, frozen, found) -> None:
    for place, name in enumerate(PARAMETERS):
        step = 1e-5 * float(found.at[place])
        ahead, behind = (
            gradient_along(
                changed(scenario, found, name, by), frozen, PARAMETERS[:1], tuple(READOUTS)
            )
            for by in (step, -step)
        )
        for readout, slopes in found.slopes.items():
            wanted = (ahead.values[readout] - behind.values[readout]) / (2 * step)
            digits = DIGITS * np.abs(found.values[readout]).max() / step
            allowed = CLOSE * np.abs(wanted).max() + digits
            assert np.abs(slopes[..., place] - wanted).max() <= allowed, (name, readout)
        assert any(slopes[..., place].any() for slopes in found.slopes.values()), name


def test_a_parameter_may_act_through_the_person(found) -> None:
    """Treated with insulin: the response is an input of the run, and a parameter says which."""
    place = found.parameters.index("insulin_response_insulin_treated")
    assert np.abs(found.slopes["made"][..., place]).max() > 0


def test_neither_company_nor_order_changes_a_derivative(scenario, frozen, found) -> None:
    turned = gradient_along(scenario, frozen, PARAMETERS[::-1])
    alone = gradient_along(scenario, frozen, PARAMETERS[2:3])
    for readout in turned.slopes:
        np.testing.assert_array_equal(turned.slopes[readout][..., ::-1], found.slopes[readout])
        np.testing.assert_array_equal(alone.slopes[readout], found.slopes[readout][..., 2:3])


def test_what_only_guides_decisions_has_no_derivative(scenario, frozen) -> None:
    idle = gradient_along(scenario, frozen, ["feed_longest", "prolactin_half_life"])
    for slopes in idle.slopes.values():
        assert not slopes[..., 0].any()
        assert slopes[..., 1].any()


def test_readouts_that_need_no_curve(scenario, frozen, found) -> None:
    alone = gradient_along(scenario, frozen, PARAMETERS, ["removed"])
    np.testing.assert_array_equal(alone.slopes["removed"], found.slopes["removed"])


def test_elasticities_have_no_unit(found) -> None:
    for readout in ("removed", "prolactin_max"):
        shares = found.elasticities(readout)
        assert shares.shape == found.slopes[readout].shape
        place = found.parameters.index("prolactin_half_life")
        np.testing.assert_allclose(
            shares[-1, ..., place] * found.values[readout][-1],
            found.slopes[readout][-1, ..., place] * found.at[place],
        )


@pytest.mark.parametrize(
    ("parameters", "readouts", "said"),
    [
        (["prolactin_half_live"], ["removed"], "Did you mean 'prolactin_half_life'"),
        (["prolactin_half_life"], ["remove"], "Did you mean 'removed'"),
        (["prolactin_half_life"] * 2, ["removed"], "Name each parameter once"),
        ([], ["removed"], "at least one"),
        (["prolactin_half_life"], [], "at least one"),
    ],
)
def test_what_cannot_be_differentiated_is_said(
    scenario, resolved, parameters, readouts, said
) -> None:
    with pytest.raises(ValueError, match=said):
        gradient(scenario, resolved, parameters, readouts)


@pytest.mark.proof
@pytest.mark.parametrize("name", ["prolactin_half_life", "insulin_response_insulin_treated"])
def test_the_reference_solver_agrees(scenario, resolved, name: str) -> None:
    """SciPy on plain floats shares nothing but the equations.

    Its differences: small enough that a daily maximum stays that of the same session, large enough for
    the digits of the solver.
    """
    found = gradient(scenario, resolved, [name], tolerance=1e-5)
    step = 0.005 * float(found.at[0])
    ahead, behind = (
        simulate(changed(scenario, found, name, by), engine="reference", resolved=resolved).days
        for by in (step, -step)
    )
    for readout, slopes in found.slopes.items():
        wanted = (ahead[readout] - behind[readout]) / (2 * step)
        digits = 1e-6 * np.abs(ahead[readout]).max() / step
        assert np.abs(slopes[..., 0] - wanted).max() < 2e-3 * np.abs(wanted).max() + digits, readout
