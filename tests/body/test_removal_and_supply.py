"""What is removed is made again: sessions, stores and let-down."""

from itertools import pairwise

import pytest

TIMES = (1, 2, 3, 5, 8, 12)
DAYS = 22
WEEK = (15, 22)
PUMP = "do: pump, start: 1 h, every: 3 h, duration: 15 min, device: hospital_grade"
LEFT = 0
NEVER = "1e3"
WIDE_DUCTS = "parameters.duct_crowding=1000000 mL"
ALL_FEEDBACK_OFF = (
    # Prolactin in excess, so that suckling adds nothing by it.
    "parameters.synthesis_prolactin_half='0.001 ng/mL'",
    "parameters.recruitment_prolactin_half='0.001 ng/mL'",
    "parameters.activation_prolactin_half='0.1 ng/mL'",
    # Milk that stays does nothing.
    f"parameters.stasis_fullness_half={NEVER}",
    f"parameters.stasis_unflushed_half={NEVER}",
    f"parameters.shutdown_half={NEVER}",
    # No growth by suckling or emptying.
    "parameters.growth_suckling='0 1/h'",
    "parameters.growth_emptying='0 1/h'",
    # A store that never fills, emptied at once.
    "person.storage=5",
    "parameters.transfer='300 1/h'",
)


@pytest.fixture(scope="module")
def by_times(run) -> dict[int, float]:
    """Milk in mL/day by the number of pumpings a day."""
    return {times: run.pumped(times, days=DAYS).milk(*WEEK) for times in TIMES}


# ------------------------------------------------------------------ more sessions


def test_more_sessions_give_more_milk_each_adding_less(by_times) -> None:
    """Dose."""
    assert all(by_times[more] > by_times[fewer] for fewer, more in pairwise(TIMES))
    gains = [
        (by_times[more] - by_times[fewer]) / (more - fewer) for fewer, more in pairwise(TIMES[1:])
    ]
    assert all(later < earlier for earlier, later in pairwise(gains))
    assert by_times[12] / 12 < 0.9 * by_times[3] / 3


def test_sessions_hardly_matter_without_any_feedback(run, by_times) -> None:
    """Knock-out: a store without end and ducts that drain it, prolactin in excess, no stasis, no growth."""
    few, many = (
        run.pumped(times, *ALL_FEEDBACK_OFF, WIDE_DUCTS, days=DAYS).milk(*WEEK) for times in (2, 8)
    )
    assert by_times[8] > 2 * by_times[2]
    assert many < 1.25 * few


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(("parameters.growth_emptying='0 1/h'",), id="no growth by emptying"),
        pytest.param(("parameters.growth_suckling='0 1/h'",), id="no growth by suckling"),
        pytest.param(("parameters.suckling_burst=0",), id="no prolactin surges"),
    ],
)
def test_sessions_matter_without_the_other_mechanisms(run, others: tuple[str, ...]) -> None:
    """Irrelevance."""
    few, many = (run.pumped(times, *others, days=DAYS).milk(*WEEK) for times in (2, 8))
    assert few < 0.7 * many


def test_dropping_sessions_lowers_supply_within_days_whenever_it_happens(run) -> None:
    """Shift."""
    kept = []
    for day in (10, 16):
        reached = run.after_birth(
            f"{PUMP}, stop: {day} d", f"{PUMP}, start: {day} d".replace("start: 1 h, every: 3 h", "every: 8 h"),
            days=day + 7, infant=False,
        )  # fmt: skip
        kept.append(reached.milk(day + 4, day + 7) / reached.milk(day - 3, day))
    assert all(0.3 < share < 0.9 for share in kept)
    assert kept[0] == pytest.approx(kept[1], abs=0.15)


# ------------------------------------------------------------------ half the store


def test_half_the_store_needs_more_sessions(run, by_times) -> None:
    half = {
        times: run.pumped(times, "person.storage=0.5", days=DAYS).milk(*WEEK) for times in TIMES[1:]
    }
    losses = [1 - half[times] / by_times[times] for times in TIMES[1:]]
    assert all(loss > 0 for loss in losses)
    assert all(later < earlier + 0.02 for earlier, later in pairwise(losses))
    assert losses[-1] < 0.8 * losses[0]
    assert half[12] > by_times[5] > half[5]


