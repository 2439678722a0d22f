"""Where a person stands at a tick, for solvers that go on from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lactea.body.registry import Body
from lactea.engine.doses import body_with_medicines
from lactea.engine.loop import GRID_OUTSIDE
from lactea.engine.person import settle_person
from lactea.engine.setup import settled_solver
from lactea.engine.solver import RELATIVE_TOLERANCE

if TYPE_CHECKING:
    from lactea.scenario import ResolvedProtocol, Scenario


@dataclass(frozen=True)
class Standing:
    """A person at one tick: all that any solver needs to go on from there.

    `parameters`, `inputs` and `states` are by id, in the units used inside.
    """

    tick: int
    body: Body
    parameters: dict[str, float]
    inputs: dict[str, float]
    states: dict[str, float]


def standing_at(scenario: Scenario, resolved: ResolvedProtocol, tick: int) -> Standing:
    """Where a person stands at `tick`, all decisions of that tick included.

    Parameters
    ----------
    scenario : Scenario
    resolved : ResolvedProtocol
        Decisions of a run of `scenario`.
    tick : int
        Not before the run starts.
    """
    body = body_with_medicines(scenario)
    setting = settle_person(body, scenario)
    solver = settled_solver(
        "compiled", body, setting, scenario, resolved.start_tick, RELATIVE_TOLERANCE
    )
    inputs, grid = dict(setting.inputs), GRID_OUTSIDE
    for border in resolved.borders:
        if border.tick > tick:
            break
        solver.advance(border.tick, grid)
        solver.apply(border.inputs, border.assign, border.add)
        solver.take_rows()
        inputs |= border.inputs
        grid = border.grid
    solver.advance(tick, grid)
    states = {name: solver.state(name) for name in body.state_ids}
    return Standing(tick, body, setting.parameters, inputs, states)
