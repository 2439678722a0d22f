"""The infant: maturation, size, intake, and the average against the simulated course."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.transfer import Ratio, all_substances, load
from lactea.transfer import intake as intakes
from lactea.transfer.exposure import exposure, small_hungry_child, usual_child
from lactea.transfer.figures import clearing_of, maturity_of, mother_of
from lactea.transfer.pathways import PATHWAYS
from lactea.transfer.simulation import Intake, follow

HOUR, DAY = 3600, 86_400
AGES = st.floats(0.5, 700)
WEEKS = st.floats(23, 42)


@given(st.sampled_from(sorted(PATHWAYS)), AGES, AGES, WEEKS)
def test_clearing_matures_with_age_and_never_beyond_an_adults(
    name: str, one: float, other: float, weeks: float
) -> None:
    young, old = sorted((one, other))
    assert (
        0 <= maturity_of(name, young, weeks) <= maturity_of(name, old, weeks) + 1e-12 <= 1 + 2e-12
    )


@given(AGES, st.floats(23, 40))
def test_kidneys_born_early_clear_less(days: float, weeks: float) -> None:
    assert maturity_of("kidney", days, weeks) <= maturity_of("kidney", days, 40)


def test_filtration_of_the_first_month_is_as_measured() -> None:
    # mlk_gfr_term_birth, mlk_gfr_term_d5: mL/min/1.73 m2; 3.5 kg and 0.22 m2.
    adult = 121.2 * (3.5 / 70) ** 0.75 * 1.73 / 0.22
    assert adult * maturity_of("kidney", 0, 40) == pytest.approx(19.6, rel=0.1)
    assert adult * maturity_of("kidney", 5, 40) == pytest.approx(40.6, rel=0.25)


def test_intake_and_weight_by_age() -> None:
    assert intakes.by_age(0) == 0
    assert intakes.by_age(19.7) == pytest.approx(0.1526, rel=0.01)
    assert intakes.by_age(180) < intakes.by_age(30)
    assert intakes.weight(0) == pytest.approx(3.29)
    assert intakes.weight(30, 32) < intakes.weight(30)


@given(st.floats(0, 1e5), st.floats(1, 700), WEEKS)
def test_exposure_is_finite_and_in_proportion(mg: float, days: float, weeks: float) -> None:
    known = Ratio(0.8, 0.5, "measured", "a test")
    found = exposure(load("caffeine"), known, mg, usual_child(days, weeks))
    twice = exposure(load("caffeine"), known, 2 * mg, usual_child(days, weeks))
    assert found is not None
    assert twice is not None
    assert twice.infant_ng_per_ml.median == pytest.approx(2 * found.infant_ng_per_ml.median)
    assert (
        found.infant_ng_per_ml.low <= found.infant_ng_per_ml.median <= found.infant_ng_per_ml.high
    )


def test_the_relative_dose_does_not_depend_on_the_dose_but_on_the_intake() -> None:
    known = Ratio(0.8, 0.5, "measured", "a test")
    child = usual_child(30)
    one, ten = (exposure(load("caffeine"), known, mg, child) for mg in (10.0, 100.0))
    more = exposure(load("caffeine"), known, 10.0, child, relative_intake=0.3)
    assert one is not None
    assert ten is not None
    assert more is not None
    assert one.relative_dose_percent.median == pytest.approx(ten.relative_dose_percent.median)
    assert more.relative_dose_percent.median == pytest.approx(2 * one.relative_dose_percent.median)


def test_a_light_hungry_infant_gets_more() -> None:
    known = Ratio(1.0, 0.5, "measured", "a test")
    for substance in all_substances():
        usual = exposure(substance, known, 100, usual_child(60))
        upper = exposure(substance, known, 100, small_hungry_child(60))
        if usual is not None and upper is not None:
            assert upper.infant_of_mother.median > usual.infant_of_mother.median, substance.name


def test_saturated_elimination_raises_levels_out_of_proportion() -> None:
    mother = mother_of(load("phenytoin"))
    assert mother is not None
    low, high = mother.average_ng_per_ml(30), mother.average_ng_per_ml(300)
    assert high > 20 * low
    assert mother.average_ng_per_ml(1e5) == float("inf")


def test_the_average_agrees_with_the_simulated_course(days, substance, one) -> None:
    drug = substance()
    (course,) = follow(
        days(31), drug, one, [Intake(t, 100) for t in range(20 * DAY, 31 * DAY, 6 * HOUR)],
        [(30 * DAY, 31 * DAY)],
    ).courses  # fmt: skip
    mother = mother_of(drug)
    assert mother is not None
    drunk = (course.taken[-1] - course.taken[0]) / 24  # mg/h
    clearing = clearing_of(drug, mother)
    expected = 1000 * drunk * 0.6 / clearing.l_per_h(30.5, 40, float(course.infant_kg.mean()))
    found = np.trapezoid(course.infant, course.hours) / 24
    assert found == pytest.approx(expected, rel=0.05)
