"""The scenarios that come with lactea: one YAML file each, in ``builtin/``."""

from __future__ import annotations

from importlib.resources import files

from lactea.reading.problems import quote, suggestion
from lactea.scenario.problems import ScenarioError


def builtin_names() -> tuple[str, ...]:
    """Names of the builtin scenarios, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(".yaml")
            for entry in files("lactea.scenario").joinpath("builtin").iterdir()
            if entry.name.endswith(".yaml")
        )
    )


def builtin_text(name: str) -> str:
    """The YAML text of a builtin scenario.

    Raises
    ------
    ScenarioError
        There is no builtin of that name.
    """
    if name not in builtin_names():
        raise ScenarioError(
            f"{quote(name)} is neither a builtin scenario nor a file. "
            f"{suggestion(name, builtin_names())} A file name ends in .yaml."
        )
    return files("lactea.scenario").joinpath("builtin", f"{name}.yaml").read_text("utf-8")


def is_file_name(name: str) -> bool:
    """Whether a word on the command line means a file and not a builtin."""
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml", ".json"))
