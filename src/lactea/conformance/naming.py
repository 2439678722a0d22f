"""Names of plug-ins: of their kind, nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lactea.body.registry import own_mechanisms
from lactea.medicines import known_names
from lactea.reading.plugins import (
    MECHANISMS,
    MEDICINES,
    PARAMETER_SETS,
    PROTOCOLS,
    WELL_NAMED,
    Plugin,
    plugins,
)
from lactea.reading.problems import quote
from lactea.scenario import builtin_names
from lactea.scenario.parameter_sets import kept_names


def naming_faults(plugin: Plugin) -> list[str]:
    """What is wrong with the name of a plug-in."""
    faults: list[str] = []
    name = quote(plugin.name)
    if not WELL_NAMED.fullmatch(plugin.name):
        faults.append(f"{name} must be small letters and digits with single hyphens between.")
    if plugin.name in _TAKEN.get(plugin.group, tuple)():
        faults.append(f"{name} is a name of lactea's own, and would never be used; choose another.")
    others = [
        one.package
        for one in plugins(plugin.group)
        if one.name == plugin.name and one.entry != plugin.entry
    ]
    if others:
        faults.append(f"{name} is also brought by {', '.join(others)}; choose another name.")
    return faults


def _mechanism_names() -> tuple[str, ...]:
    return tuple(part.name.replace("_", "-") for part in own_mechanisms())


_TAKEN: Mapping[str, Callable[[], tuple[str, ...]]] = {
    MEDICINES: known_names,
    PARAMETER_SETS: kept_names,
    PROTOCOLS: builtin_names,
    MECHANISMS: _mechanism_names,
}
