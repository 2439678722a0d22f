"""What the milk contains, by day, by feed, and in a breast that nobody empties."""

from __future__ import annotations

import numpy as np

from lactea.results.observables.language import ONCE, Observable, observable
from lactea.results.observables.samples import Samples
from lactea.results.observables.series import by_breastfeed, by_day, sessions_in
from lactea.results.observables.window import Window
from lactea.results.recording import Recording, day_numbers
from lactea.results.variables import CONTENTS, HELD

SUBSYSTEM = "composition"
TURNED_SODIUM = 16.0
"""mmol/L; above it sodium of milk was called high (evidence row mlk_cmp_morton1994_normal_na)."""
SWITCHED_BY_H = 14 * 24.0
"""From two weeks on high sodium is no longer that of the first milk."""
KCAL_PER_ML = 1e-3
"""kcal/mL for one kcal/L."""


def _removed(name: str) -> Observable:
    """Content of the milk removed: each breast and day is a sample, with its volume as weight."""

    def compute(recording: Recording, window: Window) -> Samples:
        whole = by_day(recording, window, recording.days[f"milk_{name}"])
        volume = by_day(recording, window, _where_known(recording, name))
        return Samples.of(whole.time_h, whole.value, whole.weight * volume.value)

    compute.__doc__ = f"{name.replace('_', ' ').capitalize()} of the milk removed; breasts and days count by their volume."
    return observable(f"milk.{name}", CONTENTS[name], SUBSYSTEM)(compute)


def _where_known(recording: Recording, name: str) -> np.ndarray:
    """Milk removed, where its content is known."""
    known = np.isfinite(np.asarray(recording.days[f"milk_{name}"], dtype=float))
    return np.where(known, recording.days["removed"], np.nan)


def _held(name: str) -> Observable:
    """Content of the milk in a breast, removed or not."""

    def compute(recording: Recording, window: Window) -> Samples:
        return by_day(recording, window, recording.days[f"breast_{name}"])

    compute.__doc__ = (
        f"{name.capitalize()} of the milk in the breast at the end of each day, removed or not; "
        "both breasts are samples."
    )
    return observable(f"breast.{name}", CONTENTS[name], SUBSYSTEM)(compute)


REMOVED = tuple(_removed(name) for name in CONTENTS)
IN_THE_BREAST = tuple(_held(name) for name in HELD)


@observable("breastfeed.fat", "g/L", SUBSYSTEM)
def breastfeed_fat(recording: Recording, window: Window) -> Samples:
    """Fat of the milk of one breast in one session."""
    return by_breastfeed(recording, window, recording.sessions["fat"])


@observable("breastfeed.foremilk_fat", "g/L", SUBSYSTEM)
def foremilk_fat(recording: Recording, window: Window) -> Samples:
    """Fat of the first milk of one breast in one session."""
    return by_breastfeed(recording, window, recording.sessions["foremilk_fat"])


@observable("breastfeed.hindmilk_fat", "g/L", SUBSYSTEM)
def hindmilk_fat(recording: Recording, window: Window) -> Samples:
    """Fat of the last milk of one breast in one session."""
    return by_breastfeed(recording, window, recording.sessions["hindmilk_fat"])


@observable("breastfeed.fat_samples", "g/L", SUBSYSTEM)
def fat_samples(recording: Recording, window: Window) -> Samples:
    """Fat of small samples taken before and after each breastfeed."""
    keep = sessions_in(recording, window)
    pairs = [
        np.asarray(recording.sessions[name], dtype=float)[keep].ravel()
        for name in ("foremilk_fat", "hindmilk_fat")
    ]
    start = np.repeat(np.asarray(recording.sessions["start_h"], dtype=float)[keep], 2)
    return Samples.of(np.tile(start, 2), np.concatenate(pairs))


@observable("milk.turn_volume", "mL/day", SUBSYSTEM, ONCE)
def turn_volume(recording: Recording, window: Window) -> Samples:
    """Milk removed on the first day, from two weeks on, on which its sodium is above 16 mmol/L."""
    begin = 24.0 * day_numbers(recording)
    total, mixed = _sodium_of_both(recording)
    late = (begin >= max(SWITCHED_BY_H, window.start_h)) & (begin < window.stop_h)
    first = np.flatnonzero(late & (mixed > TURNED_SODIUM))[:1]
    return Samples.of(begin[first] + 12, total[first])


@observable("milk.sodium_normal", "d", SUBSYSTEM, ONCE)
def sodium_normal(recording: Recording, window: Window) -> Samples:
    """Days from the origin to the middle of the first day on which sodium of the milk removed is at most
    16 mmol/L.
    """
    begin = 24.0 * day_numbers(recording)
    total, mixed = _sodium_of_both(recording)
    inside = (begin >= max(0.0, window.start_h)) & (begin < window.stop_h)
    first = np.flatnonzero(inside & (total > 0) & (mixed <= TURNED_SODIUM))[:1]
    return Samples.of(begin[first] + 12, (begin[first] + 12) / 24)


def _sodium_of_both(recording: Recording) -> tuple[np.ndarray, np.ndarray]:
    """Milk of each day whose sodium is known, mL, and that sodium; 0 where there was none."""
    removed = np.asarray(recording.days["removed"], dtype=float)
    sodium = np.asarray(recording.days["milk_sodium"], dtype=float)
    amount = np.where(np.isfinite(sodium), removed, 0.0)
    total = amount.sum(axis=1)
    mixed = np.divide(
        np.nansum(amount * sodium, axis=1), total, out=np.zeros(len(total)), where=total > 0
    )
    return total, mixed


@observable("milk.energy_per_day", "kcal/day", SUBSYSTEM)
def energy_per_day(recording: Recording, window: Window) -> Samples:
    """Energy of the milk removed in a day, by its fat, protein and lactose."""
    volume = np.asarray(recording.days["removed"], dtype=float)
    energy = np.nan_to_num(np.asarray(recording.days["milk_energy"], dtype=float)) * KCAL_PER_ML
    return by_day(recording, window, (volume * energy).sum(axis=1))
