"""What a log may teach: which values of a person are fitted, and in which words they are spoken of.

Fitted is everything uncertain on which milk depends: parameters, how both breasts are built, and the gland
as it was when the log began. All of it is positive and moved as logarithms. What a log says nothing of
stays as in the cohort by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine.lanes import LaneRun
from lactea.scenario import Scenario
from lactea.scenario.words import Words
from lactea.twin.milk_body import REMOVED, upstream

Array = NDArray[np.float64]
UNEVEN_SD = 0.12
"""Standard deviation of the logarithm by which each breast differs from the mean of both: assumed, wide
enough for one side to give half as much again as the other."""
REACH = 3.0
"""No value leaves the cohort by more than so many standard deviations, whatever the log says."""
FULL = 0.98
"""Most of the tissue able to make milk that can be active cells."""
BREAST_INPUTS = ("storage_potential", "gland_share")
BREAST_STATES = ("tissue", "active_cells", "capacity")

WORDS = {
    "synthesis_limit": "how fast milk is made in an empty {breast}",
    "fullness_steepness": "how sharply making slows as a {breast} fills",
    "transfer": "how well milk is drawn while it flows",
    "letdown_interval": "how often the let-down comes",
    "letdown_latency": "how soon the first let-down comes",
    "synthesis_prolactin_half": "how much prolactin making needs",
    "lactotroph_suckling_gain": "how strongly sessions raise prolactin",
    "stasis_fullness_half": "how full a {breast} may stay before it turns down",
    "resting_by_stasis": "how fast it turns down when milk stays",
    "recall": "how fast it turns up again",
    "recruitment": "how fast new cells are called in",
    "growth_emptying": "how much frequent emptying adds",
    "growth_suckling": "how much stimulation alone adds",
    "tissue_loss": "how fast unused gland is lost",
    "activation_time": "how fast milk comes in",
    "storage_potential": "how much the {side} {breast} stores",
    "gland_share": "how much gland drains on the {side}",
    "tissue": "how much gland there was on the {side} when the log began",
    "active_cells": "how many milk-making cells there were on the {side}",
}
"""Those that a person may want to hear of; the others are fitted all the same. The word for the breast is the
person's own."""


@dataclass(frozen=True, slots=True)
class Learned:
    """One fitted value.

    Attributes
    ----------
    id : str
        Parameter, input or state of the body.
    where : str
        ``parameters``, ``inputs`` or ``states`` (at the beginning of the log).
    """

    id: str
    where: str

    def words(self, own: Words) -> str | None:
        """What it means to a person, in their own words; None where there are none for it."""
        name, _, side = self.id.rpartition("_")
        known = WORDS.get(self.id) or (WORDS.get(name) if side in SIDES else None)
        return None if known is None else known.format(side=side, breast=own.breast)


def learned_of(body: Body, runs: Sequence[LaneRun]) -> tuple[Learned, ...]:
    """What is fitted: what differs among these people and milk depends on."""
    causes = upstream(body, REMOVED)
    names = [name for name in body.parameter_ids if name in causes]
    table = np.array([[run.parameters[name] for name in names] for run in runs])
    varied = (table > 0).all(axis=0) & (np.ptp(table, axis=0) > 0)
    own = [Learned(name, "parameters") for name, fine in zip(names, varied, strict=True) if fine]
    built = [Learned(f"{name}_{side}", "inputs") for name in BREAST_INPUTS for side in SIDES]
    gland = [Learned(f"{name}_{side}", "states") for name in BREAST_STATES for side in SIDES]
    return (*own, *built, *gland)


def even(drawn: Scenario, middle: Scenario) -> Scenario:
    """A drawn person whose breasts can grow as those of the middle: how they differ, `uneven` draws."""
    own = {"right_over_left": middle.person.right_over_left}
    return drawn.model_copy(update={"person": drawn.person.model_copy(update=own)})


def uneven(runs: Sequence[LaneRun], rng: np.random.Generator) -> list[LaneRun]:
    """The same people with breasts that differ as breasts do, in what a log is fitted by."""
    changed = []
    for run in runs:
        inputs = dict(run.inputs)
        for name in BREAST_INPUTS:
            for side in SIDES:
                inputs[f"{name}_{side}"] *= float(np.exp(UNEVEN_SD * rng.normal()))
        changed.append(replace(run, inputs=inputs))
    return changed


def values_of(body: Body, learned: Sequence[Learned], runs: Sequence[LaneRun]) -> Array:
    """Logarithms of the fitted values, (fitted, people), of people with states."""
    places = {name: place for place, name in enumerate(body.state_ids)}

    def value(entry: Learned, run: LaneRun) -> float:
        if entry.where == "states":
            assert run.states is not None
            return float(run.states[places[entry.id]])
        return (run.parameters if entry.where == "parameters" else run.inputs)[entry.id]

    return np.log([[max(value(entry, run), 1e-12) for run in runs] for entry in learned])


def with_values(
    body: Body, learned: Sequence[Learned], runs: Sequence[LaneRun], values: Array
) -> list[LaneRun]:
    """The same people with other fitted values."""
    columns = np.exp(values).T
    return [_with(body, learned, run, own) for run, own in zip(runs, columns, strict=True)]


def _with(body: Body, learned: Sequence[Learned], run: LaneRun, column: Array) -> LaneRun:
    places = {name: place for place, name in enumerate(body.state_ids)}
    assert run.states is not None
    parameters, inputs, states = dict(run.parameters), dict(run.inputs), run.states.copy()
    for entry, value in zip(learned, column, strict=True):
        if entry.where == "parameters":
            parameters[entry.id] = float(value)
        elif entry.where == "inputs":
            inputs[entry.id] = float(value)
        else:
            states[places[entry.id]] = value
    ducts = (1 - parameters["resting_secreting_share"]) * parameters["tissue_resting"]
    for side in SIDES:
        tissue, lobules, active, resting = (
            places[f"{name}_{side}"]
            for name in ("tissue", "lobules", "active_cells", "resting_cells")
        )
        states[lobules] *= states[tissue] / run.states[tissue]
        able = max(0.0, states[tissue] - ducts)
        states[active] = min(states[active], FULL * able)
        states[resting] = min(states[resting], able - states[active])
    return LaneRun(parameters, inputs, run.resolved, states)


def bounded(values: Array, prior: Array) -> Array:
    """Values no further from the cohort than `REACH` standard deviations."""
    middle, spread = prior.mean(axis=1, keepdims=True), prior.std(axis=1, keepdims=True)
    return np.clip(values, middle - REACH * spread, middle + REACH * spread)
