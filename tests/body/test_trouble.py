"""Engorgement comes of making that outruns taking; mastitis is read by two accounts side by side."""

from itertools import pairwise

import numpy as np
import pytest

STOP_DAY = 180
STOPPED_ABRUPTLY = "protocol[3].over='0 d'"


def highest(reached, first: int, last: int) -> float:
    days = reached.days["engorgement_max"][first - reached.first_day : last - reached.first_day]
    return float(days.max())


@pytest.fixture(scope="module")
def abrupt(run):
    return run("weaning-abrupt", days=200)


# ------------------------------------------------------------------ engorgement


def test_an_abrupt_stop_peaks_in_engorgement_and_a_gradual_one_does_not(run, abrupt) -> None:
    gradual = run("weaning-gradual", days=215)
    assert highest(abrupt, STOP_DAY - 10, STOP_DAY) == 0
    assert highest(abrupt, STOP_DAY, STOP_DAY + 5) > 0.3
    assert highest(gradual, STOP_DAY - 10, 215) < 0.25 * highest(abrupt, STOP_DAY, 200)


def test_the_peak_follows_the_stop(run, abrupt) -> None:
    """Shift: two months earlier, the same peak as long after the stop."""
    earlier = run("weaning-abrupt", "protocol[3].at='120 d'", days=140)
    for reached, stop in ((abrupt, STOP_DAY), (earlier, 120)):
        mean = reached.days["engorgement"].mean(axis=1)[stop - 5 - reached.first_day :]
        assert 5 <= int(np.argmax(mean)) <= 7
        assert mean[:5].max() == 0


def test_engorgement_needs_milk_to_be_made(run) -> None:
    """Knock-out: under a quarter of the synthesis nothing overfills at an abrupt stop."""
    slow = run("weaning-abrupt", "parameters.synthesis_limit='0.4 mL/h'", days=200)
    assert slow.milk(170, 180) > 0
    assert highest(slow, STOP_DAY, 200) < 0.1


def test_the_slower_the_stop_the_less_engorgement(run) -> None:
    """Dose."""
    peaks = [
        highest(run("weaning-abrupt", f"protocol[3].over='{days} d'", days=200), STOP_DAY, 200)
        for days in (0, 2, 5, 14)
    ]
    assert all(later <= earlier for earlier, later in pairwise(peaks))
    assert peaks[-1] < 0.35 * peaks[0]


def test_breasts_are_fullest_as_milk_comes_in(run) -> None:
    nursed, not_nursed = run("natural", days=20), run("natural-no-nursing", days=20)
    for reached in (nursed, not_nursed):
        mean = reached.days["engorgement"].mean(axis=1)[-reached.first_day :]
        assert 2 <= int(np.argmax(mean)) <= 5
        assert mean[10:].max() == 0
    assert highest(not_nursed, 0, 10) > highest(nursed, 0, 10)


# ------------------------------------------------------------------ mastitis, two accounts


def rate(reached, account: str, first: int, last: int) -> float:
    return reached.mean(f"mastitis_by_{account}", first, last)


def test_the_accounts_part_where_a_pump_takes_more_than_the_infant(run) -> None:
    """More removal: less stasis by one account, more excess by the other."""
    nurse = "do: nurse, start: 1 h, on_demand: true"
    pump = "do: pump, start: 3 d, every: 8 h, duration: 15 min"
    usual, more = run.after_birth(nurse, days=50), run.after_birth(nurse, pump, days=50)
    assert rate(more, "stasis", 20, 50) < rate(usual, "stasis", 20, 50)
    assert rate(more, "inflammation", 20, 50) > 1.2 * rate(usual, "inflammation", 20, 50)


def test_an_abrupt_stop_raises_the_rate_by_stasis_alone(abrupt) -> None:
    before, after = (STOP_DAY - 7, STOP_DAY), (STOP_DAY + 1, STOP_DAY + 2)
    assert rate(abrupt, "stasis", *after) > 1.5 * rate(abrupt, "stasis", *before)
    assert rate(abrupt, "inflammation", *after) < rate(abrupt, "inflammation", *before)


def test_a_breast_that_is_not_there_is_not_inflamed(run) -> None:
    one = run("natural", "person.breasts=left", days=10)
    for account in ("stasis", "inflammation"):
        left, right = one.at(f"mastitis_by_{account}", 9)
        assert left > right == 0


def test_sore_nipples_raise_both_and_change_no_milk(run) -> None:
    nurse = "do: nurse, start: 1 h, on_demand: true"
    sore = "do: sore_nipples, start: 5 d, stop: 10 d, breasts: left"
    usual, damaged = (run.after_birth(nurse, *more, days=20) for more in ((), (sore,)))
    assert damaged.milk(0, 20) == pytest.approx(usual.milk(0, 20), rel=1e-3)
    for account in ("stasis", "inflammation"):
        ratios = [
            damaged.at(f"mastitis_by_{account}", day) / usual.at(f"mastitis_by_{account}", day)
            for day in (8, 15)
        ]
        assert ratios[0][0] > 1.5
        assert ratios[0][1] == pytest.approx(1, rel=1e-2)
        assert ratios[1] == pytest.approx(1, rel=1e-2)


# ------------------------------------------------------------------ a breast that is new to its work


def share_of_the_first_weeks(reached, account: str) -> float:
    return 28 * rate(reached, account, 0, 28) / (180 * rate(reached, account, 0, 180))


@pytest.mark.parametrize("account", ["stasis", "inflammation"])
def test_nearly_half_of_the_episodes_of_half_a_year_fall_into_four_weeks(run, account) -> None:
    assert 0.38 < share_of_the_first_weeks(run("natural", days=180), account) < 0.6


@pytest.mark.parametrize("account", ["stasis", "inflammation"])
def test_it_is_the_newness_that_puts_them_there(run, account) -> None:
    """Knock-out."""
    even = run("natural", "parameters.mastitis_new_excess=0", days=180)
    assert share_of_the_first_weeks(even, account) < 0.25


def test_a_breast_gets_used_to_its_work_by_working(run) -> None:
    """Knock-out: one that nobody empties turns off before, and is as new in the end."""
    nursed, dry = run("natural", days=60), run("natural-no-nursing", days=60)
    assert nursed.last["inured_left"] > 0.9
    assert dry.last["inured_left"] < 0.5
    assert run("man", days=20).last["inured_left"] < 0.01


def test_the_slower_it_gets_used_the_more_episodes(run) -> None:
    """Dose."""
    rates = [
        rate(run("natural", f"parameters.inuring_time='{weeks} weeks'", days=60), "stasis", 0, 60)
        for weeks in (1, 3, 9)
    ]
    assert all(less < more for less, more in pairwise(rates))
