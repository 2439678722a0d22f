"""How an infant is fed decides how much there is: latch, demand against the clock, nights."""

from itertools import pairwise

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
    assert (heard.sessions["first_ejection_s"][weeks] < -60).all()


def test_that_is_learned_by_nursing(heard) -> None:
    first = heard.sessions["first_ejection_s"][:4]
    assert first[0] > 0
    assert heard.sessions["first_ejection_s"][-1] < first.min()


def test_prolactin_waits_for_the_breast(heard, by_latch) -> None:
    """McNeilly 1983: oxytocin came before the touch, prolactin did not."""
    before = [run.sessions["prolactin_before"][-40:].mean() for run in (heard, by_latch[0])]
    assert before[0] == pytest.approx(before[1], rel=0.15)
