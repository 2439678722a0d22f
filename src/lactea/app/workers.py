"""Simulations in processes of their own, so that pages stay quick while one runs."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from lactea.cohort.crews.interrupts import interrupts_held

if TYPE_CHECKING:
    from lactea.engine import Recording

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
MOST_WORKERS = 2
FIRST_SCENARIO = "natural"
"""Run once by each worker at its start, so that the first question finds compiled equations."""


class Workers:
    """A few processes that simulate; made at the start, and ended with the app."""

    def __init__(self, count: int | None = None) -> None:
        self._count = count or min(MOST_WORKERS, os.cpu_count() or 1)
        self._lock = threading.Lock()
        self._pool = self._new_pool()

    def warm_up(self) -> list[Future[int]]:
        """Let every worker load the engine; the futures are done when they have."""
        return [self.submit(_load_engine) for _ in range(self._count)]

    def submit(
        self, work: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs
    ) -> Future[Answer]:
        """Let a worker do something; everything handed over must be picklable.

        Raises
        ------
        BrokenProcessPool
            A worker was killed, and so was the one made in its place. So ends, too, the future of work whose
            worker is killed.
        """
        with self._lock, interrupts_held():  # the first that is submitted spawns the processes
            try:
                return self._pool.submit(work, *args, **kwargs)
            except BrokenProcessPool:
                self._pool.shutdown(wait=False)
                self._pool = self._new_pool()
                return self._pool.submit(work, *args, **kwargs)

    def close(self) -> None:
        """End the processes; what has not begun is dropped."""
        with self._lock:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _new_pool(self) -> ProcessPoolExecutor:
        # A fork would copy the threads of the server in whatever state they are.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._count, mp_context=context, initializer=end_with_the_app)


def end_with_the_app() -> None:
    """Let the process of a worker end when the app does, however that was ended."""
    app = multiprocessing.parent_process()
    assert app is not None  # this runs in a worker

    def watch() -> None:
        app.join()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _load_engine() -> int:
    from lactea import scenario
    from lactea.engine import simulate

    return simulate(scenario.load(FIRST_SCENARIO), days=2).n_days


def simulate_text(
    text: str, days: int | None, seed: int, zooms: tuple[tuple[int, int], ...]
) -> Recording:
    """Simulate a scenario that was checked before; the work of a process."""
    from lactea import scenario
    from lactea.engine import simulate

    return simulate(
        scenario.loads(text, "scenario"), days=days, seed=seed, zooms=zooms, estimate_error=True
    )
