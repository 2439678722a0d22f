"""A run in a few lines of plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np

from lactea.results import limits, review
from lactea.results.facts import Facts
from lactea.results.readouts import Readout
from lactea.results.recording import Floats, Recording, day_numbers, infant_weights

SHOWN_DAYS = (0, 1, 3, 7, 30, 90, 180, 365, 730)
WIDTH = 88
LABEL = 26
NAMED = 6


def write(recording: Recording, facts: Facts, readouts: Sequence[Readout] = ()) -> str:
    """The summary, with what was asked besides."""
    days = shown_days(recording)
    parts = [
        _heading(facts),
        _table(recording, days),
        _asked(recording, readouts),
        _events(recording),
        _standing(facts),
        review.short_stamp(facts),
        review.NOTICE,
    ]
    return "\n\n".join(part for part in parts if part)


def shown_days(recording: Recording) -> list[int]:
    """Days of the summary that lie inside the run, and its last day."""
    numbers = day_numbers(recording)
    last = int(numbers[-1])
    return sorted({day for day in SHOWN_DAYS if numbers[0] <= day <= last} | {last})


def rows(recording: Recording, days: Sequence[int]) -> list[tuple[str, str, list[float]]]:
    """Rows of the table as (label, format of a number, one number per day)."""
    at = np.asarray(days) - recording.first_day
    daily = recording.days

    def pick(values: Floats) -> list[float]:
        return [float(value) for value in np.asarray(values, dtype=float)[at]]

    removed = np.asarray(daily["removed"], dtype=float)
    table = [
        ("milk removed, mL", ".0f", pick(removed.sum(axis=1))),
        ("  left", ".0f", pick(removed[:, 0])),
        ("  right", ".0f", pick(removed[:, 1])),
        ("milk left inside, mL", ".0f", pick(daily["stored"].sum(axis=1))),
        ("prolactin mean, ng/mL", ".0f", pick(daily["prolactin_mean"])),
        ("prolactin highest, ng/mL", ".0f", pick(daily["prolactin_max"])),
        ("sessions", ".0f", pick(daily["sessions"])),
    ]
    weight = pick(infant_weights(recording))
    if any(np.isfinite(weight)):
        table.append(("milk taken by infant, mL", ".0f", pick(daily["infant_intake"])))
        table.append(("infant weight, kg", ".2f", weight))
    return table


def _heading(facts: Facts) -> str:
    return "\n".join(textwrap.wrap(f"{facts.card.name}: {facts.card.summary}", WIDTH))


def _table(recording: Recording, days: Sequence[int]) -> str:
    lines = [f"{'day, the first being 0':<{LABEL}}" + "".join(f"{day:>8}" for day in days)]
    for label, form, numbers in rows(recording, days):
        cells = "".join(f"{cell(number, form):>8}" for number in numbers)
        lines.append(f"{label:<{LABEL}}{cells}")
    return "\n".join(lines)


def _asked(recording: Recording, readouts: Sequence[Readout]) -> str:
    return "\n".join(
        f"{asked}  {cell(asked.read(recording), '.4g')} {asked.unit}" for asked in readouts
    )


def cell(number: float, form: str) -> str:
    """A number as the table shows it; a dash where there is none."""
    return format(number, form) if np.isfinite(number) else "-"


def _events(recording: Recording) -> str:
    came_in = [event for event in recording.events if event.kind == "secretory_activation"]
    lines = []
    if came_in:
        first = min(came_in, key=lambda event: event.time_h)
        lines.append(
            f"Milk came in {first.time_h:.0f} h ({first.time_h / 24:.1f} d) after the origin "
            "(half of secretory activation)."
        )
    else:
        lines.append("Secretory activation did not pass one half in this run.")
    held = limits.limits_of(recording)
    if held is not None:
        lines.append(held.sentence())
    lines.extend(f"Note: {warning}" for warning in recording.warnings)
    last = float(np.sum(recording.days["removed"][-1]))
    lines.append(
        f"On the last day {last:.0f} mL were removed. Any amount, 0 mL included, is a result."
    )
    return "\n".join(line for text in lines for line in textwrap.wrap(text, WIDTH))


def _standing(facts: Facts) -> str:
    counts = review.count_by_standing(facts)
    counted = ", ".join(f"{number} {standing}" for standing, number in counts.items())
    text = f"Parameters: {counted}."
    names = [note.id for note in review.assumed(facts)]
    if names:
        named = ", ".join(names[:NAMED])
        more = f" and {len(names) - NAMED} more, all named in the report" if names[NAMED:] else ""
        text += f" Assumed, no human figure found: {named}{more}."
    return "\n".join(textwrap.wrap(text, WIDTH, break_on_hyphens=False))
