"""Dosing tables in the column convention of NONMEM, as steps of a scenario.

A row is a dose where EVID is 1 or 4, or, without that column, where AMT is above 0; observations are passed
over. ADDL more doses follow, II apart. What a step cannot say is refused: infusions (RATE), a steady
state that is assumed (SS), resets, times before the origin, and every value that a step would refuse.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from lactea.medicines import MedicineError, load
from lactea.reading.problems import InputError, first_problem, quote, suggestion
from lactea.scenario.steps import Take

MISSING = (".", "", "NA")
DOSING, RESET = (1, 4), 3
EVENTS = (0, 1, 2, 3, 4)
REFUSED = {
    "RATE": "an infusion",
    "SS": "a steady state that is assumed and not simulated",
}
MOST_ROWS = 1_000_000
OPTIONS = {
    "medicine": "--medicine",
    "dose": "--amount-unit",
    "start": "--time-unit",
    "route": "--route",
}
"""What says an entry of a step, where no row does."""
COLUMNS = {"dose": "AMT", "start": "TIME", "every": "II", "stop": "ADDL"}
"""What says an entry of a step in a row."""


@dataclass(frozen=True)
class Doses:
    """How the numbers of a table are meant: its columns carry no units.

    Attributes
    ----------
    medicine, route : str
        As in a step ``take``.
    amount_unit, time_unit : str
        Of AMT, and of TIME and II, such as ``mg`` and ``h``.
    """

    medicine: str
    route: str = "oral"
    amount_unit: str = "mg"
    time_unit: str = "h"


def steps_of(
    text: str, source: str, meant: Doses, person: str | None = None
) -> list[dict[str, Any]]:
    """Steps ``take`` for one person of a table; TIME counts from the origin of the scenario.

    Parameters
    ----------
    text, source : str
        The table, and how errors name it.
    meant : Doses
    person : str, optional
        Value of the column ID; may be left out where the table has one person.

    Raises
    ------
    InputError
        A unit, route or medicine is none, a column is missing, a number is none, a row says what a step
        cannot, or none is a dose.
    """
    _can_be_meant(meant)
    rows = list(_rows(text, source))
    people = list(dict.fromkeys(row.get("ID", "") for _, row in rows))
    if person is None and len(people) > 1:
        raise InputError(
            f"{len(people)} people stand here; name one of the column ID.", source=source
        )
    if person is not None and person not in people:
        raise InputError(
            f"nobody has the ID {quote(person)}. {suggestion(person, people)}", source=source
        )
    chosen = people[0] if person is None and people else person
    steps = [
        _step(row, source, line, meant)
        for line, row in rows
        if row.get("ID", "") == chosen and _is_dose(row, source, line)
    ]
    if not steps:
        raise InputError(
            "no dose stands here; a dose is a row with an amount above 0 in AMT, and 1 or 4 in EVID where that "
            "column is.",
            source=source,
        )
    return steps


def _can_be_meant(meant: Doses) -> None:
    """Refuse what no row could be right with, before any row is read."""
    try:
        load(meant.medicine)
    except MedicineError as error:
        raise InputError(str(error), source=OPTIONS["medicine"]) from None
    found = _fault(_taking(meant, 1, 1))
    if found is not None:
        entry, what = found
        raise InputError(what, source=OPTIONS.get(entry, OPTIONS["medicine"]))


def _taking(meant: Doses, amount: float, time: float) -> dict[str, Any]:
    return {
        "do": "take",
        "medicine": meant.medicine,
        "dose": f"{amount:.12g} {meant.amount_unit}",
        "route": meant.route,
        "start": f"{time:.12g} {meant.time_unit}",
    }


def _fault(step: dict[str, Any]) -> tuple[str, str] | None:
    """The entry of a step that a scenario would refuse, and why."""
    try:
        Take.model_validate(step)
    except ValidationError as error:
        path, what = first_problem(error, step)
        return str(path[0]) if path else "", what
    return None


def _rows(text: str, source: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        yield from _cells(csv.reader(io.StringIO(text)), source)
    except csv.Error as error:
        raise InputError(f"this is no table: {error}.", source=source) from None


def _cells(reader: Iterator[list[str]], source: str) -> Iterator[tuple[int, dict[str, str]]]:
    names = [name.strip().lstrip("#").upper() for name in next(reader, [])]
    for needed in ("TIME", "AMT"):
        if needed not in names:
            raise InputError(f"the column {needed} is missing.", source=source, line=1)
    twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if twice is not None:
        raise InputError(f"the column {quote(twice)} stands here twice.", source=source, line=1)
    for number, cells in enumerate(reader, 2):
        if number > MOST_ROWS:
            raise InputError(f"more than {MOST_ROWS:,} rows.", source=source, line=number)
        if cells and len(cells) != len(names):
            raise InputError(
                f"{len(cells)} cells under {len(names)} columns.", source=source, line=number
            )
        if cells:
            yield number, {n: c.strip() for n, c in zip(names, cells, strict=True)}


def _is_dose(row: Mapping[str, str], source: str, line: int) -> bool:
    amount = _number(row, "AMT", source, line)
    if amount < 0:
        raise InputError(
            f"{quote(row['AMT'])} is below 0; a dose is above 0, and a row without one has 0.",
            source=source, line=line, field="AMT",
        )  # fmt: skip
    if "EVID" not in row:
        return amount > 0
    event = _event(row, source, line)
    if event in DOSING and amount == 0:
        raise InputError(
            f"EVID {event} is a dose, and no amount is here; give one above 0, or EVID 0.",
            source=source, line=line, field="AMT",
        )  # fmt: skip
    if event not in DOSING and amount > 0:
        raise InputError(
            f"EVID {event} is no dose, and an amount is here; write EVID 1, or AMT 0.",
            source=source, line=line, field="AMT",
        )  # fmt: skip
    return event in DOSING


def _event(row: Mapping[str, str], source: str, line: int) -> int:
    event = _number(row, "EVID", source, line)
    if event not in EVENTS:
        raise InputError(
            f"{quote(row['EVID'])} is no event; 1 is a dose, and 0 an observation.",
            source=source, line=line, field="EVID",
        )  # fmt: skip
    if event == RESET:
        raise InputError("a reset has no step.", source=source, line=line, field="EVID")
    return int(event)


def _step(row: Mapping[str, str], source: str, line: int, meant: Doses) -> dict[str, Any]:
    for column, what in REFUSED.items():
        if _number(row, column, source, line) != 0:
            raise InputError(f"{what} has no step.", source=source, line=line, field=column)
    time = _time(row, source, line)
    step = _taking(meant, _number(row, "AMT", source, line), time)
    step |= _repeats(row, source, line, meant, time)
    found = _fault(step)
    if found is not None:
        entry, what = found
        raise InputError(what, source=source, line=line, field=COLUMNS.get(entry, entry))
    return step


def _time(row: Mapping[str, str], source: str, line: int) -> float:
    if row["TIME"] in MISSING:
        raise InputError("a dose has no time here.", source=source, line=line, field="TIME")
    time = _number(row, "TIME", source, line)
    if time < 0:
        raise InputError(
            f"{quote(row['TIME'])} is below 0; TIME counts from the origin of the scenario.",
            source=source, line=line, field="TIME",
        )  # fmt: skip
    return time


def _repeats(
    row: Mapping[str, str], source: str, line: int, meant: Doses, time: float
) -> dict[str, str]:
    """How often a dose comes again, and until when; nothing where it comes once."""
    more, apart = (_number(row, column, source, line) for column in ("ADDL", "II"))
    if more < 0 or more != int(more):
        raise InputError("ADDL counts doses.", source=source, line=line, field="ADDL")
    if not more:
        return {}
    if apart <= 0:
        raise InputError("ADDL needs an interval above 0.", source=source, line=line, field="II")
    # The end lies half an interval behind the last dose, where no rounding can lose it.
    end = time + (more + 0.5) * apart
    return {
        "every": f"{apart:.12g} {meant.time_unit}",
        "stop": f"{end:.12g} {meant.time_unit}",
    }


def _number(row: Mapping[str, str], column: str, source: str, line: int) -> float:
    """A number of a row; 0 where it stands for nothing."""
    cell = row.get(column, "")
    if cell in MISSING:
        return 0.0
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(f"{quote(cell)} is no number.", source=source, line=line, field=column)
    return value
