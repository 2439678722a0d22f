"""The crew of one: this process."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable

from lactea.cohort.crews.crew import Result, Task


class Alone:
    """Works in this process, one task after the other."""

    def results(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[Result, None, None]:
        """See `lactea.cohort.crews.crew.Crew`."""
        yield from map(work, tasks)
