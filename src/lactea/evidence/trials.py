"""A published trial as one file: the scenario all its people share, and its arms.

An arm is named ``FILE.yaml#ARM`` wherever a mapping names a scenario. What a trial does not report, such
as how small the glands of women with too little milk are, is a choice that its file states.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from lactea.reading.json_as_yaml import json_as_yaml
from lactea.reading.problems import first_problem, quote, suggestion
from lactea.reading.record import Record
from lactea.reading.yaml_reader import read_file
from lactea.scenario import Scenario, ScenarioError, as_data, load, loads
from lactea.scenario.medicine_files import with_whole_paths

SCHEMA = "lactea.trial/1"
MARK = "#"
"""Between the file of a trial and the name of an arm."""


class TrialArm(Record):
    """What one arm does beyond the base: steps that come to its protocol, and items for ``--set``."""

    n: Annotated[int, Field(ge=1)] | None = None
    steps: tuple[dict[str, Any], ...] = ()
    set: tuple[str, ...] = ()


class Trial(Record):
    """A trial: `base` is a builtin or a file beside this one, with items for ``--set``.

    `baseline` and `outcomes` are ids of evidence rows, and `n` of an arm is the number of people that
    the trial had in it.
    """

    schema_: Literal["lactea.trial/1"] = Field(alias="schema")
    name: str
    summary: str
    base: str
    set: tuple[str, ...] = ()
    baseline: str | None = None
    arms: Annotated[dict[str, TrialArm], Field(min_length=1)]
    outcomes: Annotated[tuple[str, ...], Field(min_length=1)]


@cache
def read_trial(path: Path) -> Trial:
    """Read the file of a trial.

    Raises
    ------
    InputError
        With file, line and field of the first fault.
    """
    document = read_file(path)
    try:
        return Trial.model_validate(document.data)
    except ValidationError as error:
        raise document.problem(*first_problem(error, document.data)) from None


def load_scenario(name: str, overrides: Iterable[str] = ()) -> Scenario:
    """The scenario that a mapping names: a builtin, a file, or an arm of a trial.

    Parameters
    ----------
    name : str
        Such as ``natural``, ``folder/own.yaml`` or ``folder/trial.yaml#placebo``.
    overrides : iterable of str
        Items for ``--set``, applied last.

    Raises
    ------
    InputError
        The scenario, trial or arm does not exist or cannot be understood.
    """
    file, mark, arm = name.partition(MARK)
    return _arm_of(Path(file), arm, tuple(overrides)) if mark else load(name, overrides)


def _arm_of(path: Path, name: str, overrides: tuple[str, ...]) -> Scenario:
    trial = read_trial(path)
    if name not in trial.arms:
        raise ScenarioError(
            f"the trial has no arm {quote(name)}. {suggestion(name, list(trial.arms))}",
            source=str(path),
            field="arms",
        )
    base = str(path.parent / trial.base) if trial.base.endswith(".yaml") else trial.base
    return with_arm(
        load(base, trial.set),
        trial.arms[name],
        name=f"{trial.name}, {name}",
        summary=trial.summary,
        source=f"{path}{MARK}{name}",
        overrides=overrides,
    )


def with_arm(
    base: Scenario,
    arm: TrialArm,
    *,
    name: str,
    summary: str,
    source: str,
    overrides: Iterable[str] = (),
) -> Scenario:
    """The scenario of an arm: the base with the steps and settings that the arm adds.

    Parameters
    ----------
    base : Scenario
        What all people of the trial share.
    arm : TrialArm
    name, summary : str
        Of the new scenario.
    source : str
        How errors name it.
    overrides : iterable of str
        Items for ``--set``, applied after those of the arm.

    Raises
    ------
    ScenarioError
        What the arm adds cannot be understood.
    """
    data = as_data(base)
    data["name"], data["summary"] = name, summary
    data["protocol"] = [*with_whole_paths(data["protocol"]), *arm.steps]
    # As YAML: the same reader checks what the arm adds.
    return loads(json_as_yaml(data), source, (*arm.set, *overrides))
