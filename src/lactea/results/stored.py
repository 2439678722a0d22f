"""A recording read back from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lactea.results.facts import ScenarioCard
from lactea.results.recording import SECONDS_PER_HOUR, Array, Floats
from lactea.scenario import ProtocolEvidence


@dataclass(frozen=True, slots=True)
class StoredTrace:
    """Curves on their own time points, see `lactea.results.recording.TraceLike`."""

    time_h: Floats
    states: Floats
    names: tuple[str, ...]

    def between(self, start_h: float, end_h: float) -> StoredTrace:
        """The part between two hours from the origin."""
        inside = (self.time_h >= start_h) & (self.time_h <= end_h)
        return StoredTrace(self.time_h[inside], self.states[inside], self.names)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """Something that happened at one moment."""

    time_h: float
    kind: str
    side: str | None
    value: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class StoredInfant:
    """Infants of the scenario of a stored run."""

    count: int


@dataclass(frozen=True, slots=True)
class StoredScenario:
    """Names of the scenario of a stored run; its evidence stands in the stored text of the scenario."""

    name: str
    summary: str
    origin: str
    origin_clock: int
    infant: StoredInfant | None
    evidence: ProtocolEvidence | None = None

    @classmethod
    def of(cls, card: ScenarioCard) -> StoredScenario:
        """The scenario that `card` describes."""
        return cls(
            card.name,
            card.summary,
            card.origin,
            round(card.origin_clock_h * SECONDS_PER_HOUR),
            StoredInfant(card.infants) if card.infants else None,
        )


@dataclass(frozen=True, slots=True)
class StoredRecording:
    """All arrays of one run; has the shape of `lactea.results.recording.Recording`."""

    scenario: StoredScenario
    parameter_values: Mapping[str, float]
    engine: str
    error_estimate: float
    seed: int
    first_day: int
    n_days: int
    resolved: Any
    warnings: Sequence[str]
    days: Mapping[str, Array]
    sessions: Mapping[str, Array]
    trace: StoredTrace
    zooms: Sequence[StoredTrace]
    events: Sequence[StoredEvent]
