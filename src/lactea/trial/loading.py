"""From the file of a trial to its design, and to the scenario of each of its arms."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from lactea.engine.doses import body_with_medicines
from lactea.engine.person import settle_person
from lactea.evidence.trials import with_arm
from lactea.reading.durations import format_duration
from lactea.reading.problems import InputError, first_problem
from lactea.reading.problems import Path as Place
from lactea.reading.yaml_reader import Document, read_file
from lactea.scenario import Scenario, load
from lactea.scenario.overrides import apply_overrides
from lactea.scenario.steps import Take
from lactea.scenario.steps.base import SpanStep
from lactea.trial.design import SCHEMA, Design
from lactea.trial.library import path_of
from lactea.trial.problems import TrialError


@dataclass(frozen=True, slots=True)
class Trial:
    """A design with the scenario of each arm, ready to be held.

    Parameters
    ----------
    design : Design
    scenarios : tuple of Scenario
        In the order of the arms.
    """

    design: Design
    scenarios: tuple[Scenario, ...]

    @property
    def hash(self) -> str:
        """Sixteen hexadecimal digits that differ between trials that differ."""
        data = self.design.model_dump(mode="json", by_alias=True)
        arms = [one.model_dump(mode="json", by_alias=True) for one in self.scenarios]
        canonical = json.dumps([data, arms], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def load_trial(name_or_path: str | Path, overrides: Iterable[str] = ()) -> Trial:
    """Read a trial.

    Parameters
    ----------
    name_or_path : str or Path
        Name of a trial that comes with lactea, or path of a file ``lactea.trial_design/1``.
    overrides : iterable of str
        Changes to the file such as ``recruitment.n=120``, applied in order.

    Raises
    ------
    TrialError
        With file, line and field of the first fault.
    """
    name = str(name_or_path)
    is_file = isinstance(name_or_path, Path) or name.endswith((".yaml", ".yml"))
    path = Path(name) if is_file else path_of(name)
    try:
        document = apply_overrides(_mapping(read_file(path)), overrides)
        design = _design(document)
        arms = tuple(_scenario(design, arm, document, path) for arm in design.arms)
        _must_begin_alike(design, arms, document)
    except InputError as error:
        raise TrialError(
            error.what, source=error.source, line=error.line, field=error.field
        ) from None
    return Trial(design, arms)


def _mapping(document: Document) -> Document:
    if not isinstance(document.data, dict):
        raise document.problem(
            (), f"a trial is a mapping of entries, beginning with 'schema: {SCHEMA}'."
        )
    return document


def _design(document: Document) -> Design:
    try:
        return Design.model_validate(document.data)
    except ValidationError as error:
        raise document.problem(*first_problem(error, document.data)) from None


def _scenario(design: Design, name: str, document: Document, path: Path) -> Scenario:
    base = _base(design, document, path)
    common = tuple(design.run_in.steps) if design.run_in else ()
    arm = design.arms[name]
    together = arm.model_copy(update={"steps": (*common, *arm.steps)})
    try:
        made = with_arm(
            base,
            together,
            name=f"{design.name}, {name}",
            summary=design.summary,
            source=f"{path}, arm {name}",
        )
    except InputError as error:
        place = _place(error.field, len(base.protocol), len(common), name)
        if place is None:
            raise
        raise document.problem(place, error.what) from None
    _can_be_run(made, name, document)
    if design.cross_over is not None:
        _only_in_its_periods(design, name, made, document)
    if made.horizon < design.end:
        raise document.problem(
            ("visits", len(design.visits) - 1),
            f"the last visit is {format_duration(design.end)} after the origin, and the scenario ends "
            f"after {format_duration(made.horizon)}; set a later one, such as "
            f'set: ["horizon={format_duration(design.end)}"].',
        )
    return made


def _can_be_run(made: Scenario, name: str, document: Document) -> None:
    """Refuse a wrong medicine file or parameter before anybody is asked, and not when all have been simulated."""
    try:
        settle_person(body_with_medicines(made), made)
    except InputError:
        raise
    except ValueError as error:
        raise document.problem(("arms", name), str(error)) from None


def _only_in_its_periods(design: Design, name: str, made: Scenario, document: Document) -> None:
    """Refuse a dose of an arm outside of the periods in which it is treated: a wash-out would not be one."""
    assert design.cross_over is not None
    own = len(design.arms[name].steps)
    periods = zip(design.cross_over.periods, design.cross_over.given(name), strict=True)
    spans = [(design.start + p.begins, design.start + p.at) for p, given in periods if given]
    for place, step in enumerate(made.protocol[len(made.protocol) - own :]):
        if not isinstance(step, Take):
            continue
        once = step.every is None and not step.times
        end = step.start_tick if once else step.end_tick(made.horizon)
        if not any(begin <= step.start_tick and end <= stop for begin, stop in spans):
            raise document.problem(
                ("arms", name, "steps", place),
                "this lies outside of the periods in which the arm is treated; give 'start' and 'stop' "
                "within one of them.",
            )


def _must_begin_alike(design: Design, arms: tuple[Scenario, ...], document: Document) -> None:
    """Refuse a step that not every arm has and that begins before randomisation.

    What else may differ before it shows when people are simulated.
    """
    for (name, arm), scenario in zip(design.arms.items(), arms, strict=True):
        own = scenario.protocol[len(scenario.protocol) - len(arm.steps) :]
        for place, step in enumerate(own):
            begins = step.start if isinstance(step, SpanStep) else None
            shared = all(step in other.protocol for other in arms)
            if begins is not None and begins < design.start and not shared:
                raise document.problem(
                    ("arms", name, "steps", place),
                    f"this begins at '{format_duration(begins)}', before randomisation at "
                    f"'{format_duration(design.start)}'. What an arm does must begin then or later; what all "
                    "share belongs to 'base', 'set' or 'run_in'.",
                )


def _base(design: Design, document: Document, path: Path) -> Scenario:
    name = design.base
    if name.endswith((".yaml", ".yml")):
        name = str((path.parent / name).resolve())
    try:
        return load(name, design.set)
    except InputError as error:
        field = "set" if error.source.startswith("--set") else "base"
        raise document.problem((field,), str(error)) from None


def _place(field: str, of_base: int, of_run_in: int, arm: str) -> Place | None:
    """Where in the file stands what the scenario calls ``protocol[7].start``; None if nowhere."""
    head, bracket, rest = field.partition("[")
    number, _, tail = rest.partition("]")
    if head != "protocol" or not bracket or not number.isdecimal() or int(number) < of_base:
        return None
    after = int(number) - of_base
    parts = tuple(part for part in tail.split(".") if part)
    if after < of_run_in:
        return ("run_in", "steps", after, *parts)
    return ("arms", arm, "steps", after - of_run_in, *parts)
