"""Many people: one shared schedule, and everybody's own; on one core and on two."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from lactea.bench import bars
from lactea.bench.case import TIGHT, benchmark_scenario, part_of
from lactea.bench.decisions import agreement
from lactea.bench.one_person import libroadrunner
from lactea.bench.plan import Plan
from lactea.bench.scaling import Growth, growth
from lactea.bench.timing import (
    Contender,
    Outcome,
    Ratio,
    Timed,
    interleave,
    loosest,
    ratio,
)
from lactea.body.registry import Body
from lactea.cohort import VirtualPerson, draw_people
from lactea.engine.course import DAY
from lactea.engine.deciding_lanes import Lived, live
from lactea.engine.doses import body_with_medicines
from lactea.engine.lanes import (
    KEPT,
    LANE_TOLERANCE,
    LANES,
    PEAKS,
    Batch,
    Keeping,
    LaneRun,
    batch_of,
    replay_batch,
)
from lactea.engine.person import settle_person
from lactea.engine.simulation import replay_figures, simulate
from lactea.exchange.agreement import Daily, Difference, daily_of, difference
from lactea.scenario import ResolvedProtocol, Scenario, load

SHARED, DEMAND = "one schedule", "on demand"
BATCH_TOLERANCES = (1e-3, 3e-4, LANE_TOLERANCE)
CHECK_TOLERANCE = 1e-6
"""Of the batch that every person of a timed batch is held against."""
ANCHORS = 2
"""People whose truth is itself held against the solver of one person, at the tolerance `TIGHT`."""
SEED = 1
CROWD_DAYS = 30
EXTRA = "pregnancy and settling simulated besides, not counted"


@dataclass(frozen=True)
class Crowd:
    """People with their decisions, ready to be replayed.

    Attributes
    ----------
    body : Body
    people : list of VirtualPerson
    runs : list of LaneRun
    days : int
        From the origin; what is compared.
    clock_start : float
        Local hour of day at the origin.
    truth : Daily
        All days of the first person, then of the second, and so on.
    anchored : Difference
        Of the truth from the solver of one person, for the first people.
    """

    body: Body
    people: list[VirtualPerson]
    runs: list[LaneRun]
    days: int
    clock_start: float
    truth: Daily
    anchored: Difference


def compare(plan: Plan) -> Outcome:
    """Both populations."""
    shared = crowd_of(benchmark_scenario(plan.days), plan.people, plan.days, one_schedule=True)
    first = _population(SHARED, shared, plan, bars.PEOPLE_ROADRUNNER)
    demand = crowd_of(load("natural"), plan.demand_people, plan.demand_days, one_schedule=False)
    second = _population(DEMAND, demand, plan, bars.PEOPLE_ROADRUNNER)
    closed = interleave([_closed_loop(demand), deciding_lanes(demand)], plan.rounds)
    gained = _gained(*closed)
    return Outcome(first.runs + second.runs + closed, [*first.ratios, *second.ratios, gained])


def crowd_of(scenario: Scenario, n: int, days: int, one_schedule: bool) -> Crowd:
    """Draw people, and take their decisions: those of the scenario for all, or each their own."""
    people = list(draw_people(scenario, n, SEED))
    common = simulate(scenario, days=days).resolved if one_schedule else None
    decisions = [common or simulate(one.scenario, days=days).resolved for one in people]
    body = body_with_medicines(scenario)
    runs = [_lane_run(body, one.scenario, its) for one, its in zip(people, decisions, strict=True)]
    clock = scenario.origin_clock_h
    truth = daily_of_batch(replay_batch(body, runs, clock, tolerance=CHECK_TOLERANCE), days)
    anchored = _anchored(people[:ANCHORS], decisions, truth, days)
    return Crowd(body, people, runs, days, clock, truth, anchored)


def _lane_run(body: Body, scenario: Scenario, resolved: ResolvedProtocol) -> LaneRun:
    setting = settle_person(body, scenario)
    return LaneRun(setting.parameters, setting.inputs, resolved)


def _anchored(
    people: Sequence[VirtualPerson],
    decisions: Sequence[ResolvedProtocol],
    truth: Daily,
    days: int,
) -> Difference:
    """The truth of a batch against the solver of one person: no error of lanes may hide in both."""
    alone = [
        replay_figures(one.scenario, its, TIGHT)
        for one, its in zip(people, decisions, strict=False)
    ]
    found = Daily(
        np.concatenate([figures["removed"][-days:] for figures in alone]),
        np.concatenate([figures["prolactin_max"][-days:] for figures in alone]),
    )
    some = len(people) * days
    return difference(found, Daily(truth.removed[:some], truth.prolactin_max[:some]))


def daily_of_batch(batch: Batch, days: int) -> Daily:
    """The last `days` of everybody, one person after the other."""
    return Daily(
        batch.removed[:, -days:].reshape(-1, 2), batch.prolactin_max[:, -days:].reshape(-1)
    )


def batch_contender(name: str, crowd: Crowd, threads: int, n: int | None = None) -> Contender:
    """The first `n` people of a crowd as one batch, at the loosest tolerance right for all of them."""
    runs = crowd.runs[:n]
    some = len(runs) * crowd.days
    truth = Daily(crowd.truth.removed[:some], crowd.truth.prolactin_max[:some])
    cores = f"{threads} core{'s' if threads > 1 else ''}"

    def at(tolerance: float) -> Contender:
        def run() -> Daily:
            found = replay_batch(
                crowd.body, runs, crowd.clock_start, threads=threads, tolerance=tolerance
            )
            return daily_of_batch(found, crowd.days)

        how = f"{LANES} lanes, {tolerance:g}, {cores}"
        return Contender(name, how, crowd.days, run, truth, people=len(runs), note=EXTRA)

    return loosest(BATCH_TOLERANCES, at)


def _population(name: str, crowd: Crowd, plan: Plan, bounds: bars.Bounds) -> Outcome:
    one, two = f"lactea, {name}", f"lactea, {name}, two cores"
    # Not the first days: there the peer needs a tighter tolerance than it is compared at.
    part = part_of(
        crowd.people[0].scenario, crowd.runs[0].resolved, crowd.days - plan.peer_days, crowd.days
    )
    peers, timed = libroadrunner(part, "restarted", f"libRoadRunner, {name}")
    contenders = [batch_contender(one, crowd, 1), batch_contender(two, crowd, 2), *peers]
    timed += interleave(contenders, plan.rounds)
    if not crowd.anchored.allowed:
        timed = [_unfounded(run, crowd.anchored) for run in timed]
    by_name = {run.name: run for run in timed}
    ratios = [
        ratio(f"people, {name}, against libRoadRunner", by_name[one],
              by_name[f"libRoadRunner, {name}"], bounds,
              note="per core; the peer runs the first person"),
        _cores(name, by_name[one], by_name[two]),
        _share_within(name, crowd, by_name[one]),
    ]  # fmt: skip
    return Outcome(timed, ratios)


def _unfounded(run: Timed, anchored: Difference) -> Timed:
    """A batch whose very truth is in doubt has no time."""
    note = (
        f"the batch at a tight tolerance differs from one person alone by {anchored.milk:.1e} "
        f"and {anchored.prolactin:.1e}"
    )
    return replace(run, status="wrong", processor=(), wall=(), note=note)


def _cores(name: str, one: Timed, two: Timed) -> Ratio:
    floor, goal = bars.TWO_CORES
    bar = f"two cores against one, {name}"
    cores = os.cpu_count() or 1
    rounds = [a / b for a, b in zip(one.wall, two.wall, strict=False)] if cores > 1 else []
    note = "by the wall, so other work on the machine counts" if cores > 1 else "not run: one core"
    if one.processor and two.processor:
        share = median(two.processor) / median(one.processor)
        note += f"; both cores together took {share:.2f} times the processor time of one"
    if not rounds:
        return Ratio(bar, two.name, one.name, None, floor=floor, goal=goal, note=note)
    return Ratio(
        bar, two.name, one.name, median(rounds), min(rounds), max(rounds), floor, goal, note
    )


def _share_within(name: str, crowd: Crowd, timed: Timed) -> Ratio:
    """Share of people who meet the contract's agreement at the tolerance that lactea uses itself."""
    floor, goal = bars.WITHIN
    batch = replay_batch(crowd.body, crowd.runs, crowd.clock_start, tolerance=LANE_TOLERANCE)
    found = daily_of_batch(batch, crowd.days)
    pieces = [slice(i * crowd.days, (i + 1) * crowd.days) for i in range(len(crowd.runs))]
    within = [difference(_cut(found, piece), _cut(crowd.truth, piece)).allowed for piece in pieces]
    return Ratio(
        f"share of {len(within)} people within 1e-3, {name}",
        f"{timed.name} at {LANE_TOLERANCE:g}", f"itself at {CHECK_TOLERANCE:g}",
        float(np.mean(within)), floor=floor, goal=goal,
        note=f"truth against one alone at {TIGHT:g}: {crowd.anchored.milk:.1e} milk, "
             f"{crowd.anchored.prolactin:.1e} prolactin",
    )  # fmt: skip


