"""A parameter set: understood, of parameters that exist, in units that fit, each with its origin."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.body.registry import default_body
from lactea.engine.units import parse_value
from lactea.reading.plugins import Plugin
from lactea.reading.problems import quote, suggestion
from lactea.scenario.parameter_sets import SetValue, load_parameter_set


def parameter_set_faults(plugin: Plugin) -> list[str]:
    """What is wrong with a set; raises ``InputError`` where its file is not understood."""
    found = load_parameter_set(plugin.name)
    faults = []
    if found.name != plugin.name:
        faults.append(f"its file is called {quote(found.name)} inside; use one name.")
    return [
        *faults,
        *(fault for name, one in found.values.items() for fault in _value_faults(name, one)),
    ]


def _value_faults(name: str, given: SetValue) -> Iterator[str]:
    known = default_body().parameters
    if name not in known:
        near = suggestion(name, sorted(known)).partition("? ")[0]
        yield f"there is no parameter '{name}'." + (f" {near}?" if "mean" in near else "")
        return
    try:
        value = parse_value(known[name], given.value)
    except ValueError as error:
        yield f"{name}: {error}"
    else:
        if value < 0 <= known[name].value:
            yield f"{name} cannot be negative."
    if given.grade == "assumed" and not given.reason.strip():
        yield f"{name} is assumed and gives no reason."
    if given.grade not in ("assumed", "definition") and not given.source.strip():
        yield f"{name} is neither assumed nor a definition, and names no source."