def test_five_stores_in_order(run) -> None:
    milk = [run.pumped(5, f"person.storage={size}", days=DAYS).milk(*WEEK)
            for size in (0.4, 0.7, 1.0, 1.5, 2.5)]  # fmt: skip
    assert all(more > less for less, more in pairwise(milk))


# ------------------------------------------------------------------ blocked let-down


@pytest.fixture(scope="module")
def stressed(run):
    """Eight pumpings a day; from a day on, stress at a level."""

    def make(level: float, day: int = 8):
        stress = (f"do: stress, start: {day} d, level: {level}",) if level else ()
        return run.after_birth(PUMP, *stress, days=day + 6, infant=False)

    return make


def test_blocked_letdown_leaves_milk_behind_and_lowers_supply(stressed) -> None:
    calm, blocked = stressed(0), stressed(1)
    first = blocked.sessions["start_h"] >= 8 * 24
    volume, available = (blocked.sessions[name][first][1].sum() for name in ("volume", "available"))
    assert blocked.sessions["ejections"][first].max() == 0
    assert volume < 0.05 * available
    assert blocked.at("stored", 8)[LEFT] > 1.5 * calm.at("stored", 8)[LEFT]
    assert blocked.mean("made", 11, 14) < 0.3 * calm.mean("made", 11, 14)
    assert blocked.milk(6, 8) == pytest.approx(calm.milk(6, 8), rel=0.02)


def test_without_oxytocin_calm_does_not_help(run) -> None:
    """Knock-out: vacuum alone draws nothing."""
    without = run("exclusive-pumping", "parameters.oxytocin_burst='0 pg/mL'", days=10)
    assert without.milk(0, 10) < 5
    assert without.at("activation", 4)[LEFT] > 0.5
    assert without.at("activation", 9)[LEFT] < 0.5


def test_stress_harms_only_through_letdown(run) -> None:
    """Irrelevance: where nobody removes milk, stress changes nothing."""
    stress = "do: stress, start: 1 d, level: 1"
    calm, tense = (run.after_birth(*steps, days=9, infant=False) for steps in ((), (stress,)))
    for name in ("made", "activation", "stored", "prolactin_mean"):
        assert tense.at(name, 8) == pytest.approx(calm.at(name, 8), rel=1e-3), name


def test_supply_falls_when_stress_begins(stressed) -> None:
    """Shift."""
    shares = [
        stressed(1, day).mean("made", day + 1, day + 3)
        / stressed(1, day).mean("made", day - 2, day)
        for day in (8, 12)
    ]
    assert all(share < 0.4 for share in shares)
    assert shares[0] == pytest.approx(shares[1], abs=0.1)


def test_the_more_stress_the_less_milk(stressed) -> None:
    """Dose; the reflex is nearly all or nothing, so neighbours may be equal."""
    milk = [stressed(level).milk(10, 14) for level in (0, 0.25, 0.5, 0.75, 1)]
    assert all(more <= less * (1 + 1e-6) for less, more in pairwise(milk))
    assert milk[0] > 1.1 * milk[2] > 1.1 * milk[4]


def test_a_day_of_stress_is_made_good_in_days(run, stressed) -> None:
    bad_day = "do: stress, start: 8 d, stop: 9 d, level: 1"
    reached = run.after_birth(PUMP, bad_day, days=14, infant=False)
    assert reached.milk(8, 9) < 0.2 * stressed(0).milk(8, 9)
    assert reached.milk(12, 14) > 0.75 * stressed(0).milk(12, 14)


def test_the_other_breast_drips_at_let_down(run) -> None:
    """Both breasts share one oxytocin; a full one drips while the other is pumped."""
    left_often = "do: pump, start: 1 h, every: 4 h, duration: 15 min, breasts: left"
    right_seldom = "do: pump, start: 2 h, every: 24 h, duration: 15 min, breasts: right"
    reached = run.after_birth(left_often, right_seldom, days=8, infant=False)
    assert reached.mean("leaked", 4, 8, side=1) > 2 * reached.mean("leaked", 4, 8, side=0)
    silent = run.after_birth(
        left_often,
        right_seldom,
        days=8,
        infant=False,
        more=("parameters.oxytocin_burst='0 pg/mL'",),
    )
    assert silent.mean("leaked", 4, 8) < 0.1 * reached.mean("leaked", 4, 8)
