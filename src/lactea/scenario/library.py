"""Scenarios by name: those that come with lactea, one YAML file each in ``builtin/``, and plug-ins' protocols."""

from __future__ import annotations

from importlib.resources import files

from lactea.reading.plugins import PROTOCOLS, Plugin, plugin_named, plugin_names
from lactea.reading.problems import quote, suggestion
from lactea.reading.yaml_reader import Document, parse
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
        raise _unknown(name, builtin_names())
    return files("lactea.scenario").joinpath("builtin", f"{name}.yaml").read_text("utf-8")


def named_document(name: str) -> Document:
    """The document of a builtin scenario, or else of a plug-in's protocol.

    Raises
    ------
    InputError
        There is neither, or the plug-in cannot be used.
    """
    if name in builtin_names():
        return parse(builtin_text(name), f"builtin {name}")
    return _brought(name).document()


def protocol_text(name: str) -> str:
    """The YAML text of a builtin scenario, or else of a plug-in's protocol; raises as above."""
    return builtin_text(name) if name in builtin_names() else _brought(name).text()


def _brought(name: str) -> Plugin:
    brought = plugin_named(PROTOCOLS, name)
    if brought is not None:
        return brought
    raise _unknown(name, (*builtin_names(), *plugin_names(PROTOCOLS)))


def _unknown(name: str, names: tuple[str, ...]) -> ScenarioError:
    return ScenarioError(
        f"{quote(name)} is neither a builtin scenario nor a file. "
        f"{suggestion(name, names)} A file name ends in .yaml."
    )


def is_file_name(name: str) -> bool:
    """Whether a word on the command line means a file and not a builtin."""
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml", ".json"))
