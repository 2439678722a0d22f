"""Reading `at`: the moment or the span of a run that an observable is asked about."""

from __future__ import annotations

from dataclasses import dataclass

from lactea.reading.durations import HOUR, parse_duration
from lactea.reading.problems import InputError, nearest, quote
from lactea.results.recording import Recording

ANY = "any"
EXAMPLES = "such as 'P30D' (a moment), 'P30D/P31D' (from, to), '-P14D' or 'any' (the whole run)"


class ObservableError(InputError):
    """An observable, statistic or time that makes no sense; the text says what would."""


@dataclass(frozen=True, slots=True)
class Window:
    """Hours from the origin, `start_h` included and `stop_h` not; equal for one moment."""

    start_h: float
    stop_h: float

    @property
    def is_moment(self) -> bool:
        return self.stop_h == self.start_h

    def day_wide(self) -> Window:
        """A moment widened to the day that holds it; a span as it is."""
        if not self.is_moment:
            return self
        day = self.start_h // 24
        return Window(24 * day, 24 * day + 24)


def read_window(text: str, recording: Recording) -> Window:
    """The window that `text` names.

    Parameters
    ----------
    text : str
        ISO 8601 durations from the origin: one for a moment, two joined by "/" for a span;
        negative ones lie before the origin. "any", or nothing, is the whole run.
    recording : Recording
        The run; the window has to touch it.

    Raises
    ------
    ObservableError
        If the text is no time, runs backwards, or lies outside the run.
    """
    run = Window(24.0 * recording.first_day, 24.0 * (recording.first_day + recording.n_days))
    given = text.strip()
    if given in {ANY, ""}:
        return run
    parts = [_hours(part, text) for part in given.split("/")]
    if len(parts) > 2:
        raise ObservableError(f"{quote(text)} has more than one '/'; write a time {EXAMPLES}.")
    window = Window(parts[0], parts[-1])
    if len(parts) == 2 and window.stop_h <= window.start_h:
        raise ObservableError(
            f"{quote(text)} ends before it has begun; write the earlier end first."
        )
    last_is_inside = (
        window.start_h <= run.stop_h if window.is_moment else window.start_h < run.stop_h
    )
    if not (last_is_inside and window.stop_h >= run.start_h):
        raise ObservableError(
            f"{quote(text)} lies outside this run, which goes from day {recording.first_day} "
            f"to the end of day {recording.first_day + recording.n_days - 1}."
        )
    return window


def _hours(part: str, text: str) -> float:
    try:
        return parse_duration(part) / HOUR
    except ValueError as error:
        hint = " Did you mean 'any'?" if nearest(part, [ANY]) else ""
        raise ObservableError(
            f"{quote(text)} is no time: {error}{hint} Write a time {EXAMPLES}."
        ) from None
