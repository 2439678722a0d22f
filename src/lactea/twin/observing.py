"""What a log says of milk, set against what a simulated breast gave: one scale for both.

Fitted is milk per hour since that breast was last emptied, as ``log(rate + 1 mL/h)``: differences are
relative where there is milk, and 0 mL and drops have a place. A nursing session without weights gives no
number, but empties the breast all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.engine.course import DAY
from lactea.engine.recorder import DROPS_ML
from lactea.twin.diary import Session
from lactea.twin.frozen import Stretch

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]
HOUR = 3600.0
SOFTENING = 1.0
"""mL/h added before the logarithm: assumed, about what drops amount to."""
GROUPS_PER_BLOCK, MOST_MEANS = 4, 60
"""Two sides, short and long gaps; and about how many means an ensemble of a hundred can bear."""
SHORTEST_H, LONGEST_H = 0.5, 24.0
LEFT, RIGHT, BOTH = 0, 1, 2
SCALE_SD_G = 5.0
"""Standard error of the difference of two weights of an infant: assumed, a step of household baby
scales, wide."""


@dataclass(frozen=True)
class Observed:
    """Numbers of a log, in order of time.

    Attributes
    ----------
    hours : (n,) since the last emptying
    ticks : (n,) when
    side : (n,) 0 left, 1 right, 2 both together
    stretch : (n,) number of the stretch of removal
    value : (n,) log(mL/h + 1)
    rounding : (n,) standard deviation that reading from marks adds, on the same scale
    milk : (n,) mL
    days : (n,) day of the log; -1 in `stretch` marks the total of that day
    """

    hours: Array
    ticks: Array
    side: Numbers
    stretch: Numbers
    value: Array
    rounding: Array
    milk: Array
    days: Numbers

    def __len__(self) -> int:
        return len(self.value)


def soft_log(milk: Array, hours: Array) -> Array:
    """Milk of `hours` hours on the scale of the fit."""
    return np.log(np.maximum(milk, 0.0) / hours + SOFTENING)


def back_to_milk(value: Array, hours: Array) -> Array:
    """The inverse of `soft_log`; never negative."""
    return np.maximum(np.exp(value) - SOFTENING, 0.0) * hours


def hours_before(stretches: Sequence[Stretch]) -> Array:
    """Hours since each side was last emptied, (stretches, 2); not a number where that is unknown."""
    hours = np.full((len(stretches), 2), np.nan)
    last: list[int | None] = [None, None]
    for place, stretch in enumerate(stretches):
        for side, name in enumerate(("left", "right")):
            if stretch.session.breasts not in ("both", name):
                continue
            before = last[side]
            if before is not None:
                hours[place, side] = (stretch.start - before) / HOUR
            last[side] = stretch.start
    clipped: Array = np.clip(hours, SHORTEST_H, LONGEST_H)
    return clipped


def observe(
    sessions: Sequence[Session], stretches: Sequence[Stretch], places: Sequence[int]
) -> Observed:
    """The numbers that sessions with a known volume give."""
    hours = hours_before(stretches)
    rows: list[tuple[float, ...]] = []
    shared = Counter(place for place in places if place >= 0)
    for session, place in zip(sessions, places, strict=True):
        if shared[place] > 1:
            continue  # Sessions that follow each other at once: who gave what cannot be told.
        rows += _rows(session, place, hours)
    table = np.array(rows, dtype=float).reshape(len(rows), 6)
    ticks, side, stretch, gap, milk, spread = table.T
    value = soft_log(milk, gap)
    rounding = spread / (gap * np.exp(value))
    days = (ticks // DAY).astype(np.int64)
    sides, numbers = side.astype(np.int64), stretch.astype(np.int64)
    return Observed(gap, ticks, sides, numbers, value, rounding, milk, days)


def _rows(session: Session, place: int, hours: Array) -> list[tuple[float, ...]]:
    """(tick, side, stretch, hours, mL, SD of reading in mL) of a session."""
    spread = session.step / np.sqrt(12)
    if session.kind == "weighed_feed":
        spread = float(np.hypot(spread, SCALE_SD_G))
    if session.kind == "daily_total":
        gaps, known = {BOTH: 24.0}, {BOTH: session.volume}
    else:
        gaps, known = _gaps_by_side(hours[place]), _volumes_by_side(session)
    return [
        (session.start, side, place, gaps[side], milk, spread)
        for side, milk in known.items()
        if milk is not None and side in gaps
    ]


def _gaps_by_side(hours: Array) -> dict[int, float]:
    """Hours since the last emptying, by side, where they are known."""
    gaps = {side: float(gap) for side, gap in enumerate(hours) if not np.isnan(gap)}
    if gaps:
        gaps[BOTH] = sum(gaps.values()) / len(gaps)
    return gaps


def _volumes_by_side(session: Session) -> dict[int, float | None]:
    """What is known of a session: the sides, or one number for those that were used."""
    if session.left is not None or session.right is not None:
        return {LEFT: session.left, RIGHT: session.right}
    used = {"left": LEFT, "right": RIGHT, "both": BOTH}[session.breasts]
    return {used: DROPS_ML if session.drops else session.total}


def simulated(observed: Observed, milk: Array, stretch_days: Numbers) -> Array:
    """The same numbers of simulated people, (n, people).

    Parameters
    ----------
    observed : Observed
    milk : (people, stretches, 2) mL
    stretch_days : (stretches,) day of the log of each stretch
    """
    found = np.empty((len(observed), len(milk)))
    both = milk.sum(axis=2)
    for row in range(len(observed)):
        place, side = observed.stretch[row], observed.side[row]
        if place < 0:
            amount = both[:, stretch_days == observed.days[row]].sum(axis=1)
        elif side == BOTH:
            amount = both[:, place]
        else:
            amount = milk[:, place, side]
        found[row] = soft_log(amount, observed.hours[row])
    return found


def condensing(observed: Observed, weights: Array) -> Array:
    """Weights by which readings are put together to means, (means, n).

    An ensemble of a hundred cannot tell hundreds of readings apart, and their noise would move it by
    chance. Readings of a few days, of one side, after short or after long gaps become one number.
    """
    days = observed.days - observed.days.min()
    block = -(-int(days.max() + 1) * GROUPS_PER_BLOCK // MOST_MEANS)
    long = observed.hours > np.median(observed.hours)
    keys = np.stack([days // block, observed.side, long], axis=1)
    _, group = np.unique(keys, axis=0, return_inverse=True)
    table = np.zeros((group.max() + 1, len(observed)))
    table[group.ravel(), np.arange(len(observed))] = weights
    means: Array = table / table.sum(axis=1, keepdims=True)
    return means
