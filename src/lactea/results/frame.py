"""The daily numbers of a run as one long table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lactea.results import variables
from lactea.results.facts import Facts
from lactea.results.recording import SIDES, Array, Recording, day_numbers

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("scenario", "person", "day", "side", "variable", "value", "unit")


def build(recording: Recording, facts: Facts) -> pd.DataFrame:
    """One row per day, side and variable; `side` is empty for the person and the infant.

    Returns
    -------
    pandas.DataFrame
        Columns scenario, person, day, side, variable, value, unit.
    """
    import pandas as pd

    days = day_numbers(recording)
    parts: list[pd.DataFrame] = []
    for name, values in recording.days.items():
        for side, series in _by_side(values):
            parts.append(
                pd.DataFrame(
                    {
                        "scenario": facts.card.name,
                        "person": 0,
                        "day": days,
                        "side": side,
                        "variable": name,
                        "value": np.asarray(series, dtype=float),
                        "unit": variables.daily(name, bool(side)).unit,
                    }
                )
            )
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(parts, ignore_index=True)


def _by_side(values: Array) -> list[tuple[str, Array]]:
    if np.ndim(values) == 1:
        return [("", values)]
    return [(side, values[:, index]) for index, side in enumerate(SIDES)]
