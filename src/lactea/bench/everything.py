"""All comparisons, and what they are called."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Literal, get_args

from lactea.bench import (
    app_speed,
    bars,
    cohort_files,
    diffrax_runs,
    gpu,
    gradients,
    one_person,
    own_log,
    plans,
    population,
    scaling,
    starting,
    trials,
    where,
)
from lactea.bench.case import benchmark_scenario
from lactea.bench.cohort_files import CohortRun
from lactea.bench.own_log import OwnLog
from lactea.bench.plan import Plan
from lactea.bench.scaling import Growth
from lactea.bench.starting import Starting
from lactea.bench.timing import Ratio, Timed
from lactea.bench.where import Shares
from lactea.scenario import load

Name = Literal[
    "one-person", "people", "diffrax", "gradient", "scaling", "cohort", "forecast", "gpu", "start",
    "where", "plans", "trial", "app",
]  # fmt: skip
NAMES: tuple[Name, ...] = get_args(Name)
LIBRARIES = ("numpy", "scipy", "llvmlite", "libroadrunner", "python-libsbml", "jax", "diffrax")


@dataclass
class Findings:
    """What was measured; empty where it was not asked for."""

    runs: list[Timed] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)
    growth: list[Growth] = field(default_factory=list)
    cohorts: list[CohortRun] = field(default_factory=list)
    shares: list[Shares] = field(default_factory=list)
    own_log: OwnLog | None = None
    starting: Starting | None = None

    @property
    def all_runs(self) -> list[Timed]:
        """Every timed run, those of the scaling too."""
        return self.runs + [run for growth in self.growth for run in growth.runs]


def measure(plan: Plan, names: Sequence[Name], tell: Callable[[str], None]) -> Findings:
    """Measure what is named, one after the other; `tell` hears of each before it begins."""
    findings = Findings()
    for name in names:
        tell(name)
        _MEASURES[name](plan, findings)
    return findings


def machine() -> dict[str, object]:
    """What the numbers were measured on."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "libraries": {name: found for name in LIBRARIES if (found := _version(name))},
    }


def _one_person(plan: Plan, findings: Findings) -> None:
    outcome = one_person.compare(plan)
    findings.runs += outcome.runs
    findings.ratios += outcome.ratios


def _people(plan: Plan, findings: Findings) -> None:
    outcome = population.compare(plan)
    findings.runs += outcome.runs
    findings.ratios += outcome.ratios


def _diffrax(plan: Plan, findings: Findings) -> None:
    outcome = diffrax_runs.compare(plan)
    findings.runs += outcome.runs
    findings.ratios += outcome.ratios


def _gradient(plan: Plan, findings: Findings) -> None:
    outcome = gradients.compare(plan)
    findings.runs += outcome.runs
    findings.ratios += outcome.ratios


def _gpu(plan: Plan, findings: Findings) -> None:
    outcome = gpu.compare(plan)
    findings.runs += outcome.runs
    findings.ratios += outcome.ratios


def _scaling(plan: Plan, findings: Findings) -> None:
    findings.growth += [scaling.with_months(plan), population.with_people(plan)]
    floor, goal = bars.EXPONENT
    findings.ratios += [
        Ratio(
            f"exponent of cost against {growth.what}", "lactea", "itself", growth.exponent,
            floor=floor, goal=goal, at_most=True,
            note=f"{growth.what} {', '.join(str(size) for size in growth.sizes)}",
        )
        for growth in findings.growth
    ]  # fmt: skip


def _cohort(plan: Plan, findings: Findings) -> None:
    findings.cohorts += cohort_files.measure(plan)


def _start(plan: Plan, findings: Findings) -> None:
    findings.starting = starting.measure(plan.starts, plan.days)
    for start in findings.starting.starts:
        first = start.name.startswith("first use")
        if first or start.name.startswith("later use"):
            floor, goal = bars.FIRST_USE_SECONDS if first else bars.LATER_USE_SECONDS
            findings.ratios.append(
                Ratio(f"seconds, {start.name}", "lactea", "", start.seconds, floor=floor,
                      goal=goal, at_most=True, note="by the wall, the whole process")
            )  # fmt: skip


def _where(plan: Plan, findings: Findings) -> None:
    days = min(plan.days, plan.demand_days)
    findings.shares += [
        where.where(benchmark_scenario(days), days),
        where.where(load("natural"), days),
    ]


def _plans(plan: Plan, findings: Findings) -> None:
    findings.ratios.append(plans.measure(plan.plan_tries))


def _trial(plan: Plan, findings: Findings) -> None:
    findings.ratios += trials.measure(plan.trial_people)


def _app(_: Plan, findings: Findings) -> None:
    waits = app_speed.measure() if app_speed.is_installed() else None
    chart, slider, there, note = (
        (None, None, None, "not run: the extra app is not installed")
        if waits is None
        else (waits.chart, waits.slider, waits.there, f"all there after {waits.tabs:.1f} s")
    )
    findings.ratios += [
        Ratio(name, "lactea app", "", value, floor=bound[0], goal=bound[1], at_most=at_most, note=said)
        for name, value, bound, at_most, said in (
            ("seconds to the first useful chart", chart, bars.CHART_SECONDS, True, "warm, 60 days"),
            ("seconds from slider to picture", slider, bars.SLIDER_SECONDS, True, "in Chromium"),
            ("share of 20 tabs at once that are there", there, bars.TABS_THERE, False, note),
        )
    ]  # fmt: skip


def _forecast(plan: Plan, findings: Findings) -> None:
    found = findings.own_log = own_log.measure(plan.log_days)
    size = f"a log of {found.days} days and {found.sessions} sessions"
    what_if = f"a what-if of {own_log.AHEAD} days"
    for what, seconds, busy, (floor, goal) in (
        (f"fit of {size}", found.fit, found.processor, bars.FIT_SECONDS),
        (what_if, found.what_if, found.what_if_processor, bars.WHAT_IF_SECONDS),
    ):
        note = f"by the wall, all cores; {busy:.2g} s of processor time"
        findings.ratios.append(
            Ratio(f"seconds, {what}", "lactea", "", seconds, floor=floor, goal=goal, at_most=True,
                  note=note)
        )  # fmt: skip


_MEASURES: dict[Name, Callable[[Plan, Findings], None]] = {
    "one-person": _one_person,
    "people": _people,
    "diffrax": _diffrax,
    "gradient": _gradient,
    "gpu": _gpu,
    "scaling": _scaling,
    "cohort": _cohort,
    "forecast": _forecast,
    "start": _start,
    "where": _where,
    "plans": _plans,
    "trial": _trial,
    "app": _app,
}


def _processor() -> str:
    import llvmlite.binding as llvm

    return str(llvm.get_host_cpu_name()) or platform.processor()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
