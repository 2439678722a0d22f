"""Findings as a JSON document and as text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from lactea.bench.case import benchmark_scenario
from lactea.bench.everything import Findings, machine
from lactea.bench.plan import Plan
from lactea.bench.timing import Ratio, Timed
from lactea.engine.doses import body_with_medicines
from lactea.engine.person import settle_person
from lactea.results import stamp
from lactea.scenario import scenario_hash

SCHEMA = "lactea.bench/1"
Rows = list[tuple[str, ...]]


def document_of(findings: Findings, plan: Plan) -> dict[str, Any]:
    """Everything that was measured; a wrong run has no times."""
    scenario = benchmark_scenario(plan.days)
    body = body_with_medicines(scenario)
    return {
        "schema": SCHEMA,
        "version": stamp.version(),
        "commit": stamp.commit(),
        "scenario": scenario.name,
        "scenario_hash": scenario_hash(scenario),
        "parameter_set": stamp.parameter_set(settle_person(body, scenario).parameters),
        "states": len(body.states),
        "machine": machine(),
        "plan": asdict(plan),
        "ratios": [asdict(one) | {"verdict": one.verdict} for one in findings.ratios],
        "runs": [_run_document(run) for run in findings.runs],
        "growth": [
            asdict(growth) | {"runs": [_run_document(run) for run in growth.runs]}
            for growth in findings.growth
        ],
        "cohorts": [asdict(one) for one in findings.cohorts],
        "own_log": None if findings.own_log is None else _numbers(asdict(findings.own_log)),
        "where": [asdict(one) for one in findings.shares],
        "starting": None if findings.starting is None else _numbers(asdict(findings.starting)),
    }


def _run_document(run: Timed) -> dict[str, Any]:
    return asdict(run) | {"milliseconds_a_day": run.milliseconds_a_day}


def _numbers(value: Any) -> Any:
    """What is not a number becomes null, which JSON can say."""
    if isinstance(value, dict):
        return {name: _numbers(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_numbers(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


# ------------------------------------------------------------------------------------- text

RATIO_HEADER = ("comparison", "lactea", "peer", "ratio", "rounds", "floor", "goal", "", "note")
COHORT_HEADER = ("crew", "people", "days", "wall s", "processor s", "peak MB", "file MB", "")
RUN_HEADER = ("run", "how", "people", "days", "ms/day", "error milk", "prolactin", "note")


def ratio_rows(ratios: Iterable[Ratio]) -> Rows:
    """One row for each comparison."""
    return [
        (
            one.bar, one.ours, one.theirs, _short(one.value), _span(one),
            _bound(one.floor, one.at_most), _bound(one.goal, one.at_most), one.verdict, one.note,
        )
        for one in ratios
    ]  # fmt: skip


def run_rows(runs: Iterable[Timed]) -> Rows:
    """One row for each run; instead of a wrong time stands that it is wrong."""
    return [
        (
            run.name, run.how, str(run.people), str(run.days or ""),
            _short(run.milliseconds_a_day) if run.status == "right" else run.status.upper(),
            _error(run.milk), _error(run.prolactin), run.note,
        )
        for run in runs
    ]  # fmt: skip


def start_rows(findings: Findings) -> Rows:
    """Seconds of each start, then the peak memory."""
    found = findings.starting
    if found is None:
        return []
    rows: Rows = [(one.name, f"{one.seconds:.2f} s") for one in found.starts]
    return rows + [(f"peak memory {when}", f"{size:.0f} MB") for when, size in found.memory.items()]


def share_rows(findings: Findings) -> Rows:
    """Where the time goes, by scenario."""
    return [
        (one.scenario, f"{one.seconds:.2f} s", name, f"{100 * share:.0f} %")
        for one in findings.shares
        for name, share in sorted(one.shares.items(), key=lambda item: -item[1])
    ]


def growth_rows(findings: Findings) -> Rows:
    """Seconds by size."""
    return [
        (growth.what, str(size), f"{seconds:.3f} s")
        for growth in findings.growth
        for size, seconds in zip(growth.sizes, growth.seconds, strict=False)
    ]


def cohort_rows(findings: Findings) -> Rows:
    """One row for each cohort that was written."""
    return [
        (
            one.crew, str(one.people or ""), str(one.days or ""), _short(one.wall),
            _short(one.processor), _short(one.peak), _short(one.megabytes), one.status,
        )
        for one in findings.cohorts
    ]  # fmt: skip


def sections(findings: Findings) -> list[tuple[str, Sequence[str], Rows]]:
    """Titles, headers and rows of what there is to say."""
    found: list[tuple[str, Sequence[str], Rows]] = [
        ("Ratios", RATIO_HEADER, ratio_rows(findings.ratios)),
        ("Runs: processor time a day of one person; largest error of all timed runs", RUN_HEADER,
         run_rows(findings.all_runs)),
        ("Cost against size", ("of", "size", "processor time"), growth_rows(findings)),
        ("Cohorts into Parquet, stepped side by side; every file compared", COHORT_HEADER,
         cohort_rows(findings)),
        ("Where the time of a whole run goes", ("scenario", "run", "part", "share"),
         share_rows(findings)),
        ("Starting", ("what", "median"), start_rows(findings)),
    ]  # fmt: skip
    return [section for section in found if section[2]]


def _short(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if 0.1 <= value < 10 else f"{value:.3g}"


def _span(one: Ratio) -> str:
    return "" if one.low is None or one.high is None else f"{one.low:.3g}-{one.high:.3g}"


def _bound(value: float | None, at_most: bool) -> str:
    return "" if value is None else f"{'<= ' if at_most else ''}{value:g}"


def _error(value: float | None) -> str:
    return "-" if value is None else f"{value:.1e}"
