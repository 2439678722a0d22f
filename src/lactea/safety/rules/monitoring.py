"""What must be watched while a medicine is taken, and is not known to be."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity

WORDS = {"ecg": "electrocardiogram", "infant_other": "how the infant is"}
"""Words of the checks whose name is none."""


def monitoring(case: Case) -> Iterator[Finding]:
    """A finding for each item: it blocks until it is done, and is a note from then on."""
    for course in case.courses:
        for entry in course.medicine.monitoring:
            if case.scenario.after_loss and entry.item.startswith("infant_"):
                continue
            said = case.scenario.person.health.monitoring.get(entry.item)
            severity = Severity.note if said == "done" else Severity.blocks
            begin = {
                "done": "Done, and to be kept up",
                "not_done": "Not done",
                None: "Not known to be done",
            }[said]
            yield Finding(
                "monitoring", severity, f"{entry.item}: {entry.text}",
                f"{begin}: {_words(entry.item)}, for {course.medicine.name}: {entry.text}.",
                course.medicine.sources[entry.source], entry.grade,
                course.medicine.name, course.steps,
                question="" if said else f"person.health.monitoring.{entry.item}",
            )  # fmt: skip


def _words(item: str) -> str:
    return WORDS.get(item, item.replace("_", " "))
