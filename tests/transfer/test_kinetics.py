"""A substance in the living breast: nothing is lost, and the rest of the body does not notice."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lactea.body.mechanisms.fat import emptying, fat_content
from lactea.body.registry import CLOCK, Body, default_body
from lactea.engine import simulate
from lactea.engine.doses import body_with_medicines
from lactea.engine.quantities import dimension_faults
from lactea.engine.units import inside_value
from lactea.scenario import load as load_scenario
from lactea.transfer import Ratio, answer, ask, load, predicted
from lactea.transfer.exposure import STANDARD_MOTHER_KG
from lactea.transfer.mechanisms.milk_of_a_breast import transfer_fat_in_store
from lactea.transfer.simulation import Intake, TransferError, body_with_substance, follow

HOUR, DAY = 3600, 86_400
WINDOW = (4 * DAY, 5 * DAY)


def every(hours: float, mg: float, days: int) -> list[Intake]:
    return [Intake(tick, mg) for tick in range(HOUR, days * DAY, int(hours * HOUR))]


def fact(value: float, unit: str) -> dict[str, object]:
    return {"value": value, "unit": unit, "grade": "assumed", "reason": "a test"}


def test_without_a_substance_the_body_is_as_before() -> None:
    assert body_with_medicines(load_scenario("natural")) is default_body()
    assert not any(name.startswith("transfer") for name in default_body().states)


def somewhere(body: Body, seed: int) -> dict[str, float]:
    """A point at which nothing is zero, for a zero says nothing about its unit."""
    draw = random.Random(seed)
    point = {CLOCK.id: draw.uniform(1, 24)}
    for name, parameter in body.parameters.items():
        point[name] = inside_value(parameter) * math.exp(draw.gauss(0, 0.1)) or 0.3
    for name, state in body.states.items():
        point[name] = (
            draw.uniform(0.02, 1) if state.unit == "1" else state.scale * draw.uniform(1, 30)
        )
    for name in body.inputs:
        point[name] = draw.uniform(0.05, 1)
    return point


def test_the_equations_are_dimensionally_sound() -> None:
    body = body_with_substance(load_scenario("natural"))
    assert dimension_faults(body, somewhere(body, 1)) == []


def test_milk_is_made_and_taken_as_without_it(days, substance, one) -> None:
    scenario = days(5)
    (course,) = follow(scenario, substance(), one, every(8, 100, 5), [WINDOW]).courses
    plain = simulate(scenario).days["infant_intake"][-1]
    assert course.milk_taken[-1] - course.milk_taken[0] == pytest.approx(plain, rel=1e-3)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(["caffeine", "sertraline", "tenofovir", "nitrofurantoin", "ethanol", "lithium",
                          "lamivudine", "ondansetron"]),
    mg=st.floats(1e-3, 1e5),
    hours=st.sampled_from([4.0, 11.0, 24.0]),
    ratio=st.floats(1e-3, 30),
)  # fmt: skip
def test_nothing_is_lost(days, name: str, mg: float, hours: float, ratio: float) -> None:
    known = Ratio(ratio, 0.5, "measured", "a test")
    found = follow(days(4), load(name), known, every(hours, mg, 4))
    assert found.balance.error < 1e-9
    assert all(part > -1e-9 for part in found.balance.parts.values())


def test_levels_are_in_proportion_to_the_dose(days, substance, one) -> None:
    small, large = (
        follow(days(5), substance(), one, every(12, mg, 5), [WINDOW]).courses[0]
        for mg in (1.0, 50.0)
    )
    np.testing.assert_allclose(large.milk, 50 * small.milk, rtol=1e-9)
    np.testing.assert_allclose(large.infant, 50 * small.infant, rtol=1e-9)


def test_no_dose_is_no_level(days, substance, one) -> None:
    for intakes in ([], every(12, 0.0, 5)):
        found = follow(days(5), substance(), one, intakes, [WINDOW])
        (course,) = found.courses
        assert not course.plasma.any()
        assert not course.milk.any()
        assert not course.infant.any()
        assert found.balance.error == 0


def test_what_is_looked_at_changes_nothing(days, substance, one) -> None:
    doses = every(8, 100, 5)
    (alone,) = follow(days(5), substance(), one, doses, [WINDOW]).courses
    many = [WINDOW, (DAY, 2 * DAY), (3 * DAY + 17, 3 * DAY + 5000)]
    among = follow(days(5), substance(), one, doses, many).courses[0]
    np.testing.assert_array_equal(alone.hours, among.hours)
    np.testing.assert_array_equal(alone.milk, among.milk)
    np.testing.assert_array_equal(alone.infant, among.infant)


@pytest.mark.parametrize("name", ["caffeine", "sertraline", "domperidone"])
def test_what_milk_carries_is_the_relative_dose_of_what_was_drunk(name: str) -> None:
    """Two ways to one number, for what dissolves in water and for what goes with the fat.

    Not for what is gone again between two doses, where the hours of feeds tell, and not for ratios by method,
    which belong to milk of another pH.
    """
    found = answer(load(name), ask(infant_age="30 days"), "researcher")
    day, usual = found.day, found.usual
    assert day is not None
    assert usual is not None
    relative = usual.relative_dose_percent.median / 100
    expected = relative * day.ml / 1000 / usual.relative_intake / STANDARD_MOTHER_KG
    assert day.share_of_dose_in_milk == pytest.approx(expected, rel=0.1)


def test_the_fat_in_store_is_that_of_its_layers() -> None:
    values = {name: inside_value(one) for name, one in default_body().parameters.items()}
    relation = [values[name] for name in ("fat_full", "fat_linear", "fat_square", "fat_early")]
    ends = [values[name] for name in ("fullest_of_day", "emptiest_of_day")]
    fullness = np.linspace(0, 1.2, 12_001)
    emptied = [float(emptying.equation(one, *ends)) for one in fullness]
    layers = [float(fat_content.equation(one, 0.6, *relation)) for one in emptied]
    stored = np.concatenate(
        [[0], np.cumsum(np.diff(fullness) * (np.array(layers[1:]) + layers[:-1]) / 2)]
    )
    for place in (1, 500, 1070, 3000, 7100, 9000, 12_000):
        found = transfer_fat_in_store.equation(
            fullness[place], emptied[place], 0.6, *relation, *ends, 1e-9
        )
        assert found == pytest.approx(stored[place] / fullness[place], rel=1e-4)


def test_at_equilibrium_milk_stands_at_its_ratio(days, substance) -> None:
    ratio = Ratio(3.0, 0.5, "measured", "a test")
    (course,) = follow(days(5), substance(), ratio, every(6, 100, 5), [WINDOW]).courses
    average = np.trapezoid(course.milk, course.hours, axis=0)
    plasma = np.trapezoid(course.plasma, course.hours)
    # Protein and fat of early milk shift it a little.
    np.testing.assert_allclose(average / plasma, 3.0, rtol=0.15)


def test_each_feed_takes_some_out_of_the_breast(days, substance, one) -> None:
    (course,) = follow(days(5), substance(), one, every(6, 100, 5), [WINDOW]).courses
    assert np.all(np.diff(course.taken) >= -1e-12)
    growing = np.diff(course.taken) > 1e-9
    assert growing.any()
    assert not growing[~course.at_breast[1:] & ~course.at_breast[:-1]].any()


def test_a_wall_smooths_what_equilibrium_follows(days, substance, one) -> None:
    wall = {"form": "two_way", "clearance": fact(0.5, "mL/h")}
    doses = every(24, 100, 5)

    def swing(**changes: object) -> float:
        (course,) = follow(days(5), substance(**changes), one, doses, [WINDOW]).courses
        milk = course.milk.mean(axis=1)
        return float(milk.max() / milk.min())

    assert swing(exchange=wall) < swing() / 3


def test_a_lag_puts_the_peak_of_milk_behind_that_of_plasma(days, substance, one) -> None:
    lag = {"form": "lagged", "rate": fact(0.2, "1/h")}
    (course,) = follow(days(5), substance(exchange=lag), one, every(24, 100, 5), [WINDOW]).courses
    peaks = [course.hours[np.argmax(line)] for line in (course.plasma, course.milk.mean(axis=1))]
    assert peaks[1] > peaks[0] + 1


def test_active_carriage_reaches_the_measured_ratio(days) -> None:
    drug = load("nitrofurantoin")
    passive = predicted(drug)
    assert passive is not None
    ratio = Ratio(6.21, 0.5, "measured", "a test")
    (course,) = follow(days(5), drug, ratio, every(6, 100, 5), [WINDOW]).courses
    average = np.trapezoid(course.milk.mean(axis=1), course.hours)
    found = average / np.trapezoid(course.plasma, course.hours)
    assert 4.5 < found < 8
    assert found > 5 * passive.value


def test_kinetics_that_are_not_known_are_told(days, one) -> None:
    with pytest.raises(TransferError, match="fenugreek"):
        follow(days(3), load("fenugreek"), one, [])
