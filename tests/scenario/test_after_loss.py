"""A scenario after the infant died: there is none in the run, and none is spoken of."""

import pytest

from lactea.scenario import Scenario, ScenarioError, as_data, echo, load, loads, scenario_hash

LOST = """
schema: lactea.scenario/1
name: stopping
summary: Birth at 30 weeks and nobody to nurse.
after_loss: true
protocol:
  - {do: pregnancy, length: "30 weeks"}
  - {do: birth, at: "0 h"}
horizon: "21 d"
"""


def test_no_infant_has_to_be_described() -> None:
    scenario = loads(LOST, "a test")
    assert scenario.infant is None
    assert "Infant: none, after a loss." in echo(scenario)
    assert echo(scenario).count("nfant") == 1


def test_it_reads_back_and_is_another_scenario() -> None:
    scenario = loads(LOST, "a test")
    assert Scenario.model_validate(as_data(scenario)) == scenario
    without = loads(LOST.replace("after_loss: true", "infant: null"), "a test")
    assert scenario_hash(scenario) != scenario_hash(without)
    assert "after_loss" not in as_data(without)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("infant: {count: 1}", "infant"),
        ("after_loss: yes", "after_loss"),
        ("after_loss: 1", "after_loss"),
    ],
)
def test_what_contradicts_it_is_refused(line: str, field: str) -> None:
    wrong = line if line.startswith("after_loss") else f"after_loss: true\n{line}"
    with pytest.raises(ScenarioError) as raised:
        loads(LOST.replace("after_loss: true", wrong), "a test")
    assert raised.value.field == field


def test_nobody_is_nursed() -> None:
    with pytest.raises(ScenarioError, match="there is no infant for the step 'nurse'"):
        load("natural", ["after_loss=true", "infant=null"])
