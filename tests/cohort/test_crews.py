"""Crews: the same results in the same order, whoever works, and whoever is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import dask
import pytest

from lactea.cohort import CohortError
from lactea.cohort.crews import Alone, Cluster, Crew, Processes, crew_of
from lactea.cohort.crews.crew import AHEAD

TASKS = range(20)
KILLED = 7


def square(task: int) -> int:
    return task * task


def square_but_die_once(mark: Path, task: int) -> int:
    """The first worker that takes task `KILLED` is killed with -9; the next one finds the mark."""
    if task == KILLED and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return task * task


def square_but_die_handing_over(mark: Path, task: int) -> int:
    """The first worker that takes task `KILLED` is killed when half of its result is in the pipe."""
    if task == KILLED and not mark.exists():
        mark.touch()

        def send_half(self: Connection, content: bytes) -> None:
            os.write(self.fileno(), bytes(content)[: len(content) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

        Connection._send = send_half  # type: ignore[attr-defined]
    return task * task


def die(task: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return task


def say_who(folder: Path, task: int) -> int:
    (folder / str(os.getpid())).touch()
    time.sleep(60)
    return task


def is_deaf_to_interrupts(task: int) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.parametrize(
    "crew", [Alone(), Processes(2), pytest.param(Cluster("local", 2), marks=pytest.mark.slow)]
)
def test_results_come_in_the_order_of_the_tasks(crew: Crew) -> None:
    assert list(crew.results(square, TASKS)) == [square(task) for task in TASKS]


@pytest.mark.parametrize(
    "crew", [Processes(2), pytest.param(Cluster("local", 2), marks=pytest.mark.slow)]
)
def test_a_worker_that_is_killed_costs_time_and_no_result(crew: Crew, tmp_path: Path) -> None:
    mark = tmp_path / "killed"
    found = list(crew.results(partial(square_but_die_once, mark), TASKS))
    assert mark.exists()
    assert found == [square(task) for task in TASKS]


@pytest.mark.slow
def test_a_cluster_stays_out_of_other_code_of_the_process() -> None:
    """Reading NetCDF asks Dask for its default scheduler, which must not be a cluster of ours."""
    before = dask.config.get("scheduler", None)
    results = Cluster("local", 1).results(square, TASKS)
    next(results)
    assert dask.config.get("scheduler", None) == before
    results.close()
    assert dask.config.get("scheduler", None) == before


def test_a_worker_that_is_killed_while_it_hands_over_is_no_end_of_waiting(tmp_path: Path) -> None:
    crew, work = Processes(2), partial(square_but_die_handing_over, tmp_path / "killed")
    with ThreadPoolExecutor(1) as waiting:
        found = waiting.submit(lambda: list(crew.results(work, TASKS))).result(timeout=60)
    assert (tmp_path / "killed").exists()
    assert found == [square(task) for task in TASKS]


@pytest.mark.parametrize(
    "crew", [Processes(2), pytest.param(Cluster("local", 1), marks=pytest.mark.proof)]
)
def test_workers_that_die_again_and_again_are_said(
    crew: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lactea.cohort.crews.processes.MOST_LOSSES", 1)
    with pytest.raises(CohortError, match="again"):
        list(crew.results(die, range(3)))


def test_an_error_of_the_work_comes_out_as_it_is() -> None:
    with pytest.raises(TypeError):
        list(Processes(2).results(square, ["a word"]))  # type: ignore[list-item]


def test_only_a_few_tasks_are_taken_ahead() -> None:
    taken = []

    def tasks() -> Iterator[int]:
        for task in range(1000):
            taken.append(task)
            yield task

    results = Processes(2).results(square, tasks())
    assert next(results) == 0
    assert len(taken) <= 2 * AHEAD + 1
    results.close()


def wait_for(what: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text("ascii")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def own_program(folder: Path, *lines: str) -> Path:
    """A program that knows this file, for what can only be seen in a process of its own."""
    script = folder / "parent.py"
    script.write_text(
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('test_crews', {__file__!r})\n"
        "test_crews = importlib.util.module_from_spec(spec)\n"
        "sys.modules['test_crews'] = test_crews\n"
        "spec.loader.exec_module(test_crews)\n"
        "if __name__ == '__main__':\n" + "".join(f"    {line}\n" for line in lines),
        encoding="utf-8",
    )
    return script


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held here")
def test_ctrl_c_is_left_to_the_parent_by_the_first_worker_too(tmp_path: Path) -> None:
    """The first process that Python spawns starts one of Python's own, which lets interrupts in again."""
    script = own_program(
        tmp_path,
        "work = test_crews.is_deaf_to_interrupts",
        "print(list(test_crews.Processes(2).results(work, range(2))))",
    )
    told = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert told.stdout.strip() == "[True, True]"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only where /proc tells who lives")
def test_no_process_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = own_program(
        tmp_path,
        "from functools import partial",
        "from pathlib import Path",
        "who = partial(test_crews.say_who, Path(sys.argv[1]))",
        "list(test_crews.Processes(2).results(who, range(2)))",
    )
    workers = tmp_path / "workers"
    workers.mkdir()
    parent = subprocess.Popen([sys.executable, str(script), str(workers)])
    try:
        wait_for(lambda: len(list(workers.iterdir())) == 2)
    finally:
        parent.kill()
        parent.wait()
    wait_for(lambda: not any(is_alive(int(one.name)) for one in workers.iterdir()))


def test_closing_ends_the_processes_in_the_middle_of_their_work() -> None:
    results = Processes(2).results(time.sleep, [0.0, 60.0, 60.0])
    next(results)
    begun = time.monotonic()
    results.close()
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize(
    ("jobs", "cluster", "kind"),
    [(1, None, Alone), (2, None, Processes), (1, "local", Cluster), (4, "tcp://x:1", Cluster)],
)
def test_who_is_asked_for_comes(jobs: int, cluster: str | None, kind: type) -> None:
    assert isinstance(crew_of(jobs, cluster), kind)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "nowhere at all"])
def test_an_address_without_a_scheduler_is_said(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lactea.cohort.crews.cluster.PATIENCE_SECONDS", 1)
    with pytest.raises(CohortError, match="No scheduler answers"):
        list(Cluster(address, 1).results(square, TASKS))
