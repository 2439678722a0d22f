"""Plans: a goal, a person and limits; a family of plans between effort and chance, to take to a clinician."""

from lactea.app.screens.plan.pages import SCREEN

__all__ = ["SCREEN"]
