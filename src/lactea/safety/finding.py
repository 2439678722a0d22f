"""What a rule of the screen has to say: one sentence, with its weight, place, source and grade."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lactea.body.language import Grade
from lactea.medicines.facts import Source


class Severity(StrEnum):
    """How much a finding weighs, the heaviest first."""

    blocks = "blocks"
    caution = "caution"
    note = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes
    ----------
    rule
        The rule that found it.
    severity
        Whether it blocks, asks for caution, or is to be known.
    about
        What it is about within its rule: a condition, a country, another medicine.
    sentence
        The finding in plain words.
    source, grade
        Where that was read, and how good the evidence is.
    medicine
        Name of the medicine; None where it is about none.
    steps
        Places in the protocol, as ``lactea check`` counts them.
    without_doses
        The sentence for parents, where leaving the doses out of ``sentence`` would not read well.
    question
        Entry of the scenario that would answer what is open; empty where nothing is.
    """

    rule: str
    severity: Severity
    about: str
    sentence: str
    source: Source
    grade: Grade
    medicine: str | None = None
    steps: tuple[int, ...] = ()
    without_doses: str = ""
    question: str = ""

    def __post_init__(self) -> None:
        """Begin sentences with a capital letter and end them with one full stop."""
        for name in ("sentence", "without_doses"):
            object.__setattr__(self, name, _as_sentence(getattr(self, name)))

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two findings the same one, whatever their sentences and places."""
        return self.rule, self.severity.value, self.medicine or "", self.about


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:].replace("..", ".")
