"""A protocol: understood, with its evidence, read back equal, and it runs."""

from __future__ import annotations

from lactea.engine import simulate
from lactea.reading.plugins import Plugin
from lactea.reading.problems import quote
from lactea.scenario import Scenario, dumps, load, loads, scenario_hash
from lactea.scenario.steps.take import Take

TRIED_DAYS = 1
"""Days after the origin that a protocol is run for."""


def protocol_faults(plugin: Plugin) -> list[str]:
    """What is wrong with a protocol; raises ``InputError`` where its file is not understood."""
    scenario = load(plugin.name)
    faults = []
    if scenario.name != plugin.name:
        faults.append(f"its file is called {quote(scenario.name)} inside; use one name.")
    if scenario.evidence is None:
        faults.append("it has no entry 'evidence'; write 'strength: none' where there is none.")
    if any(step.medicine.endswith((".yaml", ".yml")) for step in scenario.steps_of(Take)):
        return [*faults, "it names a medicine by a path; bring the medicine as a plug-in too."]
    if scenario_hash(loads(dumps(scenario))) != scenario_hash(scenario):
        faults.append("written out and read back it is another scenario.")
    return [*faults, *_running_faults(scenario)]


def _running_faults(scenario: Scenario) -> list[str]:
    try:
        simulate(scenario, days=TRIED_DAYS)
    except ValueError as error:
        return [f"it does not run: {error}"]
    return []
