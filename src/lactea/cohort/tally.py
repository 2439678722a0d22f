"""What a cohort comes to, kept while its rows pass by: a few numbers per person and no more."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field

from lactea.cohort import statistics
from lactea.cohort.people import Failure, Success
from lactea.cohort.rows import READOUTS, Readout, Row, outcome_row

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True)
class Spread:
    """How one number is spread over the people who have it.

    Parameters
    ----------
    readout : Readout
    n : int
        People who have it.
    mean, sd, cv : float
    quantiles : tuple of float
        At `QUANTILES`.
    """

    readout: Readout
    n: int
    mean: float
    sd: float
    cv: float
    quantiles: tuple[float, ...]


@dataclass(slots=True)
class Tally:
    """Numbers of all people by column, and the reasons of those who failed."""

    values: dict[str, array[float]] = field(
        default_factory=lambda: {readout.column: array("d") for readout in READOUTS}
    )
    people: int = 0
    failures: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Success[Row] | Failure) -> None:
        """Count one person."""
        self.add_row(outcome_row(outcome))

    def add_row(self, row: Row) -> None:
        """Count one person by the row in a file."""
        self.people += 1
        reason = row.get("failure")
        if reason:
            self.failures[str(reason)] += 1
            return
        for column, values in self.values.items():
            cell = row.get(column)
            if isinstance(cell, float):
                values.append(cell)

    def spreads(self) -> list[Spread]:
        """The spread of every number that at least two people have."""
        return [
            _spread(readout, self.values[readout.column].tolist())
            for readout in READOUTS
            if len(self.values[readout.column]) >= statistics.FEWEST_FOR_SPREAD
        ]


def _spread(readout: Readout, values: list[float]) -> Spread:
    return Spread(
        readout,
        len(values),
        statistics.mean(values),
        statistics.sd(values),
        statistics.cv(values),
        tuple(statistics.quantile(values, share) for share in QUANTILES),
    )
