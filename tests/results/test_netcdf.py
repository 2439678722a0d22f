"""A run goes to a file and comes back as it was."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lactea.results import Result
from lactea.results.recording import column


def test_nothing_is_lost(result: Result, tmp_path: Path) -> None:
    path = tmp_path / "run.nc"
    result.to_netcdf(path)
    back = Result.from_netcdf(path)
    assert back.tree().identical(result.tree())
    assert back.to_json() == result.to_json()
    assert back.summary() == result.summary()
    assert back.stamp == result.stamp
    assert back.review() == result.review()


finite = st.floats(allow_nan=False, width=64)
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@pytest.fixture(scope="module")
def tiny(make_result: Callable[..., Result]) -> Result:
    """One day with thinned curves, so that many examples cost little."""
    full = make_result(days=1, pregnancy_days=0)
    run = full.recording
    thin = [
        replace(curves, time_h=curves.time_h[::200], states=curves.states[::200])
        for curves in (run.trace, *run.zooms)
    ]
    return Result(replace(run, trace=thin[0], zooms=thin[1:]), full.facts)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_numbers_and_words_survive(tiny: Result, tmp_path: Path, data: st.DataObject) -> None:
    run = tiny.recording
    # NaN stands for "does not exist" and has to survive like any number.
    numbers = st.one_of(finite, st.just(np.nan))
    days = {
        name: np.array(data.draw(st.lists(numbers, min_size=v.size, max_size=v.size))).reshape(
            v.shape
        )
        for name, v in run.days.items()
        if name in {"removed", "infant_weight"}
    }
    events = [
        type(run.events[0])(
            data.draw(finite),
            data.draw(words),
            data.draw(st.sampled_from(["left", "right", None])),
            data.draw(st.one_of(st.none(), finite)),
            data.draw(st.sampled_from(["mL", None])),
        )
        for _ in range(data.draw(st.integers(0, 3)))
    ]
    changed = replace(
        run,
        days=dict(run.days) | days,
        events=events,
        warnings=data.draw(st.lists(words, max_size=3)),
        seed=data.draw(st.integers(0, 2**63 - 1)),
        zooms=run.zooms[: data.draw(st.integers(0, 1))],
    )
    before = Result(changed, tiny.facts)
    path = tmp_path / "run.nc"
    before.to_netcdf(path)
    after = Result.from_netcdf(path)
    assert after.tree().identical(before.tree())
    assert [e.value for e in after.recording.events] == [e.value for e in events]
    assert [e.kind for e in after.recording.events] == [e.kind for e in events]
    assert list(after.recording.warnings) == changed.warnings
    assert len(after.recording.zooms) == len(changed.zooms)
    assert after.recording.seed == changed.seed
    for name, values in changed.days.items():
        np.testing.assert_array_equal(after.recording.days[name], values)


def test_a_run_without_any_session_survives(
    make_result: Callable[..., Result], tmp_path: Path
) -> None:
    full = make_result(days=2, pregnancy_days=0)
    run = replace(
        full.recording,
        sessions={name: values[:0] for name, values in full.recording.sessions.items()},
        events=[],
        zooms=[],
    )
    before = Result(run, full.facts)
    before.to_netcdf(tmp_path / "run.nc")
    after = Result.from_netcdf(tmp_path / "run.nc")
    assert after.to_json() == before.to_json()
    assert after.recording.sessions["volume"].shape == (0, 2)


def test_a_file_that_was_read_can_be_written_again(short: Result, tmp_path: Path) -> None:
    path = tmp_path / "run.nc"
    for _ in range(2):
        short.to_netcdf(path)
        Result.from_netcdf(path).to_netcdf(path)
    assert Result.from_netcdf(path).stamp == short.stamp


def test_curves_keep_their_columns(short: Result, tmp_path: Path) -> None:
    short.to_netcdf(tmp_path / "run.nc")
    trace = Result.from_netcdf(tmp_path / "run.nc").recording.trace
    original = short.recording.trace
    assert tuple(trace.names) == tuple(original.names)
    np.testing.assert_array_equal(trace.time_h, original.time_h)
    np.testing.assert_array_equal(column(trace, "milk_left"), column(original, "milk_left"))


def test_a_stranger_is_refused_in_a_sentence(tmp_path: Path) -> None:
    import xarray

    path = tmp_path / "other.nc"
    xarray.Dataset({"a": 1}).to_netcdf(path, engine="h5netcdf")
    with pytest.raises(ValueError, match="not a result of lactea"):
        Result.from_netcdf(path)


def test_a_full_disk_leaves_the_older_file(result: Result, tmp_path: Path) -> None:
    """In a process of its own: the HDF5 library crashes the interpreter where a write fails."""
    path = tmp_path / "run.nc"
    path.write_bytes(b"older")
    result.to_netcdf(tmp_path / "small.nc")
    program = (
        "import resource, sys\n"
        "from lactea.results import Result\n"
        "run = Result.from_netcdf(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, resource.RLIM_INFINITY))\n"
        "try:\n"
        "    run.to_netcdf(sys.argv[2])\n"
        "except OSError as error:\n"
        "    print(error.filename)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "small.nc"), str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.strip() == str(path)
    assert path.read_bytes() == b"older"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["run.nc", "small.nc"]
