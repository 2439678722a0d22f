"""Whose a medicine is: lactea's own, somebody's file, or what a plug-in brings."""

from __future__ import annotations

from lactea.medicines.names import known_names
from lactea.reading.plugins import MEDICINES, Plugin, plugin_named


def plugin_of(name: str) -> Plugin | None:
    """The plug-in that brings a medicine; None where it is lactea's own, or a file.

    Raises
    ------
    PluginError
        Several packages bring one of this name.
    """
    return None if name in known_names() else plugin_named(MEDICINES, name)


def brought_by(name: str) -> str | None:
    """Package and version of the plug-in that a medicine is from; None as for `plugin_of`."""
    found = plugin_of(name)
    return None if found is None else f"{found.package} {found.version}"


def origin_told(name: str) -> str:
    """The sentence that says whose a medicine is; empty where it is lactea's own, or a file."""
    package = brought_by(name)
    if package is None:
        return ""
    return f"{name} is from the plug-in {package}; lactea has not checked what it says."
