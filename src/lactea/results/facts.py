"""What a run was made of, kept beside its numbers: scenario, parameters, units of its curves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lactea.results import stamp
from lactea.results.recording import Recording, clock_hour

ASSUMED, FITTED = "assumed", "fitted"


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """The scenario as a result shows it; `origin_clock_h` is the local hour at the origin."""

    name: str
    summary: str
    origin: str
    origin_clock_h: float
    scenario_hash: str
    echo: str


@dataclass(frozen=True, slots=True)
class ParameterNote:
    """One parameter as this run used it; `sources` are ids of evidence rows."""

    id: str
    value: float
    unit: str
    grade: str
    sources: tuple[str, ...]
    meaning: str
    reason: str

    @property
    def standing(self) -> str:
        """sourced, fitted or assumed."""
        return self.grade if self.grade in {ASSUMED, FITTED} else "sourced"


@dataclass(frozen=True, slots=True)
class Facts:
    """Provenance of a run. `columns` gives (unit, meaning) of every curve by name."""

    version: str
    commit: str
    parameter_set: str
    card: ScenarioCard
    parameters: tuple[ParameterNote, ...]
    columns: Mapping[str, tuple[str, str]]


def gather(recording: Recording, body: Any = None) -> Facts:
    """Facts of a run that has just been made.

    Parameters
    ----------
    recording : Recording
        The run.
    body : Body, optional
        The registry the run was made with; lactea's own body unless given.
    """
    if body is None:
        from lactea.body.registry import default_body

        body = default_body()
    values = recording.parameter_values
    return Facts(
        version=stamp.version(),
        commit=stamp.commit(),
        parameter_set=stamp.parameter_set(values),
        card=_card(recording),
        parameters=tuple(_note(name, values[name], body) for name in sorted(values)),
        columns=_columns(body),
    )


def _card(recording: Recording) -> ScenarioCard:
    """The scenario in brief; its plain words are asked of the scenario room where it is one."""
    from lactea import scenario as room

    scenario = recording.scenario
    return ScenarioCard(
        name=scenario.name,
        summary=scenario.summary,
        origin=scenario.origin,
        origin_clock_h=clock_hour(scenario.origin_clock),
        scenario_hash=room.scenario_hash(scenario),
        echo=room.echo(scenario),
    )


def _note(name: str, value: float, body: Any) -> ParameterNote:
    known = body.parameters.get(name)
    if known is None:
        # A medicine's own parameters travel with its file, not with the body.
        return ParameterNote(name, float(value), "", ASSUMED, (), "", "")
    return ParameterNote(
        id=name,
        value=float(value),
        unit=known.unit,
        grade=known.grade,
        sources=tuple(known.source.split()),
        meaning=known.meaning,
        reason=known.reason,
    )


def _columns(body: Any) -> dict[str, tuple[str, str]]:
    """Unit and meaning of each state and quantity of the body, the sides spelled out."""
    found: dict[str, tuple[str, str]] = {}
    for table in (body.states, body.quantities):
        for name, entry in table.items():
            found[name] = (entry.unit, entry.meaning)
            for side in ("left", "right"):
                found.setdefault(f"{name}_{side}", (entry.unit, f"{entry.meaning} ({side})"))
    return found
