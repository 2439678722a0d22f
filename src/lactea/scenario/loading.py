"""From text to a scenario, and back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any

import yaml
from pydantic import ValidationError

from lactea.reading.problems import InputError, first_problem
from lactea.reading.yaml_reader import Document, EmptyTextError, parse, read_file
from lactea.scenario.library import is_file_name, named_document
from lactea.scenario.medicine_files import with_medicine_files
from lactea.scenario.other_runs import with_milk_of_other_runs
from lactea.scenario.overrides import apply_overrides, parse_override
from lactea.scenario.parameter_sets import with_parameter_set
from lactea.scenario.problems import ScenarioError
from lactea.scenario.resolved import SCHEMA as RESOLVED
from lactea.scenario.resolved import begins_as_resolved
from lactea.scenario.schema import SCHEMA, Scenario

_SAFE_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_ ./-]*")


def load(name_or_path: str | FilePath, overrides: Iterable[str] = ()) -> Scenario:
    """Read a scenario.

    Parameters
    ----------
    name_or_path
        Name of a builtin or of a plug-in's protocol, or path of a YAML file.
    overrides
        Changes such as ``person.diabetes=type1``, applied in order.

    Raises
    ------
    ScenarioError
        The scenario cannot be found or understood.
    """
    name = str(name_or_path)
    try:
        is_file = isinstance(name_or_path, FilePath) or is_file_name(name)
        document = _file_document(name) if is_file else named_document(name)
        return _understand(document, tuple(overrides))
    except InputError as problem:
        raise _as_scenario_error(problem) from None


def _file_document(path: str) -> Document:
    """A scenario file; decisions of a run are known by their first line, for they may be too large to read."""
    try:
        return read_file(path)
    except InputError:
        if begins_as_resolved(path):
            raise _resolved(Document(None, path, {("schema",): 1})) from None
        raise


def _resolved(document: Document) -> InputError:
    return document.problem(
        ("schema",),
        "these are the decisions of a run and no scenario; repeat them with "
        "'lactea simulate SCENARIO --replay FILE'.",
    )


def loads(text: str, source: str = "text", overrides: Iterable[str] = ()) -> Scenario:
    """Read a scenario from YAML text; ``source`` is how errors name it.

    Raises
    ------
    ScenarioError
        The text cannot be understood.
    """
    try:
        return _understand(parse(text, source), tuple(overrides))
    except InputError as problem:
        raise _as_scenario_error(problem) from None


def dumps(scenario: Scenario) -> str:
    """A scenario as YAML text that reads back as an equal scenario."""
    return yaml.dump(
        as_data(scenario), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )


def as_data(scenario: Scenario) -> dict[str, Any]:
    """A scenario as plain data, every quantity as text with its unit."""
    data = scenario.model_dump(mode="json", by_alias=True)
    if not scenario.mechanisms:
        # Scenarios from before plug-ins could be named keep their hash.
        del data["mechanisms"]
    return data


def scenario_hash(scenario: Scenario) -> str:
    """Sixteen hexadecimal digits that differ between scenarios that differ."""
    canonical = json.dumps(as_data(scenario), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _understand(document: Document, overrides: tuple[str, ...]) -> Scenario:
    if not isinstance(document.data, dict):
        raise document.problem(
            (), f"a scenario is a mapping of entries, beginning with 'schema: {SCHEMA}'."
        )
    if document.data.get("schema") == RESOLVED:
        raise _resolved(document)
    changed = _with_other_files(apply_overrides(document, overrides))
    try:
        return Scenario.model_validate(changed.data)
    except ValidationError as error:
        path, what = first_problem(error, changed.data)
        blamed = _override_for(path, overrides)
        if blamed is not None:
            raise ScenarioError(
                what, source=blamed, field=changed.problem(path, "").field
            ) from None
        raise changed.problem(path, what) from None


def _with_other_files(document: Document) -> Document:
    """What a scenario names files for: the milk of other runs, numbers, medicines."""
    return with_medicine_files(with_parameter_set(with_milk_of_other_runs(document)))


def _override_for(path: tuple[str | int, ...], overrides: tuple[str, ...]) -> str | None:
    """The last override that set the value at a path, or a part of it or around it."""
    for text in reversed(overrides):
        target, _ = parse_override(text)
        shared = min(len(target), len(path))
        if shared and target[:shared] == path[:shared]:
            return f"--set '{text}'"
    return None


def _as_scenario_error(problem: InputError) -> ScenarioError:
    if isinstance(problem, ScenarioError):
        return problem
    what = problem.what
    if isinstance(problem, EmptyTextError):
        what += " Start from a builtin: 'lactea protocols show natural'."
    return ScenarioError(what, source=problem.source, line=problem.line, field=problem.field)


class _Dumper(yaml.SafeDumper):
    """Quotes every text that some YAML reader might take for a number, a date or a boolean."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    plain = _SAFE_PLAIN.fullmatch(text) and text == text.strip() and not _is_reserved(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


def _is_reserved(text: str) -> bool:
    return text.lower() in {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


_Dumper.add_representer(str, _text)
