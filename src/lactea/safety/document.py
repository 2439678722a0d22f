"""A screening as JSON, ``lactea.safety/1``."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from lactea.medicines import plugin_of
from lactea.safety.doses import without_doses
from lactea.safety.finding import Finding, Severity
from lactea.safety.screening import Screening
from lactea.safety.wording import caps, closing, entered, sentence, source, taken
from lactea.scenario import scenario_hash

SCHEMA = "lactea.safety/1"


def document(screening: Screening) -> dict[str, Any]:
    """Plain data of a screening, in the form that :func:`json_schema` describes."""
    case = screening.case
    return {
        "schema": SCHEMA,
        "scenario": case.scenario.name,
        "scenario_hash": scenario_hash(case.scenario),
        "mode": case.reader,
        "country": case.country,
        "caps": caps(screening),
        "blocked": screening.blocked,
        "counts": {severity.value: len(screening.of(severity)) for severity in Severity},
        "plugins": [one.origin for one in map(plugin_of, taken(screening)) if one is not None],
        "entered": list(entered(screening)),
        "questions": list(screening.questions),
        "findings": [_finding(one, screening) for one in screening.findings],
        "notice": closing(screening),
    }


def json_schema() -> dict[str, Any]:
    """JSON Schema of the document, as it is shipped."""
    text = files("lactea.safety").joinpath("schema", "safety.schema.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def _finding(finding: Finding, screening: Screening) -> dict[str, Any]:
    reader = screening.case.reader
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "medicine": finding.medicine,
        "steps": list(finding.steps),
        "about": without_doses(finding.about) if reader == "parent" else finding.about,
        "sentence": sentence(finding, reader),
        "question": finding.question or None,
        "source": source(finding, reader).model_dump(mode="json"),
        "grade": finding.grade,
    }
