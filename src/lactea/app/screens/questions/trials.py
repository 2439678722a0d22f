"""What trials of medicines for more milk measured: evidence of populations, to parents without doses."""

from __future__ import annotations

from dataclasses import dataclass

from lactea.app.preferences import Mode
from lactea.evidence.tables_folder import builtin_folder
from lactea.safety.doses import without_doses

PREFIX = "idr_gal_"
UNITS = ("mL/day", "%", "mL")
GRADE = "RCT"


@dataclass(frozen=True)
class TrialRow:
    """One printed number of a randomised trial."""

    id: str
    what: str
    who: str
    treatment: str
    value: str
    n: int | None
    study: str


def trials_of_galactagogues(mode: Mode) -> tuple[TrialRow, ...]:
    """Volumes and their changes in randomised trials; rows from memory are left out."""
    return tuple(
        TrialRow(
            row.id,
            row.quantity,
            row.population,
            without_doses(row.condition) if mode == "parent" else row.condition,
            f"{row.value:g} {row.unit}" + _spread(row.spread_kind, row.spread_low, row.spread_high),
            row.n,
            row.study,
        )
        for row in builtin_folder().rows.values()
        if row.id.startswith(PREFIX)
        and row.grade == GRADE
        and row.unit in UNITS
        and row.value is not None
        and row.verified != "memory"
    )


def _spread(kind: str, low: float | None, high: float | None) -> str:
    ends = " to ".join(f"{end:g}" for end in (low, high) if end is not None)
    return f" ({kind} {ends})" if ends else ""
