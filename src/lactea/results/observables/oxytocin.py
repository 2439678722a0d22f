"""Oxytocin between and in sessions."""

from __future__ import annotations

from lactea.results.observables.language import observable
from lactea.results.observables.samples import Samples
from lactea.results.observables.series import by_session, level
from lactea.results.observables.window import Window
from lactea.results.recording import Recording

SUBSYSTEM = "oxytocin"
UNIT = "pg/mL"


@observable("oxytocin.level", UNIT, SUBSYSTEM)
def oxytocin_level(recording: Recording, window: Window) -> Samples:
    """Plasma oxytocin over time, sessions included."""
    return level(recording, window, "oxytocin")


@observable("oxytocin.basal", UNIT, SUBSYSTEM)
def basal(recording: Recording, window: Window) -> Samples:
    """Oxytocin just before a session."""
    return by_session(recording, window, recording.sessions["oxytocin_before"])


@observable("oxytocin.at_2min", UNIT, SUBSYSTEM)
def at_2min(recording: Recording, window: Window) -> Samples:
    """Oxytocin 2 min after the start of a session."""
    return by_session(recording, window, recording.sessions["oxytocin_2min"])


@observable("oxytocin.session_peak", UNIT, SUBSYSTEM)
def session_peak(recording: Recording, window: Window) -> Samples:
    """Highest oxytocin in a session."""
    return by_session(recording, window, recording.sessions["oxytocin_peak"])


@observable("oxytocin.session_mean", UNIT, SUBSYSTEM)
def session_mean(recording: Recording, window: Window) -> Samples:
    """Mean oxytocin in a session."""
    return by_session(recording, window, recording.sessions["oxytocin_mean"])


@observable("oxytocin.session_rise", UNIT, SUBSYSTEM)
def session_rise(recording: Recording, window: Window) -> Samples:
    """Mean oxytocin in a session minus the level just before."""
    sessions = recording.sessions
    return by_session(recording, window, sessions["oxytocin_mean"] - sessions["oxytocin_before"])


@observable("oxytocin.session_fold", "1", SUBSYSTEM)
def session_fold(recording: Recording, window: Window) -> Samples:
    """Highest oxytocin in a session over the level just before."""
    sessions = recording.sessions
    return by_session(recording, window, sessions["oxytocin_peak"] / sessions["oxytocin_before"])
