"""Measuring sessions from their recorded steps, as an observer at the breast would.

All sessions of a day are measured together, one below the other in one table: a run holds a thousand, and
what NumPy does to a table costs little more than what it does to a session.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import SIDES, Body
from lactea.engine.arrays import quantities_along
from lactea.engine.solver import Rows

Array = NDArray[np.float64]
Places = NDArray[np.int64]
Columns = dict[str, NDArray[np.generic]]
HALF_CONTRACTION = 0.5
"""An ejection is counted each time the contraction passes its half on the way up."""

MEASURES: tuple[str, ...] = (
    "start_h", "duration_min", "ejections", "first_ejection_s", "first_ejection_share",
    "first_two_share", "share_2min", "share_4min", "peak_flow", "prolactin_before",
    "prolactin_peak", "prolactin_peak_min", "oxytocin_before", "oxytocin_2min", "oxytocin_peak",
    "oxytocin_mean", "intake", "first_side", "letdown_before_s",
)  # fmt: skip
PER_BREAST = (
    "volume", "minutes_at", "ejections_at", "available", "tissue", "fat", "foremilk_fat", "hindmilk_fat",
)  # fmt: skip
FAT = tuple(f"fat_content_{side}" for side in SIDES)
EVERY = 6
"""Rows from one reading of fat to the next: it changes slowly, amounts are exact."""


@dataclass(frozen=True)
class Session:
    """One session as it was recorded: how milk was removed, and the stretches between its borders.

    `asked` are those before it, in which the infant asked; what is measured begins at the touch.
    """

    kind: str
    stretches: Sequence[Rows]
    asked: Sequence[Rows] = ()


def measure(body: Body, sessions: Sequence[Session], parameters: Mapping[str, float]) -> Columns:
    """Measures of some sessions, at least one.

    Returns
    -------
    dict
        `MEASURES` of shape (sessions,), `PER_BREAST` of shape (sessions, 2) and ``kind``; shares in percent.
    """
    steps = _joined(body, sessions)
    return {
        "kind": np.array([session.kind for session in sessions]),
        "start_h": np.array([session.stretches[0].seconds[0] / 3600 for session in sessions]),
        **_amounts(steps),
        **_ejections(steps, parameters),
        **_early_shares(steps),
        **_hormones(steps),
        **_fat(steps, parameters),
        "letdown_before_s": _before_the_touch(body, sessions, parameters),
    }


@dataclass(frozen=True)
class _Steps:
    """Recorded steps of sessions, one below the other.

    Attributes
    ----------
    seconds : (m,) since the start of the session
    states, slopes : (m, n)
    inputs : (m, k)
    first, last : (sessions,) places of the first and the last step of each session
    """

    body: Body
    seconds: Array
    states: Array
    slopes: Array
    inputs: Array
    first: Places
    last: Places

    def state(self, name: str) -> Array:
        """Course of a state."""
        return self.states[:, self.body.state_ids.index(name)]

    def of_sides(self, name: str) -> Array:
        """Course of a state of the breasts, (m, 2)."""
        return self.states[:, [self.body.state_ids.index(f"{name}_{side}") for side in SIDES]]

    def suckled(self) -> NDArray[np.bool_]:
        """Whether a breast is suckled, pumped or expressed, (m, 2)."""
        places = [self.body.input_ids.index(f"suckling_{side}") for side in SIDES]
        return self.inputs[:, places] > 0

    def begins_left(self) -> NDArray[np.bool_]:
        """Whether a session begins at the left breast."""
        left: NDArray[np.bool_] = self.suckled()[self.first, 0]
        return left

    def change(self, course: Array) -> Array:
        """What a course gains over each session."""
        return course[self.last] - course[self.first]

    def gaps(self) -> Array:
        """Seconds to the next step of the same session, 0 at its end, (m,)."""
        gaps = np.diff(self.seconds, append=0.0)
        gaps[self.last] = 0.0
        return gaps

    def session_of_step(self) -> Places:
        """Number of the session to which each step belongs."""
        return np.repeat(np.arange(len(self.first)), self.last - self.first + 1)

    def at(self, seconds: Array, course: Array) -> Array:
        """A course `seconds` after the start of each session, or at its end if that comes before."""
        lengths = self.seconds[self.last]
        # One axis of time for all: sessions follow each other with a second in between.
        begins = np.concatenate([[0.0], np.cumsum(lengths + 1.0)[:-1]])
        axis = self.seconds + begins[self.session_of_step()]
        found: Array = np.interp(np.minimum(seconds, lengths) + begins, axis, course)
        return found


def _joined(body: Body, sessions: Sequence[Session]) -> _Steps:
    stretches = [stretch for session in sessions for stretch in session.stretches]
    lengths = [len(stretch.seconds) for stretch in stretches]
    per_session = np.array([sum(len(s.seconds) for s in one.stretches) for one in sessions])
    ends = np.cumsum(per_session)
    first = ends - per_session
    seconds = np.concatenate([stretch.seconds for stretch in stretches])
    return _Steps(
        body=body,
        seconds=seconds - np.repeat(seconds[first], per_session),
        states=np.concatenate([stretch.states for stretch in stretches]),
        slopes=np.concatenate([stretch.slopes for stretch in stretches]),
        inputs=np.repeat([stretch.inputs for stretch in stretches], lengths, axis=0),
        first=first,
        last=ends - 1,
    )


def _amounts(steps: _Steps) -> Columns:
    """Length, milk removed and taken, and what the breasts held before."""
    minutes = np.add.reduceat(steps.gaps()[:, None] * steps.suckled(), steps.first) / 60
    return {
        "duration_min": steps.seconds[steps.last] / 60,
        "volume": steps.change(steps.of_sides("removed")),
        "minutes_at": minutes,
        "available": steps.of_sides("milk")[steps.first],
        "tissue": steps.of_sides("tissue")[steps.first],
        "intake": steps.change(steps.state("infant_intake")),
        "first_side": 1.0 - steps.begins_left(),
        "peak_flow": _peak_flow(steps),
    }


def _peak_flow(steps: _Steps) -> Array:
    places = [steps.body.state_ids.index(f"removed_{side}") for side in SIDES]
    highest: Array = np.maximum.reduceat(steps.slopes[:, places].max(axis=1), steps.first) / 60
    return highest


def _ejections(steps: _Steps, parameters: Mapping[str, float]) -> Columns:
    """Number of ejections, delay of the first, and shares of the milk removed before the next begin."""
    total = steps.of_sides("removed").sum(axis=1)
    at, starts = _ejection_starts(steps, parameters)
    number = steps.session_of_step()[at]
    count = np.bincount(number, minlength=len(steps.first))
    before = np.cumsum(count) - count
    rest = np.append(starts, np.nan)

    def start_of(ejection: int) -> Array:
        """Seconds to an ejection of each session, counted from 0; not a number where there is none."""
        return np.where(count > ejection, rest[np.minimum(before + ejection, len(starts))], np.nan)

    def share_before(ejection: int) -> Array:
        until = np.nan_to_num(start_of(ejection), nan=np.inf)
        share = _share(steps.at(until, total) - total[steps.first], steps.change(total))
        return np.where(count >= ejection, share, np.nan)

    return {
        "ejections": count.astype(float),
        "ejections_at": _counted_by_session(steps.suckled()[at], number, len(count)),
        "first_ejection_s": start_of(0),
        "first_ejection_share": share_before(1),
        "first_two_share": share_before(2),
    }


def _before_the_touch(
    body: Body, sessions: Sequence[Session], parameters: Mapping[str, float]
) -> Array:
    """Seconds from the first ejection while the infant asks to the touch; 0 where none came, NaN where it did not ask."""
    led = np.full(len(sessions), np.nan)
    asked = [place for place, session in enumerate(sessions) if session.asked]
    if asked:
        steps = _joined(body, [Session("", sessions[place].asked) for place in asked])
        at, starts = _ejection_starts(steps, parameters)
        lengths, led[asked] = steps.seconds[steps.last], 0.0
        # From the last to the first, so that the first of each session stays.
        for number, start in zip(steps.session_of_step()[at][::-1], starts[::-1], strict=True):
            led[asked[number]] = lengths[number] - start
    return led


def _ejection_starts(steps: _Steps, parameters: Mapping[str, float]) -> tuple[Places, Array]:
    """Step before each ejection, and seconds from the start of its session."""
    values = quantities_along(
        steps.body, steps.seconds, steps.states, parameters, steps.inputs, ("contraction",)
    )
    contraction, seconds = values["contraction"], steps.seconds
    rising = (contraction[:-1] < HALF_CONTRACTION) & (contraction[1:] >= HALF_CONTRACTION)
    rising[steps.last[:-1]] = False  # from the end of one session to the start of the next
    at = np.flatnonzero(rising)
    share = (HALF_CONTRACTION - contraction[at]) / (contraction[at + 1] - contraction[at])
    starts: Array = seconds[at] + share * (seconds[at + 1] - seconds[at])
    return at, starts


def _counted_by_session(true: NDArray[np.bool_], session: Places, sessions: int) -> Array:
    """Number of true values of each column in each session, (sessions, columns)."""
    counts = np.zeros((sessions, true.shape[1]))
    np.add.at(counts, session, true)
    return counts


def _early_shares(steps: _Steps) -> Columns:
    """Cumulative shares of what the first breast gives, at 2 and 4 minutes."""
    removed = steps.of_sides("removed")
    begins_left = steps.begins_left()
    course = np.where(begins_left[steps.session_of_step()], removed[:, 0], removed[:, 1])

    def by(minutes: float) -> Array:
        until = np.full(len(steps.first), 60 * minutes)
        return _share(steps.at(until, course) - course[steps.first], steps.change(course))

    return {"share_2min": by(2), "share_4min": by(4)}


def _share(part: Array, whole: Array) -> Array:
    """In percent; not a number of nothing."""
    return np.where(whole > 0, 100 * part / np.where(whole > 0, whole, 1.0), np.nan)


def _hormones(steps: _Steps) -> Columns:
    prolactin, oxytocin = steps.state("prolactin"), steps.state("oxytocin")
    peak = np.maximum.reduceat(prolactin, steps.first)
    highest = np.flatnonzero(prolactin == peak[steps.session_of_step()])
    top = highest[np.searchsorted(highest, steps.first)]
    means = np.append((oxytocin[:-1] + oxytocin[1:]) / 2, 0.0)
    area = np.add.reduceat(steps.gaps() * means, steps.first)
    return {
        "prolactin_before": prolactin[steps.first],
        "prolactin_peak": peak,
        "prolactin_peak_min": steps.seconds[top] / 60,
        "oxytocin_before": oxytocin[steps.first],
        "oxytocin_2min": steps.at(np.full(len(steps.first), 120.0), oxytocin),
        "oxytocin_peak": np.maximum.reduceat(oxytocin, steps.first),
        "oxytocin_mean": area / np.maximum(steps.seconds[steps.last], 1.0),
    }


def _fat(steps: _Steps, parameters: Mapping[str, float]) -> Columns:
    """Fat of what each breast gave, and of its first and last milk, in g/L; NaN where it gave none."""
    begins, ends = _first_and_last_at_breast(steps)
    read = _read_for_fat(steps, begins, ends)
    values = quantities_along(
        steps.body, steps.seconds[read], steps.states[read], parameters, steps.inputs[read], FAT
    )
    fat = np.column_stack([values[name] for name in FAT])
    removed = steps.of_sides("removed")
    gave = (ends >= 0) & (steps.change(removed) > 0)
    amounts = np.diff(removed[read], axis=0, append=0.0)
    first_read = np.searchsorted(read, steps.first)
    amounts[np.append(first_read[1:], len(read)) - 1] = 0.0
    middles = (fat + np.roll(fat, -1, axis=0)) / 2
    carried, total = (
        np.add.reduceat(column, first_read) for column in (middles * amounts, amounts)
    )

    def where_given(values: Array) -> Array:
        return np.where(gave, values, np.nan)

    def of_step(places: Places) -> Array:
        found = np.searchsorted(read, np.where(gave, places, 0))
        return np.take_along_axis(fat, found, axis=0)

    return {
        "fat": where_given(carried / np.where(gave, total, 1.0)),
        "foremilk_fat": where_given(of_step(begins)),
        "hindmilk_fat": where_given(of_step(ends)),
    }


def _first_and_last_at_breast(steps: _Steps) -> tuple[Places, Places]:
    """Places of the first and the last step at each breast, (sessions, 2); -1 for the last if nobody was there."""
    here = steps.suckled()
    places = np.arange(len(here))[:, None]
    first = np.minimum.reduceat(np.where(here, places, len(here)), steps.first)
    last = np.maximum.reduceat(np.where(here, places, -1), steps.first)
    return first, last


def _read_for_fat(steps: _Steps, begins: Places, ends: Places) -> Places:
    """Steps at which fat is read: some, and the first and last at each breast."""
    chosen = (np.arange(len(steps.seconds)) - steps.first[steps.session_of_step()]) % EVERY == 0
    there = ends >= 0
    chosen[begins[there]] = chosen[ends[there]] = True
    return np.flatnonzero(chosen)
