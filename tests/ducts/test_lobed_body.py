"""A breast in groups of lobes: the same equations, so that splitting alone changes nothing."""

import pytest

from lactea import scenario as room
from lactea.body.registry import default_body
from lactea.ducts import LobuleGroup, live_with
from lactea.ducts.lobed_body import group_name, lobed_body, patency_name
from lactea.engine import simulate
from lactea.engine.kernel import compile_body
from lactea.engine.person import settle_person
from lactea.engine.reference import ReferenceSolver
from lactea.engine.solver import CompiledSolver

AMOUNTS = ("milk", "capacity", "made", "removed", "leaked", "reabsorbed")


def evenly(*shares: float) -> list[LobuleGroup]:
    return [LobuleGroup((), None, 1, share, 1.0) for share in shares]


def values_of(body, **changes: float) -> dict[str, float]:
    values = {name: float(entry.value) for name, entry in body.parameters.items()}
    values |= {name: entry.default for name, entry in body.inputs.items()}
    values |= {name: 0.5 for name in body.states}
    return values | {"clock": 8.0, **changes}


def test_every_equation_of_the_breast_is_repeated() -> None:
    whole, split = default_body(), lobed_body(default_body(), "left", 3)
    local = [name for name in whole.states if name.endswith("_left")]
    assert len(split.states) == len(whole.states) + 2 * len(local)
    equations = {step.target: step.equation for step in split.steps}
    for step in whole.steps:
        if step.target.endswith("_left"):
            name = step.target.removesuffix("_left")
            for number in range(3):
                assert equations[group_name(name, "left", number)] is step.equation


def test_groups_with_the_same_milk_in_proportion_do_the_same_in_proportion() -> None:
    whole, split = default_body(), lobed_body(default_body(), "left", 2)
    drawn = {"suckling_left": 1.0, "vacuum_left": 1.0, "oxytocin": 40.0, "infant_at_left": 1.0}
    one = values_of(whole, milk_left=90.0, capacity_left=180.0, **drawn)
    shares = {"gland_share_left": 0.75, "gland_share_left_1": 0.25}
    held = {"milk_left": 67.5, "milk_left_1": 22.5, "capacity_left": 135.0, "capacity_left_1": 45.0}
    two = values_of(split, **shares, **held, **drawn)
    before = dict(zip(whole.rates, whole.derivatives(whole.evaluate(one)), strict=True))
    after = dict(zip(split.rates, split.derivatives(split.evaluate(two)), strict=True))
    assert two["flow_left"] > 0
    for name, rate in before.items():
        amount = name.endswith("_left") and name.removesuffix("_left") in AMOUNTS
        found = after[name] + after[f"{name}_1"] if amount else after[name]
        assert found == pytest.approx(rate, rel=1e-12, abs=1e-15), name


@pytest.mark.parametrize("side", ["left", "right"])
def test_patency_scales_what_a_group_drains_and_nothing_else_at_once(side: str) -> None:
    split = lobed_body(default_body(), side, 2)
    drawn = {f"suckling_{side}": 1.0, f"vacuum_{side}": 0.5, "oxytocin": 40.0}
    full = {f"capacity_{side}_1": 0.6}
    free = split.evaluate(values_of(split, **drawn, **full))
    held = split.evaluate(values_of(split, **drawn, **full, **{patency_name(side, 1): 0.3}))
    for name in ("flow", "dripping", "flushing"):
        assert held[f"{name}_{side}_1"] == pytest.approx(0.3 * free[f"{name}_{side}_1"])
        assert held[f"{name}_{side}"] == free[f"{name}_{side}"] > 0
    assert held[f"synthesis_{side}_1"] == free[f"synthesis_{side}_1"]


def test_a_single_group_is_the_daily_body() -> None:
    scenario = room.load("natural", ())
    life = live_with(scenario, "left", evenly(1.0), from_day=3, days=6)
    whole = simulate(scenario, days=6).days["removed"]
    # The border at which ducts would be harmed begins a step anew.
    assert life.groups["removed"][:, 0] == pytest.approx(whole[:, 0], abs=1e-6)
    assert life.other_breast["removed"] == pytest.approx(whole[:, 1], abs=1e-6)


def test_splitting_a_breast_changes_no_milk() -> None:
    scenario = room.load("exclusive-pumping", ())
    life = live_with(scenario, "right", evenly(0.6, 0.3, 0.1), from_day=3, days=12)
    whole = simulate(scenario, days=12).days
    assert life.groups["removed"].sum(axis=1) == pytest.approx(whole["removed"][:, 1], abs=0.05)
    last = life.groups["removed"][-1]
    assert last / last.sum() == pytest.approx([0.6, 0.3, 0.1], abs=1e-6)


def test_the_compiled_and_the_reference_engine_agree_on_a_split_breast() -> None:
    scenario = room.load("exclusive-pumping", ())
    body = lobed_body(default_body(), "left", 2)
    setting = settle_person(body, scenario)
    drawn = {"suckling_left": 1.0, "vacuum_left": 1.0, patency_name("left", 1): 0.2}
    inputs = setting.inputs | {"gland_share_left": 0.7, "gland_share_left_1": 0.3} | drawn
    start = {
        "activation_left": 1.0,
        "activation_left_1": 1.0,
        "milk_left": 90.0,
        "milk_left_1": 20.0,
    }
    start |= {"capacity_left": 120.0, "capacity_left_1": 50.0}
    ends = []
    for solver in (
        CompiledSolver(compile_body(body), setting.parameters, inputs, 0, 8.0, 1e-6),
        ReferenceSolver(body, setting.parameters, inputs, 0, 8.0),
    ):
        solver.apply({}, start, {})
        solver.advance(1800, 10)
        ends.append([solver.state(state) for state in body.state_ids])
        assert solver.state("removed_left") > solver.state("removed_left_1") > 0
    scales = [state.scale for state in body.states.values()]
    for compiled, reference, scale in zip(*ends, scales, strict=True):
        assert compiled == pytest.approx(reference, rel=1e-3, abs=1e-3 * scale)
