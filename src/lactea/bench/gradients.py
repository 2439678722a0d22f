"""What the derivatives of a run cost, in runs: several ways, every output checked.

Derivatives of each day's milk and prolactin with respect to `COUNT` parameters. Held against those of the compiled
engine at a tight tolerance, which tests hold against SciPy's differences.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lactea.bench import bars
from lactea.bench.case import decided, lean_run, part_of
from lactea.bench.plan import Plan
from lactea.bench.timing import Contender, Outcome, Ratio, Timed, interleave, not_run
from lactea.body.registry import Body
from lactea.engine.directions import directions_of
from lactea.engine.doses import body_with_medicines
from lactea.engine.error import FLOOR
from lactea.engine.frozen import FrozenSteps, freeze
from lactea.engine.gradient import USUAL, Gradient, gradient, gradient_along
from lactea.engine.lanes import KEPT, LaneRun, replay_batch
from lactea.engine.person import settle_person
from lactea.engine.simulation import replay_figures
from lactea.engine.solver import RELATIVE_TOLERANCE
from lactea.engine.units import inside_factor, value_text
from lactea.exchange.agreement import ALLOWED, Daily
from lactea.scenario import ResolvedProtocol, Scenario

Array = NDArray[np.float64]
Slopes = dict[str, Array]
COUNT = 30
MECHANISMS = ("prolactin", "milk", "letdown")
"""The parameters are the first of these, in the order of their files, that are no definitions."""
TIGHT = 1e-6
MOVED = 0.1
"""Relative change of one parameter for which a readout is foretold: how far two ways may differ in that is
what they may differ in a run."""
DIFFERENCE = 3e-3
"""Relative step of central differences: small, or a daily maximum becomes that of another session; and
the lanes' tolerance has to be far below it."""
DIFFERENCE_TOLERANCE = 1e-5
JAX_DAY = 1
FORWARD, LANES = "derivatives on the way", "central differences in lanes"
NO_JAX = 'python -m pip install "lactea[jax]"'


@dataclass(frozen=True)
class Case:
    """What is differentiated.

    Attributes
    ----------
    truth : Gradient
        Of all days from the start, at the tolerance `TIGHT`.
    """

    scenario: Scenario
    resolved: ResolvedProtocol
    names: tuple[str, ...]
    truth: Gradient


@dataclass(frozen=True)
class Way:
    """One way to derivatives, as slopes shaped like those of `truth`."""

    name: str
    how: str
    days: int
    run: Callable[[], Slopes]
    truth: Gradient
    note: str = ""


def parameters_of(body: Body) -> tuple[str, ...]:
    """Ids of the parameters that are differentiated by."""
    named = {part.name: part.parameters for part in body.mechanisms}
    entries = (entry for name in MECHANISMS for entry in named[name])
    return tuple(one.id for one in entries if one.grade != "definition")[:COUNT]


def compare(plan: Plan) -> Outcome:
    """All ways in turn, and what each costs in runs."""
    scenario, resolved = decided(plan.gradient_days)
    names = parameters_of(body_with_medicines(scenario))
    case = Case(scenario, resolved, names, gradient(scenario, resolved, names, tolerance=TIGHT))
    days = (resolved.end_tick - resolved.start_tick) // 86_400
    ways = [
        Way(FORWARD, f"compiled, {RELATIVE_TOLERANCE:g}, freezing included", days,
            lambda: gradient(scenario, resolved, names).slopes, case.truth),
        Way(LANES, f"{2 * COUNT} people, {DIFFERENCE_TOLERANCE:g}, one core", days,
            lambda: differences(case), case.truth),
    ]  # fmt: skip
    one_run = Contender(
        "lactea, one run", f"{RELATIVE_TOLERANCE:g}; derivatives are counted in it", days,
        lambda: _daily(replay_figures(scenario, resolved)), _daily(case.truth.values),
    )  # fmt: skip
    outcome = _in_turn(ways, one_run, plan.rounds)
    jax = (
        _jax(scenario, resolved, names)
        if plan.gradient_jax
        else _without_jax("left out of --quick")
    )
    return Outcome(outcome.runs + jax.runs, outcome.ratios + jax.ratios)


def _daily(figures: Mapping[str, Array]) -> Daily:
    return Daily(figures["removed"], figures["prolactin_max"])


def differences(case: Case) -> Slopes:
    """Central differences: two people a parameter, side by side in lanes on one core."""
    people = [
        _person(case, place, 1 + sign * DIFFERENCE)
        for place in range(len(case.names))
        for sign in (1, -1)
    ]
    body = body_with_medicines(case.scenario)
    clock = case.scenario.origin_clock_h
    batch = replay_batch(body, people, clock, tolerance=DIFFERENCE_TOLERANCE, threads=1)
    found = {"removed": batch.removed, "prolactin_max": batch.prolactin_max}
    return {
        name: np.moveaxis(figures[0::2] - figures[1::2], 0, -1) / (2 * DIFFERENCE * case.truth.at)
        for name, figures in found.items()
    }


