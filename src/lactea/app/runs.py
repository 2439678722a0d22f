"""The runs that the app has made: each asked for once, kept while there is room, found by its key."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from lactea.app.pending import Pending
from lactea.app.workers import Workers, simulate_text
from lactea.reading.durations import DAY
from lactea.results import Result
from lactea.scenario import Scenario, dumps
from lactea.view.days import zoom_for_figures

if TYPE_CHECKING:
    from lactea.engine import Recording

MOST_KEPT = 24
LONGEST_DAYS = 3660
KEY_LETTERS = 20


@dataclass(frozen=True)
class Asked:
    """What a run is of: a scenario, its length, its seed, and what is magnified.

    Attributes
    ----------
    days : int or None
        End of the run in days from the origin; the scenario's horizon without it.
    zoom : tuple of int or None
        First and last tick recorded at full resolution; the day of the figures without it.
    """

    scenario: Scenario
    days: int | None = None
    seed: int = 0
    zoom: tuple[int, int] | None = None

    @property
    def zooms(self) -> tuple[tuple[int, int], ...]:
        if self.zoom is not None:
            return (self.zoom,)
        return zoom_for_figures(
            self.scenario.horizon_tick // DAY if self.days is None else self.days
        )

    @property
    def key(self) -> str:
        """A short name that differs between runs that differ; it tells nothing of the person."""
        parts = json.dumps([dumps(self.scenario), self.days, self.seed, self.zooms])
        return hashlib.sha256(parts.encode()).hexdigest()[:KEY_LETTERS]


@dataclass(frozen=True)
class Run:
    """A run that was asked for."""

    key: str
    asked: Asked
    pending: Pending[Recording]

    @property
    def done(self) -> bool:
        """Whether it has ended, well or not."""
        return self.pending.done

    def result(self, timeout: float | None = None) -> Result:
        """The result; waits until it is there.

        Raises
        ------
        ValueError
            The scenario cannot be simulated; the text says why.
        TimeoutError
            It is not there in time.
        """
        return Result(self.pending.result(timeout))


class Runs:
    """Runs by key; the one that was looked at longest ago goes first."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._lock = Lock()
        self._known: OrderedDict[str, Run] = OrderedDict()

    def ask(self, asked: Asked) -> Run:
        """The run of a question: the known one, else a new one that begins now.

        One that was cancelled, or failed and told so, begins anew.
        """
        key = asked.key
        with self._lock:
            known = self._known.get(key)
            if known is None or known.pending.spent:
                known = self._known[key] = self._begun(key, asked)
            self._known.move_to_end(key)
            self._make_room()
            return known

    def find(self, key: str) -> Run | None:
        """The run of a key; None where it was never made, or had to go."""
        with self._lock:
            known = self._known.get(key)
            if known is None:
                return None
            if known.pending.spent:
                known = self._known[key] = self._begun(key, known.asked)
            self._known.move_to_end(key)
            return known

    def known(self) -> list[Run]:
        """Runs of whole scenarios, the latest first; magnifications of them are left out."""
        with self._lock:
            return [run for run in reversed(self._known.values()) if run.asked.zoom is None]

    def forget_all(self) -> None:
        """Drop every run; part of deleting what the app knows."""
        with self._lock:
            self._known.clear()

    def _begun(self, key: str, asked: Asked) -> Run:
        text = dumps(asked.scenario)
        future = self._workers.submit(simulate_text, text, asked.days, asked.seed, asked.zooms)
        return Run(key, asked, Pending(future))

    def _make_room(self) -> None:
        while len(self._known) > MOST_KEPT:
            _, oldest = self._known.popitem(last=False)
            oldest.pending.cancel()
