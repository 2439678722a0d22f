"""Where an analysis comes from: what every document and picture of this room carries."""

from __future__ import annotations

from collections.abc import Mapping

from lactea.body.registry import default_body
from lactea.cohort.drawing import spread_set
from lactea.results.stamp import commit, parameter_set, version
from lactea.scenario import Scenario, scenario_hash

SCHEMA = "lactea.sensitivity/1"


def card_of(scenario: Scenario, seed: int) -> dict[str, object]:
    """Provenance, to be taken before the runs: files may change while they last."""
    values = {one.id: one.value for one in default_body().parameters.values()}
    return {
        "schema": SCHEMA,
        "version": version(),
        "commit": commit(),
        "scenario": scenario.name,
        "scenario_hash": scenario_hash(scenario),
        "parameter_set": parameter_set(values),
        "spread_set": spread_set(scenario),
        "seed": seed,
    }


def short_stamp(card: Mapping[str, object]) -> str:
    """One line for the margin of a figure."""
    parts = [
        f"lactea {card['version']}",
        f"{card['commit']}",
        f"{card['scenario']} {card['scenario_hash']}",
        f"parameters {card['parameter_set']}",
        f"spreads {card['spread_set']}",
        f"seed {card['seed']}",
        *(f"{name} {card[name]}" for name in ("route", "days", "sessions") if name in card),
    ]
    return " · ".join(parts)
