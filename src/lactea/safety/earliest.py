"""From when a step counts."""

from __future__ import annotations

from lactea.scenario import Scenario
from lactea.scenario.steps.base import SpanStep


def earliest(step: SpanStep, scenario: Scenario) -> int:
    """The first tick at which a step may begin: where it waits for a rule, the rule may hold at once."""
    if step.start is not None:
        return step.start
    return 0 if scenario.pregnancy is None else scenario.pregnancy.start_tick
