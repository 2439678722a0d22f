"""What the screen acts on, one a line, so that a lost line is seen.

The texts beside it are in the inventory of the medicine library.
``python -m lactea.safety.inventory docs/safety-facts.txt`` writes the file anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from lactea.medicines import Medicine, known_names, load
from lactea.medicines.cautions import Caution
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
    for fact in (
        *_limits(medicine),
        *_conditions("contraindication", medicine.contraindications),
        *_conditions("caution", medicine.cautions),
        *_together(medicine),
    ):
        yield f"{medicine.name} | {fact}"


def _limits(medicine: Medicine) -> Iterator[str]:
    for limit in medicine.dose_limits:
        yield f"cap | {limit.country} | {limit.per_day.value:g} {limit.per_day.unit}"
        if limit.per_kg is not None:
            yield f"cap by weight | {limit.country} | {limit.per_kg.value:g} {limit.per_kg.unit}"
        if limit.longest_days is not None:
            longest = limit.longest_days
            yield f"longest | {limit.country} | {longest.value:g} {longest.unit}"


def _conditions(kind: str, entries: tuple[Caution, ...]) -> Iterator[str]:
    for entry in entries:
        until = entry.until_after_birth
        time = f" | until {until.value:g} {until.unit} after birth" if until else ""
        for condition in entry.when or ("everybody",):
            yield f"{kind} | {condition}{time}"


def _together(medicine: Medicine) -> Iterator[str]:
    yield f"tags | {', '.join(medicine.tags) or 'none'}"
    for interaction in medicine.interactions:
        for partner in interaction.partners:
            yield f"interaction | {partner} | {interaction.severity}"
    for watched in medicine.monitoring:
        yield f"monitoring | {watched.item}"
    yield f"taper | {medicine.taper.needed if medicine.taper else 'not told'}"
    for effect in medicine.adverse_effects:
        yield f"adverse effect | {effect.symptom}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("\n".join(inventory()) + "\n", "utf-8")
