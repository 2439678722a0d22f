"""For whom plans are made."""

from __future__ import annotations

from lactea.plan.request import Mode

ORDER: tuple[Mode, ...] = ("parent", "clinician", "researcher")


def narrower(one: Mode, other: Mode | None) -> Mode:
    """The mode that shows less; a file cannot open what the command line closed, nor the other way."""
    return one if other is None else min(one, other, key=ORDER.index)
