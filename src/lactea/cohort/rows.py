"""One row per person: who it is, and a few numbers of the run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lactea.cohort.drawing import VirtualPerson
from lactea.cohort.people import Failure, Success
from lactea.engine import Recording
from lactea.results.observables import ObservableError, evaluate

Cell = str | int | float | None
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Readout:
    """A number read off every person."""

    column: str
    unit: str
    observable: str
    statistic: str
    at: str


COMING_IN = "P0D/P7D"
"""Milk that is first felt weeks later is no coming in; mothers were followed for the first week."""

READOUTS = (
    Readout("milk_day7", "mL/day", "milk.removed_per_day", "mean", "P7D/P8D"),
    Readout("milk_day30", "mL/day", "milk.removed_per_day", "mean", "P30D/P31D"),
    Readout("milk_day90", "mL/day", "milk.removed_per_day", "mean", "P90D/P91D"),
    Readout("storage_day30", "mL per breast", "breast.capacity", "mean", "P30D/P31D"),
    Readout("prolactin_basal_day30", "ng/mL", "prolactin.basal", "mean", "P30D/P31D"),
    Readout("prolactin_peak_day30", "ng/mL", "prolactin.session_peak", "mean", "P30D/P31D"),
    Readout("breastfeeds_day30", "per day", "breastfeed.count", "mean", "P30D/P37D"),
    Readout("emptying_day30", "%", "breast.emptying", "mean", "P30D/P37D"),
    Readout("tissue_gain_day30", "mL per breast", "breast.tissue_gain", "mean", "P30D/P31D"),
    Readout("infant_weight_day90", "kg", "infant.weight", "mean", "P90D/P91D"),
    Readout("activation_start", "h", "activation.start", "value", "any"),
    Readout("activation_time", "h", "activation.time", "value", "any"),
    Readout("activation_felt", "h", "activation.felt", "value", COMING_IN),
)
WHO = (
    "person",
    "age_years",
    "parity",
    "body_mass_index",
    "diabetes",
    "delivery",
    "smoking_per_day",
    "infant_sex",
    "infant_birth_weight_kg",
)
COLUMNS = (*WHO, *(readout.column for readout in READOUTS), "failure")


def row_of(
    person: VirtualPerson, recording: Recording, readouts: Sequence[Readout] = READOUTS
) -> Row:
    """The row of one person; empty where the run holds no such number."""
    return _who(person) | {readout.column: _read(recording, readout) for readout in readouts}


def outcome_row(outcome: Success[Row] | Failure) -> Row:
    """The row of an outcome: of someone who failed, the number and the reason."""
    if isinstance(outcome, Failure):
        return {"person": outcome.index, "failure": outcome.reason}
    return outcome.value


def shown(row: Row, columns: Sequence[str] = COLUMNS) -> list[str]:
    """The cells of a row as text that reads back as the same numbers."""
    return [_text(row.get(column)) for column in columns]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return repr(cell) if isinstance(cell, float) else str(cell)


def _who(person: VirtualPerson) -> Row:
    she, infant = person.scenario.person, person.scenario.infant
    return {
        "person": person.index,
        "age_years": round(she.age_years, 1),
        "parity": she.parity,
        "body_mass_index": she.body_mass_index,
        "diabetes": she.diabetes,
        "delivery": she.delivery,
        "smoking_per_day": she.smoking,
        "infant_sex": infant.sex if infant else None,
        "infant_birth_weight_kg": infant.birth_weight if infant else None,
    }


def _read(recording: Recording, readout: Readout) -> float | None:
    try:
        value = evaluate(recording, readout.observable, readout.statistic, readout.at)
    except ObservableError:  # the run is too short for it
        return None
    return value if math.isfinite(value) else None
