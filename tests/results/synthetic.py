"""A small run written by hand: plausible curves in the shape that engines record.

Nothing here is a model. The curves are closed formulas, so that tests know what to expect.
"""

from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np

from lactea.engine import Trace
from lactea.results import Result, stamp
from lactea.results.facts import ColumnNote, Facts, ParameterNote, ScenarioCard
from lactea.results.variables import HELD

HORMONES = ("prolactin", "oxytocin", "estradiol", "progesterone", "placental_lactogen")
FERTILITY = (
    "luteinising_hormone",
    "not_ovulated",
    "luteal_wait",
    "amenorrhoeic",
    "luteal_quality",
    "conceived_amenorrhoeic",
    "not_conceived",
)
CURVES = (
    *HORMONES,
    *FERTILITY,
    "gestation",
    "activation_left",
    "activation_right",
    "milk_left",
    "milk_right",
    "capacity_left",
    "capacity_right",
    "made_left",
    "made_right",
    "infant_weight",
    "infant_mass",
    "infant_aim",
    "infant_intake",
    "removed_left",
    "removed_right",
)
ZOOM_CURVES = (
    *CURVES,
    "contraction",
    "fat_content_left",
    "fat_content_right",
    "flow_left",
    "flow_right",
    "dripping_left",
    "dripping_right",
)
UNITS = {
    "prolactin": "ng/mL",
    "oxytocin": "pg/mL",
    "estradiol": "pg/mL",
    "progesterone": "ng/mL",
    "placental_lactogen": "ug/mL",
    "infant_weight": "kg",
}
SOURCES = {"prolactin": ("prl_halflife",), "made_left": ("mlk_syn_cox1996_m1",)}
CAPACITY = 210.0
CONTENTS = {"fat": 40.0, "lactose": 70.0, "protein": 12.0, "sodium": 8.0, "potassium": 13.0,
            "chloride": 12.0, "energy": 680.0, "alpha_lactalbumin": 2.4, "prolactin": 30.0}  # fmt: skip
SESSION_MIN = 20.0
PARAMETERS = (
    ParameterNote(
        "prolactin_half_life",
        37.0,
        "min",
        "cohort",
        ("prl_halflife",),
        "Half-life of prolactin",
        "",
    ),
    ParameterNote(
        "milk_ceiling",
        15.0,
        "mL/h",
        "fitted",
        ("mlk_syn_cox1996_m1", "mlk_syn_cox1996_m6"),
        "Milk made per hour by a full set of cells",
        "",
    ),
    ParameterNote(
        "tissue_volume", 97.0, "mL", "fitted", ("mlk_ana_cox1999_gain_term",), "Volume", ""
    ),
    ParameterNote("secretory_swelling", 0.5, "1", "definition", (), "Swelling", ""),
    ParameterNote("tissue_resting", 1.0, "1", "definition", (), "Resting tissue", ""),
    ParameterNote(
        "milk_energy", 0.62, "kcal/g", "expert", ("mlk_cmp_energy_density",), "Energy", ""
    ),
    ParameterNote("growth_cost", 4900, "kcal/kg", "expert", (), "Energy per mass gained", ""),
    ParameterNote("milk_density", 1.03, "g/mL", "review", ("mlk_cmp_density",), "Density", ""),
    ParameterNote("unwind", 0.5, "1", "assumed", (), "How fast it unwinds", "No figure was found."),
)
CYCLE = {"gnrh_interval": 1.5, "luteal_phase": 14 * 24.0}
INFANT = {"maintenance": 63 / 24, "catch_up_time": 28 * 24.0}
CORTISOL = {"cortisol_usual": 90.0, "cortisol_rhythm": 0.8, "cortisol_acrophase": 9.0,
            "cortisol_binding_gain": 2.0, "cortisol_binding_half": 2000.0, "day_length": 24.0}  # fmt: skip
DECIDUA = {"amniotic_prolactin_height": 3000.0, "decidua_late_share": 0.1,
           "decidua_rise_midpoint": 16 * 168.0, "decidua_rise_width": 168.0,
           "decidua_fall_midpoint": 31 * 168.0, "decidua_fall_width": 168.0}  # fmt: skip


@dataclass
class Event:
    time_h: float
    kind: str
    side: str | None = None
    value: float | None = None
    unit: str | None = None


