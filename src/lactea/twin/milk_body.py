"""The body without what milk does not depend on: what a log is lived through with, several hundred times.

Fertility, what the milk contains and what an infant of the scenario takes are a third of the states, and no
volume of a frozen protocol changes without them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from lactea.body.registry import SIDES, Body
from lactea.scenario import Border

REMOVED = tuple(f"removed_{side}" for side in SIDES)


@lru_cache(maxsize=16)
def milk_body(body: Body) -> Body:
    """The states and quantities of `body` on which removed milk depends; all parameters and inputs."""
    return part_of(body, REMOVED)


def part_of(body: Body, targets: Iterable[str]) -> Body:
    """The states and quantities of `body` on which `targets` depend; all parameters and inputs."""
    needed = upstream(body, targets)
    return replace(
        body,
        states={name: entry for name, entry in body.states.items() if name in needed},
        quantities={name: entry for name, entry in body.quantities.items() if name in needed},
        steps=tuple(step for step in body.steps if step.target in needed),
        rates={name: step for name, step in body.rates.items() if name in needed},
    )


def upstream(body: Body, targets: Iterable[str]) -> set[str]:
    """Ids of everything on which `targets` depend, at once or through rates."""
    steps = {step.target: step for step in body.steps} | dict(body.rates)
    seen: set[str] = set()
    waiting = list(targets)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += steps[name].needs if name in steps else ()
    return seen


def on_states_of(body: Body, border: Border) -> Border:
    """A decision without what it does to states that `body` does not have."""
    return replace(
        border,
        assign={name: value for name, value in border.assign.items() if name in body.states},
        add={name: value for name, value in border.add.items() if name in body.states},
    )
