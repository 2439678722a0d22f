"""How an infant is fed decides how much there is: latch, demand against the clock, nights."""

from itertools import pairwise

import numpy as np
import pytest

DAYS = 24
WEEK = (17, 24)
LATCHES = (1.0, 0.7, 0.5, 0.3, 0.15)


@pytest.fixture(scope="module")
def by_latch(run):
    return [
        run.after_birth(f"do: nurse, start: 1 h, on_demand: true, latch: {latch}", days=DAYS)
        for latch in LATCHES
    ]


def test_a_poor_latch_takes_less_of_what_is_there(by_latch) -> None:
    taken = []
    for fed in by_latch:
        volume, available = fed.sessions["volume"], fed.sessions["available"]
        first = (fed.sessions["minutes_at"] > 0) & (fed.sessions["start_h"] < 7 * 24)[:, None]
        taken.append(float(volume[first].sum() / available[first].sum()))
    assert all(less < more for more, less in pairwise(taken))


def test_a_poor_latch_lowers_supply(by_latch) -> None:
    milk = [fed.milk(*WEEK) for fed in by_latch]
    assert milk[-1] < 0.6 * milk[0]
    assert milk[-1] < milk[-2] < milk[-3]


def test_feeding_on_demand_gives_more_than_few_short_feeds_by_the_clock(run) -> None:
    demand = run.after_birth("do: nurse, start: 1 h, on_demand: true", days=DAYS)
    clock = run.after_birth(
        "do: nurse, start: 1 h, on_demand: false, every: 4 h, duration: 5 min", days=DAYS
    )
    assert clock.milk(*WEEK) < 0.9 * demand.milk(*WEEK)
    assert clock.at("infant_weight", DAYS - 1) < demand.at("infant_weight", DAYS - 1)


def test_nights_count(run) -> None:
    times = '["07:00", "10:00", "13:00", "16:00", "19:00", "22:00", "01:00", "04:00"]'
    days_only = '["07:00", "10:00", "13:00", "16:00", "19:00", "22:00"]'
    pump = "do: pump, start: 1 h, times: {}, duration: 15 min, device: hospital_grade"
    whole = run.after_birth(pump.format(times), days=DAYS, infant=False)
    without = run.after_birth(pump.format(days_only), days=DAYS, infant=False)
    assert without.milk(*WEEK) < 0.95 * whole.milk(*WEEK)
    assert without.mean("prolactin_min", *WEEK) < whole.mean("prolactin_min", *WEEK)


@pytest.fixture(scope="module")
def heard(run):
    return run.after_birth("do: nurse, start: 1 h, on_demand: true, asks_for: 8 min", days=DAYS)


def test_milk_lets_down_when_the_infant_is_heard(heard) -> None:
    weeks = heard.sessions["start_h"] > 14 * 24
    assert (heard.sessions["letdown_before_s"][weeks] > 60).all()
    assert (heard.sessions["oxytocin_before"][weeks] > 15).all()


def test_that_is_learned_by_nursing(heard) -> None:
    led = heard.sessions["letdown_before_s"]
    assert led[0] == 0
    assert led[-1] > led[:4].max()


def test_without_asking_there_is_nothing_to_lead(by_latch) -> None:
    assert np.isnan(by_latch[0].sessions["letdown_before_s"]).all()


def test_asking_is_no_part_of_the_feed(run, heard) -> None:
    assert (heard.sessions["first_ejection_s"] > 0).all()
    deaf = run.after_birth(
        "do: nurse, start: 1 h, on_demand: true, latch: 0, asks_for: 30 min", days=2
    )
    assert deaf.sessions["duration_min"].max() < 60


def test_nobody_is_fed_after_nursing_has_ended(run) -> None:
    """An infant that asked before the end came to the breast up to an hour later."""
    late = "do: nurse, start: 1 h, on_demand: true, asks_for: 60 min"
    for steps in ((late + ", stop: 72 h",), (late, "do: stop_nursing, at: 72 h")):
        assert run.after_birth(*steps, days=5).sessions["start_h"].max() < 72


def test_an_infant_that_asks_in_vain_had_no_feed(run) -> None:
    pumped = run.after_birth(
        "do: nurse, start: 1 h, on_demand: true, asks_for: 40 min",
        "do: pump, start: 30 min, every: 2 h, duration: 15 min, device: hospital_grade",
        days=4,
    )
    nursed = pumped.sessions["kind"] == "nurse"
    assert (pumped.sessions["minutes_at"][nursed].sum(axis=1) > 0).all()


def test_prolactin_waits_for_the_breast(heard, by_latch) -> None:
    """McNeilly 1983: oxytocin came before the touch, prolactin did not."""
    before = [run.sessions["prolactin_before"][-40:].mean() for run in (heard, by_latch[0])]
    assert before[0] == pytest.approx(before[1], rel=0.15)
