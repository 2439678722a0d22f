"""What can go wrong when a file for another tool is made, said for people."""

from __future__ import annotations

from types import ModuleType

from lactea.reading.extras import MissingExtraError, optional

__all__ = ["ExportError", "MissingExtraError", "icalendar", "libsbml", "roadrunner"]


class ExportError(ValueError):
    """The file cannot be made; the text says why and what would help."""


def libsbml() -> ModuleType:
    """The SBML library."""
    return optional("libsbml", "lactea[sbml]", "SBML export")


def icalendar() -> ModuleType:
    """The calendar library."""
    return optional("icalendar", "lactea[plan]", "Calendar export")


def roadrunner() -> ModuleType:
    """The SBML simulator that lactea is compared with."""
    return optional("roadrunner", "libroadrunner", "Running SBML")
