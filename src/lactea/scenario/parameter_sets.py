"""Named sets of values for parameters: older numbers kept in ``numbers/``, of a plug-in, or of a file.

A scenario names one with ``parameter_set``. When it is loaded the values take their place under
``parameters``, so that the scenario that is hashed, written out and run holds the numbers themselves.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path as FilePath
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from lactea.body.language import Grade
from lactea.reading.plugins import PARAMETER_SETS, plugin_named, plugin_names
from lactea.reading.problems import InputError, first_problem, quote, suggestion
from lactea.reading.record import Record
from lactea.reading.yaml_reader import Document, parse, read_file
from lactea.scenario.library import is_file_name
from lactea.scenario.person import Person

SCHEMA = "lactea.parameter_set/1"
ENTRY = "parameter_set"
Line = Annotated[str, Field(min_length=1, max_length=2000)]


class SetValue(Record):
    """One value with its unit, and where it comes from; an assumed one gives its reason."""

    value: Line
    grade: Grade
    source: str = ""
    reason: str = ""


class ParameterSet(Record):
    """Values by the ids of parameters, and of which version of the set they are.

    `stamp` is the hash that results of the version it was taken from bear; of sets that are every number of one.
    `retired` are numbers of that version that no equation asks for any more: they count for the stamp alone.
    """

    schema_: Literal["lactea.parameter_set/1"] = Field(alias="schema")
    name: Line
    version: Line
    summary: Line
    stamp: Annotated[str, Field(pattern="^([0-9a-f]{16})?$")] = ""
    retired: Annotated[dict[str, SetValue], Field(max_length=10_000, default_factory=dict)]
    values: Annotated[dict[str, SetValue], Field(min_length=1, max_length=10_000)]


def kept_names() -> tuple[str, ...]:
    """Names of the older numbers that lactea keeps, sorted."""
    entries = files("lactea.scenario").joinpath("numbers").iterdir()
    return tuple(
        sorted(one.name.removesuffix(".yaml") for one in entries if one.name.endswith(".yaml"))
    )


def load_parameter_set(name: str) -> ParameterSet:
    """Read a parameter set.

    Parameters
    ----------
    name
        Of older numbers that lactea keeps, of a plug-in's set, or path of a file of the format ``lactea.parameter_set/1``.

    Raises
    ------
    InputError
        It cannot be found or understood.
    """
    return _understand(read_file(name) if is_file_name(name) else _named(name))


def with_parameter_set(document: Document) -> Document:
    """A scenario's document in which ``parameter_set`` has become ``parameters``.

    What the scenario itself gives under ``parameters`` counts before the set, and so does what the
    person's sex, ovaries or hormone therapy put in the place of a usual woman's value. A file is looked
    for beside the scenario. The document itself is left as it is.

    Raises
    ------
    InputError
        The set cannot be found or understood.
    """
    data = document.data
    if not isinstance(data, dict) or ENTRY not in data:
        return document
    name = data[ENTRY]
    if not isinstance(name, str):
        raise document.problem((ENTRY,), f"{quote(name)} is not the name of a parameter set.")
    place = str(FilePath(document.source).parent / name) if is_file_name(name) else name
    try:
        found = load_parameter_set(place)
    except InputError as problem:
        raise document.problem((ENTRY,), str(problem)) from None
    own = data.get("parameters")
    if own is not None and not isinstance(own, dict):
        return document  # what is wrong with it is told when the scenario is understood
    replaced = _of_this_person(data.get("person"))
    values = {key: one.value for key, one in found.values.items() if key not in replaced}
    kept = {key: value for key, value in data.items() if key != ENTRY}
    return Document({**kept, "parameters": values | (own or {})}, document.source, document.lines)


def _of_this_person(data: object) -> set[str]:
    """Parameters that the person has values of their own for."""
    try:
        return set(Person.model_validate(data or {}).own_parameters)
    except ValidationError:
        return set()  # what is wrong with it is told when the scenario is understood


def _named(name: str) -> Document:
    if name in kept_names():
        text = files("lactea.scenario").joinpath("numbers", f"{name}.yaml").read_text("utf-8")
        return parse(text, f"parameter set {name}")
    plugin = plugin_named(PARAMETER_SETS, name)
    if plugin is None:
        raise InputError(
            f"{quote(name)} is not the name of an installed parameter set. "
            f"{suggestion(name, (*kept_names(), *plugin_names(PARAMETER_SETS)))} A file name ends in .yaml."
        )
    return plugin.document()


def _understand(document: Document) -> ParameterSet:
    try:
        return ParameterSet.model_validate(document.data)
    except ValidationError as error:
        path, what = first_problem(error, document.data)
        raise document.problem(path, what) from None
