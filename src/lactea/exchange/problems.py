"""What can go wrong when a file for another tool is made, said for people."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from lactea.reading.extras import MissingExtraError, optional

__all__ = [
    "ExportError",
    "MissingExtraError",
    "fhir_bundle",
    "icalendar",
    "libsbml",
    "libsedml",
    "roadrunner",
]


class ExportError(ValueError):
    """The file cannot be made; the text says why and what would help."""


def libsbml() -> ModuleType:
    """The SBML library."""
    return optional("libsbml", "lactea[sbml]", "SBML export")


def fhir_bundle() -> Any:
    """The model of a FHIR R4B bundle."""
    return optional("fhir.resources.R4B.bundle", "lactea[exchange]", "FHIR").Bundle


def icalendar() -> ModuleType:
    """The calendar library."""
    return optional("icalendar", "lactea[plan]", "Calendar export")


def libsedml() -> ModuleType:
    """The SED-ML library."""
    return optional("libsedml", "lactea[exchange]", "SED-ML")


def roadrunner() -> ModuleType:
    """The SBML simulator that lactea is compared with."""
    return optional("roadrunner", "libroadrunner", "Running SBML")
