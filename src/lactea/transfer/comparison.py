"""Predictions beside what was measured. Nothing here is fitted, and nothing reads it back.

Three tiers: ratios from inputs alone; relative doses given the measured ratio of the same study;
levels in infants given the measured milk level or ratio.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from lactea.evidence.scoring import fold_between
from lactea.reading.durations import DAY, HOUR
from lactea.scenario import load as load_scenario
from lactea.transfer import intake as intakes
from lactea.transfer.exposure import STANDARD_MOTHER_KG, exposure, usual_child
from lactea.transfer.loading import all_substances
from lactea.transfer.observations import Observation, observations, of_use, ratios_of
from lactea.transfer.ratio import Ratio, answers, mean_of_methods, predicted
from lactea.transfer.schema import Substance
from lactea.transfer.simulation import Intake, follow
from lactea.transfer.stage import of_stage

TWO, THREE = 2.0, 3.0
ANY_DOSE_MG = 100.0
"""A relative dose does not depend on the dose where elimination is not saturated."""
NATURAL = "natural"
SERIES_DOSES = {"lamivudine": (150.0, 12.0), "nevirapine": (200.0, 12.0)}
"""mg and hours: only the shape of a day depends on it, the milk level is scaled to the measured one."""
RUN_IN_DAYS = 14


@dataclass(frozen=True)
class Compared:
    """One observation with its prediction.

    Attributes
    ----------
    observation : Observation
    class_ : str
        Chemical class.
    transport : str
        ``passive``, ``active`` or ``slow``, as the file says.
    predicted : float or None
        None where no prediction can be made.
    by_method : mapping of str to float
        What single methods say, for ratios.
    note : str
    mean : float or None
        What all methods together say, for ratios.
    """

    observation: Observation
    class_: str
    transport: str
    predicted: float | None
    by_method: Mapping[str, float]
    note: str
    mean: float | None = None

    @property
    def fold(self) -> float:
        """How many times off; infinite where there is no prediction."""
        if self.predicted is None:
            return math.inf
        return fold_between(self.observation.nearest(self.predicted), self.predicted)


def ratios() -> tuple[Compared, ...]:
    """Every measured ratio beside the one from inputs alone."""
    known = {one.name: one for one in all_substances()}
    return tuple(_ratio(one, known[one.substance]) for one in of_use("ratio"))


def relative_doses() -> tuple[Compared, ...]:
    """Every relative dose beside the one that follows from the ratio of the same study.

    Where the study has no ratio, that of other studies is taken, and where there is none the
    prediction from inputs alone; the note says which.
    """
    known = {one.name: one for one in all_substances()}
    return tuple(_relative_dose(one, known[one.substance]) for one in of_use("relative_dose"))


def infant_levels() -> tuple[Compared, ...]:
    """Levels in infants, the milk level being the measured one and feeds being simulated."""
    known = {one.name: one for one in all_substances()}
    levels = tuple(_infant_level(one, known[one.substance]) for one in of_use("infant_level"))
    shares = (_infant_of_mother(one, known[one.substance]) for one in of_use("infant_of_mother"))
    return (*levels, *shares)


def infant_level_by_age(observation: Observation, substance: Substance) -> float:
    """The level in an infant of usual weight and intake for its age, from the measured milk level."""
    assert observation.age_days is not None
    unit = Ratio(1.0, 0.0, "measured", "")
    found = exposure(substance, unit, ANY_DOSE_MG, usual_child(observation.age_days))
    assert found is not None
    per_milk = found.infant_ng_per_ml.median / found.milk_ng_per_ml.median
    return per_milk * _measured_milk(observation)


@dataclass(frozen=True)
class Score:
    """How a group of comparisons does.

    Attributes
    ----------
    count, within_two, within_three : int
    fold : float
        Geometric mean of the fold errors; infinite with a prediction missing.
    bias : float
        Geometric mean of predicted over observed.
    """

    count: int
    within_two: int
    within_three: int
    fold: float
    bias: float


def score(pairs: Iterable[tuple[float, float | None]]) -> Score:
    """Score pairs of observed and predicted; a missing prediction is a miss."""
    pairs = list(pairs)
    folds = [math.inf if p is None else fold_between(o, p) for o, p in pairs]
    logs = [math.log(p / o) for o, p in pairs if p is not None]
    finite = [math.log(fold) for fold in folds if math.isfinite(fold)]
    return Score(
        len(pairs),
        sum(fold <= TWO for fold in folds),
        sum(fold <= THREE for fold in folds),
        math.exp(sum(finite) / len(finite)) if finite else math.inf,
        math.exp(sum(logs) / len(logs)) if logs else math.nan,
    )


def of_all(compared: Sequence[Compared]) -> Score:
    """Score of the predictions themselves."""
    return score(_held_against(one.observation, one.predicted) for one in compared)


def of_method(compared: Sequence[Compared], method: str) -> Score:
    """Score of one method over the rows that it covers."""
    return score(
        _held_against(one.observation, one.by_method[method])
        for one in compared
        if method in one.by_method
    )


def of_mean(compared: Sequence[Compared]) -> Score:
    """The geometric mean of all methods that may be counted."""
    return score(_held_against(one.observation, one.mean) for one in compared)


def per_substance(compared: Sequence[Compared]) -> Score:
    """One vote for each substance: its prediction against the median of its rows."""
    by_name: dict[str, list[Compared]] = {}
    for one in compared:
        by_name.setdefault(one.observation.substance, []).append(one)
    return score(
        (
            median(_held_against(one.observation, one.predicted)[0] for one in rows),
            rows[0].predicted,
        )
        for rows in by_name.values()
    )


def of_ceiling() -> Score:
    """Each study against the median of the other studies of the same substance: what studies agree in."""
    pairs = []
    for one in of_use("ratio"):
        others = [
            other.value for other in ratios_of(one.substance) if other.row.study != one.row.study
        ]
        if others:
            pairs.append(_held_against(one, median(others)))
    return score(pairs)


def of_one(compared: Sequence[Compared]) -> Score:
    """Without any model: milk like plasma."""
    return score(_held_against(one.observation, 1.0) for one in compared)


def of_median(compared: Sequence[Compared]) -> Score:
    """Without any model: the median of the other substances."""
    return score(
        _held_against(
            one.observation,
            median(
                other.observation.value
                for other in compared
                if other.observation.substance != one.observation.substance
            ),
        )
        for one in compared
    )


def _held_against(observation: Observation, value: float | None) -> tuple[float, float | None]:
    """A prediction with what it is scored against."""
    return (observation.value if value is None else observation.nearest(value)), value


def _ratio(observation: Observation, substance: Substance) -> Compared:
    found = predicted(substance)
    stage = of_stage(substance.chemistry, observation.age_days)
    by_method = {
        answer.method.id: answer.ratio * stage
        for answer in answers(substance.chemistry)
        if answer.ratio is not None
    }
    value = None if found is None else found.value * stage
    mean = mean_of_methods(substance.chemistry)
    told = _compared(observation, substance, value, by_method, "")
    return replace(told, mean=None if mean is None else mean * stage)


def _relative_dose(observation: Observation, substance: Substance) -> Compared:
    ratio, note = _given_ratio(observation, substance)
    if ratio is None:
        return _compared(observation, substance, None, {}, note)
    milk = observation.milk_ml_per_kg_day
    found = exposure(
        substance,
        ratio,
        _dose(observation, substance),
        usual_child(30),
        relative_intake=intakes.CONVENTION if milk is None else milk / 1000,
        mother_kg=observation.mother_kg or STANDARD_MOTHER_KG,
    )
    value = None if found is None else found.relative_dose_percent.median
    return _compared(observation, substance, value, {}, note)


def _dose(observation: Observation, substance: Substance) -> float:
    """The study's dose where kinetics depend on it."""
    if observation.mg_per_day is not None:
        return observation.mg_per_day
    if substance.dose is None:
        return ANY_DOSE_MG
    every = substance.dose.every
    hours = 24.0 if every is None else every.to("h", "24 h")
    return substance.dose.amount.to("mg", "1 mg") * 24 / hours


