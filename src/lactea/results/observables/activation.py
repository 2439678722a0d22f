"""The secretory switch: when milk comes in, and when it dries."""

from __future__ import annotations

import numpy as np

from lactea.results.observables.language import ONCE, observable
from lactea.results.observables.samples import Samples
from lactea.results.observables.series import by_day, first_event
from lactea.results.observables.window import Window
from lactea.results.recording import SIDES, Recording, column

SUBSYSTEM = "activation"


@observable("activation.time", "h", SUBSYSTEM, ONCE)
def time(recording: Recording, window: Window) -> Samples:
    """Hours from the origin until secretory activation first passes one half."""
    return first_event(recording, window, "secretory_activation")


@observable("activation.start", "h", SUBSYSTEM, ONCE)
def start(recording: Recording, window: Window) -> Samples:
    """Hours from the origin until secretory activation first passes 20 %."""
    return first_event(recording, window, "activation_20")


@observable("activation.end", "h", SUBSYSTEM, ONCE)
def end(recording: Recording, window: Window) -> Samples:
    """Hours from the origin until secretory activation first passes 90 %."""
    return first_event(recording, window, "activation_90")


@observable("activation.felt", "h", SUBSYSTEM, ONCE)
def felt(recording: Recording, window: Window) -> Samples:
    """Hours from the origin until so much of the gland secretes that milk is felt to have come in."""
    return first_event(recording, window, "milk_felt")


@observable("activation.first_drops", "h", SUBSYSTEM, ONCE)
def first_drops(recording: Recording, window: Window) -> Samples:
    """Hours from the origin to the first session that gives drops, half a millilitre or more."""
    return first_event(recording, window, "first_drops")


@observable("activation.level", "1", SUBSYSTEM)
def activation_level(recording: Recording, window: Window) -> Samples:
    """Secretory activation at the end of each day, 0 to 1; both breasts are samples."""
    return by_day(recording, window, recording.days["activation"])


@observable("activation.peak_time", "d", SUBSYSTEM, ONCE)
def peak_time(recording: Recording, window: Window) -> Samples:
    """Days from the origin to the highest activation, both breasts averaged."""
    trace = recording.trace
    hours = np.asarray(trace.time_h)
    both = np.mean([column(trace, f"activation_{side}") for side in SIDES], axis=0)
    there = (hours >= max(0.0, window.start_h)) & (hours <= window.stop_h)
    at = hours[there][[np.argmax(both[there])]] if there.any() else hours[:0]
    return Samples.of(at, at / 24)


@observable("drying.time", "d", SUBSYSTEM, ONCE)
def drying(recording: Recording, window: Window) -> Samples:
    """Days from the origin until a breast that had milk has dried up."""
    found = first_event(recording, window, "dried_up")
    return Samples.of(found.time_h, np.asarray(found.value) / 24)
