"""The document of ``lactea trial --json``, and the rows of its people."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from lactea.body.registry import default_body
from lactea.cohort.drawing import spread_set
from lactea.reading.durations import DAY
from lactea.results.stamp import commit, parameter_set, version
from lactea.scenario import scenario_hash
from lactea.trial.account import Account, Finding
from lactea.trial.flow import Flow, Reasons
from lactea.trial.limits import LIMITS
from lactea.trial.outcomes import outcome
from lactea.trial.regimens import cautions

SCHEMA = "lactea.trial_run/1"
Cell = str | int | float | None


def stamp_of(account: Account) -> dict[str, Any]:
    """Where a virtual trial comes from."""
    values = {one.id: one.value for one in default_body().parameters.values()}
    design = account.design
    return {
        "schema": SCHEMA,
        "version": version(),
        "commit": commit(),
        "trial": design.name,
        "trial_hash": account.trial.hash,
        "scenario_hash": {
            name: scenario_hash(scenario)
            for name, scenario in zip(design.arms, account.trial.scenarios, strict=True)
        },
        "parameter_set": parameter_set(values),
        "spread_set": spread_set(*account.trial.scenarios),
        "seed": account.seed,
    }


def document(account: Account) -> dict[str, Any]:
    """The whole as plain data; a number that does not exist is null."""
    design = account.design
    published = design.published
    found: dict[str, Any] = _without_nan(
        {
            **stamp_of(account),
            "summary": design.summary,
            "limits": list(LIMITS),
            "published": published and published.model_dump(mode="json"),
            "course": design.course and design.course.model_dump(mode="json"),
            "regimens_blocked": [asdict(one) for one in cautions(account.trial)],
            "randomised": len(account.held),
            "pool": len(account.pool),
            "flow": _flow(account.flow),
            "findings": [_finding(account, one) for one in account.findings],
            "power": [asdict(one) for one in account.powers],
        }
    )
    return found


def columns(account: Account) -> list[str]:
    """Names of the columns of `rows`."""
    design = account.design
    visits = [
        f"{name}_day{visit / DAY:g}" for name in design.measurements for visit in design.visits
    ]
    potential = [f"{endpoint}_if_{arm}" for endpoint in design.endpoints for arm in design.arms]
    return ["person", "stratum", "arm", "left_day", *visits, *design.endpoints, *potential]


def rows(account: Account) -> Iterator[list[Cell]]:
    """One row per participant: what was measured, and what would have been true under every arm."""
    design, held, pool = account.design, account.held, account.pool
    names = list(design.arms)
    measured = [outcome(design, one, held.measured) for one in design.endpoints.values()]
    potential = [
        outcome(design, one, pool.values[arm]).value[held.rows]
        for one in design.endpoints.values()
        for arm in range(len(names))
    ]
    for place, row in enumerate(held.rows):
        left = float(held.left[place])
        yield [
            int(pool.people[row]),
            int(pool.stratum[row]),
            names[held.arm[place]],
            left if math.isfinite(left) else None,
            *(_number(value) for value in held.measured[place].ravel()),
            *(_number(one.value[place]) for one in measured),
            *(_number(one[place]) for one in potential),
        ]


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _flow(flow: Flow) -> dict[str, Any]:
    return {
        "screened": flow.screened,
        "not_simulated": _reasons(flow.not_simulated),
        "not_eligible": _reasons(flow.not_eligible),
        "eligible": flow.eligible,
        "out_after_run_in": _reasons(flow.out_after_run_in),
        "randomised": flow.randomised,
        "arms": [asdict(arm) for arm in flow.arms],
    }


def _reasons(reasons: Reasons) -> list[dict[str, Any]]:
    return [{"why": why, "people": people} for why, people in reasons]


def _finding(account: Account, finding: Finding) -> dict[str, Any]:
    endpoint = account.design.endpoints[finding.endpoint]
    return {
        "endpoint": finding.endpoint,
        "kind": endpoint.kind,
        "unit": unit_of(account, finding.endpoint),
        "arm": finding.arm,
        "against": account.design.control,
        "test": finding.test,
        "primary": finding.primary,
        "estimate": asdict(finding.estimate),
        "truth": asdict(finding.truth),
    }


def unit_of(account: Account, endpoint: str) -> str:
    """Unit of the effect on an endpoint."""
    asked = account.design.endpoints[endpoint]
    match asked.kind:
        case "responder":
            return "share of people"
        case "time_to_event":
            return "log hazard ratio"
        case "percent_change":
            return "% of baseline"
        case _:
            return account.design.measurements[asked.measurement].unit


def _without_nan(data: Any) -> Any:
    match data:
        case float() if not math.isfinite(data):
            return None
        case dict():
            return {key: _without_nan(value) for key, value in data.items()}
        case list() | tuple():
            return [_without_nan(value) for value in data]
        case _:
            return data
