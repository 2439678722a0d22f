"""Observables read what was recorded, in the window asked for."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lactea.results import Result
from lactea.results.observables import ObservableError, evaluate, observables
from lactea.results.observables.bend import bend
from lactea.results.observables.samples import STATISTICS, Samples
from lactea.results.observables.window import read_window

TWO = SimpleNamespace(count=2)


def read(result: Result, name: str, statistic: str = "mean", at: str = "any") -> float:
    return evaluate(result.recording, name, statistic, at)


def test_the_table_is_complete() -> None:
    for name, entry in observables().items():
        assert name == entry.name
        assert entry.unit
        assert entry.meaning.endswith((".", ")")) or ":" in entry.meaning
        assert len(entry.meaning) <= 190
        assert set(entry.statistics) <= set(STATISTICS)


@pytest.mark.parametrize("name", sorted(observables()))
def test_every_observable_and_statistic_gives_a_number(result: Result, name: str) -> None:
    never = {"activation.end", "activation.felt", "activation.first_drops", "drying.time"}
    never |= {"prolactin.normalisation", "milk.turn_volume", "milk.even_until"}
    for statistic in observables()[name].statistics:
        found = read(result, name, statistic)
        if name in never:
            assert statistic == "count" or np.isnan(found)
        else:
            assert isinstance(found, float), statistic
            if statistic != "cv":
                assert np.isfinite(found), statistic


@pytest.mark.parametrize(
    ("name", "statistic", "at", "expected"),
    [
        ("session.count", "mean", "P30D/P40D", 8.0),
        ("session.count", "mean", "P30D/P30DT12H", 8.0),
        ("breastfeed.count", "mean", "P30D", 16.0),
        ("nursing.minutes_per_day", "max", "P30D/P33D", 160.0),
        ("session.duration", "median", "P30D", 20.0),
        ("breastfeed.duration", "mean", "P30D", 10.0),
        ("breastfeed.ejections", "mean", "P30D", 1.5),
        ("session.first_ejection", "mean", "P30D", 80.0),
        ("session.letdown_before", "mean", "P30D", 240.0),
        ("session.first_ejection_share", "mean", "P30D", 42.0),
        ("session.share_2min", "mean", "P30D", 50.0),
        ("session.second_breast_share", "mean", "P30D", 80.0),
        ("breast.emptying", "mean", "P30D", 67.0),
        ("breast.tissue_gain", "mean", "P30D", 97.0 * 1.5),
        ("prolactin.session_fold", "mean", "P30D", 2.2),
        ("prolactin.amniotic", "mean", "-P112D/-P105D", 3000.0),
        ("prolactin.amniotic", "max", "PT2H/P30D", 0.0),
        ("oxytocin.session_fold", "mean", "P30D", 8.5),
        ("oxytocin.session_rise", "mean", "P30D", 12.0 - 4.0),
        ("activation.time", "value", "any", 60.0),
        ("activation.time", "value", "", 60.0),
        ("activation.start", "value", "P1D/P3D", 43.4),
        ("activation.start", "count", "P2D/P3D", 0.0),
        ("milk.synthesis_rate", "mean", "P60DT30M/P60DT3H", 780 / 48 * 0.9),
        ("milk.synthesis_rate", "max", "P60D", 780 / 48),
        ("infant.night_feeding", "mean", "P30D/P40D", 100.0),
        ("infant.weight_nadir", "value", "any", 3.0),
        ("infant.weight_loss", "value", "any", 100 * 0.18 / 3.3),
        ("infant.weight_regain", "value", "any", 3 + 0.18 / 0.025),
        ("infant.weight", "mean", "P31D", 3.12 + 0.025 * 28),
        ("infant.other_milk", "max", "P30D/P40D", 0.0),
        ("lh.pulses", "mean", "P30D", 4.0),
        ("lh.no_pulse", "mean", "P30D", 100 * np.exp(-4)),
        ("ovulation.mean_time", "value", "any", 20 / 7),
        ("ovulation.chance", "mean", "P40D", 100 * (1 - np.exp(-2))),
        ("ovulation.earliest", "value", "any", -20 * np.log(0.98)),
        ("ovulation.luteal_defect", "value", "any", 40.0),
        ("menses.mean_time", "value", "any", 34 / 7),
        ("pregnancy.chance", "mean", "P90D", 0.0),
        ("lam.ovulation", "mean", "P40D", 100 * (1 - np.exp(-2))),
        ("lam.ovulation", "mean", "P110D", 100 * (1 - np.exp(-5))),
        ("lam.holds", "mean", "P101D", 0.0),
    ],
)
def test_values_that_are_known(
    result: Result, name: str, statistic: str, at: str, expected: float
) -> None:
    assert read(result, name, statistic, at) == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("milk.removed_right_less_left", "removed"),
        ("breast.capacity_right_less_left", "capacity"),
    ],
)
def test_what_the_right_breast_has_more_than_the_left(result: Result, name: str, kept: str) -> None:
    left, right = result.recording.days[kept][280 + 30]
    assert read(result, name, at="P30D") == pytest.approx(right - left)


def test_daily_milk_is_both_breasts(result: Result) -> None:
    left, right = result.recording.days["removed"][280 + 30]
    assert read(result, "milk.removed_per_day", at="P30D") == pytest.approx(left + right)
    assert read(result, "milk.removed_per_day", at="P30D/P31D") == pytest.approx(left + right)
    assert read(result, "milk.removed_per_day_left", at="P30D") == pytest.approx(left)
    assert read(result, "milk.removed_per_day_per_breast", at="P30D") == pytest.approx(
        (left + right) / 2
    )
    assert read(result, "milk.removed_per_day_per_breast", "max", "P30D") == pytest.approx(left)


def test_a_part_of_a_day_is_scaled_to_a_whole(result: Result) -> None:
    """Sixteen hours of an even flow amount to the same per day."""
    even = read(result, "milk.removed_per_day", at="P60D/P61D")
    assert read(result, "milk.removed_per_day", at="P60D/P60DT16H") == pytest.approx(even, rel=0.02)
    assert read(result, "infant.intake", at="P60D/P60DT16H") == pytest.approx(even, rel=0.02)


def test_days_before_the_origin_are_negative(result: Result) -> None:
    assert read(result, "prolactin.level", at="-P14D/-P13D") == pytest.approx(
        result.recording.days["prolactin_mean"][280 - 14]
    )
    assert read(result, "infant.weight", "count", "-P14D/-P7D") == 0
    assert np.isnan(read(result, "infant.weight", "mean", "-P14D"))


def test_extremes_are_those_of_the_continuous_curve(result: Result) -> None:
    days = result.recording.days
    high = read(result, "prolactin.level", "max", "P30D/P33D")
    assert high == days["prolactin_max"][310:313].max()
    assert (
        read(result, "prolactin.level", "min", "P30D/P33D") == days["prolactin_min"][310:313].min()
    )


def test_a_moment_of_a_curve_is_interpolated(result: Result) -> None:
    trace = result.recording.trace
    index = list(trace.names).index("progesterone")
    expected = np.interp(0.25, trace.time_h, trace.states[:, index])
    assert read(result, "progesterone.level", at="PT15M") == pytest.approx(expected)


def test_the_acrophase_is_on_the_clock(make_result: Callable[..., Result]) -> None:
    """A pure daily wave, highest at 3 in the morning, is found whatever the origin's clock."""
    made = make_result(days=4, pregnancy_days=0)
    run = made.recording
    states = run.trace.states.copy()
    clock = run.trace.time_h + 8
    states[:, run.trace.names.index("prolactin")] = 20 + 5 * np.cos(2 * np.pi * (clock - 3) / 24)
    wave = replace(run, trace=replace(run.trace, states=states))
    assert evaluate(wave, "prolactin.acrophase", "value", "P1D/P3D") == pytest.approx(3, abs=0.1)


