"""The infant: what it takes and how it grows."""

from __future__ import annotations

import numpy as np

from lactea.results.observables.language import ONCE, observable
from lactea.results.observables.samples import Samples
from lactea.results.observables.series import by_day, rate, sessions_in
from lactea.results.observables.window import Window
from lactea.results.recording import (
    SECONDS_PER_HOUR,
    Floats,
    Recording,
    column,
    day_numbers,
    infant_count,
    infant_from_h,
    infant_weights,
)

SUBSYSTEM = "infant"
NIGHT_FROM_H, NIGHT_TO_H = 22.0, 6.0
"""Night for the share of nights with a feed; studies differ by an hour or two."""


@observable("infant.intake", "mL/day", SUBSYSTEM)
def intake(recording: Recording, window: Window) -> Samples:
    """Milk that the infant (all infants together) takes at the breast in a day."""
    return rate(recording, window, recording.days["infant_intake"], ("infant_intake",))


@observable("infant.weight", "kg", SUBSYSTEM)
def weight(recording: Recording, window: Window) -> Samples:
    """Weight of one infant, read at the end of each day; a moment is interpolated."""
    values = infant_weights(recording)
    if window.is_moment:
        ends = 24.0 * (day_numbers(recording) + 1)
        known = np.isfinite(values)
        if not known.any() or window.start_h < ends[known][0] - 24:
            return Samples.of([], [])
        return Samples.of([window.start_h], np.interp([window.start_h], ends[known], values[known]))
    return by_day(recording, window, values)


@observable("infant.intake_per_weight", "mL/kg/day", SUBSYSTEM)
def intake_per_weight(recording: Recording, window: Window) -> Samples:
    """Milk that one infant takes in a day, per kilogram of its weight."""
    each = recording.days["infant_intake"] / infant_count(recording)
    return by_day(recording, window, each / infant_weights(recording))


@observable("infant.other_milk", "mL/day", SUBSYSTEM)
def other_milk(recording: Recording, window: Window) -> Samples:
    """Other milk, such as formula, that one infant is given in a day."""
    return by_day(recording, window, _other_milk(recording))


@observable("infant.other_milk_per_weight", "mL/kg/day", SUBSYSTEM)
def other_milk_per_weight(recording: Recording, window: Window) -> Samples:
    """Other milk, such as formula, that one infant is given in a day, per kilogram of its weight."""
    return by_day(recording, window, _other_milk(recording) / infant_weights(recording))


@observable("infant.milk_lacking", "mL/day", SUBSYSTEM)
def milk_lacking(recording: Recording, window: Window) -> Samples:
    """Other milk that one infant needs in a day beside what it takes at the breast, to grow and catch up."""
    values = recording.parameter_values
    milk_needed = _energy_needed(recording) / (values["milk_energy"] * values["milk_density"])
    taken = recording.days["infant_intake"] / infant_count(recording)
    return by_day(recording, window, np.maximum(milk_needed - taken, 0.0))


@observable("infant.energy_per_weight", "kcal/kg/day", SUBSYSTEM)
def energy_per_weight(recording: Recording, window: Window) -> Samples:
    """Energy eaten in a day per kilogram of one infant: milk, other milk, and solids."""
    return by_day(recording, window, _energy_eaten(recording) / infant_weights(recording))


@observable("infant.weight_gain", "g/day", SUBSYSTEM)
def weight_gain(recording: Recording, window: Window) -> Samples:
    """What one infant gains in a day; not on its first."""
    return by_day(recording, window, 1000 * _gain(recording))


@observable("infant.growth_share", "%", SUBSYSTEM)
def growth_share(recording: Recording, window: Window) -> Samples:
    """Energy that builds tissue, as a share of what was eaten in the day; not before weight rises."""
    built = recording.parameter_values["growth_cost"] * _gain(recording)
    eaten = _energy_eaten(recording)
    share = np.divide(
        built, eaten, out=np.full(len(built), np.nan), where=(eaten > 0) & (built > 0)
    )
    return by_day(recording, window, 100 * share)


def _other_milk(recording: Recording) -> Floats:
    """Other milk of each day, of one infant; none in a run without."""
    given = recording.days.get("topup", np.zeros(recording.n_days))
    each: Floats = np.asarray(given, dtype=float) / infant_count(recording)
    return each


def _gain(recording: Recording) -> Floats:
    """Kilograms that one infant gains in each day."""
    gained: Floats = np.diff(infant_weights(recording), prepend=np.nan)
    return gained


