"""What each session of a log would have given, had somebody had other parameters.

The protocol is frozen, so milk runs in the lanes of a vector. Running totals of removal are read at the
edges of a grid around each session, so that nothing else may be removed between these edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES
from lactea.engine import simulate
from lactea.engine.change import SESSION_BEGINS, SESSION_ENDS
from lactea.reading.durations import format_duration
from lactea.scenario import ResolvedProtocol, Scenario
from lactea.sensitivity.factors import Factor, Space
from lactea.sensitivity.log_scenario import scenario_of_log
from lactea.sensitivity.problems import SensitivityError
from lactea.sensitivity.routes import Lanes
from lactea.sensitivity.session_log import LoggedSession

Array = NDArray[np.float64]
GRIDS = (600, 300, 60, 20)
"""Ticks; the coarsest that keeps sessions apart is taken."""


@dataclass(frozen=True)
class LogModel:
    """Volumes of the sessions of a log, by parameters in standard deviations of their distributions.

    Attributes
    ----------
    space : Space
    factors : tuple of Factor
        The parameters, in the order of the columns.
    sessions : tuple of LoggedSession
        Those whose volumes are asked for.
    lanes : Lanes
        Along all sessions of the log.
    """

    space: Space
    factors: tuple[Factor, ...]
    sessions: tuple[LoggedSession, ...]
    lanes: Lanes

    @classmethod
    def of(
        cls, scenario: Scenario, factors: Sequence[Factor], log: Sequence[LoggedSession]
    ) -> LogModel:
        """The model of a log of the person in the middle of a scenario.

        All sessions empty the breasts; the volumes are of those that were measured, or of all
        where none was.
        """
        sessions = [one for one in log if one.volume is not None] or log
        logged = scenario_of_log(scenario, log)
        resolved = simulate(logged).resolved
        every = _grid(sessions, _spans(resolved))
        first = sessions[0].start // every * every
        totals = tuple(f"removed_{side}" for side in SIDES)
        lanes = Lanes(logged, resolved, first, every, totals)
        return cls(Space.of(logged), tuple(factors), tuple(sessions), lanes)

    def volumes(self, scores: Array) -> Array:
        """Volumes in mL, (people, sessions); `scores` is (people, factors)."""
        names = [factor.id for factor in self.factors]
        people = [self.space.at_scores(dict(zip(names, row, strict=True))) for row in scores]
        before, after = self._edges()
        nothing = np.full(len(self.lanes.marks), np.nan)
        totals: Array = np.array(
            [
                nothing if lane is None else lane.states.sum(axis=1)
                for lane in self.lanes.replay(people)
            ]
        )
        volumes: Array = totals[:, after] - totals[:, before]
        return volumes

    def _edges(self) -> tuple[list[int], list[int]]:
        """Places of the marks before and after each session."""
        first, every = self.lanes.states_from, self.lanes.every
        before = [(one.start - first) // every for one in self.sessions]
        after = [-((first - one.stop) // every) for one in self.sessions]
        return before, after


def _spans(resolved: ResolvedProtocol) -> list[tuple[int, int]]:
    """Begin and end of every session of a run."""
    spans: list[tuple[int, int]] = []
    begun: int | None = None
    for border in resolved.borders:
        for word in border.label.split("; "):
            if word == SESSION_ENDS and begun is not None:
                spans.append((begun, border.tick))
                begun = None
            elif word.startswith(SESSION_BEGINS):
                begun = border.tick
    return spans


def _grid(sessions: Sequence[LoggedSession], spans: Sequence[tuple[int, int]]) -> int:
    for every in GRIDS:
        if not any(_company(one, spans, every) for one in sessions):
            return every
    crowded = next(one for one in sessions if _company(one, spans, GRIDS[-1]))
    raise SensitivityError(
        f"The session of the log at {format_duration(crowded.start)} begins or ends within "
        f"{GRIDS[-1]} s of another session, so that its volume cannot be told apart; join them."
    )


def _company(session: LoggedSession, spans: Sequence[tuple[int, int]], every: int) -> bool:
    """Whether anything else is removed between the marks around a session."""
    low = session.start // every * every
    high = -(-session.stop // every) * every
    return any(
        start < high and stop > low and not (session.start <= start and stop <= session.stop)
        for start, stop in spans
    )
