"""Living with harmed ducts: what a narrowed and a blocked branch do to their lobes, and to the others."""

import numpy as np
import pytest

from lactea import scenario as room
from lactea.ducts import DuctError, LobuleGroup, live_with, read_harms
from lactea.ducts.account import Account, tell_ducts

UNTOUCHED, BLOCKED, NARROW = 0, 1, 2


def week(account: Account, name: str, group: int) -> float:
    return float(account.life.groups[name][-7:, group].mean())


def test_before_the_harm_all_lobes_fare_alike(pumped: Account) -> None:
    shares = [group.share for group in pumped.groups]
    made = pumped.life.day("removed", pumped.day - 1)
    assert made / made.sum() == pytest.approx(shares, abs=1e-6)


def test_half_the_bore_costs_the_lobe_milk_and_the_others_nothing(pumped: Account) -> None:
    lost = 1 - week(pumped, "removed", NARROW) / pumped.usual_milk(pumped.groups[NARROW])
    assert 0.2 < lost < 0.9
    kept = week(pumped, "removed", UNTOUCHED) / pumped.usual_milk(pumped.groups[UNTOUCHED])
    assert kept == pytest.approx(1.0, abs=0.01)


def test_a_narrow_duct_acts_through_stasis(pumped: Account) -> None:
    fullness = [week(pumped, "milk", g) / week(pumped, "capacity", g) for g in (UNTOUCHED, NARROW)]
    cells = [week(pumped, "active_cells", g) for g in (UNTOUCHED, NARROW)]
    assert fullness[1] > 1.2 * fullness[0]
    assert cells[1] < cells[0]


def test_a_blocked_lobe_fills_and_then_dries_alone(pumped: Account) -> None:
    life = pumped.life
    day = pumped.day
    assert life.day("removed", day)[BLOCKED] == pytest.approx(0.0, abs=1e-9)
    filled = [
        life.day("milk", d)[BLOCKED] / life.day("capacity", d)[BLOCKED] for d in (day - 1, day)
    ]
    assert filled[1] > filled[0]
    assert filled[1] > 0.7
    made = life.groups["made"][:, BLOCKED]
    assert made[-1] < 0.05 * made[day - 1 - life.first_day]
    assert (
        life.day("active_cells", day + 25)[BLOCKED]
        < 0.3 * life.day("active_cells", day - 1)[BLOCKED]
    )
    assert life.day("milk", day + 25)[BLOCKED] < 0.2 * life.day("milk", day)[BLOCKED]
    # Hormones and nipple are the same for all: only what is not flushed dries.
    assert life.day("activation", day + 25)[UNTOUCHED] > 0.9


def test_milk_of_every_group_is_accounted_for(pumped: Account) -> None:
    groups = pumped.life.groups
    out = sum(groups[name].sum(axis=0) for name in ("removed", "leaked", "reabsorbed"))
    stored = groups["milk"][-1]
    made = groups["made"].sum(axis=0)
    assert made == pytest.approx(out + stored, rel=1e-4, abs=0.2)


def test_the_narrower_the_less_milk() -> None:
    scenario = room.load("exclusive-pumping", ())
    groups = [LobuleGroup(("3",), 3, 1, 0.2, patency) for patency in (1.0, 0.7, 0.4, 0.2, 0.0)]
    life = live_with(scenario, "left", groups, from_day=10, days=24)
    milk = life.groups["removed"][-7:].mean(axis=0)
    assert list(milk) == sorted(milk, reverse=True)
    assert milk[-1] == pytest.approx(0.0, abs=1e-9)
    assert milk[1] > 0.8 * milk[0]


def test_pregnancy_multiplies_the_ducts() -> None:
    scenario = room.load("natural", ())
    trees = [tell_ducts(scenario, "left", day=day, days=1).tree for day in (-270, -140, 0)]
    lobules = [tree.lobules for tree in trees]
    assert lobules == sorted(lobules)
    assert lobules[2] > 2 * lobules[0]
    assert {len(tree.main_ducts) for tree in trees} == {len(trees[0].main_ducts)}


@pytest.mark.parametrize("day", [400, -400])
def test_a_day_outside_the_run_is_refused(day: int) -> None:
    scenario = room.load("natural", ())
    with pytest.raises(DuctError, match="choose a day inside it"):
        tell_ducts(scenario, "left", day=day, days=2)
    with pytest.raises(DuctError, match="choose a day inside it"):
        live_with(scenario, "left", [LobuleGroup((), None, 1, 1.0, 1.0)], from_day=day, days=2)


def test_unharmed_ducts_leave_the_run_as_it_is() -> None:
    account = tell_ducts(room.load("natural", ()), "right", read_harms([], []), day=2, days=4)
    assert account.life is None
    assert np.array_equal(account.milk_by_day(0), account.unharmed.days["removed"][:, 1])
    assert account.ejection.flows == account.after.flows


def test_the_tree_carries_the_flow_of_the_daily_body(pumped: Account) -> None:
    entry = pumped.day - pumped.unharmed.first_day
    capacity = pumped.unharmed.days["capacity"][entry, 0]
    flow = pumped.unharmed.parameter_values["transfer"] * capacity / 60
    assert pumped.ejection.total == pytest.approx(flow, rel=1e-9)
    assert 0 < pumped.share_in_ducts < 1
