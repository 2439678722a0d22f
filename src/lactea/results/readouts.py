"""What is asked of a run: an observable, a statistic of it, and when."""

from __future__ import annotations

from dataclasses import dataclass

from lactea.results.observables import ObservableError, evaluate, find
from lactea.results.recording import Recording

EXAMPLE = "such as milk.removed_per_day:mean:P14D/P15D or activation.time"


@dataclass(frozen=True, slots=True)
class Readout:
    """One number of a run; see `lactea.results.observables.evaluate` for its parts."""

    observable: str
    statistic: str
    at: str

    def __str__(self) -> str:
        return ":".join((self.observable, self.statistic, self.at))

    @property
    def unit(self) -> str:
        """Unit of the number, where the statistic keeps that of the observable."""
        units = {
            "cv": "1", "share": "%", "time_of_max": "d", "hours_to_max": "h", "count": "1", "total": "mL",
        }  # fmt: skip
        return units.get(self.statistic, find(self.observable).unit)

    def read(self, recording: Recording) -> float:
        """The number; NaN where the run has none."""
        return evaluate(recording, self.observable, self.statistic, self.at)


def read_readout(text: str) -> Readout:
    """A readout from ``OBSERVABLE[:STATISTIC[:AT]]``.

    Without a statistic it is the mean, or the value of what happens once; without a time the
    whole run.

    Raises
    ------
    ObservableError
        If a word is unknown; the text names the nearest.
    """
    name, *rest = text.strip().split(":")
    if len(rest) > 2:
        raise ObservableError(f"--readout '{text}': write OBSERVABLE[:STATISTIC[:AT]], {EXAMPLE}.")
    try:
        entry = find(name)
    except ObservableError as error:
        raise ObservableError(f"--readout: {error}") from None
    usual = "value" if "value" in entry.statistics else "mean"
    statistic = rest[0] if rest else usual
    if statistic not in entry.statistics:
        raise ObservableError(
            f"--readout '{text}': '{statistic}' is not a statistic of {name}; "
            f"valid here: {', '.join(entry.statistics)}."
        )
    return Readout(name, statistic, rest[1] if len(rest) == 2 else "any")
