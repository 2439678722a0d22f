"""From a plan that reaches much to the least effort that still reaches a good part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lactea.plan.candidate import Candidate, broken_limits
from lactea.plan.evaluate import Evaluated, Evaluator
from lactea.plan.front import SHARE_OF_BEST
from lactea.plan.request import Request
from lactea.plan.space import MINUTES, canonical

ROUNDS = 4
"""Most steps down that are tried, one after the other."""


def lightened(evaluated: tuple[Evaluated, ...], evaluator: Evaluator) -> list[Evaluated]:
    """Lighter plans than those found, without medicine: each step takes away what costs most and adds least."""
    without = [one for one in evaluated if one.candidate.regimen is None]
    if not without:
        return []
    floor = SHARE_OF_BEST * max(one.objectives[0] for one in without)
    here = min(
        (one for one in without if one.objectives[0] >= floor), key=lambda one: one.burden.hours
    )
    found: list[Evaluated] = []
    for _ in range(ROUNDS):
        tried = evaluator.all_of(
            list(dict.fromkeys(_steps_down(here.candidate, evaluator.request)))
        )
        found += tried
        good = [one for one in tried if one.objectives[0] >= floor]
        if not good:
            break
        here = min(good, key=lambda one: one.burden.hours)
    return found


def _steps_down(plan: Candidate, request: Request) -> Iterator[Candidate]:
    """Every plan that asks for one thing less."""
    fewer = {name: max(1, getattr(plan, name) - 1) for name in ("first", "later", "kept")}
    changes: list[dict[str, object]] = [{name: count} for name, count in fewer.items()]
    changes.append(dict(fewer))
    shorter = [minutes for minutes in MINUTES if minutes < plan.minutes]
    if shorter:
        changes.append({"minutes": shorter[-1]})
    for change in changes:
        lighter = canonical(replace(plan, **change), request)  # type: ignore[arg-type]
        if lighter != plan and not broken_limits(lighter, request):
            yield lighter
