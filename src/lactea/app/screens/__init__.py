"""The screens, in the order of the menu. A new one is a module or folder here and a line below."""

from __future__ import annotations

from lactea.app.screens import care, evidence, medicine, preferences, start, validation, work
from lactea.app.screens.cohort import SCREEN as COHORT
from lactea.app.screens.forecast import SCREEN as FORECAST
from lactea.app.screens.log import SCREEN as LOG
from lactea.app.screens.plan import SCREEN as PLAN
from lactea.app.screens.questions import SCREEN as QUESTIONS
from lactea.app.screens.screen import Screen
from lactea.app.screens.stash import SCREEN as STASH
from lactea.app.screens.studio import SCREEN as STUDIO

SCREENS: tuple[Screen, ...] = (
    start.SCREEN,
    QUESTIONS,
    LOG,
    FORECAST,
    PLAN,
    medicine.SCREEN,
    STASH,
    STUDIO,
    COHORT,
    evidence.SCREEN,
    care.SCREEN,
    preferences.SCREEN,
    validation.SCREEN,
    work.SCREEN,
)
