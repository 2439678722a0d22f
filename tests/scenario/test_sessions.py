"""When scheduled sessions and doses happen."""

from hypothesis import given
from hypothesis import strategies as st

from lactea.reading.durations import DAY, HOUR, MINUTE
from lactea.scenario import Scenario, loads
from lactea.scenario.steps import SessionStep, Take
from lactea.scenario.steps.repeats import NightGap, repeat_count, repeat_ticks

HEAD = """\
schema: lactea.scenario/1
name: mine
summary: a test
origin: first_step
origin_clock: "08:00"
infant: null
horizon: "2 d"
protocol:
"""


def one_step(step: str) -> tuple[Scenario, SessionStep]:
    scenario = loads(f"{HEAD}  - {step}\n")
    (only,) = scenario.protocol
    assert isinstance(only, SessionStep)
    return scenario, only


def test_an_interval_counts_from_the_start_and_ends_before_the_stop() -> None:
    scenario, step = one_step(
        '{do: pump, start: "0 h", stop: "9 h", every: "3 h", duration: "15 min"}'
    )
    assert list(scenario.session_ticks(step)) == [0, 3 * HOUR, 6 * HOUR]
    assert step.every_ticks == 3 * HOUR
    assert step.duration_ticks == 15 * MINUTE


def test_times_of_day_follow_the_clock_of_the_origin() -> None:
    scenario, step = one_step(
        '{do: pump, start: "0 h", times: ["19:30", "07:00"], duration: "15 min"}'
    )
    hours = [tick / HOUR for tick in scenario.session_ticks(step)]
    assert hours == [11.5, 23, 35.5, 47]  # 08:00 is hour 0


def test_no_session_begins_in_the_night_gap() -> None:
    scenario, step = one_step(
        '{do: pump, start: "0 h", every: "3 h", duration: "15 min", '
        'night_gap: {from: "23:00", to: "05:00"}}'
    )
    clocks = [(8 + tick / HOUR) % 24 for tick in scenario.session_ticks(step)]
    assert clocks == [8, 11, 14, 17, 20, 5] * 2


def test_a_step_that_waited_begins_when_its_rule_held() -> None:
    scenario, step = one_step(
        '{do: pump, when: {observable: milk.removed_per_day, above: "1 mL/day"}, every: "20 h", '
        'duration: "15 min"}'
    )
    assert list(scenario.session_ticks(step, from_tick=5 * HOUR)) == [
        5 * HOUR,
        25 * HOUR,
        45 * HOUR,
    ]
    assert step.when is not None
    assert step.when.limit == 1
    assert step.when.holds(1.5)
    assert not step.when.holds(1)


def test_a_medicine_is_taken_once_or_repeatedly() -> None:
    scenario = loads(
        f'{HEAD}  - {{do: take, medicine: cabergoline, dose: "500 mcg", start: "0 h"}}\n'
        '  - {do: take, medicine: domperidone, dose: "10 mg", start: "0 h", times: ["08:00"]}\n'
    )
    once, daily = scenario.steps_of(Take)
    assert once.dose == "500 mcg"  # as it was entered
    assert list(once.dose_ticks(2 * DAY, origin_clock_tick=8 * HOUR)) == [0]
    assert list(daily.dose_ticks(2 * DAY, origin_clock_tick=8 * HOUR)) == [0, DAY]


SPANS = st.tuples(st.integers(-3 * DAY, 3 * DAY), st.integers(0, 4 * DAY))
GAPS = st.tuples(st.integers(0, 1439), st.integers(0, 1439))


@given(SPANS, st.integers(0, DAY - 1), st.integers(600, DAY), GAPS)
def test_occurrences_lie_in_the_span_in_order_and_outside_the_gap(
    span: tuple[int, int], origin_clock: int, every: int, minutes: tuple[int, int]
) -> None:
    first, end = span[0], span[0] + span[1]
    gap = NightGap.model_validate(
        {
            "from": f"{minutes[0] // 60}:{minutes[0] % 60:02}",
            "to": f"{minutes[1] // 60}:{minutes[1] % 60:02}",
        }
    )
    every_ = list(
        repeat_ticks(
            first, end, origin_clock_tick=origin_clock, every=every, times=(), night_gap=gap
        )
    )
    free = list(repeat_ticks(first, end, origin_clock_tick=origin_clock, every=every, times=()))
    assert all(first <= tick < end for tick in free)
    assert len(free) == repeat_count(first, end, every=every, times=())
    assert every_ == [tick for tick in free if not gap.covers((origin_clock + tick) % DAY)]


@given(SPANS, st.integers(0, DAY - 1), st.lists(st.integers(0, 1439), min_size=1, max_size=5))
def test_times_of_day_come_once_a_day(
    span: tuple[int, int], origin_clock: int, minutes: list[int]
) -> None:
    first, end = span[0], span[0] + span[1]
    times = [minute * 60 for minute in minutes]
    ticks = list(repeat_ticks(first, end, origin_clock_tick=origin_clock, every=None, times=times))
    expected = [tick for tick in range(first, end) if (tick + origin_clock) % DAY in set(times)]
    assert ticks == expected
    assert len(ticks) <= repeat_count(first, end, every=None, times=times)
