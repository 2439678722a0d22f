"""A medicine: the file is understood, stands alone, and acts on the body in units that fit."""

from __future__ import annotations

from lactea.body.registry import default_body
from lactea.conformance.equations import equation_faults
from lactea.engine.doses import body_with_medicines
from lactea.medicines import Medicine, load
from lactea.reading.plugins import Plugin
from lactea.reading.problems import quote
from lactea.scenario import load as load_scenario

HOST = "non-pregnant-woman"
"""The builtin in which a medicine is tried."""


def medicine_faults(plugin: Plugin) -> list[str]:
    """What is wrong with a medicine; raises ``InputError`` where its file is not understood."""
    medicine = load(plugin.name)
    faults = []
    if medicine.name != plugin.name:
        faults.append(f"its file is called {quote(medicine.name)} inside; use one name.")
    paths = [
        part.medicine for part in medicine.contains if part.medicine.endswith((".yaml", ".yml"))
    ]
    if paths:
        return [*faults, f"{', '.join(paths)}: name a substance by its name, not by a path."]
    return [*faults, *_acting_faults(plugin.name, medicine)]


def _acting_faults(name: str, medicine: Medicine) -> list[str]:
    takes = ", ".join(
        f"{{do: take, medicine: {name}, dose: 1 {medicine.measure}, route: {route}, "
        "every: 1 d, start: 0 d}"
        for route in (medicine.routes or ["oral"])
    )
    body, usual = body_with_medicines(load_scenario(HOST, [f"protocol=[{takes}]"])), default_body()
    own = set(body.quantities) - set(usual.quantities)
    own |= {f"rate of {state}" for state in set(body.states) - set(usual.states)}
    return equation_faults(body, own)