def test_prolactin_of_a_session_is_followed_beyond_its_end_but_not_into_the_next(
    result: Result,
) -> None:
    """A hump so many minutes after each start; where it would come after the next start, the last look before counts."""
    run = result.recording
    trace, starts = run.trace, np.asarray(run.sessions["start_h"])
    last = starts[np.maximum(np.searchsorted(starts, trace.time_h, side="right") - 1, 0)]
    longest = 60 * np.diff(starts).max()
    found = []
    for minutes in (20, 40, 60, 2 * longest):
        states = trace.states.copy()
        hump = -np.abs(60 * (trace.time_h - last) - minutes)
        states[:, trace.names.index("prolactin")] = 2 * longest + 100 + hump
        changed = replace(run, trace=replace(trace, states=states))
        found.append(evaluate(changed, "prolactin.time_to_peak", "mean", "P30D/P33D"))
    assert found[:3] == pytest.approx([20, 40, 60], abs=10)
    assert found[3] <= min(120, longest)


def test_prolactin_is_normal_from_the_first_day_that_stays_so(result: Result) -> None:
    run = result.recording
    mean = run.days["prolactin_mean"].copy()
    base = mean[0]
    mean[280:] = base * 3
    mean[280 + 20] = base  # one low day does not count
    mean[280 + 40 :] = base * 1.4
    changed = replace(run, days=run.days | {"prolactin_mean": mean})
    assert evaluate(changed, "prolactin.normalisation", "value", "any") == 40
    mean[-1] = base * 3
    assert np.isnan(evaluate(changed, "prolactin.normalisation", "value", "any"))


