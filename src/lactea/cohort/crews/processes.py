"""Several processes on this machine; one that is killed costs time and nothing else."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread
from typing import Generic

from lactea.cohort.crews.crew import AHEAD, Result, Task
from lactea.cohort.problems import CohortError

MOST_LOSSES = 3
"""How often processes may be lost before the next result comes."""

LOST = (
    "Processes that simulated people were ended from outside again and again (often: no memory "
    "left); use fewer jobs."
)


@dataclass(frozen=True, slots=True)
class Processes:
    """A crew of `jobs` processes."""

    jobs: int

    def results(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[Result, None, None]:
        """See `lactea.cohort.crews.crew.Crew`."""
        rest = iter(tasks)
        team = _Team(self.jobs, work)
        try:
            team.hand_out(islice(rest, AHEAD * self.jobs))
            while team.busy:
                yield team.first_result()
                team.hand_out(islice(rest, 1))
        finally:
            team.leave()


class _Team(Generic[Task, Result]):
    """Processes, and the tasks that were handed to them, in order."""

    def __init__(self, jobs: int, work: Callable[[Task], Result]) -> None:
        self._jobs, self._work = jobs, work
        self._given: deque[tuple[Task, Future[Result]]] = deque()
        self._losses = 0
        self._hire()

    @property
    def busy(self) -> bool:
        """Whether any result is still to come."""
        return bool(self._given)

    def hand_out(self, tasks: Iterable[Task]) -> None:
        """Give more tasks."""
        for task in tasks:
            self._given.append((task, self._submit(task)))

    def first_result(self) -> Result:
        """The result of the oldest task; work that was lost with its process is done again."""
        while True:
            try:
                result = self._given[0][1].result()
            except BrokenProcessPool:
                self._replace()
            else:
                self._given.popleft()
                self._losses = 0
                return result

    def leave(self) -> None:
        """End the processes, in the middle of their work if they have any."""
        if not self.busy:
            self._pool.shutdown()
        self._line.close()
        self._pool.shutdown(cancel_futures=True)

    def _hire(self) -> None:
        # Spawned, not forked: the parent may hold threads of a compiler.
        context = get_context("spawn")
        theirs, self._line = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(
            self._jobs, mp_context=context, initializer=_listen, initargs=(theirs,)
        )

    def _submit(self, task: Task) -> Future[Result]:
        try:
            with _interrupts_held():
                return self._pool.submit(self._work, task)
        except BrokenProcessPool as loss:
            lost: Future[Result] = Future()
            lost.set_exception(loss)
            return lost

    def _replace(self) -> None:
        """Hire anew, and hand out again what was lost."""
        self._losses += 1
        if self._losses > MOST_LOSSES:
            raise CohortError(LOST) from None
        self.leave()
        self._hire()
        self._given = deque(
            (task, self._submit(task) if _is_lost(future) else future)
            for task, future in self._given
        )


def _is_lost(future: Future[Result]) -> bool:
    return future.cancelled() or isinstance(future.exception(), BrokenProcessPool)


def _listen(line: Connection) -> None:
    """In a process of the team: end with the parent, even where that was killed."""

    def end_with_the_line() -> None:
        line.poll(None)  # nothing is ever sent: it returns when the other end is gone
        os._exit(1)

    Thread(target=end_with_the_line, daemon=True).start()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let processes begin deaf to Ctrl-C, which a terminal sends to them as well as to the parent."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
