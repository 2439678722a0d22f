"""Measuring one session from its recorded steps, as an observer at the breast would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine.arrays import quantities_along
from lactea.engine.solver import Rows

Array = NDArray[np.float64]
HALF_CONTRACTION = 0.5
"""An ejection is counted each time the contraction passes its half on the way up."""

MEASURES: tuple[str, ...] = (
    "start_h", "duration_min", "ejections", "first_ejection_s", "first_ejection_share",
    "first_two_share", "share_2min", "share_4min", "peak_flow", "prolactin_before",
    "prolactin_peak", "prolactin_peak_min", "oxytocin_before", "oxytocin_2min", "oxytocin_peak",
    "oxytocin_mean", "intake", "first_side",
)  # fmt: skip
PER_BREAST = (
    "volume", "minutes_at", "available", "tissue", "fat", "foremilk_fat", "hindmilk_fat",
)  # fmt: skip
FAT = tuple(f"fat_content_{side}" for side in SIDES)
EVERY = 6
"""Rows from one reading of fat to the next: it changes slowly, amounts are exact."""


@dataclass(frozen=True)
class Curves:
    """Recorded steps of one session joined: seconds since its start and the columns in use."""

    seconds: Array
    rows: Array
    slopes: Array
    inputs: Array


def join(stretches: list[Rows]) -> Curves:
    """All stretches of a session as one."""
    return Curves(
        np.concatenate([s.seconds for s in stretches]) - stretches[0].seconds[0],
        np.concatenate([s.states for s in stretches]),
        np.concatenate([s.slopes for s in stretches]),
        np.concatenate(
            [np.broadcast_to(s.inputs, (len(s.seconds), len(s.inputs))) for s in stretches]
        ),
    )


def measure(
    body: Body, kind: str, stretches: list[Rows], parameters: Mapping[str, float]
) -> dict[str, object]:
    """Measures of one session.

    Returns
    -------
    dict
        Keys of `MEASURES` (floats), `PER_BREAST` (pairs) and ``kind``; shares in percent.
    """
    curves = join(stretches)
    place = {name: i for i, name in enumerate(body.state_ids)}
    start_h = stretches[0].seconds[0] / 3600
    removed = [curves.rows[:, place[f"removed_{side}"]] for side in SIDES]
    taken = [r - r[0] for r in removed]
    total = taken[0] + taken[1]
    seconds = curves.seconds
    bursts = _ejection_starts(curves, body, parameters)
    intake = curves.rows[:, place["infant_intake"]]
    return {
        "kind": kind,
        "start_h": start_h,
        "duration_min": seconds[-1] / 60,
        "volume": (taken[0][-1], taken[1][-1]),
        "minutes_at": tuple(_minutes_at(curves, body, side) for side in SIDES),
        "available": tuple(curves.rows[0, place[f"milk_{side}"]] for side in SIDES),
        "tissue": tuple(curves.rows[0, place[f"tissue_{side}"]] for side in SIDES),
        "intake": intake[-1] - intake[0],
        "first_side": float(not _begins_left(curves, body)),
        "ejections": float(len(bursts)),
        "first_ejection_s": bursts[0] if len(bursts) else np.nan,
        **_ejection_shares(seconds, total, bursts),
        **_early_shares(curves, body, taken),
        **_fat(curves, body, taken, parameters),
        "peak_flow": _peak_flow(curves, place),
        **_hormones(curves, place),
    }


def _column(curves: Curves, place: dict[str, int], name: str) -> Array:
    return curves.rows[:, place[name]]


def _ejection_starts(curves: Curves, body: Body, parameters: Mapping[str, float]) -> Array:
    values = quantities_along(
        body, curves.seconds, curves.rows, parameters, curves.inputs, ("contraction",)
    )
    seconds, contraction = curves.seconds, values["contraction"]
    rising = (contraction[:-1] < HALF_CONTRACTION) & (contraction[1:] >= HALF_CONTRACTION)
    before = contraction[:-1][rising]
    gap = contraction[1:][rising] - before
    share = (HALF_CONTRACTION - before) / gap
    left = seconds[:-1][rising]
    starts: Array = left + share * (seconds[1:][rising] - left)
    return starts


def _fat(
    curves: Curves, body: Body, taken: list[Array], parameters: Mapping[str, float]
) -> dict[str, tuple[float, ...]]:
    """Fat of what each breast gave, and of its first and last milk, in g/L; NaN where it gave none."""
    ends = [_suckled(curves, body, side) for side in SIDES]
    some = np.unique(np.concatenate([np.arange(0, len(curves.seconds), EVERY), *ends]))
    content = quantities_along(
        body, curves.seconds[some], curves.rows[some], parameters, curves.inputs[some], FAT
    )
    found = {name: [np.nan, np.nan] for name in ("fat", "foremilk_fat", "hindmilk_fat")}
    for side, removed in enumerate(taken):
        if not len(ends[side]) or removed[-1] <= 0:
            continue
        fat = content[FAT[side]]
        amounts = np.diff(removed[some])
        found["fat"][side] = float((fat[:-1] + fat[1:]) / 2 @ amounts / amounts.sum())
        first, last = fat[np.searchsorted(some, ends[side])]
        found["foremilk_fat"][side], found["hindmilk_fat"][side] = float(first), float(last)
    return {name: tuple(pair) for name, pair in found.items()}


def _suckled(curves: Curves, body: Body, side: str) -> NDArray[np.int64]:
    """First and last row at a breast; empty if nobody was there."""
    here = np.flatnonzero(curves.inputs[:, body.input_ids.index(f"suckling_{side}")] > 0)
    return here[[0, -1]] if len(here) else here


def _minutes_at(curves: Curves, body: Body, side: str) -> float:
    here = curves.inputs[:-1, body.input_ids.index(f"suckling_{side}")] > 0
    return float(np.diff(curves.seconds)[here].sum() / 60)


def _begins_left(curves: Curves, body: Body) -> bool:
    return bool(curves.inputs[0, body.input_ids.index("suckling_left")] > 0)


def _share(part: float, whole: float) -> float:
    return 100 * part / whole if whole > 0 else np.nan


def _ejection_shares(seconds: Array, total: Array, bursts: Array) -> dict[str, float]:
    def by(number: int) -> float:
        """Share removed before ejection `number` + 1 begins."""
        if len(bursts) < number:
            return np.nan
        until = bursts[number] if len(bursts) > number else seconds[-1]
        return _share(float(np.interp(until, seconds, total)), float(total[-1]))

    return {"first_ejection_share": by(1), "first_two_share": by(2)}


def _early_shares(curves: Curves, body: Body, taken: list[Array]) -> dict[str, float]:
    """Cumulative shares of what the first breast gives, at 2 and 4 minutes."""
    first = taken[0] if _begins_left(curves, body) else taken[1]

    def by(minutes: float) -> float:
        return _share(float(np.interp(60 * minutes, curves.seconds, first)), float(first[-1]))

    return {"share_2min": by(2), "share_4min": by(4)}


def _peak_flow(curves: Curves, place: dict[str, int]) -> float:
    flows = curves.slopes[:, [place["removed_left"], place["removed_right"]]]
    return float(flows.max() / 60)


def _hormones(curves: Curves, place: dict[str, int]) -> dict[str, float]:
    prolactin = _column(curves, place, "prolactin")
    oxytocin = _column(curves, place, "oxytocin")
    top = int(prolactin.argmax())
    return {
        "prolactin_before": float(prolactin[0]),
        "prolactin_peak": float(prolactin[top]),
        "prolactin_peak_min": float(curves.seconds[top] / 60),
        "oxytocin_before": float(oxytocin[0]),
        "oxytocin_2min": float(np.interp(120, curves.seconds, oxytocin)),
        "oxytocin_peak": float(oxytocin.max()),
        "oxytocin_mean": float(
            np.trapezoid(oxytocin, curves.seconds) / max(float(curves.seconds[-1]), 1.0)
        ),
    }
