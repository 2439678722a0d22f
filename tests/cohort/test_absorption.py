"""People take up different shares of a dose by mouth, each the same in every arm."""

import math
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from lactea.cohort import Recipe
from lactea.cohort.absorption import USUAL_SPREAD, absorption_spreads
from lactea.cohort.drawing import spread_set
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


def test_what_is_not_swallowed_arrives_alike_in_everybody() -> None:
    assert not [name for name in Recipe(taking(IN_A_VEIN)).person(1).values if "domper" in name]


def test_the_spread_of_a_half_life_is_none_of_what_is_taken_up() -> None:
    """Levothyroxine has a half-life of 6 to 7 days and prints nothing else; alcohol prints its volume."""
    half_life, volume = (
        absorption_spreads(taking(f"{{do: take, medicine: {name}, dose: {dose}, start: 20 d}}"))
        for name, dose in (("levothyroxine", "0.1 mg"), ("alcohol", "10000 mg"))
    )
    assert half_life == {"levothyroxine": USUAL_SPREAD}
    assert volume["alcohol"] == pytest.approx(0.12, abs=0.005)


def test_the_stamp_says_who_was_drawn(tmp_path: Path) -> None:
    """Two files of a medicine that differ in nothing but the spread draw other people, under another stamp."""
    text = (files("lactea.medicines") / "library" / "domperidone.yaml").read_text("utf-8")
    stamps = []
    for low in ("2017", "500"):
        file = tmp_path / low / "domperidone.yaml"
        file.parent.mkdir()
        file.write_text(text.replace("kind: SD, low: 2017", f"kind: SD, low: {low}"))
        stamps.append(spread_set(taking(BY_MOUTH.replace("domperidone", str(file)))))
    assert stamps[0] != stamps[1]


def test_what_is_known_badly_does_not_undo_what_differs() -> None:
    sure = Recipe(taking(BY_MOUTH), seed=5).person(7).values
    unsure = Recipe(taking(BY_MOUTH), seed=5, uncertainty="shared").person(7).values
    assert {name: unsure[name] for name in sure} == sure


def test_who_takes_up_less_gains_less_prolactin() -> None:
    """Non-response has a name: of people who differ in nothing else, those with a larger apparent clearance gain less."""
    recipe = Recipe(taking(BY_MOUTH), seed=3)
    drawn = sorted(
        (recipe.person(number) for number in range(12)),
        key=lambda person: person.values["domperidone_oral_clearance"],
    )
    prolactin = []
    for person in (drawn[0], drawn[5], drawn[11]):
        kinetics = {
            name: text
            for name, text in person.scenario.parameters.items()
            if name.startswith("domperidone_oral")
        }
        scenario = taking(BY_MOUTH).model_copy(update={"parameters": kinetics})
        prolactin.append(np.mean(simulate(scenario, days=24).days["prolactin_mean"][-3:]))
    assert prolactin[0] > prolactin[1] > prolactin[2]
