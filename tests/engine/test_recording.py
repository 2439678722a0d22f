"""What a recording says agrees with the curves it was read from."""

import numpy as np
import pytest

from lactea.engine import Recording, Trace, simulate
from lactea.engine.recorder import DROPS_ML
from lactea.engine.sessions import HALF_CONTRACTION
from lactea.scenario import load

HOUR, DAY = 3600, 86_400
WATCHED = 5
SIDES = ("left", "right")


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Six days of nursing; one whole day is magnified."""
    return simulate(load("natural"), days=6, zooms=[(WATCHED * DAY, (WATCHED + 1) * DAY)])


@pytest.fixture(scope="module")
def zoom(recording: Recording) -> Trace:
    return recording.zooms[0]


def column(trace: Trace, name: str) -> np.ndarray:
    return trace.states[:, trace.names.index(name)]


def of_day(recording: Recording, name: str, day: int = WATCHED) -> np.ndarray:
    return recording.days[name][day - recording.first_day]


@pytest.mark.parametrize("name", ["made", "removed", "leaked", "reabsorbed"])
def test_daily_amounts_are_what_flowed(recording: Recording, zoom: Trace, name: str) -> None:
    flow = {
        "made": "synthesis",
        "removed": "flow",
        "leaked": "dripping",
        "reabsorbed": "reabsorption",
    }
    for place, side in enumerate(SIDES):
        area = np.trapezoid(column(zoom, f"{flow[name]}_{side}"), zoom.time_h)
        assert of_day(recording, name)[place] == pytest.approx(area, rel=0.01, abs=0.05)


@pytest.mark.parametrize("hormone", ["prolactin", "oxytocin", "estradiol", "progesterone"])
def test_daily_levels_are_those_of_the_curve(
    recording: Recording, zoom: Trace, hormone: str
) -> None:
    level = column(zoom, hormone)
    mean = np.trapezoid(level, zoom.time_h) / 24
    assert of_day(recording, f"{hormone}_mean") == pytest.approx(mean, rel=5e-3)
    assert of_day(recording, f"{hormone}_max") == pytest.approx(level.max(), rel=0.01)
    assert of_day(recording, f"{hormone}_max") >= level.max() * (1 - 1e-9)
    assert of_day(recording, f"{hormone}_min") <= level.min() * (1 + 1e-9)


@pytest.mark.parametrize(
    ("name", "state"), [("stored", "milk"), ("activation", "activation"), ("capacity", "capacity")]
)
def test_states_are_read_at_the_end_of_the_day(
    recording: Recording, zoom: Trace, name: str, state: str
) -> None:
    for place, side in enumerate(SIDES):
        assert of_day(recording, name)[place] == column(zoom, f"{state}_{side}")[-1]


def test_a_session_is_what_its_curves_show(recording: Recording, zoom: Trace) -> None:
    sessions = recording.sessions
    inside = (sessions["start_h"] >= WATCHED * 24) & (
        sessions["start_h"] + sessions["duration_min"] / 60 <= (WATCHED + 1) * 24
    )
    assert inside.sum() >= 5
    for place in np.flatnonzero(inside):
        start = sessions["start_h"][place]
        stop = start + sessions["duration_min"][place] / 60
        rows = (zoom.time_h >= start - 1e-9) & (zoom.time_h <= stop + 1e-9)
        hours = zoom.time_h[rows]
        removed = sum(column(zoom, f"removed_{side}")[rows] for side in SIDES)
        assert sessions["volume"][place].sum() == pytest.approx(removed[-1] - removed[0], abs=1e-9)
        contraction = column(zoom, "contraction")[rows]
        rising = (contraction[:-1] < HALF_CONTRACTION) & (contraction[1:] >= HALF_CONTRACTION)
        assert sessions["ejections"][place] == rising.sum()
        if rising.any():
            first = 3600 * (hours[1:][rising][0] - start)
            assert sessions["first_ejection_s"][place] == pytest.approx(first, abs=15)
        prolactin = column(zoom, "prolactin")[rows]
        assert sessions["prolactin_peak"][place] == prolactin.max()
        assert sessions["prolactin_before"][place] == pytest.approx(prolactin[0])
        flow = sum(column(zoom, f"flow_{side}")[rows] for side in SIDES).max() / 60
        assert sessions["peak_flow"][place] <= flow * (1 + 1e-9)


def test_shares_are_shares(recording: Recording) -> None:
    sessions = recording.sessions
    for name in ("first_ejection_share", "first_two_share", "share_2min", "share_4min"):
        values = sessions[name][np.isfinite(sessions[name])]
        assert len(values)
        assert ((values >= 0) & (values <= 100 + 1e-9)).all(), name
    two, four = sessions["share_2min"], sessions["share_4min"]
    both = np.isfinite(two) & np.isfinite(four)
    assert (two[both] <= four[both] + 1e-9).all()
    assert (sessions["volume"] <= sessions["available"] + 20).all()


def test_events_lie_on_their_curves(recording: Recording) -> None:
    levels = {"activation_20": 0.2, "secretory_activation": 0.5, "activation_90": 0.9}
    found = [event for event in recording.events if event.kind in levels]
    assert len(found) >= 4
    for event in found:
        activation = column(recording.trace, f"activation_{event.side}")
        level = np.interp(event.time_h, recording.trace.time_h, activation)
        assert level == pytest.approx(levels[event.kind], abs=2e-3)


def test_first_drops_are_what_a_log_calls_drops() -> None:
    recording = simulate(load("wamboldt-2021"), days=40)
    (first,) = (event.time_h for event in recording.events if event.kind == "first_drops")
    sessions = recording.sessions
    volume = sessions["volume"].sum(axis=1)
    assert DROPS_ML <= volume[sessions["start_h"] == first][0] < 1
    assert (volume[sessions["start_h"] < first] < DROPS_ML).all()


def test_the_trace_is_thin_outside_sessions_and_finer_inside(recording: Recording) -> None:
    gaps = np.diff(recording.trace.time_h) * HOUR
    assert gaps.max() <= 600 + 1e-6
    place = int(np.flatnonzero(recording.sessions["start_h"] > 72)[0])
    start = recording.sessions["start_h"][place]
    stop = start + recording.sessions["duration_min"][place] / 60
    times = recording.trace.time_h
    inside = times[(times >= start) & (times <= stop)]
    assert np.diff(inside).max() * HOUR <= 60 + 1e-6


def test_days_are_counted_from_the_origin(recording: Recording) -> None:
    assert recording.first_day == -280
    assert recording.n_days == 286
    assert recording.resolved.start_tick == -280 * DAY
    assert recording.resolved.end_tick == 6 * DAY
    assert recording.trace.time_h[0] == -280 * 24
    assert recording.trace.time_h[-1] == 6 * 24


def test_a_run_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        simulate(load("natural"), days=-281)


def test_a_part_of_the_curves_is_that_part(recording: Recording) -> None:
    """Whether the pieces were joined before or not, and where the borders fall between two rows."""
    whole = Trace(recording.trace.time_h, recording.trace.states, recording.trace.names)
    for start, end in ((-5000.0, 5000.0), (24.0, 48.0), (30.01, 30.4), (1e4, 2e4)):
        part, expected = recording.trace.between(start, end), whole.between(start, end)
        assert np.array_equal(part.time_h, expected.time_h)
        assert np.array_equal(part.states, expected.states)
        assert part.names == whole.names
    assert len(recording.trace.between(1e4, 2e4).time_h) == 0
