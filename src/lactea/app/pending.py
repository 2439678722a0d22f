"""Work of the workers that is waited for by more than one page."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Event
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Pending(Generic[Answer]):
    """Work that was begun: its answer is told as often as it is asked for, its failure once.

    A failure that nobody was told of stays, because the page that waits for it asks again and again; had it
    to begin anew each time, it would never be told why.
    """

    def __init__(self, future: Future[Answer]) -> None:
        self._future = future
        self._told = Event()

    @property
    def done(self) -> bool:
        """Whether it has ended, well or not."""
        return self._future.done()

    @property
    def spent(self) -> bool:
        """Whether asking again means to begin anew: it was cancelled, or its failure was told."""
        return self._future.cancelled() or self._told.is_set()

    def cancel(self) -> None:
        """Drop it if it has not begun."""
        self._future.cancel()

    def result(self, timeout: float | None = None) -> Answer:
        """The answer; waits until it is there.

        Raises
        ------
        TimeoutError
            It is not there in time.
        Exception
            Whatever the work raised.
        """
        try:
            return self._future.result(timeout)
        except Exception as error:
            if not self._future.cancelled() and self.done and error is self._future.exception():
                self._told.set()
            raise
