"""The designs that come with lactea: one YAML file each, in ``designs/``."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from lactea.reading.problems import quote, suggestion
from lactea.trial.problems import TrialError


def folder() -> Path:
    """Where the files lie."""
    return Path(str(files("lactea.trial").joinpath("designs")))


def names() -> tuple[str, ...]:
    """Names of the designs, sorted."""
    return tuple(sorted(path.stem for path in folder().glob("*.yaml")))


def path_of(name: str) -> Path:
    """The file of a design that comes with lactea.

    Raises
    ------
    TrialError
        There is none of that name.
    """
    if name not in names():
        raise TrialError(
            f"{quote(name)} is neither a trial that comes with lactea nor a file. "
            f"{suggestion(name, names())} A file name ends in .yaml."
        )
    return folder() / f"{name}.yaml"
