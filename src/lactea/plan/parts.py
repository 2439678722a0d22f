"""What each step of a plan adds: the same plan without it, on the same people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lactea.plan.candidate import Candidate, broken_limits
from lactea.plan.evaluate import Evaluated, Evaluator
from lactea.plan.levers import LEVERS, Lever
from lactea.plan.request import Request
from lactea.plan.space import canonical

USUAL_MINUTES = 15
FEW = 3
"""Sessions a day that are left when the many are switched off: a choice."""


@dataclass(frozen=True)
class Part:
    """One step switched off.

    Attributes
    ----------
    lever
        The step and what it rests on.
    off
        What stands in its place.
    chance, volume
        How much the step adds: to the chance, and to the milk of the last week in mL/day (median of the
        differences between the same people).
    """

    lever: Lever
    off: str
    chance: float
    volume: float


def parts_of(plans: Sequence[Evaluated], evaluator: Evaluator) -> list[tuple[Part, ...]]:
    """The steps of every plan, each switched off by itself."""
    request = evaluator.request
    tried = [list(_switched_off(plan.candidate, request)) for plan in plans]
    answers = iter(evaluator.all_of([one for plan in tried for _, _, one in plan]))
    return [
        tuple(_part(plan, next(answers), name, off) for name, off, _ in steps)
        for plan, steps in zip(plans, tried, strict=True)
    ]


def _part(plan: Evaluated, without: Evaluated, name: str, off: str) -> Part:
    gain = plan.supply.lasting[:, -1] - without.supply.lasting[:, -1]
    return Part(
        LEVERS[name], off, plan.outcome.chance - without.outcome.chance, float(np.nanmedian(gain))
    )


def _switched_off(plan: Candidate, request: Request) -> Iterator[tuple[str, str, Candidate]]:
    """Name of a step, what stands in its place, and the plan without it."""
    for name, off, changed in _changes(plan):
        without = canonical(replace(plan, **changed), request)
        if without != plan and not broken_limits(without, request):
            yield name, off, without


def _changes(plan: Candidate) -> Iterator[tuple[str, str, dict[str, Any]]]:
    if plan.regimen is not None:
        yield "medicine", "without it", {"regimen": None, "regimen_start": 0}
    if plan.night:
        fewer = {name: max(1, getattr(plan, name) - 1) for name in ("first", "later", "kept")}
        yield "night", "no session at night, one fewer a day", {"night": False, **fewer}
    if max(plan.first, plan.later, plan.kept) > FEW:
        few = {name: min(getattr(plan, name), FEW) for name in ("first", "later", "kept")}
        off = f"at most {FEW} a day"
        yield "sessions", off, {**few, "night": False, "power_hour": False}
    if plan.minutes > USUAL_MINUTES:
        yield "length", f"{USUAL_MINUTES} min", {"minutes": USUAL_MINUTES}
    if plan.breaks:
        yield "breaks", "no session in the hours away", {"breaks": 0}
    if plan.power_hour:
        yield "power_hour", "a usual session", {"power_hour": False}
    if plan.at_once:
        yield "at_once", "one after the other, half as long at each", {
            "at_once": False, "minutes": max(5, plan.minutes // 2),
        }  # fmt: skip
