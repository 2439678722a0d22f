"""From a person to parameter values and inputs."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lactea.body.registry import default_body
from lactea.engine import simulate
from lactea.engine.person import settle_person
from lactea.engine.solver import start_values
from lactea.engine.units import inside_value, parse_value
from lactea.scenario import Scenario, load

HOUR = 3600


def non_pregnant(*overrides: str) -> Scenario:
    return load("non-pregnant-woman", ["horizon='2 d'", *overrides])


@pytest.mark.parametrize("override", ["person.breasts=left", "person.tissue_potential=0"])
def test_a_breast_without_potential_is_followed_by_every_engine(override: str) -> None:
    """Nothing may be divided by the potential of a breast that cannot grow."""
    body, scenario = default_body(), non_pregnant(override)
    recording = simulate(scenario, days=1, zooms=[(0, HOUR)])
    zoom = recording.zooms[0]
    assert np.isfinite(zoom.states).all()
    assert (zoom.states[:, zoom.names.index("tissue_room_right")] < 1e-5).all()
    setting = settle_person(body, scenario)
    starts = dict(zip(body.state_ids, start_values(body, setting.parameters), strict=True))
    floats = body.evaluate({"clock": 0.0, **setting.parameters, **setting.inputs, **starts})
    assert floats["tissue_room_right"] < 1e-5


@pytest.mark.parametrize("ratio", [0.5, 1.0, 1.44])
def test_both_breasts_are_as_far_from_the_potential_of_the_person(ratio: float) -> None:
    overrides = ["person.tissue_potential=0.8", f"person.right_over_left={ratio}"]
    inputs = settle_person(default_body(), load("natural", overrides)).inputs
    left, right = (inputs[f"tissue_potential_{side}"] for side in ("left", "right"))
    assert right / left == pytest.approx(ratio)
    assert left * right == pytest.approx(0.8**2)


def test_a_man_has_little_tissue_and_no_ovaries() -> None:
    body = default_body()
    woman, man = (
        settle_person(body, non_pregnant(f"person.sex={sex}")) for sex in ("female", "male")
    )
    assert 0 < man.parameters["tissue_resting"] < woman.parameters["tissue_resting"]
    assert man.parameters["ovarian_potential"] == 0


@pytest.mark.parametrize("ovaries", ["absent", "postmenopausal"])
def test_quiet_ovaries(ovaries: str) -> None:
    setting = settle_person(default_body(), non_pregnant(f"person.ovaries={ovaries}"))
    assert setting.parameters["ovarian_potential"] == 0


def test_insulin_treated_diabetes_slows_the_gland_most() -> None:
    responses = [
        settle_person(default_body(), non_pregnant(f"person.diabetes={kind}")).inputs[
            "insulin_response"
        ]
        for kind in ("none", "gestational", "type1")
    ]
    assert responses == sorted(responses, reverse=True)
    assert len(set(responses)) == 3


def insulin_response(*overrides: str) -> float:
    return settle_person(default_body(), non_pregnant(*overrides)).inputs["insulin_response"]


@pytest.mark.parametrize("ovaries", ["cycling", "polycystic"])
@pytest.mark.parametrize(
    "diabetes", ["none", "gestational", "insulin_treated_gestational", "type1"]
)
def test_body_mass_slows_the_gland_whatever_else_does(diabetes: str, ovaries: str) -> None:
    fixed = (f"person.diabetes={diabetes}", f"person.ovaries={ovaries}")
    by_mass = [
        insulin_response(f"person.body_mass_index={index}", *fixed)
        for index in (12, 25, 28, 35, 50, 80)
    ]
    assert by_mass[0] == by_mass[1]
    assert by_mass[1:4] == sorted(set(by_mass[1:4]), reverse=True)
    assert by_mass == sorted(by_mass, reverse=True)
    assert by_mass[-1] > 0


def test_the_infant_and_the_breasts_reach_the_inputs() -> None:
    scenario = load("twins", ["person.storage=0.5", "infant.appetite=1.2"])
    inputs = settle_person(default_body(), scenario).inputs
    assert inputs["infant_count"] == 2
    assert inputs["infant_appetite_factor"] == 1.2
    assert inputs["storage_potential_left"] == inputs["storage_potential_right"] == 0.5


def test_an_override_is_read_in_any_unit_of_its_kind() -> None:
    setting = settle_person(default_body(), non_pregnant("parameters.prolactin_half_life='0.5 h'"))
    assert setting.parameters["prolactin_half_life"] == pytest.approx(0.5)
    usual = settle_person(default_body(), non_pregnant()).parameters["prolactin_half_life"]
    assert usual == inside_value(default_body().parameters["prolactin_half_life"])


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("parameters.prolactin_halflife='37 min'", "prolactin_half_life"),
        ("parameters.prolactin_half_life='37 mL'", "expects a value in min"),
        ("parameters.prolactin_half_life=quick", "expects a value in min, such as '[0-9.]+ min'"),
        ("parameters.tissue_keeping='3 h'", "expects a plain number, such as '[0-9.]+'"),
    ],
)
def test_an_override_that_is_not_understood(override: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        settle_person(default_body(), non_pregnant(override))


@pytest.mark.parametrize(
    "text",
    ["inf min", "nan min", "1e400 min", "37", "min", "", "37 min)", "1/0 min", "9**9**9**9 min",
     "37 min; 5", "37 bananas", "__import__('os') min", "37 min**99999999", "3 min 5 s"],
)  # fmt: skip
def test_what_is_no_quantity_is_refused_at_once(text: str) -> None:
    with pytest.raises(ValueError, match="prolactin_half_life expects a value in min"):
        parse_value(default_body().parameters["prolactin_half_life"], text)


@given(text=st.text(max_size=30) | st.from_regex(r"[0-9.eE+-]{1,8} ?[a-z/*()% 0-9]{0,8}"))
@example(text="2 d")
def test_any_text_is_a_finite_value_or_a_sentence(text: str) -> None:
    said, value = "", math.nan
    try:
        value = parse_value(default_body().parameters["prolactin_half_life"], text)
    except ValueError as error:
        said = str(error)
    assert math.isfinite(value) or "prolactin_half_life" in said


@pytest.mark.parametrize(
    ("parameter", "text", "value"),
    [
        ("maintenance", "60 kcal/kg/day", 60),
        ("maintenance", "2.5 kcal/kg per hour", 60),
        ("estradiol_slowing", "1e-1 1/week", 0.1),
        ("estradiol_slowing", "0.01 / day", 0.07),
        ("tissue_keeping", "70 %", 0.7),
        ("tissue_keeping", ".7", 0.7),
        ("synthesis_limit", "0.004 L/h", 4),
        ("lactogen_potency", "25 ng/ug", 25),
        ("lactogen_potency", "25 ng/µg", 25),
    ],
)
def test_values_in_units_of_their_kind(parameter: str, text: str, value: float) -> None:
    assert parse_value(default_body().parameters[parameter], text) == pytest.approx(value)


@pytest.mark.parametrize(
    "parameter", default_body().parameters.values(), ids=lambda entry: entry.id
)
def test_a_value_can_be_written_in_its_published_unit(parameter) -> None:
    unit = "" if parameter.unit == "1" else parameter.unit
    assert parse_value(parameter, f"{parameter.value!r} {unit}") == pytest.approx(parameter.value)


def test_an_absent_breast_makes_no_milk() -> None:
    run = simulate(load("natural", ["person.breasts=left"]), days=6)
    left, right = 0, 1
    assert run.days["made"][:, right].max() == 0.0
    assert run.days["leaked"][:, right].max() == 0.0
    assert run.days["removed"][-1, left] > 100


def test_milk_comes_in_where_there_is_a_breast() -> None:
    both, one = (simulate(load("natural", over), days=6) for over in ([], ["person.breasts=left"]))
    assert {event.side for event in one.events} <= {"left", None}
    came_in = [
        min(event.time_h for event in run.events if event.kind == "secretory_activation")
        for run in (both, one)
    ]
    assert came_in[0] == pytest.approx(came_in[1], abs=1)


def test_a_value_that_was_asked_for_stands_whoever_the_person_is() -> None:
    scenario = non_pregnant("person.sex=male", "parameters.tissue_resting='0.4'")
    assert settle_person(default_body(), scenario).parameters["tissue_resting"] == 0.4


def test_a_parameter_cannot_be_negative() -> None:
    scenario = non_pregnant("parameters.prolactin_half_life='-3 min'")
    with pytest.raises(ValueError, match=r"parameters\.prolactin_half_life cannot be negative"):
        settle_person(default_body(), scenario)
