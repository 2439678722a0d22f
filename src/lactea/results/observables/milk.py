"""Milk by day and breast."""

from __future__ import annotations

import numpy as np

from lactea.results.observables.bend import bend
from lactea.results.observables.language import DAILY, ONCE, Observable, observable
from lactea.results.observables.samples import Samples
from lactea.results.observables.series import by_day, rate, sampled
from lactea.results.observables.window import Window
from lactea.results.recording import SIDES, Array, Recording, column

SUBSYSTEM = "milk"


def _totals(name: str) -> tuple[str, ...]:
    """Running totals of both breasts."""
    return tuple(f"{name}_{side}" for side in SIDES)


def _right_less_left(recording: Recording, name: str) -> Array:
    """What the right breast has more than the left, day by day."""
    left, right = np.asarray(recording.days[name], dtype=float).T
    more: Array = right - left
    return more


@observable("milk.removed_per_day", "mL/day", SUBSYSTEM, DAILY)
def removed_per_day(recording: Recording, window: Window) -> Samples:
    """Milk that left both breasts by removal in a day, whatever its fate."""
    return rate(recording, window, recording.days["removed"].sum(axis=1), _totals("removed"))


@observable("milk.removed_per_day_per_breast", "mL/day", SUBSYSTEM)
def removed_per_day_per_breast(recording: Recording, window: Window) -> Samples:
    """Milk removed from one breast in a day; both breasts are samples."""
    return rate(recording, window, recording.days["removed"], _totals("removed"))


@observable("milk.removed_right_less_left", "mL/day", SUBSYSTEM)
def removed_right_less_left(recording: Recording, window: Window) -> Samples:
    """Milk removed from the right breast in a day, less that from the left."""
    return by_day(recording, window, _right_less_left(recording, "removed"))


@observable("milk.expressed_per_day", "mL/day", SUBSYSTEM)
def expressed_per_day(recording: Recording, window: Window) -> Samples:
    """Milk that left both breasts in a day and was not taken by an infant: pumped or expressed by hand."""
    removed = recording.days["removed"].sum(axis=1)
    expressed = np.maximum(removed - recording.days["infant_intake"], 0.0)
    return by_day(recording, window, expressed)


@observable("milk.made_per_day", "mL/day", SUBSYSTEM)
def made_per_day(recording: Recording, window: Window) -> Samples:
    """Milk made by both breasts in a day."""
    return rate(recording, window, recording.days["made"].sum(axis=1), _totals("made"))


@observable("milk.leaked_per_day", "mL/day", SUBSYSTEM)
def leaked_per_day(recording: Recording, window: Window) -> Samples:
    """Milk that dripped from both breasts in a day."""
    return rate(recording, window, recording.days["leaked"].sum(axis=1), _totals("leaked"))


@observable("milk.drip_caught_per_day", "mL/day", SUBSYSTEM)
def drip_caught_per_day(recording: Recording, window: Window) -> Samples:
    """Milk that dripped from both breasts in a day and was caught."""
    return by_day(recording, window, np.asarray(recording.days["drip_caught"]).sum(axis=1))


@observable("milk.reabsorbed_per_day", "mL/day", SUBSYSTEM)
def reabsorbed_per_day(recording: Recording, window: Window) -> Samples:
    """Milk taken back by both breasts in a day."""
    return rate(recording, window, recording.days["reabsorbed"].sum(axis=1), _totals("reabsorbed"))


@observable("milk.stored", "mL", SUBSYSTEM)
def stored(recording: Recording, window: Window) -> Samples:
    """Milk in both breasts, over time."""
    trace = recording.trace
    together = sum(column(trace, f"milk_{side}") for side in SIDES)
    return sampled(np.asarray(trace.time_h), np.asarray(together), window)


@observable("milk.synthesis_rate", "mL/h", SUBSYSTEM)
def synthesis_rate(recording: Recording, window: Window) -> Samples:
    """Milk made per hour by one breast, hour by hour; both breasts are samples."""
    trace = recording.trace
    wide = Window(window.start_h, window.start_h + 1) if window.is_moment else window
    hours = np.unique(np.append(np.arange(wide.start_h, wide.stop_h), wide.stop_h))
    made = [np.interp(hours, trace.time_h, column(trace, f"made_{side}")) for side in SIDES]
    length = np.diff(hours)
    rates = [np.diff(values) / length for values in made]
    return Samples.of(np.tile(hours[:-1], 2), np.concatenate(rates), np.tile(length, 2))


@observable("milk.even_until", "h", SUBSYSTEM, ONCE)
def even_until(recording: Recording, window: Window) -> Samples:
    """Hours from the start of the window, such as the end of a session, until both breasts together
    make milk more slowly: where two straight lines through the milk made meet.
    """
    trace = recording.trace
    hours = np.linspace(window.start_h, window.stop_h, 1 + round(window.stop_h - window.start_h))
    made = sum(np.interp(hours, trace.time_h, column(trace, name)) for name in _totals("made"))
    return Samples.of([window.start_h], [bend(hours, np.asarray(made)) - window.start_h])


@observable("breast.capacity", "mL", SUBSYSTEM)
def capacity(recording: Recording, window: Window) -> Samples:
    """Milk that one breast can hold; both breasts are samples."""
    return by_day(recording, window, recording.days["capacity"])


@observable("breast.capacity_right_less_left", "mL", SUBSYSTEM)
def capacity_right_less_left(recording: Recording, window: Window) -> Samples:
    """Milk that the right breast can hold, less what the left can."""
    return by_day(recording, window, _right_less_left(recording, "capacity"))


@observable("breast.fullness", "1", SUBSYSTEM)
def fullness(recording: Recording, window: Window) -> Samples:
    """Milk in one breast over what it can hold, over time; both breasts are samples."""
    trace = recording.trace
    sides = [
        sampled(
            np.asarray(trace.time_h),
            column(trace, f"milk_{side}") / column(trace, f"capacity_{side}"),
            window,
        )
        for side in SIDES
    ]
    return Samples.of(
        np.concatenate([side.time_h for side in sides]),
        np.concatenate([side.value for side in sides]),
        np.concatenate([side.weight for side in sides]),
    )


@observable("breast.tissue", "1", SUBSYSTEM)
def tissue(recording: Recording, window: Window) -> Samples:
    """Glandular tissue of one breast relative to the resting adult; both breasts are samples."""
    return by_day(recording, window, recording.days["tissue"])


@observable("breast.tissue_gain", "mL", SUBSYSTEM)
def tissue_gain(recording: Recording, window: Window) -> Samples:
    """Volume of one breast above its resting volume, as far as glandular tissue accounts for it."""
    values, days = recording.parameter_values, recording.days
    grown = values["tissue_volume"] * (days["tissue"] - values["tissue_resting"])
    swollen = 1 + values["secretory_swelling"] * days["activation"]
    return by_day(recording, window, grown * swollen)


def _of_one_breast(index: int, side: str) -> Observable:
    @observable(f"milk.removed_per_day_{side}", "mL/day", SUBSYSTEM)
    def removed(recording: Recording, window: Window) -> Samples:
        day = recording.days["removed"][:, index]
        return rate(recording, window, day, (f"removed_{side}",))

    return Observable(
        removed.name,
        removed.unit,
        removed.subsystem,
        removed.statistics,
        f"Milk removed from the {side} breast in a day.",
        removed.compute,
    )


removed_left, removed_right = (_of_one_breast(index, side) for index, side in enumerate(SIDES))
