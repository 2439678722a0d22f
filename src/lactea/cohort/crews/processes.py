"""Several processes on this machine; one that is killed costs time and nothing else.

Each worker has a pipe of its own. A pool whose workers share one pipe waits for ever when a worker is
killed with half of a result in it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, Generic, cast

from lactea.cohort.crews.crew import AHEAD, Result, Task
from lactea.cohort.crews.interrupts import interrupts_held
from lactea.cohort.problems import CohortError

MOST_LOSSES = 3
"""How often processes may be lost before the next result comes."""

LOST = (
    "Processes that simulated people were ended from outside again and again (often: no memory "
    "left); use fewer jobs."
)
# Spawned, not forked: the parent may hold threads of a compiler.
_CONTEXT = get_context("spawn")


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
        self._work = work
        # Workers end when the other end of this line is gone; nothing is ever sent on it.
        self._their_end, self._our_end = _CONTEXT.Pipe(duplex=False)
        self._next = self._first = 0
        self._waiting: deque[tuple[int, Task]] = deque()
        self._done: dict[int, Result] = {}
        self._losses = 0
        self._workers = [self._hire() for _ in range(jobs)]

    @property
    def busy(self) -> bool:
        """Whether any result is still to come."""
        return self._first < self._next

    def hand_out(self, tasks: Iterable[Task]) -> None:
        """Give more tasks."""
        for task in tasks:
            self._waiting.append((self._next, task))
            self._next += 1
        self._give()

    def first_result(self) -> Result:
        """The result of the oldest task; work that was lost with its process is done again."""
        while self._first not in self._done:
            self._collect()
            self._give()
        self._first += 1
        return self._done.pop(self._first - 1)

    def leave(self) -> None:
        """End the processes, in the middle of their work if they have any."""
        self._our_end.close()
        for worker in self._workers:
            worker.process.join()
            worker.line.close()
        self._their_end.close()

    def _hire(self) -> _Worker[Task]:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(
            target=_serve, args=(theirs, self._their_end, self._work), daemon=True
        )
        with interrupts_held():
            process.start()
        # Ours alone is left here, so that the death of the worker ends what is read from the line.
        theirs.close()
        return _Worker(process, ours)

    def _give(self) -> None:
        """A task for everybody who has none."""
        for worker in self._workers:
            if worker.task is None and self._waiting:
                worker.task = self._waiting.popleft()
                with suppress(
                    BrokenPipeError
                ):  # a worker that is gone is found when it is waited for
                    worker.line.send(worker.task[1])

    def _collect(self) -> None:
        """Wait until somebody is done, or gone."""
        working = {worker.line: worker for worker in self._workers if worker.task is not None}
        for line in wait(list(working)):
            worker = working[cast(Connection, line)]
            assert worker.task is not None  # or it were not among those who work
            try:
                answer, error = worker.line.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if error is not None:
                raise error
            self._done[worker.task[0]] = answer
            worker.task = None
            self._losses = 0

    def _replace(self, gone: _Worker[Task]) -> None:
        """Hire anew, and hand out again what was lost."""
        self._losses += 1
        if self._losses > MOST_LOSSES:
            raise CohortError(LOST)
        assert gone.task is not None
        self._waiting.appendleft(gone.task)
        gone.process.join()
        gone.line.close()
        self._workers[self._workers.index(gone)] = self._hire()


@dataclass(eq=False, slots=True)
class _Worker(Generic[Task]):
    """A process, the line to it, and the number and task that it works on."""

    process: Any
    line: Connection
    task: tuple[int, Task] | None = None


def _serve(line: Connection, life: Connection, work: Callable[[Any], Any]) -> None:
    """In a process of the team: do what comes, and end with the parent, even where that was killed."""

    def end_with_the_parent() -> None:
        life.poll(None)  # it returns when the other end is gone
        os._exit(1)

    Thread(target=end_with_the_parent, daemon=True).start()
    while True:
        task = line.recv()
        try:
            line.send((work(task), None))
        except Exception as error:  # whatever it is, it belongs to whoever gave the task
            line.send((None, error))
