"""Sessions (both breasts count as one) and breastfeeds (each breast used counts)."""

from __future__ import annotations

import numpy as np

from lactea.results.observables.language import Observable, observable
from lactea.results.observables.samples import Samples
from lactea.results.observables.series import Mask, by_breastfeed, by_session, per_day
from lactea.results.observables.window import Window
from lactea.results.recording import Array, Floats, Recording

SUBSYSTEM = "removal"
PERCENT = 100.0


@observable("session.count", "1/day", SUBSYSTEM)
def session_count(recording: Recording, window: Window) -> Samples:
    """Sessions begun in a day; both breasts in turn or together are one session."""
    return per_day(recording, window, np.ones(len(recording.sessions["start_h"])))


@observable("breastfeed.count", "1/day", SUBSYSTEM)
def breastfeed_count(recording: Recording, window: Window) -> Samples:
    """Breastfeeds (or pumped breasts) begun in a day, each breast counted."""
    used = np.asarray(recording.sessions["minutes_at"], dtype=float) > 0
    return per_day(recording, window, used.sum(axis=1))


@observable("session.volume", "mL", SUBSYSTEM)
def session_volume(recording: Recording, window: Window) -> Samples:
    """Milk removed in one session from both breasts."""
    return by_session(recording, window, recording.sessions["volume"].sum(axis=1))


@observable("breastfeed.volume", "mL", SUBSYSTEM)
def breastfeed_volume(recording: Recording, window: Window) -> Samples:
    """Milk removed from one breast in one session."""
    return by_breastfeed(recording, window, recording.sessions["volume"])


@observable("session.second_breast_share", "%", SUBSYSTEM)
def second_breast_share(recording: Recording, window: Window) -> Samples:
    """Milk of the second breast of a session over that of the first; sessions that used both."""
    sessions = recording.sessions
    if "first_side" not in sessions:
        return Samples.of([], [])
    first = np.asarray(sessions["first_side"], dtype=int)
    volume = np.asarray(sessions["volume"], dtype=float)
    each = np.arange(len(first))
    share = PERCENT * _ratio(volume[each, 1 - first], volume[each, first])
    both: Mask = np.all(np.asarray(sessions["minutes_at"], dtype=float) > 0, axis=1)
    return by_session(recording, window, share, both)


@observable("breast.emptying", "%", SUBSYSTEM)
def emptying(recording: Recording, window: Window) -> Samples:
    """Share of the milk in a breast that one breastfeed removes."""
    sessions = recording.sessions
    return by_breastfeed(
        recording, window, PERCENT * _ratio(sessions["volume"], sessions["available"])
    )


@observable("session.duration", "min", SUBSYSTEM)
def session_duration(recording: Recording, window: Window) -> Samples:
    """Duration of one session."""
    return by_session(recording, window, recording.sessions["duration_min"])


@observable("breastfeed.duration", "min", SUBSYSTEM)
def breastfeed_duration(recording: Recording, window: Window) -> Samples:
    """Time at one breast in one session."""
    return by_breastfeed(recording, window, recording.sessions["minutes_at"])


@observable("nursing.minutes_per_day", "min/day", SUBSYSTEM)
def minutes_per_day(recording: Recording, window: Window) -> Samples:
    """Time spent in sessions in a day."""
    return per_day(recording, window, recording.sessions["duration_min"])


@observable("breastfeed.ejections", "1", SUBSYSTEM)
def breastfeed_ejections(recording: Recording, window: Window) -> Samples:
    """Milk ejections while at one breast in one session, as a duct of the other breast would show them."""
    return by_breastfeed(recording, window, recording.sessions["ejections_at"])


@observable("session.mean_flow", "mL/min", SUBSYSTEM)
def mean_flow(recording: Recording, window: Window) -> Samples:
    """Milk of a session over its duration."""
    sessions = recording.sessions
    return by_session(
        recording, window, _ratio(sessions["volume"].sum(axis=1), sessions["duration_min"])
    )


def _ratio(part: Array, whole: Array) -> Floats:
    """Part over whole; NaN (no such sample) where there is no whole."""
    whole = np.asarray(whole, dtype=float)
    ratio: Floats = np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)
    return ratio


def _as_recorded(name: str, unit: str, key: str, meaning: str) -> Observable:
    """An observable that the engine has noted with each session."""

    def compute(recording: Recording, window: Window) -> Samples:
        return by_session(recording, window, recording.sessions[key])

    compute.__doc__ = meaning
    return observable(name, unit, SUBSYSTEM)(compute)


RECORDED = tuple(
    _as_recorded(*row)
    for row in (
        ("session.ejections", "1", "ejections", "Milk ejections in one session."),
        ("session.first_ejection", "s", "first_ejection_s",
         "Time from the start of a session to its first milk ejection."),
        ("session.letdown_before", "s", "letdown_before_s",
         "Time from the first ejection while the infant asks to the touch; 0 where none came."),
        ("session.first_ejection_share", "%", "first_ejection_share",
         "Share of a session's milk that comes with the first ejection."),
        ("session.first_two_share", "%", "first_two_share",
         "Share of a session's milk that comes with the first two ejections."),
        ("session.share_2min", "%", "share_2min",
         "Share of the first breast's milk that is taken in the first 2 min."),
        ("session.share_4min", "%", "share_4min",
         "Share of the first breast's milk that is taken in the first 4 min."),
        ("session.peak_flow", "mL/min", "peak_flow", "Highest flow in one session."),
    )
)  # fmt: skip
