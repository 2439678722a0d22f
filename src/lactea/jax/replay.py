"""Many people along one resolved protocol, on JAX: everybody takes the same frozen steps.

A step is the third-order formula of Bogacki and Shampine that the compiled engine uses; as no error is
controlled here, its fourth evaluation is not needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from lactea.body.registry import Body
from lactea.engine.frozen import FrozenSteps, accumulating
from lactea.engine.lanes import KEPT, Batch, LaneRun
from lactea.engine.stepper import SOLUTION, STAGE_TIMES, STAGE_WEIGHTS
from lactea.jax.reading import Value, rates_of

Precision = Literal["float64", "float32"]
Table = Mapping[str, Value]


class Daily(NamedTuple):
    """Figures of each day.

    Attributes
    ----------
    kept : (days, states) those that were asked for, at midnight; what adds up begins at nothing each day
    prolactin_max : (days,)
    """

    kept: Value
    prolactin_max: Value


def replay(
    frozen: FrozenSteps, people: Sequence[LaneRun], precision: Precision = "float64"
) -> Batch:
    """Repeat frozen steps for many people at once, on the device that JAX uses.

    Parameters
    ----------
    frozen : FrozenSteps
        Of anybody with the same protocol; decisions that `people` bring along are not looked at.
    people : sequence of LaneRun
    precision : str
        ``float32`` halves memory; what it costs in accuracy stands in ``docs/jax.md``.

    Returns
    -------
    Batch
        As of the compiled engine. A person is failed if a figure is not a number.
    """
    kept, peak = replay_daily(frozen, people, KEPT, precision)
    place = {name: number for number, name in enumerate(KEPT)}
    sides = {
        name: kept[..., [place[f"{name}_left"], place[f"{name}_right"]]]
        for name in ("removed", "made", "milk")
    }
    return Batch(
        first_day=frozen.first_day,
        removed=sides["removed"],
        made=sides["made"],
        stored=sides["milk"],
        intake=kept[..., place["infant_intake"]],
        prolactin_max=peak,
        failed=~np.isfinite(np.concatenate([kept, peak[..., None]], axis=2)).all(axis=(1, 2)),
    )


def replay_daily(
    frozen: FrozenSteps,
    people: Sequence[LaneRun],
    states: tuple[str, ...],
    precision: Precision = "float64",
) -> Daily:
    """As `replay`, for any states: arrays of doubles with people in front, days without the settling."""
    body = frozen.body
    with jax.enable_x64(precision == "float64"):
        parameters, inputs = (
            np.array([[getattr(one, kind)[name] for name in names] for one in people], precision)
            for kind, names in (("parameters", body.parameter_ids), ("inputs", body.input_ids))
        )
        daily = everybody(body, states)(tables_of(frozen, precision), parameters, inputs)
        return Daily(*(
            np.asarray(figures, dtype=np.float64)[:, frozen.settling :] for figures in daily
        ))  # fmt: skip


@lru_cache(maxsize=4)
def everybody(body: Body, states: tuple[str, ...]) -> Callable[[Table, Value, Value], Daily]:
    """The compiled function (tables, parameters, inputs) -> `Daily`, people in front (kept for this process)."""
    return jax.jit(jax.vmap(person_run(body, counted, states), in_axes=(None, 0, 0)))


def tables_of(frozen: FrozenSteps, precision: str) -> Table:
    """Steps and borders as arrays, the numbers in the given precision."""

    def cast(columns: Mapping[str, Any]) -> dict[str, Value]:
        return {name: column.astype(precision) for name, column in columns.items()}

    rows = cast({"clock": frozen.clock, "hours": frozen.hours})
    return {
        "blocks": {"rows": rows | {"change": frozen.change}, "count": frozen.count},
        "changes": cast(vars(frozen.changes)),
    }


# ------------------------------------------------------------------------------- one person

Walk = Callable[[Callable[[Any, Table], Any], Any, Table], Any]
"""(step, what is carried, block) -> what is carried after all steps of a block."""


def counted(step: Callable[[Any, Table], Any], carried: Any, block: Table) -> Any:
    """Take as many steps as the block has."""
    rows = block["rows"]

    def at(place: Value, carried: Any) -> Any:
        return step(carried, {name: column[place] for name, column in rows.items()})

    return jax.lax.fori_loop(0, block["count"], at, carried)


def padded(step: Callable[[Any, Table], Any], carried: Any, block: Table) -> Any:
    """Take as many steps as the longest block has, the last ones of no length: for reverse mode.

    Nothing but the state before each step is remembered; the rest is computed a second time.
    """

    def at(carried: Any, row: Table) -> Any:
        return jax.checkpoint(step)(carried, row), None

    return jax.lax.scan(at, carried, block["rows"])[0]


def person_run(
    body: Body, walk: Walk, states: tuple[str, ...] = KEPT
) -> Callable[[Table, Value, Value], Daily]:
    """The function (tables, parameters, inputs) -> `Daily` of one person, a row for each block."""
    kept = np.array([body.state_ids.index(name) for name in states], dtype=np.int32)
    fresh = accumulating(body)
    prolactin = body.state_ids.index("prolactin")

    def one(tables: Table, parameters: Value, inputs: Value) -> Daily:
        step = _step_of(body, tables["changes"], parameters)

        def block(carried: Any, its: Table) -> tuple[Any, Daily]:
            now, inputs = carried
            now = jnp.where(fresh, 0.0, now)
            now, inputs, peak = walk(step, (now, inputs, now[prolactin]), its)
            return (now, inputs), Daily(now[kept], peak)

        begun = (_start_of(body, parameters), inputs)
        daily: Daily = jax.lax.scan(block, begun, tables["blocks"])[1]
        return daily

    return one


def _start_of(body: Body, parameters: Value) -> jax.Array:
    """Declared start of every state."""
    place = {name: number for number, name in enumerate(body.parameter_ids)}
    return jnp.stack([
        parameters[place[state.start]] if isinstance(state.start, str)
        else jnp.asarray(state.start, parameters.dtype)
        for state in body.states.values()
    ])  # fmt: skip


def _step_of(body: Body, changes: Table, parameters: Value) -> Callable[[Any, Table], Any]:
    """The function that takes one step, the changes of a border before it."""
    rates = rates_of(body)
    prolactin = body.state_ids.index("prolactin")

    def changed(states: Value, inputs: Value, row: Value) -> tuple[Value, Value]:
        its = {name: table[row] for name, table in changes.items()}
        return (
            states * its["state_kept"] + its["state_set"],
            inputs * its["input_kept"] + its["input_set"],
        )

    def unchanged(states: Value, inputs: Value, _: Value) -> tuple[Value, Value]:
        return states, inputs

    def step(carried: Any, row: Table) -> Any:
        states, inputs, peak = carried
        clock, hours, change = row["clock"], row["hours"], row["change"]
        states, inputs = jax.lax.cond(change > 0, changed, unchanged, states, inputs, change)

        def stage(slopes: Value, its: Table) -> tuple[Value, None]:
            trial = states + hours * (its["weights"] @ slopes)
            slope = rates(clock + its["share"] * hours, trial, parameters, inputs)
            return slopes.at[its["number"]].set(slope), None

        # A loop, so that the equations are compiled once and not three times.
        nothing = jnp.zeros((len(SOLUTION), len(states)), states.dtype)
        slopes, _ = jax.lax.scan(stage, nothing, _stages(states.dtype))
        after = states + hours * (jnp.array(SOLUTION, states.dtype) @ slopes)
        top = _top(states[prolactin], hours * slopes[0, prolactin], after[prolactin])
        return after, inputs, jnp.maximum(peak, top)

    return step


def _stages(kind: Any) -> Table:
    """For each stage of a step when it is, and what it counts the slopes of earlier stages."""
    weights = np.zeros((len(SOLUTION), len(SOLUTION)))
    for number, row in enumerate(STAGE_WEIGHTS, start=1):
        weights[number, : len(row)] = row
    return {
        "number": np.arange(len(SOLUTION), dtype=np.int32),
        "share": np.array([0.0, *STAGE_TIMES]).astype(kind),
        "weights": weights.astype(kind),
    }


def _top(start: Value, rise: Value, end: Value) -> Value:
    """Highest value of the parabola that leaves `start` with a slope and arrives at `end`."""
    bend = end - start - rise
    turns = (rise > 0) & (rise + 2 * bend < 0)
    inside = start - rise**2 / (4 * jnp.where(turns, bend, -1.0))
    return jnp.where(turns, inside, jnp.maximum(start, end))
