"""Every fact on which the screen may act, one a line, so that a lost one is seen.

``python -m lactea.safety.inventory docs/safety-facts.txt`` writes the file anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from lactea.medicines import Medicine, known_names, load
from lactea.safety.principles import principles


def inventory() -> tuple[str, ...]:
    """The facts of the shipped medicines and of the screen itself, sorted."""
    lines = [line for name in known_names() for line in _facts_of(load(name))]
    signs = [f"care sign | {sign.who} | {sign.text}" for sign in principles().care_signs]
    figures = [
        f"figure | {name} | {fact.value:g} {fact.unit}" for name, fact in principles().figures
    ]
    return tuple(sorted(lines + signs + figures))


def _facts_of(medicine: Medicine) -> Iterator[str]:
    name = medicine.name
    for limit in medicine.dose_limits:
        yield f"{name} | cap | {limit.country} | {limit.per_day.value:g} {limit.per_day.unit}"
        if limit.longest_days is not None:
            longest = limit.longest_days
            yield f"{name} | longest | {limit.country} | {longest.value:g} {longest.unit}"
    for kind, entries in (
        ("contraindication", medicine.contraindications),
        ("caution", medicine.cautions),
    ):
        for entry in entries:
            until = entry.until_after_birth
            time = f" | until {until.value:g} {until.unit} after birth" if until else ""
            yield f"{name} | {kind} | {entry.text} | {', '.join(entry.when)}{time}"
    for interaction in medicine.interactions:
        partners = ", ".join(interaction.partners)
        yield f"{name} | interaction | {interaction.text} | {partners} | {interaction.severity}"
    for watched in medicine.monitoring:
        yield f"{name} | monitoring | {watched.item} | {watched.text}"
    if medicine.taper is not None:
        yield f"{name} | taper | {medicine.taper.needed} | {medicine.taper.text}"
    for kind, statements in (("stop now", medicine.stop_now), ("warning", medicine.warnings)):
        for statement in statements:
            yield f"{name} | {kind} | {statement.text}"
    for effect in medicine.adverse_effects:
        yield (
            f"{name} | adverse effect | {effect.what} | {effect.at} | "
            f"{effect.rate.value:g} {effect.rate.unit}"
        )
    for standing in medicine.status:
        yield f"{name} | status | {standing.country} | {standing.text}"
    for gap in medicine.not_found:
        yield f"{name} | not found | {gap}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("\n".join(inventory()) + "\n", "utf-8")
