"""What ends first goes out first."""

from __future__ import annotations

import heapq

Claim = tuple[int, str]
"""When the time of a container ends, and its name."""


class EndingFirst:
    """Containers in the order in which their times end.

    A container whose end has changed is entered again; whoever asks must tell a claim that no longer
    holds. Seconds are asked for in rising order, so that what is once past never comes back.
    """

    def __init__(self) -> None:
        self._ahead: list[Claim] = []
        self._past: list[Claim] = []

    def enter(self, ends_at: int, name: str) -> None:
        """Take a container in."""
        heapq.heappush(self._ahead, (ends_at, name))

    def first(self, at: int) -> Claim | None:
        """The first claim whose time has not ended by a second."""
        while self._ahead and self._ahead[0][0] < at:
            heapq.heappush(self._past, heapq.heappop(self._ahead))
        return self._ahead[0] if self._ahead else None

    def first_past(self, at: int) -> Claim | None:
        """The first claim whose time has ended by a second."""
        self.first(at)
        return self._past[0] if self._past else None

    def forget(self, claim: Claim) -> None:
        """Strike a claim that stands first."""
        heapq.heappop(self._past if self._past and self._past[0] == claim else self._ahead)
