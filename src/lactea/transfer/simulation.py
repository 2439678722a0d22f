"""One substance followed through mother, milk and infant, in the living body."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body, assemble, read_mechanism
from lactea.engine.change import Change
from lactea.engine.course import DAY, Timeline
from lactea.engine.doses import body_with_medicines
from lactea.engine.loop import run
from lactea.engine.past import past
from lactea.engine.person import Setting, settle_person
from lactea.engine.recorder import Recorder
from lactea.engine.recording import Trace
from lactea.engine.setup import controllers_of, run_span, settled_solver
from lactea.engine.solver import RELATIVE_TOLERANCE
from lactea.scenario import Scenario
from lactea.transfer.figures import clearing_of, mother_of, parameters_of
from lactea.transfer.mechanisms import milk_of_a_breast, mother_and_infant
from lactea.transfer.ratio import Ratio
from lactea.transfer.schema import Substance

Array = NDArray[np.float64]
NG_PER_ML_IN_MG_PER_L = 1000.0
WITHOUT_DOSES_MG = 1.0
"""What amounts are shares of when nothing is taken."""


class TransferError(ValueError):
    """The substance cannot be followed; the text says what is missing."""


@dataclass(frozen=True)
class Intake:
    """A dose taken at a tick after the origin."""

    tick: int
    mg: float


@dataclass(frozen=True)
class Course:
    """Levels over a window of a run.

    Attributes
    ----------
    hours : (m,) from the origin
    plasma, infant : (m,) ng/mL
    milk : (m, 2) ng/mL in the milk that would leave now, left and right
    stored : (m, 2) milk in the breasts in mL
    taken : (m,) what one infant has taken since the start, in mg
    milk_taken : (m,) milk that the infants have taken since the start, in mL
    at_breast : (m,) whether an infant is at a breast
    infant_kg : (m,)
    """

    hours: Array
    plasma: Array
    infant: Array
    milk: Array
    stored: Array
    taken: Array
    milk_taken: Array
    at_breast: NDArray[np.bool_]
    infant_kg: Array


@dataclass(frozen=True)
class Balance:
    """Where all doses are at the end of a run, as shares of the largest.

    ``given`` is what was taken; the others must add up to it.
    """

    given: float
    parts: Mapping[str, float]

    @property
    def error(self) -> float:
        """What is missing or too much, as a share of what was given."""
        return abs(sum(self.parts.values()) - self.given) / max(self.given, 1.0)


@dataclass(frozen=True)
class Followed:
    """A run: its windows and its balance."""

    courses: tuple[Course, ...]
    balance: Balance


def body_with_substance(scenario: Scenario) -> Body:
    """The body of a scenario and the two mechanisms of a substance in milk."""
    own = body_with_medicines(scenario).mechanisms
    added = (read_mechanism(milk_of_a_breast), read_mechanism(mother_and_infant))
    return assemble((*own, *added))


def follow(
    scenario: Scenario,
    substance: Substance,
    ratio: Ratio,
    intakes: Iterable[Intake],
    windows: Iterable[tuple[int, int]] = (),
) -> Followed:
    """Run a scenario with a substance on top of it.

    Parameters
    ----------
    scenario : Scenario
    substance : Substance
    ratio : Ratio
        Milk over plasma at equilibrium.
    intakes : iterable of Intake
        Every dose, from the scenario's start to its horizon.
    windows : iterable of (first tick, last tick)
        What to hand over at full resolution; nothing in the run depends on it.

    Raises
    ------
    TransferError
        The mother's kinetics are not known.
    """
    mother = mother_of(substance)
    if mother is None:
        raise TransferError(f"the kinetics of {substance.name} in the mother are not known.")
    intakes = tuple(intakes)
    scale = max((intake.mg for intake in intakes), default=0.0) or WITHOUT_DOSES_MG
    body = body_with_substance(scenario)
    setting = settle_person(body, scenario)
    clearing = clearing_of(substance, mother)
    weeks = scenario.gestation_at_birth_ticks / DAY / 7
    values = parameters_of(substance, mother, clearing, ratio, scale)
    values["transfer_gestation"] = weeks * 7 * 24
    setting = Setting(setting.parameters | values, setting.inputs)
    span = run_span(scenario, None)
    solver = settled_solver("compiled", body, setting, scenario, span.start, RELATIVE_TOLERANCE)
    place = "transfer_body" if math.isinf(mother.absorption_per_h) else "transfer_depot"
    doses = Timeline(
        (intake.tick, Change(add={place: intake.mg / scale}, label=f"dose: {substance.name}"))
        for intake in intakes
    )
    controllers = [
        Timeline(past(body, setting, scenario, span.start)),
        *controllers_of(scenario, setting, span.start),
        doses,
    ]
    recorder = Recorder(body, setting.parameters, scenario.origin_clock_h, tuple(windows))
    run(solver, controllers, recorder, span)
    courses = tuple(_course(trace, scale) for trace in recorder.zooms())
    given = sum(intake.mg for intake in intakes if intake.tick < span.end) / scale
    infants = scenario.infant.count if scenario.infant else 0
    return Followed(courses, _balance(solver.state, given, infants))


def _course(trace: Trace, scale_mg: float) -> Course:
    place = {name: column for column, name in enumerate(trace.names)}

    def column(name: str) -> Array:
        return np.asarray(trace.states[:, place[name]], dtype=float)

    level = scale_mg * NG_PER_ML_IN_MG_PER_L
    milk = [column(f"transfer_at_nipple_{side}") * level * NG_PER_ML_IN_MG_PER_L for side in SIDES]
    at_breast = sum(column(f"infant_at_{side}") for side in SIDES)
    return Course(
        hours=np.asarray(trace.time_h, dtype=float),
        plasma=column("transfer_plasma") * level,
        infant=column("transfer_infant_level") * level,
        milk=np.column_stack(milk),
        stored=np.column_stack([column(f"milk_{side}") for side in SIDES]),
        taken=column("transfer_fed") / column("infant_count") * scale_mg,
        milk_taken=column("infant_intake"),
        at_breast=np.asarray(at_breast) > 0,
        infant_kg=column("infant_mass"),
    )


def _balance(state: Callable[[str], float], given: float, infants: int) -> Balance:
    parts = {
        name: state(f"transfer_{name}") for name in ("depot", "body", "not_absorbed", "eliminated")
    }
    for side in SIDES:
        for name in ("in_milk", "expressed", "leaked"):
            parts[f"{name}_{side}"] = state(f"transfer_{name}_{side}")
    for name in ("gut", "infant", "infant_not_absorbed", "infant_eliminated"):
        parts[name] = infants * state(f"transfer_{name}")
    return Balance(given, parts)
