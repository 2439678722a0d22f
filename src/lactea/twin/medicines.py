"""What if with medicines: the same people and days, and what a scenario takes, from the first day on.

For clinicians. What a log taught stays as it was; the kinetics of what is new are those of the typical person.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lactea.body.registry import Body
from lactea.engine.course import DAY
from lactea.engine.lanes import LaneRun
from lactea.engine.solver import start_values
from lactea.engine.units import inside_value
from lactea.scenario import Scenario
from lactea.scenario.steps import Take
from lactea.twin.forecast import Ground
from lactea.twin.frozen import background_of
from lactea.twin.plans import Plan, keep_going
from lactea.twin.problems import TwinError


def medicine_plan(scenario: Scenario) -> Plan:
    """Going on as before with what `scenario` takes; no dose stands in its words."""
    return Plan("medicines", f"keep going, with the medicines of {scenario.name}", keep_going)


def with_medicines(ground: Ground, scenario: Scenario) -> Ground:
    """The same people, who take from now on what `scenario` takes; its first dose is now.

    Raises
    ------
    TwinError
        If it takes nothing at a stated time.
    """
    fit = ground.fit
    before, cut = fit.background, fit.cut
    taking = before.scenario.model_copy(
        update={"protocol": (*before.scenario.protocol, *_from_now(scenario, cut))}
    )
    background = background_of(taking, before.log_start // DAY, before.end // DAY)
    people = [_in_body(run, before.body, background.body) for run in ground.people]
    return Ground(replace(fit, background=background), people, ground.residuals)


def _from_now(scenario: Scenario, cut: int) -> list[Take]:
    """Its doses, the first of them at `cut`."""
    steps = [step for step in scenario.steps_of(Take) if step.when is None]
    if not steps:
        raise TwinError(f"{scenario.name} takes no medicine at a stated time.")
    later = cut - min(step.start_tick for step in steps)
    return [
        step.model_copy(
            update={
                "start": step.start_tick + later,
                "stop": None if step.stop is None else step.stop + later,
            }
        )
        for step in steps
    ]


def _in_body(run: LaneRun, before: Body, body: Body) -> LaneRun:
    """A person in a body with more medicines, of which nothing is in it yet."""
    own = {name: inside_value(entry) for name, entry in body.parameters.items()}
    parameters = own | dict(run.parameters)
    inputs = {name: entry.default for name, entry in body.inputs.items()} | dict(run.inputs)
    assert run.states is not None
    known = dict(zip(before.state_ids, run.states, strict=True))
    fresh = start_values(body, parameters)
    states = [known.get(name, value) for name, value in zip(body.state_ids, fresh, strict=True)]
    return replace(run, parameters=parameters, inputs=inputs, states=np.array(states))
