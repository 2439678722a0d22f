"""What became of one row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lactea.evidence.intervals import Interval
from lactea.evidence.mapping import Entry
from lactea.evidence.runs import InGroup
from lactea.evidence.scoring import Published, Score
from lactea.evidence.table import Row

Status = Literal["predicted", "failed", "fitted", "baseline", "input", "excluded", "unmapped"]
COUNTED = ("predicted", "failed")
"""Statuses in the denominator of every share."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row with its prediction and verdict.

    `factor` turns the unit of the observable (in which studies are compared) into that of the row;
    `group` tells of the virtual people behind the prediction.
    """

    row: Row
    entry: Entry
    status: Status
    reason: str = ""
    published: Published | None = None
    predicted: float | None = None
    score: Score | None = None
    spread: Interval | None = None
    factor: float = 1.0
    group: InGroup | None = None

    @property
    def counts(self) -> bool:
        return self.status in COUNTED

    @property
    def passed(self) -> bool:
        return self.score is not None and self.score.passed

    @property
    def compared(self) -> float | None:
        """The published number in the unit in which studies are compared."""
        return None if self.row.value is None else self.row.value / self.factor

    @property
    def no_effect_known(self) -> bool:
        """Whether "no effect" is an answer to this row: it prints a contrast or a change."""
        return self.entry.contrast or self.entry.kind in {"change", "odds", "null_effect", "sign"}