@dataclass
class Run:
    scenario: SimpleNamespace
    parameter_values: dict[str, float]
    engine: str
    error_estimate: float
    seed: int
    first_day: int
    n_days: int
    resolved: object
    warnings: list[str]
    days: dict[str, np.ndarray]
    sessions: dict[str, np.ndarray]
    trace: Trace
    zooms: list[Trace]
    events: list[Event] = field(default_factory=list)


def logistic(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x, -60, 60)))


class Curves:
    """Closed formulas of time in hours from birth."""

    def __init__(self, starts: np.ndarray, supply: float) -> None:
        self.starts = starts
        self.supply = supply

    def since_session(self, hour: np.ndarray) -> np.ndarray:
        if len(self.starts) == 0:
            return np.full(np.shape(hour), 1e3)
        place = np.searchsorted(self.starts, hour, side="right") - 1
        return np.where(place >= 0, hour - self.starts[np.maximum(place, 0)], 1e3)

    def prolactin(self, hour: np.ndarray) -> np.ndarray:
        week = hour / 168
        pregnant = 13 + 210 * logistic((week + 12) / 5)
        after = 25 + 170 * np.exp(-hour / 24 / 50)
        since = self.since_session(hour) * 60
        pulse = after * 1.3 * (since / 25) * np.exp(1 - np.clip(since, 0, 1e5) / 25)
        return np.where(hour < 0, pregnant, after + pulse)

    def oxytocin(self, hour: np.ndarray) -> np.ndarray:
        minute = self.since_session(hour) * 60
        pulses = sum(np.exp(-(((minute - at) / 0.8) ** 2)) for at in (1.5, 6.0, 11.0))
        return 4 + 30 * pulses

    def estradiol(self, hour: np.ndarray) -> np.ndarray:
        before = 80 + 20000 * logistic((hour / 168 + 10) / 4)
        return np.where(hour < 0, before, 20 + 18000 * np.exp(-np.clip(hour, 0, None) / 6))

    def progesterone(self, hour: np.ndarray) -> np.ndarray:
        before = 10 + 150 * logistic((hour / 168 + 11) / 6)
        return np.where(hour < 0, before, 0.5 + 130 * np.exp(-np.clip(hour, 0, None) / 20))

    def placental_lactogen(self, hour: np.ndarray) -> np.ndarray:
        before = 7 * logistic((hour / 168 + 15) / 4)
        return np.where(hour < 0, before, 6.8 * np.exp(-np.clip(hour, 0, None) * 2))

    def fertility(self, hour: np.ndarray) -> dict[str, np.ndarray]:
        """Ovulation at any day alike, after 20 days on average; a period 14 days later on average."""
        day = np.clip(hour, 0, None) / 24
        waiting, due = np.exp(-day / 20), np.exp(-day / 14)
        luteal = (1 / 20) / (1 / 14 - 1 / 20) * (waiting - due)
        flat = np.ones_like(day)
        values = (flat / 4, waiting, luteal, waiting + luteal, 0.6 * flat, 0 * flat, flat)
        return dict(zip(FERTILITY, values, strict=True))

    def activation(self, hour: np.ndarray) -> np.ndarray:
        return logistic((hour - 60) / 12)

    def rate(self, hour: np.ndarray) -> np.ndarray:
        """Milk made per hour by each breast."""
        return self.supply / 48 * self.activation(hour)

    def weight(self, hour: np.ndarray) -> np.ndarray:
        day = np.clip(hour, 0, None) / 24
        return 3.3 - 0.06 * np.minimum(day, 3) + 0.025 * np.clip(day - 3, 0, None)

    def matrix(self, hour: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
        since = self.since_session(hour)
        milk = np.clip(40 + self.rate(hour) * since, 0, CAPACITY) * (hour > 0)
        inside = since * 60 < SESSION_MIN
        flow = np.where(inside, 6 * (self.oxytocin(hour) - 4) / 30, 0.0) * (hour > 0)
        step = np.diff(hour, prepend=hour[0]) * 60
        table = {
            **{name: getattr(self, name)(hour) for name in HORMONES},
            **self.fertility(hour),
            "gestation": 40 * 168 + np.minimum(hour, 0.0),
            "infant_weight": self.weight(hour),
            "infant_mass": self.weight(hour),
            "infant_aim": self.weight(hour) + 0.028,
            "contraction": np.where(inside, (self.oxytocin(hour) - 4) / 30, 0.0),
        }
        for share, side in ((1.0, "left"), (0.8, "right")):
            table[f"activation_{side}"] = self.activation(hour)
            table[f"milk_{side}"] = milk * share
            table[f"capacity_{side}"] = np.full_like(hour, CAPACITY)
            table[f"made_{side}"] = np.cumsum(self.rate(hour) * share * step / 60)
            first = since * 60 < SESSION_MIN / 2
            here = first if side == "left" else inside & ~first
            table[f"flow_{side}"] = 60 * np.where(here, flow * share, 0.0)
            table[f"dripping_{side}"] = np.where(inside & ~here, 3 * flow, 0.0)
            table[f"removed_{side}"] = np.cumsum(table[f"flow_{side}"] * step / 60)
        for side in ("left", "right"):
            table[f"fat_content_{side}"] = 30 + 40 * since
        total = self.rate(hour)
        eaten = np.cumsum(np.where(hour > 0, 1.8 * total * 0.97 * step / 60, 0.0))
        table["infant_intake"] = eaten
        if len(hour) < 2 or np.median(step) > 1:
            for share, side in ((1.0, "left"), (0.8, "right")):
                table[f"removed_{side}"] = eaten / 1.8 * share
        return np.column_stack([table[name] for name in names])


def daily(curves: Curves, first_day: int, n_days: int, infant: bool) -> dict[str, np.ndarray]:
    numbers = first_day + np.arange(n_days)
    middle = numbers * 24.0 + 12
    hour = numbers[:, None] * 24.0 + np.arange(0, 24, 0.25)
    sides = np.array([1.0, 0.8])
    born = (numbers >= 0)[:, None]
    made = curves.rate(middle)[:, None] * 24 * sides * (numbers >= -120)[:, None]
    removed = made * 0.97 * born
    days = {
        "removed": removed,
        "made": made,
        "leaked": made * 0.01,
        "reabsorbed": made - removed - made * 0.01,
        "stored": np.minimum(made * 0.1, CAPACITY),
        "infant_intake": removed.sum(axis=1) if infant else np.zeros(n_days),
        "infant_weight": np.where((numbers >= 0) & infant, curves.weight(middle + 12), np.nan),
        "sessions": np.array(
            [np.sum((curves.starts >= 24 * n) & (curves.starts < 24 * n + 24)) for n in numbers]
        ),
        "activation": np.repeat(curves.activation(middle + 12)[:, None], 2, axis=1),
        "tissue": np.full((n_days, 2), 2.0),
        "capacity": np.full((n_days, 2), CAPACITY),
        "active_cells": np.full((n_days, 2), 1.5),
        "mean_fullness": np.full((n_days, 2), 0.4),
        "topup": np.zeros(n_days),
        "solid_share": np.where(numbers < 100, 0.0, 0.5),
    }
    days["ejections"] = days["sessions"] * 3
    days["drip_caught"] = days["leaked"] * 0.5
    days["engorgement"] = np.full((n_days, 2), 0.1)
    days["engorgement_max"] = np.full((n_days, 2), 0.4)
    days["mastitis_by_stasis"] = np.full((n_days, 2), 4e-5)
    days["mastitis_by_inflammation"] = np.full((n_days, 2), 3e-5)
    for name, value in CONTENTS.items():
        days[f"milk_{name}"] = np.where(removed > 0, value, np.nan)
        if name in HELD:
            days[f"breast_{name}"] = np.full((n_days, 2), value)
    for name in HORMONES:
        values = getattr(curves, name)(hour.ravel()).reshape(hour.shape)
        days[f"{name}_mean"] = values.mean(axis=1)
        days[f"{name}_min"] = values.min(axis=1)
        days[f"{name}_max"] = values.max(axis=1)
    return days


def session_table(curves: Curves, nursing: bool) -> dict[str, np.ndarray]:
    starts = curves.starts
    k = len(starts)
    total = curves.rate(starts) * 24 / 8 * 0.97
    before = curves.prolactin(starts - 0.01)
    return {
        "start_h": starts,
        "duration_min": np.full(k, SESSION_MIN),
        "kind": np.array(["nurse" if nursing else "pump"] * k, dtype=str),
        "volume": np.column_stack([total, 0.8 * total]),
        "minutes_at": np.full((k, 2), SESSION_MIN / 2),
        "ejections_at": np.full((k, 2), 1.5),
        "available": np.column_stack([total, 0.8 * total]) / 0.67,
        "fat": np.full((k, 2), 40.0),
        "foremilk_fat": np.full((k, 2), 28.0),
        "hindmilk_fat": np.full((k, 2), 60.0),
        "ejections": np.full(k, 3),
        "first_ejection_s": np.full(k, 80.0),
        "letdown_before_s": np.full(k, 240.0),
        "first_ejection_share": np.full(k, 42.0),
        "first_two_share": np.full(k, 64.0),
        "share_2min": np.full(k, 50.0),
        "share_4min": np.full(k, 84.0),
        "peak_flow": np.full(k, 14.0),
        "prolactin_before": before,
        "prolactin_peak": before * 2.2,
        "prolactin_peak_min": np.full(k, 25.0),
        "oxytocin_before": np.full(k, 4.0),
        "oxytocin_2min": np.full(k, 25.0),
        "oxytocin_peak": np.full(k, 34.0),
        "oxytocin_mean": np.full(k, 12.0),
        "first_side": np.zeros(k, dtype=int),
        "intake": 1.8 * total if nursing else np.zeros(k),
    }


def make_run(
    *, name: str = "natural", days: int = 180, pregnancy_days: int = 280, supply: float = 780.0
) -> Run:
    """A run of `days` days after the origin and `pregnancy_days` before it."""
    nursing = name != "induced"
    starts = np.arange(1.0, days * 24.0 - 1, 3.0)
    curves = Curves(starts, supply)
    coarse = np.arange(-pregnancy_days * 24.0, days * 24.0 + 1e-9, 1.0)
    dense = (starts[:, None] + np.arange(0, 1, 1 / 6)).ravel()
    hour = np.unique(np.concatenate([coarse, dense[dense < days * 24]]))
    zoom_day = np.arange(
        max(0, min(30, days - 1)) * 24.0, (max(0, min(30, days - 1)) + 1) * 24.0, 1 / 120
    )
    events = [Event(60.0, "secretory_activation"), Event(43.4, "activation_20")]
    if nursing:
        events.append(Event(0.0, "infant_is_there"))
    if pregnancy_days:
        events.append(Event(0.0, "birth"))
    return Run(
        scenario=SimpleNamespace(
            name=name,
            summary="A run written by hand for tests.",
            evidence=None,
            origin="placenta_delivered" if nursing else "first_step",
            origin_clock=8 * 3600,
            infant=SimpleNamespace(count=1) if nursing else None,
        ),
        parameter_values={note.id: note.value for note in PARAMETERS}
        | CYCLE
        | INFANT
        | CORTISOL
        | DECIDUA,
        engine="formula",
        error_estimate=1e-4,
        seed=7,
        first_day=-pregnancy_days,
        n_days=pregnancy_days + days,
        resolved=None,
        warnings=[],
        days=daily(curves, -pregnancy_days, pregnancy_days + days, infant=nursing),
        sessions=session_table(curves, nursing),
        trace=Trace(hour, curves.matrix(hour, CURVES), CURVES),
        zooms=[Trace(zoom_day, curves.matrix(zoom_day, ZOOM_CURVES), ZOOM_CURVES)],
        events=events,
    )


def make_facts(run: Run) -> Facts:
    scenario = run.scenario
    return Facts(
        version="0.1.0",
        commit="0123456789ab",
        parameter_set=stamp.parameter_set(run.parameter_values),
        card=ScenarioCard(
            name=scenario.name,
            summary=scenario.summary,
            origin=scenario.origin,
            origin_clock_h=8.0,
            infants=0 if scenario.infant is None else scenario.infant.count,
            scenario_hash=stamp.short_hash(scenario.name),
            echo="A person gives birth at day 0 and nurses every 3 h.",
            text="name: by hand",
        ),
        parameters=PARAMETERS,
        columns={
            name: ColumnNote(UNITS.get(name, "mL"), name.replace("_", " "), SOURCES.get(name, ()))
            for name in ZOOM_CURVES
        },
    )


def make_result(**wishes: object) -> Result:
    run = make_run(**wishes)  # type: ignore[arg-type]
    return Result(run, make_facts(run))