def _person(case: Case, place: int, factor: float) -> LaneRun:
    """The person with one parameter a little larger or smaller."""
    name, value = case.names[place], float(case.truth.at[place]) * factor
    entry = body_with_medicines(case.scenario).parameters[name]
    asked = {**case.scenario.parameters, name: value_text(entry, value)}
    other = case.scenario.model_copy(update={"parameters": asked})
    setting = settle_person(body_with_medicines(other), other)
    return LaneRun(setting.parameters, setting.inputs, case.resolved)


def error(found: Slopes, truth: Gradient, readout: str) -> float:
    """Largest error, over all days, of a readout foretold for one parameter changed by `MOVED`."""
    size = np.maximum(np.abs(truth.values[readout]), FLOOR)[..., None]
    off = np.abs(found[readout] - truth.slopes[readout]) * np.abs(truth.at) * MOVED
    return float(np.max(off / size))


# ------------------------------------------------------------------------------------- timing


def _in_turn(ways: Sequence[Way], base: Contender, rounds: int) -> Outcome:
    """Time every way and, in each round, the run that it is counted in."""
    runs: list[Timed] = []
    trials: dict[str, list[_Trial]] = {way.name: [] for way in ways}
    for _ in range(rounds):
        runs += interleave([base], 1)
        for way in ways:
            trials[way.name].append(_trial(way))
    counted = replace(
        runs[0],
        processor=tuple(seconds for one in runs for seconds in one.processor),
        wall=tuple(seconds for one in runs for seconds in one.wall),
    )
    timed = [_timed(way, trials[way.name]) for way in ways]
    return Outcome([counted, *timed], [_in_runs(one, counted) for one in timed])


class _Trial(NamedTuple):
    """One run of a way: seconds, and errors of the readouts."""

    processor: float
    wall: float
    errors: tuple[float, ...]


def _trial(way: Way) -> _Trial:
    wall, processor = time.perf_counter(), time.process_time()
    found = way.run()
    seconds = time.process_time() - processor, time.perf_counter() - wall
    return _Trial(*seconds, tuple(error(found, way.truth, readout) for readout in USUAL))


def _timed(way: Way, trials: Sequence[_Trial]) -> Timed:
    milk, prolactin = (max(column) for column in zip(*(t.errors for t in trials), strict=True))
    right = max(milk, prolactin) <= ALLOWED
    note = (
        way.note if right else f"a change by a tenth is foretold wrongly by more than {ALLOWED:g}"
    )
    return Timed(
        way.name, way.how, "right" if right else "wrong", way.days, 1,
        tuple(t.processor for t in trials) if right else (),
        tuple(t.wall for t in trials) if right else (),
        milk, prolactin, note,
    )  # fmt: skip


def _in_runs(way: Timed, base: Timed) -> Ratio:
    floor, goal = bars.GRADIENT_RUNS
    rounds = [a / b for a, b in zip(way.processor, base.processor, strict=False)]
    value, low, high = (median(rounds), min(rounds), max(rounds)) if rounds else (None, None, None)
    return Ratio(
        f"derivatives by {COUNT} parameters, in runs: {way.name}", way.name, base.name, value, low, high,
        floor, goal, at_most=True,
    )  # fmt: skip


# --------------------------------------------------------------------------------------- JAX


def _without_jax(why: str) -> Outcome:
    return Outcome([not_run("JAX, forward mode", "", why)], [])


def _jax(scenario: Scenario, resolved: ResolvedProtocol, names: tuple[str, ...]) -> Outcome:
    """Forward mode of JAX on one day, after it has compiled."""
    if importlib.util.find_spec("jax") is None:
        return _without_jax(f"jax not installed; install with: {NO_JAX}")
    from lactea.jax.gradient import forward_gradient

    day = _one_day(freeze(scenario, resolved), JAX_DAY)
    setting = settle_person(day.body, scenario)
    directions = directions_of(day.body, scenario, setting, names)
    truth = gradient_along(scenario, day, names)
    factors = np.array([inside_factor(unit) for unit in truth.units])
    removed = [KEPT.index(f"removed_{side}") for side in ("left", "right")]

    def run() -> Slopes:
        found = forward_gradient(day, setting, directions)
        return {
            "removed": found.kept[:, removed, :COUNT] * factors,
            "prolactin_max": found.prolactin_max[:, :COUNT] * factors,
        }

    began = time.perf_counter()
    run()
    note = f"compiled in {time.perf_counter() - began:.0f} s by the wall, not counted; next to no milk on this day"
    way = Way("JAX, forward mode", "one day, from the declared start", 1, run, truth, note)
    part = part_of(scenario, resolved, JAX_DAY, JAX_DAY + 1)
    one_run = Contender("lactea, one run of a day", f"{RELATIVE_TOLERANCE:g}", 1,
                        lambda: lean_run(part), part.truth)  # fmt: skip
    return _in_turn([way], one_run, 1)


def _one_day(frozen: FrozenSteps, day: int) -> FrozenSteps:
    """The steps of one day alone."""
    place = frozen.settling + day - frozen.first_day
    one = slice(place, place + 1)
    return replace(
        frozen, settling=0, first_day=day, clock=frozen.clock[one], hours=frozen.hours[one],
        change=frozen.change[one], count=frozen.count[one],
    )  # fmt: skip
