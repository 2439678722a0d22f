"""What was measured in women and infants, and how each row of the table is used."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from statistics import NormalDist
from typing import Literal

from lactea.evidence.intervals import is_midpoint
from lactea.evidence.table import Row, read_table
from lactea.transfer.ratio import Ratio
from lactea.transfer.schema import Substance

Use = Literal["ratio", "relative_dose", "infant_level", "infant_of_mother", "excluded"]
KINDS_OF_RATIO = ("full_interval", "not_stated", "single_time")
"""From what the average depends on to what it says least about."""
RATIO_ERROR = math.log(2.0) / NormalDist().inv_cdf(0.85)
"""Spread of a measured ratio, of its natural logarithm: two studies of one substance lie within 2-fold of
each other in 70 % of cases (brief of the project), so 15 % lie beyond on either side."""

OF_AN_INFANTS_DOSE = "share of an infant's own dose, not of the mother's"
"""Printed under the same name in one study; it must not stand beside the others."""


@dataclass(frozen=True)
class Observation:
    """A row of the table with its use.

    Attributes
    ----------
    row : Row
        As published.
    substance : str
    use : str
    kind : str
        Of a ratio: ``full_interval``, ``single_time`` or ``not_stated``.
    mg_per_day, milk_ml_per_kg_day, mother_kg, age_days : float or None
        What the study reports, where it does.
    blood_over_plasma : float
        What a ratio to whole blood is multiplied with to become one to plasma; 1 where it is one.
    ratio_rows : tuple of str
        Rows of the same study from which its ratio or milk level is taken.
    reason : str
        Why it is not used.
    """

    row: Row
    substance: str
    use: Use
    kind: str
    mg_per_day: float | None
    milk_ml_per_kg_day: float | None
    mother_kg: float | None
    age_days: float | None
    blood_over_plasma: float
    ratio_rows: tuple[str, ...]
    reason: str

    @property
    def value(self) -> float:
        """The published number; of a ratio to whole blood what follows for plasma."""
        assert self.row.value is not None  # rows without a number are excluded
        return self.row.value * self.blood_over_plasma

    def nearest(self, predicted: float) -> float:
        """What a prediction is held against: the number, or the nearest of a range printed without mean."""
        low, high = self.row.spread_low, self.row.spread_high
        if low is None or high is None or not is_midpoint(self.row):
            return self.value
        return min(max(predicted, low), high)


@cache
def observations() -> Mapping[str, Observation]:
    """Every row of the table of transfer into milk, by id."""
    folder = files("lactea.transfer").joinpath("tables")
    with as_file(folder.joinpath("milk_transfer.csv")) as path:
        rows = read_table(path).rows
    uses = folder.joinpath("milk_transfer.use.csv").read_text("utf-8").splitlines()
    return {cells["id"]: _observation(rows[cells["id"]], cells) for cells in csv.DictReader(uses)}


def of_use(use: Use) -> tuple[Observation, ...]:
    """The rows of one use, in the order of the table."""
    return tuple(one for one in observations().values() if one.use == use)


def ratios_of(substance: str) -> tuple[Observation, ...]:
    """Every measured ratio of a substance, those over a full interval first."""
    found = [one for one in of_use("ratio") if one.substance == substance]
    return tuple(sorted(found, key=lambda one: KINDS_OF_RATIO.index(one.kind)))


def published_relative_doses(substance: str) -> tuple[Observation, ...]:
    """Every relative dose published from measurements, whether or not it is compared."""
    return tuple(
        one
        for one in observations().values()
        if one.substance == substance
        and one.row.quantity.startswith("relative infant dose")
        and one.row.verified != "memory"
        and one.reason != OF_AN_INFANTS_DOSE
        and "PBPK" not in one.row.quantity
    )


def measured(substance: Substance) -> Ratio | None:
    """The ratio that was measured; None where none was.

    The geometric mean over studies of the best kind there is: over a full interval, else not stated,
    else single times. The other kinds stand apart and are not mixed in. Ratios of the table and of
    the substance's own file count alike.
    """
    known = [(one.kind, one.value) for one in ratios_of(substance.name)]
    known += [(one.kind, one.ratio.value) for one in substance.measured_ratios]
    if not known:
        return None
    best = min((kind for kind, _ in known), key=KINDS_OF_RATIO.index)
    logs = [math.log(value) for kind, value in known if kind == best and value > 0]
    if not logs:
        return None
    mean = sum(logs) / len(logs)
    between = math.sqrt(sum((one - mean) ** 2 for one in logs) / len(logs))
    words = {"not_stated": "time not stated"}.get(best, best.replace("_", " "))
    note = f"measured, {words}, {len(logs)} {'row' if len(logs) == 1 else 'rows'}"
    return Ratio(math.exp(mean), max(between, RATIO_ERROR), "measured", note)


def _observation(row: Row, cells: Mapping[str, str]) -> Observation:
    use: Use = cells["use"]  # type: ignore[assignment]
    return Observation(
        row=row,
        substance=cells["medicine"],
        use=use,
        kind=cells["type"],
        mg_per_day=_number(cells["mg_per_day"]),
        milk_ml_per_kg_day=_number(cells["milk_mL_per_kg_day"]),
        mother_kg=_number(cells["mother_kg"]),
        age_days=_number(cells["age_days"]),
        blood_over_plasma=_number(cells["blood_over_plasma"]) or 1.0,
        ratio_rows=tuple(cells["ratio_rows"].split()),
        reason=cells["reason"],
    )


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
