"""Plain diffrax on the same equations and the same protocol, in turn with the compiled engine.

Started by ``lactea bench`` as a process of its own, because JAX is set up before it is imported. It reads
nothing and prints one JSON document. Needs: python -m pip install jax diffrax

People share the schedule: JAX maps one function over them, and every person takes their own steps
between the borders, with a PID controller that is started again at each border. In two forms: plain,
where nothing but the tolerance is chosen, and told how short a let-down is, as lactea's own grid tells it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

# One core, doubles: before JAX is imported.
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["JAX_ENABLE_X64"] = "1"

import diffrax
import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from lactea.bench.case import Part, benchmark_scenario, joined, lean_run, origin_clock, part_of
from lactea.bench.population import batch_contender, crowd_of
from lactea.bench.timing import Contender, interleave, loosest
from lactea.body.registry import CLOCK
from lactea.body.vocabulary import register_reading
from lactea.cohort import draw_people
from lactea.engine.curve import extremes
from lactea.engine.loop import GRID_INSIDE, GRID_OUTSIDE
from lactea.engine.simulation import simulate
from lactea.engine.solver import RELATIVE_TOLERANCE
from lactea.exchange.agreement import Daily
from lactea.exchange.stretch import Moment
from lactea.reading.durations import DAY

Array = NDArray[np.float64]
PACE_SECONDS = 300
MOST_STEPS = 100_000
SEED = 1
CROWD_DAYS = 180
TOLERANCES = (1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6, 1e-6, 1e-7)


class Form(NamedTuple):
    """One way of using diffrax: a solver, and the longest step in a session in seconds."""

    name: str
    how: str
    solver: Any
    longest_in_session: float


FORMS = (
    Form("plain diffrax", "Tsit5, PID, restarted", diffrax.Tsit5(), math.inf),
    Form("diffrax told of let-downs", "Bosh3, PID, restarted, 20 s at most in sessions",
         diffrax.Bosh3(), 20.0),
)  # fmt: skip


class JaxReading:
    """The vocabulary on JAX arrays."""

    exp = staticmethod(jnp.exp)
    log = staticmethod(jnp.log)
    power = staticmethod(jnp.power)
    cos = staticmethod(jnp.cos)
    minimum = staticmethod(jnp.minimum)
    maximum = staticmethod(jnp.maximum)


def rates_of(part: Part) -> Callable[[Any, Any, Any], Any]:
    """(hours from the origin, states, (parameters, inputs)) -> derivatives per hour."""
    body, clock_start = part.stretch.body, origin_clock(part.stretch)

    def rates(hours: Any, states: Any, arguments: Any) -> Any:
        parameters, inputs = arguments
        values: dict[str, Any] = {CLOCK.id: (clock_start + hours) % 24.0}
        for names, array in (
            (body.state_ids, states), (body.parameter_ids, parameters), (body.input_ids, inputs)
        ):  # fmt: skip
            values |= {name: array[place] for place, name in enumerate(names)}
        for kind in {type(value) for value in values.values()}:
            register_reading(kind, JaxReading())
        body.evaluate(values)
        return jnp.stack([jnp.asarray(rate) for rate in body.derivatives(values)])

    return rates


def segments_of(part: Part) -> dict[str, Any]:
    """Times to keep, and what changes at the end of every segment: the same for everybody."""
    body = part.stretch.body
    tick = part.stretch.start_tick
    stops: dict[int, Moment] = {tick + DAY * n: Moment(0) for n in range(1, part.days + 1)}
    stops |= {moment.tick: moment for moment in part.stretch.moments}
    spans, held, new, kept, added = [], [], [], [], []
    for stop, moment in sorted(stops.items()):
        spans.append((tick / 3600, stop / 3600))
        held.append([float(name not in moment.inputs) for name in body.input_ids])
        new.append([moment.inputs.get(name, 0.0) for name in body.input_ids])
        kept.append([float(name not in moment.assign) for name in body.state_ids])
        added.append([moment.assign.get(n, 0.0) + moment.add.get(n, 0.0) for n in body.state_ids])
        tick = stop
    borders = part.decisions.borders
    ticks = [border.tick for border in borders]
    grids = [GRID_OUTSIDE, *(border.grid for border in borders)]
    in_session = [grids[bisect(ticks, round(start * 3600))] == GRID_INSIDE for start, _ in spans]
    longest = max(end - start for start, end in spans)
    points = round(longest * 3600 / PACE_SECONDS) + 1
    return {
        "times": np.array([np.linspace(*span, points) for span in spans]),
        "held": np.array(held),
        "new": np.array(new),
        "kept": np.array(kept),
        "added": np.array(added),
        "in_session": np.array(in_session),
    }


def runner(part: Part, form: Form) -> Callable[[Any, Any, Any, Any], Any]:
    """(states, parameters, inputs, tolerance) of one person -> the kept curve of every segment."""
    body = part.stretch.body
    rates = rates_of(part)
    place = body.state_ids.index
    watched = jnp.array([place("removed_left"), place("removed_right"), place("prolactin")])
    scale = jnp.array([state.scale for state in body.states.values()])
    table = {name: jnp.asarray(array) for name, array in segments_of(part).items()}

    def one(states: Any, parameters: Any, inputs: Any, tolerance: Any) -> Any:
        def segment(now: Any, row: Any) -> Any:
            states, inputs = now
            arguments = (parameters, inputs)
            longest = jnp.where(row["in_session"], form.longest_in_session / 3600, jnp.inf)
            controller = diffrax.PIDController(
                rtol=tolerance, atol=tolerance * scale, dtmax=longest
            )

            def keep(hours: Any, y: Any, _: Any) -> Any:
                slope = rates(hours, y, arguments)[watched[2]]
                return jnp.append(y[watched], slope)

            found = diffrax.diffeqsolve(
                diffrax.ODETerm(rates), form.solver, row["times"][0], row["times"][-1], 1e-3, states,
                arguments, stepsize_controller=controller, max_steps=MOST_STEPS,
                saveat=diffrax.SaveAt(subs=[
                    diffrax.SubSaveAt(ts=row["times"], fn=keep), diffrax.SubSaveAt(t1=True),
                ]),
            )  # fmt: skip
            curve, last = found.ys
            after = last[0] * row["kept"] + row["added"], inputs * row["held"] + row["new"]
            return after, curve

        return jax.lax.scan(segment, (states, inputs), table)[1]

    return one


def daily_of(part: Part, times: Array, curves: Array) -> Daily:
    """Daily figures of everybody, one person after the other."""
    first = part.stretch.start_tick / 3600
    of_day = ((times[:, 0] - first) // 24).astype(int)
    removed, peaks = [], []
    for curve in curves:
        for day in range(part.days):
            inside = np.flatnonzero(of_day == day)
            removed.append(curve[inside[-1], -1, :2] - curve[inside[0], 0, :2])
            peaks.append(max(extremes(times[i], curve[i, :, 2], curve[i, :, 3])[1] for i in inside))
    return Daily(np.array(removed), np.array(peaks))


def parts_of(first: int, days: int, people: int) -> list[Part]:
    """One schedule, and everybody's own standing at its start."""
    scenario = benchmark_scenario(first + days)
    resolved = simulate(scenario, days=first + days).resolved
    drawn = draw_people(scenario, people, SEED)
    return [part_of(one.scenario, resolved, first, first + days) for one in drawn]


