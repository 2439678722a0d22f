"""Many people on one schedule with JAX on a GPU, against lanes on two cores; where there is a GPU."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Literal, get_args

from lactea.bench import bars
from lactea.bench.case import benchmark_scenario
from lactea.bench.plan import Plan
from lactea.bench.population import daily_of_batch
from lactea.bench.timing import Outcome, Ratio, Timed, not_run
from lactea.body.registry import Body
from lactea.cohort import draw_people
from lactea.engine.doses import body_with_medicines
from lactea.engine.frozen import FrozenSteps, freeze
from lactea.engine.lanes import Batch, LaneRun, replay_batch
from lactea.engine.person import settle_person
from lactea.engine.simulation import simulate
from lactea.exchange.agreement import ALLOWED, Daily, Difference, difference
from lactea.jax.device import require_gpu
from lactea.jax.problems import JaxError
from lactea.reading.extras import MissingExtraError
from lactea.scenario import ResolvedProtocol, Scenario

NAME = "JAX on a GPU"
Precision = Literal["float64", "float32"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
AT_ONCE = 25_000
"""People in the memory of the GPU at once."""
CHECKED = 64
"""People whose figures are held against the compiled engine at a tight tolerance; of the others it is only
checked that they are numbers."""
CHECK_TOLERANCE = 1e-6
CPU_PEOPLE = 512
"""People of the comparison on two cores, which costs in proportion to people."""
SEED = 1


def compare(plan: Plan) -> Outcome:
    """The cohort of the targets, in both precisions; or the word why not."""
    try:
        device = require_gpu()
    except (JaxError, MissingExtraError) as why:
        return Outcome([not_run(NAME, "", f"not measured: {why}")], [])
    scenario = benchmark_scenario(plan.gpu_days)
    resolved = simulate(scenario, days=plan.gpu_days).resolved
    body = body_with_medicines(scenario)
    few = _people(body, scenario, resolved, min(CPU_PEOPLE, plan.gpu_people))
    checked = few[:CHECKED]
    truth = daily_of_batch(
        replay_batch(body, checked, scenario.origin_clock_h, tolerance=CHECK_TOLERANCE),
        plan.gpu_days,
    )
    cores = _on_cores(body, few, scenario, plan, truth)
    frozen = freeze(scenario, resolved)
    runs = [
        _on_device(frozen, scenario, resolved, plan, truth, device, precision)
        for precision in PRECISIONS
    ]
    return Outcome([cores, *runs], [_ratio(run, cores) for run in runs])


def _people(
    body: Body, scenario: Scenario, resolved: ResolvedProtocol, n: int, start: int = 0
) -> list[LaneRun]:
    drawn = draw_people(scenario, n, SEED, start=start)
    settings = (settle_person(body, person.scenario) for person in drawn)
    return [LaneRun(one.parameters, one.inputs, resolved) for one in settings]


def _on_cores(
    body: Body, people: Sequence[LaneRun], scenario: Scenario, plan: Plan, truth: Daily
) -> Timed:
    began, processor = time.perf_counter(), time.process_time()
    batch = replay_batch(body, people, scenario.origin_clock_h, threads=2)
    spent = time.process_time() - processor, time.perf_counter() - began
    return _timed("lactea, two cores", "lanes", len(people), plan.gpu_days, [spent], [batch], truth)


def _on_device(
    frozen: FrozenSteps,
    scenario: Scenario,
    resolved: ResolvedProtocol,
    plan: Plan,
    truth: Daily,
    device: str,
    precision: Precision,
) -> Timed:
    """Everybody, some at a time; drawing people and compiling are not counted."""
    from lactea.jax.replay import replay

    spent, batches = [], []
    size = min(AT_ONCE, plan.gpu_people)
    for start in range(0, plan.gpu_people, size):
        n = min(size, plan.gpu_people - start)
        people = _people(frozen.body, scenario, resolved, n, start)
        if not start:
            replay(frozen, people, precision)
        began, processor = time.perf_counter(), time.process_time()
        batches.append(replay(frozen, people, precision))
        spent.append((time.process_time() - processor, time.perf_counter() - began))
    how = f"{device}, {precision}"
    return _timed(NAME, how, plan.gpu_people, plan.gpu_days, spent, batches, truth)


def _timed(
    name: str,
    how: str,
    people: int,
    days: int,
    spent: Iterable[tuple[float, float]],
    batches: Sequence[Batch],
    truth: Daily,
) -> Timed:
    processor, wall = (sum(column) for column in zip(*spent, strict=True))
    found = _found(batches[0], days, len(truth.prolactin_max) // days, truth)
    failed = int(sum(batch.failed.sum() for batch in batches))
    right = found.allowed and not failed
    why = f"{failed} people without figures" if failed else f"off by more than {ALLOWED:g}"
    note = "" if right else why
    return Timed(
        name, how, "right" if right else "wrong", days, people,
        (processor,) if right else (), (wall,) if right else (), found.milk, found.prolactin, note,
    )  # fmt: skip


def _found(batch: Batch, days: int, people: int, truth: Daily) -> Difference:
    daily = daily_of_batch(batch, days)
    some = people * days
    return difference(Daily(daily.removed[:some], daily.prolactin_max[:some]), truth)


def _ratio(run: Timed, cores: Timed) -> Ratio:
    """By the wall, for one person: a GPU leaves the processor idle."""
    floor, goal = bars.GPU
    value = (
        (median(cores.wall) / cores.people) / (median(run.wall) / run.people)
        if run.wall and cores.wall
        else None
    )
    note = f"by the wall; {cores.people} people on two cores, scaled by their number"
    return Ratio(
        f"people a second, {run.how}",
        run.name,
        cores.name,
        value,
        floor=floor,
        goal=goal,
        note=note,
    )
