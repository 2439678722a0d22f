"""The files of a PEtab problem: model, four tables, and the list of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from lactea.exchange.petab.calibration import Calibration, Reading
from lactea.exchange.petab.unknowns import Unknown
from lactea.exchange.sbml import Complaint, checked_sbml
from lactea.record.files import write_private
from lactea.twin.observing import SOFTENING

FORMAT_VERSION = 1
CONDITION = "log"
MILK_PER_HOUR = {
    "left": "session_milk_per_hour_left",
    "right": "session_milk_per_hour_right",
    "both": "2 * (session_milk_left + session_milk_right) / (session_hours_left + session_hours_right)",
}
"""Formulas of the model. Nothing in them differs from row to row: COPASI takes such a number for a constant."""
CONDITIONS = ("conditionId", "conditionName")
OBSERVABLES = (
    "observableId", "observableName", "observableFormula", "observableTransformation", "noiseFormula",
    "noiseDistribution",
)  # fmt: skip
MEASUREMENTS = (
    "observableId", "simulationConditionId", "measurement", "time", "noiseParameters",
)  # fmt: skip
PARAMETERS = (
    "parameterId", "parameterName", "parameterScale", "lowerBound", "upperBound", "nominalValue",
    "estimate", "objectivePriorType", "objectivePriorParameters",
)  # fmt: skip
Row = Mapping[str, str]


def write_problem(calibration: Calibration, out: Path) -> tuple[list[Path], list[Complaint]]:
    """Write a problem: `out`, which lists the others, and those beside it under its name.

    Returns
    -------
    list of Path
        All files, `out` first.
    list of Complaint
        What libSBML warns of.

    Raises
    ------
    MissingExtraError
        If libSBML is not installed.
    ExportError
        If libSBML finds an error in the model.
    """
    model, complaints = checked_sbml(calibration.stretch)
    names = {
        part: f"{out.stem}_{part}.tsv" for part in ("conditions", "observables", "measurements")
    }
    parameters, body = f"{out.stem}_parameters.tsv", f"{out.stem}_model.xml"
    problem = {
        "format_version": FORMAT_VERSION,
        "parameter_file": parameters,
        "problems": [
            {"sbml_files": [body], **{f"{part[:-1]}_files": [file] for part, file in names.items()}}
        ],
    }
    readings = calibration.readings
    texts = {
        out.name: yaml.safe_dump(problem, sort_keys=False),
        body: model,
        names["conditions"]: _table(CONDITIONS, [_condition(calibration)]),
        names["observables"]: _table(OBSERVABLES, _observables(readings)),
        names["measurements"]: _table(
            MEASUREMENTS, (_measurement(calibration, one) for one in readings)
        ),
        parameters: _table(PARAMETERS, (_parameter(one) for one in calibration.unknowns)),
    }
    for name, text in texts.items():
        write_private(out.parent / name, text.encode())
    return [out.parent / name for name in texts], complaints


def observable(side: str) -> str:
    """Id of the observable of a side."""
    return f"reading_{side}"


def _condition(calibration: Calibration) -> Row:
    source = calibration.stretch.provenance
    return {
        "conditionId": CONDITION,
        "conditionName": f"the sessions of the log, {source.scenario}",
    }


def _observables(readings: Iterable[Reading]) -> Iterable[Row]:
    sides = {one.side for one in readings}
    for side, milk in MILK_PER_HOUR.items():
        if side in sides:
            name = observable(side)
            where = "both breasts" if side == "both" else f"the {side} breast"
            yield {
                "observableId": name,
                "observableName": f"log of mL per hour and {SOFTENING:g}, {where}",
                "observableFormula": f"ln({milk} + {SOFTENING:g})",
                "observableTransformation": "lin",
                "noiseFormula": f"noiseParameter1_{name}",
                "noiseDistribution": "normal",
            }


def _measurement(calibration: Calibration, reading: Reading) -> Row:
    return {
        "observableId": observable(reading.side),
        "simulationConditionId": CONDITION,
        "measurement": repr(reading.value),
        "time": repr(calibration.stretch.hours_at(reading.tick)),
        "noiseParameters": repr(reading.sd),
    }


def _parameter(unknown: Unknown) -> Row:
    low, high = unknown.bounds
    return {
        "parameterId": unknown.id,
        "parameterName": unknown.meaning,
        "parameterScale": "log" if unknown.prior == "logNormal" else "lin",
        "lowerBound": repr(low),
        "upperBound": repr(high),
        "nominalValue": repr(unknown.nominal),
        "estimate": "1",
        "objectivePriorType": unknown.prior,
        "objectivePriorParameters": f"{unknown.first!r};{unknown.second!r}",
    }


def _table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, dialect="excel-tab", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