def _energy_needed(recording: Recording) -> Floats:
    """Energy of milk that one infant needs in each day, kcal: upkeep, growth aimed at, and catching up.

    NaN while there is none. Solids meet their share.
    """
    trace, values = recording.trace, recording.parameter_values
    borders = 24.0 * np.append(day_numbers(recording), recording.first_day + recording.n_days)
    mass, aim = (
        np.interp(borders, trace.time_h, column(trace, name))
        for name in ("infant_mass", "infant_aim")
    )
    behind = np.maximum(aim - mass, 0.0)
    caught_up = 24 * (behind[1:] + behind[:-1]) / 2 / values["catch_up_time"]
    upkeep = 24 * values["maintenance"] * (mass[1:] + mass[:-1]) / 2
    whole = upkeep + values["growth_cost"] * (np.diff(aim) + caught_up)
    solids = np.asarray(recording.days.get("solid_share", np.zeros(recording.n_days)), dtype=float)
    there = borders[:-1] >= infant_from_h(recording)
    needed: Floats = np.where(there, (1 - solids) * whole, np.nan)
    return needed


def _energy_eaten(recording: Recording) -> Floats:
    """Energy that one infant eats in each day, kcal."""
    days, values = recording.days, recording.parameter_values
    nothing = np.zeros(recording.n_days)
    milk = (days["infant_intake"] + days.get("topup", nothing)) / infant_count(recording)
    energy = milk * values["milk_energy"] * values["milk_density"]
    # Solids meet a share of the need; what was drunk is the rest. Of solids alone nothing is known.
    rest = 1 - np.asarray(days.get("solid_share", nothing), dtype=float)
    eaten: Floats = np.divide(energy, rest, out=np.full(len(rest), np.nan), where=rest > 0)
    return eaten


@observable("infant.weight_change", "%", SUBSYSTEM)
def weight_change(recording: Recording, window: Window) -> Samples:
    """Weight at the end of a day against birth weight, in percent of birth weight."""
    born = birth_weight(recording)
    return by_day(recording, window, 100 * (infant_weights(recording) / born - 1))


@observable("infant.night_feeding", "%", SUBSYSTEM)
def night_feeding(recording: Recording, window: Window) -> Samples:
    """Nights (22 to 6 h) with at least one session: 100 for a night with, 0 for one without."""
    start = np.asarray(recording.sessions["start_h"], dtype=float)
    clock = (start + recording.scenario.origin_clock / SECONDS_PER_HOUR) % 24
    at_night = (clock >= NIGHT_FROM_H) | (clock < NIGHT_TO_H)
    fed = np.floor(start[at_night & sessions_in(recording, window)] / 24)
    return by_day(recording, window, 100.0 * np.isin(day_numbers(recording), fed))


@observable("infant.weight_loss", "%", SUBSYSTEM, ONCE)
def weight_loss(recording: Recording, window: Window) -> Samples:
    """Largest loss below birth weight, in percent of birth weight (a positive number)."""
    hours, values = _weight_curve(recording, window)
    if not len(values):
        return Samples.of([], [])
    lowest = int(np.argmin(values))
    return Samples.of([hours[lowest]], [100 * (1 - values[lowest] / birth_weight(recording))])


@observable("infant.weight_nadir", "d", SUBSYSTEM, ONCE)
def weight_nadir(recording: Recording, window: Window) -> Samples:
    """Days from the origin to the lowest weight after birth."""
    hours, values = _weight_curve(recording, window)
    at = hours[[np.argmin(values)]] if len(values) else hours
    return Samples.of(at, at / 24)


@observable("infant.weight_regain", "d", SUBSYSTEM, ONCE)
def weight_regain(recording: Recording, window: Window) -> Samples:
    """Days from the origin until weight, after its lowest, is back at birth weight."""
    hours, values = _weight_curve(recording, window)
    if not len(values):
        return Samples.of([], [])
    lowest = int(np.argmin(values))
    back = np.flatnonzero(values[lowest:] >= birth_weight(recording))[:1] + lowest
    return Samples.of(hours[back], hours[back] / 24)


def _weight_curve(recording: Recording, window: Window) -> tuple[Floats, Floats]:
    """Hours and weights of the window while there is an infant."""
    hours = np.asarray(recording.trace.time_h)
    values = column(recording.trace, "infant_weight")
    # The row of the very moment of birth stands twice: without the infant, and with it.
    there = (values > 0) & (hours > infant_from_h(recording))
    there &= (hours >= window.start_h) & (hours <= window.stop_h)
    return hours[there], values[there]


def birth_weight(recording: Recording) -> float:
    """Weight of one infant when it is born or arrives, kg; NaN where there is none."""
    from_h = infant_from_h(recording)
    if not np.isfinite(from_h):
        return float("nan")
    # The last row of that moment; the one before it is without the infant.
    row = int(np.searchsorted(recording.trace.time_h, from_h, side="right")) - 1
    return float(column(recording.trace, "infant_weight")[row])
