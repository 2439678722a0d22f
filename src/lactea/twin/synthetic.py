"""Made-up people with made-up logs: to try forecasts on, and to show one to a newcomer.

They live in `another_body`, so the fit never finds its own equations again; and they keep their log as people
do: with rounding, spilt milk, days better and worse, sessions that were never written down, and a digit
too many now and then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lactea.body.language import LogNormal
from lactea.body.registry import Body
from lactea.cohort import Recipe
from lactea.engine.course import DAY
from lactea.engine.lanes import LaneRun
from lactea.engine.person import settle_person
from lactea.engine.units import inside_value
from lactea.scenario import Scenario, loads
from lactea.twin.another_body import PARAMETERS, another_body
from lactea.twin.diary import Diary, Session
from lactea.twin.frozen import (
    Background,
    about_to_live,
    background_of,
    history_of,
    live,
    states_after,
    stretches_of,
)
from lactea.twin.learned import even
from lactea.twin.milk_body import milk_body

Array = NDArray[np.float64]
MINUTE = 60
ORIGIN = date(2026, 1, 5)


@dataclass(frozen=True)
class Habits:
    """How somebody pumps and how the log is kept; all of it made up.

    Attributes
    ----------
    first_day, days : int
        Days after the birth on which the log begins, and how many there are.
    per_day : int
        Sessions a day.
    changes : mapping of int to int
        Sessions a day from some day on.
    minutes : float
        Length of a session.
    jitter : float
        Standard deviation of a start, in minutes.
    noise, day_noise : float
        Standard deviation of the logarithm of a session's reading, and of all of a day.
    unlogged, typing : float
        Shares of sessions never written down, and written with a digit too many.
    step : float
        Distance of two marks on the bottle in mL.
    scale : float
        What the bottle shows over what is in it.
    """

    first_day: int = 20
    days: int = 35
    per_day: int = 7
    changes: Mapping[int, int] = field(default_factory=dict)
    minutes: float = 18.0
    jitter: float = 25.0
    noise: float = 0.18
    day_noise: float = 0.07
    unlogged: float = 0.04
    typing: float = 0.004
    step: float = 5.0
    scale: float = 1.0


@dataclass(frozen=True)
class Synthetic:
    """A made-up person.

    Attributes
    ----------
    diary : Diary
        What was written down.
    milk : mapping of int to float
        Milk that really came each day, in mL.
    """

    diary: Diary
    milk: Mapping[int, float]


def pumping_scenario(per_day: int) -> Scenario:
    """A term birth and so many double pumpings a day, evenly spaced."""
    every = round(24 * 60 / per_day)
    return loads(
        f"""
schema: lactea.scenario/1
name: pumping-{per_day}
summary: Term birth and {per_day} double pumpings a day.
origin: placenta_delivered
infant: null
protocol:
  - {{do: pregnancy, length: "40 weeks"}}
  - {{do: birth, at: "0 h", placenta: delivered}}
  - {{do: pump, start: "2 h", every: "{every} min", duration: "15 min", breasts: both, device: personal}}
