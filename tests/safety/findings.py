"""Picking findings out of a screening, and the text of medicines made for tests."""

from __future__ import annotations

from typing import Any

from lactea.safety import Finding, Screening
from lactea.scenario import Scenario

DOMPERIDONE = {"do": "take", "medicine": "domperidone", "route": "oral"}


def of(screening: Screening, rule: str, medicine: str | None = None) -> list[Finding]:
    return [
        one for one in screening.findings
        if one.rule == rule and medicine in (None, one.medicine)
    ]  # fmt: skip


def with_birth(make, *steps: Any, **person: Any) -> Scenario:
    return make.after_birth(*steps, person={"health": make.cleared(), **person})


PREGNANT = """
schema: lactea.medicine/1
name: not in pregnancy
class: nothing
summary: A medicine for a test.
contraindications: [{text: pregnancy, when: [pregnancy], source: mine, grade: expert}]
sources: {mine: {text: a test, url: here, verified: primary}}
"""

PILL = """
schema: lactea.medicine/1
name: my pill
class: combined pill
summary: A product of two substances, for a test.
tags: [estrogen, dopamine_antagonist]
contains_per: tablet
contains:
  - {{medicine: {first}, amount: {{value: 20, unit: mg, source: mine, grade: expert}}}}
contraindications:
  - {{text: a clot in a vein, when: [venous_thromboembolism], source: mine, grade: expert}}
  - {{text: smoking from 35 on, when: [smoker_over_35], source: mine, grade: expert}}
  - text: within three weeks of a birth
    until_after_birth: {{value: 21, unit: day, source: mine, grade: expert}}
    source: mine
    grade: expert
  - text: within six weeks of a birth by someone who had a clot
    when: [venous_thromboembolism]
    until_after_birth: {{value: 42, unit: day, source: mine, grade: expert}}
    source: mine
    grade: expert
sources:
  mine: {{text: "a test", url: "here", verified: primary}}
"""
