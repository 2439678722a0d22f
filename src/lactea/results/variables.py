"""Units and names of everything a recording holds by day and by session."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """How one recorded array is labelled.

    `per_side` says that its last axis is left and right; `mechanisms` are words found in the
    meanings of the parameters behind it, see `lactea.results.tree`.
    """

    name: str
    unit: str
    long_name: str
    per_side: bool = False


HORMONES = {
    "prolactin": "ng/mL",
    "oxytocin": "pg/mL",
    "estradiol": "pg/mL",
    "progesterone": "ng/mL",
    "placental_lactogen": "ug/mL",
}
"""Recorded hormones with the units of their levels in plasma."""

MILK = {
    "removed": "milk removed from the breast",
    "made": "milk made",
    "stored": "milk in the breast at the end of the day",
    "leaked": "milk leaked",
    "reabsorbed": "milk taken back by the breast",
}
"""Daily milk accounts, all in mL and per side."""


def _hormone_days() -> list[Variable]:
    words = {"mean": "mean", "min": "lowest level", "max": "highest level"}
    return [
        Variable(f"{name}_{key}", unit, f"{name.replace('_', ' ')}, {word} of the day")
        for name, unit in HORMONES.items()
        for key, word in words.items()
    ]


DAYS = {
    variable.name: variable
    for variable in [
        *(Variable(name, "mL", meaning, per_side=True) for name, meaning in MILK.items()),
        Variable("infant_intake", "mL", "milk taken by the infant in the day"),
        Variable("infant_weight", "kg", "weight of the infant at the end of the day"),
        Variable("sessions", "1", "sessions begun in the day"),
        Variable("ejections", "1", "milk ejections in the day"),
        *_hormone_days(),
        Variable("activation", "1", "secretory activation at the end of the day", per_side=True),
        Variable("tissue", "1", "glandular tissue, relative to the resting adult", per_side=True),
        Variable("capacity", "mL", "milk that the breast can hold", per_side=True),
        Variable("active_cells", "1", "secreting cells", per_side=True),
        Variable("mean_fullness", "1", "fullness averaged over hours", per_side=True),
    ]
}
"""Daily variables by name."""

SESSIONS = {
    variable.name: variable
    for variable in [
        Variable("start_h", "h", "start, hours from the origin"),
        Variable("duration_min", "min", "duration of the session"),
        Variable("kind", "", "what removed the milk"),
        Variable("volume", "mL", "milk removed", per_side=True),
        Variable("minutes_at", "min", "time at the breast", per_side=True),
        Variable("available", "mL", "milk in the breast at the start", per_side=True),
        Variable("ejections", "1", "milk ejections in the session"),
        Variable("first_ejection_s", "s", "time from the start to the first ejection"),
        Variable("first_ejection_share", "1", "share of the milk that came with the first ejection"),
        Variable("first_two_share", "1", "share of the milk that came with the first two ejections"),
        Variable("share_2min", "1", "share of the first breast's milk taken in 2 min"),
        Variable("share_4min", "1", "share of the first breast's milk taken in 4 min"),
        Variable("peak_flow", "mL/min", "highest flow"),
        Variable("prolactin_before", "ng/mL", "prolactin just before"),
        Variable("prolactin_peak", "ng/mL", "highest prolactin after the start"),
        Variable("prolactin_peak_min", "min", "time from the start to the highest prolactin"),
        Variable("oxytocin_before", "pg/mL", "oxytocin just before"),
        Variable("oxytocin_2min", "pg/mL", "oxytocin 2 min after the start"),
        Variable("oxytocin_peak", "pg/mL", "highest oxytocin in the session"),
        Variable("oxytocin_mean", "pg/mL", "mean oxytocin in the session"),
        Variable("intake", "mL", "milk taken by the infant"),
    ]
}
"""Variables of a session by name; shares are fractions of one."""


def daily(name: str, per_side: bool) -> Variable:
    """Label of a daily array; an array unknown here keeps its name and claims no unit."""
    return DAYS.get(name, Variable(name, "", name.replace("_", " "), per_side))


def of_session(name: str, per_side: bool) -> Variable:
    """Label of a session array; an array unknown here keeps its name and claims no unit."""
    return SESSIONS.get(name, Variable(name, "", name.replace("_", " "), per_side))