horizon: "30 d"
"""
    )


@lru_cache(maxsize=16)
def pumping_background(per_day: int, first_day: int, end_day: int) -> Background:
    """The background of a log of such pumpings."""
    return background_of(pumping_scenario(per_day), first_day, end_day)


def some_habits(number: int, seed: int = 0, days: int = 35) -> Habits:
    """Habits of made-up person `number`, drawn anew for each."""
    rng = np.random.default_rng([seed, number, 1])
    return Habits(
        first_day=int(rng.integers(10, 60)),
        days=days,
        per_day=int(rng.integers(5, 9)),
        minutes=float(rng.uniform(12, 25)),
        jitter=float(rng.uniform(10, 40)),
        noise=float(rng.uniform(0.1, 0.25)),
        day_noise=float(rng.uniform(0.03, 0.1)),
        unlogged=float(rng.uniform(0, 0.08)),
        typing=float(rng.uniform(0, 0.008)),
        step=float(rng.choice([1.0, 5.0, 10.0, 7.39])),
        scale=float(np.exp(rng.normal(0, 0.05))),
    )


def schedule(habits: Habits, rng: np.random.Generator) -> list[Session]:
    """When the sessions of a person of these habits begin and how long they take."""
    sessions = []
    for day in range(habits.first_day, habits.first_day + habits.days):
        per_day = habits.per_day
        for changed, count in sorted(habits.changes.items()):
            per_day = count if day >= changed else per_day
        gap = DAY / max(per_day, 1)
        for place in range(per_day):
            middle = day * DAY + (place + 0.5) * gap
            start = middle + rng.normal(0, habits.jitter * MINUTE)
            start = min(max(start, day * DAY), (day + 1) * DAY - 40 * MINUTE)
            minutes = max(5.0, rng.normal(habits.minutes, 0.15 * habits.minutes))
            sessions.append(Session(int(start) // 60 * 60, "pump", round(minutes) * MINUTE))
    return sorted(sessions, key=lambda session: session.start)


def make_person(
    number: int, habits: Habits, seed: int = 0, body: Body | None = None, sure: bool = False
) -> Synthetic:
    """Made-up person `number` with these habits.

    Parameters
    ----------
    number : int
    habits : Habits
    seed : int
    body : Body, optional
        Whose equations they follow; those of `another_body` without it.
    sure : bool
        Draw only what differs between people; what is not known stays in its middle.
    """
    last = habits.first_day + habits.days
    background = replace(
        pumping_background(habits.per_day, habits.first_day, last),
        body=milk_body(body or another_body()),
    )
    rng = np.random.default_rng([seed, number, 2])
    run = _person(background, number, seed, rng, sure)
    history = replace_protocol(run, background)
    states = states_after(background, [history]).last[0]
    sessions = schedule(habits, rng)
    stretches, places = stretches_of(sessions)
    start, end = background.log_start, background.end
    here = replace(history, states=states)
    milk = live(background, about_to_live(background, [here], stretches, start, end))[1][0]
    logged = _written_down(sessions, places, milk, habits, rng)
    true = dict.fromkeys(range(habits.first_day, last), 0.0)
    for stretch, volume in zip(stretches, milk, strict=True):
        true[stretch.start // DAY] += float(volume.sum())
    return Synthetic(Diary(ORIGIN, tuple(logged)), true)


def replace_protocol(run: LaneRun, background: Background) -> LaneRun:
    """The same person from the beginning until the log begins."""
    return replace(run, resolved=history_of(background))


def _person(
    background: Background, number: int, seed: int, rng: np.random.Generator, sure: bool
) -> LaneRun:
    recipe = Recipe(background.scenario, seed, uncertainty="none" if sure else "each")
    drawn = even(recipe.person(number).scenario, background.scenario)
    setting = settle_person(background.body, drawn)
    own = dict(setting.parameters)
    for entry in (entry for part in PARAMETERS.values() for entry in part):
        if entry.id in own and isinstance(entry.distribution, LogNormal):
            own[entry.id] = inside_value(entry) * float(
                np.exp(entry.distribution.sd * rng.normal())
            )
    uneven = float(np.exp(0.12 * rng.normal()))
    inputs = setting.inputs | {
        "gland_share_left": setting.inputs["gland_share_left"] * uneven,
        "gland_share_right": setting.inputs["gland_share_right"] / uneven,
    }
    return LaneRun(own, inputs, history_of(background))


def _written_down(
    sessions: list[Session],
    places: list[int],
    milk: Array,
    habits: Habits,
    rng: np.random.Generator,
) -> list[Session]:
    days = {
        session.day: habits.scale * float(np.exp(rng.normal(0, habits.day_noise)))
        for session in sessions
    }
    logged, seen = [], set()
    for session, place in zip(sessions, places, strict=True):
        both = np.exp(rng.normal(0, habits.noise * 0.7))
        sides = np.exp(rng.normal(0, habits.noise * 0.7, 2))
        missed, slip = rng.uniform(size=2)
        if place in seen or missed < habits.unlogged:
            continue
        seen.add(place)
        read = milk[place] * days[session.day] * both * sides
        marks = np.round(read / habits.step) * habits.step
        if slip < habits.typing:
            marks = marks * 10
        logged.append(
            replace(session, left=float(marks[0]), right=float(marks[1]), step=habits.step)
        )
    return logged
