"""What the published rules of PEtab 1 ask of a problem's files, checked without any PEtab tool.

The rules are those of the format's documentation (PEtab-dev, "PEtab data format specification", version 1) and of
its schema of the problem file, `petab_schema_v1.yaml` beside this file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import libsbml
import pandas as pd
import yaml

SCHEMA = yaml.safe_load(Path(__file__).with_name("petab_schema_v1.yaml").read_text("utf-8"))
IDENTIFIER = re.compile(r"[A-Za-z_]\w*", re.ASCII)
NEEDED = {
    "condition": {"conditionId"},
    "observable": {"observableId", "observableFormula", "noiseFormula"},
    "measurement": {"observableId", "simulationConditionId", "measurement", "time"},
    "parameter": {"parameterId", "parameterScale", "lowerBound", "upperBound", "nominalValue", "estimate"},
}  # fmt: skip
FUNCTIONS = {"ln", "log", "log2", "log10", "exp", "sqrt", "abs", "min", "max", "pow"}
SCALES = {"lin", "log", "log10"}
PRIORS = {
    "uniform", "normal", "laplace", "logNormal", "logLaplace", "parameterScaleUniform",
    "parameterScaleNormal", "parameterScaleLaplace",
}  # fmt: skip


@dataclass
class Files:
    """A problem as it lies on the disk; tables have text cells."""

    problem: dict
    model: libsbml.Model
    tables: dict[str, pd.DataFrame]
    document: libsbml.SBMLDocument

    @property
    def parameters(self) -> dict[str, libsbml.Parameter]:
        return {one.getId(): one for one in self.model.getListOfParameters()}


def read(path: Path) -> Files:
    problem = yaml.safe_load(path.read_text("utf-8"))
    (parts,) = problem["problems"]
    files = {kind: parts[f"{kind}_files"][0] for kind in ("condition", "observable", "measurement")}
    files["parameter"] = problem["parameter_file"]
    tables = {
        kind: pd.read_csv(path.parent / name, sep="\t", dtype=str) for kind, name in files.items()
    }
    document = libsbml.readSBMLFromFile(str(path.parent / parts["sbml_files"][0]))
    return Files(problem, document.getModel(), tables, document)


def faults(files: Files) -> list[str]:
    """A sentence on each rule that is broken."""
    found = [one.message for one in jsonschema.Draft6Validator(SCHEMA).iter_errors(files.problem)]
    for kind, columns in NEEDED.items():
        lacking = columns - set(files.tables[kind].columns)
        if lacking:
            return [*found, f"the {kind} table lacks {', '.join(sorted(lacking))}"]
    return [
        *found,
        *_conditions(files),
        *_observables(files),
        *_measurements(files),
        *_parameters(files),
    ]


def _own_ids(table: pd.DataFrame, column: str) -> Iterator[str]:
    if table[column].duplicated().any():
        yield f"{column} is not unique"
    for name in table[column]:
        if not IDENTIFIER.fullmatch(str(name)):
            yield f"{name} is no identifier"


def _conditions(files: Files) -> Iterator[str]:
    table = files.tables["condition"]
    yield from _own_ids(table, "conditionId")
    for name in set(table.columns) - {"conditionId", "conditionName"} - set(files.parameters):
        yield f"the condition table changes {name}, which is not in the model"


def _observables(files: Files) -> Iterator[str]:
    table = files.tables["observable"]
    yield from _own_ids(table, "observableId")
    for row in table.to_dict("records"):
        name = row["observableId"]
        if name in files.parameters:
            yield f"{name} is an observable and in the model"
        for column in ("observableFormula", "noiseFormula"):
            placeholder = f"{column.removesuffix('Formula')}Parameter"
            for used in sorted(set(IDENTIFIER.findall(row[column])) - FUNCTIONS):
                own = re.fullmatch(rf"{placeholder}[0-9]+_{name}", used)
                if not own and used not in files.parameters:
                    yield f"{column} of {name} needs {used}, which is not in the model"
        if row.get("observableTransformation", "lin") not in SCALES:
            yield f"{name} has an unknown transformation"
        if row.get("noiseDistribution", "normal") not in {"normal", "laplace"}:
            yield f"{name} has an unknown noise"


def _measurements(files: Files) -> Iterator[str]:
    table = files.tables["measurement"]
    formulas = files.tables["observable"].set_index("observableId")["noiseFormula"]
    conditions = set(files.tables["condition"]["conditionId"])
    for row in table.to_dict("records"):
        name = row["observableId"]
        if name not in formulas.index:
            yield f"{name} is measured and no observable"
            continue
        if row["simulationConditionId"] not in conditions:
            yield f"{row['simulationConditionId']} is no condition"
        numbers = str(row.get("noiseParameters", "")).split(";")
        wanted = set(re.findall(rf"noiseParameter[0-9]+_{name}", formulas[name]))
        if len(numbers) != len(wanted) or any(not float(one) > 0 for one in numbers):
            yield f"noiseParameters of a row of {name} do not fit its formula"
        if not (float(row["time"]) >= 0 and math.isfinite(float(row["measurement"]))):
            yield f"a row of {name} has no usable time or number"


def _parameters(files: Files) -> Iterator[str]:
    table = files.tables["parameter"]
    yield from _own_ids(table, "parameterId")
    for row in table.to_dict("records"):
        name = row["parameterId"]
        if name not in files.parameters:
            yield f"{name} is to be estimated and not in the model"
        elif not files.parameters[name].getConstant():
            yield f"{name} is to be estimated and changes on the way"
        if row["parameterScale"] not in SCALES or row["estimate"] not in {"0", "1"}:
            yield f"{name} has an unknown scale, or neither 0 nor 1 for estimate"
        low, nominal, high = (
            float(row[one]) for one in ("lowerBound", "nominalValue", "upperBound")
        )
        if not low <= nominal <= high or low == high:
            yield f"the nominal value of {name} is outside its bounds"
        if row["parameterScale"] != "lin" and low <= 0:
            yield f"{name} is on a logarithmic scale and may be 0"
        if row.get("objectivePriorType") not in PRIORS:
            yield f"{name} has an unknown prior"
        elif len(str(row["objectivePriorParameters"]).split(";")) != 2:
            yield f"the prior of {name} has not two numbers"
