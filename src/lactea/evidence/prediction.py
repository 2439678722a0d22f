"""From what the runs answer to a prediction in the unit of the row."""

from __future__ import annotations

import math

from lactea.evidence.intervals import mean_ci95
from lactea.evidence.mapping import Entry
from lactea.evidence.scoring import Predicted, Published, Scale
from lactea.evidence.table import Row
from lactea.evidence.units import is_percent, is_relative

RELATIVE_RISK = "RR"
"""Unit of rows that print a quotient of shares instead of one of odds; scored as odds are."""


def published(row: Row, entry: Entry) -> Published:
    """What the row says, ready for scoring; a row without a number has only its sign."""
    return Published(
        value=math.nan if row.value is None else row.value,
        ci95=mean_ci95(row),
        n=row.n,
        scale=_scale(row.unit),
        side=entry.side,
    )


def _scale(unit: str) -> Scale:
    if is_percent(unit):
        return "percent"
    return "fold" if is_relative(unit) else "unit"


def predicted(row: Row, entry: Entry, arm: float, minus: float | None, factor: float) -> Predicted:
    """The prediction of a row.

    Parameters
    ----------
    row, entry : Row, Entry
        The row and its mapping.
    arm, minus : float
        Answers for the arm and for the arm it is compared with, in the unit of the observable; no
        `minus` where the row is no contrast.
    factor : float
        From the unit of the observable to that of the row, see `lactea.evidence.units.factor`; not
        used where a contrast is printed as percent or fold.
    """
    if minus is None:
        return Predicted(arm * factor)
    sign = -1.0 if entry.side == "fall" else 1.0
    if entry.kind == "sign":
        return Predicted(arm - minus, minus)
    if entry.kind == "odds":
        if row.unit == RELATIVE_RISK:
            return Predicted(_quotient(arm, minus), minus)
        return Predicted(_quotient(_odds(arm), _odds(minus)), minus)
    if is_relative(row.unit) or entry.kind == "null_effect":
        return Predicted(sign * _relative(row, entry, _quotient(arm, minus)), minus * factor)
    return Predicted(sign * (arm - minus) * factor, minus * factor)


def _relative(row: Row, entry: Entry, ratio: float) -> float:
    """The ratio of two arms as the row prints it: fold, percent of, or percent more."""
    if entry.kind != "null_effect" and not is_percent(row.unit):
        return ratio
    return 100 * ratio if entry.kind == "level" else 100 * (ratio - 1)


def _quotient(above: float, below: float) -> float:
    return above / below if below else math.nan


def _odds(percent: float) -> float:
    share = percent / 100
    return share / (1 - share) if share < 1 else math.inf
