"""From months to one let-down: a day of a run, and a session of that day."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from lactea.app.charts.sections import sections_of
from lactea.app.house import Here
from lactea.app.screens.studio.finding import find_run
from lactea.app.waiting import SHORT_WAIT_S, ready
from lactea.reading.clock import format_clock
from lactea.reading.durations import DAY, HOUR, MINUTE
from lactea.results import Result
from lactea.view.figures.session import AFTER_MIN, BEFORE_MIN, KINDS

router = APIRouter()
NO_DAY = "This run has no such day."
NO_SESSION = "This day has no such session."
OF_A_DAY = ("fullness", "prolactin", "composition")
OF_A_SESSION = ("session",)


@dataclass(frozen=True)
class SessionLine:
    """A session of a day, for the list that leads to its let-down."""

    number: int
    clock: str
    kind: str
    minutes: float
    volume: float
    ejections: int


@router.get("/runs/{key}/days/{day}")
def of_day(here: Here, key: str, day: int) -> Response:
    """One day at full resolution, with its sessions."""
    whole = find_run(here, key)
    result = ready(whole, SHORT_WAIT_S)
    if result is None:
        return here.page("studio/waiting.html.j2", 202, key=key)
    lines = sessions_of(result, day)
    near = here.house.runs.ask(replace(whole.asked, zoom=(day * DAY, (day + 1) * DAY)))
    found = ready(near, SHORT_WAIT_S)
    if found is None:
        return here.page("studio/waiting.html.j2", 202, key=key)
    files = f"/studio/runs/{near.key}/pictures"
    return here.page(
        "studio/day.html.j2",
        key=key,
        day=day,
        lines=lines,
        sections=sections_of(found, here.speaker, files, OF_A_DAY),
        first_day=result.recording.first_day,
        last_day=result.recording.first_day + result.recording.n_days - 1,
    )


@router.get("/runs/{key}/days/{day}/sessions/{number}")
def of_session(here: Here, key: str, day: int, number: int) -> Response:
    """One session from shortly before it to shortly after it."""
    whole = find_run(here, key)
    result = ready(whole, SHORT_WAIT_S)
    if result is None:
        return here.page("studio/waiting.html.j2", 202, key=key)
    lines = sessions_of(result, day)
    if not 1 <= number <= len(lines):
        raise HTTPException(404, NO_SESSION)
    near = here.house.runs.ask(replace(whole.asked, zoom=_around(result, day, number)))
    found = ready(near, SHORT_WAIT_S)
    if found is None:
        return here.page("studio/waiting.html.j2", 202, key=key)
    files = f"/studio/runs/{near.key}/pictures"
    return here.page(
        "studio/session.html.j2",
        key=key,
        day=day,
        line=lines[number - 1],
        count=len(lines),
        sections=sections_of(found, here.speaker, files, OF_A_SESSION),
    )


def sessions_of(result: Result, day: int) -> list[SessionLine]:
    """The sessions that end on a day, which are those that its figure counts.

    Raises
    ------
    HTTPException
        404, where the run has no such day.
    """
    recording = result.recording
    if not 0 <= day - recording.first_day < recording.n_days:
        raise HTTPException(404, NO_DAY)
    sessions = recording.sessions
    clock = recording.scenario.origin_clock
    return [
        SessionLine(
            number=number,
            clock=format_clock(int(sessions["start_h"][place] * HOUR) + clock),
            kind=KINDS.get(str(sessions["kind"][place]), str(sessions["kind"][place])),
            minutes=float(sessions["duration_min"][place]),
            volume=float(np.sum(sessions["volume"][place])),
            ejections=int(sessions["ejections"][place]),
        )
        for number, place in enumerate(_places(result, day), start=1)
    ]


def _places(result: Result, day: int) -> list[int]:
    sessions = result.recording.sessions
    ends = np.asarray(sessions["start_h"] + sessions["duration_min"] / 60, dtype=float)
    # One that ends at midnight is of the day before.
    return [int(place) for place in np.flatnonzero(np.ceil(ends / 24) - 1 == day)]


def _around(result: Result, day: int, number: int) -> tuple[int, int]:
    """First and last tick of a window that holds this session and no other whole one."""
    place = _places(result, day)[number - 1]
    start = float(result.recording.sessions["start_h"][place]) * HOUR
    length = float(result.recording.sessions["duration_min"][place]) * MINUTE
    return round(start - BEFORE_MIN * MINUTE), round(start + length + AFTER_MIN * MINUTE)
