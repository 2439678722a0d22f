"""A log and the frozen protocol of its sessions: what is measured, and what is to be estimated.

The sessions are those of the log, as `lactea fit` freezes them; the person before them is the typical one of
the scenario, who has lived through all sessions of the log before the window.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lactea.body.registry import SIDES, assemble, read_mechanism
from lactea.engine.change import SESSION_BEGINS
from lactea.engine.lanes import LaneRun
from lactea.exchange.petab import session_milk
from lactea.exchange.petab.unknowns import Unknown, chosen_unknowns, usual_unknowns
from lactea.exchange.problems import ExportError
from lactea.exchange.stretch import Stretch, moments_of, stretch_of
from lactea.scenario import Border, ResolvedProtocol, Scenario
from lactea.twin import noise as noises
from lactea.twin.calibration import FIRST_NOISE_DAY, FIRST_NOISE_DRIFT
from lactea.twin.diary import Diary
from lactea.twin.frozen import (
    Background,
    about_to_live,
    background_of,
    history_of,
    stretches_of,
)
from lactea.twin.frozen import Stretch as Removal
from lactea.twin.milk_body import part_of
from lactea.twin.noise import Noise
from lactea.twin.observing import BOTH, LEFT, RIGHT, Observed, hours_before, observe

SIDE_NAMES = {LEFT: "left", RIGHT: "right", BOTH: "both"}
COUNTED = tuple(f"{name}_{side}" for name in ("session_milk_per_hour", "removed") for side in SIDES)
NOTHING = {f"session_milk_{side}": 0.0 for side in SIDES}


@dataclass(frozen=True, slots=True)
class Window:
    """The last days of a log, and the ids of what is to be estimated; the usual ones if empty."""

    days: int
    unknowns: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One number of the log.

    Attributes
    ----------
    side : str
        ``left``, ``right`` or ``both``.
    tick : int
        The end of the session, from the origin.
    value : float
        ``log(mL / hours + 1)``, the scale on which `lactea fit` compares.
    hours : float
        Since that side was last emptied.
    sd : float
        Standard deviation of the value around a simulation, of all causes together.
    """

    side: str
    tick: int
    value: float
    hours: float
    sd: float


@dataclass(frozen=True)
class Calibration:
    """What is measured along a stretch, and what is unknown.

    Attributes
    ----------
    stretch : Stretch
        Its body counts the milk of each session.
    protocol : ResolvedProtocol
        The same decisions after the start, with the grid that lactea's own engine needs.
    readings : tuple of Reading
    unknowns : tuple of Unknown
    left_out : int
        Numbers of these days that are no reading of one session: daily totals.
    """

    stretch: Stretch
    protocol: ResolvedProtocol
    readings: tuple[Reading, ...]
    unknowns: tuple[Unknown, ...]
    left_out: int


def calibration_of(diary: Diary, scenario: Scenario, window: Window) -> Calibration:
    """The calibration of the last days of a log.

    Parameters
    ----------
    diary : Diary
    scenario : Scenario
        Who keeps it, and what happened before.
    window : Window

    Raises
    ------
    ExportError
        The days hold no reading of a session, or something cannot be estimated.
    """
    end_day = diary.last_day + 1
    first_day = max(diary.first_day, end_day - window.days)
    background = background_of(scenario, diary.first_day, end_day)
    removals, places = stretches_of(diary.sessions)
    whole = _whole_protocol(background, removals)
    bare = stretch_of(background.scenario, whole, first_day=first_day, last_day=end_day)
    observed = observe(diary.sessions, removals, places)
    readings, left_out = _readings(observed, removals, bare)
    if not readings:
        raise ExportError(
            f"The last {window.days} days of the log hold no volume of a session with a known time "
            "since the one before; take more days."
        )
    hours = _hours_of(removals)
    borders = tuple(_counted(one, hours) for one in whole.borders if one.tick > bare.start_tick)
    stretch = _counting(bare, borders)
    unknowns = (
        chosen_unknowns(stretch, window.unknowns) if window.unknowns else usual_unknowns(stretch)
    )
    protocol = replace(whole, start_tick=bare.start_tick, borders=borders)
    return Calibration(stretch, protocol, readings, unknowns, left_out)


def _whole_protocol(background: Background, removals: Sequence[Removal]) -> ResolvedProtocol:
    """All decisions from the start of the scenario to the end of the log."""
    before = history_of(background)
    anybody = LaneRun({}, {}, before)
    (run,) = about_to_live(background, [anybody], removals, background.log_start, background.end)
    log = run.resolved
    return replace(before, end_tick=log.end_tick, borders=(*before.borders, *log.borders))


def _hours_of(removals: Sequence[Removal]) -> dict[int, dict[str, float]]:
    """Hours since the last emptying as inputs of the body, by the tick at which a session begins.

    Where they are known of one side only, the other has the same: that is what both together count by.
    """
    found = {}
    for removal, hours in zip(removals, hours_before(removals), strict=True):
        if np.isnan(hours).all():
            continue
        known = np.where(np.isnan(hours), np.nanmean(hours), hours)
        found[removal.start] = {
            f"session_hours_{side}": float(one) for side, one in zip(SIDES, known, strict=True)
        }
    return found


def _counted(border: Border, hours: Mapping[int, dict[str, float]]) -> Border:
    """The border at which a session begins sets its count to nothing."""
    if not border.label.startswith(SESSION_BEGINS):
        return border
    inputs = border.inputs | hours.get(border.tick, {})
    return replace(border, inputs=inputs, assign=border.assign | NOTHING)


def _counting(stretch: Stretch, borders: tuple[Border, ...]) -> Stretch:
    """The stretch with a body that counts the milk of each session, and what that depends on alone."""
    whole = assemble((*stretch.body.mechanisms, read_mechanism(session_milk)))
    body = part_of(whole, COUNTED)
    states, inputs = stretch.states | NOTHING, stretch.inputs
    return replace(
        stretch,
        body=body,
        inputs={name: inputs.get(name, entry.default) for name, entry in body.inputs.items()},
        states={name: states[name] for name in body.state_ids},
        moments=moments_of(borders),
    )


def _readings(
    observed: Observed, removals: Sequence[Removal], stretch: Stretch
) -> tuple[tuple[Reading, ...], int]:
    """Readings of the stretch, and how many numbers of its days are none."""
    session, weights = noises.session_noise(observed)
    noise = Noise(session, FIRST_NOISE_DAY, FIRST_NOISE_DRIFT)
    spread = np.sqrt(np.diag(noises.covariance(observed, weights, noise)))
    found, left_out = [], 0
    for row in np.flatnonzero(observed.ticks >= stretch.start_tick):
        place = int(observed.stretch[row])
        if place < 0:
            left_out += 1
            continue
        end = removals[place].end
        if end > stretch.end_tick:
            left_out += 1
            continue
        found.append(
            Reading(
                SIDE_NAMES[int(observed.side[row])],
                end,
                float(observed.value[row]),
                float(observed.hours[row]),
                float(spread[row]),
            )
        )
    return tuple(found), left_out
