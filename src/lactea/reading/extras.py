"""Packages that only some commands need: imported late, and named with their install line if missing."""

from __future__ import annotations

import importlib
import warnings
from types import ModuleType


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
            # What SWIG generates for the SBML libraries warns of itself on newer Pythons.
            warnings.filterwarnings("ignore", "builtin type .*", DeprecationWarning)
            return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != module.partition(".")[0]:
            raise
        raise MissingExtraError(
            f"{purpose} needs the package '{module.partition('.')[0]}', which is not installed. "
            f'Install it with: python -m pip install "{install}"'
        ) from error
