"""The studio: a scenario by form or as YAML, its run, its pictures, several side by side."""

from lactea.app.screens.studio.pages import SCREEN

__all__ = ["SCREEN"]
