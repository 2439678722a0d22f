"""From what was entered in the studio to a run that can be asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lactea import safety
from lactea.app.preferences import Mode
from lactea.app.problems import AppError
from lactea.app.runs import LONGEST_DAYS, Asked
from lactea.app.screens.studio.fields import changes
from lactea.app.wording.marking import message
from lactea.reading.problems import quote
from lactea.reading.yaml_reader import parse
from lactea.scenario import Scenario, ScenarioError, builtin_names, load, loads
from lactea.scenario.library import is_file_name
from lactea.scenario.overrides import apply_overrides
from lactea.scenario.parameter_sets import ENTRY
from lactea.scenario.steps import Take

SOURCE = "your scenario"
NO_BUILTIN = message("{name} is not one of the scenarios to begin with.")
NO_FILES = message(
    "The entry 'milk_of' reads a file, and the app reads none: run this with the command line."
)
NOT_WHOLE = message("{field}: {given} is not a whole number.")
OUT_OF_RANGE = message("{field}: {given} does not lie from {least} to {most}.")
NO_MEDICINES = message(
    "This scenario takes a medicine. In parent mode the studio varies sessions and top-ups, and no "
    "medicine: what a medicine does stands under Medicine, with its evidence and without a dose. "
    "Settings have the modes for clinicians and researchers."
)
BLOCKED = message(
    "The safety screen blocks this scenario, so that it is not run in clinician mode: {reasons} "
    "The researcher mode replays it as a study."
)
LARGEST_SEED = 2**63 - 1


def has_medicines(scenario: Scenario) -> bool:
    """Whether the protocol takes anything."""
    return next(scenario.steps_of(Take), None) is not None


def offered(mode: Mode) -> tuple[str, ...]:
    """Builtin scenarios that the mode may run."""
    return tuple(
        name for name in builtin_names() if mode != "parent" or not has_medicines(load(name))
    )


def begin_with(name: str, mode: Mode) -> Scenario:
    """A builtin that the mode may show: its steps name medicines and doses.

    Raises
    ------
    AppError
        There is no such builtin, or it takes a medicine and this is parent mode.
    """
    if name not in builtin_names():
        raise AppError(NO_BUILTIN, name=quote(name))
    if name not in offered(mode):
        raise AppError(NO_MEDICINES)
    return load(name)


def from_form(base: str, given: Mapping[str, str], mode: Mode) -> Scenario:
    """A builtin with the changes of the form.

    Raises
    ------
    AppError
        The mode does not show this builtin.
    InputError
        The form holds something that is not understood.
    """
    return load(base, changes(begin_with(base, mode), given))


def from_text(text: str, changes: Sequence[str] = (), source: str = SOURCE) -> Scenario:
    """A scenario as YAML, with changes such as ``person.diabetes=type1``.

    Raises
    ------
    InputError
        The text is not understood; the error names line and field.
    AppError
        It asks for a file of this machine.
    """
    data = apply_overrides(parse(text, source), changes).data
    steps = data.get("protocol") if isinstance(data, dict) else None
    if isinstance(steps, list) and any(isinstance(one, dict) and "milk_of" in one for one in steps):
        raise AppError(NO_FILES)
    named = data.get(ENTRY) if isinstance(data, dict) else None
    if isinstance(named, str) and is_file_name(named):
        raise ScenarioError(
            "the app reads no file: run this with the command line, or name an installed set.",
            source=source,
            field=ENTRY,
        )
    return loads(text, source, changes)


def asked(scenario: Scenario, days: str, seed: str, mode: Mode) -> Asked:
    """The run that was asked for, where the mode allows it.

    Raises
    ------
    AppError
        A number is none, or the mode does not run such a scenario.
    """
    refuse_by_mode(scenario, mode)
    return Asked(
        scenario,
        whole_number(days, "days", 1, LONGEST_DAYS),
        whole_number(seed, "seed", 0, LARGEST_SEED) or 0,
    )


def refuse_by_mode(scenario: Scenario, mode: Mode) -> None:
    """Refuse what a mode does not run.

    Raises
    ------
    AppError
        A medicine in parent mode, or one that the safety screen blocks in clinician mode.
    """
    if mode == "researcher" or not has_medicines(scenario):
        return
    if mode == "parent":
        raise AppError(NO_MEDICINES)
    screening = safety.screen(scenario, None, mode)
    if screening.blocked:
        found = safety.document(screening)["findings"]
        reasons = " ".join(one["sentence"] for one in found if one["severity"] == "blocks")
        raise AppError(BLOCKED, reasons=reasons)


def whole_number(text: str, name: str, least: int, most: int) -> int | None:
    """A whole number; None where nothing was entered."""
    stripped = text.strip()
    if not stripped:
        return None
    if not (stripped.isascii() and stripped.isdigit() and len(stripped) < 20):
        raise AppError(NOT_WHOLE, field=name, given=quote(text))
    if not least <= int(stripped) <= most:
        raise AppError(
            OUT_OF_RANGE, field=name, given=quote(text), least=str(least), most=str(most)
        )
    return int(stripped)
