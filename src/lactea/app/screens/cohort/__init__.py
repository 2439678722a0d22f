"""Many people: how a cohort is spread, and what a trial of the model would see."""

from lactea.app.screens.cohort.pages import SCREEN

__all__ = ["SCREEN"]
