"""Prolactin: surges of an hour, weeks of history, a brake that answers, and what milk makes of it."""

from itertools import pairwise

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.scenario import load

PUMP = "do: pump, start: 1 h, every: {hours} h, duration: 15 min, device: hospital_grade"
HOUR, DAY = 3600, 86_400
LEFT = 0


def domperidone(dose: float, start: int) -> tuple[str, ...]:
    return (f"do: take, medicine: domperidone, dose: {dose} mg, every: 8 h, start: {start} d",) * (
        dose > 0
    )


def cabergoline(dose: float, start: int) -> tuple[str, ...]:
    once = f"every: 1 d, start: {start} d, stop: {start + 1} d"
    return (f"do: take, medicine: cabergoline, dose: {dose} mg, {once}",) * (dose > 0)


def nothing_but(*steps: str) -> str:
    return "protocol=[" + ", ".join(f"{{{step}}}" for step in steps) + "]"


# ------------------------------------------------------------------ the placenta


def test_prolactin_falls_less_in_the_first_two_days_as_placental_lactogen_leaves_the_brake() -> (
    None
):
    """Without nursing; knock-out."""
    kept = []
    for more in ((), ("parameters.lactogen_at_dopamine_cells=0",)):
        run = simulate(load("natural-no-nursing", ["horizon='4 d'", *more]), days=4)
        levels = run.days["prolactin_mean"]
        kept.append(levels[1 - run.first_day] / levels[-1 - run.first_day])
    assert 1 > kept[0] > 1.1 * kept[1]


# ------------------------------------------------------------------ a surge


@pytest.fixture(scope="module")
def surge():
    """Minutes since a pumping, and prolactin, until the next one six hours later."""

    def make(*overrides: str) -> tuple[np.ndarray, np.ndarray]:
        every = "protocol[2].every='6 h'"
        start = 9 * DAY + HOUR
        recording = simulate(
            load("exclusive-pumping", [every, *overrides]),
            days=10,
            zooms=[(start, start + 6 * HOUR)],
        )
        zoom = recording.zooms[0]
        hours = zoom.time_h - zoom.time_h[0]
        return 60 * hours, zoom.states[:, zoom.names.index("prolactin")]

    return make


def test_prolactin_answers_to_suckling_with_a_lag_and_takes_hours_to_fall(surge) -> None:
    minutes, prolactin = surge("parameters.prolactin_rhythm=0")
    top = int(prolactin.argmax())
    assert 10 < minutes[top] < 60
    assert prolactin[top] > 1.4 * prolactin[0]
    assert np.interp(2, minutes, prolactin) < prolactin[0] + 0.2 * (prolactin[top] - prolactin[0])
    half = (prolactin[top] + prolactin[0]) / 2
    fallen = minutes[top:][prolactin[top:] < half][0] - minutes[top]
    assert 20 < fallen < 240


def test_without_the_nerve_signal_there_is_no_surge(surge) -> None:
    """Knock-out."""
    _, prolactin = surge("parameters.suckling_burst=0", "parameters.prolactin_rhythm=0")
    assert prolactin.max() < 1.1 * prolactin[0]


def test_the_surge_is_no_matter_of_milk(surge) -> None:
    """Irrelevance: without any let-down it is the same, as far as the history is."""
    minutes, with_milk = surge()
    dry_minutes, without = surge("parameters.oxytocin_burst='0 pg/mL'")
    same = np.interp(dry_minutes, minutes, with_milk)
    np.testing.assert_allclose(without, same, rtol=0.02)


def test_the_stronger_the_signal_the_higher_the_surge(surge) -> None:
    """Dose."""
    folds = []
    for burst in (0, 3, 6, 12, 24):
        _, prolactin = surge(f"parameters.suckling_burst={burst}")
        folds.append(prolactin.max() / prolactin[0])
    assert all(more > less for less, more in pairwise(folds))


# ------------------------------------------------------------------ history


def test_prolactin_depends_on_how_often_milk_is_removed(run) -> None:
    levels = [
        run.after_birth(PUMP.format(hours=hours), days=22, infant=False).mean(
            "prolactin_mean", 15, 22
        )
        for hours in (24, 12, 8, 4, 2)
    ]
    assert all(more > less for less, more in pairwise(levels))
    assert levels[-1] > 2 * levels[0]


def test_prolactin_falls_over_months_and_stays_above_normal(run) -> None:
    natural = run("natural", days=60)
    own = run("non-pregnant-woman", days=5).mean("prolactin_mean", 2, 5)
    early, late = natural.mean("prolactin_mean", 7, 14), natural.mean("prolactin_mean", 50, 60)
    assert 1.5 * own < late < early


def test_prolactin_rises_through_pregnancy(run) -> None:
    pregnant = run("natural-no-nursing", days=1)
    weeks = [
        pregnant.mean("prolactin_mean", 7 * week - 280, 7 * week - 273)
        for week in (6, 14, 22, 30, 38)
    ]
    assert all(later > earlier for earlier, later in pairwise(weeks))
    assert weeks[-1] > 5 * weeks[0]


