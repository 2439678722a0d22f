"""Engorgement, and how often mastitis is to be expected by either account."""

from __future__ import annotations

import numpy as np

from lactea.results.observables.language import ONCE, Observable, observable
from lactea.results.observables.samples import Samples
from lactea.results.observables.series import by_day
from lactea.results.observables.window import Window
from lactea.results.recording import Array, Recording, day_numbers

SUBSYSTEM = "trouble"
HOURS_PER_DAY, HOURS_PER_WEEK = 24.0, 168.0
PERCENT = 100.0
ACCOUNTS = {"stasis": "milk that stays", "inflammation": "inflammation and excess"}
"""The two disputed accounts: word in the names, and in plain words."""


@observable("breast.engorgement", "1", SUBSYSTEM)
def engorgement(recording: Recording, window: Window) -> Samples:
    """Fullness beyond comfort, mean of each day, 0 to 1; both breasts are samples."""
    days = recording.days
    highest = days["engorgement_max"]
    return by_day(recording, window, days["engorgement"], high=highest)


@observable("engorgement.peak_time", "d", SUBSYSTEM, ONCE)
def peak_time(recording: Recording, window: Window) -> Samples:
    """Days from the origin to the middle of the most engorged day; none if no day is engorged."""
    day, both = _engorged_days(recording, window)
    if not both.any():
        return Samples.of([], [])
    middle = day[[np.argmax(both)]] + 0.5
    return Samples.of(HOURS_PER_DAY * middle, middle)


@observable("engorgement.duration", "d", SUBSYSTEM, ONCE)
def duration(recording: Recording, window: Window) -> Samples:
    """Days from the first to the last on which a breast is engorged at some hour, both counted."""
    day, _ = _engorged_days(recording, window)
    highest = np.asarray(recording.days["engorgement_max"], dtype=float).max(axis=1)
    engorged = day[highest[day - recording.first_day] > 0]
    if not len(engorged):
        return Samples.of([], [])
    length = float(engorged[-1] - engorged[0] + 1)
    return Samples.of([HOURS_PER_DAY * engorged[0]], [length])


def _engorged_days(recording: Recording, window: Window) -> tuple[Array, Array]:
    """Days of the window and their mean engorgement, both breasts averaged."""
    wide = window.day_wide()
    begin = HOURS_PER_DAY * day_numbers(recording)
    inside = (begin >= wide.start_h) & (begin < wide.stop_h)
    both = np.asarray(recording.days["engorgement"], dtype=float).mean(axis=1)
    return day_numbers(recording)[inside], both[inside]


def _rate(account: str) -> Observable:
    def compute(recording: Recording, window: Window) -> Samples:
        per_hour = np.asarray(recording.days[f"mastitis_by_{account}"], dtype=float).sum(axis=1)
        return by_day(recording, window, HOURS_PER_WEEK * per_hour)

    compute.__doc__ = (
        f"Episodes of mastitis per week and person, by the account of {ACCOUNTS[account]}."
    )
    return observable(f"mastitis.{account}_rate", "1/week", SUBSYSTEM)(compute)


def _expected(account: str) -> Observable:
    def compute(recording: Recording, window: Window) -> Samples:
        return Samples.of([window.start_h], [_episodes(recording, window, account)])

    compute.__doc__ = (
        f"Episodes of mastitis to be expected in the window, by the account of {ACCOUNTS[account]}."
    )
    return observable(f"mastitis.{account}_episodes", "1", SUBSYSTEM, ONCE)(compute)


def _share(account: str) -> Observable:
    def compute(recording: Recording, window: Window) -> Samples:
        episodes = _episodes(recording, window, account)
        return Samples.of([window.start_h], [PERCENT * -np.expm1(-episodes)])

    compute.__doc__ = f"Share of people like this one with mastitis in the window, by the account of {ACCOUNTS[account]}."
    return observable(f"mastitis.{account}_share", "%", SUBSYSTEM, ONCE)(compute)


def _episodes(recording: Recording, window: Window, account: str) -> float:
    per_hour = np.asarray(recording.days[f"mastitis_by_{account}"], dtype=float).sum(axis=1)
    days = by_day(recording, window, per_hour)
    return float(HOURS_PER_DAY * days.value @ days.weight)


MASTITIS = tuple(read(account) for account in ACCOUNTS for read in (_rate, _expected, _share))
