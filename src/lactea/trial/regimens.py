"""What the safety screen has against the regimens of a trial: it may be replayed, and is told."""

from __future__ import annotations

from dataclasses import dataclass

from lactea.safety import Severity, screen
from lactea.trial.loading import Trial

RULES = ("total_dose", "usual_dose", "duration", "stacking")
"""Rules about the regimen itself. What the others ask has no answer here: no person is behind it."""


@dataclass(frozen=True, slots=True)
class Caution:
    """What speaks against the regimen of an arm, with the address where that was read."""

    arm: str
    sentence: str
    source: str


def cautions(trial: Trial) -> tuple[Caution, ...]:
    """What blocks the regimens of a trial's arms outside of a trial."""
    return tuple(
        Caution(arm, finding.sentence, finding.source.text)
        for arm, scenario in zip(trial.design.arms, trial.scenarios, strict=True)
        for finding in screen(scenario).of(Severity.blocks)
        if finding.rule in RULES
    )
