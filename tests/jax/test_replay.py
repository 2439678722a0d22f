"""Frozen steps on JAX: the answers of the compiled engine, for people who differ."""

from dataclasses import replace

import numpy as np
import pytest

from lactea.cohort import draw_people
from lactea.engine import simulate
from lactea.engine.doses import body_with_medicines
from lactea.engine.error import difference
from lactea.engine.frozen import FrozenSteps, freeze
from lactea.engine.lanes import Batch, LaneRun, replay_batch
from lactea.engine.person import settle_person
from lactea.scenario import Scenario, loads

jax = pytest.importorskip("jax", reason="not run: JAX is not installed")

from lactea.jax.replay import replay  # noqa: E402

PEOPLE = 4
AGREEMENT = 1e-3
PUMPED = """
schema: lactea.scenario/1
name: pumped
summary: A short pregnancy, then the pump, and some doses.
origin: placenta_delivered
protocol:
  - {do: pregnancy, length: "3 weeks"}
  - {do: birth, at: "0 h", placenta: delivered}
  - {do: pump, start: "1 h", every: "6 h", duration: "10 min", breasts: both, simultaneous: true, device: hospital_grade}
  - {do: take, medicine: domperidone, dose: "10 mg", every: "8 h", start: "1 d", stop: "2 d"}
horizon: "3 d"
"""


def run_of(scenario: Scenario, resolved) -> LaneRun:
    setting = settle_person(body_with_medicines(scenario), scenario)
    return LaneRun(setting.parameters, setting.inputs, resolved)


@pytest.fixture(scope="module")
def frozen_and_people() -> tuple[FrozenSteps, list[LaneRun], Batch]:
    """Steps of the scenario's person, people who differ, and what they ought to give."""
    scenario = loads(PUMPED, "a test")
    resolved = simulate(scenario).resolved
    people = [run_of(one.scenario, resolved) for one in draw_people(scenario, PEOPLE, seed=3)]
    body = body_with_medicines(scenario)
    truth = replay_batch(body, people, scenario.origin_clock_h, tolerance=1e-6)
    return freeze(scenario, resolved), people, truth


@pytest.fixture(scope="module")
def found(frozen_and_people) -> Batch:
    frozen, people, _ = frozen_and_people
    return replay(frozen, people)


def figures(batch: Batch) -> dict[str, np.ndarray]:
    return {"removed": batch.removed, "prolactin_max": batch.prolactin_max}


def test_frozen_steps_cover_the_run_and_keep_every_border(frozen_and_people) -> None:
    frozen, people, _ = frozen_and_people
    resolved = people[0].resolved
    ticks = {border.tick for border in resolved.borders if border.tick < resolved.end_tick}
    per_day = frozen.hours.sum(axis=1)[frozen.settling :]
    np.testing.assert_allclose(per_day, 24.0)
    np.testing.assert_allclose(frozen.hours[: frozen.settling].sum(), 120 * 24.0)
    used = frozen.change[frozen.change > 0]
    assert sorted(used) == list(range(1, len(ticks) + 1))
    for block, count in enumerate(frozen.count):
        assert (frozen.hours[block, :count] > 0).all()
        assert not frozen.hours[block, count:].any()


def test_everybody_agrees_with_the_compiled_engine(frozen_and_people, found) -> None:
    _, _, truth = frozen_and_people
    assert difference(figures(found), figures(truth)) < AGREEMENT
    assert found.first_day == truth.first_day
    assert not found.failed.any()
    for name in ("made", "stored", "intake"):
        np.testing.assert_allclose(getattr(found, name), getattr(truth, name), rtol=2e-3, atol=0.1)


def test_single_precision_is_near(frozen_and_people, found) -> None:
    """Not within the agreement: what has grown on a resting gland in three weeks is a small difference."""
    frozen, people, truth = frozen_and_people
    single = replay(frozen, people, "float32")
    assert difference(figures(single), figures(truth)) < 5 * AGREEMENT
    assert difference(figures(single), figures(found)) > 1e-6, "this would be double precision"


def test_a_person_who_fails_changes_nothing_for_the_others(frozen_and_people, found) -> None:
    """Nor does it matter who stands beside whom."""
    frozen, people, _ = frozen_and_people
    broken = replace(people[0], parameters=people[0].parameters | {"prolactin_half_life": 0.0})
    turned = replay(frozen, [*people[:0:-1], broken])
    assert turned.failed.tolist() == [False] * (PEOPLE - 1) + [True]
    np.testing.assert_allclose(turned.removed[:-1], found.removed[:0:-1], rtol=1e-9)
