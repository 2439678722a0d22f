"""What the own log will likely show: bands in three layers, why, what if, and how wrong it was before."""

from lactea.app.screens.forecast.pages import SCREEN

__all__ = ["SCREEN"]
