"""All observables by name, and the reading of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType

from lactea.reading.problems import suggestion
from lactea.results.observables import (
    activation,
    composition,
    cortisol,
    fertility,
    infant,
    milk,
    oxytocin,
    prolactin,
    removal,
    steroids,
    trouble,
)
from lactea.results.observables.language import Observable
from lactea.results.observables.samples import STATISTICS, Samples
from lactea.results.observables.window import ObservableError, read_window
from lactea.results.recording import Recording

MODULES = (
    milk, removal, infant, prolactin, oxytocin, steroids, cortisol, activation, composition, fertility, trouble,
)  # fmt: skip


@cache
def observables() -> Mapping[str, Observable]:
    """Observables by name, in the order of their subsystems."""
    found: dict[str, Observable] = {}
    for module in MODULES:
        for entry in _declared(module):
            found[entry.name] = entry
    return found


def _declared(module: ModuleType) -> Iterator[Observable]:
    for member in vars(module).values():
        if isinstance(member, Observable):
            yield member
        elif isinstance(member, tuple):
            yield from (item for item in member if isinstance(item, Observable))


def find(name: str) -> Observable:
    """The observable called `name`.

    Raises
    ------
    ObservableError
        If there is none; the text names the nearest.
    """
    known = observables()
    if name not in known:
        raise ObservableError(f"'{name}' is not an observable. {suggestion(name, tuple(known))}")
    return known[name]


def samples(recording: Recording, name: str, at: str) -> Samples:
    """All values of an observable in a window, for statistics of one's own."""
    return find(name).compute(recording, read_window(at, recording))


def evaluate(recording: Recording, name: str, statistic: str, at: str) -> float:
    """One number read off a run.

    Parameters
    ----------
    recording : Recording
        The run.
    name : str
        Name of the observable.
    statistic : str
        One of its statistics.
    at : str
        ISO 8601 time or window from the origin, or "any", see
        `lactea.results.observables.window.read_window`.

    Returns
    -------
    float
        In the unit of the observable, see `Observable`. NaN where it does not exist in the window:
        the event did not happen, there was no session, there is no infant. A count is then 0.

    Raises
    ------
    ObservableError
        If a word is unknown or the window lies outside the run.
    """
    entry = find(name)
    if statistic not in entry.statistics:
        raise ObservableError(
            f"'{statistic}' is not a statistic of {name}. {suggestion(statistic, entry.statistics)}"
        )
    found = entry.compute(recording, read_window(at, recording))
    if not len(found) and statistic != "count":
        return float("nan")
    return STATISTICS[statistic](found) + 0.0  # a negative zero is told as 0
