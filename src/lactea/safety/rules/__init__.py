"""The rules of the screen: one file each, a pure function from a case to its findings.

A new rule is a file beside these and a line below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding
from lactea.safety.rules.adverse_effects import adverse_effects
from lactea.safety.rules.against_nursing import against_nursing
from lactea.safety.rules.allergy import allergy
from lactea.safety.rules.care_signs import care_signs
from lactea.safety.rules.cautions import cautions
from lactea.safety.rules.clots_after_birth import clots_after_birth
from lactea.safety.rules.contraindications import contraindications
from lactea.safety.rules.dose_by_weight import dose_by_weight
from lactea.safety.rules.duration import duration
from lactea.safety.rules.fragile_infant import fragile_infant
from lactea.safety.rules.interactions import interactions
from lactea.safety.rules.monitoring import monitoring
from lactea.safety.rules.mood import mood
from lactea.safety.rules.not_found import not_found
from lactea.safety.rules.nothing_named import nothing_named
from lactea.safety.rules.oestrogen_alone import oestrogen_alone
from lactea.safety.rules.other_medicines import other_medicines
from lactea.safety.rules.removal_first import removal_first
from lactea.safety.rules.rest import rest
from lactea.safety.rules.stacking import stacking
from lactea.safety.rules.status import status
from lactea.safety.rules.stop_now import stop_now
from lactea.safety.rules.taper import taper
from lactea.safety.rules.total_dose import total_dose
from lactea.safety.rules.unheard import unheard
from lactea.safety.rules.usual_dose import usual_dose
from lactea.safety.rules.warnings import warnings

RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    total_dose,
    dose_by_weight,
    usual_dose,
    duration,
    stacking,
    interactions,
    contraindications,
    allergy,
    clots_after_birth,
    cautions,
    nothing_named,
    oestrogen_alone,
    against_nursing,
    unheard,
    mood,
    other_medicines,
    monitoring,
    taper,
    warnings,
    removal_first,
    rest,
    fragile_infant,
    status,
    adverse_effects,
    not_found,
    stop_now,
    care_signs,
)
"""Every rule, in the order in which findings of the same weight are told."""
