"""Logged sessions as a frozen protocol, which everybody of an ensemble then lives through.

What happened before the log and besides its sessions (pregnancy, birth, medicines, other food) comes
from the scenario, lived through once by its typical person. The sessions themselves are as logged: no
controller decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.engine import simulate
from lactea.engine.change import SESSION_BEGINS, SESSION_ENDS
from lactea.engine.course import DAY
from lactea.engine.doses import body_with_medicines
from lactea.engine.lanes import Keeping, Kept, LaneRun, replay_kept
from lactea.engine.loop import GRID_OUTSIDE
from lactea.engine.person import settle_person
from lactea.engine.removal import Phase, at_breasts
from lactea.scenario import Border, ResolvedProtocol, Scenario
from lactea.scenario.steps import AnyStep, SessionStep
from lactea.scenario.steps.sessions import sides_of
from lactea.twin.diary import Session
from lactea.twin.milk_body import REMOVED, milk_body, on_states_of

Array = NDArray[np.float64]
LEAST_GAP = 600
"""Sessions that begin sooner after another, in ticks, are one with it."""
USUAL_SECONDS = 15 * 60
"""Length of a session for which none was logged: a usual pumping (row mlk_flw_prime2011_me)."""
LONGEST_SECONDS = 2 * 3600
TOLERANCE = 3e-3
GRID_INSIDE, GRID_BETWEEN = 20, 1800
"""Relative error per step, and seconds between the points where the solver lands, in a session and
otherwise: daily milk is off by 0.04 % typically and by 1 % at most (48 people, 14 days, against 1e-6), far
below the noise of any log, in half the time."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of milk removal: logged sessions that follow each other at once are one.

    Attributes
    ----------
    start, end : int
        Ticks.
    session : Session
        The first of its sessions.
    """

    start: int
    end: int
    session: Session


def stretches_of(sessions: Sequence[Session]) -> tuple[list[Stretch], list[int]]:
    """Stretches of removal in order of time, and for each session the number of its stretch.

    Daily totals are no sessions; their number is -1.
    """
    stretches: list[Stretch] = []
    places: list[int] = []
    for session in sessions:
        if session.kind == "daily_total":
            places.append(-1)
            continue
        end = session.start + min(session.duration or USUAL_SECONDS, LONGEST_SECONDS)
        last = stretches[-1] if stretches else None
        if last is not None and session.start < last.end + LEAST_GAP:
            stretches[-1] = Stretch(last.start, max(last.end, end), last.session)
        else:
            stretches.append(Stretch(session.start, end, session))
        places.append(len(stretches) - 1)
    return stretches, places


@dataclass(frozen=True)
class Background:
    """What happens before and besides the sessions of a log.

    Attributes
    ----------
    scenario : Scenario
        With its own sessions ended where the log begins.
    body : Body
        Without what milk does not depend on.
    before, beside : tuple of Border
        Decisions until the log begins, and from then on.
    start, log_start, end : int
        Ticks.
    devices : mapping of str to float
        Vacuum by kind of device, and stimulation, of a typical person.
    """

    scenario: Scenario
    body: Body
    before: tuple[Border, ...]
    beside: tuple[Border, ...]
    start: int
    log_start: int
    end: int
    devices: Mapping[str, float]


def background_of(scenario: Scenario, first_day: int, end_day: int) -> Background:
    """Live once through what the scenario says, without sessions from day `first_day` on.

    Parameters
    ----------
    scenario : Scenario
    first_day, end_day : int
        Days of the log on which it begins, and before which the run ends.
    """
    log_start, end = first_day * DAY, end_day * DAY
    bare = _bare(scenario, log_start, end)
    resolved = simulate(bare, days=end_day).resolved
    body = milk_body(body_with_medicines(bare))
    values = settle_person(body, bare).parameters
    devices = {name: values[name] for name in values if name.startswith("vacuum_")}
    borders = tuple(on_states_of(body, border) for border in resolved.borders)
    return Background(
        bare,
        body,
        tuple(border for border in borders if border.tick < log_start),
        tuple(border for border in borders if border.tick >= log_start),
        resolved.start_tick,
        log_start,
        end,
        devices | {"stimulation": values["stimulation_device"]},
    )


def _bare(scenario: Scenario, log_start: int, end: int) -> Scenario:
    steps: list[AnyStep] = []
    for step in scenario.protocol:
        if isinstance(step, SessionStep):
            if step.start_tick >= log_start:
                continue
            stop = log_start if step.stop is None else min(step.stop, log_start)
            steps.append(step.model_copy(update={"stop": stop}))
        else:
            steps.append(step)
    # A day of the log is one of the calendar, so the origin is taken to be its midnight.
    changes = {"protocol": tuple(steps), "horizon": max(end, DAY), "origin_clock": 0, "visits": ()}
    return scenario.model_copy(update=changes)


def history_of(background: Background) -> ResolvedProtocol:
    """The decisions until the log begins, on the coarser grid."""
    borders = tuple(
        replace(border, grid=GRID_BETWEEN if border.grid == GRID_OUTSIDE else GRID_INSIDE)
        for border in background.before
    )
    return _resolved(background, background.start, background.log_start, borders)


def about_to_live(
    background: Background,
    runs: Sequence[LaneRun],
    stretches: Sequence[Stretch],
    start: int,
    end: int,
) -> list[LaneRun]:
    """The same people before what the scenario says besides, and these stretches, from `start` to `end`.

    A stretch that lasts longer than until `end` is cut off there.
    """
    inside = [replace(one, end=min(one.end, end)) for one in stretches if start <= one.start < end]
    own = [border for one in inside for border in _borders(one, background.devices)]
    beside = [
        replace(border, grid=_grid(inside, border.tick))
        for border in background.beside
        if start <= border.tick < end
    ]
    together = sorted([*own, *beside], key=lambda border: border.tick)
    protocol = _resolved(background, start, end, tuple(together))
    marks = tuple(one.end for one in inside)
    return [replace(run, resolved=protocol, marks=marks) for run in runs]


def _resolved(
    background: Background, start: int, end: int, borders: tuple[Border, ...]
) -> ResolvedProtocol:
    return ResolvedProtocol(background.scenario.name, "00:00", start, end, borders)


def _grid(stretches: Sequence[Stretch], tick: int) -> int:
    inside = any(one.start <= tick < one.end for one in stretches)
    return GRID_INSIDE if inside else GRID_BETWEEN


def _borders(stretch: Stretch, devices: Mapping[str, float]) -> list[Border]:
    tick, calm = stretch.start, {"letdown_phase": 0.0}
    phases = _phases(stretch, devices)
    borders = []
    for place, phase in enumerate(phases):
        label = f"{SESSION_BEGINS}: {stretch.session.kind}" if place == 0 else "other side"
        assign = calm if place == 0 else {}
        borders.append(Border(tick, GRID_INSIDE, at_breasts(phase), assign, {}, label))
        tick += phase.longest
    return [*borders, Border(tick, GRID_BETWEEN, at_breasts(None), calm, {}, SESSION_ENDS)]


def _phases(stretch: Stretch, devices: Mapping[str, float]) -> tuple[Phase, ...]:
    session, length = stretch.session, stretch.end - stretch.start
    sides = sides_of(session.breasts)
    if session.kind in ("nurse", "weighed_feed"):
        return tuple(Phase((side,), 1.0, 1.0, True, length // len(sides)) for side in sides)
    vacuum = devices["vacuum_hand"]
    if session.kind == "pump":
        vacuum = devices[f"vacuum_{session.device or 'personal'}"]
    return (Phase(sides, devices["stimulation"], vacuum, False, length),)


def states_after(
    background: Background, runs: Sequence[LaneRun], threads: int | None = None
) -> Kept:
    """Replay runs of one span of which only the end matters."""
    end = runs[0].resolved.end_tick
    keeping = Keeping(REMOVED, (), end, DAY)
    return replay_kept(background.body, runs, 0.0, keeping, tolerance=TOLERANCE, threads=threads)


def live(
    background: Background, runs: Sequence[LaneRun], threads: int | None = None
) -> tuple[Kept, Array]:
    """Replay runs of one span, each about to live through its own stretches.

    Returns
    -------
    Kept
    milk : (people, stretches, 2) mL by side; not numbers where somebody has fewer stretches than others
    """
    end = runs[0].resolved.end_tick
    keeping = Keeping(REMOVED, (), end, DAY)
    kept = replay_kept(background.body, runs, 0.0, keeping, tolerance=TOLERANCE, threads=threads)
    # Between two stretches nothing is removed, so what each gave is the difference of two ends.
    milk = np.maximum(np.diff(kept.states, axis=1, prepend=0.0), 0.0)
    return kept, milk
