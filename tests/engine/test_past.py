"""Earlier pregnancies and lactations: lived through beforehand, and felt in the run."""

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.scenario import echo, load

DAYS = 20
PUMPING = ("infant=null", "protocol=[{do: pump, start: 0 h, every: 3 h, duration: 15 min}]")


def milk(*entries: str, days: int = DAYS, more: tuple[str, ...] = ()) -> float:
    """Milk in mL of the last five days of pumping by a woman with this history."""
    history = f"history=[{', '.join(entries)}]"
    run = simulate(load("induced", [*PUMPING, *more, history]), days=days)
    return float(run.days["removed"][-5:].sum())


def entry(ended: str, nursed: str = "20 weeks", extra: str = "") -> str:
    return f"{{ended: '{ended}', nursed: '{nursed}'{extra}}}"


def test_an_earlier_lactation_helps_the_less_the_longer_ago() -> None:
    amounts = [milk(entry(ended)) for ended in ("4 years", "2 years", "1 years", "180 d")]
    assert amounts == sorted(amounts)
    pregnant_once = milk(more=("person.parity=1",))  # turns on faster, however long ago
    assert milk() < pregnant_once < amounts[0] < 1.2 * pregnant_once
    assert amounts[-1] > 1.5 * milk()


def test_a_smaller_earlier_supply_leaves_less() -> None:
    fully, half = (milk(entry("250 d", extra=f", topped_up: {share}")) for share in (0, 0.6))
    assert milk() < half < fully


def test_an_earlier_pregnancy_alone_leaves_something() -> None:
    assert milk() < milk(entry("1 years", "0 d")) < milk(entry("1 years"))


def test_children_add_up() -> None:
    one = milk(entry("400 d"))
    two = milk(entry("3 years", "1 years"), entry("400 d"))
    assert two > one


@pytest.mark.parametrize("origin", ["induced", "natural"])
def test_a_replay_needs_no_past(origin: str) -> None:
    ended = "1 years" if origin == "induced" else "2 years"
    scenario = load(origin, [f"history=[{entry(ended)}]"])
    closed = simulate(scenario, days=3)
    assert "what the past left" in closed.resolved.borders[0].label
    replayed = simulate(scenario, days=3, resolved=closed.resolved)
    for name, values in closed.days.items():
        np.testing.assert_array_equal(values, replayed.days[name], err_msg=name)


def test_the_run_counts_its_own_milk_and_its_own_infant() -> None:
    scenario = load("natural", [f"history=[{entry('2 years', '1 years')}]"])
    run = simulate(scenario, days=2)
    usual = simulate(load("natural"), days=2)
    assert run.days["made"].sum() < 3 * usual.days["made"].sum()
    assert run.days["infant_weight"][-1] == pytest.approx(usual.days["infant_weight"][-1], rel=0.02)


def test_the_past_is_told() -> None:
    told = echo(load("natural", [f"history=[{entry('2 years', '6 months')}]"]))
    assert "Before: A pregnancy of 40 weeks ended 2 years before the origin" in told
    assert "the child was nursed for 6 months." in told


def test_no_past_is_the_run_as_it_was() -> None:
    plain, empty = (
        simulate(load("natural"), days=2),
        simulate(load("natural", ["history=[]"]), days=2),
    )
    assert plain.resolved == empty.resolved


def test_births_of_the_past_are_counted_once() -> None:
    history = f"history=[{entry('4 years')}, {entry('2 years')}]"
    assert "2 births before" in echo(load("natural", [history]))
    assert "3 births before" in echo(load("natural", [history, "person.parity=3"]))
    assert "no birth before" in echo(load("natural"))
