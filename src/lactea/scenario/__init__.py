"""Scenarios: who lactates, what happens when, and for how long, as YAML that people write."""

from lactea.scenario.echo import echo
from lactea.scenario.infant import Infant
from lactea.scenario.json_schema import json_schema
from lactea.scenario.library import builtin_names, builtin_text, protocol_text
from lactea.scenario.loading import as_data, dumps, load, loads, scenario_hash
from lactea.scenario.person import Person
from lactea.scenario.problems import ScenarioError
from lactea.scenario.remarks import remarks
from lactea.scenario.resolved import Border, ResolvedProtocol, read_resolved, write_resolved
from lactea.scenario.schema import Scenario, Visit
from lactea.scenario.strength import ProtocolEvidence

__all__ = [
    "Border",
    "Infant",
    "Person",
    "ProtocolEvidence",
    "ResolvedProtocol",
    "Scenario",
    "ScenarioError",
    "Visit",
    "as_data",
    "builtin_names",
    "builtin_text",
    "dumps",
    "echo",
    "json_schema",
    "load",
    "loads",
    "protocol_text",
    "read_resolved",
    "remarks",
    "scenario_hash",
    "write_resolved",
]