def compare(parts: Sequence[Part], rounds: int) -> dict[str, Any]:
    """Each form of diffrax at the loosest tolerance that agrees, in turn with lactea; every output is checked."""
    body = parts[0].stretch.body
    states = jnp.array([[p.stretch.states[n] for n in body.state_ids] for p in parts])
    parameters = jnp.array([[p.stretch.parameters[n] for n in body.parameter_ids] for p in parts])
    inputs = jnp.array([[p.stretch.inputs[n] for n in body.input_ids] for p in parts])
    truth = joined(tuple(parts), lambda part: part.truth)
    times = segments_of(parts[0])["times"]
    days, people = parts[0].days, len(parts)

    def peer(form: Form) -> Contender:
        mapped = jax.jit(jax.vmap(runner(parts[0], form), in_axes=(0, 0, 0, None)))
        started = time.perf_counter()
        everybody = mapped.lower(states, parameters, inputs, 1e-4).compile()
        note = f"compiled in {time.perf_counter() - started:.0f} s, not counted"

        def run(tolerance: float) -> Daily:
            curves = np.asarray(everybody(states, parameters, inputs, tolerance))
            return daily_of(parts[0], times, curves)

        def at(tolerance: float) -> Contender:
            how, name = f"{form.how}, {tolerance:g}", f"{form.name}, {people} people"
            return Contender(name, how, days, lambda: run(tolerance), truth, people, note=note)

        return loosest(TOLERANCES, at)

    alone = Contender(
        "lactea, one by one", f"{RELATIVE_TOLERANCE:g}", days,
        lambda: joined(tuple(parts), lean_run), truth, people,
    )  # fmt: skip
    crowd = crowd_of(benchmark_scenario(CROWD_DAYS), people, CROWD_DAYS, one_schedule=True)
    batch = batch_contender("lactea, lanes", crowd, 1)
    runs = interleave([alone, batch, *(peer(form) for form in FORMS)], rounds)
    return {"runs": [asdict(run) for run in runs]}


def main() -> None:
    """Print the comparison as JSON."""
    options = argparse.ArgumentParser(description="Plain diffrax against the compiled engine.")
    options.add_argument("--people", type=int, default=16)
    options.add_argument("--days", type=int, default=1)
    options.add_argument("--first-day", type=int, default=20)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    parts = parts_of(chosen.first_day, chosen.days, chosen.people)
    print(json.dumps(compare(parts, chosen.rounds)))


if __name__ == "__main__":
    main()
