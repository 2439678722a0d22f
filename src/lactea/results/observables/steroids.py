"""Steroids and placental lactogen."""

from __future__ import annotations

from lactea.results.observables.language import ONCE, observable
from lactea.results.observables.samples import Samples
from lactea.results.observables.series import first_moment, level
from lactea.results.observables.window import Window
from lactea.results.recording import Recording

SUBSYSTEM = "steroids"
LACTOGEN_GONE = 0.5
"""ug/mL; the handbook of evidence row hpl_28_31 calls levels below this non-pregnant."""
FOLLICULAR_HIGHEST = 0.9
"""ng/mL; upper end of progesterone in the follicular phase."""


@observable("estradiol.level", "pg/mL", SUBSYSTEM)
def estradiol(recording: Recording, window: Window) -> Samples:
    """Plasma oestradiol over time."""
    return level(recording, window, "estradiol")


@observable("progesterone.level", "ng/mL", SUBSYSTEM)
def progesterone(recording: Recording, window: Window) -> Samples:
    """Plasma progesterone over time."""
    return level(recording, window, "progesterone")


@observable("placental_lactogen.level", "ug/mL", SUBSYSTEM)
def placental_lactogen(recording: Recording, window: Window) -> Samples:
    """Plasma placental lactogen over time."""
    return level(recording, window, "placental_lactogen")


@observable("placental_lactogen.gone", "d", SUBSYSTEM, ONCE)
def lactogen_gone(recording: Recording, window: Window) -> Samples:
    """Days from the origin until placental lactogen is first below 0.5 ug/mL."""
    found = first_moment(recording, window, "placental_lactogen", LACTOGEN_GONE)
    return Samples.of(found.time_h, found.value / 24)


@observable("progesterone.follicular", "d", SUBSYSTEM, ONCE)
def progesterone_follicular(recording: Recording, window: Window) -> Samples:
    """Days from the origin until progesterone is first below 0.9 ng/mL (follicular range)."""
    found = first_moment(recording, window, "progesterone", FOLLICULAR_HIGHEST)
    return Samples.of(found.time_h, found.value / 24)
