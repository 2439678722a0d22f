"""A partner's milk as a top-up: from the file of their own run into this scenario."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.engine import simulate
from lactea.results import Result
from lactea.scenario import Scenario, ScenarioError, dumps, echo, load, loads, scenario_hash

TEXT = """schema: lactea.scenario/1
name: second parent
summary: Nursing, with the milk of the partner on top.
protocol:
  - {do: pregnancy}
  - {do: birth}
  - {do: nurse, start: "1 h"}
  - {do: top_up, start: "1 d", milk_of: partner.json, from_day: 2}
horizon: "8 d"
"""


def document(milk: dict[int, object]) -> str:
    days = [{"day": day, "milk_mL": {"total": volume}} for day, volume in milk.items()]
    return json.dumps({"schema": "lactea.simulate/1", "days": days})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "partner.json").write_text(
        document({day: 10.0 * abs(day) for day in range(-1, 7)}), encoding="utf-8"
    )
    return tmp_path


def top_up(scenario: Scenario):
    return next(step for step in scenario.protocol if step.do == "top_up")


def test_the_days_of_the_file_are_given_from_the_start_on(folder: Path) -> None:
    scenario = load(folder / "mine.yaml")
    assert top_up(scenario).daily == (20.0, 30.0, 40.0, 50.0, 60.0)
    assert "5 days of 20 to 60 mL" in echo(scenario)
    run = simulate(scenario)
    given = run.days["topup"][-run.n_days :][run.n_days - 8 :]
    assert given == pytest.approx([0, 20, 30, 40, 50, 60, 0, 0], abs=0.6)


def test_twins_share_it(folder: Path) -> None:
    run = simulate(load(folder / "mine.yaml", ["infant.count=2"]))
    assert run.days["topup"][-7] == pytest.approx(20, abs=0.6)


def test_the_scenario_holds_the_milk_itself(folder: Path) -> None:
    """So that it can be sent on without the file, and differs when the milk does."""
    scenario = load(folder / "mine.yaml")
    assert loads(dumps(scenario)) == scenario
    (folder / "partner.json").write_text(document({2: 1.0}), encoding="utf-8")
    assert scenario_hash(load(folder / "mine.yaml")) != scenario_hash(scenario)


def test_a_real_run_is_read(folder: Path) -> None:
    partner = Result(simulate(load("induced"), days=5))
    (folder / "partner.json").write_text(partner.to_json(), encoding="utf-8")
    daily = top_up(load(folder / "mine.yaml")).daily
    assert daily == pytest.approx(partner.recording.days["removed"].sum(axis=1)[2:])


def test_a_day_that_the_run_lacks_is_refused(folder: Path) -> None:
    with pytest.raises(ScenarioError, match=r"days -1 to 6, and no day 9") as caught:
        load(folder / "mine.yaml", ["protocol[3].from_day=9"])
    assert caught.value.field == "protocol[3].from_day"


@given(st.text(max_size=40) | st.recursive(
    st.none() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["schema", "days", "day", "milk_mL", "total"]), inner, max_size=3
    ),
    max_leaves=6,
).map(json.dumps))  # fmt: skip
def test_any_other_file_is_refused_in_a_sentence(tmp_path_factory, text: str) -> None:
    folder = tmp_path_factory.mktemp("runs")
    (folder / "mine.yaml").write_text(TEXT, encoding="utf-8")
    (folder / "partner.json").write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(ScenarioError, match="not a run"):
        load(folder / "mine.yaml")


@pytest.mark.parametrize("volume", [-1.0, None, "much", float("nan"), {}])
def test_a_volume_that_is_none_is_refused(folder: Path, volume: object) -> None:
    (folder / "partner.json").write_text(document({2: volume}), encoding="utf-8")
    with pytest.raises(ScenarioError, match="not a run"):
        load(folder / "mine.yaml")
