"""Signs at which to seek care now, whatever a model says."""

from __future__ import annotations

from collections.abc import Iterator

from lactea.safety.case import Case
from lactea.safety.finding import Finding, Severity
from lactea.safety.principles import principles


def care_signs(case: Case) -> Iterator[Finding]:
    """A finding for each sign: those of the person always, those of an infant where there is one."""
    subject = {"infant": "infant", "person": case.scenario.words.parent}
    for sign in principles().care_signs:
        if sign.who == "infant" and case.scenario.infant_arrival_tick is None:
            continue
        yield Finding(
            "care_signs", Severity.note, sign.text,
            f"Seek care now ({subject[sign.who]}): {_text(sign.text, case)}.",
            principles().sources[sign.source], sign.grade,
        )  # fmt: skip


def _text(sign: str, case: Case) -> str:
    """A sign in the words of the person; after a loss without the infant."""
    told = sign.replace("breast", case.scenario.words.breast)
    return told.replace(" or the infant", "") if case.scenario.after_loss else told
