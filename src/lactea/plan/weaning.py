"""Ways to stop: which session goes when, and what each way does to fullness and to the hazard of mastitis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES
from lactea.engine.arrays import quantities_along
from lactea.engine.doses import body_with_medicines
from lactea.engine.lanes import LANE_TOLERANCE, Keeping, LaneRun, replay_kept
from lactea.plan.as_scenario import scenario_of
from lactea.plan.decisions import resolved_timetable
from lactea.plan.outcome import wilson
from lactea.plan.own_log import Followers
from lactea.plan.past import sessions_of_now
from lactea.plan.people import Crowd, Group, PeopleLikeThisOne
from lactea.plan.request import Mode, Request
from lactea.plan.schedule import Schedule, Sessions, Stretch
from lactea.plan.tools import tools_now
from lactea.reading.durations import DAY, HOUR
from lactea.safety import Screening, screen

Array = NDArray[np.float64]
PACES = (0, 2, 3, 4, 5, 7, 10, 14)
"""Days from one session left out to the next; 0 is all at once."""
WATCHED = 14
"""Days after the end that are looked at."""
LOOK = 2 * HOUR
BACK = 0.5
"""Secretory activation below which a breast counts as gone back: the half that marks milk coming in."""
WHOLE_DAY = 24.0
ABRUPT = "all at once"
Told = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Hardship:
    """What a way of stopping does to people.

    Attributes
    ----------
    engorged : (people,) h with a breast fuller than comfortable
    peak : (people,) highest engorgement, 0 to 1
    mastitis_stasis, mastitis_inflammation : (people,) cases to be expected, by the two accounts
    back : (people,) bool, both breasts gone back two weeks after the end
    """

    engorged: Array
    peak: Array
    mastitis_stasis: Array
    mastitis_inflammation: Array
    back: NDArray[np.bool_]

    @property
    def people(self) -> int:
        return len(self.engorged)

    @property
    def chance_back(self) -> tuple[float, tuple[float, float]]:
        """Share of people whose breasts have gone back, with its band."""
        share = float(np.mean(self.back)) if self.people else 0.0
        return share, wilson(share, self.people)


@dataclass(frozen=True)
class Way:
    """One way to stop.

    Attributes
    ----------
    order, pace
        Which session goes first, and days from one to the next.
    last
        Day of the last session.
    """

    order: str
    pace: int
    last: int
    schedule: Schedule
    hardship: Hardship
    screening: Screening

    @property
    def title(self) -> str:
        """The way in a few words."""
        if not self.pace:
            return ABRUPT
        return f"one session fewer every {self.pace} days, {self.order}"


@dataclass(frozen=True)
class Ways:
    """All ways that were tried, the gentlest first; `shown` are the few that are offered."""

    request: Request
    mode: Mode
    seed: int
    tried: tuple[Way, ...]
    shown: tuple[Way, ...]
    lost: int
    stopped: bool
    own_log: Followers | None = None


def ways_to_stop(
    request: Request,
    mode: Mode,
    seed: int = 0,
    people: int = 16,
    told: Told | None = None,
    own_log: Followers | None = None,
) -> Ways:
    """Try every order and pace that ends by the goal's day; on the followers of a log where there is one.

    Raises
    ------
    PlanError
        The past of the request cannot have been.
    """
    said = told or _silent
    crowd: Crowd = own_log or PeopleLikeThisOne(request, seed)
    group = crowd.group(range(people), lambda n, of: said("living until today", n, of))
    planned = list(_planned(request))
    tried: list[Way] = []
    stopped = False
    try:
        for number, (order, pace, schedule) in enumerate(planned, 1):
            last = max((one.end for one in schedule.stretches), default=request.first_day)
            screening = screen(scenario_of(schedule, request), request.country, mode)
            if not screening.blocked:
                hardship = hardship_of(schedule, group)
                tried.append(Way(order, pace, last, schedule, hardship, screening))
            said("trying ways to stop", number, len(planned))
    except KeyboardInterrupt:
        stopped = True
    tried.sort(key=gentleness)
    shown = tuple(_offered(tried))
    return Ways(request, mode, seed, tuple(tried), shown, group.lost, stopped, own_log)


def gentleness(way: Way) -> tuple[float, float, int]:
    """By which ways are put in order: hours engorged, then mastitis by both accounts, then length."""
    hard = way.hardship
    mastitis = np.mean(hard.mastitis_stasis) + np.mean(hard.mastitis_inflammation)
    return round(float(np.mean(hard.engorged)), 1), round(float(mastitis), 4), way.last


def _offered(ways: list[Way]) -> Iterator[Way]:
    """The gentlest; the shortest that is hardly harder; and all at once, for comparison."""
    if not ways:
        return
    gentlest = ways[0]
    yield gentlest
    level = gentleness(gentlest)[0] + WHOLE_DAY
    near = [
        one for one in ways if one.pace and gentleness(one)[0] <= level and one.last < gentlest.last
    ]
    if near:
        yield min(near, key=lambda one: one.last)
    abrupt = next((one for one in ways if not one.pace), None)
    if abrupt is not None and abrupt is not gentlest:
        yield abrupt


def _planned(request: Request) -> Iterator[tuple[str, int, Schedule]]:
    """Order, pace and schedule of every way that ends in time."""
    sessions, tools = present_sessions(request), tools_now(request)
    first, until = request.first_day, request.last_day
    if not sessions:
        yield ABRUPT, 0, Schedule((), tools.device, tools.at_once)
        return
    for pace in PACES:
        if first + pace * len(sessions) > until:
            continue
        for order, sequence in _orders(sessions, request):
            stretches = list(_stepping_down(sessions, sequence, first, pace))
            yield order, pace, Schedule(tuple(stretches), tools.device, tools.at_once)
            if not pace:
                break


def present_sessions(request: Request) -> Sessions:
    """The sessions of a day as it is now; none where removal has ended."""
    lactation = request.lactation
    if lactation is None or lactation.removal == "none" or lactation.until is not None:
        return ()
    return sessions_of_now(lactation, request)


def _orders(sessions: Sessions, request: Request) -> Iterator[tuple[str, list[int]]]:
    """Orders in which sessions go, as places in the day."""
    yield "those nearest to others first", _smallest_gap_first(sessions)
    by_night = sorted(
        range(len(sessions)), key=lambda n: (not request.limits.sleep.covers(sessions[n][0]), n)
    )
    yield "night first, then from the morning on", by_night
    yield "from the evening back", list(range(len(sessions)))[::-1]


def _smallest_gap_first(sessions: Sessions) -> list[int]:
    """Each time the session whose absence leaves the shortest pause goes."""
    left, gone = list(range(len(sessions))), []
    while left:
        pauses = {}
        for place, number in enumerate(left):
            before, after = left[place - 1], left[(place + 1) % len(left)]
            pauses[number] = (sessions[after][0] - sessions[before][0]) % DAY or DAY
        least = min(left, key=lambda number: (pauses[number], number))
        left.remove(least)
        gone.append(least)
    return gone


def _stepping_down(
    sessions: Sessions, sequence: list[int], first: int, pace: int
) -> Iterator[Stretch]:
    """As now until the first day, then one fewer at each step."""
    if first:
        yield Stretch(0, first, sessions)
    if not pace:
        return
    for step in range(1, len(sequence)):
        kept = tuple(one for n, one in enumerate(sessions) if n not in sequence[:step])
        yield Stretch(first + (step - 1) * pace, first + step * pace, kept)


def hardship_of(schedule: Schedule, people: Group) -> Hardship:
    """What a schedule does to people, until two weeks after the goal's day."""
    request = people.request
    scenario = scenario_of(schedule, request)
    body = body_with_medicines(scenario)
    days = request.last_day + WATCHED
    resolved = resolved_timetable(scenario, body, days)
    runs = people.runs(scenario, body, resolved, LANE_TOLERANCE)
    kept = replay_kept(
        body, runs, 0.0, Keeping(tuple(body.state_ids), (), LOOK, LOOK), tolerance=LANE_TOLERANCE
    )
    clock = np.array([tick / HOUR % 24 for tick in kept.ticks])
    found = [
        _felt(quantities_along(body, clock, states, run.parameters, _inputs(run, body.input_ids)))
        for run, states, failed in zip(runs, kept.states, kept.failed, strict=True)
        if not failed
    ]
    columns = [np.array(column) for column in zip(*found, strict=True)] or [np.zeros(0)] * 5
    return Hardship(columns[0], columns[1], columns[2], columns[3], columns[4].astype(bool))


def _inputs(run: LaneRun, names: tuple[str, ...]) -> Array:
    return np.array([run.inputs[name] for name in names])


def _felt(along: dict[str, Array]) -> tuple[float, float, float, float, bool]:
    hours = LOOK / HOUR
    engorgement = np.max([along[f"engorgement_{side}"] for side in SIDES], axis=0)
    stasis, inflammation = (
        hours * float(np.sum([along[f"mastitis_by_{account}_{side}"] for side in SIDES]))
        for account in ("stasis", "inflammation")
    )
    back = all(along[f"activation_{side}"][-1] < BACK for side in SIDES)
    engorged = hours * float(np.sum(engorgement > 0))
    return engorged, float(engorgement.max()), stasis, inflammation, back


def _silent(what: str, done: int, of: int) -> None:
    """Nobody listens."""