def test_energy_counts_what_else_is_eaten(result: Result) -> None:
    run = result.recording
    milk = read(result, "infant.energy_per_weight", at="P30D")
    other = np.full(run.n_days, 100.0)
    with_topup = replace(run, days=run.days | {"topup": other})
    weight = run.days["infant_weight"][310]
    more = evaluate(with_topup, "infant.energy_per_weight", "mean", "P30D")
    assert more - milk == pytest.approx(100 * 0.62 * 1.03 / weight)
    half = replace(run, days=run.days | {"solid_share": np.full(run.n_days, 0.5)})
    assert evaluate(half, "infant.energy_per_weight", "mean", "P30D") == pytest.approx(2 * milk)
    weaned = replace(run, days=run.days | {"solid_share": np.ones(run.n_days)})
    assert np.isnan(evaluate(weaned, "infant.energy_per_weight", "mean", "P30D"))


def test_twins_share_the_milk(result: Result) -> None:
    run = result.recording
    twins = replace(run, scenario=SimpleNamespace(**vars(run.scenario) | {"infant": TWO}))
    for name in ("infant.intake_per_weight", "infant.energy_per_weight"):
        assert evaluate(twins, name, "mean", "P30D") == pytest.approx(
            evaluate(run, name, "mean", "P30D") / 2
        )
    assert evaluate(twins, "infant.intake", "mean", "P30D") == read(
        result, "infant.intake", at="P30D"
    )


def test_a_breast_not_used_gives_no_breastfeed(result: Result) -> None:
    run = result.recording
    minutes = run.sessions["minutes_at"].copy()
    minutes[:, 1] = 0
    one = replace(run, sessions=run.sessions | {"minutes_at": minutes})
    assert evaluate(one, "breastfeed.count", "mean", "P30D") == 8
    first = run.sessions["volume"][:, 0]
    started = (run.sessions["start_h"] // 24) == 30
    assert evaluate(one, "breastfeed.volume", "mean", "P30D") == pytest.approx(
        first[started].mean()
    )
    assert np.isnan(evaluate(one, "session.second_breast_share", "mean", "P30D"))


@pytest.mark.parametrize(
    ("name", "statistic", "at", "words"),
    [
        ("milk.removed", "mean", "P3D", "milk.removed_per_day"),
        ("prolactin.levle", "mean", "P3D", "Did you mean 'prolactin.level'"),
        ("prolactin.level", "mena", "P3D", "Did you mean 'mean'"),
        ("activation.time", "sd", "any", "Valid here: value, mean, count"),
        ("prolactin.level", "mean", "anny", "Did you mean 'any'"),
        ("prolactin.level", "mean", "3", "is no time"),
        ("prolactin.level", "mean", "P3D/P2D", "ends before it has begun"),
        ("prolactin.level", "mean", "P1D/P2D/P3D", "more than one"),
        ("prolactin.level", "mean", "P400D", "outside this run"),
        ("prolactin.level", "mean", "-P400D/-P300D", "outside this run"),
    ],
)
def test_a_wrong_word_is_answered_in_a_sentence(
    result: Result, name: str, statistic: str, at: str, words: str
) -> None:
    with pytest.raises(ObservableError) as caught:
        read(result, name, statistic, at)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.integers(-280, 118), st.integers(1, 200))
