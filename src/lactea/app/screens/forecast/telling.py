"""A forecast as plain data for its page; the work of a process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from lactea.app.charts.chart import LOGGED
from lactea.app.preferences import Mode
from lactea.results.stamp import commit, version
from lactea.scenario import Scenario, load, scenario_hash
from lactea.twin.answer import Answer, Question, answer
from lactea.twin.bundled import example_record, example_scenario
from lactea.twin.diary import daily_volumes
from lactea.twin.forecast import Outlook
from lactea.twin.from_record import InfantAnswer, diary_of
from lactea.twin.plans import PLANS
from lactea.twin.problems import RefusalError, TwinError
from lactea.twin.synthetic import ORIGIN
from lactea.twin.wording import (
    BAND_HEADER,
    LAYERS,
    NOTICE,
    WHAT_IF_HEADER,
    WHY_HEADER,
    band_rows,
    infant_lines,
    learned_text,
    past_lines,
    review_lines,
    what_if_rows,
    why_rows,
)
from lactea.view.series import Series

PANEL = "milk a day"
SHOWN_DAYS = 28
FROM_LEAST = ("stop_now", "two_fewer", "keep_going", "one_at_night")
"""Ways to go on in the order of a slider, from the fewest sessions to the most."""
Rows = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Asked:
    """What a forecast is asked of.

    Attributes
    ----------
    record : str
        The record as JSON; empty for the bundled log, which is made up.
    about : str
        Name of the builtin that says who it is.
    infant : str
        ``none``, ``healthy_term`` or ``preterm_or_ill``.
    """

    record: str
    about: str
    origin: date
    infant: InfantAnswer | Literal[""]
    mode: Mode


@dataclass(frozen=True)
class Told:
    """A forecast for its page; where none is made, `refused` says why and the rest is empty."""

    stamp: str
    refused: str = ""
    infant: Sequence[str] = ()
    layers: Sequence[Series] = ()
    ways: Sequence[tuple[str, Sequence[Series]]] = ()
    bands: tuple[Sequence[str], Rows] = ((), ())
    what_if: tuple[Sequence[str], Rows] = ((), ())
    why: tuple[Sequence[str], Rows] = ((), ())
    learned: Sequence[str] = ()
    past: Sequence[str] = ()
    review: Rows = ()
    notice: str = NOTICE


def tell(asked: Asked) -> Told:
    """The forecast, or why there is none."""
    scenario, question = _question(asked)
    stamp = f"lactea {version()} · {commit()} · {scenario.name} {scenario_hash(scenario)}"
    if isinstance(question, str):
        return Told(stamp, refused=question)
    try:
        found = answer(question)
    except (RefusalError, TwinError) as error:
        return Told(stamp, refused=str(error))
    lines = {plan.id: plan.words for plan in PLANS}
    return Told(
        stamp=stamp,
        infant=infant_lines(found),
        layers=[_logged(found), *_layers(found)],
        ways=[
            (lines[name], [_logged(found), *_bands(lines[name], found.lines[name])])
            for name in FROM_LEAST
            if name in found.lines
        ],
        bands=(BAND_HEADER, band_rows(found)),
        what_if=(WHAT_IF_HEADER, what_if_rows(found)),
        why=(WHY_HEADER, why_rows(found)),
        learned=learned_text(found.fitted),
        past=past_lines(found),
        review=review_lines(found),
    )


def _question(asked: Asked) -> tuple[Scenario, Question | str]:
    """The question, or why it cannot be asked."""
    from lactea.record import read_json

    clinician = asked.mode != "parent"
    if not asked.record:
        scenario = example_scenario()
        return scenario, Question(
            diary_of(example_record(), ORIGIN, "none"), scenario, clinician=clinician
        )
    scenario = load(asked.about)
    record = read_json(asked.record, "your log")
    try:
        diary = diary_of(record, asked.origin, asked.infant or "unknown")
    except TwinError as error:
        return scenario, str(error)
    return scenario, Question(diary, scenario, clinician=clinician)


def _logged(found: Answer) -> Series:
    """What was logged, each day as a point; days count from the last one of the log."""
    diary = found.fitted.diary
    volumes = daily_volumes(diary)
    days = [day for day in sorted(volumes) if day > diary.last_day - SHOWN_DAYS]
    x = np.array([day - diary.last_day for day in days], dtype=np.float64)
    y = np.array([volumes[day][0] for day in days], dtype=np.float64)
    return Series(PANEL, LOGGED, x, "d from the last of the log", y, "mL/day")


def _layers(found: Answer) -> list[Series]:
    """The three layers: of people in general the middle, after the answers one time in two, after the log both."""
    general = _bands(LAYERS["in_general"], found.in_general)[1]
    return [
        replace(general, name=LAYERS["in_general"], low=None, high=None),
        _bands(LAYERS["after_answers"], found.after_answers)[1],
        *_bands(LAYERS["after_log"], found.after_log),
    ]


def _bands(name: str, outlook: Outlook) -> list[Series]:
    """Nine times in ten, and one time in two, around the middle."""
    lowest, lower, middle, upper, highest = outlook.quantiles()
    x = np.arange(1, len(middle) + 1, dtype=np.float64)
    unit = "d from the last of the log"
    return [
        Series(PANEL, f"{name}, 90 %", x, unit, middle, "mL/day", lowest, highest),
        Series(PANEL, f"{name}, 50 %", x, unit, middle, "mL/day", lower, upper),
    ]