def test_the_sex_difference_is_oestrogen(run) -> None:
    woman, without_ovaries, man = (
        run("non-pregnant-woman", *overrides, days=3).mean("prolactin_mean", 1, 3)
        for overrides in ((), ("person.ovaries=absent",), ("person.sex=male",))
    )
    assert woman > 1.15 * man
    assert without_ovaries == pytest.approx(man, rel=0.05)


def test_prolactin_is_highest_at_night_without_suckling() -> None:
    recording = simulate(load("non-pregnant-woman"), days=3, zooms=[(DAY, 2 * DAY)])
    zoom = recording.zooms[0]
    prolactin = zoom.states[:, zoom.names.index("prolactin")]
    clock = (recording.scenario.origin_clock_h + zoom.time_h[prolactin.argmax()]) % 24
    assert clock > 21 or clock < 8
    assert prolactin.max() > 1.2 * prolactin.min()


# ------------------------------------------------------------------ medicines on the brake


def test_twice_the_antagonist_is_far_from_twice_the_prolactin(run) -> None:
    """Dose: five doses, doubling; the brake answers."""
    levels = [
        run("non-pregnant-woman", nothing_but(*domperidone(dose, 0)), days=8).mean(
            "prolactin_mean", 5, 8
        )
        for dose in (0, 5, 10, 20, 40)
    ]
    ratios = [more / less for less, more in pairwise(levels[1:])]
    assert levels[1] > 1.5 * levels[0]
    assert all(1.05 < ratio < 1.7 for ratio in ratios)


def test_without_the_answer_of_the_brake_prolactin_follows_the_dose_further(run) -> None:
    """Knock-out: dopamine tone that stays where it is."""
    still = "parameters.dopamine_turnover='1e-6 1/h'"
    with_answer, without = (
        [
            run("non-pregnant-woman", nothing_but(*domperidone(dose, 0)), *more, days=8)
            .mean("prolactin_mean", 5, 8)
            for dose in (10, 20)
        ]
        for more in ((), (still,))
    )  # fmt: skip
    assert without[1] / without[0] > with_answer[1] / with_answer[0] + 0.1
    assert without[1] > 1.5 * with_answer[1]


def test_high_prolactin_on_an_unprimed_gland_gives_little(run) -> None:
    unprimed = run("non-pregnant-woman", nothing_but(*domperidone(10, 0)), days=15)
    primed = run.pumped(8, days=15)
    own = run("non-pregnant-woman", days=5).mean("prolactin_mean", 2, 5)
    assert unprimed.mean("prolactin_mean", 10, 15) > 2 * own
    assert unprimed.mean("made", 0, 15) < 0.05 * primed.mean("made", 10, 15)
    assert unprimed.at("tissue", 14)[LEFT] < 1.1 * unprimed.days["tissue"][0, LEFT]


def test_an_antagonist_adds_milk_to_a_pumped_breast_not_to_what_an_infant_wants(run) -> None:
    drug = domperidone(10, 14)
    pumped, helped = (run.after_birth(PUMP.format(hours=4), *more, days=28, infant=False).milk(21, 28)
                      for more in ((), drug))  # fmt: skip
    nursed, with_drug = (run.after_birth("do: nurse, start: 1 h", *more, days=28).milk(21, 28)
                         for more in ((), drug))  # fmt: skip
    assert helped > 1.05 * pumped
    assert with_drug == pytest.approx(nursed, rel=0.06)


def test_an_agonist_lowers_milk_within_days_and_its_effect_passes(run) -> None:
    """Dose: five doses of one day, in a breast that is pumped on."""
    runs = [
        run.after_birth(PUMP.format(hours=3), *cabergoline(dose, 14), days=26, infant=False)
        for dose in (0, 0.25, 0.5, 1, 2)
    ]
    lowest = [reached.days["removed"].sum(axis=1)[-12:-6].min() for reached in runs]
    assert all(more < less for less, more in pairwise(lowest))
    assert lowest[-1] < 0.7 * lowest[0]
    assert runs[2].milk(24, 26) > 1.03 * lowest[2]


def test_suckling_cannot_take_away_an_agonist() -> None:
    """Under an agonist the surge of a pumping flattens, and not the level alone."""
    steps = (
        'do: pregnancy, length: "40 weeks"', "do: birth, at: 0 h, placenta: delivered",
        PUMP.format(hours=6) + ", breasts: both, simultaneous: true",
    )  # fmt: skip
    start, rises = 9 * DAY + HOUR, []
    for drug in ((), cabergoline(1, 8)):
        scenario = load("exclusive-pumping", [nothing_but(*steps, *drug)])
        zoom = simulate(scenario, days=10, zooms=[(start, start + HOUR)]).zooms[0]
        prolactin = zoom.states[:, zoom.names.index("prolactin")]
        rises.append(prolactin.max() / prolactin[0] - 1)
    plain, lowered = rises
    assert lowered < 0.5 * plain


