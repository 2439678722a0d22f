"""Processes of the app: a Ctrl-C in the terminal is for the app, which then ends them."""

import signal

import pytest

from lactea.app.jobs import Jobs, State
from lactea.app.workers import Workers

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "pthread_sigmask"), reason="Windows has no masks of signals"
)


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
