"""A simulation experiment as SED-ML beside its SBML model, and the scenario back out of it.

The experiment runs the model that `lactea export sbml` wrote, over the whole stretch, and reports milk of
each breast and hormones hour by hour. The scenario stands in an annotation, so that nothing of it is lost.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from lactea.exchange.problems import ExportError, libsedml
from lactea.exchange.stretch import Stretch
from lactea.reading.json_as_yaml import json_as_yaml
from lactea.scenario import Scenario, as_data, loads

LEVEL, VERSION = 1, 4
SBML = "urn:sedml:language:sbml"
CVODE = "KISAO:0000019"
TIME = "urn:sedml:symbol:time"
NAMESPACE = "urn:lactea:sedml"
REPORTED = (
    "removed_left", "removed_right", "milk_left", "milk_right", "prolactin", "oxytocin", "estradiol",
    "infant_intake",
)  # fmt: skip
"""States of the model that the report holds, in the units that the model states."""
NO_SCENARIO = "this is no experiment that lactea wrote: no scenario stands in it."


def sedml_text(scenario: Scenario, stretch: Stretch, model: str) -> str:
    """The experiment of a stretch.

    Parameters
    ----------
    scenario : Scenario
    stretch : Stretch
        What the model file holds.
    model : str
        Name of the model file, as seen from the experiment's.

    Raises
    ------
    MissingExtraError
        The SED-ML library is not installed.
    ExportError
        The library finds fault with the document.
    """
    library = libsedml()
    document = library.SedDocument(LEVEL, VERSION)
    _annotate(document, scenario)
    _model_and_task(document, stretch, model)
    report = document.createReport()
    report.setId("hourly")
    report.setName(f"{scenario.name}, hour by hour")
    for name, symbol in (("time", TIME), *((state, None) for state in REPORTED)):
        _column(document, report, name, symbol)
    text: str = library.writeSedMLToString(document)
    _checked(text, "the experiment")
    return text


def scenario_of_sedml(text: str, source: str) -> Scenario:
    """The scenario of an experiment that :func:`sedml_text` wrote.

    Raises
    ------
    ExportError
        The text is no SED-ML, or holds no scenario.
    ScenarioError
        The scenario cannot be understood.
    """
    annotation = _checked(text, source).getAnnotationString()
    held = (
        ElementTree.fromstring(annotation).find(f"{{{NAMESPACE}}}scenario") if annotation else None
    )
    if held is None or not held.text:
        raise ExportError(f"{source}: {NO_SCENARIO}")
    return loads(held.text, source)


def _annotate(document: Any, scenario: Scenario) -> None:
    # JSON is YAML, and in ASCII no reader of XML can mistake it.
    held = escape(json_as_yaml(as_data(scenario)))
    document.setAnnotation(
        f'<annotation><lactea:scenario xmlns:lactea="{NAMESPACE}">{held}</lactea:scenario></annotation>'
    )


def _model_and_task(document: Any, stretch: Stretch, file: str) -> None:
    model = document.createModel()
    model.setId("body")
    model.setLanguage(SBML)
    model.setSource(file)
    course = document.createUniformTimeCourse()
    course.setId("course")
    course.setInitialTime(0)
    course.setOutputStartTime(0)
    course.setOutputEndTime(stretch.hours)
    course.setNumberOfSteps(round(stretch.hours))
    course.createAlgorithm().setKisaoID(CVODE)
    task = document.createTask()
    task.setId("run")
    task.setModelReference("body")
    task.setSimulationReference("course")


def _column(document: Any, report: Any, name: str, symbol: str | None) -> None:
    """A column of the report, and the curve that it holds."""
    generator = document.createDataGenerator()
    generator.setId(f"data_{name}")
    generator.setName(name)
    variable = generator.createVariable()
    variable.setId(f"curve_{name}")
    variable.setTaskReference("run")
    if symbol is None:
        variable.setTarget(
            f"/sbml:sbml/sbml:model/sbml:listOfParameters/sbml:parameter[@id='{name}']"
        )
    else:
        variable.setSymbol(symbol)
    generator.setMath(libsedml().parseFormula(variable.getId()))
    column = report.createDataSet()
    column.setId(name)
    column.setLabel(name)
    column.setDataReference(generator.getId())


def _checked(text: str, source: str) -> Any:
    """The document in a text that the library finds no error in."""
    library = libsedml()
    document = library.readSedMLFromString(text)
    errors = document.getErrorLog()
    if errors.getNumFailsWithSeverity(library.LIBSEDML_SEV_ERROR):
        line = errors.getError(0).getLine()
        raise ExportError(f"{source}: libSEDML finds fault with it, first in line {line}.")
    return document
