"""The screens, in the order of the menu. A new one is a module or folder here and a line below."""

from __future__ import annotations

from lactea.app.screens import care, preferences, start
from lactea.app.screens.screen import Screen
from lactea.app.screens.studio import SCREEN as STUDIO

SCREENS: tuple[Screen, ...] = (
    start.SCREEN,
    STUDIO,
    care.SCREEN,
    preferences.SCREEN,
)
