"""What an SBML file says in words: notes for people, as the XHTML that SBML asks for."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from lactea.body.language import Parameter
from lactea.body.registry import SIDES
from lactea.exchange.sbml_units import UnitText
from lactea.exchange.stretch import Moment, Stretch

LICENCE = "BSD-3-Clause"
INTENDED_USE = (
    "lactea informs and never prescribes. This model is meant for research and teaching; it is no "
    "medical device, no forecast for any one person, and no reason to change what an infant is fed "
    "or to start, stop or dose a medicine."
)
NAMESPACE = "urn:lactea:sbml:1"
XHTML = "http://www.w3.org/1999/xhtml"


def paragraphs(lines: Iterable[str]) -> str:
    """Lines of plain text as notes."""
    inside = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f'<body xmlns="{XHTML}">{inside}</body>'


def model_notes(stretch: Stretch) -> str:
    """Where the model comes from, and what it is for."""
    source = stretch.provenance
    return paragraphs(
        (
            f"Human lactation, scenario '{source.scenario}': {source.summary}",
            INTENDED_USE,
            f"Written by lactea {source.version}, commit {source.commit}. Scenario hash "
            f"{source.scenario_hash}, parameter set {source.parameter_set}. Licence: {LICENCE}.",
            "Time is in hours from the start of this file, which is "
            f"{stretch.start_tick / 3600:g} h from the origin of the scenario. Initial values are "
            "those of the start; every decision of the run after it is an event.",
            "Parameters that guided those decisions alone are left out. Notes of a parameter give "
            "its symbol, its value as published, the kind of evidence and where it comes from.",
        )
    )


def model_annotation(stretch: Stretch) -> str:
    """The same for programs."""
    source = stretch.provenance
    attributes = {
        "version": source.version,
        "commit": source.commit,
        "scenario": source.scenario,
        "scenario_hash": source.scenario_hash,
        "parameter_set": source.parameter_set,
        "licence": LICENCE,
        "start_tick": str(stretch.start_tick),
        "end_tick": str(stretch.end_tick),
    }
    listed = " ".join(
        f'{name}="{escape(value, {chr(34): "&quot;"})}"' for name, value in attributes.items()
    )
    return f'<annotation><lactea:provenance xmlns:lactea="{NAMESPACE}" {listed}/></annotation>'


def parameter_notes(entry: Parameter, inside: float, usual: float, unit: UnitText) -> str:
    """Symbol, published value, evidence and source of a parameter.

    Parameters
    ----------
    entry : Parameter
    inside, usual : float
        Value in this file, and the published one, in the unit of the file.
    unit : UnitText
    """
    own = "" if inside == usual else f"In this file set to {inside:g} {unit.text} instead."
    sources = f"Evidence rows: {', '.join(entry.source.split())}." if entry.source else ""
    reason = f"Why: {entry.reason}." if entry.reason else ""
    return paragraphs(
        (
            f"Symbol {entry.symbol}; published value {entry.value:g} {entry.unit}; "
            f"kind of evidence: {entry.grade}.",
            own,
            sources,
            reason,
            unit_note(unit),
        )
    )


def unit_note(unit: UnitText) -> str:
    """Said where SBML cannot express the unit."""
    if unit.factors is not None:
        return ""
    return f"The unit is {unit.text}, which SBML cannot express; it is given as dimensionless."


def moment_name(moment: Moment) -> str:
    """What happens, in a word."""
    return "; ".join(moment.labels) or "change"


def full_name(identifier: str, meaning: str) -> str:
    """What an entry of the body is, and of which breast: tools that go by names need them to differ."""
    side = identifier.rpartition("_")[2]
    return f"{meaning}, {side}" if side in SIDES else meaning
