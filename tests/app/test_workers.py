"""Processes of the app: a Ctrl-C in the terminal is for the app, which then ends them."""

import os
import signal
import time
from concurrent.futures.process import BrokenProcessPool

import pytest

from lactea.app.jobs import Jobs, State
from lactea.app.workers import Workers

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "pthread_sigmask"), reason="Windows has no masks of signals"
)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def is_deaf_to_interrupts(*_: object) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_workers_and_jobs_leave_ctrl_c_to_the_app() -> None:
    workers, jobs = Workers(1), Jobs()
    try:
        job = jobs.begin("deaf", is_deaf_to_interrupts)
        assert workers.submit(is_deaf_to_interrupts).result(60)
        job.wait(60)
        assert (job.ending.state, job.ending.told) == (State.done, True)
    finally:
        workers.close()
        jobs.forget_all()


def test_a_worker_that_was_killed_is_replaced() -> None:
    workers = Workers(1)
    try:
        for _ in range(2):
            before = workers.submit(os.getpid).result(60)
            with pytest.raises(BrokenProcessPool):
                workers.submit(die).result(60)
            after = workers.submit(os.getpid).result(60)
            assert before != after
    finally:
        workers.close()


def test_nothing_is_begun_again_once_the_app_has_closed() -> None:
    workers = Workers(1)
    workers.close()
    with pytest.raises(RuntimeError, match="after shutdown"):
        workers.submit(os.getpid)


@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="only Linux lists children")
def test_the_app_says_to_try_again_when_a_worker_was_killed(start, ended, tmp_path) -> None:
    running = start(tmp_path)
    try:
        with running.client() as client:
            form = {"base": "natural", "days": "400", "seed": "1"}
            page = client.post("/studio", data=form | {"token": client.token})
            assert page.status_code == 303, page.text
            for worker in workers_of(running.process.pid):
                os.kill(worker, signal.SIGKILL)
            told = client.ready(page.headers["location"])
            assert told.status_code == 503
            assert "try again" in told.text
            assert client.ready(page.headers["location"]).status_code == 200
    finally:
        log = ended(running)
    assert "defect" not in log


def workers_of(app: int) -> list[int]:
    """Processes that the app spawned, without the tracker of resources."""
    for _ in range(600):
        with open(f"/proc/{app}/task/{app}/children") as stream:
            children = [int(name) for name in stream.read().split()]
        found = [one for one in children if "spawn_main" in command_of(one)]
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("the app has no workers")


def command_of(process: int) -> str:
    with open(f"/proc/{process}/cmdline") as stream:
        return stream.read()