def test_an_antagonist_competes_with_an_agonist(run) -> None:
    both, agonist = (
        run.after_birth(PUMP.format(hours=3), *cabergoline(1, 14), *more, days=18, infant=False)
        for more in (domperidone(20, 14), ())
    )
    assert both.days["prolactin_mean"][-3:].mean() > 2 * agonist.days["prolactin_mean"][-3:].mean()


def test_milk_follows_prolactin_in_days_and_cells_in_weeks(run) -> None:
    """One prolactin, two time scales."""
    calm = run.after_birth(PUMP.format(hours=3), days=26, infant=False)
    low = run.after_birth(PUMP.format(hours=3), *cabergoline(1, 14), days=26, infant=False)
    milk = low.milk(16, 18) / calm.milk(16, 18)
    cells = low.mean("active_cells", 16, 18) / calm.mean("active_cells", 16, 18)
    assert milk < 0.85
    assert cells > milk + 0.1


# ------------------------------------------------------------------ what is ready for release


ALWAYS_READY = "parameters.prolactin_refill_time='1 s'"


def second_over_first(*overrides: str) -> float:
    """Rise of prolactin with a pumping an hour after another, over that of the first."""
    pumping = (
        "do: pump, start: {start} h, every: 6 h, duration: 20 min, device: hospital_grade, "
        "breasts: both, simultaneous: true"
    )
    steps = nothing_but(
        'do: pregnancy, length: "40 weeks"', "do: birth, at: 0 h, placenta: delivered",
        pumping.format(start=1), pumping.format(start=2),
    )  # fmt: skip
    plain = ("parameters.prolactin_rhythm=0", "parameters.device_on_one_side=1")
    sessions = simulate(load("exclusive-pumping", [steps, *plain, *overrides]), days=10).sessions
    rise = sessions["prolactin_peak"] - sessions["prolactin_before"]
    late = sessions["start_h"] > 5 * 24
    first = np.round(sessions["start_h"]) % 6 == 1
    return float(rise[late & ~first].mean() / rise[late & first].mean())


def test_a_pumping_soon_after_another_raises_prolactin_less() -> None:
    assert second_over_first() < second_over_first(ALWAYS_READY) - 0.1


def test_an_infant_who_hangs_on_a_breast_with_little_milk_holds_less_than_its_share() -> None:
    """Twice the suckling is not twice the prolactin; where all of it is always ready it is more."""

    def held(*overrides: str) -> tuple[float, float]:
        days = simulate(load("natural", ["horizon='30 d'", *overrides]), days=30).days
        return tuple(
            float(days[name][-10:].mean()) for name in ("prolactin_mean", "suckling_history")
        )

    little = "person.tissue_potential=0.05"
    (usual, suckled), (hanging, hung) = held(), held(little)
    assert hung > 1.5 * suckled
    assert 1 < hanging / usual < 0.8 * hung / suckled
    assert hanging / usual < held(little, ALWAYS_READY)[0] / held(ALWAYS_READY)[0] - 0.05


def highest_after_releasing_hormone(*doses: str, overrides: tuple[str, ...] = ()) -> list[float]:
    """Highest prolactin of a woman at rest in the two hours after each dose, two hours apart, less the level of rest."""
    steps = (
        f"do: take, medicine: trh, dose: {dose}, route: intravenous, start: {2 * place} h"
        for place, dose in enumerate(doses)
    )
    plain = ("parameters.prolactin_rhythm=0", *overrides)
    scenario = load("non-pregnant-woman", [nothing_but(*steps), *plain])
    zoom = simulate(scenario, days=1, zooms=[(0, 2 * HOUR * len(doses))]).zooms[0]
    prolactin = zoom.states[:, zoom.names.index("prolactin")]
    hours = zoom.time_h - zoom.time_h[0]
    return [
        float(prolactin[(hours >= 2 * place) & (hours < 2 * place + 2)].max() - prolactin[0])
        for place in range(len(doses))
    ]


def test_much_releasing_hormone_raises_prolactin_little_more_than_some() -> None:
    """Dose: five doses, doubling; what is ready is finite."""
    rises = [highest_after_releasing_hormone(f"{dose} ug")[0] for dose in (0, 12.5, 50, 200, 800)]
    assert all(more > less for less, more in pairwise(rises))
    assert rises[4] - rises[3] < 0.5 * (rises[2] - rises[1])
    assert rises[4] < 1.3 * rises[3]


def test_a_second_dose_of_releasing_hormone_finds_less_that_is_ready() -> None:
    first, second = highest_after_releasing_hormone("200 ug", "200 ug")
    always = highest_after_releasing_hormone("200 ug", "200 ug", overrides=(ALWAYS_READY,))
    assert second < 0.9 * first
    assert second / first < always[1] / always[0] - 0.05
