"""What a run was made of, kept beside its numbers: scenario, parameters, units of its curves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lactea.results import stamp
from lactea.results.recording import SECONDS_PER_HOUR, Recording

ASSUMED, FITTED = "assumed", "fitted"


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """The scenario as a result shows it.

    `origin_clock_h` is the local hour at the origin, `echo` the scenario in plain words and `text` the
    YAML that runs it again.
    """

    name: str
    summary: str
    origin: str
    origin_clock_h: float
    infants: int
    scenario_hash: str
    echo: str
    text: str


@dataclass(frozen=True, slots=True)
class ParameterNote:
    """One parameter as this run used it; `sources` are ids of evidence rows.

    `value` is what the engine used, with times in hours; `unit` is the published one, in which
    `published` gives the same value.
    """

    id: str
    value: float
    unit: str
    grade: str
    sources: tuple[str, ...]
    meaning: str
    reason: str

    @property
    def published(self) -> float:
        """The value in `unit`."""
        from lactea.engine.units import inside_factor

        return self.value / inside_factor(self.unit)

    @property
    def standing(self) -> str:
        """sourced, fitted or assumed."""
        return self.grade if self.grade in {ASSUMED, FITTED} else "sourced"


@dataclass(frozen=True, slots=True)
class ColumnNote:
    """One curve: `sources` are the evidence rows of the parameters in its own equations."""

    unit: str
    meaning: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Provenance of a run; `columns` describes every curve by name.

    `plugins` are the plug-ins that it used, each with its package and version.
    """

    version: str
    commit: str
    parameter_set: str
    card: ScenarioCard
    parameters: tuple[ParameterNote, ...]
    columns: Mapping[str, ColumnNote]
    plugins: tuple[str, ...] = ()


def gather(recording: Recording) -> Facts:
    """Facts of a run that has just been made by the running lactea.

    Raises
    ------
    TypeError
        If the recording carries no loaded scenario.
    """
    from lactea import scenario as room
    from lactea.engine.doses import body_with_medicines

    scenario = recording.scenario
    if not isinstance(scenario, room.Scenario):
        raise TypeError("Only a run of a loaded scenario can be described; give its facts instead.")
    body = body_with_medicines(scenario)
    values = recording.parameter_values
    return Facts(
        version=stamp.version(),
        commit=stamp.commit(),
        parameter_set=stamp.parameter_set(values),
        card=ScenarioCard(
            name=scenario.name,
            summary=scenario.summary,
            origin=scenario.origin,
            origin_clock_h=scenario.origin_clock / SECONDS_PER_HOUR,
            infants=0 if scenario.infant is None else scenario.infant.count,
            scenario_hash=room.scenario_hash(scenario),
            echo=room.echo(scenario),
            text=room.dumps(scenario),
        ),
        parameters=tuple(_note(name, values[name], body) for name in sorted(values)),
        columns=_columns(body),
        plugins=plugins_of(scenario),
    )


def plugins_of(scenario: Any) -> tuple[str, ...]:
    """Mechanisms and medicines of plug-ins that a scenario uses, with package and version."""
    from lactea.medicines import plugin_of
    from lactea.reading.plugins import MECHANISMS, plugin_named
    from lactea.scenario.steps import Take

    taken = sorted({step.medicine for step in scenario.steps_of(Take)})
    found = [plugin_named(MECHANISMS, name) for name in scenario.mechanisms]
    found += [plugin_of(name) for name in taken]
    return tuple(one.origin for one in found if one is not None)


def _note(name: str, value: float, body: Any) -> ParameterNote:
    known = body.parameters[name]
    return ParameterNote(
        id=name,
        value=float(value),
        unit=known.unit,
        grade=known.grade,
        sources=tuple(known.source.split()),
        meaning=known.meaning,
        reason=known.reason,
    )


def _columns(body: Any) -> dict[str, ColumnNote]:
    """Every input, state and quantity of the body."""
    tables = (body.inputs, body.states, body.quantities)
    return {
        name: ColumnNote(entry.unit, entry.meaning, _sources(name, body))
        for table in tables
        for name, entry in table.items()
    }


def _sources(name: str, body: Any) -> tuple[str, ...]:
    """Evidence rows of all parameters met on the way from `name` to the states it depends on."""
    equations = {step.target: step for step in body.steps} | dict(body.rates)
    rows: set[str] = set()
    waiting, met = [name], set()
    while waiting:
        target = waiting.pop()
        if target in met:
            continue
        met.add(target)
        for need in equations[target].needs if target in equations else ():
            if need in body.parameters:
                rows.update(body.parameters[need].source.split())
            elif need not in body.states:
                waiting.append(need)
    return tuple(sorted(rows))