def _given_ratio(observation: Observation, substance: Substance) -> tuple[Ratio | None, str]:
    known = observations()
    if observation.ratio_rows:
        logs = [math.log(known[name].value) for name in observation.ratio_rows]
        value = math.exp(sum(logs) / len(logs))
        return Ratio(value, 0.0, "measured", ""), "ratio of the same study"
    return predicted(substance), "no ratio measured: from inputs alone"


def _infant_level(observation: Observation, substance: Substance) -> Compared:
    assert observation.age_days is not None
    mg, hours = SERIES_DOSES[substance.name]
    age = int(observation.age_days)
    scenario = load_scenario(NATURAL, [f"horizon={age + 1} d"])
    first = max(0, age - RUN_IN_DAYS) * DAY
    doses = [Intake(tick, mg) for tick in range(first + HOUR, (age + 1) * DAY, int(hours * HOUR))]
    ratio = Ratio(1.0, 0.0, "measured", "")
    (course,) = follow(scenario, substance, ratio, doses, [(age * DAY, (age + 1) * DAY)]).courses
    drunk = course.taken[-1] - course.taken[0]
    in_milk = 1e6 * drunk / (course.milk_taken[-1] - course.milk_taken[0])
    average = float(np.trapezoid(course.infant, course.hours)) / 24
    value = average / in_milk * _measured_milk(observation)
    return _compared(observation, substance, value, {}, "milk level of the same study")


def _measured_milk(observation: Observation) -> float:
    """The milk level that the study printed, in ng/mL."""
    (name,) = observation.ratio_rows
    return observations()[name].value


def _infant_of_mother(observation: Observation, substance: Substance) -> Compared:
    assert observation.age_days is not None
    ratio, note = _given_ratio(observation, substance)
    assert ratio is not None
    found = exposure(substance, ratio, ANY_DOSE_MG, usual_child(observation.age_days))
    value = None if found is None else found.infant_of_mother.median
    return _compared(observation, substance, value, {}, note)


def _compared(
    observation: Observation,
    substance: Substance,
    value: float | None,
    by_method: Mapping[str, float],
    note: str,
) -> Compared:
    class_ = "none" if substance.chemistry is None else substance.chemistry.class_
    form = {"active": "active", "two_way": "slow"}.get(substance.form, "passive")
    return Compared(observation, class_, form, value, by_method, note)


GROUPS: Mapping[str, Callable[[Compared], bool]] = {
    "all": lambda one: True,
    "acid": lambda one: one.class_ == "acid",
    "base": lambda one: one.class_ == "base",
    "neutral": lambda one: one.class_ == "neutral",
    "zwitterion": lambda one: one.class_ == "zwitterion",
    "full interval": lambda one: one.observation.kind == "full_interval",
    "not stated": lambda one: one.observation.kind == "not_stated",
    "single time": lambda one: one.observation.kind == "single_time",
    "carried actively or slowly": lambda one: one.transport != "passive",
    "without those": lambda one: one.transport == "passive",
}
"""Groups by which the ratios are shown."""
