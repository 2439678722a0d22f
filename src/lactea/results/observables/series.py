"""The ways in which samples are taken from a recording: by day, by curve, by session, by event."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lactea.results.observables.samples import Samples
from lactea.results.observables.window import Window
from lactea.results.recording import Array, Floats, Recording, column, day_numbers

Mask = npt.NDArray[np.bool_]


def by_day(
    recording: Recording,
    window: Window,
    values: Array,
    low: Array | None = None,
    high: Array | None = None,
) -> Samples:
    """One sample per day (and per breast, where `values` has shape (days, 2)).

    Days at the edge of the window weigh as much as lies inside it; a moment means its day.
    """
    wide = window.day_wide()
    begin = 24.0 * day_numbers(recording)
    inside = np.minimum(wide.stop_h, begin + 24) - np.maximum(wide.start_h, begin)
    keep = inside > 0
    values = np.asarray(values, dtype=float)[keep]
    sides = values.shape[1] if values.ndim == 2 else 1
    return Samples.of(
        np.repeat(begin[keep] + 12, sides),
        values.ravel(),
        np.repeat(inside[keep] / 24, sides),
        None if low is None else np.asarray(low, dtype=float)[keep].ravel(),
        None if high is None else np.asarray(high, dtype=float)[keep].ravel(),
    )


def rate(recording: Recording, window: Window, day: Array, totals: tuple[str, ...]) -> Samples:
    """An amount per day: whole days as recorded, any other span scaled to 24 h.

    Parameters
    ----------
    recording : Recording
        The run.
    window : Window
        Where to look; a moment means its day.
    day : array
        Amount of each day, shape (days,) or (days, 2).
    totals : tuple of str
        Curves of the trace that hold the running totals behind each column of `day`.
    """
    wide = window.day_wide()
    if is_whole_days(wide):
        return by_day(recording, wide, day)
    trace = recording.trace
    ends = [wide.start_h, wide.stop_h]
    length = wide.stop_h - wide.start_h
    grown = np.array([np.diff(np.interp(ends, trace.time_h, column(trace, name)))[0]
                      for name in totals])  # fmt: skip
    amounts = grown if np.ndim(day) == 2 else grown.sum(keepdims=True)
    middle, days = (ends[0] + ends[1]) / 2, length / 24
    return Samples.of(np.full(len(amounts), middle), amounts / days, np.full(len(amounts), days))


def is_whole_days(window: Window) -> bool:
    """Whether a span begins and ends with a day of the run."""
    return not window.is_moment and not window.start_h % 24 and not window.stop_h % 24


def curve(recording: Recording, window: Window, name: str) -> Samples:
    """A curve of the trace: one sample per recorded moment, weighted by the time it stands for."""
    trace = recording.trace
    return sampled(np.asarray(trace.time_h), column(trace, name), window)


def sampled(time_h: Floats, values: Floats, window: Window) -> Samples:
    """A curve cut to a window, its ends interpolated; a moment gives one sample."""
    if window.is_moment:
        return Samples.of([window.start_h], np.interp([window.start_h], time_h, values))
    start, stop = max(window.start_h, time_h[0]), min(window.stop_h, time_h[-1])
    between = (time_h > start) & (time_h < stop)
    moments = np.concatenate([[start], time_h[between], [stop]])
    at = np.concatenate([
        np.interp([start], time_h, values), values[between], np.interp([stop], time_h, values),
    ])  # fmt: skip
    gaps = np.diff(moments)
    weight = np.concatenate([[0.0], gaps]) / 2 + np.concatenate([gaps, [0.0]]) / 2
    return Samples.of(moments, at, weight)


def level(recording: Recording, window: Window, name: str) -> Samples:
    """A hormone: days with their own mean, lowest and highest where the window holds whole days.

    Daily extremes were taken by the engine of the continuous curve; the trace is thinned.
    """
    if not is_whole_days(window):
        return curve(recording, window, name)
    days = recording.days
    return by_day(recording, window, days[f"{name}_mean"], days[f"{name}_min"], days[f"{name}_max"])


def sessions_in(recording: Recording, window: Window) -> Mask:
    """Which sessions begin in the window (a moment means its day), shape (sessions,)."""
    wide = window.day_wide()
    start = np.asarray(recording.sessions["start_h"], dtype=float)
    return (start >= wide.start_h) & (start < wide.stop_h)


def by_session(
    recording: Recording, window: Window, values: Array, among: Mask | None = None
) -> Samples:
    """One sample per session that begins in the window; `among` narrows the choice."""
    keep = sessions_in(recording, window)
    if among is not None:
        keep &= among
    return Samples.of(
        np.asarray(recording.sessions["start_h"], dtype=float)[keep],
        np.asarray(values, dtype=float)[keep],
    )


def by_breastfeed(recording: Recording, window: Window, values: Array) -> Samples:
    """One sample per breast used in a session; `values` has shape (sessions, 2)."""
    used = np.asarray(recording.sessions["minutes_at"], dtype=float) > 0
    keep = sessions_in(recording, window)[:, None] & used
    start = np.broadcast_to(np.asarray(recording.sessions["start_h"])[:, None], used.shape)
    return Samples.of(start[keep], np.asarray(values, dtype=float)[keep])


def per_day(recording: Recording, window: Window, amounts: Array) -> Samples:
    """What sessions add up to in each day, or in another span scaled to 24 h; none is a zero."""
    wide = window.day_wide()
    if not is_whole_days(wide):
        total = float(np.sum(np.asarray(amounts, dtype=float)[sessions_in(recording, wide)]))
        length = wide.stop_h - wide.start_h
        return Samples.of([wide.start_h], [total * 24 / length])
    totals = np.zeros(recording.n_days)
    start = np.asarray(recording.sessions["start_h"], dtype=float)
    day = np.floor(start / 24).astype(int) - recording.first_day
    inside = (day >= 0) & (day < recording.n_days)
    np.add.at(totals, day[inside], np.asarray(amounts, dtype=float)[inside])
    return by_day(recording, wide, totals)


def first_event(recording: Recording, window: Window, kind: str) -> Samples:
    """Hour of the first event of a kind in the window; no sample if it did not happen."""
    hours = [
        event.time_h
        for event in recording.events
        if event.kind == kind and window.start_h <= event.time_h <= window.stop_h
    ]
    first = [min(hours)] if hours else []
    return Samples.of(first, first)


def first_moment(
    recording: Recording, window: Window, name: str, below: float, after_h: float = 0.0
) -> Samples:
    """Hour at which a curve is first found below a level, from `after_h` on."""
    trace = recording.trace
    time_h = np.asarray(trace.time_h)
    there = (time_h >= max(window.start_h, after_h)) & (time_h <= window.stop_h)
    found = time_h[there & (column(trace, name) < below)][:1]
    return Samples.of(found, found)