def _cut(daily: Daily, piece: slice) -> Daily:
    return Daily(daily.removed[piece], daily.prolactin_max[piece])


def _closed_loop(crowd: Crowd) -> Contender:
    """What taking the decisions costs: one person in a closed loop, with the whole record."""
    person = crowd.people[0].scenario

    def run() -> Daily:
        return daily_of(simulate(person, days=crowd.days), 0, crowd.days)

    truth = Daily(crowd.truth.removed[: crowd.days], crowd.truth.prolactin_max[: crowd.days])
    return Contender(
        f"lactea, {DEMAND}, deciding", "closed loop, whole record", crowd.days, run, truth,
        note=EXTRA,
    )  # fmt: skip


def deciding_lanes(crowd: Crowd) -> Contender:
    """Everybody on demand, the decisions taken in lanes.

    The milk is held against that of the same decisions at a tight tolerance, and the decisions against
    those that everybody took alone.
    """
    people = [one.scenario for one in crowd.people]
    start = crowd.runs[0].resolved.start_tick

    def together() -> Lived:
        return live(people, Keeping(KEPT, PEAKS, start + DAY, DAY), days=crowd.days)

    taken = together().runs
    found = agreement([run.resolved for run in crowd.runs], [run.resolved for run in taken])
    truth = replay_batch(crowd.body, taken, crowd.clock_start, tolerance=CHECK_TOLERANCE)

    def run() -> Daily:
        if not found.allowed:
            raise ValueError(f"{found.told()}, more than chance on their grid explains")
        return daily_of_batch(batch_of(together().kept), crowd.days)

    return Contender(
        f"lactea, {DEMAND}, deciding in lanes", f"{LANES} lanes, closed loop, days alone",
        crowd.days, run, daily_of_batch(truth, crowd.days), people=len(people),
        note=f"{EXTRA}; {found.told()}",
    )  # fmt: skip


def _gained(alone: Timed, together: Timed) -> Ratio:
    """How much faster people decide side by side."""
    return ratio(
        "people deciding on demand, side by side against one by one", together, alone,
        note="one by one the whole record is kept, side by side the days",
    )  # fmt: skip


def with_people(plan: Plan) -> Growth:
    """More and more people, on one schedule."""
    crowd = crowd_of(benchmark_scenario(CROWD_DAYS), max(plan.crowd), CROWD_DAYS, one_schedule=True)
    contenders = [batch_contender(f"{n} people", crowd, 1, n) for n in plan.crowd]
    return growth("people", plan.crowd, interleave(contenders, plan.rounds))
