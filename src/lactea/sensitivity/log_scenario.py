"""The scenario of a person with the sessions of a log in place of the planned ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lactea.reading.durations import DAY, format_duration, parse_duration
from lactea.reading.json_as_yaml import json_as_yaml
from lactea.scenario import Scenario, as_data, loads
from lactea.scenario.steps import Pump
from lactea.scenario.steps.sessions import SessionStep
from lactea.sensitivity.session_log import LoggedSession

DEVICE = "personal"
"""The pump where the scenario names none."""


def scenario_of_log(scenario: Scenario, sessions: Sequence[LoggedSession]) -> Scenario:
    """A scenario in which scheduled sessions end where the log begins, and the log's follow.

    Everything else stays: who it is, what was before, medicines, an infant that nurses on demand.

    Raises
    ------
    ScenarioError
        If both together are no scenario, such as a session of the log before an infant is there.
    """
    begin = sessions[0].start
    device = next((step.device for step in scenario.steps_of(Pump)), DEVICE)
    data = as_data(scenario)
    steps = zip(scenario.protocol, data["protocol"], strict=True)
    kept = [_until(begin, step, entry) for step, entry in steps]
    data["protocol"] = [entry for entry in kept if entry is not None]
    data["protocol"] += [_step(session, device) for session in sessions]
    data["visits"] = []
    data["horizon"] = format_duration((sessions[-1].stop // DAY + 1) * DAY)
    return loads(json_as_yaml(data), f"{scenario.name} with the log")


def _until(tick: int, step: Any, entry: dict[str, Any]) -> dict[str, Any] | None:
    """A step that does not remove milk by the clock after `tick`; None where nothing is left."""
    if not (isinstance(step, SessionStep) and step.scheduled):
        return entry
    if step.start_tick >= tick:
        return None
    stop = entry.get("stop")
    ends = tick if stop is None else min(tick, parse_duration(stop))
    return entry | {"stop": format_duration(ends)}


def _step(session: LoggedSession, device: str) -> dict[str, Any]:
    return {
        "do": "pump",
        "start": format_duration(session.start),
        "stop": format_duration(session.stop),
        "every": format_duration(session.duration),
        "duration": format_duration(session.duration),
        "breasts": session.breasts,
        "simultaneous": True,
        "device": device,
    }
