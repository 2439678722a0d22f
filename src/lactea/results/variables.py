"""Units and names of everything a recording holds by day and by session."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """How one recorded array is labelled.

    `per_side` says that its last axis is left and right; `of` names the curve of the body that it
    is taken from, where that has another name.
    """

    name: str
    unit: str
    long_name: str
    per_side: bool = False
    of: str = ""

    @property
    def curves(self) -> tuple[str, ...]:
        """Ids of the body's states or quantities that this variable is taken from."""
        name = self.of or self.name
        return (f"{name}_left", f"{name}_right") if self.per_side else (name,)


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


CONTENTS = {
    "fat": "g/L",
    "lactose": "g/L",
    "protein": "g/L",
    "sodium": "mmol/L",
    "potassium": "mmol/L",
    "chloride": "mmol/L",
    "energy": "kcal/L",
    "alpha_lactalbumin": "g/L",
    "prolactin": "ng/mL",
}
"""What the milk contains, with units."""
HELD = ("lactose", "protein", "sodium")
"""What is also recorded of the milk in the breast, removed or not."""


def _contents() -> list[Variable]:
    removed = [
        Variable(f"milk_{name}", unit, f"{name.replace('_', ' ')} of the milk removed in the day",
                 per_side=True, of=f"{name}_content")
        for name, unit in CONTENTS.items()
    ]  # fmt: skip
    held = [
        Variable(f"breast_{name}", CONTENTS[name],
                 f"{name} of the milk in the breast at the end of the day",
                 per_side=True, of=f"{name}_content")
        for name in HELD
    ]  # fmt: skip
    return removed + held


def _hormone_days() -> list[Variable]:
    words = {"mean": "mean", "min": "lowest level", "max": "highest level"}
    return [
        Variable(f"{name}_{key}", unit, f"{name.replace('_', ' ')}, {word} of the day", of=name)
        for name, unit in HORMONES.items()
        for key, word in words.items()
    ]


DAYS = {
    variable.name: variable
    for variable in [
        *(
            Variable(name, "mL", meaning, per_side=True, of="milk" if name == "stored" else "")
            for name, meaning in MILK.items()
        ),
        Variable("drip_caught", "mL", "drops that were caught in the day", per_side=True),
        Variable("suckling_history", "1", "remembered share of the day spent suckling"),
        Variable("infant_intake", "mL", "milk taken by the infant in the day"),
        Variable("infant_weight", "kg", "weight of the infant at the end of the day"),
        Variable("topup", "mL", "other milk given in the day", of="infant_appetite"),
        Variable("solid_share", "1", "share of energy need met by solids", of="infant_need"),
        Variable("sessions", "1", "sessions that ended in the day"),
        Variable("ejections", "1", "milk ejections in the day", of="oxytocin"),
        *_hormone_days(),
        *_contents(),
        Variable("activation", "1", "secretory activation at the end of the day", per_side=True),
        Variable("tissue", "1", "glandular tissue, relative to the resting adult", per_side=True),
        Variable("capacity", "mL", "milk that the breast can hold", per_side=True),
        Variable("active_cells", "1", "secreting cells", per_side=True),
        Variable("mean_fullness", "1", "fullness averaged over hours", per_side=True),
        Variable("engorgement", "1", "engorgement, mean of the day", per_side=True),
        Variable("engorgement_max", "1", "highest engorgement of the day", True, of="engorgement"),
        Variable(
            "mastitis_by_stasis", "1/h", "rate of mastitis by the account of stasis", per_side=True
        ),
        Variable(
            "mastitis_by_inflammation",
            "1/h",
            "rate of mastitis by the account of inflammation",
            per_side=True,
        ),
    ]
}
"""Daily variables by name."""

SESSIONS = {
    variable.name: variable
    for variable in [
        Variable("start_h", "h", "start, hours from the origin"),
        Variable("duration_min", "min", "duration of the session"),
        Variable("kind", "", "what removed the milk"),
        Variable("volume", "mL", "milk removed", per_side=True, of="flow"),
        Variable("minutes_at", "min", "time at the breast", per_side=True),
        Variable("ejections_at", "1", "milk ejections while at the breast", True, of="flow"),
        Variable("available", "mL", "milk in the breast at the start", per_side=True, of="milk"),
        Variable("tissue", "1", "glandular tissue at the start", per_side=True),
        Variable("fat", "g/L", "fat of the milk of the session", per_side=True, of="fat_content"),
        Variable("foremilk_fat", "g/L", "fat of the first milk", per_side=True, of="fat_content"),
        Variable("hindmilk_fat", "g/L", "fat of the last milk", per_side=True, of="fat_content"),
        Variable("ejections", "1", "milk ejections in the session", of="oxytocin"),
        Variable(
            "first_ejection_s", "s", "time from the start to the first ejection", of="oxytocin"
        ),
        Variable(
            "letdown_before_s",
            "s",
            "time from the first ejection while the infant asks to the touch",
            of="oxytocin",
        ),
        Variable(
            "first_ejection_share",
            "%",
            "share of the milk that came with the first ejection",
            of="flow_left",
        ),
        Variable(
            "first_two_share",
            "%",
            "share of the milk that came with the first two ejections",
            of="flow_left",
        ),
        Variable(
            "share_2min", "%", "share of the first breast's milk taken in 2 min", of="flow_left"
        ),
        Variable(
            "share_4min", "%", "share of the first breast's milk taken in 4 min", of="flow_left"
        ),
        Variable("peak_flow", "mL/min", "highest flow", of="flow_left"),
        Variable("prolactin_before", "ng/mL", "prolactin just before", of="prolactin"),
        Variable("prolactin_peak", "ng/mL", "highest prolactin after the start", of="prolactin"),
        Variable(
            "prolactin_peak_min",
            "min",
            "time from the start to the highest prolactin",
            of="prolactin",
        ),
        Variable("oxytocin_before", "pg/mL", "oxytocin just before", of="oxytocin"),
        Variable("oxytocin_2min", "pg/mL", "oxytocin 2 min after the start", of="oxytocin"),
        Variable("oxytocin_peak", "pg/mL", "highest oxytocin in the session", of="oxytocin"),
        Variable("oxytocin_mean", "pg/mL", "mean oxytocin in the session", of="oxytocin"),
        Variable("first_side", "1", "breast that came first: 0 left, 1 right"),
        Variable("intake", "mL", "milk taken by the infant", of="infant_intake"),
    ]
}
"""Variables of a session by name."""


def daily(name: str, per_side: bool) -> Variable:
    """Label of a daily array; an array unknown here keeps its name and claims no unit."""
    return DAYS.get(name, Variable(name, "", name.replace("_", " "), per_side))


def of_session(name: str, per_side: bool) -> Variable:
    """Label of a session array; an array unknown here keeps its name and claims no unit."""
    return SESSIONS.get(name, Variable(name, "", name.replace("_", " "), per_side))
