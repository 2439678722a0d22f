"""What every crew can do."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 3
"""Tasks per worker that are handed out or wait to be collected: memory is bounded by it."""


class Crew(Protocol):
    """Does the same work on many tasks."""

    def results(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[Result, None, None]:
        """What `work` makes of each task, in the order of the tasks.

        Only a few tasks per worker are taken ahead. Closing the iterator ends the workers.

        Parameters
        ----------
        work : callable
            Importable by name where it is sent to another process; it must not depend on who
            runs it, since a task whose worker was lost is given to another one.
        tasks : iterable

        Raises
        ------
        CohortError
            If workers are lost again and again.
        """
        ...
