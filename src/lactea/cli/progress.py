"""How far a long work is, and how long it will still take, on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import typer

EVERY_SECONDS = 30.0
"""Between two lines where nobody watches a terminal."""


class Progress:
    """Tells how many of `total` things are done.

    Parameters
    ----------
    total : int
    noun : str
        What they are, in the plural.
    clock : callable
        Seconds that only grow.
    """

    def __init__(self, total: int, noun: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.total, self.noun, self._clock = total, noun, clock
        self._terminal = sys.stderr.isatty()
        self._begun: tuple[int, float] | None = None
        self._told = clock()

    def tell(self, done: int) -> None:
        """Say it: in place on a terminal, else in a line now and then."""
        now = self._clock()
        if self._begun is None:
            self._begun = (done, now)
        line = f"{done} of {self.total} {self.noun}{self._left(done, now)}"
        if self._terminal:
            typer.echo(f"\r{line:<60}", nl=done == self.total, err=True)
        elif now - self._told >= EVERY_SECONDS:
            self._told = now
            typer.echo(line, err=True)

    def _left(self, done: int, now: float) -> str:
        """Time left at the pace since the beginning; what was there before took none."""
        assert self._begun is not None
        before, begun = self._begun
        if done in (before, self.total):
            return ""
        return f", {in_words((self.total - done) * (now - begun) / (done - before))} left"


def in_words(seconds: float) -> str:
    """A length of time as precise as anybody needs it."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} h" if hours < 48 else f"{round(hours / 24)} days"