def test_windows_in_days(result: Result, start: int, length: int) -> None:
    sign = "-" if start < 0 else ""
    stop = start + length
    text = f"{sign}P{abs(start)}D/{'-' if stop < 0 else ''}P{abs(stop)}D"
    window = read_window(text, result.recording)
    assert (window.start_h, window.stop_h) == (24 * start, 24 * stop)


numbers = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30)


@given(numbers)
def test_statistics_agree_with_numpy_when_all_weigh_the_same(values: list[float]) -> None:
    samples = Samples.of(np.arange(len(values)), values)
    assert STATISTICS["mean"](samples) == pytest.approx(np.mean(values), abs=1e-6)
    assert STATISTICS["median"](samples) == pytest.approx(np.median(values), abs=1e-6)
    assert STATISTICS["sd"](samples) == pytest.approx(np.std(values), abs=1e-5)
    assert STATISTICS["min"](samples) == min(values)
    assert STATISTICS["max"](samples) == max(values)
    assert STATISTICS["share"](samples) == pytest.approx(100 * np.mean(np.array(values) > 0))


@given(numbers)
def test_a_weight_of_two_is_the_sample_twice(values: list[float]) -> None:
    twice = Samples.of(np.arange(2 * len(values)), np.repeat(values, 2))
    heavy = Samples.of(np.arange(len(values)), values, np.full(len(values), 2.0))
    for name in ("mean", "sd", "median", "min", "max", "share"):
        assert STATISTICS[name](heavy) == pytest.approx(STATISTICS[name](twice), abs=1e-5)


def test_milk_that_lacks_is_what_upkeep_growth_and_catching_up_need_beside_the_breast(
    result: Result,
) -> None:
    """At 25 g a day, 28 g behind and caught up in 28 days."""
    weight = read(result, "infant.weight", at="P30DT12H")
    needed = (63 * weight + 4900 * (0.025 + 0.001)) / (0.62 * 1.03)
    taken = read(result, "infant.intake", at="P30D")
    lacking = read(result, "infant.milk_lacking", at="P30D")
    assert lacking == pytest.approx(max(needed - taken, 0.0), rel=0.01)
    assert read(result, "infant.milk_lacking", "count", "-P14D/-P7D") == 0


def test_hours_to_the_highest_value_count_from_the_first_and_not_from_the_origin() -> None:
    samples = Samples.of([30.0, 32.0, 36.0], [1.0, 9.0, 4.0])
    assert STATISTICS["hours_to_max"](samples) == 2.0


@given(st.floats(0.2, 0.8), st.floats(0.0, 0.9), st.floats(0.1, 100.0))
def test_a_curve_bends_where_its_second_line_begins(
    place: float, rest: float, slope: float
) -> None:
    at = np.linspace(3.0, 15.0, 60)
    inside = 3.0 + 12.0 * place
    values = slope * (np.minimum(at, inside) + rest * np.maximum(at - inside, 0.0))
    assert bend(at, values) == pytest.approx(inside, abs=0.2)


@given(st.floats(0.0, 3.0), st.floats(0.1, 100.0))
def test_what_never_rises_less_does_not_bend(faster: float, slope: float) -> None:
    at = np.linspace(0.0, 10.0, 40)
    assert np.isnan(bend(at, slope * (at + faster * np.maximum(at - 5.0, 0.0))))
    assert np.isnan(bend(at[:1], at[:1]))
