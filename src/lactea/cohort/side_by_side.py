"""People stepped side by side: the same figures in a fraction of the time.

Where the protocol is a timetable, everybody's decisions are known before the run, and `lactea.engine.lanes`
repeats them for several people at once; where somebody decides from the state of the body, an infant on demand or
a rule, `lactea.engine.deciding_lanes` takes the decisions on the way. What needs more than the days,
sessions and events, is not kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from functools import partial

import numpy as np

from lactea.body.registry import SIDES
from lactea.cohort.crews import Crew
from lactea.cohort.daily import DAILY, Entry, is_per_side
from lactea.cohort.drawing import Recipe, VirtualPerson
from lactea.cohort.people import Failure, Success, chunks_of
from lactea.cohort.problems import CohortError
from lactea.cohort.rows import READOUTS, row_of
from lactea.engine import Recording
from lactea.engine.change import SESSION_ENDS
from lactea.engine.course import DAY
from lactea.engine.deciding_lanes import Lived, live
from lactea.engine.doses import body_with_medicines
from lactea.engine.lanes import Keeping, Kept, LaneRun, replay_kept
from lactea.engine.person import settle_person
from lactea.engine.recording import PiecedTrace
from lactea.engine.setup import run_span
from lactea.engine.shared_timetables import SharedTimetables
from lactea.engine.timetable import LookedError, timetable
from lactea.scenario import Scenario

AT_ONCE = 64
"""People handed to a worker at once: each lane has a few, so that none waits long for the slowest."""

SUMS = ("removed", "made", "leaked")
LEVELS = {"stored": "milk", "capacity": "capacity", "tissue": "tissue", "activation": "activation"}
STATES = (
    *(f"{name}_{side}" for name in (*SUMS, *LEVELS.values()) for side in SIDES),
    "infant_intake",
    "infant_mass",
    "infant_water",
)
PEAKS = ("prolactin",)
ROWS = tuple(
    readout
    for readout in READOUTS
    if readout.observable
    in ("milk.removed_per_day", "breast.capacity", "breast.tissue_gain", "infant.weight")
)
"""The numbers of a person that are had from days alone."""


Stepper = Callable[[Sequence[Scenario], Keeping, int | None], Lived]
"""(people of one scenario, what is kept, last day) -> what was kept and decided."""

Replayer = Callable[[Scenario, Sequence[LaneRun], Keeping], Kept]
"""(scenario that all were drawn from, people with their decisions, what is kept) -> what was kept."""


def in_lanes(people: Sequence[Scenario], keeping: Keeping, days: int | None) -> Lived:
    """Step people in the lanes of this core."""
    try:
        return by_timetable(_replayed_here, people, keeping, days)
    except LookedError:
        return live(people, keeping, days=days)


def by_timetable(
    replayer: Replayer, people: Sequence[Scenario], keeping: Keeping, days: int | None
) -> Lived:
    """Let `replayer` step people who decide nothing from the state of the body.

    Raises
    ------
    LookedError
        If somebody does.
    """
    timetables = SharedTimetables()
    runs = [_timetabled(timetables, scenario, days) for scenario in people]
    return Lived(replayer(people[0], runs, keeping), runs, {})


def _timetabled(timetables: SharedTimetables, scenario: Scenario, days: int | None) -> LaneRun:
    setting = settle_person(body_with_medicines(scenario), scenario)
    return LaneRun(setting.parameters, setting.inputs, timetables.of(scenario, setting, days))


def _replayed_here(scenario: Scenario, runs: Sequence[LaneRun], keeping: Keeping) -> Kept:
    body, clock = body_with_medicines(scenario), scenario.origin_clock_h
    return replay_kept(body, runs, clock, keeping, threads=1)


def refuse_who_decides(scenario: Scenario, days: int | None) -> None:
    """Refuse a scenario in which somebody decides from the state of the body.

    Raises
    ------
    CohortError
        With what is looked at.
    """
    try:
        timetable(scenario, settle_person(body_with_medicines(scenario), scenario), days)
    except LookedError as looked:
        raise CohortError(
            f"People of '{scenario.name}' cannot take the same steps on a GPU: an infant on demand, a rule or "
            f"another choice depends on the body ({looked}) Use --engine lanes."
        ) from None


def replay_people(
    recipe: Recipe,
    indices: Iterable[int],
    *,
    days: int | None = None,
    crew: Crew,
    stepper: Stepper = in_lanes,
    at_once: int = AT_ONCE,
) -> Generator[Success[Entry] | Failure, None, None]:
    """Draw people and step them side by side, in the order of `indices`.

    Parameters
    ----------
    recipe : Recipe
        How people are drawn, and of which scenario.
    indices : iterable of int
        Numbers of the people.
    days : int, optional
        End of the runs in days from the origin; the scenario's horizon without it.
    crew : Crew
        Who does the work; each worker uses one core.
    stepper : callable
        What steps people; importable by name.
    at_once : int
        People handed to a worker at once.

    Yields
    ------
    Success or Failure
        As `lactea.cohort.people.simulate_people`; the row holds `ROWS`, and daily figures that lanes do not keep
        are not numbers.
    """
    with closing(
        crew.results(partial(_together, recipe, days, stepper), chunks_of(indices, at_once))
    ) as all_of:
        for outcomes in all_of:
            yield from outcomes


def _together(
    recipe: Recipe, days: int | None, stepper: Stepper, indices: Sequence[int]
) -> list[Success[Entry] | Failure]:
    found: dict[int, Success[Entry] | Failure] = {}
    people: list[VirtualPerson] = []
    for index in indices:
        try:
            person = recipe.person(index)
            settle_person(body_with_medicines(person.scenario), person.scenario)
            people.append(person)
        except Exception as error:  # whatever happens to one person must not stop the others
            found[index] = Failure.of(index, error)
    if people:
        first = run_span(recipe.scenario, days).start + DAY
        keeping = Keeping(STATES, PEAKS, first, DAY)
        lived = stepper([person.scenario for person in people], keeping, days)
        for place, person in enumerate(people):
            found[person.index] = _outcome(person, lived, place)
    return [found[index] for index in indices]


def _outcome(person: VirtualPerson, lived: Lived, place: int) -> Success[Entry] | Failure:
    kept = lived.kept
    if kept.failed[place]:
        usual = "SolverError: the equations could not be advanced"
        return Failure(person.index, lived.reasons.get(place, usual))
    entry = _entry(person, lived.runs[place], kept.states[place], kept.peaks[place])
    return Success(person.index, entry)


def _entry(person: VirtualPerson, run: LaneRun, states: np.ndarray, peaks: np.ndarray) -> Entry:
    days = _days(run, states, peaks)
    recording = _recording(person, run, days)
    nothing = np.full((len(states), 2), np.nan)
    figures = {
        name: days.get(name, nothing if is_per_side(name) else nothing[:, 0]).astype(np.float32)
        for name in DAILY
    }
    return Entry(row_of(person, recording, ROWS), figures)


def _days(run: LaneRun, states: np.ndarray, peaks: np.ndarray) -> dict[str, np.ndarray]:
    """Daily figures of one person; `states` are those at the ends of its days."""
    place = {name: column for column, name in enumerate(STATES)}

    def of_sides(name: str) -> np.ndarray:
        return states[:, [place[f"{name}_{side}"] for side in SIDES]]

    days = {name: np.diff(of_sides(name), axis=0, prepend=0.0) for name in SUMS}
    days |= {name: of_sides(state) for name, state in LEVELS.items()}
    days["infant_intake"] = np.diff(states[:, place["infant_intake"]], prepend=0.0)
    days["infant_weight"] = states[:, place["infant_mass"]] + states[:, place["infant_water"]]
    days["prolactin_max"] = peaks[:, 0]
    days["sessions"] = _sessions(run, len(states))
    return days


def _sessions(run: LaneRun, days: int) -> np.ndarray:
    """Sessions by the day on which they end; one that ends at midnight is of the day before."""
    ended = [
        (border.tick - 1 - run.resolved.start_tick) // DAY
        for border in run.resolved.borders
        for word in border.label.split("; ")
        if word == SESSION_ENDS
    ]
    return np.bincount(np.array(ended, dtype=int), minlength=days)[:days].astype(float)


def _recording(person: VirtualPerson, run: LaneRun, days: dict[str, np.ndarray]) -> Recording:
    """A recording that holds days and nothing else."""
    return Recording(
        scenario=person.scenario,
        parameter_values=dict(run.parameters),
        engine="lanes",
        error_estimate=math.nan,
        seed=0,
        first_day=run.resolved.start_tick // DAY,
        n_days=len(days["sessions"]),
        resolved=run.resolved,
        days=days,
        sessions={},
        trace=PiecedTrace([], ()),
        zooms=[],
        events=[],
    )
