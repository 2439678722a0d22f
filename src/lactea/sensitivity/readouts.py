"""What is asked of a run where nothing is named."""

from __future__ import annotations

from lactea.results.readouts import Readout


def default_readouts(days: int) -> tuple[Readout, ...]:
    """Daily milk, intake and prolactin of the last day, and when milk making was switched on."""
    last = f"P{days - 1}D/P{days}D"
    return (
        Readout("milk.removed_per_day", "mean", last),
        Readout("infant.intake", "mean", last),
        Readout("prolactin.level", "mean", last),
        Readout("activation.time", "value", "any"),
    )
