"""The compiled engine against the reference: SciPy on plain floats, along the same decisions."""

import numpy as np
import pytest

from lactea.engine import Recording, SolverError, simulate
from lactea.engine.loop import Replay, Span, run
from lactea.engine.recorder import Recorder
from lactea.engine.reference import ReferenceSolver
from lactea.engine.solver import Watch
from lactea.engine.standing import standing_at
from lactea.scenario import ResolvedProtocol, Scenario, load

DAY = 86_400
AGREEMENT = 1e-3
FLOORS = {
    "removed": 1.0,
    "made": 1.0,
    "leaked": 1.0,
    "stored": 1.0,
    "infant_intake": 1.0,
    "prolactin_mean": 1.0,
    "prolactin_min": 1.0,
    "prolactin_max": 1.0,
    "oxytocin_max": 1.0,
    "estradiol_mean": 1.0,
    "progesterone_mean": 1.0,
    "activation": 0.01,
    "tissue": 0.01,
    "infant_weight": 0.01,
}
"""mL/day and ng/mL as agreed; for the rest, what does not matter in its own unit."""


def reference_days(scenario: Scenario, compiled: Recording, first: int) -> dict[str, np.ndarray]:
    """Daily figures of the reference from day `first` on, started where the compiled run stood."""
    start = standing_at(scenario, compiled.resolved, first * DAY)
    solver = ReferenceSolver(
        start.body, start.parameters, start.inputs, start.tick, scenario.origin_clock_h
    )
    solver.apply({}, start.states, {})
    resolved = compiled.resolved
    later = tuple(border for border in resolved.borders if border.tick > start.tick)
    rest = ResolvedProtocol(
        resolved.scenario_hash, resolved.origin_clock, start.tick, resolved.end_tick, later
    )
    recorder = Recorder(start.body, start.parameters, scenario.origin_clock_h, ())
    run(solver, [Replay(rest)], recorder, Span(start.tick, resolved.end_tick))
    return {name: np.array(values) for name, values in recorder.days.items()}


def differences(days: dict[str, np.ndarray], reference: dict[str, np.ndarray]) -> dict[str, float]:
    """Largest difference of each daily figure, relative to the figure or its floor."""
    found = {}
    for name, floor in FLOORS.items():
        wanted = reference[name]
        given = days[name][-len(wanted) :]
        found[name] = float((np.abs(given - wanted) / np.maximum(np.abs(wanted), floor)).max())
    return found


@pytest.mark.parametrize(
    ("name", "days"),
    [
        pytest.param("natural", 3, marks=pytest.mark.slow),
        ("exclusive-pumping", 3),
        ("natural-no-nursing", 5),
    ],
)
def test_the_compiled_engine_agrees_with_the_reference(name: str, days: int) -> None:
    """Through birth and the days when milk comes in."""
    scenario = load(name)
    compiled = simulate(scenario, days=days)
    found = differences(compiled.days, reference_days(scenario, compiled, -2))
    assert {name: size for name, size in found.items() if size > AGREEMENT} == {}


@pytest.mark.slow
def test_the_reference_runs_a_whole_scenario() -> None:
    scenario = load("natural-no-nursing", ["protocol[0].length='3 weeks'"])
    compiled = simulate(scenario, days=1)
    reference = simulate(scenario, days=1, engine="reference")
    assert reference.engine == "reference"
    assert reference.resolved == compiled.resolved
    found = differences(compiled.days, reference.days)
    assert {name: size for name, size in found.items() if size > AGREEMENT} == {}


@pytest.mark.parametrize("name", ["natural", "exclusive-pumping"])
def test_the_error_reported_is_within_the_agreement(name: str) -> None:
    recording = simulate(load(name), days=5, estimate_error=True)
    assert 0 < recording.error_estimate < AGREEMENT


def test_the_reference_takes_no_decisions() -> None:
    scenario = load("non-pregnant-woman")
    standing = standing_at(scenario, simulate(scenario, days=1).resolved, 0)
    solver = ReferenceSolver(standing.body, standing.parameters, standing.inputs, 0, 8.0)
    with pytest.raises(SolverError, match="cannot take them"):
        solver.advance(DAY, 600, [Watch("prolactin", 1.0, 5.0)])
