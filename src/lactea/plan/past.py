"""What the person has lived through until today, as a scenario that ends at last midnight."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from lactea.plan.as_scenario import MIDNIGHT
from lactea.plan.present import Lactation
from lactea.plan.problems import PlanError
from lactea.plan.request import Request
from lactea.plan.schedule import Sessions
from lactea.plan.timetable import day_times
from lactea.plan.tools import tools_now
from lactea.reading.clock import format_clock
from lactea.reading.durations import DAY, MINUTE, format_duration
from lactea.reading.problems import dotted, first_problem
from lactea.scenario import Scenario

FIRST_SESSION = "6 h"
NIGHT_FROM = 7
"""From so many sessions a day on, one of them is taken to lie at night."""


def past_scenario(request: Request) -> Scenario | None:
    """The past of a request: a birth at midnight, and how milk was removed since; None without a birth."""
    lactation = request.lactation
    if lactation is None:
        return None
    days = max(-request.day(lactation.born), 1)
    wanted = request.infant
    infant = None
    if lactation.removal == "nursing":
        infant = {
            "count": 1 if wanted is None else wanted.count,
            "birth_weight": f"{3.3 if wanted is None else wanted.birth_weight!r} kg",
            "gestation_at_birth": format_duration(lactation.pregnancy),
        }
    return _understood(
        {
            "schema": "lactea.scenario/1",
            "name": f"{request.name}: until today",
            "summary": "What was, as the request tells it.",
            "origin": "placenta_delivered",
            "origin_clock": MIDNIGHT,
            "person": request.person,
            "infant": infant,
            "protocol": [
                {"do": "pregnancy", "length": format_duration(lactation.pregnancy)},
                {"do": "birth", "at": "0 h", "placenta": "delivered"},
                *_removal(lactation, days, request),
            ],
            "horizon": format_duration(days * DAY),
        }
    )


def _understood(data: dict[str, Any]) -> Scenario:
    """The scenario, or an error that says what in the request cannot have been."""
    try:
        return Scenario.model_validate(data)
    except ValidationError as error:
        path, what = first_problem(error, data)
        raise PlanError(
            f"this past cannot be lived: {dotted(path)}: {what}", field="lactation"
        ) from None


def _removal(lactation: Lactation, days: int, request: Request) -> list[dict[str, Any]]:
    until = days if lactation.until is None else (lactation.until - lactation.born).days
    if lactation.removal == "none" or not until:
        return []
    stop = format_duration(until * DAY)
    if lactation.removal == "nursing":
        return [{"do": "nurse", "start": "1 h", "stop": stop, "on_demand": True, "breasts": "both"}]
    tools = tools_now(request)
    step = {
        "start": FIRST_SESSION,
        "stop": stop,
        "times": [format_clock(time) for time, _ in sessions_of_now(lactation, request)],
        "duration": f"{lactation.minutes} min",
    }
    if tools.device == "hand":
        return [{"do": "hand_express", **step}]
    return [{"do": "pump", "device": tools.device, "simultaneous": tools.at_once, **step}]


def sessions_of_now(lactation: Lactation, request: Request) -> Sessions:
    """The sessions of a day as they are now; one at night where there are seven or more."""
    sessions = lactation.sessions_per_day
    length = lactation.minutes * MINUTE * (1 if tools_now(request).at_once else 2)
    times = day_times(sessions, sessions >= NIGHT_FROM, length, request.limits)
    return tuple((time, length) for time in times)
