"""A virtual trial: people found and simulated under both arms, and trials held with them for its power."""

from __future__ import annotations

import math
import os
import time

from lactea.bench.timing import Ratio
from lactea.trial import load_trial, power, recruit, truth

DESIGN = "da-silva-2001"
REPETITIONS = 200


def measure(people: int) -> list[Ratio]:
    """Seconds of processor time; nothing where the trial gives no true effect or no power.

    No bar is set for them: nobody else simulates such a trial.
    """
    trial = load_trial(DESIGN)
    design = trial.design
    begin = time.process_time()
    pool = recruit(trial, people)
    recruited = time.process_time() - begin
    begin = time.process_time()
    primary = power(design, pool, people, REPETITIONS, seed=0)[0]
    held = time.process_time() - begin
    true = truth(design, pool, design.analysis.endpoint, design.analysis.arm)
    right = math.isfinite(true.effect) and 0 <= primary.false_positives < 0.5
    note = (
        f"{DESIGN}, {people} people, {len(design.arms)} arms, {design.days} days; load of the machine "
        f"{os.getloadavg()[0]:.1f}"
    )
    return [
        Ratio("seconds of processor time, people of a trial", "lactea", "", recruited if right else None, note=note),
        Ratio(
            f"seconds of processor time, {REPETITIONS} trials and as many without effect", "lactea", "",
            held if right else None, note=note,
        ),
    ]  # fmt: skip
