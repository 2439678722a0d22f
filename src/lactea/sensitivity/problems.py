"""What can go wrong in an analysis of sensitivity, said for people."""

from __future__ import annotations

import importlib
from types import ModuleType


class SensitivityError(ValueError):
    """The analysis cannot be made as asked; the text says why and what would help."""


class MissingExtraError(ImportError):
    """An optional package is not installed; the text gives the line that installs it."""


def salib(module: str) -> ModuleType:
    """A module of SALib, such as ``analyze.sobol``.

    Raises
    ------
    MissingExtraError
        If SALib is not installed.
    """
    try:
        return importlib.import_module(f"SALib.{module}")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "SALib":
            raise
        raise MissingExtraError(
            "Global sensitivity needs the package 'SALib', which is not installed. "
            'Install it with: python -m pip install "lactea[sensitivity]"'
        ) from error
