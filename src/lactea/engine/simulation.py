"""Running one person through a scenario: closed loop, or along a resolved protocol."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lactea.engine.course import DAY
from lactea.engine.doses import body_with_medicines, medicine_remarks
from lactea.engine.error import difference
from lactea.engine.figures import Figures
from lactea.engine.lanes import LaneRun, replay_batch
from lactea.engine.loop import Replay, Span, run
from lactea.engine.past import everybody_who_decides
from lactea.engine.person import settle_person
from lactea.engine.recorder import Recorder
from lactea.engine.recording import Recording
from lactea.engine.setup import Engine, check_replay, run_span, settled_solver
from lactea.engine.solver import RELATIVE_TOLERANCE
from lactea.engine.thriving import thriving_remarks
from lactea.reading.clock import format_clock
from lactea.scenario import remarks, scenario_hash
from lactea.scenario.resolved import ResolvedProtocol

if TYPE_CHECKING:
    from lactea.scenario import Scenario

COARSER = 10.0
"""Multiple of the tolerance at which a run is repeated to bound its error."""
FOREIGN = (
    "The decisions repeated here were taken in a run of another scenario, or of other settings."
)


def simulate(
    scenario: Scenario,
    *,
    engine: Engine = "compiled",
    days: int | None = None,
    resolved: ResolvedProtocol | None = None,
    seed: int = 0,
    zooms: Sequence[tuple[int, int]] = (),
    tolerance: float = RELATIVE_TOLERANCE,
    estimate_error: bool = False,
) -> Recording:
    """Simulate one person.

    Parameters
    ----------
    scenario : Scenario
    engine : str
        ``compiled``, or ``reference``: SciPy on plain floats, along the decisions of the compiled run.
    days : int, optional
        End of the run in days from the origin; the scenario's horizon if not given.
    resolved : ResolvedProtocol, optional
        Decisions to repeat instead of taking them.
    seed : int
        Recorded with the run; no mechanism of this release draws random numbers.
    zooms : sequence of (first tick, last tick)
        Windows recorded at full resolution with every quantity.
    tolerance : float
        Relative error allowed per step.
    estimate_error : bool
        Repeat the decisions at ten times the tolerance and report the largest difference, which the
        error of the run itself does not reach; otherwise `error_estimate` is not a number. The
        reference engine does not estimate its error.

    Returns
    -------
    Recording

    Raises
    ------
    ValueError
        If a parameter override is not understood, `days` ends before the start, or `resolved` holds
        decisions of another span.
    SolverError
        If the equations cannot be advanced.
    """
    if engine == "reference" and resolved is None:
        resolved = simulate(scenario, days=days).resolved
    recording = _simulate_once(scenario, engine, days, resolved, seed, zooms, tolerance)
    if engine == "compiled" and estimate_error:
        coarser = _coarser(recording, tolerance * COARSER)
        recording = replace(recording, error_estimate=difference(recording.days, coarser))
    return recording


def _coarser(recording: Recording, tolerance: float) -> dict[str, NDArray[np.float64]]:
    """The same person and decisions with larger steps."""
    scenario = recording.scenario
    body = body_with_medicines(scenario)
    setting = settle_person(body, scenario)
    person = LaneRun(setting.parameters, setting.inputs, recording.resolved)
    batch = replay_batch(
        body, [person], scenario.origin_clock_h, tolerance=tolerance, threads=1, lanes=1
    )
    return {"removed": batch.removed[0], "prolactin_max": batch.prolactin_max[0]}


def replay_figures(
    scenario: Scenario, resolved: ResolvedProtocol, tolerance: float = RELATIVE_TOLERANCE
) -> dict[str, NDArray[np.float64]]:
    """Repeat decisions and keep only the daily figures by which runs are compared.

    Returns
    -------
    dict
        ``removed`` of shape (n_days, 2) in mL, ``prolactin_max`` of shape (n_days,) in ng/mL.
    """
    body = body_with_medicines(scenario)
    setting = settle_person(body, scenario)
    span = Span(resolved.start_tick, resolved.end_tick)
    solver = settled_solver("compiled", body, setting, scenario, span.start, tolerance)
    figures = Figures(body)
    run(solver, [Replay(resolved)], figures, span)
    return figures.days


def _simulate_once(
    scenario: Scenario,
    engine: Engine,
    days: int | None,
    resolved: ResolvedProtocol | None,
    seed: int,
    zooms: Sequence[tuple[int, int]],
    tolerance: float,
) -> Recording:
    body = body_with_medicines(scenario)
    setting = settle_person(body, scenario)
    span = run_span(scenario, days)
    warnings = [*remarks(scenario), *medicine_remarks(scenario)]
    if resolved is not None:
        check_replay(resolved, span)
        if resolved.scenario_hash != scenario_hash(scenario):
            warnings.append(FOREIGN)
    solver = settled_solver(engine, body, setting, scenario, span.start, tolerance)
    controllers = (
        everybody_who_decides(body, setting, scenario, span.start)
        if resolved is None
        else [Replay(resolved)]
    )
    recorder = Recorder(body, setting.parameters, scenario.origin_clock_h, zooms)
    borders = run(solver, controllers, recorder, span)
    days_told = {name: np.array(values) for name, values in recorder.days.items()}
    arrival = scenario.infant_arrival_tick
    first_with_infant = None if arrival is None else max(0, (arrival - span.start) // DAY)
    warnings += thriving_remarks(days_told, first_with_infant)
    return Recording(
        scenario=scenario,
        parameter_values=setting.parameters,
        engine=engine,
        error_estimate=math.nan,
        seed=seed,
        first_day=span.start // DAY,
        n_days=(span.end - span.start) // DAY,
        resolved=ResolvedProtocol(
            scenario_hash(scenario), format_clock(scenario.origin_clock_tick), span.start,
            span.end, tuple(borders),
        ),
        days=days_told,
        sessions=recorder.session_arrays(),
        trace=recorder.trace(),
        zooms=recorder.zooms(),
        events=sorted(recorder.events, key=lambda event: event.time_h),
        warnings=warnings,
    )  # fmt: skip
