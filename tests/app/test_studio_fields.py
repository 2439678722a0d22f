"""The form of the studio says what the scenario says, and changes it as it is told."""

import pytest

from lactea.app.screens.studio.fields import changes, step_fields
from lactea.scenario import Scenario, as_data, load


@pytest.fixture
def topped_up() -> tuple[Scenario, int]:
    scenario = load("newman-goldfarb-accelerated")
    place = next(n for n, step in enumerate(scenario.protocol) if step.do == "top_up")
    return scenario, place


def test_other_milk_after_feeds_is_a_switch_of_the_form(topped_up) -> None:
    scenario, place = topped_up
    shown = {field.path: field for field in step_fields(scenario)[place].fields}
    assert shown[f"protocol[{place}].after_feeds"].value == "false"
    asked = {f"protocol[{place}].after_feeds": "true", f"protocol[{place}].share": ""}
    step = load("newman-goldfarb-accelerated", changes(scenario, asked)).protocol[place]
    assert step.after_feeds is True
    assert step.share is None


def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(topped_up) -> None:
    scenario, _ = topped_up
    shown = {f.path: f.value for step in step_fields(scenario) for f in step.fields}
    assert changes(scenario, shown) == []
    everything = [f"{path}={value}" for path, value in shown.items()]
    assert as_data(load("newman-goldfarb-accelerated", everything)) == as_data(scenario)
