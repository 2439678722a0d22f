"""Trying the forecast on made-up people: do the bands hold, and is it better than a ruler?

``python -m lactea.twin.trying 200 people.jsonl`` adds a line for each person to the file, goes on where it was
stopped, and says what came out so far.

Each person is one of `synthetic`: another body than the fitted one, a log with noise, gaps and slips. Three
weeks are known, two are held back. Beside the forecast stand what anybody could do without a model:
the last value, the mean of a week, exponential smoothing, and a local linear trend of statsmodels, each
with the spread of its own past errors. All are scored by the continuous ranked probability score.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from lactea.engine.lanes import LaneRun
from lactea.reading.extras import optional
from lactea.twin.calibration import fit
from lactea.twin.diary import daily_volumes
from lactea.twin.ensemble import prior
from lactea.twin.forecast import Outlook, after_the_log, forecast
from lactea.twin.frozen import Background
from lactea.twin.plans import KEEP_GOING, Plan, scheduled
from lactea.twin.problems import RefusalError
from lactea.twin.synthetic import Habits, make_person, pumping_background, schedule, some_habits

Array = NDArray[np.float64]
KNOWN, HELD_BACK = 21, 14
AHEAD = (3, 7, 14)
FIRST_DAYS = (12, 25, 45)
"""A few first days only, so that people share the cohort from which they are fitted."""
LEAST_SD = 0.02
DROPPED = 2
SEED = 2026
"""Of the people. Not that of the cohort: number 7 of one seed is the same person in both, and a truth that sits
in the cohort is found too easily."""


@dataclass(frozen=True)
class Trial:
    """One made-up person, forecast.

    Attributes
    ----------
    number : int
    changed : bool
        Whether sessions were dropped on the first day held back, as the plan said.
    inside_90, inside_50 : (days,) bool
        Whether the logged milk of a day held back lay in the band.
    crps : mapping of (method, days ahead) to float
        Continuous ranked probability score over the mean daily milk before; lower is better.
    places : (days,)
        Share of the draws below what came: even between 0 and 1 where bands are right.
    """

    number: int
    changed: bool
    inside_90: NDArray[np.bool_]
    inside_50: NDArray[np.bool_]
    crps: Mapping[tuple[str, int], float]
    places: NDArray[np.float64]


@lru_cache(maxsize=16)
def cohort_of(per_day: int, first_day: int) -> tuple[Background, tuple[LaneRun, ...]]:
    """The background of five weeks of log, and people of the cohort at its beginning."""
    background = pumping_background(per_day, first_day, first_day + KNOWN + HELD_BACK)
    return background, tuple(prior(background))


def try_person(number: int, dropped: int = 0, seed: int = SEED) -> Trial:
    """Forecast made-up person `number`, who drops so many sessions a day where the forecast begins."""
    habits = some_habits(number, seed, KNOWN + HELD_BACK)
    habits = replace(habits, first_day=FIRST_DAYS[number % len(FIRST_DAYS)])
    cut = habits.first_day + KNOWN
    if dropped:
        habits = replace(habits, changes={cut: habits.per_day - dropped})
    logged = make_person(number, habits, seed).diary
    background, cohort = cohort_of(habits.per_day, habits.first_day)
    known = logged.until(cut)
    found = fit(known, background, cohort, seed)
    plan = _announced(habits, cut) if dropped else KEEP_GOING
    outlook = forecast(after_the_log(found), known, plan, HELD_BACK, seed)
    milk = daily_volumes(logged)
    before = np.array([milk.get(day, (0.0, 0))[0] for day in range(habits.first_day, cut)])
    after = np.array([milk.get(cut + day, (0.0, 0))[0] for day in range(HELD_BACK)])
    return _judged(number, bool(dropped), outlook, before, after)


def _announced(habits: Habits, cut: int) -> Plan:
    """The plan as the person would say it: so many sessions, evenly spaced."""
    day = replace(habits, first_day=cut, days=1, jitter=0.0)
    sessions = schedule(day, np.random.default_rng(0))
    usual = [replace(one, start=one.start - cut * 86_400) for one in sessions]
    return scheduled(usual, f"{len(usual)} sessions a day")


def _judged(number: int, changed: bool, outlook: Outlook, before: Array, after: Array) -> Trial:
    low, lower, _, upper, high = outlook.quantiles()
    scale = max(float(before.mean()), 1.0)
    scores = {
        ("lactea", ahead): _crps_of_draws(outlook.total[:, ahead - 1], after[ahead - 1]) / scale
        for ahead in AHEAD
    }
    for name, (means, spreads) in simple_forecasts(before).items():
        for ahead in AHEAD:
            place = ahead - 1
            scores[name, ahead] = (
                _crps_of_normal(means[place], spreads[place], after[place]) / scale
            )
    return Trial(
        number,
        changed,
        (low <= after) & (after <= high),
        (lower <= after) & (after <= upper),
        scores,
        (outlook.total < after).mean(axis=0),
    )


def simple_forecasts(before: Array) -> dict[str, tuple[Array, Array]]:
    """Means and standard deviations for the days ahead, by method."""
    ahead = np.arange(1, HELD_BACK + 1)
    least = LEAST_SD * max(float(before.mean()), 1.0)
    week = [float(before[max(0, day - 7) : day].mean()) for day in range(1, len(before) + 1)]
    found = {
        "last value": _with_past_errors(before, before, ahead),
        "mean of 7 days": _with_past_errors(before, np.array(week), ahead),
    }
    state_space = _statsmodels()
    for name, kind in (("exponential smoothing", "local level"), ("trend", "local linear trend")):
        if np.ptp(before) == 0:  # No spread to be estimated: the one value, for ever.
            found[name] = (np.full(HELD_BACK, before[-1]), np.zeros(HELD_BACK))
            continue
        model = state_space.UnobservedComponents(before, kind).fit(disp=False)
        coming = model.get_forecast(HELD_BACK)
        found[name] = (coming.predicted_mean, coming.se_mean)
    return {
        name: (np.maximum(mean, 0.0), np.maximum(spread, least))
        for name, (mean, spread) in found.items()
    }


def _with_past_errors(values: Array, guess: Array, ahead: NDArray[np.int64]) -> tuple[Array, Array]:
    """The last guess for every day, with the spread that such guesses had so many days ahead."""
    spreads = [np.sqrt(np.mean((values[days:] - guess[:-days]) ** 2)) for days in ahead]
    return np.full(len(ahead), guess[-1]), np.array(spreads)


def _statsmodels() -> ModuleType:
    return optional("statsmodels.tsa.statespace.structural", "lactea[trial]", "This comparison")


def _crps_of_draws(draws: Array, seen: float) -> float:
    ordered = np.sort(draws)
    n = len(ordered)
    apart = 2 * float(ordered @ (2 * np.arange(1, n + 1) - n - 1)) / n**2
    return float(np.mean(np.abs(ordered - seen))) - apart / 2


def _crps_of_normal(mean: float, spread: float, seen: float) -> float:
    z = (seen - mean) / spread
    at = norm.pdf(z)
    return float(spread * (z * (2 * norm.cdf(z) - 1) + 2 * at - 1 / np.sqrt(np.pi)))


def told(trials: Sequence[Trial]) -> str:
    """Coverage and median scores: all, people who changed their sessions, and those who did not."""
    groups = {
        "all": list(trials),
        "as before": [trial for trial in trials if not trial.changed],
        "two sessions fewer": [trial for trial in trials if trial.changed],
    }
    return "\n".join(line for name, some in groups.items() if some for line in _told(name, some))


def _told(name: str, some: Sequence[Trial]) -> Iterator[str]:
    yield f"{name}: {len(some)} people"
    for band, inside in (
        ("90 %", np.array([trial.inside_90 for trial in some])),
        ("50 %", np.array([trial.inside_50 for trial in some])),
    ):
        error = float(inside.mean(axis=1).std(ddof=1) / np.sqrt(len(some))) if some[1:] else np.nan
        by_day = ", ".join(f"{inside[:, ahead - 1].mean():.1%} on day {ahead}" for ahead in AHEAD)
        yield f"  in {band}: {inside.mean():.1%} of days (standard error {error:.1%}); {by_day}"
    yield f"  score {', '.join(map(str, AHEAD))} days ahead, median"
    for method in dict.fromkeys(method for method, _ in some[0].crps):
        scores = [np.median([trial.crps[method, ahead] for trial in some]) for ahead in AHEAD]
        yield f"    {method:<22}" + "".join(f"{score:8.3f}" for score in scores)


def as_line(trial: Trial) -> str:
    """A trial as one line of JSON."""
    return json.dumps(
        {
            "number": trial.number,
            "changed": trial.changed,
            "inside_90": trial.inside_90.tolist(),
            "inside_50": trial.inside_50.tolist(),
            "places": np.round(trial.places, 4).tolist(),
            "crps": [[*key, round(score, 5)] for key, score in trial.crps.items()],
        }
    )


def from_line(line: str) -> Trial:
    """The trial of a line."""
    found = json.loads(line)
    return Trial(
        found["number"],
        found["changed"],
        np.array(found["inside_90"], dtype=bool),
        np.array(found["inside_50"], dtype=bool),
        {(method, ahead): score for method, ahead, score in found["crps"]},
        np.array(found["places"], dtype=float),
    )


def try_people(people: int, file: Path, seed: int = SEED) -> list[Trial]:
    """Try so many people, every other one with a change ahead; those who are in the file stay as they are."""
    done = [from_line(line) for line in _lines(file)]
    known = {trial.number for trial in done}
    for number in (number for number in range(people) if number not in known):
        try:
            trial = try_person(number, DROPPED * (number % 2), seed)
        except RefusalError as error:
            print(f"person {number}: {error.reason}", file=sys.stderr)
            continue
        with file.open("a", encoding="utf-8") as lines:
            lines.write(as_line(trial) + "\n")
        done.append(trial)
    return done


def _lines(file: Path) -> list[str]:
    """Whole lines of a file; one that was cut off when the trial was stopped is left out."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        file.write_text(whole, encoding="utf-8")
    return whole.splitlines()


if __name__ == "__main__":
    print(told(try_people(int(sys.argv[1]), Path(sys.argv[2]))))
