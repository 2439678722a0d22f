"""Series in the units that a person chose."""

from __future__ import annotations

from lactea.app.wording.speaker import OZ_PER_ML, Speaker
from lactea.results.recording import Floats
from lactea.view.series import Series

VOLUMES = ("mL", "mL/day", "mL/min")


def in_units_of(speaker: Speaker, series: list[Series]) -> list[Series]:
    """The same series with volumes in ounces, where the person wants ounces."""
    if speaker.volume_unit == "mL":
        return series
    return [_in_ounces(entry) if entry.y_unit in VOLUMES else entry for entry in series]


def _in_ounces(entry: Series) -> Series:
    def scaled(values: Floats | None) -> Floats | None:
        return None if values is None else values * OZ_PER_ML

    unit = entry.y_unit.replace("mL", "oz")
    return Series(
        entry.panel, entry.name, entry.x, entry.x_unit, entry.y * OZ_PER_ML, unit,
        scaled(entry.low), scaled(entry.high), entry.notes,
    )  # fmt: skip
