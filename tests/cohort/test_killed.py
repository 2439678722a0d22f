"""Whatever ends a run, the same command goes on, and the file equals that of an undisturbed run."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xarray
from pandas.testing import assert_frame_equal

from lactea.cohort import CohortFile, Plan, Recipe, open_cohort, write_cohort
from lactea.cohort.crews import Alone, Cluster, Processes
from lactea.scenario import load

ENDINGS = (".csv", ".parquet", ".zarr")
PLAN = Plan(Recipe(load("man"), seed=3), 16, days=1)
COMMAND = ("cohort", "man", "--seed", "3", "-n", "16", "--days", "1", "--jobs", "1")
FEW = {".csv": (12, 9), ".parquet": (16, 11), ".zarr": (190, 71)}
"""Moments of writing at which one run after the other is killed; the first has parts behind it."""
STEPS = {".csv": 5, ".parquet": 7, ".zarr": 37}
"""Between the moments of the long list."""

linux_only = pytest.mark.skipif(
    not Path("/proc/self/fd").exists(), reason="cuts files in half by way of /proc"
)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CohortFile]:
    folder = tmp_path_factory.mktemp("undisturbed")
    return {ending: write_cohort(PLAN, folder / f"people{ending}", Alone()) for ending in ENDINGS}


def disturbed(how: str, after: int, path: Path) -> subprocess.CompletedProcess[str]:
    program = Path(__file__).with_name("disturbed.py")
    arguments = [how, str(after), str(path.parent), *COMMAND, "--out", str(path)]
    return subprocess.run(
        [sys.executable, str(program), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def assert_same(one: CohortFile, other: CohortFile) -> None:
    assert_frame_equal(one.people(), other.people())
    if one.file.path.suffix != ".csv":
        xarray.testing.assert_identical(one.days(), other.days())


def leftovers(path: Path) -> list[str]:
    return [one.name for one in path.parent.rglob("*") if one.name.endswith((".tmp", ".partial"))]


@linux_only
@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_killed_in_mid_write_again_and_again(
    undisturbed: dict[str, CohortFile], ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"people{ending}"
    for after in FEW[ending]:
        assert disturbed("kill", after, path).returncode == -signal.SIGKILL
    written = write_cohort(PLAN, path, Alone())
    assert_same(written, undisturbed[ending])


@linux_only
@pytest.mark.proof
@pytest.mark.parametrize("ending", ENDINGS)
def test_killed_at_many_moments(
    undisturbed: dict[str, CohortFile], ending: str, tmp_path: Path
) -> None:
    for after in range(1, 2000, STEPS[ending]):
        path = tmp_path / str(after) / f"people{ending}"
        path.parent.mkdir()
        outcome = disturbed("kill", after, path)
        if outcome.returncode == 0:
            assert after > 30
            return
        assert outcome.returncode == -signal.SIGKILL
        assert_same(write_cohort(PLAN, path, Alone()), undisturbed[ending])


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_room_on_the_disk(
    undisturbed: dict[str, CohortFile], ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"people{ending}"
    outcome = disturbed("full", FEW[ending][0], path)
    assert outcome.returncode == 2, outcome.stderr
    assert "of 16 people are safe" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert leftovers(path) == []
    assert 0 < open_cohort(path).written < 16
    assert_same(write_cohort(PLAN, path, Alone()), undisturbed[ending])


def test_stopped_by_the_keyboard(undisturbed: dict[str, CohortFile], tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    outcome = disturbed("interrupt", 30, path)
    assert outcome.returncode == 130
    safe = open_cohort(path).written
    assert f"stopped; {safe} of 16 people are safe" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert 0 < safe < 16
    assert_same(write_cohort(PLAN, path, Alone()), undisturbed[".parquet"])


def kill_once(kill: Callable[[], None]) -> Callable[[int], None]:
    """What to tell: the first people who are safe cost a worker its life."""
    left = [kill]

    def tell(done: int) -> None:
        if done and left:
            left.pop()()

    return tell


def test_a_process_killed_in_mid_run(undisturbed: dict[str, CohortFile], tmp_path: Path) -> None:
    killed = []

    def kill() -> None:
        worker = multiprocessing.active_children()[0].pid
        assert worker is not None
        os.kill(worker, signal.SIGKILL)
        killed.append(worker)

    written = write_cohort(PLAN, tmp_path / "p.parquet", Processes(2), kill_once(kill))
    assert killed
    assert_same(written, undisturbed[".parquet"])


@pytest.mark.slow
def test_a_dask_worker_killed_in_mid_run(
    undisturbed: dict[str, CohortFile], tmp_path: Path
) -> None:
    psutil = pytest.importorskip("psutil")
    killed = []

    def kill() -> None:
        below = psutil.Process().children(recursive=True)
        workers = [one for one in below if "spawn_main" in " ".join(one.cmdline())]
        workers[0].kill()
        killed.append(workers[0].pid)

    written = write_cohort(PLAN, tmp_path / "p.zarr", Cluster("local", 2), kill_once(kill))
    assert killed
    assert_same(written, undisturbed[".zarr"])
