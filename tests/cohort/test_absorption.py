"""People take up different shares of a dose by mouth, each the same in every arm."""

import math

import numpy as np
import pytest

from lactea.cohort import Recipe
from lactea.engine import simulate
from lactea.medicines import load as load_medicine
from lactea.scenario import Scenario, load

PEOPLE = 400
BY_MOUTH = "{do: take, medicine: domperidone, dose: 10 mg, start: 20 d, every: 8 h}"
OTHER_DOSE = "{do: take, medicine: domperidone, dose: 20 mg, start: 20 d, every: 8 h}"
IN_A_VEIN = (
    "{do: take, medicine: domperidone, dose: 4 mg, route: intravenous, start: 20 d, every: 24 h}"
)


PUMPING = (
    "{do: pregnancy}, {do: birth}, "
    "{do: pump, start: 2 h, every: 3 h, duration: 15 min, device: hospital_grade}"
)


def taking(*steps: str) -> Scenario:
    protocol = ", ".join((PUMPING, *steps))
    return load("natural", [f"protocol=[{protocol}]", "infant=null"])


def test_the_spread_is_what_the_file_prints() -> None:
    """An SD of 2017 on 4735 mL/min, as that of the logarithm, within what 400 draws can tell."""
    recipe = Recipe(taking(BY_MOUTH), seed=3)
    drawn = [math.log(recipe.person(n).values["domperidone_oral_clearance"]) for n in range(PEOPLE)]
    fact = next(
        facts for route, facts in load_medicine("domperidone").routes.items() if route == "oral"
    )
    printed = fact.clearance_over_f
    assert printed is not None
    assert printed.spread is not None
    expected = math.sqrt(math.log(1 + (printed.spread.low / printed.value) ** 2))
    assert np.std(drawn) == pytest.approx(expected, rel=0.12)


def test_the_half_life_of_everybody_is_the_same() -> None:
    recipe = Recipe(taking(BY_MOUTH), seed=3)
    people = [recipe.person(n).values for n in range(20)]
    ratios = [p["domperidone_oral_volume"] / p["domperidone_oral_clearance"] for p in people]
    np.testing.assert_allclose(ratios, ratios[0], rtol=1e-9)


def test_a_person_takes_up_the_same_share_of_any_dose_and_is_otherwise_who_they_were() -> None:
    without, one, two = (
        Recipe(scenario, seed=5).person(7).values
        for scenario in (taking(), taking(BY_MOUTH), taking(OTHER_DOSE))
    )
    assert one == two
    assert without == {name: one[name] for name in without}
    assert set(one) - set(without) == {"domperidone_oral_clearance", "domperidone_oral_volume"}


def test_nothing_is_lost_on_the_way_from_a_vein() -> None:
    assert not [name for name in Recipe(taking(IN_A_VEIN)).person(1).values if "domper" in name]


def test_what_is_known_badly_does_not_undo_what_differs() -> None:
    sure = Recipe(taking(BY_MOUTH), seed=5).person(7).values
    unsure = Recipe(taking(BY_MOUTH), seed=5, uncertainty="shared").person(7).values
    assert {name: unsure[name] for name in sure} == sure


def test_who_takes_up_less_gains_less_prolactin() -> None:
    """Non-response has a name: the share that reaches the blood."""
    recipe = Recipe(taking(BY_MOUTH), seed=3)
    values = recipe.person(0).values
    prolactin = []
    for times in (0.5, 1.0, 2.0):
        kinetics = {
            name: f"{times * values[name]!r} {unit}"
            for name, unit in (("domperidone_oral_clearance", "L/h"), ("domperidone_oral_volume", "L"))
        }  # fmt: skip
        scenario = taking(BY_MOUTH).model_copy(update={"parameters": kinetics})
        prolactin.append(np.mean(simulate(scenario, days=24).days["prolactin_mean"][-3:]))
    assert prolactin[0] > prolactin[1] > prolactin[2]
