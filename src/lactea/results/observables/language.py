"""The form in which an observable is written: one function, its name, unit and statistics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lactea.results.observables.samples import STATISTICS, TOTAL, VALUE, Samples
from lactea.results.observables.window import Window
from lactea.results.recording import Recording

Compute = Callable[[Recording, Window], Samples]

EVERY = tuple(name for name in STATISTICS if name not in {VALUE, TOTAL})
"""For what has many values in a window."""
DAILY = (*EVERY, TOTAL)
"""For the milk of each day, of which a study may print the sum."""
ONCE = (VALUE, "mean", "count")
"""For what happens once: `value` and `mean` are the same number."""


@dataclass(frozen=True, slots=True)
class Observable:
    """Something that can be read off a run and compared with what a study measured.

    Parameters
    ----------
    name : str
        As in a mapping file.
    unit : str
        Unit of its mean (and of median, sd, min, max); `cv` has none, `time_of_max` is in days from
        the origin, `hours_to_max` in hours from the start of the window, `share` in percent, `total` in mL, `count` a number of samples.
    subsystem : str
        Where its score is counted.
    statistics : tuple of str
        Statistics that make sense of it.
    meaning : str
        One line for the printed table.
    compute : callable
        Samples in a window of a recording.
    """

    name: str
    unit: str
    subsystem: str
    statistics: tuple[str, ...]
    meaning: str
    compute: Compute


def observable(
    name: str, unit: str, subsystem: str, statistics: tuple[str, ...] = EVERY
) -> Callable[[Compute], Observable]:
    """Mark a function as the observable `name`; the first line of its docstring is the meaning."""

    def mark(compute: Compute) -> Observable:
        meaning = " ".join((compute.__doc__ or "").split("\n\n")[0].split())
        return Observable(name, unit, subsystem, statistics, meaning, compute)

    return mark
