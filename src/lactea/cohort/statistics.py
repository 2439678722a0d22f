"""Statistics of a group, and the noise with which a study would have measured its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lactea.cohort.problems import CohortError
from lactea.cohort.streams import Stream

Floats = npt.NDArray[np.float64]
FEWEST_FOR_SPREAD = 2


@dataclass(frozen=True, slots=True)
class Noise:
    """Error of one measurement: a share of the value (`cv`), and a part in its unit (`sd`).

    Parameters
    ----------
    cv, sd : float
        Both normal; 0 is none.
    """

    cv: float = 0.0
    sd: float = 0.0

    def __post_init__(self) -> None:
        if not (0 <= self.cv < 1 and self.sd >= 0):
            raise CohortError(
                f"Measurement noise of CV {self.cv:g} and SD {self.sd:g}: the CV is a share from 0 "
                "to 1, and neither is negative."
            )

    def measured(self, true: float, stream: Stream, person: int, tick: int = 0) -> float:
        """What would have been measured of a `true` value."""
        relative, absolute = (stream.normal(person, tick, draw) for draw in (0, 1))
        return true * (1 + self.cv * relative) + self.sd * absolute


def measured(
    values: Sequence[float],
    people: Sequence[int],
    noise: Noise,
    *,
    seed: int,
    what: str,
    tick: int = 0,
) -> list[float]:
    """Values as a study would have measured them.

    Parameters
    ----------
    values, people : sequence
        True values, and the numbers of the people they belong to.
    noise : Noise
    seed : int
    what : str
        Name of the measurement: another one has other errors.
    tick : int
        When it is measured.
    """
    stream = Stream(seed, f"measurement.{what}")
    return [
        noise.measured(value, stream, person, tick)
        for value, person in zip(values, people, strict=True)
    ]


def mean(values: Sequence[float]) -> float:
    """Mean of a group."""
    return float(_group(values, 1).mean())


def sd(values: Sequence[float]) -> float:
    """Standard deviation between people, as studies print it (n - 1)."""
    return float(_group(values, FEWEST_FOR_SPREAD).std(ddof=1))


def cv(values: Sequence[float]) -> float:
    """Standard deviation as a share of the mean; not a number around a mean of 0."""
    middle = mean(values)
    return sd(values) / middle if middle else float("nan")


def quantile(values: Sequence[float], share: float) -> float:
    """Value below which this share of the group lies."""
    if not 0 <= share <= 1:
        raise CohortError(f"A quantile is asked for by a share from 0 to 1; got {share:g}.")
    return float(np.quantile(_group(values, 1), share))


def share(
    values: Sequence[float], *, above: float | None = None, below: float | None = None
) -> float:
    """Share of the group, 0 to 1, above or below a threshold.

    What never happened in somebody (not a number) lies above every threshold in time and below none:
    an onset that never came is later than 72 h.
    """
    if (above is None) == (below is None):
        raise CohortError("A share needs one threshold: above or below.")
    group = np.asarray(values, dtype=float)
    if not len(group):
        raise CohortError("There is no group: nobody is in it.")
    if below is not None:
        return float(np.mean(group < below))
    return float(np.mean(~(group <= np.float64(above))))


def _group(values: Sequence[float], least: int) -> Floats:
    group = np.asarray(values, dtype=float)
    if len(group) < least:
        raise CohortError(
            f"This statistic needs at least {least} people; the group has {len(group)}."
        )
    missing = int(np.isnan(group).sum())
    if missing:
        raise CohortError(
            f"{missing} of {len(group)} people have no value here; a statistic of the others would "
            "not be one of the group."
        )
    return group
