"""What can go wrong when a file for another tool is made, said for people."""

from __future__ import annotations

import importlib
import warnings
from types import ModuleType


class ExportError(ValueError):
    """The file cannot be made; the text says why and what would help."""


class MissingExtraError(ImportError):
    """An optional package is not installed; the text gives the line that installs it."""


def optional(module: str, install: str, purpose: str) -> ModuleType:
    """Import an optional package.

    Parameters
    ----------
    module : str
        Name to import.
    install : str
        What to give to pip.
    purpose : str
        What it is needed for, as the subject of a sentence.

    Raises
    ------
    MissingExtraError
        If it is not installed.
    """
    try:
        with warnings.catch_warnings():
            # What SWIG generates for both libraries warns of itself on newer Pythons.
            warnings.filterwarnings("ignore", "builtin type .*", DeprecationWarning)
            return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != module:
            raise
        raise MissingExtraError(
            f"{purpose} needs the package '{module}', which is not installed. "
            f'Install it with: python -m pip install "{install}"'
        ) from error


def libsbml() -> ModuleType:
    """The SBML library."""
    return optional("libsbml", "lactea[sbml]", "SBML export")


def roadrunner() -> ModuleType:
    """The SBML simulator that lactea is compared with."""
    return optional("roadrunner", "libroadrunner", "Running SBML")
