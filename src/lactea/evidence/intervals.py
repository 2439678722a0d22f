"""Intervals around a published mean, a published share, and several studies."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from lactea.evidence.table import Row


class Interval(NamedTuple):
    """Two ends, in the unit of what they surround."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies inside, ends included."""
        return self.low <= value <= self.high


NORMAL_95 = 1.959963984540054
"""Standard deviations to either side that hold 95 % of a normal distribution."""


@cache
def t_quantile(probability: float, degrees: int) -> float:
    """Quantile of Student's t distribution."""
    from scipy import stats

    return float(stats.t.ppf(probability, degrees))


def mean_ci95(row: Row) -> Interval | None:
    """The 95 % confidence interval of the published mean.

    From an SD with n, the mean plus or minus t(n - 1) SD / sqrt(n); from an SE, plus or minus t SE (1.96
    SE where n is not printed); a printed CI95 as it stands. A range or quartiles say nothing about the
    mean of the group: no interval, except where the row's value is itself the middle of a printed
    range (its note says so). Such a row has no mean, and the range stands in for the interval.
    """
    value, low, high = row.value, row.spread_low, row.spread_high
    if value is None or low is None:
        return None
    if row.spread_kind == "CI95" and high is not None:
        return Interval(low, high)
    if row.spread_kind == "range" and high is not None and is_midpoint(row):
        return Interval(low, high)
    half: float | None = None
    if row.spread_kind == "SD" and row.n is not None and row.n > 1:
        half = t_quantile(0.975, row.n - 1) * low / math.sqrt(row.n)
    if row.spread_kind == "SE":
        known = row.n is not None and row.n > 1
        half = low * (t_quantile(0.975, (row.n or 2) - 1) if known else NORMAL_95)
    return None if half is None else Interval(value - half, value + half)


def spread_interval(row: Row) -> Interval | None:
    """The interval that holds most of the persons of the study: reported, never scored.

    A printed range, CI95 or quartiles as they stand, and the mean plus or minus 1.96 SD.
    """
    value, low, high = row.value, row.spread_low, row.spread_high
    if value is None or low is None:
        return None
    if row.spread_kind in {"range", "IQR", "CI95"} and high is not None:
        return Interval(low, high)
    if row.spread_kind == "SD":
        return Interval(value - NORMAL_95 * low, value + NORMAL_95 * low)
    if row.spread_kind == "SE" and row.n is not None:
        wide = NORMAL_95 * low * math.sqrt(row.n)
        return Interval(value - wide, value + wide)
    return None


def is_midpoint(row: Row) -> bool:
    """Whether the value is the middle of a printed range and not a mean: the note says so."""
    return re.search(r"mid-?(point|range)", row.note, re.IGNORECASE) is not None


def wilson95(share: float, n: int) -> Interval:
    """The Wilson 95 % interval of a share.

    Parameters
    ----------
    share : float
        Between 0 and 1.
    n : int
        Subjects, at least 1.
    """
    z2 = NORMAL_95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = NORMAL_95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def prediction90(values: Sequence[float], pooled_sd: float, pooled_degrees: int) -> Interval | None:
    """Where 90 of 100 further studies of the same thing would fall.

    With three studies or more, mean plus or minus t(k - 1) s sqrt(1 + 1/k) of the k study values. Two
    studies cannot tell their own spread: t with one degree of freedom would let nearly anything pass.
    They borrow the spread pooled over all clusters of three or more.

    Parameters
    ----------
    values : sequence of float
        One value for each study, on the scale on which studies differ.
    pooled_sd : float
        Standard deviation between studies pooled over the table, on the same scale.
    pooled_degrees : int
        Its degrees of freedom.

    Returns
    -------
    Interval or None
        None for less than two studies, or for two with nothing to borrow.
    """
    k = len(values)
    if k < 2:
        return None
    mean = math.fsum(values) / k
    if k == 2:
        if pooled_degrees < 1:
            return None
        sd, degrees = pooled_sd, pooled_degrees
    else:
        sd = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (k - 1))
        degrees = k - 1
    half = t_quantile(0.95, degrees) * sd * math.sqrt(1 + 1 / k)
    return Interval(mean - half, mean + half)
