"""Mechanisms of plug-ins that a scenario names, beside those of the body itself."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from lactea.body.language import Mechanism
from lactea.body.registry import SIDES, default_body, read_mechanism
from lactea.reading.plugins import MECHANISMS, Plugin, plugin_named, plugin_names
from lactea.reading.problems import InputError, quote, suggestion


def added_mechanisms(names: Iterable[str]) -> tuple[Mechanism, ...]:
    """The mechanisms of plug-ins of these names.

    Raises
    ------
    InputError
        One is not installed, cannot be used, or takes the place of an input that lactea sets itself.
    """
    return tuple(_mechanism(plugin_of(name)) for name in names)


def plugin_of(name: str) -> Plugin:
    """The plug-in that brings a mechanism; raises ``InputError`` where there is none."""
    found = plugin_named(MECHANISMS, name)
    if found is None:
        raise InputError(
            f"{quote(name)} is not the name of an installed mechanism. "
            f"{suggestion(name, plugin_names(MECHANISMS))}"
        )
    return found


def inputs_taken(part: Mechanism) -> list[str]:
    """Ids of inputs of the body in whose place a mechanism puts itself, and may not.

    Only what a medicine may act on is free: the others are set by controllers and by who the person is.
    """
    body = default_body()
    ends = [f"_{side}" for side in SIDES] if part.scope == "breast" else [""]
    own = {f"{entry.id}{end}" for entry in part.quantities for end in ends}
    return sorted(own & (body.inputs.keys() - body.medicine_targets.keys()))


def _mechanism(plugin: Plugin) -> Mechanism:
    module = plugin.load()
    if not isinstance(module, ModuleType) or not hasattr(module, "TITLE"):
        raise plugin.problem("its entry point names no mechanism; see lactea plugins check.")
    part = read_mechanism(module)
    taken = inputs_taken(part)
    if taken:
        raise plugin.problem(f"it takes the place of {', '.join(taken)}, which lactea sets itself.")
    return part
