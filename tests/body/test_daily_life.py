"""Daily life acts through mechanisms, and what has no figure changes nothing."""

import numpy as np
import pytest

from lactea.scenario import echo, load
from lactea.scenario.measures import measures

NURSE = "do: nurse, start: 1 h, on_demand: true"
PUMP = "do: pump, start: 1 h, every: 3 h, duration: 15 min, device: hospital_grade"


# ------------------------------------------------------------------ let-down


def test_adrenaline_blocks_let_down_at_once_and_supply_only_after_days(run) -> None:
    def stressed(hours: int):
        step = f"do: stress, start: 240 h, stop: {240 + hours} h, level: 1"
        return run.after_birth(PUMP, step, days=18, infant=False)

    brief, long = stressed(4), stressed(5 * 24)
    for tense in (brief, long):
        sessions = tense.sessions
        first = int(np.flatnonzero(sessions["start_h"] >= 240)[0])
        assert sessions["ejections"][first] == 0
        assert sessions["volume"][first].sum() < 0.05 * sessions["volume"][first - 1].sum()
    assert brief.milk(12, 14) > 0.9 * brief.milk(8, 10)
    assert long.milk(16, 18) < 0.7 * long.milk(8, 10)


def test_half_the_ejections_cost_little_milk(run) -> None:
    usual = run("natural", days=40)
    half = run("natural", "parameters.letdown_interval='12 min'", days=40)
    per_session = [
        reached.mean("ejections", 20, 40) / reached.mean("sessions", 20, 40)
        for reached in (usual, half)
    ]
    assert per_session[1] < 0.6 * per_session[0]
    assert half.milk(20, 40) > 0.85 * usual.milk(20, 40)


# ------------------------------------------------------------------ food


def test_only_severe_lack_of_food_lowers_milk_and_it_comes_back(run) -> None:
    usual, mild, severe = (
        run.after_birth(PUMP, *more, days=30, infant=False)
        for more in (
            (),
            ("do: eat_less, start: 10 d, stop: 17 d, share: 0.8",),
            ("do: eat_less, start: 10 d, stop: 17 d, share: 0.3",),
        )
    )
    assert mild.milk(10, 17) == pytest.approx(usual.milk(10, 17), rel=1e-3)
    assert severe.milk(11, 17) < 0.95 * usual.milk(11, 17)
    assert severe.milk(26, 30) > 0.9 * usual.milk(26, 30)


def test_stores_carry_most_of_the_milk_through_a_fast(run) -> None:
    """Making fell to nothing before; 42 hours without food took 16 % in six women (Mohammad 2009)."""
    fast = "do: eat_less, start: 20 d, stop: 522 h, share: 0"
    usual, fasting = (run.after_birth(PUMP, *more, days=24, infant=False) for more in ((), (fast,)))
    assert 0.75 < fasting.milk(20, 22) / usual.milk(20, 22) < 0.95


# ------------------------------------------------------------------ the infant's appetite


def test_a_growth_step_is_met_within_days_and_passes(run) -> None:
    step = "do: appetite, start: 40 d, stop: 45 d, factor: 1.25"
    usual, grown = run.after_birth(NURSE, days=60), run.after_birth(NURSE, step, days=60)
    assert grown.mean("sessions", 40, 45) > usual.mean("sessions", 40, 45)
    assert grown.milk(42, 45) > 1.08 * usual.milk(42, 45)
    assert grown.milk(53, 60) == pytest.approx(usual.milk(53, 60), rel=0.1)


def test_an_ill_infant_takes_less(run) -> None:
    ill = "do: appetite, start: 40 d, stop: 44 d, factor: 0.5"
    usual, unwell = run.after_birth(NURSE, days=46), run.after_birth(NURSE, ill, days=46)
    assert unwell.milk(40, 44) < 0.8 * usual.milk(40, 44)


# ------------------------------------------------------------------ no usable figure


@pytest.mark.parametrize("name", sorted(measures()))
def test_a_measure_without_a_figure_says_so(name: str) -> None:
    step = f"{{do: measure, name: {name}, start: 2 d}}"
    scenario = load("natural", (f"protocol=[{{do: pregnancy}}, {{do: birth}}, {step}]",))
    said = echo(scenario)
    assert "the run is as without" in said
    assert measures()[name].said in said


def test_a_measure_without_a_figure_changes_nothing(run) -> None:
    usual = run.after_birth(NURSE, days=10)
    calmed = run.after_birth(NURSE, "do: measure, name: warm_shower, start: 2 d", days=10)
    for name, values in usual.days.items():
        assert np.array_equal(calmed.days[name], values, equal_nan=True), name


def test_verdicts_without_a_source_are_those_that_found_nothing() -> None:
    for measure in measures().values():
        assert measure.verdict in {"no figure", "no effect", "not used"}
        assert (measure.verdict == "no figure") == (not measure.source), measure.name


# ------------------------------------------------------------------ drops, and hours away


def test_drops_are_caught_or_lost(run) -> None:
    """Caught is what leaks while somebody catches, and the breast does not notice."""
    catch = "do: collect_drip, start: 4 d, stop: 8 d"
    lost, caught = (run.after_birth(NURSE, *more, days=12) for more in ((), (catch,)))
    assert caught.mean("leaked", 4, 8) > 0
    assert caught.mean("drip_caught", 4, 8) == pytest.approx(caught.mean("leaked", 4, 8), rel=1e-3)
    assert caught.mean("drip_caught", 8, 12) == lost.mean("drip_caught", 0, 12) == 0
    assert caught.mean("leaked", 0, 12) == pytest.approx(lost.mean("leaked", 0, 12), rel=0.05)


def test_pumping_in_the_hours_away_keeps_supply(run) -> None:
    away = run("return-to-work", days=130)
    without = run("return-to-work", "protocol[4].stop='91 d'", days=130)
    assert away.milk(115, 130) > 0.8 * away.milk(75, 90)
    assert without.milk(115, 130) < away.milk(115, 130)
