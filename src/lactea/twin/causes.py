"""Why: each cause switched off in turn, and what the days to come would be without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from lactea.engine.lanes import LaneRun
from lactea.twin.diary import Diary
from lactea.twin.forecast import Ground, forecast
from lactea.twin.plans import Plan

NEVER_STEEP, NO_NEED, NOTHING = 60.0, 1e-6, 1e-9
ASKED = 32
"""Members of the ensemble that are asked: differences of the same people need fewer than bands do."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that shapes milk, and how it is switched off.

    Attributes
    ----------
    id, words : str
        The word for the breast is left open: it is the person's own.
    formula : str
        The equation in words.
    without : mapping of str to float
        Parameters with the value at which the cause has no effect.
    """

    id: str
    words: str
    formula: str
    without: Mapping[str, float]


CAUSES: tuple[Cause, ...] = (
    Cause("fullness", "making slows as a {breast} fills",
          "making = what cells can x (1 - fullness to a power)", {"fullness_steepness": NEVER_STEEP}),
    Cause("prolactin", "prolactin limits making",
          "making = what cells can x p / (1 + p), p = (prolactin / half level) to a power",
          {"synthesis_prolactin_half": NO_NEED}),
    Cause("rest", "cells rest when milk stays",
          "cells put to rest = rate x stasis x active cells", {"resting_by_stasis": NOTHING}),
    Cause("growth", "frequent emptying adds gland",
          "growth = rate x prolactin effect x sessions to a power x emptiness",
          {"growth_emptying": NOTHING, "growth_suckling": NOTHING}),
    Cause("loss", "gland that is not needed is lost",
          "loss = rate x (gland - resting gland) x (1 - what use keeps)",
          {"tissue_loss": NOTHING}),
    Cause("new_cells", "new cells are still being called in",
          "called in = rate x prolactin effect x free gland", {"recruitment": NOTHING}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cause does to the mean daily milk of the days to come, in mL (with minus without)."""

    cause: Cause
    effect: float


def why(ground: Ground, diary: Diary, plan: Plan, days: int, seed: int = 0) -> list[Effect]:
    """Effects of all causes on the mean daily milk, the largest first."""
    some, own = _some(ground), ground.fit.background.scenario.words
    usual = _mean(some, diary, plan, days, seed)
    found = [
        Effect(
            replace(cause, words=cause.words.format(breast=own.breast)),
            usual - _mean(_without(some, cause), diary, plan, days, seed),
        )
        for cause in CAUSES
    ]
    return sorted(found, key=lambda effect: -abs(effect.effect))


def _some(ground: Ground) -> Ground:
    """Members evenly from all: those who are there several times stand together."""
    people = len(ground.people)
    places = np.unique(np.linspace(0, people - 1, min(ASKED, people)).astype(int))
    residuals = None if ground.residuals is None else ground.residuals[:, places]
    return Ground(ground.fit, [ground.people[place] for place in places], residuals)


def _without(ground: Ground, cause: Cause) -> Ground:
    def changed(run: LaneRun) -> LaneRun:
        return replace(run, parameters={**run.parameters, **cause.without})

    return Ground(ground.fit, [changed(run) for run in ground.people], ground.residuals)


def _mean(ground: Ground, diary: Diary, plan: Plan, days: int, seed: int) -> float:
    milk = forecast(ground, diary, plan, days, seed).total
    return float(np.median(milk.mean(axis=1)))
