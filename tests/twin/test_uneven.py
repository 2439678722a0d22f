"""How the breasts of the people behind a twin differ is drawn in one place."""

from lactea.body.registry import SIDES, default_body
from lactea.cohort import Recipe
from lactea.engine.person import settle_person
from lactea.scenario import load
from lactea.twin.learned import even


def test_growth_is_as_even_as_in_the_middle_and_all_else_as_it_was_drawn() -> None:
    middle = load("exclusive-pumping", ["person.right_over_left=1.3"])
    drawn = Recipe(middle, 5).person(3).scenario
    kept = even(drawn, middle)
    assert drawn.person.right_over_left != kept.person.right_over_left == 1.3
    before, after = (settle_person(default_body(), scenario) for scenario in (drawn, kept))
    changed = {name for name, value in after.inputs.items() if before.inputs[name] != value}
    assert changed == {f"tissue_potential_{side}" for side in SIDES}
    assert after.parameters == before.parameters
