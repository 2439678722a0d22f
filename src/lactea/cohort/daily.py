"""What is kept of a person for a file: one row, and a few figures of each day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lactea.cohort.drawing import VirtualPerson
from lactea.cohort.people import Failure, Success
from lactea.cohort.rows import Row, outcome_row, row_of
from lactea.engine import Recording
from lactea.results import variables

DAILY = (
    "removed",
    "made",
    "stored",
    "leaked",
    "infant_intake",
    "infant_weight",
    "topup",
    "sessions",
    "prolactin_mean",
    "prolactin_max",
)
"""Daily variables of a cohort, by their names in `lactea.results.variables`."""

Figures = npt.NDArray[np.float32]
"""Single precision: a thousand times finer than the error of a run, and half the size."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person in a file.

    Parameters
    ----------
    row : dict
        See `lactea.cohort.rows`.
    days : mapping of str to array, optional
        By name of `DAILY`: shape (days,), or (days, 2) for left and right; None of someone who
        could not be simulated.
    """

    row: Row
    days: Mapping[str, Figures] | None


def entry_of(person: VirtualPerson, recording: Recording) -> Entry:
    """What is kept of one run."""
    days = {name: recording.days[name].astype(np.float32) for name in DAILY}
    return Entry(row_of(person, recording), days)


def entry_of_outcome(outcome: Success[Entry] | Failure) -> Entry:
    """What is kept of an outcome: of someone who failed, the number and the reason."""
    return Entry(outcome_row(outcome), None) if isinstance(outcome, Failure) else outcome.value


def is_per_side(name: str) -> bool:
    """Whether a daily variable has a value for each breast."""
    return variables.DAYS[name].per_side
