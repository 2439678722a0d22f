"""Questions that people really ask: each with a live simulation, and the evidence behind it."""

from lactea.app.screens.questions.pages import SCREEN

__all__ = ["SCREEN"]
